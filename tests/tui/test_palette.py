"""Ctrl+P: commands, cases, papers and clauses found by typing; what was chosen most stands first."""

import pytest
from textual.widgets import Input

from clerkcheck.desk.remembered import last_theme, used_most
from clerkcheck.tui.palette import Palette
from clerkcheck.tui.screens.case_screen import CaseScreen
from clerkcheck.tui.screens.cases_screen import CasesScreen
from clerkcheck.tui.screens.report_screen import ReportScreen
from clerkcheck.tui.screens.rules_screen import RulesScreen

pytestmark = pytest.mark.asyncio
STANDING = "standing-factory-buildings"


async def sought(pilot, text):
    """Open the palette and enter a text as an input method does; return its rows."""
    await pilot.press("ctrl+p")
    palette = pilot.app.screen
    assert isinstance(palette, Palette)
    palette.query_one(Input).value = text
    await pilot.pause()
    assert pilot.app.cursor_position == palette.query_one(Input).cursor_screen_offset
    return [row.text.strip() for row in palette.query_one("#hits").rows]


async def test_papers_clauses_and_commands_of_a_case(start, app_of):
    async with app_of(start(STANDING)).run_test(size=(80, 24)) as pilot:
        case = pilot.app.screen
        rows = await sought(pilot, "财政 意见")
        assert rows[:2] == ["要件", "财政部门明确意见"] and "条款" in rows
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen is case and case.panel == "papers" and case.paper == "finance_opinion"
        rows = await sought(pilot, "第四十九条")
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RulesScreen)
        assert "第四十九条" in pilot.app.screen.query_one("#rules-clause").rows[0].text
        await pilot.press("escape")
        assert (await sought(pilot, "没有这样的"))[0] == "没有找到，换几个字试试"
        await pilot.press("enter", "escape")
        assert pilot.app.screen is case
        await sought(pilot, "自查表")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReportScreen)
        await pilot.press("escape")
        assert (await sought(pilot, ""))[1].startswith("报告（r）") and used_most()["report"] == 1


async def test_cases_from_the_register_by_a_click_and_the_theme_is_remembered(start, app_of):
    async with app_of(start("register")).run_test(size=(120, 40)) as pilot:
        await pilot.app.workers.wait_for_complete()
        await sought(pilot, "供水价格")
        hits = pilot.app.screen.query_one("#hits")
        corner = hits.content_region.offset
        await pilot.click(offset=(corner.x + 4, corner.y + 1))
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen) and "供水价格" in pilot.app.screen.session.case.title
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, CasesScreen)
        await sought(pilot, "深色")
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.theme == "clerk-dark" == last_theme()


async def test_a_burst_opens_one_and_loses_nothing(start, app_of, burst):
    async with app_of(start(STANDING)).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await burst(pilot, "ctrl+p", *"规则", "enter")
        assert isinstance(pilot.app.screen, RulesScreen)
