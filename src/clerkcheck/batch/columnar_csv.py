"""A CSV file of cases judged in columns, some megabytes at a time, so that memory stays flat.

Polars reads the cells as codes of the different texts of each column. Each text is read once, by the same reader as for
single rows (:mod:`clerkcheck.batch.cells`); the rest is comparing codes. A row with a cell that reader refuses is left
to :class:`clerkcheck.batch.plans.Plan`, which says what is wrong with it.
"""

import codecs
import csv
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import narwhals as nw
import polars as pl
from polars.io.plugins import register_io_source

from clerkcheck.batch.columnar import Columnar, DueColumns, Periods
from clerkcheck.batch.columnar_codes import CodedColumn, NumberColumn, TextColumn
from clerkcheck.batch.columnar_deadlines import DueBook, due_columns, due_names
from clerkcheck.batch.columnar_rows import date_column, verdict_columns, verdict_row
from clerkcheck.batch.items import Where
from clerkcheck.batch.plans import Plan, head_of, plan_of
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.checking.check import check
from clerkcheck.conditions.syntax import OneOf, leaves
from clerkcheck.packs.model import Pack
from clerkcheck.reading.errors import InputError

BLOCK = 16 << 20  # bytes
_LONGEST_ROW = 1 << 20
ROW = "row"  # of a case in its file, counted from 1
HEADS = ("title", "unit", "kind")

Reader = CodedColumn | NumberColumn | TextColumn


class NotColumnar(Exception):
    """A table that columns cannot do (several packs, rows too wide, not UTF-8): judge it row by row."""


class JudgedBatch(NamedTuple):
    """Some rows of a table in order: a frame of ``row``, ``title``, ``unit``, ``kind`` and the verdicts.

    And the bad ones.
    """

    cases: pl.DataFrame
    errors: list[InputError]


class CsvJudge:
    """Judges one CSV file (UTF-8, with or without BOM) whose cases are all of one pack."""

    def __init__(self, path: str, pack: Pack, calendar: WorkCalendar, as_of: date) -> None:
        """Read the header. Raises InputErrors for headings that cannot be placed, NotColumnar."""
        self.path, self.pack, self.calendar, self.as_of = path, pack, calendar, as_of
        header = _header(path)
        if head_of(header, "pack") is not None:
            raise NotColumnar("pack")
        self.width = len(header)
        self.names = (ROW, *HEADS, *verdict_columns(pack))  # of the columns that come out
        self.plan = plan_of(header, pack, Where(path), mixed=False)
        self.columns = _columns(self.plan, _values_asked_for(pack))
        self.complete = {"title", "kind"} <= {column.name for column in self.columns.values()}
        self.columnar = Columnar(pack, calendar, as_of, _Prepared())
        self.kind_column = next((each.raw for each in self.columns.values() if each.name == "kind"), "")
        self.dues: dict[str, tuple[int, list[pl.Expr]]] = {}  # by date column: of how many texts, and the columns
        self.batch = pl.DataFrame()
        self.kept_plan: pl.LazyFrame | None = None

    def batches(self, size: int = BLOCK) -> Iterator[JudgedBatch]:
        """Judge the rows in order, about ``size`` bytes at a time; raises NotColumnar where Polars cannot read on."""
        kinds: dict[str, Any] = {str(place): pl.String() for place in range(self.width)}
        kinds |= {str(place): column.kind for place, column in self.columns.items()}
        row = 2  # the header is row 1
        for number, block in enumerate(blocks(self.path, size)):
            raw = _parsed(block, kinds, row, skip=0 if number else 1)
            row += raw.height
            if raw.height:
                yield self._judged(raw)

    def _judged(self, raw: pl.DataFrame) -> JudgedBatch:
        for place, column in self.columns.items():
            column.learn(raw[str(place)])
        filled = raw
        if not self.complete or raw[self.kind_column].null_count():
            filled = raw.filter(~pl.all_horizontal(pl.exclude(ROW).is_null()))
        doubts = [each for column in self.columns.values() for each in column.doubts()]
        if not self.complete:
            doubts = [pl.lit(True)]
        odd = filled.filter(pl.any_horizontal(doubts)) if doubts else filled.clear()
        sound = filled.join(odd.select(ROW), on=ROW, how="anti", maintain_order="left") if odd.height else filled
        self.batch = sound.select(ROW, *(each for column in self.columns.values() for each in self._typed(column)))
        judged = self.plan_of_frames().collect()
        return self._with_odd(judged, odd) if odd.height else JudgedBatch(judged, [])

    def _typed(self, column: Reader) -> Iterator[pl.Expr]:
        """The columns made of one column of the file; of a date also the due dates counted from it."""
        yield from column.exprs()
        if not isinstance(column, CodedColumn) or column.of != "date":
            return
        if self.dues.get(column.name, (-1, []))[0] < len(column.values):
            self.dues[column.name] = (len(column.values), list(self._due_columns(column)))
        yield from self.dues[column.name][1]

    def _due_columns(self, column: CodedColumn) -> Iterator[pl.Expr]:
        """Every period from every date that the column has had so far, looked up by the date's code."""
        name = column.name.removeprefix(date_column(""))
        for period, names in due_names(name, self.columnar.periods.get(name, ())).items():
            dues = [day and self.columnar.book.due(day, period) for day in column.values]
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

    def _with_odd(self, judged: pl.DataFrame, odd: pl.DataFrame) -> JudgedBatch:
        """Rows with a cell that needs a second look, read and judged one by one."""
        rows: list[dict[str, Any]] = []
        errors: list[InputError] = []
        for number, *cells in odd.iter_rows():
            where = Where(self.path, row=number)
            try:
                case = self.plan.case([cell or "" for cell in cells], where, str(where))
            except InputError as error:
                errors.append(error)
                continue
            verdict = verdict_row(check(case, self.pack, self.calendar, self.as_of), self.pack)
            rows.append({ROW: number, "title": case.title, "unit": case.unit, "kind": case.kind, **verdict})
        more = pl.DataFrame(rows, schema=judged.schema)
        return JudgedBatch(pl.concat([judged, more]).sort(ROW) if rows else judged, errors)


class _Prepared:
    """The engine of frames whose due dates stand there already."""

    def with_dues(
        self, frame: nw.LazyFrame[Any], periods: Periods, _book: DueBook, /
    ) -> tuple[nw.LazyFrame[Any], DueColumns]:
        return frame, {name: due_names(name, of_date) for name, of_date in periods.items()}


def _columns(plan: Plan, asked: Mapping[str, list[str]]) -> dict[int, Reader]:
    """Return a reader for each column of a plan, by its place."""
    found: dict[int, Reader] = {}
    for each in plan.columns:
        place, raw, convert = each.place, str(each.place), each.cells.convert
        if each.part == "heads" and each.name in ("title", "unit"):
            found[place] = TextColumn(raw, each.name, required=each.name == "title")
        elif each.part == "heads":
            found[place] = CodedColumn(
                raw, each.name, "choice", convert, tuple(plan.pack.vocabulary.kinds), required=True
            )
        elif each.part == "facts":
            fact = plan.pack.vocabulary.facts[each.name]
            kind = fact.condition_type.name
            if kind == "number":
                found[place] = NumberColumn(raw, each.name, convert, whole=fact.type == "int")
            else:
                values = asked.get(each.name, ()) if kind == "choices" else tuple(fact.of)
                found[place] = CodedColumn(raw, each.name, kind, convert, tuple(values))
        else:
            of, mark = ("paper", "m_") if each.part == "materials" else ("date", "d_")
            found[place] = CodedColumn(raw, mark + each.name, of, convert, ())
    return found


def _values_asked_for(pack: Pack) -> dict[str, list[str]]:
    """Return for each choices fact the values that some condition asks for."""
    from clerkcheck.batch.columnar import parsed_conditions

    found: dict[str, list[str]] = {}
    for parsed in parsed_conditions(pack).values():
        for condition in parsed:
            for leaf in leaves(condition) if condition is not None else ():
                if isinstance(leaf, OneOf) and leaf.many:
                    found.setdefault(leaf.fact, []).extend(leaf.values)
    return {fact: list(dict.fromkeys(values)) for fact, values in found.items()}


def blocks(path: str, size: int) -> Iterator[bytes]:
    """Yield a CSV file in pieces of about ``size`` bytes that end where a row ends; raises NotColumnar for a lone
    quote.

    Read like this rather than mapped into memory, where a large file would count as the program's own memory.
    """
    rest = b""
    with open(path, "rb") as file:
        if file.read(3) != codecs.BOM_UTF8:
            file.seek(0)
        while piece := file.read(size):
            held = rest + piece
            end = held.rfind(b"\n") + 1
            while end and held.count(b'"', 0, end) % 2:  # this line break stands inside a quoted cell
                end = held.rfind(b"\n", 0, end - 1) + 1
            if len(held) - end > _LONGEST_ROW + size:
                raise NotColumnar("quote")
            rest = held[end:]
            if end:
                yield held[:end]
    if rest:
        yield rest


def _parsed(block: bytes, kinds: dict[str, Any], row: int, *, skip: int) -> pl.DataFrame:
    try:
        return pl.read_csv(
            # A header of its own, so that a first row that is short is filled up as any other.
            ",".join(kinds).encode() + b"\n" + block,
            schema=kinds,
            skip_rows_after_header=skip,
            row_index_name=ROW,
            row_index_offset=row,
        )
    except pl.exceptions.NoDataError:
        return pl.DataFrame()
    except pl.exceptions.PolarsError as error:
        raise NotColumnar(str(error)) from error


def _header(path: str) -> tuple[str, ...]:
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            header = tuple(cell.strip() for cell in next(csv.reader(file), []))
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotColumnar(str(error)) from error
    if sum(map(bool, header)) < 2:
        raise NotColumnar("header")
    return header


def judge_csv(
    source: str, result: str, pack: Pack, calendar: WorkCalendar, as_of: date, refused: Callable[[InputError], object]
) -> int:
    """Judge a CSV file, write the verdicts to ``result`` (.csv, one row a case), and return how many cases were judged.

    ``refused`` is called with what is wrong with each row that cannot be read. ``result`` is written beside and
    then put in its place, so there is a whole one or none. Raises NotColumnar, InputErrors (headings), OSError.
    """
    judge = CsvJudge(source, pack, calendar, as_of)
    beside, cases = f"{result}.{os.getpid()}", 0
    try:
        with open(beside, "wb") as file:
            file.write(codecs.BOM_UTF8 + ",".join(judge.names).encode() + b"\n")
            for batch in judge.batches():
                safe(batch.cases).write_csv(file, include_header=False)
                cases += batch.cases.height
                for error in batch.errors:
                    refused(error)
        os.replace(beside, result)
    finally:
        if os.path.exists(beside):
            os.remove(beside)
    return cases


def safe(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with an apostrophe before texts of users that a spreadsheet would take for a formula."""
    risky = pl.col("title", "unit")
    return frame.with_columns(
        pl.when(risky.str.contains(r"^[=+\-@\t\r]")).then("'" + risky).otherwise(risky).name.keep()
    )
