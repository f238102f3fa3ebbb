"""The cases of one pack in a table, judged in columns, a batch of rows at a time, so that memory stays flat.

The cells of a column are codes of the different texts it has. Each text is read once, by the same reader as for single
rows (:mod:`clerkcheck.batch.sources.cell_readers`); the rest is comparing codes. A row with a cell that reader refuses
is odd: it is left to be read by itself, which also says what is wrong with it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

import narwhals as nw
import polars as pl
from polars.io.plugins import register_io_source

from clerkcheck.batch.frames.coded_columns import UNUSUAL, CodedColumn, NumberColumn, NumberOfPaper, TextColumn
from clerkcheck.batch.frames.odd_answers_column import OddAnswersColumn
from clerkcheck.batch.frames.remark_column import RemarkColumn
from clerkcheck.batch.sources.amount_units import MAYBE_A_UNIT, MEASURE
from clerkcheck.batch.sources.areas import MU, counts_mu
from clerkcheck.batch.sources.cell_readers import MEASURES
from clerkcheck.batch.sources.heading_map import HeadingMap
from clerkcheck.batch.sources.table_rows import Rules
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.model import Case
from clerkcheck.checking.check import check
from clerkcheck.columnar.due_columns import DueBook, due_columns, due_names
from clerkcheck.columnar.engine import DueColumns, DueRules
from clerkcheck.columnar.judging import ColumnJudge
from clerkcheck.columnar.polars import PolarsEngine
from clerkcheck.conditions.readings import is_reading
from clerkcheck.conditions.syntax import Condition, OneOf, leaves
from clerkcheck.i18n import joined, labelled
from clerkcheck.packs.model import Fact, Pack
from clerkcheck.reading.written_values import ValueProblem
from clerkcheck.reports.case_row import RowPhrases, remarks_text
from clerkcheck.reports.verdict_row import (
    REMARKS,
    channel_column,
    date_column,
    paper_date_column,
    verdict_columns,
    verdict_row,
)

ROW = "row"  # of a case in its file, counted from 1
HEADS = ("title", "unit", "kind")
OWN = "own"  # what the office's own columns hold
_REMARKS, _OWN = f"_{REMARKS}", f"_{OWN}"  # among facts, whose ids never begin so

ColumnReader = CodedColumn | NumberColumn | TextColumn


class JudgingContext(NamedTuple):
    """By what cases are read and judged, and on which day. ``words``: texts come out in words, not as ids."""

    rules: Rules
    calendar: WorkCalendar
    as_of: date
    words: bool = False


class PackJudge:
    """Judges the rows of one pack."""

    def __init__(
        self, heading_map: HeadingMap, context: JudgingContext, kinds: Mapping[int, Any],
        own: Sequence[tuple[int, str]] = (),
    ) -> None:  # fmt: skip
        """Take what the table's columns mean to the pack, and which kinds the columns of raw frames have by place.

        ``own``: the places and headings of columns that are carried over as they are.
        """
        self.own = own
        self.pack, self.context, self.foreign = (
            heading_map.pack,
            context,
            [str(place) for place, _header in heading_map.foreign],
        )
        self.units = [each for each in heading_map.units.values() if not each.alone]  # a cell may name a unit
        self.kind = heading_map.default  # of rows that name none
        self.names = (ROW, *HEADS, *verdict_columns(heading_map.pack), REMARKS, OWN)  # of the columns that come out
        self.answers = OddAnswersColumn(heading_map.pack.vocabulary)
        asked = _values_asked_for(heading_map.pack, self.answers.values())
        self.columns = _columns(heading_map, asked, kinds, context.as_of)
        dates = {each.name.removeprefix(date_column("")): each for each in self._dates()}
        self.remarks = RemarkColumn(dates, heading_map.pack.vocabulary, context.calendar, context.as_of)
        heads = {column.name for column in self.columns.values()}
        self.complete = "title" in heads and ("kind" in heads or self.kind is not None)
        self._has_kind = "kind" in heads
        self.columnar = ColumnJudge(heading_map.pack, context.calendar, context.as_of, _Prepared(), words=context.words)
        self.phrases = RowPhrases(heading_map.pack) if context.words else None
        self.dues: dict[str, tuple[int, list[pl.Expr]]] = {}  # by date column: of how many texts, and the columns
        self.kept_query: pl.LazyFrame | None = None
        self._work_out_dues()
        self.batch = self._typed_frame(pl.DataFrame(schema={ROW: pl.UInt32} | {str(n): k for n, k in kinds.items()}))

    def split(self, raw: pl.DataFrame, wide: Sequence[int] = ()) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return the sound rows of a raw frame as typed columns, and the odd ones as they are.

        The cells of the columns have been encoded. ``wide``: rows known to be odd.
        """
        self._work_out_dues()
        odd = raw.filter(self._invalid(wide))
        sound = raw.join(odd.select(ROW), on=ROW, how="anti", maintain_order="left") if odd.height else raw
        return self._typed_frame(sound), odd

    def judged(self, sound: pl.DataFrame) -> pl.DataFrame:
        """Return the verdicts of sound rows, in their order: the columns ``names``."""
        self.batch = sound
        # Looking each time for what could be left out of so many small expressions costs more than it saves.
        return self.query().collect(optimizations=pl.QueryOptFlags.none())

    def verdict(self, number: int, case: Case, own: str) -> dict[str, Any]:
        """Return the verdict of an odd row that could be read after all; ``own``: what its own columns hold.

        Raises InputError for a date from which a period would end beyond the years of a calendar.
        """
        report = check(case, self.pack, self.context.calendar, self.context.as_of, questions=False)
        found = verdict_row(report, self.pack)
        if self.phrases:
            found |= self.phrases.texts(report) | {f"due_{each.clause}": each.safe for each in report.deadlines}
        heads = {ROW: number, "title": case.title, "unit": case.unit, "kind": case.kind}
        return heads | found | {REMARKS: remarks_text(report) or None, OWN: own or None}

    def frame_of(self, verdicts: Sequence[dict[str, Any]]) -> pl.DataFrame:
        """Return verdicts of single rows as :meth:`judged` gives them."""
        return pl.DataFrame(verdicts, schema=self.query().collect_schema())

    def query(self) -> pl.LazyFrame:
        """Return the query that judges ``batch``, whatever it holds then; made once, since planning takes a while."""
        if self.kept_query is None:
            names = self.batch.columns
            source = register_io_source(self._source, schema=self.batch.schema)
            absent = [pl.lit(None, dtype=pl.String).alias(name) for name in HEADS if name not in names]
            judged: pl.LazyFrame = self.columnar.judge(
                nw.from_native(source.with_columns(absent)), (ROW, *HEADS, _REMARKS, _OWN)
            ).to_native()
            self.kept_query = (
                judged.rename({_REMARKS: REMARKS, _OWN: OWN})
                .select(self.names)
                .with_columns(pl.col("kind").cast(pl.String))
            )
        return self.kept_query

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

    def _work_out_dues(self) -> None:
        """Work out the due dates from the dates that no batch had before."""
        for column in self._dates():
            known, _exprs = self.dues.get(column.name, (-1, []))
            if known < len(column.values):
                self.dues[column.name] = (len(column.values), list(self._due_columns(column)))

    def _dates(self) -> Iterator[CodedColumn]:
        for column in self.columns.values():
            if isinstance(column, CodedColumn) and column.of == "date":
                yield column

    def _due_columns(self, column: CodedColumn) -> Iterator[pl.Expr]:
        """The due date by every rule from every date that the column has had so far, looked up by the date's code.

        A date from which a period ends beyond the years of a calendar is refused: its rows are judged by themselves.
        """
        name = column.name.removeprefix(date_column(""))
        for rule, names in due_names(name, self.columnar.due_rules.get(name, ())).items():
            dues = [day and self.columnar.book.due(day, rule) for day in column.values]
            far = {code for code, (day, due) in enumerate(zip(column.values, dues, strict=True)) if day and due is None}
            column.refused += far.difference(column.refused)
            for each, cells in due_columns(names, dues).items():
                yield column.looked_up(cells, pl.Boolean if each == names.provisional else pl.Date).alias(each)

    def _invalid(self, wide: Sequence[int]) -> pl.Expr:
        """Whether a row has a cell that needs a second look, or one that only other packs know."""
        if not self.complete:
            return pl.lit(True)
        invalid = [each for column in self.columns.values() for each in column.invalid()]
        invalid += [pl.col(name).is_not_null() for name in self.foreign]
        invalid += [pl.col(str(place)).str.contains(UNUSUAL).fill_null(value=False) for place, _header in self.own]
        invalid += [pl.col(str(each.place)).str.contains(MAYBE_A_UNIT).fill_null(value=False) for each in self.units]
        if wide:
            invalid.append(pl.col(ROW).is_in(wide))
        return pl.any_horizontal(invalid) if invalid else pl.lit(False)

    def _typed_frame(self, raw: pl.DataFrame) -> pl.DataFrame:
        typed = (each for column in self.columns.values() for each in self._typed(column))
        heads: list[pl.Expr] = []
        if self.kind is not None and not self._has_kind:
            kinds = pl.Enum(list(self.pack.vocabulary.kinds))
            heads = [pl.lit(self.kind, dtype=kinds).alias("kind")]
        found = raw.select(ROW, *typed, *heads, self.remarks.of(raw).alias(_REMARKS), _own_of(self.own).alias(_OWN))
        return self.answers.added(found, _REMARKS)

    def _typed(self, column: ColumnReader) -> Iterator[pl.Expr]:
        """The columns made of one column of the table; of a date also the due dates counted from it."""
        yield from column.columns()
        yield from self.dues.get(column.name, (0, []))[1]


class _Prepared(PolarsEngine):
    """The engine of frames whose due dates stand there already."""

    def with_dues(
        self, frame: nw.LazyFrame[Any], rules: DueRules, _book: DueBook, /
    ) -> tuple[nw.LazyFrame[Any], DueColumns]:
        """Return the frame, which has the due dates already, and the names of their columns by rule."""
        return frame, {name: due_names(name, of_date) for name, of_date in rules.items()}


def _own_of(columns: Sequence[tuple[int, str]]) -> pl.Expr:
    """What the office's own columns hold, each cell behind its heading, as ``TableReader.kept`` says it."""
    if not columns:
        return pl.lit(None, dtype=pl.String)
    cells = [(header, pl.col(str(place)).str.strip_chars()) for place, header in columns]
    told = [pl.when(cell != "").then(pl.concat_str(pl.lit(labelled(header, "")), cell)) for header, cell in cells]
    found = pl.concat_str(told, separator=joined(["", ""]), ignore_nulls=True)
    return pl.when(found != "").then(found)


def kinds_of(heading_map: HeadingMap) -> dict[int, str]:
    """Return what stands in the columns of a table, by their places: codes (few different texts), number or text."""
    found = {}
    for each in heading_map.columns:
        number = each.part == "facts" and heading_map.pack.vocabulary.facts[each.name].condition_type.name == "number"
        text = each.part == "heads" and each.name in ("title", "unit")
        found[each.place] = "number" if number else "text" if text else "codes"
    return found


def _columns(
    heading_map: HeadingMap, asked: Mapping[str, list[str]], kinds: Mapping[int, Any], as_of: date
) -> dict[int, ColumnReader]:
    """Return a reader for each column of a table, by its place."""
    found: dict[int, ColumnReader] = {}
    for each in heading_map.columns:
        place, raw, convert = each.place, str(each.place), each.cells.read
        if each.part == "heads" and each.name in ("title", "unit"):
            odd = MEASURES if each.name == "unit" else ()
            found[place] = TextColumn(raw, each.name, convert, required=each.name == "title", odd=odd)
        elif each.part == "heads":
            if each.name == "kind":
                ids = tuple(heading_map.pack.vocabulary.kinds)
                found[place] = CodedColumn(raw, each.name, "choice", convert, ids, required=True, kind=kinds[place])
            elif each.name == MEASURE:
                found[place] = CodedColumn(raw, f"_{MEASURE}_{place}", "bool", convert, (), kind=kinds[place])
        elif each.part == "facts":
            fact = heading_map.pack.vocabulary.facts[each.name]
            kind = fact.condition_type.name
            if kind == "number":
                found[place] = NumberColumn(raw, each.name, convert, plain=_plain(fact, each.unit), kind=kinds[place])
            else:
                values = asked.get(each.name, ()) if kind == "choices" else tuple(fact.of)
                found[place] = CodedColumn(raw, each.name, kind, convert, tuple(values), kind=kinds[place])
        elif each.part == "date":
            name = paper_date_column(each.name)
            found[place] = CodedColumn(raw, name, "day", _not_after(as_of, convert), (), kind=kinds[place])
        elif each.part == "channel":
            asked_for = tuple(heading_map.pack.vocabulary.channels)
            found[place] = CodedColumn(raw, channel_column(each.name), "choices", convert, asked_for, kind=kinds[place])
        elif each.part == "ref":
            both = any((other.part, other.name) == ("materials", each.name) for other in heading_map.columns)
            found[place] = NumberOfPaper(raw, f"m_{each.name}", convert, kind=kinds[place], beside=both)
        else:
            of, mark = {"materials": ("paper", "m_"), "bundle": ("paper", "b_")}.get(each.part, ("date", "d_"))
            found[place] = CodedColumn(raw, mark + each.name, of, convert, (), kind=kinds[place])
    return found


def _not_after(as_of: date, convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The reader of a paper's days that leaves those still to come, on which there is a remark, to a second look."""

    def read(cell: Any) -> Any:
        """Return the day of a cell; raises ValueProblem for one after ``as_of``."""
        day = convert(cell)
        if day is not None and day > as_of:
            raise ValueProblem("", "")
        return day

    return read


def _plain(fact: Fact, unit: str) -> str:
    """Return the pattern of texts that are a fact's number as they stand; amounts beyond 100亿元 are asked about."""
    if fact.type == "money_wan":
        return r"^[0-9]{1,6}(\.[0-9]{1,6})?$" if unit == "万元" else "^$"
    if counts_mu(fact) and unit != MU:
        return "^$"
    if fact.least:
        return "^$"
    return r"^[0-9]{1,15}$" if fact.type == "int" else r"^[0-9]{1,12}(\.[0-9]{1,6})?$"


def _values_asked_for(pack: Pack, others: Iterable[Condition]) -> dict[str, list[str]]:
    """Return for each choices fact the values that some condition asks for, be it a clause's or one of ``others``."""
    found: dict[str, list[str]] = {}
    clauses = (each for parsed in pack.trees.clauses.values() for each in parsed if each is not None)
    for condition in chain(clauses, others):
        for leaf in leaves(condition):
            if isinstance(leaf, OneOf) and leaf.many and not is_reading(leaf.fact):
                found.setdefault(leaf.fact, []).extend(leaf.values)
    return {fact: list(dict.fromkeys(values)) for fact, values in found.items()}
