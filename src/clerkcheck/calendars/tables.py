"""Days as bytes: 1 a working day, 0 a day off."""

from collections.abc import Iterable

from clerkcheck.calendars.layers import Layer

_WEEK = b"\1\1\1\1\1\0\0"


def week_flags(first: int, last: int) -> bytearray:
    """Return one byte a day from ordinal ``first`` to ``last``: 1 on weekdays, 0 on weekends."""
    skip = (first - 1) % 7
    length = last - first + 1
    return bytearray((_WEEK * ((length + skip) // 7 + 1))[skip : skip + length])


def rule(flags: bytearray, first: int, layers: Iterable[Layer]) -> None:
    """Write what the layers say into the flags of the days from ``first`` on, later layers over earlier ones."""
    end = first + len(flags)
    for layer in layers:
        for day, (workday, _name) in layer.rulings.items():
            if first <= day < end:
                flags[day - first] = workday
