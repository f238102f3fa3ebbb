"""Where things stand on the page of a Word file: alignment, indents, the red rule, a new page for attachments."""

import re
from collections.abc import Iterator

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.drafts.model import ParaForm
from clerkcheck.drafts.names import UPWARD
from clerkcheck.i18n import _

_LEFT = ("", "left", "start", "both")
_ANNEX = "附件：防汛责任分工表"
_LABEL = "附件\n防汛责任分工表\n（略）"


def _first_line(form: ParaForm) -> float | None:
    """The indent of the first line in characters of 16 points; None where nothing says it."""
    if form.first_line_chars is not None:
        return form.first_line_chars
    if form.first_line is None:
        return None
    size = next((run.size for run in form.runs if run.size), 16)
    return form.first_line / (size or 16)


@check(
    "title-centred", "国标", "error", source=_("GB/T 9704—2012 第7.3.1条“分一行或多行居中排布”"), message=_("标题没有居中"), remedy=_("标题设为居中"), word=True, bad={"title_align": "left"},
)  # fmt: skip
def title_centred(draft: Draft) -> Iterator[FoundFault]:
    """Yield a title that is not centred."""
    for at in draft.elements.head.title_lines[:1]:
        form = draft.paras[at].form
        if form and form.align not in ("center", "distribute"):
            yield FoundFault(at, draft.paras[at].text)


@check(
    "mark-centred", "国标", "error", source=_("GB/T 9704—2012 第7.2.4条“居中排布”"), message=_("发文机关标志没有居中"), remedy=_("设为居中"), word=True,
    bad={"mark": "云岭县人民政府文件", "mark_align": "left"}, good={"mark": "云岭县人民政府文件"},
)  # fmt: skip
def mark_centred(draft: Draft) -> Iterator[FoundFault]:
    """Yield an organ's mark at the head that is not centred."""
    mark = draft.elements.head.mark
    form = draft.paras[mark.at].form if mark else None
    if mark and form and form.align not in ("center", "distribute"):
        yield FoundFault(mark.at, mark.value)


@check(
    "number-place", "国标", "warning", source=_("GB/T 9704—2012 第7.2.5条“上行文的发文字号居左空一字编排”"), message=_("发文字号位置不对"), remedy=_("居中；上行文居左空一字，与签发人同一行"), word=True,
    bad={"number_align": "left"},
)  # fmt: skip
def number_place(draft: Draft) -> Iterator[FoundFault]:
    """Yield a number that does not stand in the middle or, of an upward document, to the left."""
    piece = draft.elements.head.number
    form = draft.paras[piece.at].form if piece and not draft.elements.head.beside else None
    if piece and form and draft.genre:
        wrong = (
            form.align not in (*_LEFT, "distribute") if draft.genre in UPWARD else form.align not in ("center", "right")
        )
        if wrong:
            yield FoundFault(piece.at, piece.value)


@check(
    "red-rule", "国标", "note", source=_("GB/T 9704—2012 第7.2.7条"), message=_("有发文机关标志，没有红色分隔线"), remedy=_("发文字号下 4 毫米处加一条与版心等宽的红线；用套红纸印的不用"), word=True,
    bad={"mark": "云岭县人民政府文件", "rule": "no"}, good={"mark": "云岭县人民政府文件"},
)  # fmt: skip
def red_rule(draft: Draft) -> Iterator[FoundFault]:
    """Yield a head without a red line below the number."""
    mark = draft.elements.head.mark
    if mark and draft.text.word and not draft.text.word.red_rule:
        yield FoundFault(mark.at, mark.value)


@check(
    "addressee-place", "国标", "warning", source=_("GB/T 9704—2012 第7.3.2条“居左顶格”"), message=_("主送机关没有居左顶格"), remedy=_("左对齐，不缩进"), word=True, bad={"addressee_indent": "2"},
)  # fmt: skip
def addressee_place(draft: Draft) -> Iterator[FoundFault]:
    """Yield an addressee that is not flush left."""
    line = draft.elements.head.addressee
    form = draft.paras[line.at].form if line else None
    if (
        line
        and form
        and (form.align not in _LEFT or (_first_line(form) or 0) > 0.5 or form.left > 8 or form.left_chars > 0.5)
    ):
        yield FoundFault(line.at, line.value)


@check(
    "first-line-indent", "国标", "warning", source=_("GB/T 9704—2012 第7.3.3条“每个自然段左空二字，回行顶格”"), message=_("段首没有空二字（{n} 段）"), remedy=_("首行缩进设为 2 字符"), word=True, bad={"indent": "0"},
)  # fmt: skip
def first_line_indent(draft: Draft) -> Iterator[FoundFault]:
    """Yield the first paragraph not indented by two characters; typed spaces are left to ``spaces-for-indent``."""
    odd = []
    for at, para in draft.body():
        if not para.form or para.form.numbered or para.form.align in ("center", "right", "end"):
            continue
        indent = _first_line(para.form) or 0.0
        if not 1.7 <= indent <= 2.3 and not _spaced(para.form):
            odd.append(at)
    if odd:
        yield FoundFault(odd[0], draft.paras[odd[0]].text, values={"n": len(odd)})


@check(
    "spaces-for-indent", "国标", "note", source=_("GB/T 9704—2012 第7.3.3条“每个自然段左空二字”"), message=_("段首用空格凑缩进（{n} 段）"), remedy=_("删去空格，首行缩进设为 2 字符"), word=True, bad={"indent": "spaces"},
)  # fmt: skip
def spaces_for_indent(draft: Draft) -> Iterator[FoundFault]:
    """Yield the first paragraph indented by spaces typed at its start."""
    odd = [at for at, para in draft.body() if para.form and _spaced(para.form)]
    if odd:
        yield FoundFault(odd[0], draft.paras[odd[0]].text, values={"n": len(odd)})


def _spaced(form: ParaForm) -> bool:
    return bool(form.runs) and re.match(r"[ \u3000]{2,}", "".join(run.text for run in form.runs[:3])) is not None


@check(
    "date-place", "国标", "note", source=_("GB/T 9704—2012 第7.3.5条"), message=_("成文日期没有靠右"), remedy=_("盖章的成文日期右空四字，署名在其上一行、以它居中"), word=True, bad={"date_align": "left"},
)  # fmt: skip
def date_place(draft: Draft) -> Iterator[FoundFault]:
    """Yield a date that does not stand to the right."""
    line = draft.elements.close.date_line
    form = draft.paras[line.at].form if line else None
    if line and form and form.align in _LEFT:
        pushed = form.left > 100 or form.left_chars > 8 or (_first_line(form) or 0) > 8
        spaces = re.match(r"[ \u3000]{8,}", "".join(run.text for run in form.runs))
        if not pushed and not spaces:
            yield FoundFault(line.at, line.value)


@check(
    "annex-new-page", "国标", "warning", source=_("GB/T 9704—2012 第7.3.7条“附件应当另面编排”"), message=_("附件没有另起一面"), remedy=_("在“附件”前插入分页符"), word=True,
    bad={"attachments": _ANNEX, "annex": _LABEL, "annex_break": "no"}, good={"attachments": _ANNEX, "annex": _LABEL},
)  # fmt: skip
def annex_new_page(draft: Draft) -> Iterator[FoundFault]:
    """Yield the first attachment that does not begin a page."""
    for label in draft.elements.annexes:
        form = draft.paras[label.at].form
        if form and not form.breaks_before:
            yield FoundFault(label.at, label.value)
            return


@check(
    "annex-label-font", "国标", "note", source=_("GB/T 9704—2012 第7.3.7条"), message=_("“附件”标识不是黑体"), remedy=_("用 3 号黑体，顶格"), word=True,
    bad={"attachments": _ANNEX, "annex": _LABEL, "annex_font": "仿宋_GB2312"}, good={"attachments": _ANNEX, "annex": _LABEL},
)  # fmt: skip
def annex_label_font(draft: Draft) -> Iterator[FoundFault]:
    """Yield a label 附件 above an attachment in another typeface than 黑体."""
    for label in draft.elements.annexes[:1]:
        form = draft.paras[label.at].form
        fonts = [run.font for run in form.runs if run.font and run.text.strip()] if form else []
        if fonts and not re.search("黑体|hei", fonts[0], re.IGNORECASE):
            yield FoundFault(label.at, label.value)
