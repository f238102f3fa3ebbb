"""Small questions: a message, a yes or no, one of a list, a line of text."""

import re
from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Click, Key
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Input

from clerkcheck.cells import shortened
from clerkcheck.i18n import _
from clerkcheck.reading.written_values import ValueProblem
from clerkcheck.tui.keyboard import Once
from clerkcheck.tui.row_keys import MOST_KEYS, TENS, RowKeys, row_key
from clerkcheck.tui.widgets.line_input import LineInput
from clerkcheck.tui.widgets.painted_rows import Chooser, Lines, Row, wrapped

Answer = TypeVar("Answer")
WIDTH, FRAME = 78, 4  # cells of the box, and of its border and padding


class Dialog(ModalScreen[Answer], Once, Generic[Answer]):
    """A box in the middle of the screen; Esc leaves without an answer."""

    TYPE_AHEAD: ClassVar[bool] = True  # may be answered by keys that were pressed before it was there

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("返回"), show=False),
        Binding("ctrl+c", "app.help_quit", _("怎样退出"), show=False),
    ]

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self.heading, self.text = title, text

    def compose(self) -> ComposeResult:
        """Title and text, the dialog's own widgets, and a line that says which keys work."""
        with Vertical(id="box"):
            yield Lines(id="heading")
            yield from self.body()
            yield Lines(id="keys")

    def body(self) -> ComposeResult:
        """Yield the widgets between the dialog's text and its keys."""
        yield from ()

    def keys_text(self) -> str:
        """What the dialog's last line says of its keys."""
        return _("Esc 返回")

    laid_out_for: Size | None = None  # the window, once there is something in the box

    def on_mount(self) -> None:
        """Lay the dialog out for the window it opens in, whose size is kept: only another one lays it out anew."""
        self.laid_out_for = self.app.size
        self.lay_out()

    def on_resize(self) -> None:
        """Fill the box for a window of another size."""
        if self.laid_out_for not in (None, self.app.size):
            self.laid_out_for = self.app.size
            self.lay_out()

    def lay_out(self) -> None:
        """Write the texts for the window as it is, and give the box its height."""
        width = self.inner_width
        rows = wrapped(self.heading, width, style="strong")
        rows += [row for line in self.text.splitlines() for row in wrapped(line, width)]
        heading = self.query_one("#heading", Lines)
        heading.styles.height = len(rows)
        heading.show(rows)
        self.show_keys()

    @property
    def room(self) -> int:
        """Lines that are left in the box for a list, at least three; the box takes 95 of 100, as in dialogs.tcss."""
        texts = len(self.query_one("#heading", Lines).rows) + len(self.query_one("#keys", Lines).rows)
        return max(3, int(self.app.size.height * 0.95) - 2 - texts)

    @property
    def inner_width(self) -> int:
        """Cells of text that a line of the box may take."""
        return min(WIDTH, self.app.size.width) - FRAME

    def flash(self, text: str) -> None:
        """Say something in place of the line about the keys, until the next one."""
        keys, self.flashing = self.query_one("#keys", Lines), True
        keys.show([Row(shortened(text, keys.size.width), "note")])

    def calm(self) -> None:
        """Bring the line about the keys back."""
        if self.flashing:
            self.flashing = False
            self.show_keys()

    def show_keys(self) -> None:
        """Write the line about the keys; on a narrow screen it takes two."""
        rows = wrapped(self.keys_text(), self.inner_width, style="dim")
        self.query_one("#keys", Lines).styles.height = len(rows)
        self.query_one("#keys", Lines).show(rows)

    def on_click(self, event: Click) -> None:
        """A click on a key in the last line does what the key does."""
        keys, place = self.query_one("#keys", Lines), event.screen_offset
        if keys.content_region.contains_point(place):
            line, column = place.y - keys.content_region.y, place.x - keys.content_region.x
            key = clicked_key(keys.rows[line].text, column) if line < len(keys.rows) else None
            if key is not None:
                self.app.call_later(self.app.simulate_key, key)  # from the app: what a screen sends ends at it

    def way_out(self) -> str:
        """How one leaves, in a few words."""
        return _("Esc 返回")

    def action_leave(self) -> None:
        self.dismiss(None)


def clicked_key(text: str, column: int) -> str | None:
    """Return textual's name of the key named at a cell of a line such as ``Enter 确定  Esc 返回``; None beside one."""
    for found in re.finditer(r"(Enter|Esc) \S+", text):
        if cell_len(text[: found.start()]) <= column < cell_len(text[: found.end()]):
            return {"Enter": "enter", "Esc": "escape"}[found[1]]
    return None


class Message(Dialog[None]):
    """A sentence that must be read before the next key does anything: typed ahead, Enter does not close it."""

    TYPE_AHEAD = False

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "leave", _("知道了"), show=False)]

    def keys_text(self) -> str:
        return _("Enter 知道了")


class PickOne(Dialog[object]):
    """One of a list: arrow keys and Enter, or the keys of its row; what is typed otherwise narrows a long list."""

    def __init__(
        self, title: str, choices: Sequence[tuple[object, str]], chosen: object = None, text: str = ""
    ) -> None:
        """Take (value, label) pairs and the value under the cursor at first."""
        super().__init__(title, text)
        self.choices, self.first = tuple(choices), chosen
        self.row_keys, self.sought = RowKeys(), ""

    @property
    def long(self) -> bool:
        """Whether there are more choices than the number keys reach."""
        return len(self.choices) > MOST_KEYS

    def body(self) -> ComposeResult:
        yield Chooser(id="choices")

    def keys_text(self) -> str:
        if self.sought:
            return _("找：{text}  Enter 选定  退格 改  Esc 返回").format(text=self.sought)
        if self.long:
            return _("1-9 或 .0 起两键，或打字来找  ↑↓ Enter 选定  Esc 返回")
        return _("1-9 或 ↑↓ Enter 选定  Esc 返回")

    def lay_out(self) -> None:
        """Give the list what is left of the window."""
        super().lay_out()
        chooser = self.query_one("#choices", Chooser)
        rows = self.choice_rows()
        chooser.styles.height = min(len(rows), self.room)
        fresh = not chooser.rows
        chooser.show(rows)
        if fresh:
            chooser.choose(self.first)

    def on_mount(self) -> None:
        self.query_one("#choices", Chooser).focus()

    def choice_rows(self) -> list[Row]:
        """The choices in which what is sought stands, each with its keys."""
        width = min(68, self.app.size.width - 10)
        rows: list[Row] = []
        for number, (value, label) in enumerate(self.choices, 1):
            if self.sought.casefold() in label.casefold():
                mark = f"{row_key(number) if self.long else number} "
                rows += wrapped(label, width, first=mark, rest=" " * len(mark), key=value)
        return rows

    def seek(self, text: str) -> None:
        """Show only the choices in which a text stands, unless it stands in none."""
        before, self.sought = self.sought, text
        rows = self.choice_rows()
        if rows:
            self.query_one("#choices", Chooser).show(rows)
        else:
            self.sought = before
        self.show_keys()

    def on_key(self, event: Key) -> None:
        """The keys of a row or Enter pick; other characters narrow a long list."""
        if event.key == "enter":
            self.pick(self.query_one("#choices", Chooser).chosen)
        elif event.key.isdigit() or (self.long and event.key in TENS):
            number = self.row_keys.number(event.key)
            if number is not None and number <= len(self.choices):
                self.pick(self.choices[number - 1][0])
        elif self.long and event.key == "backspace":
            self.seek(self.sought[:-1])
        elif self.long and event.character and event.character.isprintable():
            self.seek(self.sought + event.character)
        else:
            return
        event.stop()  # the screen below must not answer to the same key
        event.prevent_default()

    def pick(self, value: object) -> None:
        """Close with what was chosen."""
        self.dismiss(value)


class Confirm(PickOne):
    """Yes or no, no first."""

    TYPE_AHEAD = False

    def __init__(self, title: str, text: str, yes: str) -> None:
        super().__init__(title, [(False, _("不，返回")), (True, yes)], False, text)


class AskLine(Dialog[str]):
    """A line of text; ``check`` may refuse it with a ValueProblem, whose message is shown."""

    def __init__(
        self, title: str, value: str = "", text: str = "", check: Callable[[str], object] | None = None
    ) -> None:
        super().__init__(title, text)
        self.value, self.check = value, check

    def body(self) -> ComposeResult:
        """The input and a line for what is wrong with it."""
        yield LineInput(self.value, id="line", select_on_focus=False)
        yield Lines(id="problem")

    def keys_text(self) -> str:
        return _("Enter 确定  Esc 返回")

    def on_mount(self) -> None:
        """Put the caret in the input."""
        self.query_one("#line", Input).focus()

    def taken(self) -> str:
        """Return what the dialog closes with; raises ValueProblem for what cannot be taken."""
        line = self.query_one("#line", Input).value
        if self.check is not None:
            self.check(line)
        return line

    def on_input_submitted(self) -> None:
        """Take what was typed, or say what is wrong with it."""
        try:
            self.dismiss(self.taken())
        except ValueProblem as problem:
            text = _("{message}。{remedy}").format(message=problem.message, remedy=problem.remedy)
            self.query_one("#problem", Lines).show(wrapped(text, min(68, self.app.size.width - 10), style="bad"))
