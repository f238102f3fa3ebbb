"""How far 调休 can move a count of working days while a year's notice is not yet known.

The argument. The decree fixes three things before any notice: the statutory days are off; each one that falls on a
weekend is made good on a working day (第六条); and a notice only swaps days (第七条), so around one holiday

    weekdays off beyond the statutory ones  =  days owed  +  weekend days made working days.

Every regular notice of 2004-2026 keeps this balance. What a notice may choose is bounded by these, each wider than any
notice so far: at most SWAPS weekend days made working days around one holiday (so far 2), each at most REACH days
from a statutory day (so far 10); the additional days off are the weekdays next to the statutory days, at most BEFORE
of them before the first (so far 2).
The bound is then exact: over all choices within these limits, the fewest and the most working days in an interval. An
interval that contains the whole surroundings of a holiday, or none of it, is certain in number.

Not covered, because no rule covers it: a special closing decreed in mid-year (2015-09-03, 2020-01-31).
"""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from clerkcheck.calendars.statutory import Statutory, statutory_holidays, statutory_names
from clerkcheck.i18n import listed

SWAPS = {"春节": 3, "劳动节": 3, "国庆节": 3}
SWAPS_OTHERWISE = 2
REACH = 14
BEFORE = 3
# Holidays closer than this are arranged together (中秋节 and 国庆节).
TOGETHER = 7
# Before this day a Saturday may have been a working day (国务院令第174号).
FIVE_DAY_WEEK = date(1995, 5, 1)


class Leeway(NamedTuple):
    """What the notice may still choose around one holiday (all days are ordinals, ascending).

    ``name``: the holiday; ``owed``: weekdays that must be off beyond the statutory ones; ``swaps``: most weekend days
    made working days; ``may_off``, ``may_work``: where; ``placed``: where the best guess puts the owed days;
    ``hidden_off``, ``hidden_work``: how many of them a local paper decides whatever the notice will say of them.
    """

    name: str
    owed: int
    swaps: int
    may_off: tuple[int, ...]
    may_work: tuple[int, ...]
    placed: tuple[int, ...]
    hidden_off: int = 0
    hidden_work: int = 0


def is_weekend(ordinal: int) -> bool:
    """Return whether the day is a Saturday or Sunday."""
    return (ordinal - 1) % 7 >= 5


@lru_cache(maxsize=64)
def leeways(year: int) -> tuple[Leeway, ...]:
    """Return the leeway around every holiday of ``year``, as if nothing of its notice were known."""
    groups: list[list[Statutory]] = []
    for holiday in sorted(statutory_holidays(year), key=lambda h: h.days or h.season):
        near = groups and holiday.days and groups[-1][-1].days
        if near and holiday.days[0] - groups[-1][-1].days[-1] <= TOGETHER:
            groups[-1].append(holiday)
        else:
            groups.append([holiday])
    return tuple(_leeway(group) for group in groups)


def restrict(leeway: Leeway, certain: Callable[[int], bool], overlaid: Callable[[int], bool]) -> Leeway:
    """Return the leeway without the days that are already decided; the days owed are guessed among the others.

    ``overlaid`` days are decided by a local paper alone: the notice may still choose them, without effect, and so may
    take fewer days off, or make more, among the others.
    """
    off, work = (tuple(day for day in days if not certain(day)) for days in (leeway.may_off, leeway.may_work))
    if len(off) + len(work) == len(leeway.may_off) + len(leeway.may_work):
        return leeway
    owed = min(leeway.owed, len(off))
    first_choice = [day for day in leeway.placed if day in off]
    guess = first_choice + [day for day in off if day not in first_choice]
    hidden = (sum(map(overlaid, days)) for days in (leeway.may_off, leeway.may_work))
    return Leeway(leeway.name, owed, leeway.swaps, off, work, tuple(sorted(guess[:owed])), *hidden)


def spread(leeway: Leeway, after: int, until: int) -> tuple[int, int]:
    """Return by how many working days (fewest, most) days ``after+1 … until`` may differ from the best guess."""
    off, off_outside = _split(leeway.may_off, after, until)
    work, work_outside = _split(leeway.may_work, after, until)
    if not off + work:
        return 0, 0
    lows, highs = [], []
    for swapped in range(min(leeway.swaps, work + work_outside) + 1):
        fewest = max(0, leeway.owed + swapped - leeway.hidden_off)
        most = min(leeway.owed + swapped + leeway.hidden_work, off + off_outside)
        if fewest > most:
            break
        lows.append(max(0, swapped - work_outside) - min(off, most))
        highs.append(min(work, swapped) - max(0, fewest - off_outside))
    guessed = _split(leeway.placed, after, until)[0]
    return min(lows) + guessed, max(highs) + guessed


def working_saturdays(after: int, until: int) -> int:
    """Return how many Saturdays of ``after+1 … until`` fall in the time of the six-day week."""
    until = min(until, FIVE_DAY_WEEK.toordinal() - 1)
    return max(0, (until + 1) // 7 - (after + 1) // 7)


def _split(days: tuple[int, ...], after: int, until: int) -> tuple[int, int]:
    inside = bisect_right(days, until) - bisect_right(days, after)
    return inside, len(days) - inside


def _leeway(group: list[Statutory]) -> Leeway:
    swaps = max(SWAPS.get(holiday.name, SWAPS_OTHERWISE) for holiday in group)
    length = sum(holiday.length for holiday in group)
    days = sorted({day for holiday in group for day in holiday.days})
    if not days:
        return _anywhere(group[0], swaps)
    owed = length - sum(not is_weekend(day) for day in days)
    before, following = _weekdays(days[0], -1, BEFORE), _weekdays(days[-1], 1, owed + swaps)
    between = [day for day in range(days[0], days[-1]) if not _off_anyway(day)]
    may_work = (day for day in range(days[0] - REACH, days[-1] + REACH + 1) if is_weekend(day) and day not in days)
    may_off = (*reversed(before), *between, *following)
    name = listed(holiday.name for holiday in group)
    return Leeway(name, owed, swaps, may_off, tuple(may_work), tuple(following[:owed]))


def _anywhere(holiday: Statutory, swaps: int) -> Leeway:
    """A holiday beyond the lunar tables: somewhere in its season, in the middle by best guess."""
    days = range(holiday.season[0] - REACH, holiday.season[1] + REACH + 1)
    weekdays, weekends = (tuple(day for day in days if is_weekend(day) is kind) for kind in (False, True))
    middle = len(weekdays) // 2
    return Leeway(holiday.name, holiday.length, swaps, weekdays, weekends, weekdays[middle : middle + holiday.length])


def _weekdays(edge: int, step: int, count: int) -> list[int]:
    found: list[int] = []
    day = edge
    while len(found) < count:
        day += step
        if not _off_anyway(day):
            found.append(day)
    return found


def _off_anyway(ordinal: int) -> bool:
    return is_weekend(ordinal) or ordinal in statutory_names(date.fromordinal(ordinal).year)
