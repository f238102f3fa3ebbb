"""Many cases at once: a frame of facts, papers and dates in, the same frame with verdict columns out.

The door of the columnar engine (extra ``batch``). What the columns are called: :mod:`clerkcheck.reports.verdict_row`.
"""

from collections.abc import Collection
from datetime import date

import narwhals as nw

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.columnar.column_types import check_schema
from clerkcheck.columnar.due_columns import DueBook, due_rules_of
from clerkcheck.columnar.engine import Engine, Frame
from clerkcheck.columnar.verdicts import VerdictColumns
from clerkcheck.packs.model import Pack
from clerkcheck.reports.verdict_row import date_column, verdict_columns


class ColumnJudge:
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
        """Take the pack. ``words``: missing, broken, forum and signers in words, not ids."""
        self.pack, self.as_of, self.engine, self.statuses, self.words = pack, as_of, engine, statuses, words
        self.due_rules = due_rules_of(clause for clause in pack.clauses if clause.in_force_on(as_of.isoformat()))
        self.book = DueBook(calendar)

    def judge(self, frame: Frame, keep: Collection[str] | None = None) -> Frame:
        """Return the frame with its verdict columns; see :func:`clerkcheck.columnar.polars.judge_table`."""
        schema = frame.collect_schema()
        check_schema(schema, self.pack)
        known = {name: kind for name, kind in schema.items() if kind != nw.Unknown}  # nothing but nulls: not there
        there = {name: rules for name, rules in self.due_rules.items() if date_column(name) in known}
        frame, dues = self.engine.with_dues(frame, there, self.book) if there else (frame, {})
        judging = VerdictColumns(self.pack, known, dues, self.as_of)
        values, texts = judging.columns(statuses=self.statuses, words=self.words)
        names = verdict_columns(self.pack, statuses=self.statuses)
        kept = [name for name in schema.names() if name not in names and (keep is None or name in keep)]
        for step in (*judging.steps.steps, [expr.alias(name) for name, expr in values.items()]):
            frame = self.engine.with_columns(frame, step)
        return self.engine.with_texts(frame, texts).select(*kept, *names)
