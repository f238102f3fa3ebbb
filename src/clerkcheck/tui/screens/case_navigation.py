"""Where one goes from a case: verdict, report, dates, rules, another page; and what one comes back with."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.events import Click

from clerkcheck.checking.pages import Page
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.written_values import one_line
from clerkcheck.tui.rows_narrow import step_at
from clerkcheck.tui.screens.clerk_screen import ClerkScreen
from clerkcheck.tui.widgets.painted_rows import Chooser, Lines

LOOKING = 1  # seconds between two looks at the file of the case


# What the parts of the case screen are: screens to the type checker. Textual gathers keys, styles and attributes for
# every class of a screen anew, five times over for one that is shown.
if TYPE_CHECKING:
    CasePart = ClerkScreen
else:
    CasePart = object


class CaseNavigation(CasePart):
    """The part of the case screen that opens other screens."""

    session: Session
    current: Page | None
    panel: str

    def show(self) -> None:
        """Write every panel anew from the session."""
        raise NotImplementedError

    def turn_to(self, page: Page | None) -> None:
        """Show a page of questions; None: that none is left."""
        raise NotImplementedError

    def action_panel(self, panel: str) -> None:
        """Show the panel ``ask``, ``papers`` or ``dates``."""
        raise NotImplementedError

    def do(self, change: Callable[[], None]) -> bool:
        """Make a change; False where it cannot be."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin to look at the file of the case."""
        if not self.app.is_headless:
            self.set_interval(LOOKING, self.look)

    def look(self) -> None:
        """Say it soon when others have written the file of the case; not while a dialog or another screen is open."""
        if self.is_current and self.session.look():
            self.show()

    def action_verdict(self) -> None:
        """The verdict in full, item by item."""
        from clerkcheck.tui.screens.finding_screen import VerdictScreen

        self.app.push_screen(VerdictScreen(self.session), lambda _answer: self.returned())

    def open_date(self, event: str) -> None:
        """Pick a day for one of the case's dates."""
        from clerkcheck.tui.screens.day_picker import day_picker

        def picked(day: Any) -> None:
            if day is not None:
                before = list(self.session.dates)
                self.do(lambda: self.session.set_date(event, day))
                if list(self.session.dates) != before:
                    self.asked = object()  # a number pressed before that stood for another row

        self.app.push_screen(day_picker(self.session, event), picked)

    def action_report(self) -> None:
        from clerkcheck.tui.screens.report_screen import ReportScreen

        self.app.push_screen(ReportScreen(self.session))

    def action_plan(self) -> None:
        from clerkcheck.tui.screens.dates_screen import DatesScreen

        self.app.push_screen(DatesScreen(self.session), lambda _answer: self.returned())

    def action_rules(self) -> None:
        from clerkcheck.tui.screens.rules_screen import RulesScreen

        self.app.push_screen(RulesScreen(self.session.pack))

    def returned(self) -> None:
        """Another screen may have changed the case (an exception, an answer jumped to)."""
        wanted = self.session.wanted
        if wanted is not None:
            self.session.wanted = None
            self.turn_to(wanted)
        else:
            self.show()

    async def on_click(self, event: Click) -> None:
        """On a narrow screen a click on a step in the line above goes there; on the line below, to the verdict."""
        for line in self.query("#stepline, #verdictline").results(Lines):
            if line.region.contains_point(event.screen_offset):
                if line.id == "verdictline":
                    self.action_verdict()
                    return
                column = event.screen_offset.x - line.region.x - 1  # a blank stands before the first
                step = step_at(self.session, self.current, self.panel, line.region.width - 2, column)
                if step is not None:
                    self.go_to(step)

    def go_to_step(self) -> None:
        """Enter on a step: its questions, or the papers or dates."""
        self.go_to(str(self.query_one("#steps", Chooser).chosen))

    def go_to(self, step: str) -> None:
        """Show the questions of a step, or the papers or dates."""
        pages = self.session.pages_of(step)
        if step in ("papers", "dates"):
            self.action_panel(step)
        elif pages:
            self.turn_to(pages[0])

    def action_answers(self) -> None:
        """All answers on one page."""
        from clerkcheck.tui.screens.answers_screen import AnswersScreen

        self.app.push_screen(AnswersScreen(self.session), lambda _answer: self.returned())

    def action_profile(self) -> None:
        """Choose the kind of item; of the answers it proposes only those not given yet are shown."""
        from clerkcheck.desk.profiles import profiles_of, proposals
        from clerkcheck.tui.screens.profile_dialogs import WITHOUT, ConfirmBlock, PickProfile

        session = self.session
        try:
            profiles = {each.id: each for each in profiles_of(session.pack, session.case.kind)}
        except InputError as error:
            self.say(_("事项类别读不了"), str(error))
            return

        def confirmed(block: Any) -> None:
            if block is not None and self.do(lambda: session.confirm(block)):
                self.turn_to(session.page)

        def picked(name: Any) -> None:
            if name not in (None, WITHOUT):
                proposed = proposals(session.pack, profiles[name], session.case.facts, session.case.title)
                self.app.push_screen(ConfirmBlock(profiles[name], proposed), confirmed)

        known = str(session.editor.data.get("profile") or "")
        self.app.push_screen(PickProfile(tuple(profiles.values()), session.case.title, known), picked)

    def action_retitle(self) -> None:
        """Ask for another title, then for the unit that hands the item in."""
        case = self.session.case

        def titled(title: Any) -> None:
            if title is None or not self.do(
                lambda: self.session.change({"title": title.strip()}, _("事项名称：{t}").format(t=title.strip()))
            ):
                return
            self.refresh_frame()
            self.ask_line(_("申报单位（可以不填）"), case.unit or "", united, check=unit_line)

        def united(unit: Any) -> None:
            if unit is not None:
                self.do(lambda: self.session.change({"unit": unit.strip() or None}, _("单位：{u}").format(u=unit)))
            if self.session.case.title != case.title:
                self.flash(_("名称改了，单据按新名称存；案件的文件名没有动，在案件列表里按 t 才改"))

        self.ask_line(_("事项名称"), case.title, titled, check=one_line)


def unit_line(text: str) -> str:
    """Return the name of a unit as typed; it may be empty. Raises ValueProblem."""
    return one_line(text) if text.strip() else ""
