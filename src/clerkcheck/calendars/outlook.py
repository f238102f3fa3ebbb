"""Beyond the known years: the best guess, and the range in which the true date must lie."""

from calendar import isleap
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from clerkcheck.calendars.bounds import Leeway, leeways, restrict, spread, working_saturdays
from clerkcheck.calendars.days import LAST_ORDINAL, out_of_years
from clerkcheck.calendars.layers import Layer, notice_year
from clerkcheck.calendars.statutory import LUNAR_YEARS, statutory_names
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
        self._layers = layers
        self._known = {year for layer in layers for year in layer.notices}
        ruled = {date.fromordinal(day).year for layer in layers for day in layer.rulings}
        # Years of which no paper and no lunar table says anything, and which do not border on one that has.
        self._spoken_of = ruled | {year - each for year in (*self._known, *LUNAR_YEARS) for each in (0, 1)} | {9999}
        self._plain: dict[tuple[int, bool, bool], int] = {}
        self._tables: dict[int, YearTable] = {}
        self._leeways: dict[int, tuple[Leeway, ...]] = {}
        self._near: dict[int, dict[int, Leeway]] = {}
        self.nth = lru_cache(maxsize=4096)(self._nth)

    def certain(self, ordinal: int) -> bool:
        """Return whether a paper decides the day: a layer, or the decree's statutory days."""
        return self._decided(ordinal) or ordinal in statutory_names(date.fromordinal(ordinal).year)

    def leeway(self, ordinal: int) -> Leeway | None:
        """Return the holiday whose notice, not yet known, may still change the day; None when none can."""
        year = date.fromordinal(ordinal).year
        near = self._near.get(year)
        if near is None:  # by day: a long 期限推算单 asks of every one
            found = (*self._open(year), *self._open(min(year + 1, 9999)))
            near = {day: each for each in reversed(found) for day in (*each.may_off, *each.may_work)}
            self._near[year] = near
        return near.get(ordinal)

    def workday(self, ordinal: int) -> bool:
        """Return whether the day is a working day by best guess."""
        return self.within(ordinal - 1, ordinal) == 1

    def within(self, after: int, until: int) -> int:
        """Return the number of working days in ``after+1 … until`` by best guess."""
        first, last = _year(after), _year(until)
        ends = {first, last}
        between = sum(map(self._workdays, range(first + 1, last)))
        return between + sum(self._table(year).within(after, until) for year in ends)

    def _nth(self, ordinal: int, count: int) -> Found:
        """Return the ``count``-th (not 0) working day after, or before, the day."""
        best, step = self._best(ordinal, count), 1 if count > 0 else -1
        unsure = self._unsure(ordinal, best, step)
        if unsure is None:
            return Found(best, best, best, None)
        wanted = abs(count)
        near = _first_day(lambda day: self._span(ordinal, day, step)[1] >= wanted, ordinal, best, step)
        start = near if (near - best) * step > 0 else best
        far = _first_day(lambda day: self._span(ordinal, day, step)[0] >= wanted, start - step, start, step)
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
        # A holiday wholly inside the interval moves nothing: what it takes and gives is balanced.
        for year in sorted({*range(first, min(first + 2, last + 1)), *range(max(first, last - 1), last + 1)}):
            for leeway in self._open(year):
                less, more = spread(leeway, after, until)
                fewest, most = fewest + less, most + more
        return fewest, most

    def _best(self, ordinal: int, count: int) -> int:
        year = _year(ordinal)
        day, count = self._table(year).step(ordinal, count)
        while not day:
            year += 1 if count > 0 else -1
            if not 1 <= year <= 9999:
                raise out_of_years()
            whole = self._workdays(year)
            if abs(count) > whole:
                count -= whole if count > 0 else -whole
            else:
                day, count = self._table(year).step(ordinal, count)
        return day

    def _unsure(self, start: int, end: int, step: int) -> int | None:
        days = range(start + step, end + step, step)
        return next((day for day in days if not self.certain(day)), None)

    def _workdays(self, year: int) -> int:
        """Return the number of working days of a year; those far from all papers differ by how they begin alone."""
        if year in self._spoken_of:
            return len(self._table(year).workdays)
        begins = date(year, 1, 1).weekday(), isleap(year), year > LUNAR_YEARS[-1]
        if begins not in self._plain:
            self._plain[begins] = len(self._table(year).workdays)
        return self._plain[begins]

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


def _first_day(reached: Callable[[int], bool], before: int, guess: int, step: int) -> int:
    """Return the first day after ``before``, going by ``step``, at which ``reached`` holds; from there on it does.

    Looks near ``guess`` first, then in strides that double. Raises out_of_years (as ``reached`` does) where none is.
    """
    outside, inside, stride = before, guess, step
    if reached(guess):
        while (inside - before) * step > abs(stride):
            if not reached(inside - stride):
                outside = inside - stride
                break
            inside -= stride
            stride *= 2
    else:
        while not reached(inside):
            outside, inside = inside, _not_beyond(inside, stride)
            stride *= 2
    while abs(inside - outside) > 1:
        middle = (inside + outside) // 2
        inside, outside = (middle, outside) if reached(middle) else (inside, middle)
    return inside


def _not_beyond(ordinal: int, stride: int) -> int:
    """Go by ``stride``, but stop at the first and last day there are; from these, one day beyond."""
    edge = LAST_ORDINAL if stride > 0 else 1
    return ordinal + (1 if stride > 0 else -1) if ordinal == edge else min(max(ordinal + stride, 1), LAST_ORDINAL)
