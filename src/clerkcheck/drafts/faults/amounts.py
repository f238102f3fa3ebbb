"""Amounts: in words and figures, sums in the text and in tables, vague ones."""

import re
from collections.abc import Iterator
from decimal import Decimal

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.drafts.model import DraftPara, TableText
from clerkcheck.drafts.sums import CAPITALS, Sum, before, capital_sum, plain_number, shown_yuan, sums_in
from clerkcheck.i18n import _

_RIGHT = _("《党政机关公文处理工作条例》第二十条（四）“数字……是否准确”")
_TOTAL = r"(?:共计|合计|总计|共需|总共|合共|总投资|总需|总额为?|总经费|共)"
_WORDS_THEN_FIGURES = re.compile(
    rf"({CAPITALS})\s*[（(]\s*(?:￥|¥|小写[：:]?|即|人民币)?\s*([\d,，.]{{1,24}}\s*(?:万元|亿元|元)?)\s*[）)]"
)
_FIGURES_THEN_WORDS = re.compile(
    rf"(?<![\d,，.])([\d,，.]{{1,24}}\s*(?:万元|亿元|元))\s*[（(]\s*(?:大写|人民币)?[：:]?\s*(?:人民币)?\s*({CAPITALS})\s*[）)]"
)
_BY_UNIT = re.compile("每年|每月|每人|每户|每亩|增长|同比|比上年|单价|元/")
_OTHERWISE = re.compile(
    "累计|已(?:经)?(?:拨|付|投|支|安排|到位|筹|落实|下达|发|完成)|剩余|缺口|财政收入"
)  # amounts that are no items of a total
_ITEM = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]|[一二三四五]是)"
)
_VAGUE = re.compile(
    r"(?:约|近|大约)\s*\d[\d.]*\s*(?:多|余|来)|(?:约|近|大约|大概)\s*\d[\d.,]*\s*(?:万元|亿元|元|人|亩|户|公里|件)\s*(?:左右|上下|以上)|(?:超过|达到?|不少于|至少)\s*\d[\d.]*[多余]?(?:万元|元|人)(?:左右|上下)"
)


@check(
    "amount-words-differ", "条例", "error", source=_RIGHT, message=_("大写和小写不一致：大写是 {words}，小写是 {figures}"), remedy=_("核对金额，两处写成一样"),
    bad={"body": "我镇防汛物资仓库年久失修，恳请安排修缮资金伍拾万元整（￥500,00元）。"},
    good={"body": "我镇防汛物资仓库年久失修，恳请安排修缮资金伍拾万元整（￥500,000元）。"}, base="request", always=True,
)  # fmt: skip
def amount_words_differ(draft: Draft) -> Iterator[FoundFault]:
    """Yield an amount in Chinese capitals that the figures in brackets behind it contradict: 伍拾万元（￥500,000元）."""
    for at, para in draft.all_lines():
        pairs = [(match[1], match[2], match[0]) for match in _WORDS_THEN_FIGURES.finditer(para.text)]
        pairs += [(match[2], match[1], match[0]) for match in _FIGURES_THEN_WORDS.finditer(para.text)]
        for words, figures, whole in pairs:
            named, counted = capital_sum(words), _yuan(figures)
            if named is not None and counted is not None and named != counted:
                yield FoundFault(at, whole, values={"words": shown_yuan(named), "figures": shown_yuan(counted)})


def _yuan(figures: str) -> Decimal | None:
    text = re.sub(r"[,，\s]", "", figures)
    found = next(sums_in(text if text.endswith("元") else text + "元"), None)
    return found.yuan if found else None


@check(
    "amount-sum", "条例", "error", source=_RIGHT, message=_("分项加起来是 {added}，写的是 {total}"), remedy=_("核对各项和合计"),
    bad={"body": "修缮屋面需30万元，更换门窗需15万元，合计50万元。恳请县人民政府安排。"},
    good={"body": "修缮屋面需35万元，更换门窗需15万元，合计50万元。恳请县人民政府安排。"}, base="request", always=True,
)  # fmt: skip
def amount_sum(draft: Draft) -> Iterator[FoundFault]:
    """Yield a sentence whose total is not the sum of its items; where 其中 names only some, one that is less."""
    for at, para in draft.all_lines():
        for sentence in _sentences(para.text):
            found = _added(sentence)
            if found:
                added, total = found
                yield FoundFault(at, sentence, values={"added": shown_yuan(added), "total": total.words})


def _sentences(text: str) -> list[str]:
    """The sentences of a text; one that begins with a total goes with the one before, whose items it adds."""
    found: list[str] = []
    for sentence in re.split("(?<=。)", text):
        goes_on = re.match(
            r"(?:以上|上述)?[两二三四五六七八九十几各]{0,2}[项笔]?(?:经费|资金|费用)?(?:合计|共计|总计|共需)", sentence
        )
        if found and goes_on:
            found[-1] += sentence
        else:
            found.append(sentence)
    return found


def _added(sentence: str) -> tuple[Decimal, Sum] | None:
    """The sum of a sentence's items and the total it states, where they differ."""
    amounts = list(sums_in(sentence))
    if len(amounts) < 3:
        return None
    totals = [each for each in amounts if re.search(rf"{_TOTAL}[^，。；\d]{{0,8}}$", before(sentence, each))]
    if len(totals) != 1 or _BY_UNIT.search(sentence):
        return None
    total = totals[0]
    earlier = [each for each in amounts if each.end <= total.start]
    after = [each for each in amounts if each.start >= total.end]
    if len(earlier) > 1 and not after and not _OTHERWISE.search(sentence):
        return _differs(earlier, total)
    among = re.search("其中|包括|分别为", sentence[total.end :])
    if len(after) > 1 and not earlier and among and "含" not in sentence[total.end :].replace("包含", ""):
        found = _differs(after, total)
        return found if found and found[0] > total.yuan else None
    return None


def _differs(items: list[Sum], total: Sum) -> tuple[Decimal, Sum] | None:
    added = sum((each.yuan for each in items), Decimal(0))
    return (added, total) if added != total.yuan and _certain(items, total) else None


def _certain(items: list[Sum], total: Sum) -> bool:
    """Whether all are exact; about 90 over 40 and 50 is told of by its own check."""
    return all(each.exact for each in items) and total.exact


@check(
    "amount-list-sum", "条例", "error", source=_RIGHT, message=_("各项加起来是 {added}，写的是 {total}"), remedy=_("核对各项和合计"),
    bad={"body": "修缮防汛物资仓库共需资金60万元，具体如下：\n1.屋面35万元。\n2.门窗15万元。\n恳请县人民政府安排。"},
    good={"body": "修缮防汛物资仓库共需资金50万元，具体如下：\n1.屋面35万元。\n2.门窗15万元。\n恳请县人民政府安排。"}, base="request", always=True,
)  # fmt: skip
def amount_list_sum(draft: Draft) -> Iterator[FoundFault]:
    """Yield a total, in the line before or after numbered items of one amount each, that is not their sum."""
    lines = list(draft.body())
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _ITEM.match(lines[end][1].text) and len(list(sums_in(lines[end][1].text))) == 1:
            end += 1
        if end - at > 1:
            yield from _wrong_total(lines, at, end)
        at = max(end, at + 1)


def _wrong_total(lines: list[tuple[int, DraftPara]], start: int, end: int) -> Iterator[FoundFault]:
    items = [next(sums_in(para.text)) for _at, para in lines[start:end]]
    around = [lines[start - 1]] if start and lines[start - 1][1].text.endswith(("：", ":")) else []
    for at, para in [*around, *lines[end : end + 1]]:
        totals = [
            each for each in sums_in(para.text) if re.search(rf"{_TOTAL}[^，。；\d]{{0,8}}$", before(para.text, each))
        ]
        if len(totals) == 1 and len(list(sums_in(para.text))) == 1 and not _BY_UNIT.search(para.text):
            found = _differs(items, totals[0])
            partly = "其中" in para.text
            if found and (not partly or found[0] > totals[0].yuan):
                yield FoundFault(at, para.text, values={"added": shown_yuan(found[0]), "total": totals[0].words})
            return


@check(
    "amount-vague", "惯例", "note", source=_("办文惯例：请示、报告的金额写准数"), message=_("约数重复，说不清是多是少"), remedy=_("写准确的数；确是约数的，“约”“多”“左右”只留一个"),
    bad={"body": "修缮屋面需40万元，更换门窗需50万元，共需约90多万元。恳请县人民政府安排。"}, base="request", always=True,
)  # fmt: skip
def amount_vague(draft: Draft) -> Iterator[FoundFault]:
    """Yield an amount that is not exact: 约90多万元."""
    for at, para in draft.all_lines():
        match = _VAGUE.search(para.text)
        if match:
            yield FoundFault(at, match[0])


@check(
    "amount-sum-vague", "条例", "warning", source=_RIGHT, message=_("分项是准数，加起来是 {added}，合计写成约数“{total}”"), remedy=_("合计写准数"),
    bad={"body": "修缮屋面需40万元，更换门窗需50万元，共需约90多万元。恳请县人民政府安排。"}, base="request", always=True,
)  # fmt: skip
def amount_sum_vague(draft: Draft) -> Iterator[FoundFault]:
    """Yield a sentence whose items are exact and whose total, close to their sum, is not."""
    for at, para in draft.all_lines():
        for sentence in re.split("(?<=。)", para.text):
            amounts = list(sums_in(sentence))
            loose = [
                each
                for each in amounts
                if not each.exact and re.search(rf"(?:{_TOTAL}|需要?)[^，。；\d]{{0,8}}$", before(sentence, each))
            ]
            items = [each for each in amounts if each.exact]
            if len(loose) == 1 and len(items) > 1 and len(amounts) == len(items) + 1:
                added = sum((each.yuan for each in items), Decimal(0))
                if added * Decimal("0.8") <= loose[0].yuan <= added * Decimal("1.2"):
                    yield FoundFault(at, sentence, values={"added": shown_yuan(added), "total": loose[0].words})


@check(
    "table-sum", "条例", "error", source=_RIGHT, message=_("表中“{label}”应为 {added}，写的是 {total}"), remedy=_("核对各行和合计"), word=True, always=True,
    bad={"table": "项目|金额（万元）\n屋面|30\n门窗|15\n合计|50"}, good={"table": "项目|金额（万元）\n屋面|35\n门窗|15\n合计|50"},
)  # fmt: skip
def table_sum(draft: Draft) -> Iterator[FoundFault]:
    """Yield each cell of a table's first row of totals that is not the sum of its column; no row above may say 其中."""
    for table in draft.text.tables:
        for row in table.rows:
            label = re.sub(r"\s", "", row[0].text) if row else ""
            if label in ("合计", "总计", "共计", "小计"):
                yield from _wrong_cells(table, row, label)


def _wrong_cells(table: TableText, total: tuple[DraftPara, ...], label: str) -> Iterator[FoundFault]:
    above = table.rows[: table.rows.index(total)]
    if any(re.search("小计|合计|其中", re.sub(r"\s", "", row[0].text)) for row in above if row):
        return
    for column in range(1, len(total)):
        stated = plain_number(total[column].text)
        heads = above[0][column].text if above and len(above[0]) > column else ""
        if stated is None or re.search("率|比|%|％|单价|平均|序号|标准", heads):
            continue
        cells = [row[column].text for row in above[1:] if len(row) == len(total)]
        numbers = [plain_number(cell) for cell in cells if cell.strip() not in ("", "—", "-", "/")]
        if len(numbers) < 2 or len(cells) != len(above) - 1 or None in numbers:
            continue
        added = sum((number for number in numbers if number is not None), Decimal(0))
        if added != stated:
            values = {"label": label, "added": f"{added.normalize():f}", "total": total[column].text.strip()}
            yield FoundFault(-1, total[column].text, total[column].spot, values)
