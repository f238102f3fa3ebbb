"""How a table's columns become a case: worked out once per heading and pack, so that a row costs microseconds."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from clerkcheck.batch.cells import Cells, fact_reader, plain, read_date, read_line, read_name, read_paper
from clerkcheck.batch.items import RowProblem, Where
from clerkcheck.cases.model import Case
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import load_pack, pack_ids, regions
from clerkcheck.reading.errors import InputError, InputErrors
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.values import ValueProblem, shown

HEADS = {
    "pack": ("规则包", "地区", "政府"),
    "kind": ("类型", "案件类型"),
    "title": ("事项名称", "标题", "议题名称", "公文标题"),
    "unit": ("单位", "汇报单位", "主办单位"),
}
IGNORED = frozenset(["序号", "编号", "备注", "说明"])
_PREFIXES = {"facts": ("facts.", "f_"), "materials": ("materials.", "m_"), "dates": ("dates.", "d_")}


class Column(NamedTuple):
    """A column: its place in the row (from 0), the part of a case it fills, under which id, and how cells are read."""

    place: int
    part: str
    name: str
    header: str
    cells: Cells


class _Part:
    """The columns of one part of a case (facts, materials, dates)."""

    def __init__(self, columns: Sequence[Column], part: str) -> None:
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


class Plan:
    """The columns of one table for the cases of one pack."""

    def __init__(self, pack: Pack, columns: Sequence[Column], foreign: Sequence[tuple[int, str]]) -> None:
        """Take the columns, and the places and headings of those that only other packs know."""
        self.pack, self.columns, self.foreign = pack, tuple(columns), tuple(foreign)
        self._facts, self._materials, self._dates = (_Part(columns, part) for part in ("facts", "materials", "dates"))
        self._heads = {c.name: c for c in columns if c.part == "heads"}
        self._title, self._kind, self._unit = (self._heads.get(name) for name in ("title", "kind", "unit"))

    def case(self, row: Sequence[Any], where: Where, source: str) -> Case:
        """Return the case in a row (cells as :func:`raw_cell` gives them); raises RowProblem for the first bad cell."""
        try:
            for place, _header in self.foreign:
                if row[place] != "":
                    self._explain(row, where)
            kind = self._kind.cells[row[self._kind.place]] if self._kind else None
            title = self._line(row, self._title)
            if not kind or not title:
                self._explain(row, where)
            return Case(
                self.pack.id, str(kind), str(title), self._line(row, self._unit),
                self._facts.known(row), self._materials.known(row), self._dates.known(row), (), source,
            )  # fmt: skip
        except ValueProblem:
            self._explain(row, where)
            raise

    @staticmethod
    def _line(row: Sequence[Any], column: Column | None) -> Any:
        """Titles differ from row to row: nothing is remembered."""
        if column is None:
            return None
        cell = row[column.place]
        return column.cells.convert(cell if cell.__class__ is str else cell[1])

    def _explain(self, row: Sequence[Any], where: Where) -> None:
        """Raise for the first thing that is wrong with a row, saying how much more there is."""
        problems = list(self._problems(row, where))
        first = problems[0]
        if len(problems) > 1:
            first.remedy += _("（本行还有 {n} 处）").format(n=len(problems) - 1)
        raise first

    def _problems(self, row: Sequence[Any], where: Where) -> Iterator[RowProblem]:
        for name, label in (("kind", _("类型（议题或公文）")), ("title", _("事项名称"))):
            column = self._heads.get(name)
            with suppress(ValueProblem):  # said below
                if column is not None and self._line(row, column):
                    continue
                yield RowProblem(
                    _("缺少{label}").format(label=label), where, _("补上 {name} 这一列").format(name=name), header=name
                )
        for place, header in self.foreign:
            if row[place] != "":
                message = _("{region}没有这一项").format(region=self.pack.region)
                yield _at(message, where, _("这一格留空"), place, header, row[place])
        for column in self.columns:
            try:
                self._line(row, column)
            except ValueProblem as problem:
                remedy = problem.remedy + _twin(self.pack, column)
                yield _at(problem.message, where, remedy, column.place, column.header, row[column.place])


def plan_of(headers: Sequence[Any], pack: Pack, where: Where, *, mixed: bool) -> Plan:
    """Return the plan of a table; raises InputErrors that name every heading that cannot be placed.

    ``mixed``: rows may name other packs, so a heading that only one of those knows is no error.
    """
    names = headings(pack)
    columns: list[Column] = []
    foreign: list[tuple[int, str]] = []
    errors: list[InputError] = []
    seen: dict[tuple[str, str], str] = {}
    for place, written in enumerate(headers):
        header = str(written).strip()
        if not header or header.startswith("#") or header in IGNORED:
            continue
        found = names.get(plain(header))
        if found in seen:
            message = _("“{header}”和“{other}”是同一列").format(header=header, other=seen[found])
            errors.append(_at(message, where, _("只留一列"), place, header))
        elif found is not None:
            seen[found] = header
            columns.append(Column(place, *found, header, Cells(_reader(pack, *found))))
        elif mixed and plain(header) in _known_elsewhere():
            foreign.append((place, header))
        else:
            errors.append(_unplaced(header, pack, where, place))
    if errors:
        raise InputErrors(errors)
    return Plan(pack, columns, foreign)


def head_of(headers: Sequence[Any], name: str) -> int | None:
    """Return the place of the column ``pack``, ``kind``, ``title`` or ``unit``, or None where there is none."""
    wanted = {name, *HEADS[name]}
    return next((place for place, header in enumerate(headers) if plain(str(header)) in wanted), None)


def read_pack_name(cell: Any) -> str | None:
    """Return the id of the shipped pack that a cell names by id or by region (黔江区); raises ValueProblem."""
    return read_name(cell, regions())


_headings: dict[int, tuple[Pack, dict[str, tuple[str, str]]]] = {}  # by identity: packs are not hashable


def headings(pack: Pack) -> dict[str, tuple[str, str]]:
    """Return every heading a pack's tables may have, with the part of a case and the id it stands for."""
    kept = _headings.get(id(pack))
    if kept is None or kept[0] is not pack:
        kept = _headings[id(pack)] = (pack, _headings_of(pack))
    return kept[1]


def _headings_of(pack: Pack) -> dict[str, tuple[str, str]]:
    words = pack.vocabulary
    labels = {name: fact.label for name, fact in words.facts.items()}
    parts = {"facts": labels, "materials": words.materials, "dates": words.dates}
    names: dict[str, tuple[str, str]] = {}
    for head, others in HEADS.items():
        names |= dict.fromkeys((head, *map(plain, others)), ("heads", head))
    for part, of_part in parts.items():
        for name, label in of_part.items():
            names |= {plain(prefix + name): (part, name) for prefix in _PREFIXES[part]}
            names.setdefault(plain(name), (part, name))  # an id that is both a fact and a date means the fact
            names.setdefault(plain(label), (part, name))
    return names


@lru_cache(maxsize=1)
def _known_elsewhere() -> frozenset[str]:
    return frozenset(name for each in pack_ids() for name in headings(load_pack(each)))


def _reader(pack: Pack, part: str, name: str) -> Any:
    if part == "facts":
        return fact_reader(pack.vocabulary.facts[name])
    if part != "heads":
        return read_paper if part == "materials" else read_date
    if name == "kind":
        return lambda cell: read_name(cell, pack.vocabulary.kinds)
    return read_line if name != "pack" else str


def _unplaced(header: str, pack: Pack, where: Where, place: int) -> RowProblem:
    words = pack.vocabulary
    labels = {name: fact.label for name, fact in words.facts.items()} | words.materials | words.dates
    labels |= {name: others[0] for name, others in HEADS.items()}
    remedy = suggestion(header, labels) or _("列名见 clerkcheck batch template {pack}").format(pack=pack.id)
    return _at(
        _("没有“{header}”这一列").format(header=header), where, remedy + _("与审查无关的列，列名前加 #"), place, header
    )


def _twin(pack: Pack, column: Column) -> str:
    """An id that is both a fact and a date: say how the other is written."""
    if column.part != "facts" or column.name not in pack.vocabulary.dates or plain(column.header) != column.name:
        return ""
    return _("；填日期的话，列名写 {label}").format(label=pack.vocabulary.dates[column.name])


def _at(message: str, where: Where, remedy: str, place: int, header: str, cell: Any = "") -> RowProblem:
    value = cell if isinstance(cell, str) else cell[1]
    return RowProblem(message, where, remedy, column=place + 1, header=header, value=shown(value))
