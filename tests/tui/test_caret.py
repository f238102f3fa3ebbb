"""The input method's box opens where the terminal's cursor is: on every screen, dialog, scroll and resize, at the caret."""

import pytest
from textual.geometry import Offset
from textual.widgets import Input

from clerkcheck.tui.widgets.line_input import LineInput
from ways import EVERYWHERE
from wide import wide

pytestmark = pytest.mark.asyncio


def at_the_caret(app):
    """Whether the cursor is where the focused input's caret is painted, inside that input and the screen."""
    focused = app.focused
    if not isinstance(focused, Input):
        assert app.cursor_position == getattr(focused, "cursor_screen_offset", Offset(0, 0))
        return True
    assert app.cursor_position == focused.cursor_screen_offset
    assert focused.content_region.contains_point(app.cursor_position), focused.id
    return app.screen.region.contains_point(app.cursor_position)


async def arrived(pilot, keys):
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    assert at_the_caret(pilot.app)
    for key in keys.split():
        await pilot.press(key)
        await pilot.pause()
        assert at_the_caret(pilot.app), key


TYPED_IN = (
    "cases-search", "cases-rename", "new-title", "number", "number-wrong", "paper-field", "exception", "report-save",
    "rules-search", "retitle", "palette",
)  # fmt: skip


@pytest.mark.parametrize("name", wide(EVERYWHERE, kept=[*TYPED_IN[::2], "papers", "day"]))
async def test_on_the_way_after_a_resize_and_after_typing(name, start, app_of):
    """At every key; the typing is of wide characters, with moving and scrolling."""
    begin, keys = EVERYWHERE[name]
    async with app_of(start(begin)).run_test(size=(80, 24)) as pilot:
        await arrived(pilot, keys)
        for width, height in ((200, 60), (120, 40), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert at_the_caret(pilot.app), (width, height)
        focused = pilot.app.focused
        if isinstance(focused, LineInput):
            focused.value = "关于追加城区应急供水工程资金、扩建水厂和改造老旧管网的议题" * 3
            await pilot.pause()
            for key in ("end", "left", "home", "right", "right", "一"):
                await pilot.press(key)
                assert at_the_caret(pilot.app), key
            column = focused.cursor_screen_offset.x - focused.content_region.x
            assert column == 6  # three characters of two cells each


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_in_a_long_text_that_was_there_from_the_start(size, start, app_of):
    async with app_of(start("standing-factory-buildings")).run_test(size=size) as pilot:
        pilot.app.screen.session.change({"title": "关于追加城区应急供水工程资金的议题" * 6}, "改名")
        await arrived(pilot, "t")
        assert pilot.app.focused.cursor_at_end and pilot.app.focused.scroll_offset.x > 0
