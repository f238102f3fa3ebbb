"""Counting back from an end to the latest start. Where days are not certain yet, the safe (earlier) one is taken."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from clerkcheck.calendars.days import in_years
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.literals import Unit
from clerkcheck.reading.errors import InputError

FEWEST_DAYS: Mapping[Unit, int] = {
    "workday": 1,
    "day": 1,
    "month": 28,
    "year": 365,
}  # calendar days that a unit takes at least


class Edge(NamedTuple):
    """A day that something must end or start by; ``note`` says why it is ``provisional``, None where it is not."""

    day: date
    provisional: bool = False
    note: str | None = None


def latest_start(calendar: WorkCalendar, end: Edge, length: int, unit: Unit) -> Edge:
    """Return the latest working day from which ``length`` ``unit`` s end by ``end`` for certain; length 0: end itself.

    The start day is not counted. Raises InputError before year 1.
    """
    ordinal = end.day.toordinal() - length * FEWEST_DAYS[unit]
    while True:
        day = in_years(ordinal)
        if calendar.is_workday(day):
            edge = _fitting(calendar, day, length, unit, end)
            if edge:
                return edge
        ordinal -= 1


def _fitting(calendar: WorkCalendar, day: date, length: int, unit: Unit, end: Edge) -> Edge | None:
    unsure = end.provisional or not calendar.day(day).certain
    if not length:
        return Edge(day, unsure, end.note)
    try:
        due = calendar.offset(day, length, unit)
    except InputError:  # ends beyond year 9999
        return None
    if due.latest > end.day:
        return None
    return Edge(day, unsure or due.provisional, due.note if due.provisional else end.note)


def first_workday(calendar: WorkCalendar, day: date) -> date:
    """Return the day itself, or the next working day where it is none (by best knowledge)."""
    ordinal = day.toordinal()
    while not calendar.is_workday(in_years(ordinal)):
        ordinal += 1
    return in_years(ordinal)
