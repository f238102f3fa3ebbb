"""The command palette, in Chinese."""

from textual.command import CommandList, CommandPalette
from textual.widgets.option_list import Option

from clerkcheck.i18n import _
from clerkcheck.tui.keyboard import Once


class Palette(CommandPalette, Once):
    """Textual's palette; what it says of its own is said in Chinese."""

    def __init__(self) -> None:
        super().__init__(id="--command-palette", placeholder=_("输几个字，找这里能做的事"))

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """After a moment without a find, say that there is none."""
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, lambda: self.say_none(search_value))

    def say_none(self, sought: str) -> None:
        """Nothing was found; where nothing was sought there is nothing to say."""
        if sought:
            none = Option(_("没有这样的命令，换几个字试试"), disabled=True, id=self._NO_MATCHES)
            self.query_one(CommandList).add_option(none)
        self._list_visible = bool(sought)
