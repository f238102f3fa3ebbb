"""Merged cells of a table's rows: what the range holds goes for every row of it."""

from collections.abc import Iterable
from typing import Any

from clerkcheck.batch.sources.cell_readers import BadCell, MergedCell
from clerkcheck.batch.sources.items import column_letters
from clerkcheck.batch.sources.source_sheet import Range
from clerkcheck.i18n import _


class MergedRanges:
    """The merged ranges below a header; rows must be filled in their order."""

    def __init__(self, ranges: Iterable[Range], header_row: int, first_column: int) -> None:
        """Take the ranges, the row of the header (from 1), and how many columns stand empty before the table."""
        self._first = first_column
        self._left = sorted((each for each in ranges if each[0][0] >= header_row), reverse=True)
        self._here: list[Range] = []
        self._values: dict[Range, Any] = {}

    def __bool__(self) -> bool:
        return bool(self._left or self._here)

    def bottom(self, number: int, at: int) -> int:
        """Return the last row (from 1) of a range that begins in a row's cell and goes on below; 0 for none."""
        column = at + self._first
        for (top, left), (bottom, right) in reversed(self._left):
            if top >= number:
                break
            if top == number - 1 and bottom > top and left <= column <= right:
                return bottom + 1
        return 0

    def forget(self, number: int, bottom: int) -> None:
        """Leave out what begins in a row and ends by ``bottom``, each in one column: it is that row's alone."""
        kept = []
        while self._left and self._left[-1][0][0] < number:
            (top, left), (last, right) = each = self._left.pop()
            if top != number - 1 or last >= bottom or left != right:
                kept.append(each)
        self._left += reversed(kept)

    def fill(self, number: int, row: list[Any]) -> None:
        """Fill the cells of a row (its number from 1) that lie in a merged range."""
        while self._left and self._left[-1][0][0] < number:
            self._here.append(self._left.pop())
        self._here = [each for each in self._here if each[1][0] >= number - 1]
        for each in self._here:
            self._fill(each, number, row)

    def _fill(self, merged: Range, number: int, row: list[Any]) -> None:
        (top, left), (bottom, right) = merged
        at = left - self._first
        if not 0 <= at < len(row):
            return
        if number == top + 1:
            self._values[merged] = row[at]
        value = self._values.get(merged, "")
        if value == "":
            return
        name = f"{column_letters(left + 1)}{top + 1}:{column_letters(right + 1)}{bottom + 1}"
        if bottom > top:
            row[at] = (MergedCell, MergedCell(value, name))
        for beside in range(at + 1, min(right - self._first + 1, len(row))):
            row[beside] = (
                BadCell,
                BadCell(_("和左边合并成了一格（{range}）").format(range=name), _("拆开合并的单元格，各格分别填写")),
            )
