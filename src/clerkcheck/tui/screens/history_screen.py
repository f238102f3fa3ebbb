"""What was done to a case, by whom and when."""

from typing import ClassVar

from textual.app import ComposeResult

from clerkcheck.desk.session import Session
from clerkcheck.i18n import _
from clerkcheck.tui.commands import Command
from clerkcheck.tui.rows_history import history_rows
from clerkcheck.tui.screens.clerk_screen import ClerkScreen
from clerkcheck.tui.widgets.guide import Guide


class HistoryScreen(ClerkScreen):
    """The history of a case; ``visit`` is when it was last open here."""

    CSS_PATH: ClassVar[list[str]] = ["clerk_screen.tcss", "finding_screen.tcss"]  # type: ignore[assignment]
    COMMANDS_HERE = (Command("leave", ("escape", "y", "q", "backspace"), _("返回"), _("回到案件")),)

    def __init__(self, session: Session, visit: str | None) -> None:
        super().__init__()
        self.session, self.visit = session, visit

    def body(self) -> ComposeResult:
        yield Guide(id="history")

    def title_text(self) -> str:
        return _("经历 · {title}").format(title=self.session.case.title)

    def on_mount(self) -> None:
        self.show()
        self.query_one("#history", Guide).focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Write the history for the width there is."""
        self.query_one("#history", Guide).show(history_rows(self.session, self.visit, max(20, self.size.width - 4)))

    def action_leave(self) -> None:
        self.dismiss()
