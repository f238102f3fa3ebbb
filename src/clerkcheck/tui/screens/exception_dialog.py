"""Recording an exception: the reason, who approved it, and until when it holds."""

from textual.app import ComposeResult
from textual.widgets import Input

from clerkcheck.desk.exceptions import (
    FieldProblem,
    exception_entry,
    record_exception,
    required_fields,
    required_line,
)
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.tui.screens.dialogs import Dialog
from clerkcheck.tui.widgets.line_input import LineInput
from clerkcheck.tui.widgets.painted_rows import Lines, wrapped


class ExceptionDialog(Dialog[bool]):
    """Three lines for one clause; dismissed with True once the exception is saved."""

    def __init__(self, session: Session, clause_id: str) -> None:
        """Take the session and the clause; an exception it has already is there to be changed."""
        self.session, self.clause_id = session, clause_id
        clause = session.clause(clause_id)
        super().__init__(_("{article} 的例外").format(article=clause.cited), clause.gist)
        kept = next((each for each in session.case.exceptions if each.clause == clause_id), None)
        self.start = {
            "reason": kept.reason if kept else "",
            "approved_by": kept.approved_by if kept else "",
            "until": kept.until.isoformat() if kept and kept.until else "",
        }

    def body(self) -> ComposeResult:
        """The three lines, and one for what is wrong."""
        yield LineInput(self.start["reason"], placeholder=_("理由"), id="reason", select_on_focus=False)
        yield LineInput(self.start["approved_by"], placeholder=_("批准人"), id="approved_by", select_on_focus=False)
        yield LineInput(
            self.start["until"],
            placeholder=_("至哪一天止，如 2026-12-10；没定期限就空着"),
            id="until",
            select_on_focus=False,
        )
        yield Lines(id="exception-problem")

    def keys_text(self) -> str:
        """Enter goes on and at last saves."""
        return _("Enter 下一栏，最后一栏存好  ↑↓ 换栏  Esc 不记")

    def on_mount(self) -> None:
        """Put the caret in the first line."""
        self.query_one("#exception-problem", Lines).styles.height = 2
        self.query_one("#reason", Input).focus()

    def on_key(self, event: object) -> None:
        key = getattr(event, "key", "")
        if key == "down":
            self.focus_next(Input)
        elif key == "up":
            self.focus_previous(Input)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next line; from the last one, save."""
        try:
            if event.input.id in required_fields():
                required_line(event.input.id, event.value)
                self.focus_next(Input)
            else:
                self.save(exception_entry(self.clause_id, self.values(), self.session.today))
        except FieldProblem as problem:
            self.refuse(problem.field, _("{message}。{remedy}").format(message=problem.message, remedy=problem.remedy))

    def values(self) -> dict[str, str]:
        """What stands in the fields now, by their ids."""
        return {name: self.query_one(f"#{name}", Input).value for name in self.start}

    def save(self, entry: dict[str, str]) -> None:
        """Record the exception and close, or say why it cannot be."""
        try:
            record_exception(self.session, entry)
        except InputError as error:
            self.refuse("reason", str(error))
            return
        self.dismiss(True)

    def on_input_changed(self) -> None:
        """What was wrong is being put right."""
        self.query_one("#exception-problem", Lines).show([])

    def refuse(self, field: str, text: str) -> None:
        """Say what is wrong and put the caret there."""
        width = min(68, self.app.size.width - 10)
        self.query_one("#exception-problem", Lines).show(wrapped(text, width, style="bad"))
        self.query_one(f"#{field}", Input).focus()
