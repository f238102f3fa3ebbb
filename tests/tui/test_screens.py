"""What every screen looks like: the words of every screen at three sizes and of every dialog, line by line, in golden/;
the colours of every screen in both themes as pictures, which only the pinned Textual draws like that.

After a change that is meant:  make goldens
"""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console
from textual.widgets import Input

from clerkcheck.cells import cells
from clerkcheck.tui.widgets.painted_rows import Lines
from ways import EVERYWHERE, SCREENS, VARIANTS

SIZES = [(80, 24), (120, 40), (200, 60)]
SMALLEST = (60, 18)
PICTURED = (112, 24)  # three panels, few lines
GOLDEN = Path(__file__).with_name("golden")


@pytest.fixture
def golden(request):
    """Compare the words of the screen with its golden, or write them where goldens are made anew."""

    def same(app, name, size):
        text, path = words(app), GOLDEN / f"{name}-{size[0]}x{size[1]}.txt"
        if request.config.getoption("--snapshot-update"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text.splitlines() == path.read_text(encoding="utf-8").splitlines(), size

    return same


def words(app):
    """The screen as text: what the terminal shows without colours, nothing right of the last character of a line."""
    width, height = app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, record=True, legacy_windows=False
    )
    console.print(app.screen._compositor.render_update(full=True))
    return "".join(f"{line.rstrip()}\n" for line in console.export_text(styles=False).splitlines())


@pytest.fixture
def picture(snap_compare, start, app_of):
    """Compare the screen at the end of a way with its picture."""

    def same(way, theme):
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

        return snap_compare(app, terminal_size=PICTURED, run_before=walk)

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


@pytest.mark.parametrize("theme", ["clerk-light", pytest.param("clerk-dark", marks=pytest.mark.wide)])
def test_colours_of_a_screen(screen, theme, picture):
    assert picture(screen, theme)


@pytest.mark.painted
@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "sizes"),
    [
        pytest.param(name, SIZES if name in SCREENS else SIZES[:1], id=name,
                     marks=[] if name in SCREENS or number % 2 else pytest.mark.wide)
        for number, name in enumerate(EVERYWHERE)
    ]
    + [
        pytest.param(name, SIZES[1:], id=f"{name}-larger", marks=[] if name == "exception" else pytest.mark.wide)
        for name in EVERYWHERE if name not in SCREENS
    ],
)  # fmt: skip
async def test_words_of_a_place(name, sizes, golden, start, app_of):
    """At every size: its words as they are kept; no row wider than its panel, no dialog beyond the screen."""
    begin, keys = EVERYWHERE[name]
    async with app_of(start(begin)).run_test(size=sizes[0]) as pilot:
        await walked(pilot, keys)
        for size in sizes:
            await resized(pilot, size)
            if name in SCREENS or (name in VARIANTS and size == SIZES[0]):
                golden(pilot.app, name, size)
            assert cut_off(pilot.app.screen) == [], size
            if name in VARIANTS:
                assert beyond(pilot.app.screen) == [], size
        if sizes[0] == SIZES[0]:  # the smallest: nothing is cut without a sign, no dialog leaves the screen
            await resized(pilot, SMALLEST)
            assert cut_off(pilot.app.screen) == []
            assert name in SCREENS or beyond(pilot.app.screen) == []


def cut_off(screen):
    """The rows that are wider than their panel; only the table of cases may cut, its last column being free text."""
    panels = [each for each in screen.query(Lines) if each.display and each.region.width and each.id != "table"]
    return [
        row.text for lines in panels for row in lines.rows
        if cells(row.text) > lines.scrollable_content_region.width
    ]  # fmt: skip


def beyond(screen):
    """What a dialog shows outside the screen."""
    seen = [each for each in screen.query("*") if each.display and each.region.area and each.id]
    return [each.id for each in seen if each.region not in screen.region]


def test_every_golden_is_of_a_screen_there_is():
    wanted = {f"{name}-{wide}x{high}" for name in SCREENS for wide, high in SIZES} | {
        f"{name}-80x24" for name in VARIANTS
    }
    assert {path.stem for path in GOLDEN.iterdir()} == wanted


async def resized(pilot, size):
    """Give the terminal another size, unless it has it already."""
    if pilot.app.size != size:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        await pilot.pause()  # what a screen sets anew for its width


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
