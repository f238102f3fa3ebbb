"""A deadline of a case: its due day, how it stands by its dates, and as the report lists it."""

from datetime import date
from typing import Literal, NamedTuple

from clerkcheck.calendars.workdays import DueDate, WorkCalendar
from clerkcheck.cases.model import Case
from clerkcheck.checking.judging_rules import any_at_hand, is_overdue, kept_or_missed
from clerkcheck.checking.report import UNSETTLED, Deadline, Extension, Finding
from clerkcheck.checking.sentences import extension_words
from clerkcheck.i18n import remarked
from clerkcheck.literals import Bound, DeadlineStatus, Unit
from clerkcheck.packs.clauses import DeadlineClause
from clerkcheck.packs.model import Pack, Vocabulary
from clerkcheck.reading.errors import InputError, Place

ByDates = Literal["met", "missed", "pending", "overdue", "open"]  # how a deadline stands before its exceptions


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


class Dated(NamedTuple):
    """How a deadline stands by the dates of a case alone: ``offset`` ``unit`` s from ``start``, due on ``due``.

    ``extension``: where it can be put off. ``waits_for``: the paper of that, where ``kept`` depends on whether it is
    there; ``waits``: whether it depends on the date on which it was done.
    """

    start: date
    due: DueDate
    kept: ByDates
    offset: int
    unit: Unit
    extension: Extension | None = None
    waits_for: tuple[str, ...] = ()
    waits: bool = False

    def told(self, finding: Finding) -> Finding:
        """Return the finding of the deadline with what there is to say of the extension."""
        extension = self.extension
        if (
            extension is None
            or finding.status == "excepted"
            or (finding.status == "met" and extension.status != "done")
        ):
            return finding
        return finding._replace(message=remarked(finding.message, extension.text))


def dated(
    clause: DeadlineClause, case: Case, words: Vocabulary, calendar: WorkCalendar, as_of: date,
) -> Dated | None:  # fmt: skip
    """Return how a deadline stands on the day ``as_of``; None where the case has no date to count from.

    Raises InputError for a day beyond the years 1-9999.
    """
    start = case.dates.get(clause.from_date)
    if start is None:
        return None
    done = case.dates.get(clause.check_date)
    due = counted(clause.from_date, start, clause.offset, clause.unit, clause.bound, calendar, case.source)
    kept = by_dates(clause, due, done, as_of)
    first = Dated(start, due, kept, clause.offset, clause.unit, waits=kept in UNSETTLED)
    return _extended(first, clause, case, words, calendar, as_of) if clause.extension else first


def _extended(
    first: Dated, clause: DeadlineClause, case: Case, words: Vocabulary, calendar: WorkCalendar, as_of: date
) -> Dated:
    """How a deadline stands that can be put off: by the later day where its paper is there, by either where unknown."""
    offset, unit = clause.extended_offset, clause.extended_unit
    due = counted(clause.from_date, first.start, offset, unit, clause.bound, calendar, case.source)
    kept = by_dates(clause, due, case.dates.get(clause.check_date), as_of)
    status, differs = any_at_hand(clause.extension, case.materials), kept != first.kept
    undecided = status == "unknown" and differs
    text = extension_words(clause, due.latest, words, as_of, approved=status == "done")
    extension = Extension(clause.extension, clause.extenders, status, first.due.latest, due.latest, text)
    if status == "done":
        return Dated(first.start, due, kept, offset, unit, extension, waits=kept in UNSETTLED)
    if not undecided:
        return first._replace(extension=extension)
    waits = not UNSETTLED.isdisjoint((kept, first.kept))
    return first._replace(kept="open", extension=extension, waits_for=clause.extension, waits=waits)


def reported(
    clause: DeadlineClause, pack: Pack, found: Dated, status: DeadlineStatus, calendar: WorkCalendar, as_of: date
) -> Deadline:
    """Return a deadline as the report lists it, with the working days left by ``calendar`` on the day ``as_of``."""
    due = found.due
    left = safe_left = calendar.workdays_between(as_of, due.day)
    safe = safe_day(clause.bound, due.earliest, due.latest)
    if safe != due.day:
        safe_left = calendar.workdays_between(as_of, safe)
    return Deadline(
        clause.due, clause.id, clause.article, clause.cited, pack.regulation_of(clause), clause.layer, clause.duty,
        clause.from_date, found.start, found.offset, found.unit, clause.bound, due.day, due.earliest, due.latest,
        status, due.provisional, due.note, due.advice, left, safe, safe_left, clause.also_from, found.extension,
    )  # fmt: skip
