"""What differs between Polars and Spark, as a protocol, and the types it speaks in."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import narwhals as nw

from clerkcheck.columnar.deadlines import DueBook, DueNames, Period
from clerkcheck.columnar.texts import Joined

Frame = nw.LazyFrame[Any]
Periods = Mapping[str, Sequence[Period]]  # by the date they start from
DueColumns = Mapping[str, Mapping[Period, DueNames]]


class Engine(Protocol):
    """Joins due dates to the start dates that occur in a frame, and spells texts."""

    def with_dues(self, frame: Frame, periods: Periods, book: DueBook, /) -> tuple[Frame, DueColumns]:
        """Return the frame, its rows in the same order, with due dates for the ``periods`` of dates it has."""

    def with_texts(self, frame: Frame, texts: Mapping[str, Joined], /) -> Frame:
        """Return the frame with texts spelled out as columns."""
