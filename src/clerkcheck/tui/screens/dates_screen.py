"""Calendar, deadlines with every counted day, and the backward plan of a case."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from clerkcheck.calendars.months import month_away
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.tui import rows_dates
from clerkcheck.tui.commands import Command
from clerkcheck.tui.rows_plan import plan_rows
from clerkcheck.tui.screens.clerk_screen import ClerkScreen
from clerkcheck.tui.screens.day_picker import day_picker
from clerkcheck.tui.widgets.guide import Guide
from clerkcheck.tui.widgets.painted_rows import Chooser, Lines, Row

MONTH, FRAME = 15, 4  # lines of a month with the blank one after it; lines around the months
MONTHS, SHEET = 48, 84  # columns of the months, and of a sheet at least beside them
WIDE, HIGH = 100, 30  # columns and lines from which the month has all its room


class DatesScreen(ClerkScreen):
    """``view`` is month, counted (the days of one deadline) or plan."""

    CSS_PATH: ClassVar[list[str]] = ["clerk_screen.tcss", "dates_screen.tcss"]  # type: ignore[assignment]
    COMMANDS_HERE = (
        Command("open", ("enter",), _("逐日"), _("看光标所在期限的每一天：计入还是不计，为什么")),
        Command("month(-1)", ("left", "comma"), _("上月"), _("看上一个月")),
        Command("month(1)", ("right", "full_stop"), _("下月"), _("看下一个月")),
        Command("plan", ("p",), _("倒排"), _("倒排计划：从会议或公布之日往回推，每步最迟何时开始")),
        Command("date", ("d",), _("填日期"), _("填会议召开日等日期，期限和倒排计划从它算")),
        Command("leave", ("escape", "q"), _("返回"), _("回到上一处")),
    )

    def __init__(self, session: Session) -> None:
        """Take the open session; the month shown first is that of the next deadline."""
        super().__init__()
        self.session = session
        ahead = [each.safe for each in session.report.deadlines if each.safe >= session.today]
        self.month: date = min(ahead, default=session.today)
        self.view = "month"
        self.sheet: Callable[[int], list[Row]] = lambda _width: []  # the rows of the sheet for a width

    def body(self) -> ComposeResult:
        """The month beside the list, or one sheet over the whole screen."""
        with Container(id="all"):
            with Container(id="both"):
                yield Lines(id="month")
                yield Chooser(id="list")
            yield Guide(id="sheet")

    def commands(self) -> tuple[Command, ...]:
        """On a sheet there is no month to turn."""
        offered = super().commands()
        if self.view == "month":
            return offered
        return tuple(each for each in offered if each.action not in ("open", "month(-1)", "month(1)", self.view))

    def title_text(self) -> str:
        return _("日期 · {title}").format(title=self.session.case.title)

    def on_mount(self) -> None:
        self.show()

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self.set_class(self.size.width < WIDE, "narrow")
        self.set_class(self.compact, "compact")
        self.call_after_refresh(self.show)

    @property
    def compact(self) -> bool:
        """Whether the month has a line a week, so that the deadlines find room below."""
        return self.size.width < WIDE and self.size.height < HIGH

    @property
    def months(self) -> list[date]:
        """The months shown below one another: as many, up to three, as the screen is high for."""
        fit = (self.app.size.height - FRAME + 1) // MONTH if self.app.size.width >= WIDE else 1
        return [month_away(self.month, number) for number in range(min(max(fit, 1), 3))]

    def show(self) -> None:
        """Write the view that is on."""
        self.refresh_frame()
        monthly, beside = self.view == "month", self.beside
        self.set_class(beside, "beside")
        self.query_one("#both").display = monthly or beside
        sheet, listed = self.query_one("#sheet", Guide), self.query_one("#list", Chooser)
        sheet.display, listed.display = not monthly, not beside
        if monthly or beside:
            months = [rows_dates.month_rows(self.session, each, compact=self.compact) for each in self.months]
            self.query_one("#month", Lines).show([row for each in months for row in (*each, Row(""))][:-1])
        if monthly:
            # Behind a sheet the list has no width; it is written again once it has been laid out.
            width = listed.size.width or self.size.width
            listed.show(rows_dates.deadline_rows(self.session, max(20, width - 3)))
            listed.focus()
        else:
            sheet.show(self.sheet(max(40, self.app.size.width - (MONTHS + 4 if beside else 0) - 3)))
            sheet.focus()

    @property
    def beside(self) -> bool:
        """Whether the counted days have the months beside them."""
        return self.view == "counted" and self.app.size.width >= MONTHS + SHEET

    def open_sheet(self, view: str, sheet: Callable[[int], list[Row]]) -> None:
        """Show a sheet over the whole screen, from its top; the counted days beside the months where there is room."""
        self.view, self.sheet = view, sheet
        self.show()
        self.query_one("#sheet", Guide).scroll_top(0)

    def action_open(self) -> None:
        """The counted days of the deadline under the cursor."""
        number: Any = self.query_one("#list", Chooser).chosen
        if self.view == "month" and number is not None:
            deadline = self.session.deadlines[number - 1]
            self.open_sheet("counted", lambda width: rows_dates.counted_rows(self.session, deadline, width))

    def action_plan(self) -> None:
        self.open_sheet("plan", lambda width: plan_rows(self.session, width))

    def action_date(self) -> None:
        """Fill in a date: of a plan the day that it counts back from, else any that the case or its plan wants."""
        from clerkcheck.planning.case_plan import days_to_plan_from

        try:
            days = days_to_plan_from(self.session.case, self.session.pack)
        except InputError as error:
            self.say(_("打不开办理步骤"), str(error))
            return
        wanted = list(days if self.view == "plan" else dict.fromkeys((*self.session.dates, *days)))
        labels = self.session.pack.vocabulary.dates
        if len(wanted) > 1:
            self.choose_one(_("填哪个日期"), [(each, labels[each]) for each in wanted], self.pick_day)
        elif wanted:
            self.pick_day(wanted[0])

    def pick_day(self, event: Any) -> None:
        """Ask for the day of a date, and show what follows from it."""
        if event is None:
            return

        def picked(day: date | None) -> None:
            if day is None:
                return
            try:
                self.session.set_date(event, day)
            except InputError as error:
                self.say(_("这样不行"), str(error))
                return
            if self.view == "counted":  # its deadline may be another now
                self.view = "month"
            self.month = day
            self.show()

        self.app.push_screen(day_picker(self.session, event), picked)

    def action_month(self, by: int) -> None:
        if self.view == "month":
            self.month = month_away(self.month, by)
            self.show()

    def action_leave(self) -> None:
        """From a sheet back to the month, from the month back to the case."""
        if self.view == "month":
            self.dismiss()
        else:
            self.view = "month"
            self.show()
            self.call_after_refresh(self.show)
