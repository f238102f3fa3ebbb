"""Rows that are confirmed together, and which of them have been on screen: what nobody has seen cannot be confirmed.

Seen is what stood in view once everything was laid out, whatever brought it there: an arrow key, a page key, the wheel.
A window of another size begins anew, so that what is said to be left is what is out of view there. A row whose mark is
another than when it was seen is not the row that was seen.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.geometry import Size
from textual.message import Message

from clerkcheck.tui.widgets.painted_rows import Chooser, Row


class KeyedRow(NamedTuple):
    """What has a key, with the lines that its text takes: from the place ``start`` up to ``end``."""

    start: int
    end: int
    text: str  # without blanks, so that it is the same at every width


class SeenRows(Chooser):
    """A chooser that knows which of its rows have been on screen; posts ``MoreSeen`` when more of them have."""

    class MoreSeen(Message):
        """More rows have been on screen, or rows are there that have not."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._seen: set[object] = set()  # items, and lines of those that are higher than the window
        self._looking = False
        self._told = (0, 0)
        self._seen_in: Size | None = None  # the window

    def show(self, rows: Sequence[Row]) -> None:
        """Replace the rows; those whose text is another must be seen again."""
        super().show(rows)
        self._look_soon()

    def resized(self) -> None:
        """Another part is in view."""
        super().resized()
        self._look_soon()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Whatever scrolled, another part is in view."""
        super().watch_scroll_y(old_value, new_value)
        self._look_soon()

    def forget_seen(self) -> None:
        """Other things are asked: nothing of them has been seen."""
        self._seen.clear()
        self._look_soon()

    def _look_soon(self) -> None:
        """Look once everything is laid out: before, a window that grew smaller still has its old height."""
        if not self._looking:
            self._looking = True
            self.call_after_refresh(self.look)

    def look(self) -> None:
        """Keep which rows are on screen."""
        self._looking = False
        if self._seen_in != self.app.size:
            self._seen_in = self.app.size
            self._seen.clear()
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        for item in self.items():
            self._seen |= {(item, place) for place in self._lines(item) if top <= item.start + place < bottom}
            if all((item, place) in self._seen for place in self._lines(item)):
                self._seen.add((self.keys[item.start], item.text))
        told, self._told = self._told, (len(self._seen), len(self.hidden))
        if self._told != told:
            self.post_message(self.MoreSeen())

    @staticmethod
    def _lines(item: KeyedRow) -> range:
        return range(item.end - item.start)

    def items(self) -> Iterator[KeyedRow]:
        """Yield what has a key: its lines end where another begins, at a heading or at an empty line."""
        start: int | None = None
        for place, row in enumerate((*self.rows, Row(""))):
            ends = row.key is not None or not row.text or row.style == "heading"
            if start is not None and ends:
                text = "".join("".join(each.text.split()) for each in self.rows[start:place])
                yield KeyedRow(start, place, text)
            if ends:
                start = None if row.key is None else place

    @property
    def unseen(self) -> list[KeyedRow]:
        """The rows with a key that have not been on screen as they are now."""
        return [each for each in self.items() if (self.keys[each.start], each.text) not in self._seen]

    @property
    def hidden(self) -> list[KeyedRow]:
        """Those of :attr:`unseen` that are not on screen now either."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        return [each for each in self.unseen if not (top <= each.start and each.end <= bottom)]

    def show_unseen(self, item: KeyedRow) -> None:
        """Bring what has not been on screen of a row to the top of the view, and the cursor to the row."""
        place = next((each for each in self._lines(item) if (item, each) not in self._seen), 0)
        self.move_to(item.start)
        self.scroll_top(item.start + place)
