"""The document's number, and the numbers it quotes."""

import re
from collections.abc import Iterator

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.drafts.names import NUMBER
from clerkcheck.i18n import _

_SOURCE = _("GB/T 9704—2012 第7.2.5条")
_FORM = _("写成“机关代字〔年份〕序号号”，如“云政发〔2026〕7号”")
_NOT_YEAR = re.compile(r"[xX×*]")
# A number quoted in the text with other brackets; an organ's word stands before it, so that no remark is meant.
_QUOTED = re.compile(
    r"[\u4e00-\u9fff]{1,10}[发函字办文政委府规通批报告请秘号财]?\s*(?:[\[［【]\s*(?P<square>\d{4}|20[xX×]{2})\s*[\]］】]|[（(]\s*(?P<round>20\d{2})\s*[）)])\s*\d{1,4}\s*号"
)


def _parts(draft: Draft) -> Iterator[tuple[int, re.Match[str]]]:
    for piece in draft.elements.head.numbers:
        match = NUMBER.fullmatch(piece.value)
        if match and match["close"] and re.fullmatch(r"[0-9xX×*]{2,4}", match["year"]):
            yield piece.at, match


@check(
    "number-brackets", "国标", "error", source=_SOURCE, message=_("发文字号的年份没有用六角括号"), remedy=_FORM,
    bad={"number": "云政发[2026]7号"},
)  # fmt: skip
def number_brackets(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document number whose year stands in other brackets than 〔〕."""
    for at, match in _parts(draft):
        if (match["open"], match["close"]) != ("〔", "〕"):
            yield FoundFault(at, match[0])


@check(
    "number-year", "国标", "error", source=_SOURCE, message=_("发文字号的年份没有写全称"), remedy=_("年份写四位数字，如〔2026〕"),
    bad={"number": "云政发〔26〕7号"},
)  # fmt: skip
def number_year(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document number whose year has not four figures."""
    for at, match in _parts(draft):
        if not _NOT_YEAR.search(match["year"]) and not re.fullmatch(r"(?:19|20)\d{2}", match["year"]):
            yield FoundFault(at, match[0])


@check(
    "number-leading-zero", "国标", "error", source=_SOURCE, message=_("发文序号编了虚位"), remedy=_("去掉前面的 0，如“7号”，不写“07号”"),
    bad={"number": "云政发〔2026〕07号"},
)  # fmt: skip
def number_leading_zero(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document number with a leading zero: 07号 for 7号."""
    for at, match in _parts(draft):
        if match["serial"].startswith("0"):
            yield FoundFault(at, match[0])


@check(
    "number-di", "国标", "error", source=_SOURCE, message=_("发文序号前加了“第”字"), remedy=_("去掉“第”，写成“云政发〔2026〕7号”"),
    bad={"number": "云政发〔2026〕第7号"},
)  # fmt: skip
def number_di(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document number with 第: 第7号 for 7号."""
    for at, match in _parts(draft):
        if match["di"]:
            yield FoundFault(at, match[0])


@check(
    "number-hao", "国标", "error", source=_SOURCE, message=_("发文序号后面没有“号”字"), remedy=_FORM,
    bad={"number": "云政发〔2026〕7"},
)  # fmt: skip
def number_hao(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document number without 号 at its end."""
    for at, match in _parts(draft):
        if match["serial"] and not match["hao"]:
            yield FoundFault(at, match[0])


@check(
    "number-empty", "条例", "note", source=_("《党政机关公文处理工作条例》第九条（五）"), message=_("发文字号是空的"),
    remedy=_("印发前编上号；报送的公文不能没有号"), bad={"number": "云政发〔2026〕　号"},
)  # fmt: skip
def number_empty(draft: Draft) -> Iterator[FoundFault]:
    """Yield a place for the document number in which no number stands."""
    piece = draft.elements.head.empty_number
    if piece and not re.search(r"[xX×*＊]", piece.value):  # that is a placeholder, and told of as one
        yield FoundFault(piece.at, piece.value)


@check(
    "number-damaged", "国标", "error", source=_SOURCE, message=_("发文字号残缺，认不出年份和序号"), remedy=_FORM,
    bad={"number": "云政发〔20267号"}, always=True,
)  # fmt: skip
def number_damaged(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document number in which a bracket or part of the year is missing."""
    piece = draft.elements.head.damaged_number
    if piece:
        yield FoundFault(piece.at, piece.value)


@check(
    "number-placeholder", "惯例", "error", source=_("办文惯例：文号要能查到原件"), message=_("文号的年份或序号还是占位符"),
    remedy=_("填上真实的年份和序号"), bad={"body": "根据云政发〔20××〕5号文件精神，现将有关事项通知如下：\n一、落实责任。各乡镇要落实防汛责任。"},
    always=True,
)  # fmt: skip
def number_placeholder(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document number, the document's own or one it quotes, with X for figures: 20××."""
    for at, para in draft.all_lines():
        for match in re.finditer(
            r"[\u4e00-\u9fff]{1,10}[〔\[［【（(]\s*(?:(?:20)?[xX×*＊]{2,4}\s*[〕\]］】）)]\s*(?:第)?[\dxX×*＊]*|20\d{2}\s*[〕\]］】）)]\s*[xX×*＊]+)号",
            para.text,
        ):
            yield FoundFault(at, _bare(match[0]))


@check(
    "number-year-differs", "惯例", "note", source=_("办文惯例：发文字号的年份是发文的年份"),
    message=_("发文字号的年份和成文日期不是同一年"), remedy=_("核对年份；跨年印发的不改"), bad={"number": "云政发〔2025〕7号"},
)  # fmt: skip
def number_year_differs(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document number of another year than the document's date."""
    day = draft.elements.date
    for at, match in _parts(draft):
        if day and re.fullmatch(r"20\d{2}", match["year"]) and int(match["year"]) != day.year:
            yield FoundFault(at, match[0])


@check(
    "number-beside-title", "国标", "warning", source=_SOURCE, message=_("发文字号和标题写在同一行"),
    remedy=_("发文字号单独成行，排在发文机关标志下、标题上"), bad={"number": "", "title": "云岭县人民政府关于加强防汛工作的通知（云政发〔2026〕7号）"},
)  # fmt: skip
def number_beside_title(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document number in brackets behind the title."""
    head = draft.elements.head
    if head.beside and head.number:
        yield FoundFault(head.number.at, draft.paras[head.number.at].text)


@check(
    "number-several", "条例", "error", source=_("《党政机关公文处理工作条例》第九条（五）“联合行文时，使用主办机关的发文字号”"),
    message=_("版头有两个以上发文字号"), remedy=_("只留主办机关的发文字号"), bad={"number": "云政发〔2026〕7号\n云水发〔2026〕3号"},
)  # fmt: skip
def number_several(draft: Draft) -> Iterator[FoundFault]:
    """Yield a second document number at the head; a joint document has that of its leading organ only."""
    numbers = {piece.value: piece for piece in draft.elements.head.numbers}
    if len(numbers) > 1:
        yield FoundFault(list(numbers.values())[1].at, " ".join(numbers))


@check(
    "quoted-number-brackets", "国标", "warning", source=_SOURCE, message=_("引用的文号没有用六角括号"), remedy=_("照来文写，年份用六角括号〔〕"),
    bad={"body": "根据云政发[2025]30号文件要求，现将有关事项通知如下：\n一、落实责任。各乡镇要落实防汛责任。"}, always=True,
)  # fmt: skip
def quoted_number_brackets(draft: Draft) -> Iterator[FoundFault]:
    """Yield a quoted document number in [ ] or ( ); those of before 2012 were written so."""
    own = {piece.at for piece in draft.elements.head.numbers}
    for at, para in draft.all_lines():
        for match in _QUOTED.finditer(para.text) if at not in own else ():
            year = match["square"] or match["round"]
            if not year.isdecimal() or int(year) >= 2012:
                yield FoundFault(at, _bare(match[0]))


def _bare(quoted: str) -> str:
    """A quoted number without the word that leads up to it."""
    return re.sub(r"^.*?(?:根据|按照|依据|参照|执行|印发|收到)", "", quoted)
