"""Text to be read whole with the keyboard: rows that can be chosen, and the text between them scrolled line by line."""

from textual.message import Message

from clerkcheck.tui.widgets.painted_rows import Chooser


class Guide(Chooser):
    """A chooser whose arrow keys never jump over text that has not been in view; without keys it simply scrolls."""

    FROM_TOP = True

    class Moved(Message):
        """The cursor stands on another row; ``key`` is what that row stands for."""

        def __init__(self, guide: "Guide", key: object) -> None:
            super().__init__()
            self.guide, self.key = guide, key

    def move_to(self, index: int | None) -> None:
        """Put the cursor on a row, and say so."""
        before = self.chosen
        super().move_to(index)
        if self.chosen != before:
            self.post_message(self.Moved(self, self.chosen))

    def step(self, by: int) -> None:
        """Go one row (±1), a page, or to an end; text without anything to choose scrolls under the cursor."""
        if abs(by) >= len(self.rows):
            super().step(by)
            self.scroll_lines(by)
        elif abs(by) > 1:
            self.scroll_lines(by)
            self._follow(by)
        else:
            self._step_one(by)

    def scroll_lines(self, by: int) -> None:
        """Scroll by so many lines, at once."""
        last = max(0, len(self.rows) - self.size.height)
        self.scroll_top(min(max(self.scroll_offset.y + by, 0), last))

    def reveal(self, first: int, last: int) -> None:
        """Scroll as little as brings the lines from ``first`` to ``last`` into view, the first in any case."""
        self.scroll_top(min(first, max(self.scroll_offset.y, last - self.size.height + 1)))

    def in_view(self, index: int) -> bool:
        """Whether the row stands in the visible part."""
        top = self.scroll_offset.y
        return top <= index < top + self.size.height

    def _places(self) -> list[int]:
        return [index for index, key in enumerate(self.keys) if key is not None]

    def _step_one(self, by: int) -> None:
        here = -1 if self.cursor is None else self.cursor
        ahead = [place for place in self._places() if (place > here if by > 0 else place < here)]
        target = (ahead[0] if by > 0 else ahead[-1]) if ahead else None
        if target is None or not self.in_view(target):
            self.scroll_lines(by)
        if target is not None and self.in_view(target):
            self.move_to(target)

    def _follow(self, by: int) -> None:
        """After a page: put the cursor on the row in view that lies farthest in the direction of travel."""
        seen = [place for place in self._places() if self.in_view(place)]
        if seen:
            self.move_to(seen[-1] if by > 0 else seen[0])
