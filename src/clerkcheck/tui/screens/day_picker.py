"""A month to pick a day from: Monday first, 休 and 班 beside the numbers."""

from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.events import Click, Paste
from textual.message import Message
from textual.strip import Strip

from clerkcheck.calendars.days import DayFact
from clerkcheck.calendars.months import month_away
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _, linked, remarked
from clerkcheck.reading.typed_dates import typed_date
from clerkcheck.reading.written_values import ValueProblem
from clerkcheck.reports.calendar.year_page import day_mark
from clerkcheck.reports.day_words import month_title, spelled
from clerkcheck.tui.host import host_of
from clerkcheck.tui.screens.dialogs import Dialog
from clerkcheck.tui.widgets.painted_rows import Lines, Row, wrapped

_CELL = 7  # cells a day: bracket, two digits, a mark of two, bracket, a space
_TYPED = "0123456789-./年月日"
_DAY, _WEEK = timedelta(1), timedelta(7)


class DayCell(NamedTuple):
    """One day of the grid as it is printed, and its style."""

    text: str
    style: str
    day: date | None = None  # None: of another month


def week_head() -> str:
    """The names of the days, Monday first, each over its numbers."""
    names = (_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日"))
    return "".join(f"  {name}".ljust(_CELL - 1) for name in names)


def weeks(shown: date, calendar: WorkCalendar) -> list[list[DayCell]]:
    """The weeks of the month of ``shown``, which stands in brackets; days of other months are blank."""
    first = shown.replace(day=1)
    days = monthrange(shown.year, shown.month)[1]
    cells = [DayCell(" " * _CELL, "plain")] * first.weekday()
    cells += [_day_cell(calendar.day(shown.replace(day=number)), shown, calendar) for number in range(1, days + 1)]
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


def _day_cell(fact: DayFact, shown: date, calendar: WorkCalendar) -> DayCell:
    mark = day_mark(fact, calendar)
    text = f"{fact.date.day:2}{mark}{' ' * (2 - cell_len(mark))}"
    if fact.date == shown:
        return DayCell(f"[{text}] ", "cursor", fact.date)
    unusual = mark == "?" or (mark and fact.workday)  # not certain, or a weekend worked
    style = "open" if unusual else "plain" if fact.workday else "good" if mark else "dim"
    return DayCell(f" {text}  ", style, fact.date)


def day_words(day: date, today: date, calendar: WorkCalendar) -> str:
    """A day in words: 2026年10月1日 周四，休（国庆节），今天起第 3 个工作日."""
    fact = calendar.day(day)
    kind = remarked(fact.kind, fact.name) if fact.name else fact.kind
    doubt = calendar.may_change(day) if not fact.certain else ""
    unsure = _("（暂定，{name}的放假通知未录入）").format(name=doubt) if doubt else ""
    return linked([spelled(day), kind + unsure, _distance(calendar.workdays_between(today, day), day, today)])


def _distance(workdays: int, day: date, today: date) -> str:
    if day == today:
        return _("今天")
    return _("距今 {n} 个工作日").format(n=workdays) if day > today else _("{n} 个工作日以前").format(n=-workdays)


def moved(shown: date, key: str, today: date) -> date | None:
    """The day that a key leads to, or None for a key that moves nothing. The calendar's ends are not passed."""
    steps = {"left": -_DAY, "right": _DAY, "up": -_WEEK, "down": _WEEK}
    try:
        if key in steps:
            return shown + steps[key]
    except OverflowError:
        return shown
    if key in ("pageup", "pagedown"):
        return month_away(shown, 1 if key == "pagedown" else -1)
    ends = {"home": shown.replace(day=1), "end": shown.replace(day=monthrange(shown.year, shown.month)[1]), "t": today}
    return ends.get(key)


class MonthGrid(Lines, can_focus=True):
    """Paints weeks, a style a day."""

    weeks: tuple[tuple[DayCell, ...], ...] = ()

    class DayClicked(Message):
        """A day was clicked, the ``times``-th time running."""

        def __init__(self, day: date, times: int) -> None:
            super().__init__()
            self.day, self.times = day, times

    def show_weeks(self, found: list[list[DayCell]]) -> None:
        """Paint these weeks, seven cells each."""
        self.weeks = tuple(map(tuple, found))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint a week (textual's line API)."""
        week = self.weeks[y] if y < len(self.weeks) else ()
        segments = [Segment(cell.text, self.style_of(cell.style)) for cell in week]
        return Strip(segments).extend_cell_length(self.size.width, self.style_of("plain"))

    def on_click(self, event: Click) -> None:
        """Tell which day was clicked, and how often; a click beside the days is none."""
        offset = event.get_content_offset(self)
        week = self.weeks[offset.y] if offset is not None and offset.y < len(self.weeks) else ()
        cell = week[offset.x // _CELL] if offset is not None and offset.x < len(week) * _CELL else None
        if cell is not None and cell.day is not None:
            self.post_message(self.DayClicked(cell.day, event.chain))


def day_picker(session: Session, event: str) -> "DayPicker":
    """Return the picker for one of a case's dates: on the day it has, else on today."""
    start = session.case.dates.get(event) or session.today
    return DayPicker(session.pack.vocabulary.dates[event], start, session.calendar)


class DayPicker(Dialog[date]):
    """Picks a day; dismisses with it, or with None."""

    BACK_AHEAD = True
    CSS_PATH: ClassVar[list[str]] = ["dialogs.tcss", "day_picker.tcss"]  # type: ignore[assignment]

    def __init__(self, label: str, start: date, calendar: WorkCalendar) -> None:
        """Take what the day is for, the day under the cursor at first, and the calendar."""
        super().__init__(label)
        self.shown, self.calendar = start, calendar
        self.buffer = ""

    @property
    def today(self) -> date:
        return host_of(self).today

    def body(self) -> ComposeResult:
        """The month's name, the days, the grid, and the day in words."""
        yield Lines(id="month")
        yield Lines(id="weekdays")
        yield MonthGrid(id="grid")
        yield Lines(id="words")
        yield Lines(id="typed")

    def keys_text(self) -> str:
        return _("方向键 日、周  PgUp PgDn 月  t 今天  Enter 选定  Esc 返回")

    def lay_out(self) -> None:
        """Write the day too for the window as it is."""
        super().lay_out()
        self.show()

    def on_mount(self) -> None:
        self.query_one("#weekdays", Lines).show([Row(week_head(), "dim")])
        self.query_one("#grid", MonthGrid).focus()

    def show(self, problem: str = "") -> None:
        """Write everything for the day shown."""
        self.query_one("#month", Lines).show([Row("  " + month_title(self.shown), "strong")])
        self.query_one("#grid", MonthGrid).show_weeks(weeks(self.shown, self.calendar))
        words = day_words(self.shown, self.today, self.calendar)
        hint = _("可直接输 1210 或 2026-12-10　　休 放假  班 上班  ? 通知未录入")
        typed = problem or (_("输入：{text}").format(text=self.buffer) if self.buffer else hint)
        self.fill("#words", words, "note")
        self.fill("#typed", typed, "bad" if problem else "plain" if self.buffer else "dim")

    def fill(self, part: str, text: str, style: str) -> None:
        """Write a text in as many lines as it takes."""
        rows = wrapped(text, self.inner_width, style=style)
        self.query_one(part, Lines).styles.height = len(rows)
        self.query_one(part, Lines).show(rows)

    def on_key(self, event: Any) -> None:
        """Keys move, characters are typed, Enter picks."""
        if event.key == "enter":
            self.pick()
        elif event.key == "backspace":
            self.type(self.buffer[:-1])
        elif event.character and event.character in _TYPED:
            self.type(self.buffer + event.character)
        else:
            day = moved(self.shown, event.key, self.today)
            if day is None:
                return
            self.shown, self.buffer = day, ""
            self.show()
        event.stop()

    def on_paste(self, event: Paste) -> None:
        """What is pasted is as typed: an input method, too, may hand over a date at once."""
        event.stop()
        self.type(self.buffer + "".join(each for each in event.text if each in _TYPED))

    def on_month_grid_day_clicked(self, event: MonthGrid.DayClicked) -> None:
        """A click goes to a day, a second one picks it."""
        self.shown, self.buffer = event.day, ""
        self.show()
        if event.times == 2:
            self.pick()

    def type(self, text: str) -> None:
        """Take what has been typed so far; as soon as it is a day, go there."""
        self.buffer = text[:11]
        with suppress(ValueProblem):  # not a whole date yet
            self.shown = typed_date(self.buffer, self.shown.year)
        self.show()

    def pick(self) -> None:
        """Leave with the day shown; half a date is not taken for one."""
        if self.buffer:
            try:
                self.shown = typed_date(self.buffer, self.shown.year)
            except ValueProblem as problem:
                self.buffer = ""
                self.show(_("{message}。{remedy}").format(message=problem.message, remedy=problem.remedy))
                return
        self.dismiss(self.shown)
