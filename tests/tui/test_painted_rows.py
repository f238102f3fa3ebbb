"""Panels whose rows become more or fewer while they are scrolled: bar and view follow, and nothing else is laid out."""

import pytest
from textual.app import App

from clerkcheck.tui.widgets.guide import Guide
from clerkcheck.tui.widgets.painted_rows import Chooser, Lines, Row


class Panel(App):
    """Nothing but a panel of rows."""

    CSS = "Lines { height: 1fr; overflow-x: hidden }"

    def compose(self):
        yield Lines(id="lines")


class Choosing(App):
    """A list and a text, both with the cursor put below what is in view before there is a view."""

    CSS = "Chooser { height: 1fr }"

    def compose(self):
        for kind in (Chooser, Guide):
            panel = kind(id=kind.__name__.lower())
            panel.show([row._replace(key=place) for place, row in enumerate(rows(30))])
            panel.choose(12)
            yield panel


def rows(number):
    return [Row(f"第{each}行") for each in range(number)]


@pytest.mark.asyncio
async def test_bar_and_view_follow_the_rows():
    laid_out = []
    async with Panel().run_test(size=(40, 10)) as pilot:
        lines = pilot.app.query_one(Lines)
        pilot.app.screen.screen_layout_refresh_signal.subscribe(pilot.app, laid_out.append)

        async def now(number):
            laid_out.clear()
            lines.show(rows(number))
            await pilot.pause()
            lines.scroll_end(animate=False)
            await pilot.pause()
            bar = lines.vertical_scrollbar.window_virtual_size if lines.show_vertical_scrollbar else 0
            return lines.scroll_offset.y, bar, len(laid_out) > 0

        await now(5)
        assert await now(8) == (0, 0, False)
        assert await now(30) == (20, 30, True)  # a bar comes
        assert await now(40) == (30, 40, False)
        lines.scroll_to(y=3, animate=False)
        assert await now(35) == (25, 35, False)
        assert await now(20) == (10, 20, True)  # the view stood below the new end
        assert await now(8) == (0, 0, True)  # the bar goes


@pytest.mark.asyncio
async def test_the_cursor_is_in_view_from_the_first_and_stays():
    async with Choosing().run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        chooser, guide = pilot.app.query_one("#chooser"), pilot.app.query_one("#guide")
        assert (chooser.scroll_offset.y, guide.scroll_offset.y) == (3, 0)  # a text is read from its top
        await pilot.resize_terminal(40, 10)
        assert (chooser.scroll_offset.y, guide.scroll_offset.y) == (8, 0)
        chooser.scroll_top(0)
        await pilot.resize_terminal(40, 8)
        assert chooser.scroll_offset.y == 0  # scrolled away on purpose
