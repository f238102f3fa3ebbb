"""A line to type in whose caret is always in view, and known to the cell: an input method opens its box there."""

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
