"""Beyond the known years: the best guess, and the range in which the true date must lie."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from clerkcheck.calendars.bounds import Leeway, leeways, restrict, spread, working_saturdays
from clerkcheck.calendars.days import LAST_ORDINAL, out_of_years
from clerkcheck.calendars.layers import Layer, notice_year
from clerkcheck.calendars.statutory import statutory_names
from clerkcheck.calendars.years import YearTable, year_table


class Found(NamedTuple):
    """A working day by best guess and its range (ordinals); ``unsure`` is the first day counted that is not certain."""

    day: int
    earliest: int
    latest: int
    unsure: int | None


class Outlook:
    """Counts working days on any day of years 1-9999, by the layers where they know and by the decree where not."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        """Take the layers of the calendar, lowest first."""
        self._layers = layers
        self._known = {year for layer in layers for year in layer.notices}
        self._tables: dict[int, YearTable] = {}
        self._leeways: dict[int, tuple[Leeway, ...]] = {}
        self.nth = lru_cache(maxsize=4096)(self._nth)

    def certain(self, ordinal: int) -> bool:
        """Return whether a paper decides the day: a layer, or the decree's statutory days."""
        return self._decided(ordinal) or ordinal in statutory_names(date.fromordinal(ordinal).year)

    def leeway(self, ordinal: int) -> Leeway | None:
        """Return the holiday whose notice, not yet known, may still change the day; None when none can."""
        year = date.fromordinal(ordinal).year
        near = (leeway for y in (year, min(year + 1, 9999)) for leeway in self._open(y))
        return next((leeway for leeway in near if ordinal in leeway.may_off or ordinal in leeway.may_work), None)

    def workday(self, ordinal: int) -> bool:
        """Return whether the day is a working day by best guess."""
        return self.within(ordinal - 1, ordinal) == 1

    def within(self, after: int, until: int) -> int:
        """Return the number of working days in ``after+1 … until`` by best guess."""
        years = range(_year(after), _year(until) + 1)
        return sum(self._table(year).within(after, until) for year in years)

    def _nth(self, ordinal: int, count: int) -> Found:
        """Return the ``count``-th (not 0) working day after, or before, the day."""
        best, step = self._best(ordinal, count), 1 if count > 0 else -1
        unsure = self._unsure(ordinal, best, step)
        if unsure is None:
            return Found(best, best, best, None)
        near = best
        while self._span(ordinal, near, step)[1] < abs(count):
            near += step
        while self._span(ordinal, near - step, step)[1] >= abs(count):
            near -= step
        far = near if (near - best) * step > 0 else best
        while self._span(ordinal, far, step)[0] < abs(count):
            far += step
        earliest, latest = min(near, far), max(near, far)
        return Found(min(max(best, earliest), latest), earliest, latest, unsure)

    def _span(self, start: int, end: int, step: int) -> tuple[int, int]:
        """Return the fewest and the most working days from ``start`` (not counted) through ``end``."""
        if not 1 <= end <= LAST_ORDINAL:
            raise out_of_years()
        after, until = (start, end) if step > 0 else (end - 1, start - 1)
        count = self.within(after, until)
        fewest, most = count, count + working_saturdays(after, until)
        first, last = _year(after), min(_year(until) + 1, 9999)
        for year in range(first, last + 1):
            # A holiday wholly inside the interval moves nothing: what it takes and gives is balanced.
            if first + 1 < year < last - 1:
                continue
            for leeway in self._open(year):
                less, more = spread(leeway, after, until)
                fewest, most = fewest + less, most + more
        return fewest, most

    def _best(self, ordinal: int, count: int) -> int:
        year = _year(ordinal)
        while True:
            day, count = self._table(year).step(ordinal, count)
            if day:
                return day
            year += 1 if count > 0 else -1
            if not 1 <= year <= 9999:
                raise out_of_years()

    def _unsure(self, start: int, end: int, step: int) -> int | None:
        days = range(start + step, end + step, step)
        return next((day for day in days if not self.certain(day)), None)

    def _table(self, year: int) -> YearTable:
        table = self._tables.get(year)
        if table is None:
            years = (year, year + 1) if year < 9999 else (year,)
            open_ = [leeway for y in years for leeway in self._open(y)]
            table = self._tables[year] = year_table(year, self._layers, self._decided, open_)
        return table

    def _decided(self, ordinal: int) -> bool:
        return any(layer.decides(ordinal) for layer in self._layers)

    def _overlaid(self, ordinal: int) -> bool:
        """Return whether only an overlay of single days decides the day."""
        return notice_year(date.fromordinal(ordinal)) not in self._known and self._decided(ordinal)

    def _open(self, year: int) -> tuple[Leeway, ...]:
        """Return what notices may still choose around the holidays of a year."""
        if year in self._known:
            return ()
        found = self._leeways.get(year)
        if found is None:
            restricted = (restrict(leeway, self.certain, self._overlaid) for leeway in leeways(year))
            found = self._leeways[year] = tuple(restricted)
        return found


def _year(ordinal: int) -> int:
    return date.fromordinal(min(max(ordinal, 1), LAST_ORDINAL)).year
