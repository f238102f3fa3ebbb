"""What ought not to be left in a draft that goes up: placeholders, remains of web pages and of old rules."""

import re
from collections.abc import Iterator

from clerkcheck.drafts.dates import dates_in
from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check, first_match
from clerkcheck.i18n import _

_DRAFTING = _("《党政机关公文处理工作条例》第二十条（四）“人名、地名、时间、数字……是否准确”")
_X = "[xX×＊*ＸＸ]"
_AMOUNT = re.compile(rf"{_X}{{1,6}}(?:万|亿|千)?(?:元|人|个|件|项|亩|公里|户|%|％|平方米|吨)")
_DAY = re.compile(rf"(?:\d{{0,4}}{_X}+年|{_X}+月|{_X}+日)[^，。；]{{0,10}}|(?<![\d\w])年\s*月\s*日")
_BLANK = re.compile(
    r"[_＿]{2,}|（\s{2,}）|\(\s{2,}\)|【(?:请?填|待|此处)[^】]{0,60}】|（(?:待定|待补充|待核实|待填|此处填写[^）]{0,60})）|\bTODO\b|此处填写|待补充"
)
_DELETED = re.compile(r"[（(].{0,6}(?:有删减|略).{0,4}[）)]")
_WEEK = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)\s*[（(]?\s*(?:星期|周)([一二三四五六日天])")
_OLD = re.compile(r"《?(?:国家行政机关公文处理办法|中国共产党机关公文处理条例)》?|GB/T\s*9704\s*[—－-]+\s*1999")


@check(
    "placeholder-date", "条例", "error", source=_DRAFTING, message=_("日期还是占位符"), remedy=_("填上真实的年、月、日"),
    bad={"date": "2026年X月XX日"},
)  # fmt: skip
def placeholder_date(draft: Draft) -> Iterator[FoundFault]:
    """Yield the document's own date, and the first in its text, with X for a figure: X年XX月XX日."""
    odd = draft.elements.close.odd_date
    own = odd.at if odd else -1
    yield from first_match(((at, para) for at, para in draft.all_lines() if at != own), _DAY)
    if odd and re.search(rf"{_X}|^\s*年|年\s*月|月\s*日", odd.value):
        yield FoundFault(odd.at, odd.value)


@check(
    "placeholder-amount", "条例", "error", source=_DRAFTING, message=_("数字还是占位符，不能当作 0"), remedy=_("填上真实的数"),
    bad={"body": "我镇防汛物资仓库年久失修，恳请安排修缮资金XX万元。"}, base="request",
)  # fmt: skip
def placeholder_amount(draft: Draft) -> Iterator[FoundFault]:
    """Yield an amount with X for its figures (XX万元), unless it was blacked out of a published text."""
    if not any(_DELETED.search(para.text) for para in draft.paras):
        for at, para in draft.all_lines():
            match = _AMOUNT.search(para.text)
            if match:
                yield FoundFault(at, match[0])


@check(
    "placeholder-blank", "条例", "error", source=_DRAFTING, message=_("留有空白或“待补充”"), remedy=_("补上内容，或删去"),
    bad={"body": "为做好防汛工作，现将有关事项通知如下：\n一、落实责任。各乡镇责任人为____（待补充）。"},
)  # fmt: skip
def placeholder_blank(draft: Draft) -> Iterator[FoundFault]:
    """Yield a blank left to be filled in: ____, 待补充."""
    for at, para in draft.all_lines():
        match = _BLANK.search(para.text)
        if match:
            yield FoundFault(at, match[0])


@check(
    "web-remains", "惯例", "warning", source=_("办文惯例：文稿里不留网页内容"), message=_("有网页残留的文字"), remedy=_("删去"), always=True,
    bad={"annex": "- 附件【防汛责任表.jpg】已下载12次"},
)  # fmt: skip
def web_remains(draft: Draft) -> Iterator[FoundFault]:
    """Yield what a web page has around a text: counters of downloads, links to share or print, its editor."""
    pattern = r"已下载\d*次|下载次数|打印本页|关闭窗口|分享到|浏览次数|字体：【|扫一扫在手机|责任编辑[：:]|来源：.{2,20}网站?$|&nbsp;|<br\s*/?>"
    yield from first_match(draft.all_lines(), re.compile(rf"[^。，；]{{0,60}}(?:{pattern})"))


@check(
    "old-basis", "条例", "error", source=_("《党政机关公文处理工作条例》第四十二条“停止执行”"), message=_("引用了已停止执行的公文规定"),
    remedy=_("改引《党政机关公文处理工作条例》和 GB/T 9704—2012"),
    bad={"body": "根据《国家行政机关公文处理办法》，现将有关事项通知如下：\n一、规范格式。各部门要规范公文格式。"},
)  # fmt: skip
def old_basis(draft: Draft) -> Iterator[FoundFault]:
    """Yield a reference to the rules on documents of 1996, 1999 or 2000, which the 条例 of 2012 ended."""
    yield from first_match(draft.all_lines(), _OLD)


@check(
    "weekday-wrong", "条例", "error", source=_DRAFTING, message=_("{day}是星期{right}，不是星期{wrong}"), remedy=_("核对日期和星期"), always=True,
    bad={"body": "定于2026年12月10日（星期五）召开防汛工作会议，现将有关事项通知如下：\n一、参会人员。各乡镇负责人。"},
)  # fmt: skip
def weekday_wrong(draft: Draft) -> Iterator[FoundFault]:
    """Yield a date with a weekday beside it that is not its own."""
    for at, para in draft.all_lines():
        for match in _WEEK.finditer(para.text):
            days = dates_in(match[1])
            if days and "一二三四五六日"[days[0].weekday()] != match[2].replace("天", "日"):
                right = "一二三四五六日"[days[0].weekday()]
                yield FoundFault(at, match[0], values={"day": match[1], "right": right, "wrong": match[2]})


@check(
    "date-impossible", "条例", "error", source=_DRAFTING, message=_("没有这一天"), remedy=_("核对日期"), always=True,
    bad={"body": "请于2026年9月31日前报送，现将有关事项通知如下：\n一、报送内容。防汛责任表。"},
)  # fmt: skip
def date_impossible(draft: Draft) -> Iterator[FoundFault]:
    """Yield a day that no calendar has; 29 February without a year may be one."""
    for at, para in draft.all_lines():
        for match in re.finditer(r"(?<![\d年])(?<!年\s)(\d{1,2})月(\d{1,2})日", para.text):
            if not dates_in(f"2024年{match[0]}"):
                yield FoundFault(at, match[0])
        for match in re.finditer(r"\d{4}年\d{1,2}月\d{1,2}日", para.text):
            if not dates_in(match[0]):
                yield FoundFault(at, match[0])


@check(
    "filler-page", "国标", "note", source=_("GB/T 9704—2012 第7.3.5.5条"), message=_("用“此页无正文”凑页"), remedy=_("调整行距、字距，使正文和署名在同一页"),
    bad={"closing": "（此页无正文）"},
)  # fmt: skip
def filler_page(draft: Draft) -> Iterator[FoundFault]:
    """Yield where a page without text is marked as one (此页无正文); the standard has the spacing changed instead."""
    yield from first_match(draft.all_lines(), re.compile("[（(]?此页无正文[）)]?"))


@check(
    "too-long", "条例", "note", source=_("《整治形式主义为基层减负若干规定》一.2“一般不超过5000字”"), message=_("正文约 {n} 字，超过 5000 字"),
    remedy=_("压缩篇幅；部署专项工作或具体任务的一般不超过 4000 字"),
    bad={"body": "现将有关事项通知如下：\n" + "各乡镇要落实防汛责任，加强值守。" * 340},
)  # fmt: skip
def too_long(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document issued downward since August 2024 of more than 5,000 characters."""
    from datetime import date

    count = sum(len(para.text) for _at, para in draft.body())
    recent = draft.day is None or draft.day >= date(2024, 8, 6)
    if count > 5000 and recent and draft.genre in ("notice", "opinion", "decision", "circular"):
        yield FoundFault(-1, "", values={"n": count})
