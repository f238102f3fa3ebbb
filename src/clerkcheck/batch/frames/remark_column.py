"""What is odd about the dates of rows, in columns: the texts of :mod:`clerkcheck.checking.date_remarks`."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from clerkcheck.batch.frames.coded_columns import CodedColumn
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.checking.date_remarks import dates_before, odd_alone, out_of_order
from clerkcheck.i18n import joined
from clerkcheck.packs.model import Vocabulary

_DAY, _FIRST = "\0", "\1"  # where the two days stand in a text; no label has such characters


class RemarkColumn:
    """The remarks on the dates of a table's rows; each different date is looked at once."""

    def __init__(
        self, columns: Mapping[str, CodedColumn], words: Vocabulary, calendar: WorkCalendar, as_of: date
    ) -> None:
        """Take the columns of the dates by their ids, and by what and on which day they are looked at."""
        self.columns = {name: columns[name] for name in words.dates if name in columns}
        self.words, self.calendar, self.as_of = words, calendar, as_of
        self._alone: dict[str, list[str | None]] = {name: [] for name in self.columns}  # by the code of the date
        self._looked_up: dict[str, tuple[int, pl.Expr]] = {}  # of how many dates, and their texts
        self._pairs = [
            (name, earlier) for name in self.columns for earlier in dates_before(name, words) if earlier in self.columns
        ]

    def of(self, raw: pl.DataFrame) -> pl.Expr:
        """Return the remarks on the rows of a raw frame, whose cells have been encoded; null where there are none."""
        parts = list(self._parts(raw))
        text = pl.concat_str(parts, separator=joined(("", "")), ignore_nulls=True) if parts else pl.lit("")
        return pl.when(text != "").then(text).otherwise(pl.lit(None, dtype=pl.String))

    def _parts(self, raw: pl.DataFrame) -> Iterator[pl.Expr]:
        """The remarks that some row calls for, in the order in which they stand; null where a row does not."""
        days = {name: column.looked_up(column.values, pl.Date) for name, column in self.columns.items()}
        before = {pair: days[pair[0]] < days[pair[1]] for pair in self._pairs}
        called_for = raw.select(each.any().alias("/".join(pair)) for pair, each in before.items())
        for name in self.columns:
            if any(self._texts(name)):
                yield self._by_itself(name)
            for pair in (each for each in self._pairs if each[0] == name):
                if called_for["/".join(pair)].any():
                    yield pl.when(before[pair]).then(self._order(*pair, days))

    def _texts(self, name: str) -> list[str | None]:
        """What is odd about each different date by itself."""
        texts = self._alone[name]
        for day in self.columns[name].values[len(texts) :]:
            texts.append((day and odd_alone(name, day, self.words, self.calendar, self.as_of)) or None)
        return texts

    def _by_itself(self, name: str) -> pl.Expr:
        texts = self._alone[name]
        known, expr = self._looked_up.get(name, (0, pl.lit(None)))
        if known < len(texts):
            expr = self.columns[name].looked_up(texts, pl.String)
            self._looked_up[name] = (len(texts), expr)
        return expr

    def _order(self, name: str, earlier: str, days: Mapping[str, pl.Expr]) -> pl.Expr:
        """The text that one date comes before another it must follow."""
        of = {_DAY: days[name], _FIRST: days[earlier]}
        text = out_of_order(name, _DAY, earlier, _FIRST, self.words)
        pieces = re.split(f"([{_DAY}{_FIRST}])", text)
        return pl.concat_str(
            [of[each].cast(pl.String) if each in of else pl.lit(each) for each in pieces if each], separator=""
        )
