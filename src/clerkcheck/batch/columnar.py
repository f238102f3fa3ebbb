"""Many cases at once: a frame of facts, papers and dates in, the same frame with verdict columns out.

The door of the columnar engine (extra ``batch``). What the columns are called: :mod:`clerkcheck.batch.columnar_rows`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import narwhals as nw

from clerkcheck.batch.columnar_deadlines import DueBook, DueNames, Period, periods_of
from clerkcheck.batch.columnar_rows import date_column, deadline_clauses, verdict_columns
from clerkcheck.batch.columnar_schema import check_schema
from clerkcheck.batch.columnar_verdicts import Judging, in_force
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.conditions.parsing import Scope, parse_condition
from clerkcheck.conditions.syntax import Condition
from clerkcheck.packs.building import ClauseConditions, combined, fact_types
from clerkcheck.packs.model import Pack

Frame = nw.LazyFrame[Any]
Periods = Mapping[str, Sequence[Period]]  # by the date they start from
DueColumns = Mapping[str, Mapping[Period, DueNames]]


class Engine(Protocol):
    """What differs between Polars and Spark: reading the start dates that occur, and joining the due dates to them."""

    def with_dues(self, frame: Frame, periods: Periods, book: DueBook, /) -> tuple[Frame, DueColumns]:
        """Return the frame, its rows in the same order, with due dates for the ``periods`` of dates it has."""


def judge_table(
    frame: Any,
    pack: Pack,
    calendar: WorkCalendar,
    as_of: date,
    *,
    keep: Collection[str] | None = None,
    statuses: bool = False,
) -> Any:
    """Return a Polars frame of cases with their verdict columns; a lazy one stays lazy, the order stays as it is.

    Columns: ``kind`` (agenda_item, document); facts by id, yes/no ones boolean, choice ones text (or
    categorical), choices ones lists of text or a boolean column ``fact=value`` for each value, the others
    numbers; papers ``m_<id>`` as text (done, missing, unknown) or boolean; dates ``d_<id>``. Null is unknown, and
    so is a column that is not there; other columns are let through. ``keep`` names the columns of the frame to
    keep beside the verdicts (all by default). ``statuses`` adds a column ``status_<clause>`` for every clause.
    Exceptions (``exceptions:``) have no column: a case with some goes through ``check``. Where ``check`` refuses
    a case (no kind, a due date beyond year 9999), ``outcome`` is null.

    Raises InputError for a column of the wrong type. For a lazy frame the start dates are read at once.
    """
    from clerkcheck.batch.columnar_polars import PolarsEngine

    lazy = nw.from_native(frame).lazy()
    found = Columnar(pack, calendar, as_of, PolarsEngine(), statuses=statuses).judge(lazy, keep)
    judged = found.to_native()
    return judged if isinstance(nw.from_native(frame), nw.LazyFrame) else judged.collect()


class Columnar:
    """A pack made ready for frames; one may judge many frames, and remembers the due dates it has worked out."""

    def __init__(
        self, pack: Pack, calendar: WorkCalendar, as_of: date, engine: Engine, *, statuses: bool = False
    ) -> None:
        """Parse the pack's conditions."""
        self.pack, self.as_of, self.engine, self.statuses = pack, as_of, engine, statuses
        self.conditions = parsed_conditions(pack)
        self.periods = periods_of(clause for clause in deadline_clauses(pack) if in_force(clause, as_of))
        self.book = DueBook(calendar)

    def judge(self, frame: Frame, keep: Collection[str] | None = None) -> Frame:
        """Return the frame with its verdict columns; see :func:`judge_table`."""
        schema = frame.collect_schema()
        check_schema(schema, self.pack)
        known = {name: kind for name, kind in schema.items() if kind != nw.Unknown}  # nothing but nulls: not there
        there = {name: periods for name, periods in self.periods.items() if date_column(name) in known}
        frame, dues = self.engine.with_dues(frame, there, self.book) if there else (frame, {})
        judging = Judging(self.pack, self.conditions, known, dues, self.as_of)
        verdicts = judging.columns(statuses=self.statuses)
        kept = schema.names() if keep is None else [name for name in schema.names() if name in keep]
        fresh = set(verdict_columns(self.pack, statuses=self.statuses))
        return judging.steps.run(frame).select(*(nw.col(name) for name in kept if name not in fresh), *verdicts)


def parsed_conditions(pack: Pack) -> dict[str, ClauseConditions]:
    """Return the parsed conditions of every clause of a loaded pack, which keeps them as text."""
    types = fact_types(pack.vocabulary)
    terms: dict[str, Condition] = {}
    for name, term in pack.terms.items():
        terms[name] = parse_condition(term.text, Scope(types, terms))
    scope = Scope(types, terms)

    def read(texts: Iterable[str]) -> list[Condition | None]:
        return [parse_condition(text, scope) if text else None for text in texts]

    return {each.id: combined(*read((each.when, each.unless, each.expect, each.forbid))) for each in pack.clauses}
