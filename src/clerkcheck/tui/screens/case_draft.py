"""A case and its draft: which file it is, read when it is asked for, and what it says to the question at hand."""

import os
from typing import Any

from clerkcheck.checking.pages import Page
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.tui.screens.case_navigation import CaseNavigation
from clerkcheck.tui.widgets.painted_rows import Row

_QUICK = (".docx", ".txt")


class CaseDraft(CaseNavigation):
    """The part of the case screen that has to do with the draft."""

    session: Session
    current: Page | None
    panel: str
    draft: Any = None  # the report of the draft that was read, None before

    def action_draft(self) -> None:
        """Open the draft that was read, or ask which file it is."""
        if self.draft is None:
            self.ask_draft()
            return
        from clerkcheck.tui.screens.draft_screen import DraftScreen

        facts = frozenset(self.current.facts) if self.current else frozenset()

        def left(other: Any) -> None:
            if other:
                self.ask_draft()
            else:
                self.action_panel(self.panel)

        self.app.push_screen(DraftScreen(self.session, self.draft, facts), left)

    def ask_draft(self) -> None:
        """Ask for the draft's file; the one that lies beside the case is proposed."""
        from clerkcheck.desk.draft_proposals import draft_beside, draft_named

        path = self.session.path

        def named(typed: Any) -> None:
            if typed is not None:
                self.read_draft(draft_named(path, typed))

        text = _("文件名或路径，.docx、.txt、.pdf；只读，不改它")
        self.ask_line(_("读草稿"), draft_beside(path), named, text=text, check=lambda typed: draft_named(path, typed))

    def read_draft(self, path: str) -> None:
        """Read a draft; what takes its time (LibreOffice, a long PDF) is read beside, and the screen goes on."""
        if path.lower().endswith(_QUICK):
            self.draft_read(_report_of(path))
            return

        def read() -> None:
            found = _report_of(path)
            self.app.call_from_thread(self.draft_read, found)

        self.app.run_worker(read, thread=True)
        self.flash(_("正在读 {name}……").format(name=os.path.basename(path)))

    def draft_read(self, found: Any) -> None:
        """Show the draft that was read, or why it could not be; where one has left the case meanwhile, nothing."""
        if not self.is_current:
            return
        self.calm()
        if isinstance(found, InputError):
            self.say(_("读不了这份草稿"), str(found))
            return
        self.draft = found
        self.action_draft()

    def said_rows(self, width: int) -> list[Row]:
        """What the draft says to the questions of the page, to stand below them; nothing before one was read."""
        if self.draft is None or self.current is None:
            return []
        from clerkcheck.desk.draft_proposals import offers
        from clerkcheck.tui.rows_draft import beside_question

        offered = offers(self.draft, self.session.case, self.session.pack)
        return beside_question(offered, self.current.facts, width)


def _report_of(path: str) -> Any:
    """The report of a draft, or the InputError for one that cannot be read."""
    from clerkcheck.drafts.reading import draft_report

    try:
        return draft_report(path)
    except InputError as error:
        return error
