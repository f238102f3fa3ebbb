"""A deadline of a case: its due day, how it stands by its dates, and as the report lists it."""

from datetime import date
from typing import Literal

from clerkcheck.calendars.workdays import DueDate, WorkCalendar
from clerkcheck.checking.judging_rules import is_overdue, kept_or_missed
from clerkcheck.checking.report import Deadline
from clerkcheck.literals import Bound, DeadlineStatus, Unit
from clerkcheck.packs.clauses import DeadlineClause
from clerkcheck.packs.model import Pack
from clerkcheck.reading.errors import InputError, Place

ByDates = Literal["met", "missed", "pending", "overdue", "open"]  # how a deadline stands before its exceptions


def due_of(clause: DeadlineClause, start: date, calendar: WorkCalendar, source: str) -> DueDate:
    """Return the day due, counted from ``start``; raises as :func:`counted`."""
    return counted(clause.from_date, start, clause.offset, clause.unit, clause.bound, calendar, source)


def counted(
    event: str, start: date, offset: int, unit: Unit, bound: Bound, calendar: WorkCalendar, source: str
) -> DueDate:
    """Return the day due, counted from ``start``, the day of ``event``.

    Raises InputError, with the date's place in the case's file ``source``, beyond the years 1-9999.
    """
    try:
        return calendar.offset(start, offset, unit, bound)
    except InputError as error:
        raise InputError(error.message, Place(source, path=f"dates.{event}"), error.remedy) from None


def safe_day(bound: Bound, earliest: date, latest: date) -> date:
    """Return the day that is safe however a provisional day moves: the first, or the last where it is waited for."""
    return earliest if bound == "latest" else latest


def by_dates(clause: DeadlineClause, due: DueDate, done: date | None, as_of: date) -> ByDates:
    """Return how a deadline stands on the day ``as_of`` where it was kept on ``done``, None where no day is given.

    Where the due day is provisional, only what holds for its whole range is said.
    """
    if done is None:
        return "overdue" if is_overdue(clause.bound, due.latest, as_of) else "pending"
    kept, missed = kept_or_missed(clause.bound, done, due.earliest, due.latest)
    return "met" if kept else "missed" if missed else "open"


def reported(
    clause: DeadlineClause, pack: Pack, start: date, due: DueDate, status: DeadlineStatus, calendar: WorkCalendar,
    as_of: date,
) -> Deadline:  # fmt: skip
    """Return a deadline as the report lists it, with the working days left by ``calendar`` on the day ``as_of``."""
    left = safe_left = calendar.workdays_between(as_of, due.day)
    safe = safe_day(clause.bound, due.earliest, due.latest)
    if safe != due.day:
        safe_left = calendar.workdays_between(as_of, safe)
    return Deadline(
        clause.due, clause.id, clause.article, clause.cited, pack.regulation_of(clause), clause.layer, clause.duty,
        clause.from_date, start, clause.offset, clause.unit, clause.bound, due.day, due.earliest, due.latest, status,
        due.provisional, due.note, due.advice, left, safe, safe_left, clause.also_from,
    )  # fmt: skip
