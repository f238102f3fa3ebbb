"""The mouse: a click is the cursor, twice is Enter, a box or an answer is clicked, and so is a command in the footer.

``--no-mouse`` leaves the mouse to the terminal, whose own selecting and copying then works.
"""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from datetime import date

import pytest
from rich.cells import cell_len
from textual.events import MouseDown, MouseMove, MouseUp

from clerkcheck.tui.screens.case_screen import CaseScreen
from clerkcheck.tui.screens.cases_screen import CasesScreen
from clerkcheck.tui.screens.day_picker import DayPicker
from clerkcheck.tui.screens.dialogs import PickOne
from clerkcheck.tui.screens.finding_screen import FindingScreen, VerdictScreen
from clerkcheck.tui.screens.help_screen import HelpScreen
from clerkcheck.tui.screens.report_screen import ReportScreen

STANDING = "standing-factory-buildings"
WIDE, NARROW = (120, 40), (80, 24)


def place_of(widget, key):
    """Where the row with a key stands, in cells from the screen's corner."""
    index = next(i for i, row in enumerate(widget.rows) if row.key == key)
    corner = widget.content_region.offset
    return (corner.x + 2, corner.y + index - widget.scroll_offset.y)


async def press_at(pilot, place, times=1, *, shaking=False):
    """The button goes down and up, as a terminal says it; pilot's own clicks pass by the keyboard that orders events.

    ``shaking``: the mouse moves a little meanwhile, within the cell.
    """
    x, y = place
    for _time in range(times):
        for event in (MouseDown, *[MouseMove] * shaking, MouseUp):
            moved = 1 if event is MouseMove else 0
            pilot.app.post_message(event(None, x, y, 0, moved, 1, False, False, False, x, y))
            await pilot.pause()
    await pilot.pause()
    while pilot.app.keyboard.watching is not None:
        await pilot.pause()
    await pilot.pause()


async def click(pilot, widget, key, times=1):
    await pilot.pause()
    await press_at(pilot, place_of(pilot.app.screen.query_one(widget), key), times)


async def on_footer(pilot, label):
    """Click on a command by its label."""
    await pilot.pause()
    footer = pilot.app.screen.query_one("#footer")
    text = footer.rows[0].text
    await press_at(pilot, (cell_len(text[: text.index(label)]) + 1, footer.region.y))


@pytest.mark.parametrize("size", [NARROW, WIDE])
class TestRegister:
    @pytest.mark.asyncio
    async def test_a_click_is_the_cursor_and_two_open(self, start, app_of, size):
        async with app_of(start("register")).run_test(size=size) as pilot:
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            cases = pilot.app.screen
            keys = [row.key for row in cases.table.rows if row.key and row.key[0] == "case"]
            await click(pilot, "#table", keys[2])
            assert cases.table.chosen == keys[2] and pilot.app.screen is cases
            await click(pilot, "#table", keys[1], times=2)
            assert isinstance(pilot.app.screen, CaseScreen) and pilot.app.screen.session.path == keys[1][1]

    @pytest.mark.asyncio
    async def test_a_clicked_row_keeps_the_cursor_while_cases_are_judged(self, start, app_of, size):
        async with app_of(start("register")).run_test(size=size) as pilot:
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            cases = pilot.app.screen
            key = [row.key for row in cases.table.rows if row.key and row.key[0] == "case"][3]
            await click(pilot, "#table", key)
            cases.show()
            assert cases.table.chosen == key

    @pytest.mark.asyncio
    async def test_below_the_last_row_nothing_happens(self, start, app_of, size):
        async with app_of(start("empty")).run_test(size=size) as pilot:
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            cases, region = pilot.app.screen, pilot.app.screen.table.region
            await pilot.click(offset=(4, region.bottom - 1), times=2)
            await pilot.pause()
            assert pilot.app.screen is cases and isinstance(cases, CasesScreen)


class TestQuestions:
    @pytest.mark.asyncio
    async def test_a_box_is_ticked_and_unticked(self, start, app_of):
        async with app_of(start("blank")).run_test(size=WIDE) as pilot:
            await pilot.press("2")
            page = pilot.app.screen.query_one("#page")
            fact = next(row.key for row in page.rows if row.key)
            await click(pilot, "#page", fact)
            assert pilot.app.screen.ticks.marks[fact] == "yes"
            await click(pilot, "#page", fact)
            assert pilot.app.screen.ticks.marks[fact] == "no"

    @pytest.mark.asyncio
    async def test_an_answer_is_given(self, start, app_of):
        async with app_of(start("blank")).run_test(size=NARROW) as pilot:
            await click(pilot, "#page", "standing")
            assert pilot.app.screen.session.case.facts["meeting"] == "standing"

    @pytest.mark.asyncio
    async def test_a_paper_changes_its_state(self, start, app_of):
        async with app_of(start(STANDING)).run_test(size=WIDE) as pilot:
            await pilot.press("m")
            screen = pilot.app.screen
            page = screen.query_one("#page")
            paper = next(row.key for row in page.rows if row.key and row.key != page.chosen)
            before = screen.status_of(paper)
            await click(pilot, "#page", paper)
            assert page.chosen == paper and screen.status_of(paper) == before  # the cursor came, no more
            await click(pilot, "#page", paper)
            assert screen.status_of(paper) != before

    @pytest.mark.asyncio
    async def test_a_step_is_gone_to(self, start, app_of):
        async with app_of(start(STANDING)).run_test(size=WIDE) as pilot:
            await pilot.press("s", "enter")  # as the last key a real Enter, then the one that a click stood for
            for step in ("dates", "papers"):
                await click(pilot, "#steps", step)
                assert pilot.app.screen.panel == step

    @pytest.mark.asyncio
    async def test_lines_of_a_narrow_screen_and_the_way_back(self, start, app_of):
        async with app_of(start(STANDING)).run_test(size=NARROW) as pilot:
            await pilot.pause()
            case = pilot.app.screen
            for label, panel in (("日期", "dates"), ("要件", "papers")):
                line = case.query_one("#stepline")
                text = line.rows[0].text
                await press_at(pilot, (cell_len(text[: text.index(label)]), line.region.y))
                assert case.panel == panel
            await press_at(pilot, (30, case.query_one("#verdictline").region.y))
            assert isinstance(pilot.app.screen, VerdictScreen)
            await on_footer(pilot, "返回")
            assert pilot.app.screen is case and case.query_one("#title").rows[0].text.endswith("Esc 返回")
            await press_at(pilot, (10, 0))
            assert pilot.app.screen is case
            await press_at(pilot, (75, 0))
            assert isinstance(pilot.app.screen, CasesScreen)

    @pytest.mark.parametrize("size", [NARROW, WIDE])
    @pytest.mark.asyncio
    async def test_a_search_and_a_filter_are_cancelled(self, start, app_of, size):
        async with app_of(start("register")).run_test(size=size) as pilot:
            await pilot.pause()
            screen = pilot.app.screen
            title, footer = screen.query_one("#title"), screen.query_one("#footer")
            for keys in (("slash", *"预算"), ("slash", *"预算", "enter"), ("1",)):
                every = list(screen.table.keys)
                assert "取消" not in title.rows[0].text + footer.rows[0].text
                await pilot.press(*keys)
                assert len(screen.table.keys) < len(every)
                if title.rows[0].text.endswith("Esc 取消"):
                    await press_at(pilot, (size[0] - 3, 0))
                else:
                    await on_footer(pilot, "取消")
                assert list(screen.table.keys) == every and not screen.query_one("#query").has_class("open")

    @pytest.mark.asyncio
    async def test_twice_on_the_verdict_opens_it(self, start, app_of):
        async with app_of(start(STANDING)).run_test(size=WIDE) as pilot:
            await pilot.pause()
            verdict = pilot.app.screen.query_one("#verdict")
            key = next(row.key for row in verdict.rows if row.key is not None)
            await click(pilot, "#verdict", key, times=2)
            assert isinstance(pilot.app.screen, VerdictScreen)


class TestOtherScreens:
    @pytest.mark.asyncio
    async def test_an_item_of_the_verdict_is_opened(self, start, app_of):
        async with app_of(start(STANDING)).run_test(size=NARROW) as pilot:
            await pilot.press("v")
            await pilot.pause()
            guide = pilot.app.screen.guide
            key = next(row.key for row in guide.rows if row.key is not None and row.key.clauses)
            await click(pilot, f"#{guide.id}", key, times=2)
            assert isinstance(pilot.app.screen, FindingScreen)

    @pytest.mark.asyncio
    async def test_a_list_stays_under_a_click_at_its_end(self, start, app_of):
        async with app_of(start(STANDING)).run_test(size=NARROW) as pilot:
            await pilot.press("v")
            await pilot.pause()
            guide = pilot.app.screen.guide
            place = (20, guide.content_region.bottom - 1)
            await press_at(pilot, place, times=2, shaking=True)
            assert guide.scroll_offset.y == 0 and guide.cursor == guide.size.height - 1
            assert isinstance(pilot.app.screen, FindingScreen)

    @pytest.mark.asyncio
    async def test_one_of_a_list_is_picked(self, start, app_of):
        async with app_of(start(STANDING)).run_test(size=NARROW) as pilot:
            await pilot.press("s")
            await pilot.pause()
            dialog = pilot.app.screen
            assert isinstance(dialog, PickOne)
            await click(pilot, "#choices", "submitted", times=2)
            assert isinstance(pilot.app.screen, CaseScreen)
            assert pilot.app.screen.session.case.state == "submitted"

    @pytest.mark.asyncio
    async def test_a_day_is_picked(self, start, app_of):
        async with app_of(start("blank")).run_test(size=WIDE) as pilot:
            picked = []
            pilot.app.push_screen(DayPicker("某日", date(2026, 11, 3), pilot.app.calendar), picked.append)
            await pilot.pause()
            corner = pilot.app.screen.query_one("#grid").content_region.offset
            thirteenth = (corner.x + 4 * 7 + 1, corner.y + 2)  # 2026-11-13 is the Friday of the third week shown
            await pilot.click(offset=thirteenth)
            await pilot.pause()
            assert pilot.app.screen.shown == date(2026, 11, 13) and not picked
            await pilot.click(offset=(corner.x + 1, corner.y))  # 2026-10-26 is not of this month
            await pilot.pause()
            assert pilot.app.screen.shown == date(2026, 11, 13)
            await pilot.click(offset=thirteenth, times=2)
            await pilot.pause()
            assert picked == [date(2026, 11, 13)]


class TestDialogs:
    """Every dialog can be answered and left with the mouse alone: its last line is clicked as its keys are pressed."""

    @staticmethod
    async def on_key(pilot, label):
        await pilot.pause()
        keys = pilot.app.screen.query_one("#keys")
        row = next(row for row in keys.rows if label in row.text)
        corner = keys.content_region.offset
        offset = (corner.x + cell_len(row.text[: row.text.index(label)]) + 1, corner.y + keys.rows.index(row))
        await press_at(pilot, offset)

    @pytest.mark.asyncio
    async def test_a_line_is_confirmed_and_a_message_and_notes_are_left(self, start, app_of):
        async with app_of(start(STANDING)).run_test(size=NARROW) as pilot:
            case = pilot.app.screen
            await pilot.press("t", "end", "二")
            await self.on_key(pilot, "Enter 确定")
            assert case.session.case.title.endswith("二")
            await self.on_key(pilot, "Esc 返回")
            assert pilot.app.screen is case
            await pilot.press("b", "急")
            await self.on_key(pilot, "Esc 存好返回")
            assert pilot.app.screen is case and case.session.case.notes == "急"
            await pilot.press("m", "4")
            assert type(pilot.app.screen).__name__ == "Message"
            await self.on_key(pilot, "Enter 知道了")
            assert pilot.app.screen is case


class TestFooter:
    @pytest.mark.parametrize("size", [NARROW, WIDE])
    @pytest.mark.asyncio
    async def test_commands(self, start, app_of, size):
        async with app_of(start(STANDING)).run_test(size=size) as pilot:
            for label, screen in (("结论", VerdictScreen), ("报告", ReportScreen), ("帮助", HelpScreen)):
                await on_footer(pilot, label)
                assert isinstance(pilot.app.screen, screen)
                await pilot.press("escape")
                await pilot.pause()
                assert isinstance(pilot.app.screen, CaseScreen)

    @pytest.mark.asyncio
    async def test_between_two_commands_nothing_happens(self, start, app_of):
        async with app_of(start(STANDING)).run_test(size=NARROW) as pilot:
            await pilot.pause()
            screen = pilot.app.screen
            await pilot.click(offset=(0, screen.query_one("#footer").region.y))
            await pilot.pause()
            assert pilot.app.screen is screen


def painted(arguments, marker, *, timeout=60):
    """What the app writes to a terminal of 80x24 until ``marker`` has been painted."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = os.environ | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "clerkcheck", *arguments]
    process = subprocess.Popen(command, stdin=side, stdout=side, stderr=side, env=environment, start_new_session=True)
    os.close(side)
    read = b""
    try:
        while marker.encode() not in read:
            assert select.select([main], [], [], timeout)[0], read[-500:]
            read += os.read(main, 65536)
    finally:
        process.kill()
        process.wait()
        os.close(main)
    return read


class TestNoMouse:
    ASKS_FOR_CLICKS = b"\x1b[?1000h"

    def test_the_mouse_is_asked_for(self, start):
        assert self.ASKS_FOR_CLICKS in painted([start(STANDING)], "帮助")

    def test_and_left_to_the_terminal(self, start):
        assert self.ASKS_FOR_CLICKS not in painted(["--no-mouse", start(STANDING)], "帮助")
