"""Days as bytes: 1 a working day, 0 a day off."""

from collections.abc import Iterable
from datetime import date

from clerkcheck.calendars.layers import Layer

_WEEK = b"\1\1\1\1\1\0\0"


def week_flags(first: int, last: int) -> bytearray:
    """Return one byte a day from ordinal ``first`` to ``last``: 1 on weekdays, 0 on weekends."""
    skip = (first - 1) % 7
    length = last - first + 1
    return bytearray((_WEEK * ((length + skip) // 7 + 1))[skip : skip + length])


def rule(flags: bytearray, first: int, layers: Iterable[Layer]) -> None:
    """Write what the layers say into the flags of the days from ``first`` on, later layers over earlier ones.

    A layer that holds the notice of a year says something of every day of it: those it does not name are plain.
    """
    end = first + len(flags)
    for number, layer in enumerate(layers):
        for year in layer.notices if number else ():  # nothing lies below the lowest layer that it could undo
            _plain(flags, first, year)
        for day, (workday, _name) in layer.rulings.items():
            if first <= day < end:
                flags[day - first] = workday


def _plain(flags: bytearray, first: int, year: int) -> None:
    """Put back the weekend rule from 25 December of the year before to 24 December."""
    begin = max(first, date(year - 1, 12, 25).toordinal() if year > 1 else 1)
    last = min(first + len(flags) - 1, date(year, 12, 24).toordinal())
    if begin <= last:
        flags[begin - first : last - first + 1] = week_flags(begin, last)
