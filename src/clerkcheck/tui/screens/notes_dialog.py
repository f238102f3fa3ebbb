"""Notes (备注) on a case: some lines of free text, printed where asked for and never judged."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from clerkcheck.i18n import _
from clerkcheck.tui.screens.dialogs import Dialog


class NotesDialog(Dialog[str]):
    """Lines of text; Esc and Ctrl+S leave with them, so that nothing typed is lost."""

    CSS_PATH: ClassVar[list[str]] = ["dialogs.tcss"]  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", _("存好返回"), show=False, priority=True),
        Binding("ctrl+s", "keep", _("存好返回"), show=False, priority=True),
    ]

    def __init__(self, title: str, notes: str, *, undoable: bool) -> None:
        """Take whose notes they are and what they say now; ``undoable``: u takes them back where this leads to."""
        super().__init__(_("备注"), title)
        self.notes, self.undoable = notes, undoable

    def body(self) -> ComposeResult:
        yield TextArea(self.notes, id="notes", soft_wrap=True, compact=True)

    def keys_text(self) -> str:
        if not self.undoable:
            return _("Esc 存好返回  Enter 换行  Ctrl+Z 退一步")
        return _("Esc 存好返回（u 可以撤销）  Enter 换行  Ctrl+Z 退一步")

    def on_mount(self) -> None:
        """Put the caret behind the last word."""
        area = self.query_one("#notes", TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def way_out(self) -> str:
        return _("Esc 存好返回")

    def action_keep(self) -> None:
        self.dismiss("\n".join(line.rstrip() for line in self.query_one("#notes", TextArea).text.splitlines()).strip())
