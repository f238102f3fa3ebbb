"""What differs between Polars and Spark, as a protocol, and the types it speaks in."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import narwhals as nw

from clerkcheck.columnar.due_columns import DueBook, DueNames, DueRule
from clerkcheck.columnar.exprs import Expr
from clerkcheck.columnar.texts import Joined

Frame = nw.LazyFrame[Any]
DueRules = Mapping[str, Sequence[DueRule]]  # by the date they start from
DueColumns = Mapping[str, Mapping[DueRule, DueNames]]


class Engine(Protocol):
    """Joins due dates to the start dates that occur in a frame, adds columns, and spells texts."""

    def with_dues(self, frame: Frame, rules: DueRules, book: DueBook, /) -> tuple[Frame, DueColumns]:
        """Return the frame, its rows in the same order, with due dates for the ``rules`` of dates it has."""

    def with_columns(self, frame: Frame, exprs: Sequence[Expr], /) -> Frame:
        """Return the frame with some expressions as columns, which read it as it was."""

    def with_texts(self, frame: Frame, texts: Mapping[str, Joined], /) -> Frame:
        """Return the frame with texts spelled out as columns."""
