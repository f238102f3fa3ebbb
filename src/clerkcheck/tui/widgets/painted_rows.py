"""Rows of text painted by the line API: a change repaints only the lines that differ, and nothing is laid out anew.

Text is data: rows carry plain text and the name of a style, never markup.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import ClassVar, NamedTuple, overload

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.events import Click
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from clerkcheck.cells import cells, wrap
from clerkcheck.reading.characters import printable
from clerkcheck.tui.plain import plain_text
from clerkcheck.tui.widgets.row_styles import DIM, GROUNDS, STYLES


class Mark(NamedTuple):
    """A part of a line in a style of its own: from the character ``start`` up to ``end``."""

    start: int
    end: int
    style: str


class Row(NamedTuple):
    """One line: its text, its style (see ``STYLES``), and what it stands for (``key``; None: nothing to choose).

    ``marks``, in order, are the parts of the text that have another style.
    """

    text: str
    style: str = "plain"
    key: object = None
    marks: tuple[Mark, ...] = ()


class Pane(Widget):
    """Holds other widgets, which cover it: of itself nothing is seen, and textual need not paint it line by line."""

    BLANK = True


class LazyRows(Sequence[Row]):
    """Very many rows, of which each is made when it is looked at."""

    def __init__(self, keys: Sequence[object], make: Callable[[int], Row]) -> None:
        """Take the keys of all, and what makes the row at a place."""
        self.keys, self.make = tuple(keys), make

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, place: int | slice) -> Row | tuple[Row, ...]:
        """Return the row at a place, or those at several."""
        if isinstance(place, slice):
            return tuple(self.make(each) for each in range(*place.indices(len(self))))
        return self.make(range(len(self))[place])


class Lines(ScrollView, can_focus=False):
    """Shows rows; scrolls when they are more than fit. A subclass may let one be chosen."""

    LIT: ClassVar[bool] = False  # the row under the cursor is seen also while the focus is elsewhere

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: Sequence[Row] = ()
        self.cursor: int | None = None
        self._styled_for: str | None = None
        self._styled: dict[str, Style] = {}

    def show(self, rows: Sequence[Row]) -> None:
        """Replace the rows; only lines in view whose row changed are painted again."""
        old, self.rows = self.rows, rows if isinstance(rows, LazyRows) else tuple(rows)
        if len(old) != len(self.rows):
            self._resize_whole()
        top = self.scroll_offset.y
        for y in range(top, min(top + self.size.height, max(len(old), len(self.rows)))):
            if old[y : y + 1] != self.rows[y : y + 1]:
                self.repaint(y)

    def _resize_whole(self) -> None:
        """Scroll in as much as there is now; where a bar stood and stands beside it, nothing else moves.

        Textual would lay out the screen anew and paint all of it, which is half of what an answer takes.
        """
        whole, seen = self.whole, self.container_size.height
        last = whole.height - seen
        if 0 < seen < min(whole.height, self.virtual_size.height) and self.scroll_offset.y <= last:
            self.set_reactive(Lines.virtual_size, whole)
            self._scroll_update(whole)
        else:
            self.virtual_size = whole

    def repaint(self, index: int) -> None:
        """Paint one row again, by its place among all rows."""
        self.refresh(Region(0, index - self.scroll_offset.y, max(1, self.size.width), 1))

    def index_at(self, event: Click) -> int | None:
        """The row that was clicked; None outside the rows."""
        offset = event.get_content_offset(self)
        index = -1 if offset is None else offset.y + self.scroll_offset.y
        return index if 0 <= index < len(self.rows) else None

    def on_resize(self) -> None:
        """Keep the scrollable height in step with the width."""
        self.virtual_size = self.whole
        self.resized()

    def resized(self) -> None:
        """The part in view is another: a subclass may have a row that must not leave it."""

    @property
    def whole(self) -> Size:
        """The size to scroll in; the same for all rows that fit, since a new one has textual paint everything again."""
        return Size(self.size.width, max(len(self.rows), self.size.height))

    def render_line(self, y: int) -> Strip:
        """Paint the line ``y`` of the view (textual's line API)."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        row = self.rows[index] if index < len(self.rows) else Row("")
        name = "cursor" if index == self.cursor and (self.has_focus or self.LIT) else row.style
        if row.marks:
            return Strip(self._segments(row, name)).adjust_cell_length(width, self.style_of(name))
        return Strip([Segment(set_cell_size(self._shown(row.text), width), self.style_of(name))], width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint what is in view; the empty lines below the last row, which are alike, are painted once.

        A subclass that has no rows draws lines of its own, each of them another.
        """
        first = self.gutter.top + max(0, len(self.rows) - self.scroll_offset.y)  # of those lines
        alike = min(crop.bottom, self.outer_size.height - self.gutter.bottom) - max(crop.y, first)
        if alike <= 1 or not self.rows:
            return super().render_lines(crop)
        above = super().render_lines(Region(crop.x, crop.y, crop.width, max(crop.y, first) + 1 - crop.y))
        below = crop.bottom - crop.y - len(above) - (alike - 1)
        rest = super().render_lines(Region(crop.x, crop.bottom - below, crop.width, below)) if below else []
        return [*above, *([above[-1]] * (alike - 1)), *rest]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters but the one for a terminal's own colours: no row has any."""
        return [each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)]

    def _segments(self, row: Row, name: str) -> list[Segment]:
        """The parts of a line; under the cursor they keep their colour on its ground."""
        found, at, base = list[Segment](), 0, self.style_of(name)
        for start, end, style in row.marks:
            own = self.style_of(style)
            shown = base + Style(color=own.color, bold=own.bold) if name == "cursor" and style in STYLES else own
            found += [Segment(self._shown(row.text[at:start]), base), Segment(self._shown(row.text[start:end]), shown)]
            at = end
        return [*found, Segment(self._shown(row.text[at:]), base)]

    def _shown(self, text: str) -> str:
        """A text as this terminal can show it."""
        return plain_text(printable(text)) if getattr(self.app, "plain", False) else printable(text)

    def style_of(self, name: str) -> Style:
        """The rich style of a row style, over the widget's own colours.

        Not by textual's component classes: nine of them in each of a screen's panels cost a third of the first paint.
        """
        if self._styled_for != self.app.theme:
            self._styled_for, self._styled = self.app.theme, {}
        if name not in self._styled:
            self._styled[name] = self._mixed(name, self.rich_style)
        return self._styled[name]

    def notify_style_update(self) -> None:
        """Textual says that the widget's own colours may have changed."""
        self._styled_for = None
        super().notify_style_update()

    def _mixed(self, name: str, own: Style) -> Style:
        theme = self.app.current_theme
        if name in GROUNDS:
            ink, ground = (getattr(theme, each) for each in GROUNDS[name])
            if name == "off":
                ink = Color.parse(ground).blend(Color.parse(ink), DIM).hex
            return own + Style(color=ink, bgcolor=ground, bold=name.startswith("badge") or None)
        colour, bold = STYLES[name]
        chosen = getattr(theme, colour) if colour else None
        if name == "dim":
            background, foreground = self.background_colors[1], Color.parse(theme.foreground or "#808080")
            chosen = background.blend(foreground, DIM).hex
        behind = theme.accent if name == "cursor" else None
        return own + Style(color=chosen, bgcolor=behind, bold=bold or None)


class Chooser(Lines, can_focus=True):
    """Rows of which those with a key can be walked with the arrow keys, or clicked."""

    OPENING_CLICKS = 2  # how many clicks on a row are as Enter on it
    FROM_TOP: ClassVar[bool] = False  # when the rows are first seen, their top is, wherever the cursor stands
    keys: tuple[object, ...] = ()  # of the rows
    _height = 0  # of the part in view, as it was before it was another

    def show(self, rows: Sequence[Row]) -> None:
        """Replace the rows, keeping the cursor on the row with the same key where it is still there."""
        key = self.chosen
        super().show(rows)
        self.keys = rows.keys if isinstance(rows, LazyRows) else tuple(row.key for row in self.rows)
        if key is not None and key in self.keys:
            self.move_to(self.keys.index(key))
        else:
            ahead = None if self.cursor is None else self._place_from(self.cursor)
            self.move_to(self._place_from(0) if ahead is None else ahead)

    def _place_from(self, start: int, by: int = 1) -> int | None:
        """The first place from ``start`` on, in one direction, that can be chosen."""
        end = len(self.keys) if by > 0 else -1
        return next((place for place in range(start, end, by) if self.keys[place] is not None), None)

    @property
    def chosen(self) -> object:
        """The key of the row under the cursor, or None."""
        return self.keys[self.cursor] if self.cursor is not None and self.cursor < len(self.keys) else None

    def resized(self) -> None:
        """Keep the row under the cursor in view, and bring it there as soon as there is a view."""
        before, self._height = self._height, self.size.height
        if self.cursor is not None and not (self.FROM_TOP if not before else self._left_behind(before)):
            self.bring(self.cursor)

    def _left_behind(self, height: int) -> bool:
        """Whether the cursor was out of a view of that height: the text was scrolled away from it."""
        return self.cursor is not None and not 0 <= self.cursor - self.scroll_offset.y < height

    def move_to(self, index: int | None) -> None:
        """Put the cursor on a row and bring it into view."""
        old, self.cursor = self.cursor, index
        for each in {old, index} - {None}:
            assert each is not None
            self.repaint(each)
        if index is not None:
            self.bring(index)

    def bring(self, index: int) -> None:
        """Scroll as little as brings a row into view; where nothing is in view yet, ``resized`` does it."""
        top, height = self.scroll_offset.y, self.size.height
        if height and not top <= index < top + height:
            self.scroll_top(index if index < top else index - height + 1)

    def scroll_top(self, top: int) -> None:
        """Have a line be the first in view, at once, and also while textual has not shown the bar of new rows yet.

        Put off until after the next painting, it would undo where the next page begins.
        """
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def choose(self, key: object) -> None:
        """Put the cursor on the row with this key, if there is one."""
        self.move_to(self.keys.index(key) if key in self.keys else self.cursor)

    def step(self, by: int) -> None:
        """Move the cursor to the next (1) or previous (-1) row that can be chosen; several rows at once for ±n."""
        here = self.cursor if self.chosen is not None else self._place_from(0)
        one = 1 if by > 0 else -1
        for _step in range(abs(by)):
            ahead = None if here is None else self._place_from(here + one, one)
            if ahead is None:
                break
            here = ahead
        if here is not None:
            self.move_to(here)

    def on_key(self, event: object) -> None:
        """Arrow keys, page keys, home and end walk the rows."""
        key = getattr(event, "key", "")
        page = max(1, self.size.height - 1)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -len(self.rows), "end": len(self.rows)}
        by = steps.get(key)
        if by is not None:
            self.step(by)
            event.stop()  # type: ignore[attr-defined]

    def on_click(self, event: Click) -> None:
        """A click puts the cursor on a row; twice is as Enter."""
        index = self.index_at(event)
        if index is not None and self.keys[index] is not None:
            event.stop()
            self.move_to(index)
            self.clicked(event.chain)

    def clicked(self, times: int) -> None:
        """The row under the cursor was clicked, the ``times``-th time running."""
        if times == self.OPENING_CLICKS:
            self.app.simulate_key("enter")

    def on_focus(self) -> None:
        if self.cursor is not None:
            self.repaint(self.cursor)

    def on_blur(self) -> None:
        if self.cursor is not None:
            self.repaint(self.cursor)


def wrapped(
    text: str, width: int, *, first: str = "", rest: str = "", style: str = "plain", key: object = None
) -> list[Row]:
    """Return ``text`` as rows of at most ``width`` cells, by the rules of Chinese; the key is on the first."""
    lines = _broken(text, max(8, width), first, rest)
    return [Row(line, style, key if number == 0 else None) for number, line in enumerate(lines)]


def with_article(
    text: str, article: str, width: int, *, first: str, rest: str, key: object = None, word: str = ""
) -> list[Row]:
    """Return rows of ``text`` with the article in a column at the right end of the first, where there is room for it.

    ``word`` is the style of ``first``, the word that says how the row stands; the article is dim.
    """
    size = cells(article)
    beside = bool(article) and size * 2 <= width and cells(first) + size + 10 <= width  # five characters are left
    rows = wrapped(text, width - size - 2 if beside else width, first=first, rest=rest, key=key)
    end = len(first.rstrip())
    marks = (Mark(0, end, word),) if word else ()
    head = rows[0].text
    if beside:
        whole = head + " " * (width - size - cells(head)) + article
        rows[0] = rows[0]._replace(text=whole, marks=(*marks, Mark(len(whole) - len(article), len(whole), "dim")))
        return rows
    rows[0] = rows[0]._replace(marks=marks)
    return rows + wrapped(article, width, first=rest, rest=rest, style="dim") if article else rows


@lru_cache(maxsize=4096)  # with every answer a panel says most of its texts again, and breaking them costs most
def _broken(text: str, width: int, first: str, rest: str) -> tuple[str, ...]:
    return tuple(wrap(printable(text), width, first=first, rest=rest))
