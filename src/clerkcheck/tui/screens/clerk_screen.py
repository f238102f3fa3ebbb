"""What every screen has: a title line, a footer that fits, key help, and commands defined once."""

import os
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Click, ScreenResume

from clerkcheck.cells import cells, pad, shortened
from clerkcheck.i18n import _
from clerkcheck.tui.commands import Command
from clerkcheck.tui.host import host_of
from clerkcheck.tui.keyboard import Once
from clerkcheck.tui.widgets.painted_rows import Lines, Mark, Row

COMMON = (
    Command("app.command_palette", ("ctrl+p",), _("命令"), _("列出这里能做的一切，边输边找")),
    Command("help", ("f1", "question_mark"), _("帮助"), _("这一屏的按键和说明")),
    Command("app.quit", ("ctrl+q",), _("退出"), _("离开应用；答案都已存好"), footer=False),
)

WIDE = 110  # columns from which panels stand side by side

Check = Callable[[str], object]


class ClerkScreen(Once):
    """A screen with ``COMMANDS``; subclasses compose their middle in ``body``."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = ()
    CSS_PATH = "clerk_screen.tcss"
    AUTO_FOCUS = ""
    framed_for = 0  # columns
    BLANK = True  # of the screen itself nothing is seen, and textual need not paint it line by line

    def __init_subclass__(cls, **options: Any) -> None:
        cls.BINDINGS = [  # before textual's own __init_subclass__, which gathers them
            Binding(key, command.action, command.label, show=False)
            for command in cls.with_common(cls.COMMANDS_HERE)
            for key in command.keys
        ]
        super().__init_subclass__(**options)

    def compose(self) -> ComposeResult:
        yield Lines(id="title")
        yield from self.body()
        yield Lines(id="footer")

    def body(self) -> ComposeResult:
        """Yield the widgets between the title line and the footer."""
        yield from ()

    def title_text(self) -> str:
        """What the title line says of this place."""
        return "clerkcheck"

    def commands(self) -> tuple[Command, ...]:
        """The commands that can be used now, most wanted first."""
        return self.with_common(self.COMMANDS_HERE)

    @staticmethod
    def with_common(commands: tuple[Command, ...]) -> tuple[Command, ...]:
        """These commands and those that every screen has, unless it has one of its own for the same."""
        own = {command.action for command in commands}
        return (*commands, *(command for command in COMMON if command.action not in own))

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Shown for the first time, a screen has the styles already that its widgets were given as they came."""
        event.refresh_styles = event.refresh_styles and self.stack_updates > 0

    def on_mount(self) -> None:
        """Fill the title and the footer."""
        self.refresh_frame()

    def on_resize(self) -> None:
        """Fit the footer to the new width."""
        if self.framed_for != self.app.size.width:
            self.refresh_frame()

    def refresh_frame(self) -> None:
        """Write the title line and the footer anew."""
        width, self.flashing = self.app.size.width, False
        self.framed_for = width
        self.query_one("#title", Lines).show([title_row(self.title_text(), way_back(self.commands(), width), width)])
        self.query_one("#footer", Lines).show([Row(footer_text(self.commands(), width), "dim")])

    def flash(self, text: str) -> None:
        """Say something in the footer's place, until the next key."""
        self.flashing = True
        self.query_one("#footer", Lines).show([Row(" " + shortened(text, self.app.size.width - 2), "note")])

    def calm(self) -> None:
        """Bring the commands back into the footer where something was said in it."""
        if self.flashing:
            self.refresh_frame()

    def way_out(self) -> str:
        """How one leaves this screen, in a few words."""
        leaving = next((each for each in self.commands() if each.action in ("leave", "close", "app.quit")), None)
        if leaving is None:
            return ""
        return f"{'q' if 'q' in leaving.keys else leaving.key_words} {leaving.label}"

    async def on_click(self, event: Click) -> None:
        """A click on a command in the footer, or on the way back in the title line, does what its key does."""
        footer, place = self.query_one("#footer", Lines).region, event.screen_offset
        command = None
        if footer.contains_point(place):
            command = command_at(self.commands(), footer.width, place.x - footer.x)
        elif self.query_one("#title", Lines).region.contains_point(place):
            back = way_back(self.commands(), footer.width)
            command = back if back is not None and place.x >= footer.width - 1 - cells(_entry(back)) else None
        if command is not None:
            await self.run_action(command.action)

    # --- small questions; the dialogs are loaded when the first is asked

    def say(self, heading: str, text: str) -> None:
        """Show a message in a box."""
        from clerkcheck.tui.screens.dialogs import Message

        self.app.push_screen(Message(heading, text))

    def confirm(self, heading: str, text: str, yes: str, then: Callable[[Any], None]) -> None:
        """Ask whether to do something; ``then`` gets True, or False or None."""
        from clerkcheck.tui.screens.dialogs import Confirm

        self.app.push_screen(Confirm(heading, text, yes), then)

    def choose_one(
        self, heading: str, choices: Sequence[tuple[Any, str]], then: Callable[[Any], None], chosen: object = None
    ) -> None:
        """Ask for one of (value, label) pairs; ``then`` gets its value, or None."""
        from clerkcheck.tui.screens.dialogs import PickOne

        self.app.push_screen(PickOne(heading, choices, chosen), then)

    def stored(self, path: str, about: str = "") -> None:
        """Say where a file was written, and offer to have the system open it or its folder."""
        from clerkcheck.desk.attached import open_by_system
        from clerkcheck.reading.errors import InputError
        from clerkcheck.reading.user_folders import from_home
        from clerkcheck.tui.screens.dialogs import PickOne

        def picked(target: Any) -> None:
            if target:
                try:
                    open_by_system(target)
                except InputError as error:
                    self.say(_("没有打开"), str(error))

        folder = os.path.dirname(path)
        choices = [("", _("知道了")), (path, _("打开这个文件")), (folder, _("打开所在的文件夹"))]
        text = "\n".join(part for part in (from_home(path), about) if part)
        self.app.push_screen(PickOne(_("存好了"), choices, "", text), picked)

    def ask_line(
        self, heading: str, value: str, then: Callable[[Any], None], *, text: str = "", check: Check | None = None
    ) -> None:
        """Ask for a line of text; ``then`` gets it, or None. ``check`` may refuse it with a ValueProblem."""
        from clerkcheck.tui.screens.dialogs import AskLine

        self.app.push_screen(AskLine(heading, value, text, check), then)

    def action_help(self) -> None:
        """Open the key help of this screen."""
        host_of(self).show_help(self.title_text(), self.commands())


def footer_text(commands: tuple[Command, ...], width: int) -> str:
    """Return as many commands as fit in ``width`` cells; help and the palette are kept for last and never dropped."""
    return _footer(footer_commands(commands, width))


def footer_commands(commands: tuple[Command, ...], width: int) -> list[Command]:
    """The commands of :func:`footer_text`, in order."""
    wanted = [command for command in commands if command.footer]
    kept = [command for command in wanted if command in COMMON]
    shown: list[Command] = []
    for command in wanted:
        if command not in COMMON and cells(_footer([*shown, command, *kept])) <= width:
            shown.append(command)
    return [*shown, *kept]


def way_back(commands: tuple[Command, ...], width: int) -> Command | None:
    """The command that leaves a screen whose footer has no room for it; None where it stands there."""
    leaving = next((each for each in commands if each.action in ("leave", "close") and each.footer), None)
    return None if leaving in footer_commands(commands, width) else leaving


def title_row(text: str, back: Command | None, width: int) -> Row:
    """The title line; at its right end the way back that the footer has no room for, to be clicked."""
    if back is None:
        return Row(" " + shortened(text, width - 2), "strong")
    entry = _entry(back)
    title = pad(" " + shortened(text, width - 4 - cells(entry)), width - 1 - cells(entry))
    return Row(title + entry, "strong", None, (Mark(len(title), len(title + entry), "dim"),))


def command_at(commands: tuple[Command, ...], width: int, column: int) -> Command | None:
    """The command of :func:`footer_text` that stands at a column; None between two."""
    shown = footer_commands(commands, width)
    for number, command in enumerate(shown):
        end = cell_len(_footer(shown[: number + 1]))
        if end - cell_len(_entry(command)) <= column < end:
            return command
    return None


def _footer(commands: list[Command]) -> str:
    return " " + "  ".join(map(_entry, commands))


def _entry(command: Command) -> str:
    return f"{command.key_words} {command.label}"
