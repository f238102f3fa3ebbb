"""Keys are handed on one at a time, each to the screen that it was pressed for.

Textual queues every key for the widget that has the focus when the key arrives. A second key that comes before the
first has closed a dialog is then the closed dialog's, or falls through to the screen below. Here the next key waits
until the one before has done all it does, and a key pressed before its screen was there is dropped:

- A screen came or went, or another question was put: what was pressed before that was not meant for it. Only a small
  question (a list, a line, a day) takes what was typed ahead, so that the steps of the wizard can be typed in one go;
  what is to be read or confirmed first does not. A day that is given leads back to the page it was asked on, which was
  there before and asks the same: what follows is for that page, so that date after date can be typed in one go.
- The same command again before the first has been done: it was pressed once too often. Where a small question came up,
  nobody can tell whether it was meant for that: then all that was typed ahead is dropped, so that it answers nothing.
"""

from asyncio import Task, create_task, sleep
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from textual.await_complete import AwaitComplete
from textual.constants import ESCAPE_DELAY
from textual.events import Event, Key, MouseDown, MouseUp, Paste
from textual.geometry import Offset
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.app import App

PRESSED = (Key, Paste, MouseDown, MouseUp)
# Keys that go one step further each time, and may well be held down.
_STEPS = frozenset(["up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab"])
_ALWAYS = "ctrl+q"
# Looks, at most one a millisecond after the brisk ones: whatever hangs, or is not painted, keys go on.
_BRISK, _PAINTING, _PATIENCE = 100, 300, 5000


class Once(Screen[Any]):
    """A screen that is closed at most once, and only while it is the one on top."""

    BACK_AHEAD: ClassVar[bool] = False  # once it is closed, keys pressed before that are for the screen below
    asked: object = None  # what is asked here; where it becomes another, keys pressed before that are not meant for it
    completed = False  # the last key was the second of a row's two: the same again is another command
    flashing = False  # something is said until the next key
    _left = False

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close the screen with a result; what has been closed or covered already stays as it is."""
        if self._left or self.app.screen is not self:
            return AwaitComplete()
        self._left = True
        return super().dismiss(result)

    def flash(self, text: str) -> None:
        """Say something until the next key."""

    def calm(self) -> None:
        """A key was pressed: take away what was said until then."""

    def way_out(self) -> str:
        """How one leaves this screen, in a few words."""
        return ""


class Keyboard:
    """Takes every key, paste and click of an app, and hands them on with ``hand_on``."""

    def __init__(self, app: "App[Any]", hand_on: Callable[[Event], Awaitable[None]]) -> None:
        """Take the app, and how it gives an event to the widget it is for."""
        self.app, self.hand_on = app, hand_on
        self.waiting: deque[Event] = deque()
        self.watching: Task[None] | None = None  # until the event handed on last has done all it does
        # By the clock that events carry: until when what was pressed is dropped, and from when on it could be seen what
        # the event handed on last has done.
        self.deaf_until = self.seen_from = 0.0
        self.painted_at = 0.0  # by the same clock: first since then; 0: not yet
        self.last = ""  # the key handed on last
        self.command = False  # it was a command: pressed twice, it is meant once
        self.asking = False  # a small question has come up by it
        self.clicked: tuple[float, Offset] | None = None  # when and where a click brought up another screen

    async def take(self, event: Event) -> None:
        """Hand an event on, at once or when those before it are done."""
        if self.watching is not None:
            self.waiting.append(event)
        elif self.wanted(event):
            before = self.view()
            await self.give(event)
            self.watching = create_task(self.watch(event, before))

    async def give(self, event: Event) -> None:
        """Hand an event on to its widget; nothing has been painted since."""
        screen, self.painted_at = self.app.screen, 0.0
        if isinstance(event, Key):
            self.last, self.command = event.key, is_command(event.key, screen)
        elif isinstance(event, MouseDown):
            self.last = ""  # a click may stand for a key, which is then pressed for the first time
        if isinstance(screen, Once):
            screen.completed = False
            screen.calm()
        await self.hand_on(event)

    async def watch(self, event: Event, before: tuple[object, ...]) -> None:
        """Wait until an event is done, then hand on the next; ``before``: what could be seen when it was pressed."""
        try:
            while True:
                await self.done(event, before)
                ahead = next((each for each in self.drained() if self.wanted(each)), None)
                if ahead is None:
                    self.watching = None
                    return
                event, before = ahead, self.view()
                await self.give(event)
        except Exception as error:
            self.watching = None
            self.app._handle_exception(error)

    def drained(self) -> Iterator[Event]:
        """What waits, in order; each is taken off as it is looked at."""
        while self.waiting:
            yield self.waiting.popleft()

    async def done(self, event: Event, before: tuple[object, ...]) -> None:
        """Wait until nothing is queued or half done, and another screen or question that has come up is painted."""
        seen = before
        for look in range(_PATIENCE):
            if self.view() != seen:
                seen, self.painted_at = self.view(), 0.0
            unseen = seen != before and not self.painted_at and look < _PAINTING
            if not (self.app.is_running and (unseen or any(map(busy, self.pumps())))):
                break
            await sleep(0 if look < _BRISK else 0.001)
        self.seen_from, self.asking = self.painted_at or ticks(), False
        if seen != before and self.app.screen_stack:
            self.asking = takes_type_ahead(self.app.screen, before)
            if not self.asking and not leads_back(before, seen):
                self.deaf_until = self.seen_from
            self.clicked = (event.time, event.screen_offset) if isinstance(event, MouseUp) else None

    def painted(self) -> None:
        """The screen is about to be painted."""
        self.painted_at = self.painted_at or ticks()

    def view(self) -> tuple[object, ...]:
        """The screens that are open, then what each of them asks."""
        stack = self.app.screen_stack
        return (*stack, *(getattr(each, "asked", None) for each in stack))

    def pumps(self) -> Iterator[MessagePump]:
        """Everything that may have to do with a key: the app, its screens, the widgets of the top one."""
        yield self.app
        yield from self.app.screen_stack
        if self.app.screen_stack:
            yield from self.app.screen.walk_children()

    def wanted(self, event: Event) -> bool:
        """Whether an event is for the screen that is there now."""
        if not self.app.is_running or not self.app.screen_stack:
            return False
        if isinstance(event, Key) and event.key == _ALWAYS:
            return True
        pressed_at = self.pressed_at(event)
        if pressed_at <= self.deaf_until or self.doubled(event):
            return False
        again = isinstance(event, Key) and event.key == self.last and pressed_at <= self.seen_from
        again = again and not getattr(self.app.screen, "completed", False)
        if again and self.asking:
            self.deaf_until = self.seen_from
        return not (again and (self.command or self.asking))

    def pressed_at(self, event: Event) -> float:
        """When an event's key was pressed: on a terminal Esc is known only when nothing has followed it for a while."""
        late = isinstance(event, Key) and event.key == "escape" and not self.app.is_headless
        return event.time - ESCAPE_DELAY if late else event.time

    def doubled(self, event: Event) -> bool:
        """Whether a click is the second one of a double click whose first has brought up another screen."""
        if self.clicked is None or not isinstance(event, MouseDown | MouseUp):
            return False
        clicked_at, offset = self.clicked
        return event.screen_offset == offset and event.time - clicked_at < self.app.CLICK_CHAIN_TIME_THRESHOLD


def ticks() -> float:
    """Return the seconds of the clock by which textual says when an event came."""
    return Message().time


def is_command(key: str, screen: Screen[Any]) -> bool:
    """Whether a key does something here rather than type or move, so that pressing it twice is a slip."""
    if key in ("enter", "escape"):
        return True
    return not (isinstance(screen, ModalScreen) or isinstance(screen.focused, Input) or key in _STEPS)


def takes_type_ahead(screen: Screen[Any], before: tuple[object, ...]) -> bool:
    """Whether a screen that has come up is a small question, which may be answered before it is seen."""
    return screen not in before and isinstance(screen, ModalScreen) and getattr(screen, "TYPE_AHEAD", True)


def leads_back(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    """Whether a small question was closed, and the screen below it asks what it asked before (see ``view``)."""
    top = len(before) // 2 - 1
    return getattr(before[top], "BACK_AHEAD", False) and now == before[:top] + before[top + 1 : -1]


def busy(pump: MessagePump) -> bool:
    """Whether a widget, screen or app is not there yet, or has something to do: messages, callbacks, repainting.

    What a covered screen puts off until it is painted waits until it is on top again, and nobody waits for that.
    """
    if pump._closing or pump._closed:
        return False
    if not pump._is_mounted or pump._pending_message is not None or not pump._message_queue.empty():
        return True
    if pump._next_callbacks:
        return True
    return isinstance(pump, Screen) and pump is pump.app.screen and bool(pump._callbacks)
