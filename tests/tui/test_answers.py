"""All answers on one page: who gave each and when, found by typing, changed in place, or gone to."""

import pytest
from textual.widgets import Input

from at_the_desk import NOW
from clerkcheck.cases.loading import load_case
from clerkcheck.desk.filing import copy
from clerkcheck.desk.templates import begin_from_template, save_template
from clerkcheck.tui.rows_answers import Answer
from clerkcheck.tui.screens.answers_screen import AnswersScreen
from clerkcheck.tui.screens.case_screen import CaseScreen
from clerkcheck.tui.screens.day_picker import DayPicker
from clerkcheck.tui.screens.dialogs import PickOne
from clerkcheck.tui.screens.paper_dialog import PaperDialog

STANDING = "standing-factory-buildings"


async def at_answer(pilot, part, name):
    pilot.app.screen.answers.choose(Answer(part, name))
    await pilot.press("enter")
    await pilot.pause()
    return pilot.app.screen


@pytest.mark.asyncio
async def test_every_answer_is_shown_and_changed_where_it_stands(example, app_of, shown):
    path = example(STANDING)
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        screen = pilot.app.screen
        assert isinstance(screen, AnswersScreen)
        told = shown(screen.answers)
        assert "拟提交的会议：区政府常务会议" in told and "财政部门明确意见：缺" in told and "会议召开日：" in told
        row = next(row for row in screen.answers.rows if row.key == Answer("fact", "policy_document"))
        assert row.text.strip() == "政策性文件：否"
        assert isinstance(await at_answer(pilot, "fact", "policy_document"), PickOne)
        await pilot.press("1")
        row = next(row for row in screen.answers.rows if row.key == Answer("fact", "policy_document"))
        assert row.text.strip().startswith("政策性文件：是") and row.text.endswith("11-22 10:00")
        await pilot.press("u")
        assert "政策性文件：否" in shown(screen.answers) and "已撤销：政策性文件：是" in shown(
            screen.query_one("#footer")
        )
        for part, name, dialog in (("paper", "finance_opinion", PaperDialog), ("date", "meeting", DayPicker)):
            assert isinstance(await at_answer(pilot, part, name), dialog)
            await pilot.press("escape")
            assert pilot.app.screen is screen
    assert load_case(path).facts["policy_document"] is False


@pytest.mark.asyncio
@pytest.mark.parametrize("template", [True, False], ids=["template", "copy"])
async def test_answers_that_came_with_the_case_say_so(example, app_of, tmp_path, monkeypatch, template):
    monkeypatch.setenv("CLERKCHECK_CONFIG", str(tmp_path / "config"))
    path = example(STANDING)
    if template:
        made = begin_from_template(str(tmp_path), save_template(path, "厂房", NOW), "关于乙的议题", NOW)
    else:
        made = copy(path, "厂房", "关于乙的议题", NOW)
    async with app_of(made).run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        row = next(row for row in pilot.app.screen.answers.rows if row.key == Answer("fact", "policy_document"))
        assert row.text.strip().startswith("政策性文件：否") and row.text.endswith("11-22 10:00")
        row = next(row for row in pilot.app.screen.answers.rows if row.key == Answer("paper", "finance_opinion"))
        assert not row.text.endswith("10:00")


@pytest.mark.asyncio
async def test_search_narrows_and_o_goes_to_the_question(example, app_of, shown):
    async with app_of(example(STANDING)).run_test(size=(80, 24)) as pilot:
        await pilot.press("g", "slash")
        screen = pilot.app.screen
        search = screen.query_one(Input)
        search.value = "土地"  # as an input method enters it
        await pilot.pause()
        assert pilot.app.cursor_position == search.cursor_screen_offset
        told = shown(screen.answers)
        assert "土地" in told and "政策性文件" not in told
        await pilot.press("enter", "o")
        await pilot.pause()
        case = pilot.app.screen
        assert (
            isinstance(case, CaseScreen)
            and case.panel == "ask"
            and "土地"
            in str(screen.session.wanted or case.current.facts) + case.session.fact(case.current.facts[-1]).label
        )


@pytest.mark.asyncio
async def test_a_number_is_changed_or_left_open_and_nonsense_refused(start, app_of):
    path = start("budget-supplement-500")
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        before = load_case(path).facts["budget_amount_wan"]
        dialog = await at_answer(pilot, "fact", "budget_amount_wan")
        dialog.query_one(Input).value = "很多"
        await pilot.press("enter")
        assert pilot.app.screen is dialog and dialog.query_one("#problem").rows
        dialog.query_one(Input).value = "480"
        await pilot.press("enter")
        await pilot.pause()
        assert load_case(path).facts["budget_amount_wan"] == 480 != before
        dialog = await at_answer(pilot, "fact", "budget_amount_wan")
        dialog.query_one(Input).value = ""
        await pilot.press("enter")
        assert "budget_amount_wan" not in load_case(path).facts
