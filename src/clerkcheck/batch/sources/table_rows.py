"""The rows of tables as items: one heading map a pack, a bad row reported and the next one read."""

import os
from collections.abc import Iterator, Sequence
from typing import Any

from clerkcheck.batch.sources.cell_readers import content
from clerkcheck.batch.sources.heading_map import HeadingMap, heading_map_of, read_pack_name
from clerkcheck.batch.sources.headings import head_of
from clerkcheck.batch.sources.items import BatchItem, RowProblem, Where
from clerkcheck.batch.sources.source_sheet import Sheet
from clerkcheck.batch.sources.table_body import TableBody
from clerkcheck.cases.model import Case
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import PackLoader, is_path
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.values import ValueProblem, shown
from clerkcheck.reports.case_row import FINDING_HEADINGS, HEADINGS

# A result table of ours has these headings: a row a case, a row a finding, or ids for programs.
OWN = (
    frozenset([HEADINGS.source, HEADINGS.outcome, HEADINGS.missing]),
    frozenset([FINDING_HEADINGS.source, FINDING_HEADINGS.clause, FINDING_HEADINGS.quote]),
    frozenset(["source", "outcome", "open_count"]),
)


class OwnResult(InputError):
    """The table is a result of an earlier run, not one of cases."""


class Skip:
    """Cases still to be passed over, because an earlier run has done them."""

    def __init__(self, left: int = 0) -> None:
        self.left = left

    def one(self) -> bool:
        """Whether the next case is to be passed over; counts it."""
        if not self.left:
            return False
        self.left -= 1
        return True


class TableReader:
    """Reads the rows of one table."""

    def __init__(self, sheet: Sheet, loader: PackLoader, pack: Pack | None) -> None:
        """Take the table, what loads a pack by name, and the pack of rows that name none.

        Raises InputError where the header cannot be understood.
        """
        self.where, self.head = sheet.where, sheet.where._replace(row=sheet.header_row or None)
        if any(set(sheet.header) >= headings for headings in OWN):
            raise OwnResult(_("这是批查的结果，不是案件"), self.where.place(), _("给出原来的台账"))
        self.sheet, self.loader, self.fallback = sheet, loader, pack
        self.header = tuple("" if name.startswith("Unnamed") else name for name in sheet.header)
        self.below = TableBody(sheet, self.header, pack)
        self._in_words = sheet.where.rows_in_words()
        self.pack_at = head_of(self.header, "pack")
        self.maps: dict[Any, HeadingMap] = {}
        self._refused: dict[Any, InputError] = {}  # by cells in the column ``pack``: headings it has no place for
        if self.pack_at is None:
            if pack is None:
                raise InputError(
                    _("没有 pack 这一列，不知道用哪个规则包"), self.head.place(), _("加上 pack 列，或用 --pack 指明")
                )
            self.maps[""] = self._map(pack, mixed=False)

    def items(self, skip: Skip) -> Iterator[BatchItem]:
        """Return the rows as items, those to be passed over left out."""
        source, sheet, _row, first = self.where
        for number, row in self.below.rows():
            if skip.left and skip.one():
                continue
            place = Where(source, sheet, number, first)
            try:
                yield BatchItem(place, *self.case(place, row))
            except InputError as error:
                yield BatchItem(place, None, None, error)

    def case(self, where: Where, row: Sequence[Any]) -> tuple[Case, Pack]:
        """Return the case in one row, and its pack; raises RowProblem, InputErrors for headings of its pack."""
        heading_map = self._map_of_row(row, where)
        return heading_map.case(row, where, self._in_words(where.row or 0)), heading_map.pack

    def _map_of_row(self, row: Sequence[Any], where: Where) -> HeadingMap:
        if len(row) > len(self.header):
            raise RowProblem(
                _("比表头多出几格"), where, _("检查这一行的逗号，删去多出的"), column=len(self.header) + 1,
                value=shown(_text(row[len(self.header)])),
            )  # fmt: skip
        return self.map_at("" if self.pack_at is None else row[self.pack_at], where)

    def map_at(self, cell: Any, where: Where) -> HeadingMap:
        """Return the heading map of the rows with this cell in the column ``pack`` ("" where there is none).

        Raises RowProblem where it names no pack, InputErrors for headings that cannot be placed.
        """
        heading_map = self.maps.get(cell)
        if heading_map is None:
            if cell in self._refused:
                raise self._refused[cell]
            pack = self._pack(cell, where)
            try:
                heading_map = self.maps[cell] = self._map(pack, mixed=True)
            except InputError as error:
                self._refused[cell] = error.with_traceback(None)
                raise
        return heading_map

    def _pack(self, cell: Any, where: Where) -> Pack:
        try:
            text = str(content(cell))
        except ValueProblem as problem:
            raise self._at_pack(problem.message, where, problem.remedy, "") from None
        if not text.strip() and self.fallback is not None:
            return self.fallback
        try:
            name = text.strip() if is_path(text) else read_pack_name(text)
        except ValueProblem as problem:
            message = _("没有 {name} 这个规则包").format(name=shown(text))
            raise self._at_pack(message, where, problem.remedy, text) from None
        if name is None:
            raise self._at_pack(_("缺少 pack"), where, _("写上规则包，或用 --pack 指明"), text)
        try:
            return self.loader(name, os.path.dirname(self.sheet.where.source)) if is_path(name) else self.loader(name)
        except InputError as error:
            if error.place is not None:
                raise
            raise self._at_pack(error.message, where, error.remedy, text) from None

    def _at_pack(self, message: str, where: Where, remedy: str, value: str) -> RowProblem:
        column = (self.pack_at or 0) + 1
        return RowProblem(message, where, remedy, column=column, header="pack", value=shown(value))

    def _map(self, pack: Pack, *, mixed: bool) -> HeadingMap:
        return heading_map_of(self.header, pack, self.head, mixed=mixed, line=self.sheet.line)


def _text(cell: Any) -> str:
    """What a cell (as ``raw_cell`` gives it) shows."""
    return cell if isinstance(cell, str) else str(cell[1])
