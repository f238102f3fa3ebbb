"""A paper (要件) in detail: its state, date, number, issuer, copies, attachment number and file."""

from datetime import date
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from clerkcheck.cases.labels import status_labels
from clerkcheck.cases.model import Material
from clerkcheck.desk.exceptions import FieldProblem
from clerkcheck.desk.paper_fields import field_text, fields_of, paper_value, typed_day
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _, listed
from clerkcheck.literals import MaterialStatus
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.written_values import ValueProblem
from clerkcheck.reports.day_words import spelled
from clerkcheck.tui.screens.dialogs import Dialog
from clerkcheck.tui.widgets.line_input import LineInput
from clerkcheck.tui.widgets.painted_rows import Chooser, Lines, Row, wrapped

_STATES = tuple(status_labels().items())


class DateInput(LineInput):
    """A date that is typed; the space bar opens the month."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "pick", _("选日子"), show=False, priority=True)]

    def action_pick(self) -> None:
        """Choose the day in the month grid."""
        cast("PaperDialog", self.screen).pick_day()


class States(Chooser):
    """The three states; the cursor stands on the one that holds. Up and down change the field."""

    OPENING_CLICKS = 0

    class Chosen(Message):
        """A state was chosen: by its number, with left and right, or with a click."""

        def __init__(self, state: object) -> None:
            super().__init__()
            self.state = state

    def on_key(self, event: object) -> None:
        """A number chooses, left and right choose the state beside, up and down leave."""
        key = getattr(event, "key", "")
        if key in ("up", "down"):  # otherwise a scrolling view's own
            event.stop()  # type: ignore[attr-defined]
            (self.screen.focus_next if key == "down" else self.screen.focus_previous)()
            return
        if key in ("left", "right"):
            self.step(1 if key == "right" else -1)
        elif key in ("1", "2", "3"):
            self.choose(_STATES[int(key) - 1][0])
        else:
            return
        event.stop()  # type: ignore[attr-defined]
        self.post_message(self.Chosen(self.chosen))

    def clicked(self, _times: int) -> None:
        """Post the state chosen; one click does, as there is nothing to open."""
        self.post_message(self.Chosen(self.chosen))


class PaperDialog(Dialog[bool]):
    """Edits one paper and saves it with Enter; dismisses with True when it was saved."""

    CSS_PATH: ClassVar[list[str]] = ["dialogs.tcss", "paper_dialog.tcss"]  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", _("存"), show=False, priority=True),
        Binding("down", "next", _("下一栏"), show=False),
        Binding("up", "previous", _("上一栏"), show=False),
    ]

    def __init__(self, session: Session, paper: str) -> None:
        super().__init__(session.pack.vocabulary.materials[paper])
        self.session, self.paper = session, paper
        self.kept = session.case.materials.get(paper, Material("unknown"))
        self.labels = fields_of(session, paper)
        self.state = self.kept.status
        self.said = False  # the state was chosen here, and no longer follows from what is typed

    def body(self) -> ComposeResult:
        yield States(id="state")
        for name in self.labels:
            value = field_text(self.session, self.paper, name)
            kind = DateInput if name == "date" else LineInput
            with Horizontal(classes="field"):
                yield Lines(id=f"label-{name}", classes="label")
                yield kind(value, id=name, compact=True, select_on_focus=False)
            if name == "date":
                yield Lines(id="meant")
        yield Lines(id="wrong")

    def keys_text(self) -> str:
        return _("1-3 或 ←→ 换状态  ↑↓ 换栏  日期栏空格选日子  Enter 存  Esc 不存")

    def on_mount(self) -> None:
        """Fill in what is known; the cursor is on the state."""
        self.query_one("#file", Input).placeholder = _("路径，可从文件管理器拖进来；存时查一查在不在")
        if "channel" in self.labels:
            known = listed(self.session.pack.vocabulary.channels.values())
            self.query_one("#channel", Input).placeholder = known
        for name, label in self.labels.items():
            self.query_one(f"#label-{name}", Lines).show([Row(label)])
        self.show_state()
        self.states.choose(self.state)
        self.states.focus()
        self.show_date()

    @property
    def states(self) -> States:
        return self.query_one("#state", States)

    def show_state(self) -> None:
        """The three states, the one that holds marked."""
        marks = {state: "(o)" if state == self.state else "( )" for state, _label in _STATES}
        found = [Row(f"{marks[state]} {number} {label}", key=state) for number, (state, label) in enumerate(_STATES, 1)]
        self.states.show(found)

    def on_states_chosen(self, event: States.Chosen) -> None:
        self.said = True
        self.set_state(next(state for state, _label in _STATES if state == event.state))
        self.say("")

    def set_state(self, state: MaterialStatus) -> None:
        """Mark the state that holds, and put the cursor on it."""
        self.state = state
        self.show_state()
        self.states.choose(state)

    def action_next(self) -> None:
        self.focus_next()

    def action_previous(self) -> None:
        self.focus_previous()

    # --- the date

    def typed(self) -> date | None:
        """The day in the date field; raises ValueProblem for what is no date."""
        text = self.query_one("#date", Input).value
        return typed_day(text, self.session.today) if text.strip() else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once which day was understood, and that a paper with a date or a number is at hand."""
        if event.input.id == "date":
            self.show_date()
        self.follow()

    def follow(self) -> None:
        """A date or number typed here makes the paper one at hand; taken away again, the state is as it was.

        What the clerk has chosen here herself stays.
        """
        if self.said:
            return
        fresh = any(
            text and text != str(getattr(self.kept, name) or "")
            for name in ("date", "ref")
            if (text := self.query_one(f"#{name}", Input).value.strip())
        )
        wanted: MaterialStatus = "done" if fresh else self.kept.status
        if wanted != self.state:
            self.set_state(wanted)
            words = _("填了日期或文号，状态已改为“{word}”；不是的请回到上面改").format(word=status_labels()["done"])
            self.say(words if fresh else "", style="note")

    def show_date(self) -> None:
        """The day that the date field means, in words."""
        try:
            day = self.typed()
            empty = _("空格选日子；也可写 12-10、12月10日")
            words = empty if day is None else _("即 {day}").format(day=spelled(day))
        except ValueProblem as problem:
            words = problem.remedy
        self.query_one("#meant", Lines).show([Row(words, "dim")])

    def pick_day(self) -> None:
        """Choose the day in the month grid."""
        from clerkcheck.tui.screens.day_picker import DayPicker

        def picked(day: date | None) -> None:
            if day is not None:
                self.query_one("#date", Input).value = day.isoformat()

        try:
            start = self.typed() or self.session.today
        except ValueProblem:
            start = self.session.today
        label = _("{paper}：日期").format(paper=self.heading)
        self.app.push_screen(DayPicker(label, start, self.session.calendar), picked)

    # --- saving

    def action_save(self) -> None:
        """Save and leave, or say what is wrong and stay."""
        self.follow()
        try:
            self.session.set_paper(self.paper, paper_value(self.session, self.state, self.fields()))
        except FieldProblem as problem:
            self.query_one(f"#{problem.field}", Input).focus()
            self.say(_("{message}。{remedy}").format(message=problem.message, remedy=problem.remedy))
        except InputError as error:
            self.say(_("{message}。{remedy}").format(message=error.message, remedy=error.remedy))
        else:
            self.dismiss(True)

    def fields(self) -> dict[str, str]:
        """What stands in the fields now, by their names."""
        return {name: self.query_one(f"#{name}", Input).value for name in self.labels}

    def say(self, text: str, style: str = "bad") -> None:
        """Write under the fields what is wrong, or what was done; "" takes it back."""
        width = min(70, self.app.size.width - 10)
        self.query_one("#wrong", Lines).show(wrapped(text, width, style=style) if text else [])
