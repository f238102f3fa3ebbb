"""A line to type in whose caret is always in view, and known to the cell: an input method opens its box there."""

from textual.events import Paste
from textual.geometry import Offset, Region
from textual.widgets import Input


class LineInput(Input):
    """Textual's own leaves the caret of a long text out of view until a key is pressed, and counts its end one off."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the caret is painted, in cells from the screen's corner."""
        return Offset(self.content_region.x + self._caret - self.scroll_offset.x, self.content_region.y)

    def action_copy(self) -> None:
        """Ctrl+C copies what is selected; where nothing is, it is as anywhere else."""
        if self.selection.is_empty:
            self.app.action_help_quit()
        else:
            super().action_copy()

    def _on_paste(self, event: Paste) -> None:
        """Put in all of what is pasted, in one line; textual's own keeps its first line and drops the rest."""
        event.prevent_default()
        event.stop()
        text = self.in_one_line(event.text)
        if text:
            self.replace(text, *self.selection)

    def in_one_line(self, text: str) -> str:
        """Return a pasted text as this line takes it."""
        return in_one_line(text)

    @property
    def _caret(self) -> int:
        return self._position_to_cell(self.cursor_position)

    def on_resize(self) -> None:
        """Bring the caret into view, also of a text that was there from the start."""
        self.follow()
        self.call_after_refresh(self.follow)

    def watch_value(self) -> None:
        """And of a text that was put there."""
        self.call_after_refresh(self.follow)

    def follow(self) -> None:
        """Scroll so far that the caret can be seen."""
        self.scroll_to_region(Region(self._caret, 0, 1, 1), force=True, animate=False, immediate=True)


def in_one_line(text: str) -> str:
    """Return the lines of a text as one: Chinese is joined as it is, between two Latin words stands a blank."""
    found = ""
    for line in map(str.strip, text.splitlines()):
        apart = found[-1:].isascii() and line[:1].isascii() and found[-1:].isalnum() and line[:1].isalnum()
        found += f" {line}" if apart else line
    return found
