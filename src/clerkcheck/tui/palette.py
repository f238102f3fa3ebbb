"""Ctrl+P: one line in which commands, cases, papers and clauses are found by typing; what is used most stands first."""

import unicodedata
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Input

from clerkcheck.cells import shortened
from clerkcheck.i18n import _, remarked
from clerkcheck.tui.screens.dialogs import Dialog
from clerkcheck.tui.widgets.line_input import LineInput
from clerkcheck.tui.widgets.painted_rows import Chooser, Mark, Row

_MOST = 50  # rows of one section: more are found by typing more
_STEPS = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8}


class PaletteHit(NamedTuple):
    """Something that can be chosen: under which heading, its words, what ``run`` does; ``name`` is its own for ever."""

    heading: str
    name: str
    label: str
    help: str
    run: Callable[[], object | Awaitable[object]]


class Hits(Chooser, can_focus=False):
    """What was found; a click chooses. The caret stays in the line above."""

    OPENING_CLICKS = 1
    LIT = True


class Palette(Dialog[PaletteHit]):
    """Dismissed with what was chosen, or None."""

    CSS_PATH: ClassVar[list[str]] = ["screens/dialogs.tcss", "palette.tcss"]  # type: ignore[assignment]

    def __init__(
        self, commands: Sequence[PaletteHit], more: Callable[[], Iterable[PaletteHit]], used: dict[str, int]
    ) -> None:
        """Take the commands, the rest (asked for when something is sought), and how often each was chosen."""
        super().__init__(_("找命令、案件、要件、条款"))
        self.commands = sorted(commands, key=lambda each: -used.get(each.name, 0))
        self.more, self.rest = more, None
        self.used = used

    rest: list[PaletteHit] | None

    def body(self) -> ComposeResult:
        yield LineInput(id="line", placeholder=_("输几个字，几个词用空格隔开"))
        yield Hits(id="hits")

    def keys_text(self) -> str:
        return _("↑↓ Enter 选定  Esc 返回")

    def lay_out(self) -> None:
        """As many lines as the window has room for."""
        super().lay_out()
        self.query_one("#hits", Hits).styles.height = max(4, min(18, self.app.size.height - 9))
        self.show()

    def on_mount(self) -> None:
        """Put the caret in the line."""
        self.query_one("#line", Input).focus()

    def show(self) -> None:
        """Write what is found by what was typed."""
        sought = self.query_one("#line", Input).value
        hits = self.query_one("#hits", Hits)
        hits.show(self.rows(sought))
        hits.move_to(next((at for at, key in enumerate(hits.keys) if key is not None), None))

    def rows(self, sought: str) -> list[Row]:
        """The rows under their headings; where nothing is found, the sentence that says so."""
        found = self.found(sought)
        rows: list[Row] = []
        for heading in dict.fromkeys(each.heading for each in found):
            here = [each for each in found if each.heading == heading]
            rows += [Row(heading, "heading"), *(_row(each, self.inner_width - 2) for each in here[:_MOST])]
            if len(here) > _MOST:
                rows.append(Row(_("  另有 {n} 项，再多输几个字").format(n=len(here) - _MOST), "dim"))
        return rows or [Row(_("没有找到，换几个字试试"), "dim")]

    def found(self, sought: str) -> list[PaletteHit]:
        """What has every word that was typed: in its name first, then what was chosen most often."""
        words = _folded(sought).split()
        if not words:
            return self.commands
        if self.rest is None:
            self.rest = list(self.more())
        hits = [
            each
            for each in (*self.commands, *self.rest)
            if all(word in _folded(f"{each.label} {each.help}") for word in words)
        ]
        order = list(dict.fromkeys(each.heading for each in hits))
        return sorted(hits, key=lambda each: (order.index(each.heading), not _folded(each.label).startswith(words[0])))

    def on_input_changed(self) -> None:
        self.show()

    def on_input_submitted(self) -> None:
        """Choose what is under the cursor."""
        chosen = self.query_one("#hits", Hits).chosen
        if isinstance(chosen, PaletteHit):
            self.dismiss(chosen)

    def on_key(self, event: Key) -> None:
        """The arrow keys walk what was found while one types."""
        if event.key in _STEPS:
            self.query_one("#hits", Hits).step(_STEPS[event.key])
            event.stop()


def _row(found: PaletteHit, width: int) -> Row:
    text = shortened(f"  {found.label}", width)
    whole = shortened(f"{text}　{found.help}", width) if found.help else text
    return Row(whole, "plain", found, (Mark(min(len(text), len(whole)), len(whole), "dim"),))


def command_label(label: str, keys: str) -> str:
    """Return a command with its key: 撤销（u）."""
    return remarked(label, keys)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
