"""The title: organ, matter and genre."""

import re
from collections.abc import Iterator

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.drafts.names import ANNEXED_END, is_organ, issuers_of_title
from clerkcheck.i18n import _

_SOURCE = _("《党政机关公文处理工作条例》第九条（七）“标题。由发文机关名称、事由和文种组成”")
# Genres whose titles have a form of their own: an order, minutes, an announcement by an organ.
_TWO_GENRES = re.compile(r"的(?:请示报告|报告请示|请示函|意见请示|通知通报|申请报告|申请)$")
_OWN_FORM = ("order", "minutes")


@check(
    "title-missing", "条例", "error", source=_SOURCE, message=_("没有标题"), remedy=_("写上“发文机关＋关于＋事由＋的＋文种”"),
    bad={"title": ""},
)  # fmt: skip
def title_missing(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document without a title, unless its text came without line breaks."""
    elements = draft.elements
    if not elements.title and not draft.text.flattened and draft.genre != "minutes":
        yield FoundFault(elements.head.addressee.at if elements.head.addressee else 0, "")


@check(
    "title-organ-missing", "条例", "error", source=_SOURCE, message=_("标题没有发文机关名称"), remedy=_("在“关于”前面写上发文机关名称"),
    bad={"title": "关于加强防汛工作的通知"},
)  # fmt: skip
def title_organ_missing(draft: Draft) -> Iterator[FoundFault]:
    """Yield a title that does not begin with the issuing organ."""
    title, head = draft.elements.title, draft.elements.head
    # A plan or measures by themselves are issued with a document that has the organ's name.
    whole = draft.genre or head.addressee or head.number
    if title and whole and draft.genre not in _OWN_FORM and head.title:
        named = issuers_of_title(title) or is_organ(re.split("关于|公告|通告|令", title)[0])
        if title.startswith("关于") or (not named and "关于" not in title):
            yield FoundFault(head.title.at, title)


@check(
    "title-about-missing", "条例", "warning", source=_SOURCE, message=_("标题没有“关于……的”"), remedy=_("用“关于……的”引出事由"),
    bad={"title": "云岭县人民政府加强防汛工作通知"}, good={"title": "云岭县人民政府转发县水利局关于做好防汛工作意见的通知"},
)  # fmt: skip
def title_about_missing(draft: Draft) -> Iterator[FoundFault]:
    """Yield a title without 关于; answers to proposals, and titles of organ and genre only, need none."""
    title = draft.elements.title
    if not title or draft.genre in _OWN_FORM or not draft.elements.head.title:
        return
    shell = re.search(r"关于|转发|批转|印发|发布|对.*(?:提案|建议)", title)
    bare = re.fullmatch(r"(.*?)(?:公告|通告|公报|令)", title)
    if not shell and not (bare and is_organ(bare[1])) and draft.elements.genre:
        yield FoundFault(draft.elements.head.title.at, title)


@check(
    "title-genre", "条例", "error", source=_("《党政机关公文处理工作条例》第八条（公文种类）、第九条（七）"),
    message=_("标题末尾不是 15 种法定文种之一"), remedy=_("方案、办法、总结、规划等用通知印发，标题写成“关于印发《……》的通知”"),
    bad={"title": "云岭县人民政府2026年防汛工作方案"},
)  # fmt: skip
def title_genre(draft: Draft) -> Iterator[FoundFault]:
    """Yield a title that ends with none of the fifteen genres; a regulation or plan without an addressee is none."""
    elements = draft.elements
    two = _TWO_GENRES.search(elements.title)  # title-two-genres tells of that
    if elements.title and not elements.genre and elements.head.title and not two:
        sent = elements.head.addressee or elements.head.number
        if sent and (ANNEXED_END.search(elements.title) or "关于" in elements.title):
            yield FoundFault(elements.head.title.at, elements.title)


@check(
    "title-answer", "惯例", "note", source=_("《党政机关公文处理工作条例》第八条（十四）"), message=_("标题的“{word}”不是法定文种，实为函"),
    remedy=_("建议提案答复的惯用格式，可以不改；其他的改为“关于……的函”（或复函）"), always=True, base="letter",
    bad={"title": "云岭县人民政府办公室对县政协十届二次会议第12号提案的答复", "addressee": "王某委员："},
)  # fmt: skip
def title_answer(draft: Draft) -> Iterator[FoundFault]:
    """Yield a title that ends with 答复, which is no genre; 函 is."""
    elements = draft.elements
    if elements.genre and elements.genre.word == "答复" and elements.head.title:
        yield FoundFault(elements.head.title.at, elements.title, values={"word": elements.genre.word})


@check(
    "title-two-genres", "条例", "error", source=_("《党政机关公文处理工作条例》第八条（十）（十一）、第十五条（四）"),
    message=_("“请示报告”不是文种：请示和报告不能合用"), remedy=_("请求批准的写请示，汇报情况的写报告，分开行文"),
    bad={"title": "云岭县青石镇人民政府关于修缮防汛物资仓库的请示报告"}, base="request",
)  # fmt: skip
def title_two_genres(draft: Draft) -> Iterator[FoundFault]:
    """Yield a title with two genres: 请示报告."""
    title = draft.elements.head.title
    if title and _TWO_GENRES.search(title.value):
        yield FoundFault(title.at, title.value)


@check(
    "title-about-twice", "惯例", "warning", source=_("语法：介词不能重叠"), message=_("标题介词重叠"), remedy=_("“关于”和“对”只留一个"),
    bad={"title": "云岭县人民政府关于对防汛工作开展检查的通知"}, always=True,
)  # fmt: skip
def title_about_twice(draft: Draft) -> Iterator[FoundFault]:
    """Yield a title with its preposition doubled: 关于对, 关于关于."""
    title = draft.elements.head.title
    match = re.search(r"关于(?:对于|对|关于|就)", title.value) if title else None
    if title and match:
        yield FoundFault(title.at, match[0])


@check(
    "title-repeats-notice", "惯例", "note", source=_("办文惯例：转发的标题不套叠"), message=_("标题里“通知的通知”“关于”套叠"),
    remedy=_("省去中间的“关于”和“的通知”，写成“转发××关于……的通知”"),
    bad={"title": "云岭县人民政府关于转发省水利厅关于做好防汛工作的通知的通知"},
    good={"title": "云岭县人民政府转发省水利厅关于做好防汛工作的通知"},
)  # fmt: skip
def title_repeats_notice(draft: Draft) -> Iterator[FoundFault]:
    """Yield a title that repeats its genre: 的通知的通知."""
    title = draft.elements.head.title
    match = re.search(r"(?:的通知){2}$|的通知》?的通知的通知$", title.value) if title else None
    if title and match:
        yield FoundFault(title.at, title.value)


@check(
    "title-punctuation", "惯例", "note", source=_("办文惯例：原《国家行政机关公文处理办法》（已停止执行）规定除书名号外一般不用标点，现行条例没有再写"),
    message=_("标题里用了逗号、句号一类标点"), remedy=_("改用空格、换行，或者改写"), bad={"title": "云岭县人民政府关于加强防汛工作，确保安全度汛的通知"},
)  # fmt: skip
def title_punctuation(draft: Draft) -> Iterator[FoundFault]:
    """Yield a comma or full stop in a title; what stands in 《》 is another's."""
    title = draft.elements.head.title
    match = re.search(r"[，。；：！？,;:!?]", re.sub(r"《[^》]*》", "", title.value)) if title else None
    if title and match:
        yield FoundFault(title.at, title.value)


@check(
    "title-organ-differs", "条例", "warning", source=_("《党政机关公文处理工作条例》第九条（七）（十一）"),
    message=_("标题的发文机关和署名不一致"), remedy=_("标题、署名、印章写同一个机关"), bad={"signature": "云岭县人民政府办公室"},
)  # fmt: skip
def title_organ_differs(draft: Draft) -> Iterator[FoundFault]:
    """Yield a signature by another organ than the title names; of a joint document all are compared."""
    elements = draft.elements
    if draft.genre in _OWN_FORM:
        return  # minutes are signed by the office that wrote them down
    named, signed = issuers_of_title(elements.title), elements.issuers if elements.close.signature else ()
    full = all(re.search(r"(?:人民政府|办公[厅室]|委员会|局|厅)$", each) for each in (*named, *signed))
    if named and signed and full and len(named) == len(signed) and not set(named) & set(signed):
        piece = elements.close.signature
        if piece and not any(one.endswith(other) or other.endswith(one) for one in named for other in signed):
            yield FoundFault(piece.at, piece.value)


@check(
    "title-of-missing", "惯例", "note", source=_("办文惯例：事由和文种之间用“的”"), message=_("事由和文种之间缺“的”字"),
    remedy=_("写成“关于……的通知”"), bad={"title": "云岭县人民政府关于加强防汛工作通知"},
)  # fmt: skip
def title_of_missing(draft: Draft) -> Iterator[FoundFault]:
    """Yield a title without 的 before its genre: 关于加强防汛工作通知."""
    title, genre = draft.elements.head.title, draft.elements.genre
    if (
        title
        and genre
        and "关于" in title.value
        and genre.word in ("通知", "通报", "请示", "报告", "批复", "决定", "函")
    ):
        before = re.sub(r"[（(][^（）()]*[）)]$", "", title.value).removesuffix(genre.word)
        if before and before[-1] not in "的复》" and not before.endswith(("实施", "指导", "若干", "紧急", "补充")):
            yield FoundFault(title.at, title.value)
