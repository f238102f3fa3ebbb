"""--ascii, and GBK consoles found out: on no screen a character that such a console may give two cells."""

import io

import pytest
from rich.console import Console

from at_the_desk import NOW
from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.tui.plain import found_plain, is_ambiguous, plain_text
from ways import SCREENS, VARIANTS
from wide import wide

PLACES = ["cases", "papers", "dates-panel", "finding", "calendar", "plan", "rules"]
DIALOGS = ["paper-field", "day", "exception", "palette", "notes"]


def on_screen(app):
    width, height = app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, record=True, legacy_windows=False
    )
    console.print(app.screen._compositor.render_update(full=True))
    return console.export_text(styles=False)


@pytest.mark.asyncio
@pytest.mark.parametrize("name", wide([*PLACES, *DIALOGS], kept=[*PLACES, *DIALOGS][::2]))
async def test_no_character_of_two_widths_is_on_the_screen(start, name, monkeypatch):
    from textual.scrollbar import ScrollBar

    from clerkcheck.tui.app import ClerkApp

    monkeypatch.setattr(ScrollBar, "renderer", ScrollBar.renderer)  # put back at the end
    begin, keys = (SCREENS | VARIANTS)[name]
    app = ClerkApp(start(begin), national_calendar(), lambda: NOW, plain=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.app.workers.wait_for_complete()
        for key in keys.split():
            await pilot.press(key)
            await pilot.pause()
        text = on_screen(app)
    assert ({char for char in text if is_ambiguous(char)} == set() and "+" in text) or name == "cases"


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({"LANG": "zh_CN.GBK"}, True),
        ({"LC_ALL": "zh_CN.GB18030", "LANG": "C.UTF-8"}, True),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.GBK"}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({}, False),
    ],
    ids=range(5),
)
def test_gbk_terminals_are_found_out(environment, found):
    assert found_plain(environment) is found


def test_a_box_to_tick_is_seen_as_an_empty_one():
    assert plain_text(" 2. 【□】送审稿") == " 2. 【 】送审稿"


def test_a_text_keeps_its_length_so_that_its_marks_stay_in_place():
    text = "“应当”——①√×○→…中文〔2026〕"
    assert plain_text(text) == '"应当"--1vxo>.中文〔2026〕' and len(plain_text(text)) == len(text)
