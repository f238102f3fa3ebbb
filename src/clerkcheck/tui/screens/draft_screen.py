"""The draft of a case: what it says, taken one by one, and what is wrong with it."""

import os
from typing import Any, ClassVar

from textual.app import ComposeResult

from clerkcheck.desk.draft_proposals import Offer, offers, take
from clerkcheck.desk.session import Session
from clerkcheck.drafts.reading import DraftReport
from clerkcheck.i18n import _, labelled
from clerkcheck.reading.errors import InputError
from clerkcheck.tui.commands import Command
from clerkcheck.tui.rows_draft import draft_rows
from clerkcheck.tui.screens.clerk_screen import ClerkScreen
from clerkcheck.tui.widgets.guide import Guide


class DraftScreen(ClerkScreen):
    """A draft that was read; dismissed with True where another one is wanted. ``at``: the fact to begin with."""

    CSS_PATH: ClassVar[list[str]] = ["clerk_screen.tcss", "finding_screen.tcss"]  # type: ignore[assignment]
    COMMANDS_HERE = (
        Command("take", ("enter",), _("采用"), _("把光标所在的一项填进案件；经历里记下草稿的原话")),
        Command("undo", ("u", "ctrl+z"), _("撤销"), _("撤销上一步")),
        Command("other", ("o",), _("换一份"), _("读另一份草稿")),
        Command("leave", ("escape", "c", "q", "backspace"), _("返回"), _("回到案件")),
    )

    def __init__(self, session: Session, report: DraftReport, at: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.session, self.report, self.first = session, report, at

    def body(self) -> ComposeResult:
        yield Guide(id="draft")

    def title_text(self) -> str:
        return _("草稿 · {name}").format(name=os.path.basename(self.report.draft.text.path))

    @property
    def lines(self) -> Guide:
        return self.query_one("#draft", Guide)

    def on_mount(self) -> None:
        """Show all, with the cursor on what is asked just now, or else on the first offer."""
        self.show()
        keys = [row.key for row in self.lines.rows]
        wanted = (i for i, key in enumerate(keys) if isinstance(key, Offer) and key.proposal.id in self.first)
        self.lines.move_to(next(wanted, next((i for i, key in enumerate(keys) if key is not None), None)))
        self.lines.focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Write the page for the width there is; the cursor stays in its place."""
        offered = offers(self.report, self.session.case, self.session.pack)
        self.lines.show(draft_rows(self.report, offered, max(20, self.app.size.width - 4)))
        self.refresh_frame()

    def action_take(self) -> None:
        """Take the offer under the cursor, and no other."""
        offer: Any = self.lines.chosen
        if not isinstance(offer, Offer):
            return
        keys = [row.key for row in self.lines.rows if isinstance(row.key, Offer)]
        try:
            take(self.session, offer, os.path.basename(self.report.draft.text.path))
        except InputError as error:
            self.say(_("这样不行"), str(error))
            return
        below = [key.proposal for key in keys[keys.index(offer) + 1 :]]
        self.show()
        # On what stood below it, and not back at the top: the next Enter takes the next offer.
        left = [(i, row.key) for i, row in enumerate(self.lines.rows) if isinstance(row.key, Offer)]
        following = (i for i, key in left if key.proposal in below)
        self.lines.move_to(next(following, left[-1][0] if left else None))
        self.flash(_("已采用：{what}　u 撤销").format(what=labelled(offer.label, offer.value)))

    def action_undo(self) -> None:
        what = self.session.undo()
        if what is not None:
            self.show()
            self.flash(_("已撤销：{what}").format(what=what))

    def action_other(self) -> None:
        self.dismiss(True)

    def action_leave(self) -> None:
        self.dismiss(False)
