"""A table of cases judged in columns, a batch of rows at a time, so that memory stays flat.

The cells of a column are codes of the different texts it has. Each text is read once, by the same reader as for single
rows (:mod:`clerkcheck.batch.cells`); the rest is comparing codes. A row with a cell that reader refuses is read and
judged by itself, which also says what is wrong with it.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import Any, NamedTuple

import narwhals as nw
import polars as pl
from polars.io.plugins import register_io_source

from clerkcheck.batch.columnar import Columnar, DueColumns, Periods
from clerkcheck.batch.columnar_codes import CodedColumn, NumberColumn, TextColumn
from clerkcheck.batch.columnar_deadlines import DueBook, due_columns, due_names
from clerkcheck.batch.columnar_polars import PolarsEngine
from clerkcheck.batch.columnar_rows import date_column, verdict_columns, verdict_row
from clerkcheck.batch.items import RowProblem, Where
from clerkcheck.batch.plans import Plan, head_of, plan_of
from clerkcheck.batch.words import Speaker
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.model import Case
from clerkcheck.checking.check import check
from clerkcheck.conditions.syntax import OneOf, leaves
from clerkcheck.packs.model import Pack
from clerkcheck.packs.parsed import parsed_conditions
from clerkcheck.reading.errors import InputError

ROW = "row"  # of a case in its file, counted from 1
HEADS = ("title", "unit", "kind")

Reader = CodedColumn | NumberColumn | TextColumn
Odd = Sequence[tuple[int, Sequence[Any]]]  # rows that need a second look: number and cells


class NotColumnar(Exception):
    """A table that columns cannot do (several packs, rows too wide, a lone quote): judge it row by row."""


class JudgedBatch(NamedTuple):
    """Some rows of a table in order: a frame of ``row``, ``title``, ``unit``, ``kind`` and the verdicts.

    And what is wrong with those that could not be read.
    """

    cases: pl.DataFrame
    errors: list[InputError]


class Grounds(NamedTuple):
    """By what and on which day cases are judged; ``words``: texts come out in words, not as ids."""

    pack: Pack
    calendar: WorkCalendar
    as_of: date
    words: bool = False


class TableJudge:
    """Judges one table whose cases are all of one pack. A subclass reads it."""

    def __init__(self, header: Sequence[str], where: Where, grounds: Grounds, *, typed: bool) -> None:
        """Take the header; ``typed``: cells may be numbers and dates (a workbook), else they are all text (a CSV).

        Raises InputErrors for headings that cannot be placed, NotColumnar.
        """
        if head_of(header, "pack") is not None:
            raise NotColumnar("pack")
        self.where, self.grounds, self.width = where, grounds, len(header)
        self.names = (ROW, *HEADS, *verdict_columns(grounds.pack))  # of the columns that come out
        self.plan = plan_of(header, grounds.pack, where, mixed=False)
        self.columns = _columns(self.plan, _values_asked_for(grounds.pack), typed=typed)
        self.complete = {"title", "kind"} <= {column.name for column in self.columns.values()}
        self.columnar = Columnar(grounds.pack, grounds.calendar, grounds.as_of, _Prepared(), words=grounds.words)
        self.speaker = Speaker(grounds.pack) if grounds.words else None
        self.dues: dict[str, tuple[int, list[pl.Expr]]] = {}  # by date column: of how many texts, and the columns
        self.batch = pl.DataFrame()
        self.kept_plan: pl.LazyFrame | None = None

    def batches(self) -> Iterator[JudgedBatch]:
        """Judge the rows in order; raises NotColumnar, InputError where the table cannot be read on."""
        judged: deque[Future[JudgedBatch]] = deque()
        self.work_out_dues()
        self.batch = self.typed(pl.DataFrame(schema={ROW: pl.UInt32} | self.kinds()))  # no row yet
        # While a batch is judged, the next is read, and the one before is written.
        with ThreadPoolExecutor(1) as judging, ThreadPoolExecutor(1) as reading:
            judging.submit(self.plan_of_frames)
            for piece in _ahead(self.pieces(), reading):
                judged.append(judging.submit(self._judged, *self.sorted_out(piece)))
                if len(judged) > 1:
                    yield judged.popleft().result()
            while judged:
                yield judged.popleft().result()

    def pieces(self) -> Iterator[Any]:
        """Yield some rows after the other, as :meth:`sorted_out` takes them; runs in a thread of its own."""
        raise NotImplementedError

    def sorted_out(self, piece: Any) -> tuple[pl.DataFrame, Odd]:
        """Return the sound rows as typed columns, and the odd ones as they are."""
        raise NotImplementedError

    def case(self, number: int, cells: Sequence[Any]) -> Case:
        """Return the case in an odd row; raises RowProblem."""
        where = self.where._replace(row=number)
        return self.plan.case(cells, where, str(where))

    def kinds(self) -> dict[str, Any]:
        """Return the columns of a raw frame, by their places, and what is in them."""
        texts: dict[str, Any] = {str(place): pl.String() for place in range(self.width)}
        return texts | {str(place): column.kind for place, column in self.columns.items()}

    def work_out_dues(self) -> None:
        """Work out the due dates from the dates that no batch had before; to be called whenever cells were learnt."""
        for column in self.columns.values():
            if isinstance(column, CodedColumn) and column.of == "date":
                known, _exprs = self.dues.get(column.name, (-1, []))
                if known < len(column.values):
                    self.dues[column.name] = (len(column.values), list(self._due_columns(column)))

    def doubtful(self) -> pl.Expr:
        """Return whether a row of a raw frame has a cell that needs a second look."""
        doubts = [each for column in self.columns.values() for each in column.doubts()]
        return pl.any_horizontal(doubts) if doubts and self.complete else pl.lit(not self.complete)

    def typed(self, raw: pl.DataFrame) -> pl.DataFrame:
        """Return the typed columns of a raw frame."""
        return raw.select(ROW, *(each for column in self.columns.values() for each in self._typed(column)))

    def _judged(self, sound: pl.DataFrame, odd: Odd) -> JudgedBatch:
        self.batch = sound
        judged = self.plan_of_frames().collect()
        return self._with_odd(judged, odd) if odd else JudgedBatch(judged, [])

    def _typed(self, column: Reader) -> Iterator[pl.Expr]:
        """The columns made of one column of the table; of a date also the due dates counted from it."""
        yield from column.exprs()
        yield from self.dues.get(column.name, (0, []))[1]

    def _due_columns(self, column: CodedColumn) -> Iterator[pl.Expr]:
        """Every period from every date that the column has had so far, looked up by the date's code.

        A date from which a period ends beyond the years of a calendar is refused: its rows are judged by themselves.
        """
        name = column.name.removeprefix(date_column(""))
        for period, names in due_names(name, self.columnar.periods.get(name, ())).items():
            dues = [day and self.columnar.book.due(day, period) for day in column.values]
            far = {code for code, (day, due) in enumerate(zip(column.values, dues, strict=True)) if day and due is None}
            column.refused += far.difference(column.refused)
            for each, cells in due_columns(names, dues).items():
                yield column.looked_up(cells, pl.Boolean if each == names.provisional else pl.Date).alias(each)

    def plan_of_frames(self) -> pl.LazyFrame:
        """Return the plan that judges ``batch``, whatever it holds then; made once, since planning takes a while."""
        if self.kept_plan is None:
            names = self.batch.columns
            source = register_io_source(self._source, schema=self.batch.schema)
            absent = [pl.lit(None, dtype=pl.String).alias(name) for name in HEADS if name not in names]
            judged: pl.LazyFrame = self.columnar.judge(
                nw.from_native(source.with_columns(absent)), (ROW, *HEADS)
            ).to_native()
            self.kept_plan = judged.select(self.names).with_columns(pl.col("kind").cast(pl.String))
        return self.kept_plan

    def _source(
        self,
        names: list[str] | None,
        predicate: pl.Expr | None,
        rows: int | None,
        size: int | None,  # noqa: ARG002
    ) -> Iterator[pl.DataFrame]:
        found = self.batch.select(names) if names is not None else self.batch
        found = found.filter(predicate) if predicate is not None else found
        yield found.head(rows) if rows is not None else found

    def _with_odd(self, judged: pl.DataFrame, odd: Odd) -> JudgedBatch:
        """Rows with a cell that needs a second look, read and judged one by one."""
        pack, calendar, as_of, _words = self.grounds
        rows: list[dict[str, Any]] = []
        errors: list[InputError] = []
        for number, cells in odd:
            try:
                case = self.case(number, cells)
            except InputError as error:
                errors.append(error)
                continue
            try:
                report = check(case, pack, calendar, as_of, questions=False)
            except InputError as error:  # a date so far away that its period ends beyond year 9999
                errors.append(RowProblem(error.message, self.where._replace(row=number), error.remedy))
                continue
            verdict = verdict_row(report, pack) | (self.speaker.texts(report) if self.speaker else {})
            rows.append({ROW: number, "title": case.title, "unit": case.unit, "kind": case.kind, **verdict})
        more = pl.DataFrame(rows, schema=judged.schema)
        return JudgedBatch(pl.concat([judged, more]).sort(ROW) if rows else judged, errors)


class _Prepared(PolarsEngine):
    """The engine of frames whose due dates stand there already."""

    def with_dues(
        self, frame: nw.LazyFrame[Any], periods: Periods, _book: DueBook, /
    ) -> tuple[nw.LazyFrame[Any], DueColumns]:
        """Return the frame as it is."""
        return frame, {name: due_names(name, of_date) for name, of_date in periods.items()}


def _columns(plan: Plan, asked: Mapping[str, list[str]], *, typed: bool) -> dict[int, Reader]:
    """Return a reader for each column of a plan, by its place."""
    found: dict[int, Reader] = {}
    for each in plan.columns:
        place, raw, convert = each.place, str(each.place), each.cells.convert
        if each.part == "heads" and each.name in ("title", "unit"):
            found[place] = TextColumn(raw, each.name, convert, required=each.name == "title")
        elif each.part == "heads":
            kinds = tuple(plan.pack.vocabulary.kinds)
            found[place] = CodedColumn(raw, each.name, "choice", convert, kinds, required=True, typed=typed)
        elif each.part == "facts":
            fact = plan.pack.vocabulary.facts[each.name]
            kind = fact.condition_type.name
            if kind == "number":
                found[place] = NumberColumn(raw, each.name, convert, whole=fact.type == "int", typed=typed)
            else:
                values = asked.get(each.name, ()) if kind == "choices" else tuple(fact.of)
                found[place] = CodedColumn(raw, each.name, kind, convert, tuple(values), typed=typed)
        else:
            of, mark = ("paper", "m_") if each.part == "materials" else ("date", "d_")
            found[place] = CodedColumn(raw, mark + each.name, of, convert, (), typed=typed)
    return found


def _values_asked_for(pack: Pack) -> dict[str, list[str]]:
    """Return for each choices fact the values that some condition asks for."""
    found: dict[str, list[str]] = {}
    for parsed in parsed_conditions(pack).values():
        for condition in parsed:
            for leaf in leaves(condition) if condition is not None else ():
                if isinstance(leaf, OneOf) and leaf.many:
                    found.setdefault(leaf.fact, []).extend(leaf.values)
    return {fact: list(dict.fromkeys(values)) for fact, values in found.items()}


def _ahead(pieces: Iterator[Any], pool: ThreadPoolExecutor) -> Iterator[Any]:
    """Yield the pieces, the next one being made by the pool meanwhile."""
    following = pool.submit(next, pieces, None)
    while (piece := following.result()) is not None:
        following = pool.submit(next, pieces, None)
        yield piece
