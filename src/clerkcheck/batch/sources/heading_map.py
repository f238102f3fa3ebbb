"""How a table's columns become a case: worked out once per heading and pack, so that a row costs microseconds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from operator import itemgetter
from typing import Any, NamedTuple, NoReturn

from clerkcheck.batch.sources.amount_units import (
    MEASURE,
    UnitColumn,
    contradictions,
    named_unit,
    settled,
    unit_columns,
    unit_of,
)
from clerkcheck.batch.sources.cell_dates import read_date
from clerkcheck.batch.sources.cell_readers import (
    CellCache,
    channel_reader,
    fact_reader,
    paper_reader,
    read_kind,
    read_name,
    read_title,
    read_unit,
)
from clerkcheck.batch.sources.cell_words import plain
from clerkcheck.batch.sources.choice_names import OWN_GOVERNMENT, in_words, own_government
from clerkcheck.batch.sources.head_words import HEADS
from clerkcheck.batch.sources.headings import (
    UnitLine,
    is_ignored,
    known_elsewhere,
    placed,
    spellings,
)
from clerkcheck.batch.sources.items import RowProblem, Where
from clerkcheck.batch.sources.meeting_names import without_region
from clerkcheck.batch.sources.paper_parts import read_reference, with_reference
from clerkcheck.batch.sources.unplaced import Placing
from clerkcheck.cases.model import Case, Material
from clerkcheck.i18n import _
from clerkcheck.literals import CaseKind, MaterialStatus
from clerkcheck.packs.left_out import whole_pack
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import called_pack, is_seen_from, pack_remedy, regions
from clerkcheck.reading.written_values import ValueProblem, shown

_NONE: Mapping[str, MaterialStatus] = {}
_UNKNOWN = Material("unknown")


class CaseColumn(NamedTuple):
    """A column: its place in the row (from 0), the part of a case it fills, under which id, and how cells are read.

    ``unit``: what a number in a column of amounts or areas is in without a unit of its own; "" where that is uncertain.
    """

    place: int
    part: str
    name: str
    header: str
    cells: CellCache
    unit: str = "万元"


class _Part:
    """The columns of one part of a case (facts, materials, dates, bundle)."""

    def __init__(self, columns: Sequence[CaseColumn], part: str) -> None:
        of_part = [column for column in columns if column.part == part]
        self.pick = itemgetter(*(column.place for column in of_part)) if len(of_part) > 1 else None
        self.places = [column.place for column in of_part]
        self.named = [(column.name, column.cells) for column in of_part]

    def known(self, row: Sequence[Any]) -> dict[str, Any]:
        """Return what a row says; unknown is left out."""
        cells = self.pick(row) if self.pick else [row[place] for place in self.places]
        return {
            name: value
            for (name, values), cell in zip(self.named, cells, strict=True)
            if (value := values[cell]) is not None
        }


class HeadingMap:
    """The columns of one table for the cases of one pack."""

    def __init__(
        self,
        pack: Pack,
        columns: Sequence[CaseColumn],
        foreign: Sequence[tuple[int, str]],
        kind: CaseKind | None = None,
        below: Sequence[tuple[int, str]] = (),
        units: Mapping[int, UnitColumn] | None = None,
    ) -> None:
        """Take the columns, the places and headings of those that only other packs know, the kind of rows without one.

        ``below``: the places and headings of columns that only a layer under the pack knows, which does not judge now.
        ``units``: the columns that say in which unit amounts are, by their places.
        """
        self.pack, self.columns, self.foreign, self.default = pack, tuple(columns), tuple(foreign), kind
        self.below, self.units = tuple(below), units or {}
        self._facts, self._materials, self._dates = (_Part(columns, part) for part in ("facts", "materials", "dates"))
        self._bundle = _Part(columns, "bundle")
        self._days, self._channels = _Part(columns, "date"), _Part(columns, "channel")  # of papers
        self._numbers = [each for each in columns if each.part == "ref"]  # of papers
        self._heads = {c.name: c for c in columns if c.part == "heads"}
        self._title, self._kind, self._unit = (self._heads.get(name) for name in ("title", "kind", "unit"))

    def case(self, row: Sequence[Any], where: Where, source: str) -> Case:
        """Return the case in a row (cells as :func:`raw_cell` gives them); raises RowProblem for all its bad cells."""
        try:
            for place, _header in self.foreign:
                if row[place] != "":
                    self._refuse(row, where)
            if self.units:
                row = settled(row, self.units)
            kind: CaseKind | None = (self._kind.cells[row[self._kind.place]] if self._kind else None) or self.default
            title = self._line(row, self._title)
            if not kind or not title:
                self._refuse(row, where)
            return Case(
                self.pack.id, kind, str(title), self._line(row, self._unit),
                self._facts.known(row), self._papers(row), self._dates.known(row), (), source,
                bundle=self._handed_in(row),
            )  # fmt: skip
        except ValueProblem:
            self._refuse(row, where)

    def _papers(self, row: Sequence[Any]) -> dict[str, Material]:
        """The papers, with the dates and channels that stand in columns of their own."""
        papers: dict[str, Material] = self._materials.known(row)
        for column in self._numbers:
            paper = with_reference(papers.get(column.name), column.cells[row[column.place]])
            if paper is not None:
                papers[column.name] = paper
        if self._days.places or self._channels.places:
            for name, day in self._days.known(row).items():
                papers[name] = papers.get(name, _UNKNOWN)._replace(date=day)
            for name, channels in self._channels.known(row).items():
                papers[name] = papers.get(name, _UNKNOWN)._replace(channel=tuple(sorted(channels)))
        return papers

    def _handed_in(self, row: Sequence[Any]) -> Mapping[str, MaterialStatus]:
        return {name: paper.status for name, paper in self._bundle.known(row).items()} if self._bundle.places else _NONE

    @staticmethod
    def _line(row: Sequence[Any], column: CaseColumn | None) -> Any:
        """Titles differ from row to row: nothing is remembered."""
        return None if column is None else column.cells.read(row[column.place])

    def _refuse(self, row: Sequence[Any], where: Where) -> NoReturn:
        """Raise for everything that is wrong with a row."""
        first, *others = self._problems(row, where)
        first.others = tuple(others)
        raise first

    def _problems(self, row: Sequence[Any], where: Where) -> Iterator[RowProblem]:
        for name, label in (("kind", _("类型（议题或公文）")), ("title", _("事项名称"))):
            column = self._heads.get(name)
            with suppress(ValueProblem):  # said below
                if (column is not None and self._line(row, column)) or (name == "kind" and self.default):
                    continue
                message = _("缺少{label}").format(label=label)
                if column is not None:
                    remedy = _("填上这一格，或用 --kind 议题 指明") if name == "kind" else _("填上这一格")
                    yield _at(message, where, remedy, column.place, column.header, row[column.place])
                else:
                    yield RowProblem(message, where, _("补上 {name} 这一列").format(name=HEADS[name][0]), header=name)
        for place, header in self.foreign:
            if row[place] != "":
                message = _("{region}没有这一项").format(region=self.pack.region)
                yield _at(message, where, _("这一格留空"), place, header, row[place])
        of_units = list(contradictions(row, self.units))
        for unit, problem in of_units:
            yield _at(problem.message, where, problem.remedy, unit.place, unit.header, row[unit.place])
        if not of_units:
            row = settled(row, self.units)
        for column in self.columns:
            if column.name == MEASURE:
                continue
            try:
                self._line(row, column)
            except ValueProblem as problem:
                remedy = problem.remedy + _twin(self.pack, column)
                yield _at(problem.message, where, remedy, column.place, column.header, row[column.place])
        yield from self._contradictions(row, where)

    def _contradictions(self, row: Sequence[Any], where: Where) -> Iterator[RowProblem]:
        """What the numbers of papers say against the papers' own cells; other faults of the cells are said already."""
        with suppress(ValueProblem):
            papers = self._materials.known(row)
            for column, number in [(each, self._line(row, each)) for each in self._numbers]:
                try:
                    with_reference(papers.get(column.name), number)
                except ValueProblem as problem:
                    yield _at(problem.message, where, problem.remedy, column.place, column.header, row[column.place])


def heading_map_of(
    headers: Sequence[Any], pack: Pack, where: Where, *, mixed: bool, line: UnitLine | None = None,
    kind: CaseKind | None = None, placing: Placing | None = None,
) -> HeadingMap:  # fmt: skip
    """Return the heading map of a table; raises UnplacedHeadings that name every heading that cannot be placed.

    ``headers``: the headings as they are meant. ``mixed``: rows may name other packs, so a heading that only one of
    those knows is no error. ``line``: what is said above the headings of the unit of money. ``kind``: of rows that name
    none. ``placing``: the headings as they are written, and what the office calls them.
    """
    placing = placing or Placing(tuple(map(str, headers)))
    columns: list[CaseColumn] = []
    foreign: list[tuple[int, str]] = []
    below: list[tuple[int, str]] = []
    seen: dict[tuple[str, str], str] = {}
    wrong = placing.wrong(pack, where)
    units = unit_columns(headers, placing.written, pack, line)
    only_beside = {each.amount for each in units.values() if not each.unit}
    for place, written in enumerate(headers):
        meant, header = str(written).strip(), placing.written[place].strip()
        if is_ignored(meant):
            continue
        found = placed(meant, pack)
        unit = "" if place in only_beside else unit_of(found, meant, pack, line, header)
        if place in units and units[place].alone:
            columns.append(CaseColumn(place, "heads", MEASURE, header, CellCache(_measure_reader(units[place].unit))))
        elif found in seen:
            wrong.twice(place, header, seen[found])
        elif found is not None and unit is not None:
            seen[found] = header
            columns.append(_column(place, found, header, pack, unit, line, beside=place in units))
        elif found is None and _is_asked_below(meant, pack):
            below.append((place, header))
        elif found is None and mixed and not known_elsewhere().isdisjoint(spellings(meant)):
            foreign.append((place, header))
        else:
            wrong.unplaced(place, header, meant)
    wrong.refuse(seen)
    return HeadingMap(pack, columns, foreign, kind, below, units)


def _is_asked_below(meant: str, pack: Pack) -> bool:
    """Whether only a layer below the pack knows a heading, which does not judge now: no case of it needs its cells."""
    whole = whole_pack(pack)
    return whole is not None and placed(meant, whole) is not None


def _measure_reader(unit: str) -> Callable[[Any], None]:
    """The reader of a column of units: it refuses all but the unit of the amount's heading, for a second look."""

    def read(cell: Any) -> None:
        """Raise ValueProblem for a cell that names another unit."""
        if str(cell).strip() not in ("", unit):
            raise ValueProblem("", "")

    return read


def _or_unit(cell: Any) -> str | None:
    """The unit that reports; one of money is none, and is held against the amount it stands beside."""
    return None if named_unit(cell) else read_unit(cell)


def _column(
    place: int, meant: tuple[str, str], header: str, pack: Pack, unit: str, line: UnitLine | None, *, beside: bool
) -> CaseColumn:
    """The column a heading stands for. Titles and numbers are each case's own: no merged range may hold them.

    ``beside``: of units that report, which stands beside an amount.
    """
    part, name = meant
    if beside:
        return CaseColumn(place, part, name, header, CellCache(_or_unit))
    if part != "facts":
        return CaseColumn(place, part, name, header, CellCache(_reader(pack, part, name), own=name == "title"))
    fact = pack.vocabulary.facts[name]
    if fact.type != "money_wan":
        read, own = fact_reader(fact, unit), fact.condition_type.name == "number"
        if fact.of == pack.vocabulary.meetings:
            read = _of_meetings(read, pack.region)
        elif fact.type == "choice" and any(label.startswith(OWN_GOVERNMENT) for label in fact.of.values()):
            read = _of_governments(read, pack)
        return CaseColumn(place, part, name, header, CellCache(read, own=own), unit)
    doubt = "" if unit else _("旁边一列没有写单位")
    if unit and line is not None and line.unit != unit:
        doubt = _("表头以{unit}计，{at} 写着“单位：{other}”").format(unit=unit, at=line.at, other=line.unit)
    return CaseColumn(
        place, part, name, header, CellCache(fact_reader(fact, unit, doubt), own=True), "" if doubt else unit
    )


def _of_meetings(read: Callable[[Any], Any], region: str) -> Callable[[Any], Any]:
    """The reader of a column of meetings, in which a government may stand with its place: 黔江区政府常务会议."""
    return lambda cell: read(without_region(cell, region) if isinstance(cell, str) else cell)


def _of_governments(read: Callable[[Any], Any], pack: Pack) -> Callable[[Any], Any]:
    """The reader of a column of governments, in which the own one may stand as it is called at home: 区政府."""
    return lambda cell: read(own_government(cell, pack) if isinstance(cell, str) else cell)


def read_pack_name(cell: Any, beside: str) -> str | None:
    """Return the id of the pack that a cell names by id or by region (黔江区), in a table in the folder ``beside``.

    Raises ValueProblem where none is called so, InputError where several are.
    """
    if not is_seen_from(str(cell)):  # an id that ships: what regions there are need not be read of every pack
        return str(cell)
    known = regions(beside)
    name = called_pack(str(cell), beside)
    if name in known:
        return name
    try:
        return read_name(cell, known)
    except ValueProblem as problem:
        raise ValueProblem(problem.message, in_words(pack_remedy(name, beside), known)) from None


def _reader(pack: Pack, part: str, name: str) -> Any:
    if part == "channel":
        return channel_reader(pack.vocabulary.channels)
    if part == "ref":
        return read_reference
    if part != "heads":
        papers = pack.vocabulary.materials
        return paper_reader(papers.get(name, "")) if part in ("materials", "bundle") else read_date
    if name == "kind":
        return lambda cell: read_kind(cell, pack.vocabulary.kinds)
    return {"title": read_title, "unit": read_unit}.get(name, str)


def _twin(pack: Pack, column: CaseColumn) -> str:
    """An id that is both a fact and a date: say how the other is written."""
    if column.part != "facts" or column.name not in pack.vocabulary.dates or plain(column.header) != column.name:
        return ""
    return _("；填日期的话，列名写 {label}").format(label=pack.vocabulary.dates[column.name])


def _at(message: str, where: Where, remedy: str, place: int, header: str, cell: Any = "") -> RowProblem:
    value = cell if isinstance(cell, str) else cell[1]
    return RowProblem(message, where, remedy, column=place + 1, header=header, value=shown(value))
