"""The app: opens a folder of cases or one case, holds calendar and clock, offers every command in the palette."""

import gc
import os
import select
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TextIO

from rich.console import RenderableType
from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.worker import WorkerFailed

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.faults import INTERNAL_ERROR, fault_sentence, logged
from clerkcheck.i18n import _
from clerkcheck.reading.characters import printable_lines
from clerkcheck.tui.commands import Command
from clerkcheck.tui.host import Host
from clerkcheck.tui.keyboard import PRESSED, Keyboard, Once
from clerkcheck.tui.plain import found_plain, use_plain_scrollbars
from clerkcheck.tui.screens.clerk_screen import ClerkScreen
from clerkcheck.tui.themes import themes

if TYPE_CHECKING:
    from clerkcheck.tui.palette import PaletteHit

HUNG_UP = 129  # the exit status of a program ended by SIGHUP, as a shell has it

# Seconds until a thread that waits for Python gets its turn. What has been painted is written by a thread of its own,
# which would otherwise stand behind whatever comes after the painting for up to 5 ms.
_TURN = 0.0002
_YOUNG = 10_000, 10, 100  # objects until new ones are gone through: few enough that no key waits for it


class ClerkApp(App[int], inherit_css=False):
    """clerkcheck on a terminal. ``now`` is the clock, so that a test can stop it."""

    # In place of textual's own, most of which is for what is not here (colours of a terminal, a widget grown to the
    # whole screen): parsing styles is a good part of the first paint.
    DEFAULT_CSS = "ClerkApp { background: $background; color: $foreground; }"
    TITLE = "clerkcheck"
    ENABLE_COMMAND_PALETTE = False  # ours is in palette.py
    ALLOW_SELECT = False  # nothing shows or copies what is selected, and a list scrolled under a click near its end
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", _("退出"), show=False, priority=True)]

    def __init__(
        self,
        place: str,
        calendar: WorkCalendar,
        now: Callable[[], datetime],
        theme: str = "clerk-light",
        *,
        plain: bool = False,
    ) -> None:
        """Take the place, the calendar and the clock; ``plain``: no character may take two cells for one."""
        super().__init__(css_path=[*first_styles(place), *(["plain.tcss"] if plain else [])])
        self._disable_notifications = self._disable_tooltips = True  # no screen has any, and each paid for both
        self.plain = plain
        if plain:
            use_plain_scrollbars()
        self.place, self.calendar, self.now = place, calendar, now
        self.keyboard = Keyboard(self, self.pressed)
        self.fault = ""  # the sentence that says so, once the app has failed
        self.last_words: list[str] = []  # what was found on leaving, to be said when the terminal is restored
        for each in themes(None):
            self.register_theme(each)
        self.theme = theme

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme; textual asks for the first time before it can know that there is one."""
        return super().get_css_variables() if self.theme.startswith("clerk-") else {}

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything by new colours; while there is no screen yet, only take the colours.

        Textual asks for this on the first theme, and would parse all styles once for that and again for the screen.
        """
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    @property
    def today(self) -> date:
        """The day in China by the clock the app was given."""
        return self.now().date()

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor, and with it the input method's candidate box, belongs: the focused caret.

        Textual keeps a position of its own that is stale after autofocus, on a new screen, after a scroll or resize.
        """
        focused = self.focused
        return getattr(focused, "cursor_screen_offset", Offset(0, 0)) if focused is not None else Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, value: Offset) -> None:
        """Textual sets this; the answer is always taken from the focused widget instead."""

    def on_mount(self) -> None:
        """Open the register or the case that was named, once textual has ended the batch it starts the app in.

        Within it a first frame would be rendered, thrown away, and rendered again.
        """
        self.call_later(self.open_place)

    def open_place(self) -> None:
        """Open the register, or the case that was named."""
        if os.path.isfile(self.place):
            folder = os.path.dirname(self.place) or "."
            self.open_case(self.place, lambda _answer: self.open_register(folder))
        else:
            self.open_register(self.place)

    def on_ready(self) -> None:
        """The first screen is there: collect garbage from now on, but not what was loaded to get here."""
        gc.freeze()
        gc.set_threshold(*_YOUNG)
        gc.enable()
        if not self.is_headless:
            self.set_interval(1, self.leave_with_the_terminal)

    def leave_with_the_terminal(self) -> None:
        """End where the terminal is gone (its window closed, a connection lost): textual would read on for ever."""
        if hung_up(sys.__stdin__):
            self.look_back()
            os._exit(HUNG_UP)  # nothing can be drawn or restored any more, and every answer is on disk

    async def action_quit(self) -> None:
        """Leave, having seen what others have done to the case meanwhile."""
        self.look_back()
        self.exit()

    def look_back(self) -> None:
        """Look once more at the file of the case that is open; what comes of it is kept for the last words.

        Screens above the case have the same session.
        """
        sessions = {id(each): each for each in (getattr(screen, "session", None) for screen in self.screen_stack)}
        for session in filter(None, sessions.values()):
            if session.look(leaving=True) and (said := session.take_notice()):
                self.last_words.append(said)

    # --- keys

    async def on_event(self, event: Event) -> None:
        """Keys, pastes and clicks go by the keyboard, which hands them on one at a time."""
        if isinstance(event, PRESSED) and not event.is_forwarded:
            await self.keyboard.take(event)
        else:
            await super().on_event(event)

    async def pressed(self, event: Event) -> None:
        """Give a key, paste or click to the widget it is for."""
        await super().on_event(event)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Textual paints here: from now on a key can be an answer to what is seen."""
        if renderable is not None and screen is self.screen and not self._batch_count:
            self.keyboard.painted()
        super()._display(screen, renderable)

    def action_help_quit(self) -> None:
        """Ctrl+C: say how one leaves."""
        if isinstance(self.screen, Once):
            self.screen.flash(_("{way}　Ctrl+Q 退出应用，答过的都已存好").format(way=self.screen.way_out()))

    # --- what went wrong

    def _handle_exception(self, error: Exception) -> None:
        """An error that nothing was prepared for, wherever it happened: log it and close, with the case as it is."""
        self.fail(getattr(error, "error", error) if isinstance(error, WorkerFailed) else error)
        super()._handle_exception(error)

    def panic(self, *renderables: RenderableType) -> None:
        """Textual's own threads failed: keep what they say for the log, and close."""
        if not self.fault:
            with self.console.capture() as said:
                self.console.print(*renderables)
            self.fault = logged(said.get())
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """Close; textual would print the traceback with the values of variables."""
        self._close_messages_no_wait()

    def fail(self, error: BaseException) -> None:
        """Log the first error; those that follow from it are not told."""
        self.fault = self.fault or fault_sentence(error)

    # --- screens

    def open_register(self, folder: str) -> None:
        """Show the cases of a folder."""
        from clerkcheck.tui.screens.cases_screen import CasesScreen

        self.push_screen(CasesScreen(folder))

    def open_case(self, path: str, left: Callable[[object], None] | None = None) -> None:
        """Open a case for work; one that cannot be read is shown with its error, never overwritten.

        ``left`` is called when it is closed again: where a case was named, the register is read only then.
        """
        from clerkcheck.cases.saving import open_stored
        from clerkcheck.desk.session import Session
        from clerkcheck.reading.errors import InputError
        from clerkcheck.tui.screens.case_screen import CaseScreen

        try:
            session = Session(open_stored(path), self.calendar, self.today, self.now)
        except InputError as error:
            from clerkcheck.tui.screens.dialogs import Message

            self.push_screen(Message(_("打不开这件"), str(error)), left)
            return
        self.push_screen(CaseScreen(session), left)

    def show_help(self, place: str, listed: tuple[Command, ...]) -> None:
        """Show what the keys of a screen do."""
        from clerkcheck.tui.screens.help_screen import HelpScreen

        self.push_screen(HelpScreen(place, listed))

    def action_command_palette(self) -> None:
        """Ctrl+P: find a command, a case, a paper or a clause."""
        from clerkcheck.desk.remembered import used_most
        from clerkcheck.tui.findable import findable
        from clerkcheck.tui.palette import Palette

        screen = self.screen
        if not isinstance(screen, ModalScreen):
            self.push_screen(Palette(list(self.findable_commands()), lambda: findable(screen), used_most()), self.found)

    def found(self, chosen: "PaletteHit | None") -> None:
        """Do what was chosen in the palette, and remember that it was."""
        from clerkcheck.desk.remembered import remember_use

        if chosen is not None:
            remember_use(chosen.name)
            self.call_next(chosen.run)

    def findable_commands(self) -> "Iterator[PaletteHit]":
        """Yield the screen's own commands, then the theme and leaving."""
        from clerkcheck.tui.palette import PaletteHit, command_label

        screen, heading = self.screen, _("命令")
        if isinstance(screen, ClerkScreen):
            for each in screen.commands():
                if each.action not in ("app.command_palette", "app.quit"):
                    label = command_label(each.label, each.key_words)
                    yield PaletteHit(heading, each.action, label, each.help, partial(screen.run_action, each.action))
        yield PaletteHit(
            heading, "theme", _("换深色或浅色"), _("在浅色和深色之间切换，下次还是这样"), self.change_theme
        )
        yield PaletteHit(heading, "quit", _("退出（Ctrl+Q）"), _("答案都已存好，直接离开"), self.action_quit)

    def change_theme(self) -> None:
        """From light to dark or back; it is remembered."""
        from clerkcheck.desk.remembered import remember_theme

        self.theme = "clerk-dark" if self.theme == "clerk-light" else "clerk-light"
        remember_theme(self.theme)


def first_styles(place: str) -> list[str]:
    """Return the style sheets of the screens that open on a place, from here.

    For a screen that brings others textual parses everything anew; from a folder a case is opened next.
    """
    screens = ("clerk", "case") if os.path.isfile(place) else ("clerk", "case", "cases")
    return [f"screens/{each}_screen.tcss" for each in screens]


def _as_host(app: ClerkApp) -> Host:
    """Where mypy sees that the app does all that screens ask of it."""
    return app


def hung_up(stream: TextIO | None) -> bool:
    """Return whether the other end of a terminal is closed; False where the system cannot tell (Windows)."""
    try:
        poll = select.poll()
        poll.register(stream.fileno() if stream is not None else -1, 0)
        return any(state & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _file, state in poll.poll(0))
    except (AttributeError, OSError, ValueError, OverflowError):
        return False


def launch(place: str, calendar: WorkCalendar, *, mouse: bool = True, dark: bool = False, plain: bool = False) -> int:
    """Run the app on ``place`` (a folder or a case file) and return its exit status.

    ``plain``: with frames and signs of ASCII; where the terminal is found to need them they are taken anyway.
    """
    from clerkcheck.clock import now
    from clerkcheck.desk.remembered import last_theme

    dark = dark or last_theme() == "clerk-dark"
    app = ClerkApp(place, calendar, now, "clerk-dark" if dark else "clerk-light", plain=plain or found_plain())
    for each in themes(app.console.color_system):
        app.register_theme(each)
    sys.setswitchinterval(_TURN)
    app.run(mouse=mouse)
    if app.fault:
        print(printable_lines(app.fault), file=sys.stderr)  # noqa: T201 - the command line is above this room
        return INTERNAL_ERROR
    for said in app.last_words:
        print(printable_lines(said), file=sys.stderr)  # noqa: T201
    return app.return_code or 0
