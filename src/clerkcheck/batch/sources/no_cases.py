"""Rows below a header that are no case, told by what they hold: totals, notes, who filled the sheet in, sections."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from clerkcheck.batch.sources.cell_readers import BadCell
from clerkcheck.batch.sources.cell_words import UNKNOWN
from clerkcheck.batch.sources.headings import heading_key, without_unit_line
from clerkcheck.i18n import _

_NUMERALS = "一二三四五六七八九十百零〇"
_TOTAL = re.compile(
    rf"(?!.*(?:关于|《|的)).{{0,12}}(?:合|小|总|共|累)计(?:[:(].*)?|(?:以上)?共[0-9{_NUMERALS}]+[项件个]\S{{0,12}}"
)
_PART = re.compile(r"其中(?:[:,(].*)?")
_END = re.compile(
    r"[-—=~*/(\[]*(?:此处|本页|本行|此行)?以下(?:为|无)?(?:空白|空|无正文|无内容|正文|无)[-—=~*/)\]]*|[(]?(?:本页|此页)?无正文[)]?"
)
_NOTE = re.compile(r"(?:备注|注|说明|附注|注意|填表说明|填报说明|填写说明|附)[0-9]?[:].*|注[0-9]?")
_SIGNED = re.compile(
    r"(?:(?:填表|制表|填报|填写|审核|复核|审批|经办|承办|联系|负责|报送|校对|录入|统计)(?:人员?|单位|部门|日期|时间|电话|负责人)"
    r"|(?:单位|部门|科室)?(?:主要|分管)?(?:负责人|领导)(?:签字|签名)?|(?:联系)?电话|(?:填表|填报|制表)?(?:日期|时间)"
    r"|[(]?(?:单位)?(?:盖章|公章)[)]?)(?:[(].*?[)])?(?::.*)?"
    r"|(?:填表|制表|填报|审核|复核|审批|审定|经办|联系|校对|录入|统计|核稿|签发|拟稿|主任|科长|局长)(?:[(].*?[)])?:(?!.*(?:关于|《|的)).{0,20}"
)
_KINDS = "(?:议题|事项|公文|文件|学习|审议|研究|讨论|传达|通报|其他|项目|类|部分)"
_SECTION = re.compile(
    rf"(?!.*(?:关于|《))(?:第?[{_NUMERALS}]{{1,3}}[、.,部类]|[(][{_NUMERALS}]{{1,3}}[)])"
    rf".{{0,8}}{_KINDS}(?:[(].{{0,12}}[)])?"
)
_SECTION_NUMBER = re.compile(rf"[(]?第?[{_NUMERALS}]{{1,3}}[)]?[、.,]?")
_SECTION_NAME = re.compile(rf"(?!.*(?:关于|《|的)).{{0,8}}{_KINDS}(?:[(].{{0,12}}[)])?")
_DAY = re.compile(
    rf"(?:日期:?)?(?:[12][0-9]{{3}}(?:年[0-9]{{1,2}}月[0-9]{{1,2}}日|([-./])[0-9]{{1,2}}\1[0-9]{{1,2}})"
    rf"|[二][{_NUMERALS}○]{{3}}年[{_NUMERALS}]{{1,3}}月[{_NUMERALS}]{{1,3}}日)"
)
# How a title begins that may stand in a row of one of these kinds: such rows get a second look. Rust reads it, too.
TITLE_OF_NONE = (
    r"^[\s(（\[\-—=~*/]*(?:本|分|全|合|小|总|總|共|累|其中|此|无|無|以上共|以下|备\s*注|備\s*註|附|注|註|说\s*明|說|填|制|製|审|審|复|複|经\s*办|經|承|联|聯"
    r"|负|負|报|報|校|核|签|簽|拟|擬|局|录|錄|统|統|单|單|部|科|主|领|領|电|電|日|时|時|盖|蓋|公"
    rf"|[0-9]{{1,3}}\s*$|第?[{_NUMERALS}]{{1,3}}\s*[、.,．，部类)）]"
    rf"|.{{0,12}}(?:合|小|总|總|共|累)\s*[计計]\s*$|.{{0,8}}{_KINDS[:-1]}|議題|事項|類|項目)\s*$"
    rf"|[12][0-9]{{3}}\s*[-年./]\s*[0-9]{{1,2}}\s*[-月./]\s*[0-9]{{1,2}}\s*日?\s*$|[-—–/\\]+\s*$|二[{_NUMERALS}○]{{3}}\s*年.{{4,8}}日\s*$)"
)
_BARE_TOTAL = re.compile("(?:合|小|总|共|累)计:?")
_STROKES = re.compile(r"[-—–/\\]+")
_may_be_none = re.compile(TITLE_OF_NONE)


def kind_of_none(row: Sequence[Any], judged: Sequence[int], title_at: int) -> str:
    """Return what a row that is no case is called (合计, 备注…); "" for a case.

    ``judged``: the places of the columns that say something of a case, but for those that say its kind and pack, which
    may have been filled in beforehand.
    """
    title = row[title_at] if title_at < len(row) and not is_blank(row[title_at]) else ""
    if title.__class__ is str and title and not _may_be_none.match(title):
        return ""
    filled = [cell for cell in row if not is_blank(cell)]
    if not filled:
        return _("空行")
    if _is_day(filled):
        return _("日期")
    if _counts_up(filled):
        return _("栏次")
    texts = [heading_key(cell) for cell in filled if cell.__class__ is str]
    if any(without_unit_line(each) != each for each in texts):
        filled, texts = _without_units(filled)
        if not filled:
            return _("金额单位")
    empty = all(place >= len(row) or is_blank(row[place]) or is_stroke(row[place]) for place in judged)
    named = title == "" or is_stroke(title) or _TOTAL.fullmatch(heading_key(str(title))) is not None
    if named and _is_total_of([cell for cell in filled if not _is_number(cell)]):
        return _("合计")
    return _by_words(texts, len(filled), filled) or (_("没有填的行") if empty else "")


def _without_units(filled: Sequence[Any]) -> tuple[list[Any], list[str]]:
    """The cells of a row without what they say of the unit of money (单位：万元), and the keys of its texts."""
    kept: list[Any] = []
    for cell in filled:
        left = without_unit_line(heading_key(cell)) if cell.__class__ is str else cell
        if left != "":
            kept.append(left)
    return kept, [cell for cell in kept if cell.__class__ is str]


def is_blank(cell: Any) -> bool:
    """Whether a cell shows nothing."""
    return cell == "" or (cell.__class__ is str and not heading_key(cell))


def is_stroke(cell: Any) -> bool:
    """Whether a cell is struck out with a dash or a stroke, as forms are below their last line."""
    return cell.__class__ is str and _STROKES.fullmatch(heading_key(cell)) is not None


def _is_day(filled: Sequence[Any]) -> bool:
    """Whether a row holds nothing but a day, as it stands below a table beside who filled it in."""
    if len(filled) > 1:
        return False
    cell = filled[0]
    if cell.__class__ is not str:
        return isinstance(cell[1], date)
    return _DAY.fullmatch(heading_key(cell)) is not None


def _by_words(texts: Sequence[str], number: int, filled: Sequence[Any]) -> str:
    if not texts:
        return ""
    words = [cell for cell in filled if not _is_number(cell)]
    if len(words) == 1 and any(_TOTAL.fullmatch(each) or _PART.fullmatch(each) for each in texts):
        return _("合计")
    if _is_signed(texts, number, filled):
        return _("填表人")
    if len(texts) < number:
        return ""
    if _NOTE.fullmatch(texts[0]) and (number == 1 or (number == 2 and len(texts[0]) < 5)):
        return _("备注")
    if number == 1 and _END.fullmatch(texts[0]):
        return _("以下空白")
    return _("分段标题") if _is_section(texts) else ""


def _is_signed(texts: Sequence[str], number: int, filled: Sequence[Any]) -> bool:
    """Whether a row says who filled the table in, and when: 审核：李四, or 审核 and 李四 in cells of their own."""
    others = [cell for cell in filled if not _is_day([cell])]
    if others and all(cell.__class__ is str and _SIGNED.fullmatch(heading_key(cell)) for cell in others):
        return True
    return len(texts) == number <= 6 and number % 2 == 0 and all(map(_SIGNED.fullmatch, texts[::2]))


def _is_section(texts: Sequence[str]) -> bool:
    """Whether the texts of a row are the heading of a section: 一、审议议题, or 一 and 资金类 in cells of their own."""
    if len(texts) == 1:
        return _SECTION.fullmatch(texts[0]) is not None
    numbered = len(texts) == 2 and _SECTION_NUMBER.fullmatch(texts[0]) is not None
    return numbered and _SECTION_NAME.fullmatch(texts[1]) is not None


def _is_total_of(words: Sequence[Any]) -> bool:
    """Whether what a row holds beside numbers is 小计, and of whom (区教委)."""
    keys = [heading_key(cell) for cell in words if cell.__class__ is str]
    return len(keys) == len(words) == 2 and sum(_BARE_TOTAL.fullmatch(each) is not None for each in keys) == 1


def _counts_up(filled: Sequence[Any]) -> bool:
    """Whether the cells are 1, 2, 3…, as forms number their columns."""
    if len(filled) < 3:
        return False
    return [_whole(cell) for cell in filled] == list(range(1, len(filled) + 1))


def _whole(cell: Any) -> int | None:
    value = cell if cell.__class__ is str else cell[1]
    if isinstance(value, str):
        text = heading_key(value).strip("()")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
    return int(value) if isinstance(value, float | int) and value == int(value) else None


def _is_number(cell: Any) -> bool:
    """Whether a cell holds a number, a formula without a value, or a dash: what stands beside a total."""
    if cell.__class__ is not str:
        return isinstance(cell[1], int | float | BadCell)
    text = heading_key(cell)
    return (
        text in UNKNOWN
        or re.fullmatch(r"[¥-]?[0-9][0-9,]*(\.[0-9]+)?(万元|元|亿元|项|件|个|%)?|[-—/]+", text) is not None
    )
