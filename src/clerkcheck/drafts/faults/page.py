"""The page of a Word file: paper, margins, lines, page numbers (GB/T 9704—2012 第5章、第7.5条)."""

import re
from collections.abc import Iterator

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.faults.registry import FoundFault, check
from clerkcheck.drafts.model import PageForm, Spot
from clerkcheck.i18n import _

_PAGE = _("GB/T 9704—2012 第5.2.1条")
_NUMBERS = _("GB/T 9704—2012 第7.5条")
_FOOT = Spot(part="footer")


def _upright(draft: Draft) -> list[PageForm]:
    """The pages that stand upright: a section with a wide table may lie on its side."""
    return [page for page in draft.text.word.pages if not page.landscape] if draft.text.word else []


def _off(value: float, wanted: float, by: float) -> bool:
    return abs(value - wanted) > by + 0.05


@check(
    "page-paper", "国标", "error", source=_("GB/T 9704—2012 第5.1条；《党政机关公文处理工作条例》第十二条“公文用纸幅面采用国际标准A4型”"), message=_("纸张是 {width:.0f}×{height:.0f} 毫米，不是 A4"),
    remedy=_("页面设为 A4（210×297 毫米）"), word=True, bad={"page": "width=215.9,height=279.4"},
)  # fmt: skip
def page_paper(draft: Draft) -> Iterator[FoundFault]:
    """Yield a section of another paper size than A4."""
    for page in draft.text.word.pages if draft.text.word else ():
        short, long = sorted((page.width, page.height))
        if _off(short, 210, 1) or _off(long, 297, 1):
            yield FoundFault(-1, values={"width": page.width, "height": page.height})
            return


@check(
    "page-top", "国标", "error", source=_PAGE, message=_("上边距是 {n:.1f} 毫米"), remedy=_("天头（上边距）设为 37 毫米，可差 1 毫米"), word=True, bad={"page": "top=25.4"},
)  # fmt: skip
def page_top(draft: Draft) -> Iterator[FoundFault]:
    """Yield a top margin (天头) other than 37 mm, give or take 1 mm."""
    for page in _upright(draft)[:1]:
        if _off(page.top, 37, 1):
            yield FoundFault(-1, values={"n": page.top})


@check(
    "page-left", "国标", "error", source=_PAGE, message=_("左边距是 {n:.1f} 毫米"), remedy=_("订口（左边距）设为 28 毫米，可差 1 毫米"), word=True, bad={"page": "left=31.8"},
)  # fmt: skip
def page_left(draft: Draft) -> Iterator[FoundFault]:
    """Yield a left margin (订口) other than 28 mm, give or take 1 mm."""
    for page in _upright(draft)[:1]:
        if _off(page.left, 28, 1):
            yield FoundFault(-1, values={"n": page.left})


@check(
    "page-core-width", "国标", "error", source=_PAGE, message=_("版心宽 {n:.1f} 毫米"), remedy=_("版心宽 156 毫米：左边距 28、右边距 26 毫米"), word=True, bad={"page": "right=31.8"},
)  # fmt: skip
def page_core_width(draft: Draft) -> Iterator[FoundFault]:
    """Yield a right margin other than 26 mm, give or take 2 mm: with the left one it makes a type area 156 mm wide."""
    for page in _upright(draft)[:1]:
        if _off(page.right, 26, 2):
            yield FoundFault(-1, values={"n": page.width - page.left - page.right})


@check(
    "page-core-height", "国标", "error", source=_PAGE, message=_("版心高 {n:.1f} 毫米"), remedy=_("版心高 225 毫米：上边距 37、下边距 35 毫米"), word=True, bad={"page": "bottom=25.4"},
)  # fmt: skip
def page_core_height(draft: Draft) -> Iterator[FoundFault]:
    """Yield a bottom margin other than 35 mm, give or take 2 mm: with the top one it makes a type area 225 mm high."""
    for page in _upright(draft)[:1]:
        if _off(page.bottom, 35, 2):
            yield FoundFault(-1, values={"n": page.height - page.top - page.bottom})


@check(
    "page-lines", "国标", "warning", source=_("GB/T 9704—2012 第5.2.3条“一般每面排 22 行，每行排 28 个字”"), message=_("行距 {n:.1f} 磅，每面排不成 22 行"),
    remedy=_("文档网格每页 22 行，或者固定行距 28 至 30 磅"), word=True, bad={"line": "20"},
)  # fmt: skip
def page_lines(draft: Draft) -> Iterator[FoundFault]:
    """Yield a line spacing of the body, exact or by the page's grid, other than about 29 points (22 lines a page)."""
    exact = [
        para.form.line for _at, para in draft.body() if para.form and para.form.line_rule == "exact" and para.form.line
    ]
    pitch = next((page.pitch for page in _upright(draft) if page.pitch), 0.0)
    line = max(set(exact), key=exact.count) if exact else pitch
    if line and not 27.5 <= line <= 30.5:
        yield FoundFault(-1, values={"n": line})


@check(
    "page-numbers-missing", "国标", "error", source=_NUMBERS, message=_("没有页码"), remedy=_("页脚插入页码，四号宋体，左右各一条一字线"), word=True, bad={"footer": ""},
)  # fmt: skip
def page_numbers_missing(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document without a page number in any footer; a letter's first page has none."""
    word = draft.text.word
    if word and not any("#" in footer.text for footer in word.footers):
        yield FoundFault(-1, spot=_FOOT)


@check(
    "page-number-dashes", "国标", "warning", source=_NUMBERS, message=_("页码左右不是一字线"), remedy=_("写成“— 1 —”"), word=True, bad={"footer": "第#页"},
)  # fmt: skip
def page_number_dashes(draft: Draft) -> Iterator[FoundFault]:
    """Yield a page number that does not stand between two dashes: — 1 —."""
    for footer in draft.text.word.footers if draft.text.word else ():
        if "#" in footer.text and not re.fullmatch(r"[—－―─]\s*#\s*[—－―─]", footer.text):
            yield FoundFault(-1, footer.text, _FOOT)
            return


@check(
    "page-number-font", "国标", "note", source=_NUMBERS, message=_("页码不是四号宋体（现为{font}{size}磅）"), remedy=_("页码用 4 号（14 磅）半角宋体"), word=True, bad={"footer_size": "9"},
)  # fmt: skip
def page_number_font(draft: Draft) -> Iterator[FoundFault]:
    """Yield a page number in another typeface than 宋体, or another size than 四号, 14 points."""
    for footer in draft.text.word.footers if draft.text.word else ():
        sizes = {run.size for run in footer.form.runs if run.size}
        fonts = {run.latin or run.font for run in footer.form.runs if run.latin or run.font}
        if "#" in footer.text and (
            (sizes and sizes != {14}) or (fonts and not any("宋" in each or "Sun" in each for each in fonts))
        ):
            size = next(iter(sizes), 0)
            yield FoundFault(-1, footer.text, _FOOT, {"font": next(iter(fonts), ""), "size": f"{size:g}"})
            return


@check(
    "page-number-sides", "国标", "warning", source=_NUMBERS, message=_("页码没有单页居右、双页居左"), remedy=_("设“奇偶页不同”，奇数页右对齐、偶数页左对齐，各空一字"), word=True, bad={"odd_even": "no"},
)  # fmt: skip
def page_number_sides(draft: Draft) -> Iterator[FoundFault]:
    """Yield page numbers that do not stand to the right on odd pages and to the left on even ones."""
    word = draft.text.word
    numbered = [footer for footer in word.footers if "#" in footer.text] if word else []
    if not word or not numbered:
        return
    even = [footer for footer in numbered if footer.kind == "even"]
    odd = [footer for footer in numbered if footer.kind == "default"]
    right = all(footer.form.align in ("right", "end") for footer in odd)
    left = all(footer.form.align in ("left", "start", "", "both") for footer in even)
    if not (word.odd_even and even and odd and right and left):
        yield FoundFault(-1, numbered[0].text, _FOOT)


@check(
    "page-number-restarts", "国标", "warning", source=_("GB/T 9704—2012 第7.5条“页码应当连续编排”"), message=_("后面的节页码重新编起"), remedy=_("附件与正文一起装订的，页码续前节"), word=True, bad={"restart": "yes"},
)  # fmt: skip
def page_number_restarts(draft: Draft) -> Iterator[FoundFault]:
    """Yield a document whose later sections count their pages anew."""
    word = draft.text.word
    if word and any(page.restarts for page in word.pages[1:]):
        yield FoundFault(-1, spot=_FOOT)
