"""Rows below a header that are no case, told by what they hold: totals, notes, who filled the sheet in, sections."""

import re
from collections.abc import Sequence
from typing import Any

from clerkcheck.batch.sources.cell_readers import BadCell
from clerkcheck.batch.sources.cell_words import UNKNOWN
from clerkcheck.batch.sources.headings import heading_key, without_unit_line
from clerkcheck.i18n import _

_NUMERALS = "一二三四五六七八九十百零〇"
_TOTAL = re.compile(
    rf"(?:本页|本表|本次|分类|全部)?(?:合|小|总|共|累)计(?:[:(].*)?|(?:以上)?共[0-9{_NUMERALS}]+[项件个]\S{{0,12}}"
)
_NOTE = re.compile(r"(?:备注|注|说明|附注|注意|填表说明|填报说明|填写说明|附)[0-9]?[:].*|注[0-9]?")
_SIGNED = re.compile(
    r"(?:(?:填表|制表|填报|填写|审核|复核|审批|经办|承办|联系|负责|报送|校对|录入|统计)(?:人员?|单位|部门|日期|时间|电话|负责人)"
    r"|(?:单位|部门|科室)?(?:主要)?(?:负责人|领导)(?:签字|签名)?|(?:联系)?电话|(?:填表|填报|制表)?(?:日期|时间)"
    r"|[(]?(?:单位)?(?:盖章|公章)[)]?)(?:[(].*?[)])?(?::.*)?"
)
_SECTION = re.compile(
    rf"(?!.*(?:关于|《))(?:第?[{_NUMERALS}]{{1,3}}[、.,部类]|[(][{_NUMERALS}]{{1,3}}[)])"
    r".{0,8}(?:议题|事项|公文|文件|学习|审议|研究|讨论|传达|通报|其他|项目|类|部分)(?:[(].{0,12}[)])?"
)
# How a title begins that may stand in a row of one of these kinds: such rows get a second look. Rust reads it, too.
TITLE_OF_NONE = (
    r"^[\s(（]*(?:本|分|全|合|小|总|共|累|以上共|备\s*注|附|注|说\s*明|填|制|审|复|经\s*办|承|联|负|报|校|录|统|单|部|科|主|领|电|日|时|盖|公"
    rf"|[0-9]{{1,3}}\s*$|第?[{_NUMERALS}]{{1,3}}\s*[、.,．，部类)）])"
)
_may_be_none = re.compile(TITLE_OF_NONE)


def kind_of_none(row: Sequence[Any], judged: Sequence[int], title_at: int) -> str:
    """Return what a row that is no case is called (合计, 备注…); "" for a case.

    ``judged``: the places of the columns that say something of a case, but for those that say its kind and pack, which
    may have been filled in beforehand.
    """
    title = row[title_at] if title_at < len(row) else ""
    if title.__class__ is str and title and not _may_be_none.match(title):
        return ""
    filled = [cell for cell in row if not is_blank(cell)]
    if not filled:
        return _("空行")
    if _counts_up(filled):
        return _("栏次")
    texts = [heading_key(cell) for cell in filled if cell.__class__ is str]
    if any(without_unit_line(each) != each for each in texts):
        filled, texts = _without_units(filled)
        if not filled:
            return _("金额单位")
    empty = all(place >= len(row) or is_blank(row[place]) for place in judged)
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


def _by_words(texts: Sequence[str], number: int, filled: Sequence[Any]) -> str:
    if not texts:
        return ""
    if any(_TOTAL.fullmatch(each) for each in texts) and sum(not _is_number(each) for each in filled) == 1:
        return _("合计")
    if len(texts) < number:
        return ""
    if _NOTE.fullmatch(texts[0]) and (number == 1 or (number == 2 and len(texts[0]) < 5)):
        return _("备注")
    if all(_SIGNED.fullmatch(each) for each in texts) or (
        number <= 6 and all(_SIGNED.fullmatch(each) for each in texts[::2]) and number % 2 == 0
    ):
        return _("填表人")
    if number == 1 and _SECTION.fullmatch(texts[0]):
        return _("分段标题")
    return ""


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
