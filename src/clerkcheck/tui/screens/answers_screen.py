"""All answers of a case on one page: found by typing, changed where they stand, or gone to."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from clerkcheck.desk.session import Session
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.typed_answers import typed_number
from clerkcheck.tui.commands import Command
from clerkcheck.tui.rows_answers import Answer, answer_rows
from clerkcheck.tui.screens.clerk_screen import ClerkScreen
from clerkcheck.tui.widgets.guide import Guide
from clerkcheck.tui.widgets.line_input import LineInput

_FORGET = "forget"  # takes an answer away
_WIDEST = 120  # cells of a line: further apart, an answer and who gave it are not seen together


class AnswersScreen(ClerkScreen):
    """The answers of a case; dismissed where a question is wanted, which the case screen then opens."""

    CSS_PATH: ClassVar[list[str]] = ["clerk_screen.tcss", "answers_screen.tcss"]  # type: ignore[assignment]
    COMMANDS_HERE = (
        Command("edit", ("enter",), _("改"), _("就在这里改光标所在的回答")),
        Command("go", ("o", "right"), _("到那一组"), _("到问这一项的那一组问题")),
        Command("search", ("slash",), _("查找"), _("边输边找：问题、回答、组名")),
        Command("undo", ("u", "ctrl+z"), _("撤销"), _("撤销上一步")),
        Command("leave", ("escape", "g", "q", "backspace"), _("返回"), _("清除查找，或回到案件")),
    )

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.sought = session, ""

    def body(self) -> ComposeResult:
        yield LineInput(id="query", compact=True, placeholder=_("查找：问题、回答、组名；Enter 到列表，Esc 清除"))
        yield Guide(id="answers")

    def title_text(self) -> str:
        return _("全部回答 · {title}").format(title=self.session.case.title)

    @property
    def answers(self) -> Guide:
        return self.query_one("#answers", Guide)

    def on_mount(self) -> None:
        """Show all, with the cursor on the first."""
        self.show()
        self.answers.focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Write the page for the width there is, and say what others have changed meanwhile."""
        self.answers.show(answer_rows(self.session, self.sought, min(max(20, self.app.size.width - 4), _WIDEST)))
        notice = self.session.take_notice()
        if notice:
            self.say(_("请留意"), notice)

    # --- changing

    @property
    def chosen(self) -> Answer | None:
        """What the cursor is on."""
        key = self.answers.chosen
        return key if isinstance(key, Answer) else None

    def action_edit(self) -> None:
        """Ask for another answer right here; of a list of several, go to its page."""
        if self.chosen is None:
            return
        part, name = self.chosen
        {"fact": self.edit_fact, "paper": self.edit_paper, "date": self.edit_date}[part](name)

    def edit_fact(self, fact: str) -> None:
        """A yes or no, one of a list, or a number."""
        entry, known = self.session.fact(fact), self.session.case.facts.get(fact)
        heading = entry.question or entry.label

        def answered(value: Any) -> None:
            if value is not None:
                self.do(lambda: self.session.answer(fact, None if value == _FORGET else value))

        def number(text: str) -> float | int:
            return typed_number(text, entry.type, entry.least)

        def typed(text: Any) -> None:
            if text is not None:
                answered(number(text) if text.strip() else "unknown")

        if entry.type == "choices":
            self.action_go()
            return
        rest = [("unknown", _("不清楚")), (_FORGET, _("当作没有问过"))]
        if entry.type == "bool":
            self.choose_one(heading, [(True, _("是")), (False, _("否")), *rest], answered, known)
        elif entry.of:
            self.choose_one(heading, [*entry.of.items(), *rest], answered, known)
        else:
            shown = f"{known:g}" if isinstance(known, int | float) else ""
            text = _("不清楚的清空")
            self.ask_line(heading, shown, typed, text=text, check=lambda line: line.strip() and number(line))

    def edit_paper(self, paper: str) -> None:
        """Open the dialog of a paper; the page shows it anew when that closes."""
        from clerkcheck.tui.screens.paper_dialog import PaperDialog

        self.app.push_screen(PaperDialog(self.session, paper), lambda _saved: self.show())

    def edit_date(self, event: str) -> None:
        """Open the month to pick the day of ``event``, an id of the vocabulary."""
        from clerkcheck.tui.screens.day_picker import DayPicker

        def picked(day: Any) -> None:
            if day is not None:
                self.do(lambda: self.session.set_date(event, day))

        known = self.session.case.dates.get(event) or self.session.today
        label = self.session.pack.vocabulary.dates[event]
        self.app.push_screen(DayPicker(label, known, self.session.calendar), picked)

    def do(self, change: Callable[[], None]) -> None:
        """Make a change; one that cannot be is shown and nothing is altered."""
        try:
            change()
        except InputError as error:
            self.say(_("这样不行"), str(error))
        self.show()

    def action_undo(self) -> None:
        what = self.session.undo()
        if what is not None:
            self.show()
            self.flash(_("已撤销：{what}").format(what=what))

    def action_go(self) -> None:
        """Leave for the question of a fact: the case screen takes it from ``session.wanted``."""
        if self.chosen is not None and self.chosen.part == "fact":
            self.session.wanted = self.session.page_asking(self.chosen.id)
            self.dismiss()

    # --- search

    def action_search(self) -> None:
        self.query_one("#query", Input).add_class("open")
        self.query_one("#query", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.sought = event.value
        self.show()

    def on_input_submitted(self) -> None:
        """Enter goes on to the list, which stays narrowed."""
        self.answers.focus()

    def on_key(self, event: object) -> None:
        """From the search line ↓ goes to the list."""
        if self.focused is not self.answers and getattr(event, "key", "") == "down":
            self.answers.focus()

    def action_leave(self) -> None:
        """Esc: end the search, then leave."""
        query = self.query_one("#query", Input)
        if query.has_class("open"):
            query.remove_class("open")
            query.value = ""
            self.answers.focus()
        else:
            self.dismiss()
