"""A year for the wall and for the office calendar: a row a month with every day on one page; holidays as entries."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from clerkcheck import __version__
from clerkcheck.calendars.days import WEEKDAYS
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.i18n import _, joined, listed
from clerkcheck.reading.characters import printable
from clerkcheck.reports.calendar.year_page import below, day_mark, facts_of, holiday_runs
from clerkcheck.reports.model import Block, Column, Paper, Para, Table

if TYPE_CHECKING:
    from icalendar import Event

_MONTH_SHARE, _DAY_SHARE = 6, 3
_MOST_DAYS = 31


def year_paper(year: int, calendar: WorkCalendar, *, letterhead: str = "") -> Paper:
    """Return the year on one page on its side, a cell a day: its weekday, and 休, 班 or ? as on the year page."""
    columns = [Column(_("月"), _MONTH_SHARE), *(Column(str(day), _DAY_SHARE) for day in range(1, _MOST_DAYS + 1))]
    rows = tuple(_month(year, month, calendar) for month in range(1, 13))
    legend = _("休 放假；班 周末上班；? 放假通知未录入，可能调休；周六、周日不标的照常休息")
    blocks: list[Block] = [Table(tuple(columns), rows, numbered=False, aligned=True), Para(legend, "note")]
    blocks += [Para(text, "note") for text in _paragraphs(below(year, calendar))]
    return Paper(_("{year}年工作日历").format(year=year), tuple(blocks), letterhead, landscape=True, dense=True)


def _month(year: int, month: int, calendar: WorkCalendar) -> tuple[str, ...]:
    cells = [WEEKDAYS[fact.date.weekday()] + day_mark(fact, calendar) for fact in facts_of(year, calendar, month)]
    return (_("{month}月").format(month=month), *cells, *[""] * (_MOST_DAYS - len(cells)))


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """The lines below the months, those up to an empty one in one paragraph: they are broken for a terminal."""
    together: list[str] = []
    for line in [*lines, ""]:
        if line:
            together.append(re.sub(r"\n\s*", "", line).strip())
        elif together:
            yield joined(together)
            together = []


def year_ics(year: int, calendar: WorkCalendar) -> bytes:
    """Return the holidays of a year, and the weekends worked for them, as an iCalendar file (RFC 5545).

    What no notice decides yet is not in it: the days that the decree alone makes certain are.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//clerkcheck//clerkcheck {__version__}//ZH")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("{year}年放假安排").format(year=year))
    for event in _events(year, calendar):
        made.add_component(event)
    data: bytes = made.to_ical(sorted=True)
    return data


def _events(year: int, calendar: WorkCalendar) -> "Iterator[Event]":
    for run in holiday_runs(year, calendar):
        yield _event(year, run.first, run.last, _("休：{names}").format(names=listed(run.names)))
    for fact in facts_of(year, calendar):
        if fact.name and fact.workday:
            yield _event(year, fact.date, fact.date, _("班：{name}调休上班").format(name=fact.name))


def _event(year: int, first: date, last: date, summary: str) -> "Event":
    from icalendar import Event

    event: Event = Event()
    event.add("uid", f"{sha256(f'{year} {first} {summary}'.encode()).hexdigest()[:32]}@clerkcheck")
    event.add("dtstamp", datetime(year, 1, 1, tzinfo=UTC))
    event.add("dtstart", first)
    if last < date.max:
        event.add("dtend", last + timedelta(1))
    event.add("summary", printable(summary))
    event.add("transp", "TRANSPARENT")
    return event
