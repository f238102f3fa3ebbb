"""A case and its draft: which file it is, read when it is asked for, and what it says to the question at hand."""

from typing import Any

from clerkcheck.checking.pages import Page
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.tui.screens.case_navigation import CaseNavigation
from clerkcheck.tui.widgets.lines import Row


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
        from clerkcheck.drafts.reading import draft_report

        path = self.session.path

        def named(typed: Any) -> None:
            if typed is None:
                return
            try:
                self.draft = draft_report(draft_named(path, typed))
            except InputError as error:
                self.say(_("读不了这份草稿"), str(error))
                return
            self.action_draft()

        text = _("文件名或路径，.docx、.txt、.pdf；只读，不改它")
        self.ask_line(_("读草稿"), draft_beside(path), named, text=text, check=lambda typed: draft_named(path, typed))

    def said_rows(self, width: int) -> list[Row]:
        """What the draft says to the questions of the page, to stand below them; nothing before one was read."""
        if self.draft is None or self.current is None:
            return []
        from clerkcheck.desk.draft_proposals import offers
        from clerkcheck.tui.rows_draft import beside_question

        offered = offers(self.draft, self.session.case, self.session.pack)
        return beside_question(offered, self.current.facts, width)
