"""The rows of tables as items: one heading map a pack, a bad row reported and the next one read."""

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time
from typing import Any, NamedTuple

from clerkcheck.batch.sources.cell_readers import content, read_line, read_unit
from clerkcheck.batch.sources.head_words import HEADS
from clerkcheck.batch.sources.heading_map import HeadingMap, heading_map_of, read_pack_name
from clerkcheck.batch.sources.headings import KnownHeadings, head_of, kind_named
from clerkcheck.batch.sources.items import BatchItem, Kept, RowProblem, Where
from clerkcheck.batch.sources.office_headings import OfficeHeadings
from clerkcheck.batch.sources.source_sheet import Sheet
from clerkcheck.batch.sources.table_body import TableBody
from clerkcheck.batch.sources.unplaced import Placing, UnplacedHeadings
from clerkcheck.cases.model import Case
from clerkcheck.cases.office_rules import office_rules
from clerkcheck.i18n import _, joined, labelled, listed
from clerkcheck.literals import CaseKind
from clerkcheck.packs.left_out import name_with_group
from clerkcheck.packs.model import Pack
from clerkcheck.packs.place_words import placed
from clerkcheck.packs.store import PackLoader, is_path, is_seen_from
from clerkcheck.reading.characters import printable_lines
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.written_values import ValueProblem, shown
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


class Rules(NamedTuple):
    """By what tables are read: what loads a pack by name, and the pack and kind of rows that name none.

    ``offices`` gives what the office of a folder calls the columns of its registers; ``unplaced`` is told of headings
    that cannot be placed, and of the file they stand in.
    """

    loader: PackLoader
    pack: Pack | None = None
    kind: CaseKind | None = None
    offices: Callable[[str], OfficeHeadings | None] = lambda _path: None
    unplaced: Callable[[str, UnplacedHeadings], None] = lambda _path, _error: None

    def known(self, path: str) -> KnownHeadings:
        """Return which texts are headings in the registers beside a file; raises InputError as ``offices`` does."""
        office = self.offices(path)
        return office.known(self.pack) if office is not None else KnownHeadings(self.pack)


class TableReader:
    """Reads the rows of one table."""

    def __init__(self, sheet: Sheet, rules: Rules) -> None:
        """Take the table, and by what it is read; raises InputError where the header cannot be understood."""
        self.where, self.head = sheet.where, sheet.where._replace(row=sheet.header_row or None)
        if any(set(sheet.header) >= headings for headings in OWN):
            raise OwnResult(_("这是批查的结果，不是案件"), self.where.place(), _("给出原来的台账"))
        self.sheet, self.rules = sheet, rules
        self.settled = office_rules(os.path.dirname(sheet.where.source))
        written = tuple("" if name.startswith("Unnamed") else name for name in sheet.header)
        self.placing = Placing(written, rules.offices(sheet.where.source))
        self.header = self.placing.meant
        self.below = TableBody(sheet, self.header, rules.known(sheet.where.source))
        self._in_words = sheet.where.rows_in_words()
        self.pack_at, self._title_at, self._unit_at = (head_of(self.header, each) for each in ("pack", "title", "unit"))
        self.kind = self._kind_of_all()
        self.own = self.placing.own
        self.maps: dict[Any, HeadingMap] = {}
        self._refused: dict[Any, InputError] = {}  # by cells in the column ``pack``: headings it has no place for
        if self.pack_at is None:
            if rules.pack is None:
                raise InputError(
                    _("没有 pack 这一列，不知道用哪个规则包"), self.head.place(), _("加上 pack 列，或用 --pack 指明")
                )
            only = self.maps[""] = self._map(rules.pack, mixed=False)
            self.own = tuple(sorted((*self.own, *only.below)))
            self._refuse_without_kind()

    def _kind_of_all(self) -> CaseKind | None:
        """The kind of rows that name none: as asked for, else (without a column of kinds) what the headings say."""
        if self.rules.kind is not None or head_of(self.header, "kind") is not None:
            return self.rules.kind
        title = "" if self._title_at is None else self.header[self._title_at]
        return kind_named(title) or kind_named(self.sheet.name)

    def _refuse_without_kind(self) -> None:
        """Once for the table, not for every row."""
        if self.kind is None and head_of(self.header, "kind") is None:
            message = _("没有“类型”这一列，不知道是议题还是公文")
            raise InputError(message, self.head.place(), _("加上 类型 列，或用 --kind 议题、--kind 公文 指明"))

    def notes(self) -> Iterator[str]:
        """Yield what there is to say of the table once its rows have been read."""
        yield from self.below.notes()
        unused = dict.fromkeys(header for each in self.maps.values() for _at, header in each.below)
        if unused:
            text = _("{at}：只查本地规则，这几列没有用到：{names}")
            yield text.format(at=self.head.place(), names=listed(unused))

    def items(self, skip: Skip) -> Iterator[BatchItem]:
        """Return the rows as items, those to be passed over left out."""
        source, sheet, _row, first, lettered = self.where
        for number, row in self.below.rows():
            if skip.left and skip.one():
                continue
            place = Where(source, sheet, number, first, lettered)
            kept = self.kept(row) if self.own else Kept()
            try:
                yield BatchItem(place, *self.case(place, row), kept=kept)
            except InputError as error:
                yield BatchItem(place, None, None, error, self.kept(row, unread=True))

    def kept(self, row: Sequence[Any], *, unread: bool = False) -> Kept:
        """Return what of a row is carried over to the result; of one that was ``not read`` its title and unit, too."""
        cells = [(header, cell_shown(row[at]).strip()) for at, header in self.own if at < len(row)]
        own = printable_lines(joined([labelled(header, text) for header, text in cells if text]))
        if not unread:
            return Kept(own)
        return Kept(own, self._readable(row, self._title_at, read_line), self._readable(row, self._unit_at, read_unit))

    @staticmethod
    def _readable(row: Sequence[Any], at: int | None, read: Callable[[Any], str | None]) -> str:
        try:
            return (read(content(row[at])) if at is not None and at < len(row) else None) or ""
        except ValueProblem:
            return ""

    def case(self, where: Where, row: Sequence[Any]) -> tuple[Case, Pack]:
        """Return the case in one row, and its pack; raises RowProblem, InputErrors for headings of its pack."""
        heading_map = self._map_of_row(row, where)
        case = heading_map.case(row, where, self._in_words(where.row or 0))
        return case._replace(step=self.settled.step) if self.settled.step else case, heading_map.pack

    def _map_of_row(self, row: Sequence[Any], where: Where) -> HeadingMap:
        if len(row) > len(self.header):
            raise RowProblem(
                _("比表头多出几格"), where, _("检查这一行的逗号，删去多出的"), column=len(self.header) + 1,
                value=shown(cell_shown(row[len(self.header)])),
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
        given = self.rules.pack
        if given is not None and text.strip() in ("", given.called, *(() if given.group else (given.region,))):
            return given
        beside, load = os.path.dirname(self.sheet.where.source), self.rules.loader
        try:
            name = text.strip() if is_path(text) else read_pack_name(text, beside)
            if name is None:
                raise self._at_pack(_("缺少 pack"), where, _("写上规则包，或用 --pack 指明"), text)
            return load(name, beside) if is_seen_from(name) else load(name)
        except ValueProblem as problem:
            message = _("没有 {name} 这个规则包").format(name=shown(text))
            raise self._at_pack(message, where, problem.remedy, text) from None
        except InputError as error:
            if error.place is not None:
                raise
            raise self._at_pack(error.message, where, error.remedy, text) from None

    def _at_pack(self, message: str, where: Where, remedy: str, value: str) -> RowProblem:
        at = self.pack_at or 0
        header = self.placing.written[at] or HEADS["pack"][0]
        return RowProblem(message, where, remedy, column=at + 1, header=header, value=shown(value))

    def _as_settled(self, pack: Pack) -> Pack:
        """The pack as the office beside the register wants it, as for a case file there: its layers and its place."""
        if not self.settled.layers and len(pack.layers) > 1:  # an option that says otherwise is the loader's to keep
            beside = os.path.dirname(self.sheet.where.source)
            pack = self.rules.loader(name_with_group(pack), beside, layers=False)
        return placed(pack, self.settled.place)

    def _map(self, pack: Pack, *, mixed: bool) -> HeadingMap:
        try:
            return heading_map_of(
                self.header,
                self._as_settled(pack),
                self.head,
                mixed=mixed,
                line=self.sheet.line,
                kind=self.kind,
                placing=self.placing,
            )
        except UnplacedHeadings as error:
            self.rules.unplaced(self.where.source, error)
            raise


def cell_shown(cell: Any) -> str:
    """Return what a cell (as ``raw_cell`` gives it) shows: 1 for 1.0, a day without a time that is none."""
    if cell.__class__ is str:
        return str(cell)
    value = cell[1]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)
