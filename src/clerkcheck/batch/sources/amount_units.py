"""A column that says of each row in which unit the amount beside it is: used, or held against the amount's heading.

It is held against it whatever the office does with it otherwise (# before its heading, 不用, no heading at all): where
a cell names another unit than the heading of the amount, the row is refused, and nothing is read in a wrong unit.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from clerkcheck.batch.sources.areas import AREAS, MU, area_unit, counts_mu
from clerkcheck.batch.sources.cell_readers import content
from clerkcheck.batch.sources.cell_words import plain, without_unseen
from clerkcheck.batch.sources.headings import UnitLine, heading_key, heading_unit, is_ignored, placed
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reading.traditional import simplified
from clerkcheck.reading.written_values import UNITS, ValueProblem, shown

MEASURE = "measure"  # the name of a column that is nothing but the unit of the amounts beside it
MEASURE_NAMES = ("单位", "计量单位", "金额单位", "货币单位")
MAYBE_A_UNIT = "[元圆圓万萬亿億亩畝顷頃米㎡]|[kK]?[mM][2²]"  # in a text that is looked at closely: for columns
_LONGEST = 12  # characters of a cell that is a unit and nothing else
_OF_MONEY = re.compile(r"[十百千万亿]*元|[十百千]*[万亿]")
_ENDS_IN_UNIT = re.compile("(万元|亿元|千元|元)整?\\Z")
_ENDS_IN_AREA = re.compile(rf"[0-9]\s*({'|'.join(sorted(AREAS, key=len, reverse=True))})\Z")


class UnitColumn(NamedTuple):
    """A column of units: its place and heading, the place of its amount, and the unit the amount's heading names.

    ``unit``: "" where only this column says it. ``alone``: it holds units and nothing else. ``own``: it is no column of
    a case otherwise, so that its cells say nothing but, perhaps, the unit.
    """

    place: int
    header: str
    amount: int
    of: str
    unit: str
    alone: bool
    own: bool


def unit_of(
    found: tuple[str, str] | None, meant: str, pack: Pack, line: UnitLine | None, written: str = ""
) -> str | None:
    """Return the unit of money or area of a column; "" for one of neither, None where no unit is said anywhere.

    What the register itself writes over the column (``written``) goes before what an office says it stands for.
    """
    if found is None or found[0] != "facts":
        return ""
    if counts_mu(pack.vocabulary.facts[found[1]]):
        return area_unit(written) or area_unit(meant) or MU
    if pack.vocabulary.facts[found[1]].type != "money_wan":
        return ""
    by_id = plain(meant).rpartition(".")[2].removeprefix("f_") == found[1]
    return heading_unit(written) or heading_unit(meant) or ("万元" if by_id else line and line.unit)


def unit_columns(
    headers: Sequence[Any], written: Sequence[str], pack: Pack, line: UnitLine | None
) -> dict[int, UnitColumn]:
    """Return the columns of a table that may say in which unit an amount is, by their places.

    A column 单位 right of an amount is nothing else where another one names the unit that reports; where none does, it
    may hold either.
    """
    meant = [str(each).strip() for each in headers]
    stands_for = [None if is_ignored(each) else placed(each, pack) for each in meant]
    units = [unit_of(stands_for[at], each, pack, line, written[at]) for at, each in enumerate(meant)]
    amounts = [at for at, unit in enumerate(units) if unit != ""]
    found: dict[int, UnitColumn] = {}
    for place, each in enumerate(meant):
        key, own = heading_key(each), is_ignored(each)
        others = (*stands_for[:place], *stands_for[place + 1 :])
        if place in amounts or not (own or key in MEASURE_NAMES):
            continue
        beside = place - 1 in amounts
        alone = beside and key in MEASURE_NAMES and (key != "单位" or ("heads", "unit") in others)
        amount = _amount_of(place, amounts, anywhere=own and heading_key(each.strip("# ")) in MEASURE_NAMES)
        if amount is None or (not own and not beside):
            continue
        unit = units[amount]
        if unit is not None or alone:
            found[place] = UnitColumn(place, written[place], amount, written[amount], unit or "", alone, own)
    return found


def _amount_of(place: int, amounts: Sequence[int], *, anywhere: bool) -> int | None:
    """The place of the amount that a column stands beside; ``anywhere``: of the nearest, those on its left first."""
    if place - 1 in amounts or place + 1 in amounts:
        return place - 1 if place - 1 in amounts else place + 1
    if not anywhere or not amounts:
        return None
    return max((at for at in amounts if at < place), default=None) or min(at for at in amounts)


def named_unit(cell: Any) -> str:
    """Return the unit that a cell names and nothing else (万元, （单位：亿元）); "" for any other text."""
    if cell.__class__ is not str or not cell or len(cell) > _LONGEST:
        return ""
    text = simplified(re.sub(r"\s", "", unicodedata.normalize("NFKC", without_unseen(cell)))).lower()
    text = text.replace("圆", "元")
    text = re.sub(r"\A(?:单位:?)?(?:人民币)?", "", text.strip("()[]"))
    return text if text in AREAS or _OF_MONEY.fullmatch(text) else ""


def settled(row: Sequence[Any], columns: Mapping[int, UnitColumn]) -> Sequence[Any]:
    """Return a row in which amounts have the unit that stands beside them; raises ValueProblem for a contradiction."""
    for column in columns.values():
        if row[column.place] != "":
            row = _settled(row, column)
    return row


def contradictions(row: Sequence[Any], columns: Mapping[int, UnitColumn]) -> Iterator[tuple[UnitColumn, ValueProblem]]:
    """Yield what the columns of units say against the amounts of a row."""
    for column in columns.values():
        try:
            _settled(row, column)
        except ValueProblem as problem:
            yield column, problem


def _settled(row: Sequence[Any], column: UnitColumn) -> Sequence[Any]:
    try:
        said, amount = content(row[column.place]), row[column.amount]
    except ValueProblem:
        if column.alone:
            raise
        return row
    unit = named_unit(said)
    if not (unit or column.alone) or not _text(said) or not _text(amount):
        return row
    own = _own_unit(amount)
    if column.unit:
        if column.unit in (unit, f"{unit}元") or (own and own == unit):
            return row
        raise _contradiction(said, column)
    if unit not in UNITS:
        raise ValueProblem(_("“{value}”不是元、千元、万元、亿元").format(value=shown(said)), _IN_CELL)
    if own:
        if own != unit:
            raise _contradiction(said, column._replace(unit=own))
        return row
    return _in_unit(row, column.amount, unit)


def _in_unit(row: Sequence[Any], place: int, unit: str) -> Sequence[Any]:
    """The row with a unit behind the number in one place; what is no number is left for its reader to refuse."""
    cell = row[place]
    if cell.__class__ is not str and (isinstance(cell[1], bool) or not isinstance(cell[1], int | float)):
        return row
    text = cell.strip() if cell.__class__ is str else f"{Decimal(str(cell[1])):f}"
    if not text[-1:].isdigit():
        return row
    return [*row[:place], f"{text}{unit}", *row[place + 1 :]]


def _own_unit(cell: Any) -> str:
    """The unit that the text of an amount ends with; "" for none."""
    if cell.__class__ is not str:
        return ""
    text = simplified(unicodedata.normalize("NFKC", without_unseen(cell)).strip()).lower()
    found = _ENDS_IN_UNIT.search(text) or _ENDS_IN_AREA.search(text)
    return found[1] if found else ""


def _text(cell: Any) -> str:
    return (cell if cell.__class__ is str else str(cell)).strip()


def _contradiction(said: Any, column: UnitColumn) -> ValueProblem:
    if column.place == column.amount + 1:
        message = _("“{value}”和左边一列的单位（{unit}）不一样").format(value=shown(said), unit=column.unit)
    else:
        message = _("“{value}”和“{header}”的单位（{unit}）不一样").format(
            value=shown(said), header=column.of, unit=column.unit
        )
    return ValueProblem(message, _IN_CELL)


_IN_CELL = _("改正其中一处，或在金额的格子里写明单位，如 “800万元”")
