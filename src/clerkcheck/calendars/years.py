"""One year of the calendar as a table: built when a date outside the main table is asked for."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from itertools import compress
from typing import NamedTuple

from clerkcheck.calendars.bounds import Leeway
from clerkcheck.calendars.day_flags import rule, week_flags
from clerkcheck.calendars.layers import Layer
from clerkcheck.calendars.statutory import statutory_names


class YearTable(NamedTuple):
    """The working days of one year by best knowledge, as ascending ordinals."""

    workdays: list[int]

    def step(self, ordinal: int, count: int) -> tuple[int, int]:
        """Return (day, 0) if the ``count``-th working day from ``ordinal`` is in this year, else (0, what is left)."""
        if count > 0:
            index = bisect_right(self.workdays, ordinal) + count - 1
            return (self.workdays[index], 0) if index < len(self.workdays) else (0, index - len(self.workdays) + 1)
        index = bisect_left(self.workdays, ordinal) + count
        return (self.workdays[index], 0) if index >= 0 else (0, index)

    def within(self, after: int, until: int) -> int:
        """Return the number of working days in ``after+1 … until``."""
        return bisect_right(self.workdays, until) - bisect_right(self.workdays, after)


def year_table(
    year: int, layers: Iterable[Layer], known: Callable[[int], bool], leeways: Iterable[Leeway]
) -> YearTable:
    """Return the table of a year.

    Where no layer decides (``known``): weekend rule, statutory days, and the days owed as ``leeways`` place them.
    """
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    flags = week_flags(first, last)
    guessed = [day for leeway in leeways for day in leeway.placed if first <= day <= last]
    for day in (*statutory_names(year), *guessed):
        if not known(day):
            flags[day - first] = 0
    rule(flags, first, layers)
    return YearTable(list(compress(range(first, last + 1), flags)))
