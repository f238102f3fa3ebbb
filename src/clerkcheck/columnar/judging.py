"""Many cases at once: a frame of facts, papers and dates in, the same frame with verdict columns out.

The door of the columnar engine (extra ``batch``). What the columns are called: :mod:`clerkcheck.reports.verdict_row`.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import narwhals as nw

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.columnar.column_types import check_schema
from clerkcheck.columnar.deadlines import DueBook, DueNames, Period, periods_of
from clerkcheck.columnar.texts import Joined
from clerkcheck.columnar.verdicts import Judging
from clerkcheck.packs.model import Pack
from clerkcheck.packs.parsed import parsed_conditions
from clerkcheck.reports.verdict_row import date_column, deadline_clauses, verdict_columns

Frame = nw.LazyFrame[Any]
Periods = Mapping[str, Sequence[Period]]  # by the date they start from
DueColumns = Mapping[str, Mapping[Period, DueNames]]


class Engine(Protocol):
    """What differs between Polars and Spark: joining due dates to the start dates that occur, and spelling texts."""

    def with_dues(self, frame: Frame, periods: Periods, book: DueBook, /) -> tuple[Frame, DueColumns]:
        """Return the frame, its rows in the same order, with due dates for the ``periods`` of dates it has."""

    def with_texts(self, frame: Frame, texts: Mapping[str, Joined], /) -> Frame:
        """Return the frame with texts spelled out as columns."""


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
    from clerkcheck.columnar.polars import PolarsEngine

    lazy = nw.from_native(frame).lazy()
    found = Columnar(pack, calendar, as_of, PolarsEngine(), statuses=statuses).judge(lazy, keep)
    judged = found.to_native()
    return judged if isinstance(nw.from_native(frame), nw.LazyFrame) else judged.collect()


class Columnar:
    """A pack made ready for frames; one may judge many frames, and remembers the due dates it has worked out."""

    def __init__(
        self,
        pack: Pack,
        calendar: WorkCalendar,
        as_of: date,
        engine: Engine,
        *,
        statuses: bool = False,
        words: bool = False,
    ) -> None:
        """Parse the pack's conditions. ``words``: missing, broken, forum and signers in words, not ids."""
        self.pack, self.as_of, self.engine, self.statuses, self.words = pack, as_of, engine, statuses, words
        self.conditions = parsed_conditions(pack)
        self.periods = periods_of(clause for clause in deadline_clauses(pack) if clause.in_force_on(as_of.isoformat()))
        self.book = DueBook(calendar)

    def judge(self, frame: Frame, keep: Collection[str] | None = None) -> Frame:
        """Return the frame with its verdict columns; see :func:`judge_table`."""
        schema = frame.collect_schema()
        check_schema(schema, self.pack)
        known = {name: kind for name, kind in schema.items() if kind != nw.Unknown}  # nothing but nulls: not there
        there = {name: periods for name, periods in self.periods.items() if date_column(name) in known}
        frame, dues = self.engine.with_dues(frame, there, self.book) if there else (frame, {})
        judging = Judging(self.pack, self.conditions, known, dues, self.as_of)
        values, texts = judging.columns(statuses=self.statuses, words=self.words)
        names = verdict_columns(self.pack, statuses=self.statuses)
        kept = [name for name in schema.names() if name not in names and (keep is None or name in keep)]
        made = judging.steps.run(frame).with_columns(*(expr.alias(name) for name, expr in values.items()))
        return self.engine.with_texts(made, texts).select(*kept, *names)
