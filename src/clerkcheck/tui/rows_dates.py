"""The dates screen as rows: a month with this case's deadlines in it, the days a deadline counts, the backward plan."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cells import centre
from clerkcheck.checking.report import Deadline
from clerkcheck.desk.case_line import EVENTS
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _, linked, listed, remarked
from clerkcheck.reports.calendar.period_sheet import deadline_sheet, period_page
from clerkcheck.reports.calendar.year_page import day_mark
from clerkcheck.reports.day_words import month_title
from clerkcheck.tui.rows_case import deadline_words
from clerkcheck.tui.widgets.painted_rows import Mark, Row, wrapped

_CELL = 6  # cells a day; a week is 42


def month_rows(session: Session, shown: date, *, compact: bool = False) -> list[Row]:
    """The month of ``shown``, Monday first: day numbers, and under them 休, 班, today, the meeting, the deadlines.

    Days off are dim; today and the day it meets (or is issued) stand out. ``compact``: a line a week, marks beside the
    numbers.
    """
    names = (_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日"))
    rows = [Row(month_title(shown), "heading"), Row("".join(centre(name, _CELL) for name in names), "dim")]
    marks = _marks(session, shown)
    for week in _weeks(shown):
        styles = [_day_style(session, shown.replace(day=day)) if day else "plain" for day in week]
        if compact:
            rows.append(_week([f"{day}{marks.get(day, '')}" if day else "" for day in week], styles))
            continue
        rows.append(_week([str(day) if day else "" for day in week], styles))
        rows.append(_week([marks.get(day, "") if day else "" for day in week], styles))
    return rows


def _week(texts: list[str], styles: list[str]) -> Row:
    """Seven cells, each in its own style."""
    text, found = "", []
    for each, style in zip(texts, styles, strict=True):
        start = len(text)
        text += centre(each, _CELL)
        found.append(Mark(start, len(text), style))
    return Row(text, "plain", None, tuple(mark for mark in found if mark.style != "plain"))


def _day_style(session: Session, day: date) -> str:
    if day == meeting_day(session):
        return "badge_bad"
    if day == session.today:
        return "cursor"
    if any(each.due == day for each in session.report.deadlines):
        return "heading"
    return "strong" if session.calendar.day(day).workday else "off"


def meeting_day(session: Session) -> date | None:
    """The day on which the case meets or is issued, where it is known."""
    return next((session.case.dates[event] for event in EVENTS[session.case.kind] if event in session.case.dates), None)


def _weeks(shown: date) -> Iterator[tuple[int, ...]]:
    """The day numbers of each week; 0 for a day of another month."""
    count = monthrange(shown.year, shown.month)[1]
    days = [0] * shown.replace(day=1).weekday() + list(range(1, count + 1))
    days += [0] * (-len(days) % 7)
    for start in range(0, len(days), 7):
        yield tuple(days[start : start + 7])


def _marks(session: Session, shown: date) -> dict[int, str]:
    calendar: WorkCalendar = session.calendar
    found: dict[int, str] = {}
    for day in range(1, monthrange(shown.year, shown.month)[1] + 1):
        here = shown.replace(day=day)
        numbers = [str(n) for n, each in enumerate(session.deadlines, 1) if each.safe == here]
        mark = day_mark(calendar.day(here), calendar)
        today = _("今") if here == session.today else ""
        event = "" if here != meeting_day(session) else _("会") if session.case.kind == "agenda_item" else _("印")
        text = f"{today}{event}{mark}" + (f"({'.'.join(numbers)})" if numbers else "")
        if text:
            found[day] = text
    return found


def deadline_rows(session: Session, width: int) -> list[Row]:
    """The deadlines, numbered as in the month; the dates they count from."""
    rows = [Row(_("期限"), "heading")]
    for number, each in enumerate(session.deadlines, 1):
        words = deadline_words(session, each)
        rows += wrapped(words, width, first=f"({number}) ", rest="    ", key=number)
        event = session.pack.vocabulary.dates[each.from_event]
        rows += wrapped(
            linked([each.cited, f"{event} {each.from_date}"]),
            width,
            first="    ",
            rest="    ",
            style="dim",
        )
    if len(rows) == 1:
        rows += wrapped(_none_yet(session), width)
    return [
        *rows,
        Row(""),
        *wrapped(_("“今”是今天，“会”“印”是上会、印发的日子，“?”是放假通知未公布、还可能变的日子"), width, style="dim"),
    ]


def _none_yet(session: Session) -> str:
    """Why there is no deadline, and which key leads on."""
    labels = session.pack.vocabulary.dates
    lacking = [labels[event] for event in session.dates_lacking]
    if lacking:
        return _("还没有可以推算的期限：按 d 填{dates}").format(dates=listed(lacking))
    perhaps = [labels[event] for event in session.dates if event not in session.case.dates]
    if perhaps:
        return _("还没有确定适用的期限；可能用到{dates}，按 d 填").format(dates=listed(perhaps))
    return _("本件没有要推算的期限；按 p 看倒排计划")


def counted_rows(session: Session, deadline: Deadline, width: int) -> list[Row]:
    """The 期限推算单 of a deadline: every day counted or skipped, with its reason."""
    subject = remarked(session.pack.vocabulary.deadlines[deadline.deadline], deadline.cited)
    sheet = deadline_sheet(deadline, session.calendar, subject=subject)
    return [row for line in period_page(sheet).split("\n") for row in wrapped(line, width, rest="    ")]
