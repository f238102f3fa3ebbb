"""A case as a file of the office: its mark, notes, other rules, its history, and when it was last looked at."""

from typing import Any

from clerkcheck.cases.labels import state_labels
from clerkcheck.clock import who
from clerkcheck.desk.remembered import last_visit, remember_visit
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _, labelled
from clerkcheck.reading.errors import InputError
from clerkcheck.tui.host import host_of
from clerkcheck.tui.rows_history import news
from clerkcheck.tui.screens.case_navigation import CaseNavigation


class CaseFiling(CaseNavigation):
    """The part of the case screen that has to do with the file, not with what it answers."""

    visit: str | None = None  # when the case was last open here

    def begin(self, session: Session) -> None:
        """Work on a case from its start: another one, or this one read anew."""
        raise NotImplementedError

    def arrive(self) -> None:
        """Say what others have done since the last visit; this is one."""
        self.visit = last_visit(self.session.path)
        told = news(self.session, self.visit, who())
        if told:
            self.flash(told)
        self.depart()

    def depart(self) -> None:
        """Remember until when the case was open."""
        remember_visit(self.session.path, host_of(self).now().isoformat(timespec="seconds"))

    def action_history(self) -> None:
        from clerkcheck.tui.screens.history_screen import HistoryScreen

        self.app.push_screen(HistoryScreen(self.session, self.visit))

    def action_mark(self) -> None:
        """Say how far the office is with the case."""

        def picked(state: Any) -> None:
            if state is not None:
                words = labelled(_("标记"), state_labels()[state])
                self.do(lambda: self.session.change({"state": None if state == "preparing" else state}, words))
                self.flash(words)

        self.choose_one(_("标记（不影响结论）"), list(state_labels().items()), picked, self.session.case.state)

    def action_notes(self) -> None:
        """Write notes on the case."""
        from clerkcheck.tui.screens.notes_dialog import NotesDialog

        def noted(notes: Any) -> None:
            if notes is not None and notes != self.session.case.notes:
                self.do(lambda: self.session.change({"notes": notes or None}, _("备注")))

        case = self.session.case
        self.app.push_screen(NotesDialog(case.title, case.notes, undoable=True), noted)

    def action_refit(self) -> None:
        """Another government's rules, or the other kind."""
        from clerkcheck.tui.screens.refit import Refit

        try:
            Refit(host_of(self), self.session.path, self.read_anew).start()
        except InputError as error:
            self.say(_("这样不行"), str(error))

    def read_anew(self) -> None:
        """Go on with the case as it now stands in its file."""
        from clerkcheck.cases.saving import open_stored

        host = host_of(self)
        try:
            self.begin(Session(open_stored(self.session.path), host.calendar, host.today, host.now))
        except InputError as error:
            self.say(_("打不开这件"), str(error))
