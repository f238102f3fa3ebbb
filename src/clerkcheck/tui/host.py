"""What screens ask of the app that shows them: it stands above them and they do not import it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Protocol, cast

from textual.screen import Screen

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.tui.commands import Command


class Host(Protocol):
    """The app: a calendar, a clock, and the screens that are opened over others."""

    calendar: WorkCalendar
    now: Callable[[], datetime]

    @property
    def today(self) -> date:
        """Today by the clock."""

    def open_case(self, path: str, left: Callable[[object], None] | None = None) -> None:
        """Open a case for work; ``left`` is called when it is closed again."""

    def show_help(self, place: str, listed: tuple[Command, ...]) -> None:
        """Show what the keys of a screen do: ``place`` is its title, ``listed`` its commands."""

    def push_screen(self, screen: Screen[Any], callback: Callable[[Any], None] | None = None) -> object:
        """Show a screen over the others; ``callback`` gets what it is closed with."""


def host_of(screen: Screen[Any]) -> Host:
    """Return the app that shows a screen."""
    return cast(Host, screen.app)
