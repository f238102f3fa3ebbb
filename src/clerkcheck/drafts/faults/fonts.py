"""Fonts, sizes and colours of a Word file; what the file does not say is not judged."""

import re
from collections.abc import Iterator

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.drafts.model import DraftPara, RunForm
from clerkcheck.drafts.names import UPWARD
from clerkcheck.i18n import _

_BODY = _("GB/T 9704—2012 第5.2.2条“一般用 3 号仿宋体字”")
_LEVELS = _("GB/T 9704—2012 第7.3.3条“一般第一层用黑体字、第二层用楷体字”")
_FANGSONG = re.compile(r"仿宋|fang\s*song", re.IGNORECASE)
_HEI = re.compile(r"黑体|hei", re.IGNORECASE)
_KAI = re.compile(r"楷|kai", re.IGNORECASE)
_BIAOSONG = re.compile(r"标宋|biao\s*song", re.IGNORECASE)
_BLACK = ("", "AUTO", "000000", "WINDOWTEXT")
_FIRST = re.compile(r"[一二三四五六七八九十]{1,3}、")
_SECOND = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")


def _runs(para: DraftPara) -> list[RunForm]:
    """The runs with Chinese in them, whose font shows."""
    return [run for run in para.form.runs if re.search("[\u4e00-\u9fff]", run.text)] if para.form else []


def _plain_body(draft: Draft) -> Iterator[tuple[int, DraftPara]]:
    """The body's paragraphs that are no heading of a level."""
    return ((at, para) for at, para in draft.body() if not _FIRST.match(para.text) and not _SECOND.match(para.text))


@check(
    "font-body", "国标", "warning", source=_BODY, message=_("正文字体是{font}（{n} 段）"), remedy=_("正文用仿宋体（仿宋_GB2312 等）"), word=True, bad={"font": "宋体"},
)  # fmt: skip
def font_body(draft: Draft) -> Iterator[FoundFault]:
    """Yield the first of the paragraphs in another typeface than 仿宋; headings of a level have their own."""
    odd = [
        (at, run)
        for at, para in _plain_body(draft)
        for run in _runs(para)[:1]
        if run.font and not _FANGSONG.search(run.font)
    ]
    if odd:
        yield FoundFault(odd[0][0], odd[0][1].text, values={"font": odd[0][1].font, "n": len(odd)})


@check(
    "size-body", "国标", "warning", source=_BODY, message=_("正文字号是 {size:g} 磅（{n} 段）"), remedy=_("正文用 3 号字（16 磅）"), word=True, bad={"size": "14"},
)  # fmt: skip
def size_body(draft: Draft) -> Iterator[FoundFault]:
    """Yield the first of the body's paragraphs in another size than 三号, 16 points."""
    odd = [(at, run) for at, para in draft.body() for run in _runs(para)[:1] if run.size and run.size != 16]
    if odd:
        yield FoundFault(odd[0][0], odd[0][1].text, values={"size": odd[0][1].size, "n": len(odd)})


@check(
    "font-title", "国标", "warning", source=_("GB/T 9704—2012 第7.3.1条“一般用 2 号小标宋体字”"), message=_("标题字体是{font}"), remedy=_("标题用小标宋体（方正小标宋简体等）"), word=True,
    bad={"title_font": "黑体"},
)  # fmt: skip
def font_title(draft: Draft) -> Iterator[FoundFault]:
    """Yield a title in another typeface than 小标宋."""
    for at in draft.elements.head.title_lines[:1]:
        for run in _runs(draft.paras[at])[:1]:
            if run.font and not _BIAOSONG.search(run.font):
                yield FoundFault(at, run.text, values={"font": run.font})


@check(
    "size-title", "国标", "warning", source=_("GB/T 9704—2012 第7.3.1条“一般用 2 号小标宋体字”"), message=_("标题字号是 {size:g} 磅"), remedy=_("标题用 2 号字（22 磅）"), word=True,
    bad={"title_size": "18"},
)  # fmt: skip
def size_title(draft: Draft) -> Iterator[FoundFault]:
    """Yield a title in another size than 二号, 22 points."""
    for at in draft.elements.head.title_lines[:1]:
        for run in _runs(draft.paras[at])[:1]:
            if run.size and run.size != 22:
                yield FoundFault(at, run.text, values={"size": run.size})


@check(
    "font-first-level", "国标", "note", source=_LEVELS, message=_("第一层标题字体是{font}"), remedy=_("“一、”一层的标题用黑体"), word=True,
    bad={"level_font": "宋体", "body": "现将有关事项通知如下：\n一、落实责任\n各乡镇要落实防汛责任。"},
    good={"body": "现将有关事项通知如下：\n一、落实责任\n各乡镇要落实防汛责任。"},
)  # fmt: skip
def font_first_level(draft: Draft) -> Iterator[FoundFault]:
    """Yield the first first-level heading on a line of its own in another typeface than 黑体."""
    yield from _level(draft, _FIRST, _HEI)


@check(
    "font-second-level", "国标", "note", source=_LEVELS, message=_("第二层标题字体是{font}"), remedy=_("“（一）”一层的标题用楷体"), word=True,
    bad={"second_font": "宋体", "body": "现将有关事项通知如下：\n一、落实责任\n（一）明确分工\n各乡镇要落实防汛责任。"},
    good={"body": "现将有关事项通知如下：\n一、落实责任\n（一）明确分工\n各乡镇要落实防汛责任。"},
)  # fmt: skip
def font_second_level(draft: Draft) -> Iterator[FoundFault]:
    """Yield the first second-level heading on a line of its own in another typeface than 楷体."""
    yield from _level(draft, _SECOND, _KAI)


def _level(draft: Draft, level: re.Pattern[str], font: re.Pattern[str]) -> Iterator[FoundFault]:
    for at, para in draft.body():
        if level.match(para.text) and len(para.text) <= 40 and not re.search("[。；：]", para.text):
            for run in _runs(para)[:1]:
                if run.font and not font.search(run.font):
                    yield FoundFault(at, para.text, values={"font": run.font})
                    return


@check(
    "colour", "国标", "error", source=_("GB/T 9704—2012 第5.2.4条“公文中文字的颜色均为黑色”"), message=_("有非黑色的文字（{n} 处）"), remedy=_("除发文机关标志、印章外都用黑色"), word=True,
    bad={"colour": "0000FF"},
)  # fmt: skip
def colour(draft: Draft) -> Iterator[FoundFault]:
    """Yield the first text in another colour than black; the organ's mark at the head may be red."""
    mark = draft.elements.head.mark
    odd = [
        (at, run) for at, para in draft.all_lines() if para.form and not (mark and at == mark.at)
        for run in para.form.runs if run.text.strip() and run.colour not in _BLACK
    ]  # fmt: skip
    if odd:
        yield FoundFault(odd[0][0], odd[0][1].text, values={"n": len(odd)})


@check(
    "mark-font", "国标", "note", source=_("GB/T 9704—2012 第7.2.4条“推荐使用小标宋体字，颜色为红色”"), message=_("发文机关标志不是红色小标宋体"), remedy=_("用小标宋体、红色"), word=True,
    bad={"mark": "云岭县人民政府文件", "mark_colour": "000000"}, good={"mark": "云岭县人民政府文件"},
)  # fmt: skip
def mark_font(draft: Draft) -> Iterator[FoundFault]:
    """Yield the organ's mark at the head where it is not red, or not in 小标宋."""
    mark = draft.elements.head.mark
    for run in _runs(draft.paras[mark.at])[:1] if mark else ():
        red = run.colour in ("FF0000", "C00000", "RED")
        if mark and (not red or (run.font and not _BIAOSONG.search(run.font))):
            yield FoundFault(mark.at, mark.value)


@check(
    "signer-font", "国标", "note", source=_("GB/T 9704—2012 第7.2.6条“签发人姓名用 3 号楷体字”"), message=_("签发人姓名不是楷体"), remedy=_("“签发人：”用仿宋，姓名用楷体"), word=True,
    bad={"signer_font": "仿宋_GB2312"}, base="request",
)  # fmt: skip
def signer_font(draft: Draft) -> Iterator[FoundFault]:
    """Yield the signer's name in another typeface than 楷体."""
    piece = draft.elements.head.signer
    if piece and draft.genre in UPWARD:
        runs = _runs(draft.paras[piece.at])
        if runs and runs[-1].font and not _KAI.search(runs[-1].font):
            yield FoundFault(piece.at, piece.value[:4])


@check(
    "imprint-size", "国标", "note", source=_("GB/T 9704—2012 第7.4.2条“一般用 4 号仿宋体字”"), message=_("版记字号是 {size:g} 磅"), remedy=_("版记用 4 号（14 磅）仿宋"), word=True,
    bad={"imprint_size": "16"},
)  # fmt: skip
def imprint_size(draft: Draft) -> Iterator[FoundFault]:
    """Yield the lines 抄送 and 印发 in another size than 四号, 14 points."""
    for piece in (draft.elements.close.copies, draft.elements.close.printed):
        for run in _runs(draft.paras[piece.at])[:1] if piece else ():
            if piece and run.size and run.size != 14:
                yield FoundFault(piece.at, piece.value, values={"size": run.size})
                return
