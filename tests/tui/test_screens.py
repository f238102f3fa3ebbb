"""What every screen looks like, line by line: every screen at three sizes in both themes, every dialog at 80x24.

After a change that is meant:  pytest tests/tui/test_screens.py --snapshot-update
"""

import re

import pytest
from textual.widgets import Input

from clerkcheck.cells import cells
from clerkcheck.tui.widgets.lines import Lines

SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.fixture
def picture(snap_compare, start, app_of):
    """Compare the screen at the end of a way with its picture."""

    def same(way, size, theme):
        begin, keys = way
        app = app_of(start(begin))
        app.theme = theme
        app.animation_level = "none"
        plain = app.export_screenshot
        app.export_screenshot = lambda **options: without_fonts(plain(**options))

        async def walk(pilot):
            await walked(pilot, keys)
            for line in pilot.app.screen.query(Input):
                line.cursor_blink = False

        return snap_compare(app, terminal_size=size, run_before=walk)

    return same


def without_fonts(svg):
    """A picture that fetches nothing from the network."""
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


async def walked(pilot, keys):
    """Wait until the folder is judged, then press keys."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    for key in keys.split():
        await pilot.press(key)
        await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("theme", ["clerk-light", "clerk-dark"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_screen(screen, size, theme, picture):
    assert picture(screen, size, theme)


def test_dialog(variant, picture):
    assert picture(variant, (80, 24), "clerk-light")


@pytest.mark.asyncio
async def test_no_line_is_cut_off(place, start, app_of):
    """Every row of every panel fits its width; only the table of cases may cut, its last column being free text."""
    begin, keys = place
    async with app_of(start(begin)).run_test(size=SIZES[0]) as pilot:
        await walked(pilot, keys)
        for size in SIZES:
            await resized(pilot, size)
            for lines in pilot.app.screen.query(Lines):
                if lines.display and lines.region.width and lines.id != "table":
                    width = lines.scrollable_content_region.width
                    assert [row.text for row in lines.rows if cells(row.text) > width] == [], (size, lines.id)


@pytest.mark.asyncio
async def test_no_dialog_is_higher_than_the_screen(variant, start, app_of):
    begin, keys = variant
    async with app_of(start(begin)).run_test(size=SIZES[0]) as pilot:
        await walked(pilot, keys)
        for size in SIZES:
            await resized(pilot, size)
            for widget in pilot.app.screen.query("*"):
                if widget.display and widget.region.area and widget.id:
                    assert widget.region in pilot.app.screen.region, (size, widget.id)


async def resized(pilot, size):
    """Give the terminal another size, unless it has it already."""
    if pilot.app.size != size:
        await pilot.resize_terminal(*size)
        await pilot.pause()


@pytest.mark.asyncio
async def test_no_colour_says_the_same(start, app_of, monkeypatch):
    """Words carry the state: without colour every row reads as it does with it."""
    begin, keys = "standing-factory-buildings", "m"
    said = []
    place = start(begin)
    for no_color in (False, True):
        if no_color:
            monkeypatch.setenv("NO_COLOR", "1")
        async with app_of(place).run_test(size=(120, 40)) as pilot:
            await walked(pilot, keys)
            assert pilot.app.no_color is no_color
            said.append([row.text for lines in pilot.app.screen.query(Lines) for row in lines.rows])
    assert said[0] == said[1]
    assert any("缺" in text for text in said[0])
