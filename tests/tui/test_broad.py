"""What a broad screen has room for: the articles beside a verdict and a finding, what can be printed, several months."""

import pytest

from clerkcheck.tui.screens.finding_screen import FindingScreen, VerdictScreen
from clerkcheck.tui.screens.rules_screen import RulesScreen

pytestmark = pytest.mark.asyncio
STANDING = "standing-factory-buildings"  # lacks a competition review and the opinion of the finance department
REVIEW, FINANCE = "补做公平竞争审查并附审查表", "补区财政局意见"


async def test_articles_and_remedy_of_the_item_under_the_cursor_stand_beside_the_verdict(example, app_of, shown):
    async with app_of(example(STANDING)).run_test(size=(200, 60)) as pilot:
        await pilot.press("v")
        screen = pilot.app.screen
        assert isinstance(screen, VerdictScreen)
        assert REVIEW in shown(screen.articles) and "第二十五条“" in shown(screen.articles)
        await pilot.press("down")
        assert FINANCE in shown(screen.articles) and "第四十九条“" in shown(screen.articles)
        await pilot.press("2")
        finding = pilot.app.screen
        assert isinstance(finding, FindingScreen)
        assert FINANCE in shown(finding.articles) and FINANCE not in shown(finding.guide)
        await pilot.press("tab", "enter")
        assert isinstance(pilot.app.screen, RulesScreen)
        await pilot.press("escape")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not finding.articles.display
        assert FINANCE in shown(finding.guide)
        assert pilot.app.focused is finding.guide  # what had the focus is not seen any more


async def test_what_waits_for_an_open_question_stands_beside_it(start, app_of, shown):
    async with app_of(start("blank")).run_test(size=(120, 40)) as pilot:
        await pilot.press("v")
        assert "1 ○ 待回答 拟提交的会议（关系到" in shown(pilot.app.screen.guide)
        assert "为什么问" in shown(pilot.app.screen.articles)


async def test_what_can_be_printed_stands_beside_the_paper(example, app_of, shown):
    async with app_of(example(STANDING)).run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        screen = pilot.app.screen
        preview, offered = screen.query_one("#preview"), screen.query_one("#offered")
        plan = next(number for number, paper in enumerate(screen.papers, 1) if paper.label == "办理计划")
        assert f"  {plan} 办理计划" in shown(offered)
        await pilot.press(str(plan))
        assert screen.paper.label == "办理计划" and "要件" in shown(preview)
        await pilot.click("#offered", offset=(6, 2))
        assert screen.paper is screen.papers[0]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.press(str(plan))
        assert screen.paper is screen.papers[0]


@pytest.mark.parametrize(("size", "months"), [((80, 24), 1), ((120, 40), 2), ((200, 60), 3)])
async def test_months_that_have_room_are_shown(size, months, example, app_of, shown):
    async with app_of(example(STANDING)).run_test(size=size) as pilot:
        await pilot.press("p")
        assert shown(pilot.app.screen.query_one("#month")).count("一    二    三") == months
        await pilot.press("right")
        assert "2027年1月" in shown(pilot.app.screen.query_one("#month")).splitlines()[0]
