"""A paper in detail: state, date, number, issuer; saved with Enter, or said what is wrong."""

from datetime import date

import pytest
from textual.widgets import Input

from clerkcheck.cases.loading import load_case
from clerkcheck.cases.model import Material
from clerkcheck.tui.screens.day_picker import DayPicker
from clerkcheck.tui.screens.paper_dialog import PaperDialog

pytestmark = pytest.mark.asyncio
PAPER = "fair_competition_review"


async def opened(pilot, paper=PAPER):
    """The dialog on a paper of the case that the app has open."""
    answers = []
    pilot.app.push_screen(PaperDialog(pilot.app.screen.session, paper), answers.append)
    await pilot.pause()
    return pilot.app.screen, answers


@pytest.fixture
def path(example):
    return example("standing-factory-buildings")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_everything_is_in_view(path, app_of, size):
    async with app_of(path).run_test(size=size) as pilot:
        screen, _answers = await opened(pilot)
        for name in ("state", "date", "meant", "ref", "issuer", "wrong", "keys"):
            assert screen.query_one(f"#{name}").region.height >= 1, name
        assert screen.query_one("#box").region.height <= size[1]
        assert screen.query_one("#state").region.height == 3


@pytest.mark.parametrize(("key", "status"), [("1", "done"), ("2", "missing"), ("3", "unknown")])
async def test_a_number_and_enter(path, app_of, key, status):
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        _screen, answers = await opened(pilot)
        await pilot.press(key, "enter")
        await pilot.pause()
        assert answers == [True]
    assert load_case(path).materials.get(PAPER, Material("unknown")) == Material(status)


async def test_up_and_down_change_the_field_and_left_and_right_the_state(path, app_of):
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        screen, _answers = await opened(pilot)
        await pilot.press("down", "down", "up", "up", "up", "down")
        assert screen.state == "missing"
        screen.states.focus()
        await pilot.press("left", "enter")
    assert load_case(path).materials[PAPER].status == "done"


async def test_a_date_or_number_makes_it_one_at_hand_unless_the_clerk_says_otherwise(path, app_of):
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        session = pilot.app.screen.session
        session.set_paper(PAPER, None)
        screen, _answers = await opened(pilot)
        await pilot.press("down", *"11-2")
        assert screen.state == "done" and "状态已改为“已有”" in screen.query_one("#wrong").rows[0].text
        await pilot.press(*["backspace"] * 4)
        assert screen.state == "unknown" and not screen.query_one("#wrong").rows
        await pilot.press("down", *"7", "enter")
        assert session.paper_status(PAPER) == "done"
        session.undo()
        screen, _answers = await opened(pilot)
        await pilot.press("2", "down", *"11-20", "enter")  # not at hand yet, expected on that day
    assert load_case(path).materials[PAPER] == Material("missing", date(2026, 11, 20))


async def test_all_of_it_by_keyboard_alone(path, app_of):
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        screen, _answers = await opened(pilot)
        await pilot.press("1", "tab", *"11-20", "down")
        for name, text in (("ref", "黔江市监函〔2026〕7号"), ("issuer", "区市场监管局")):
            assert screen.focused.id == name
            assert pilot.app.cursor_position == screen.focused.cursor_screen_offset
            screen.focused.value = text
            await pilot.press("down" if name == "ref" else "enter")
    assert load_case(path).materials[PAPER] == Material(
        "done", date(2026, 11, 20), "黔江市监函〔2026〕7号", "区市场监管局"
    )


async def test_what_is_known_is_filled_in_and_stays(path, app_of):
    before = load_case(path).materials
    paper = next(name for name, kept in before.items() if kept.date and kept.issuer)
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        screen, _answers = await opened(pilot, paper)
        assert screen.query_one("#date", Input).value == before[paper].date.isoformat()
        await pilot.press("enter")
    assert load_case(path).materials == before


async def test_emptied_fields_go_away(path, app_of):
    paper = next(name for name, kept in load_case(path).materials.items() if kept.date and kept.issuer)
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        screen, _answers = await opened(pilot, paper)
        for field in screen.query(Input):
            field.value = " "
        await pilot.press("enter")
    assert load_case(path).materials[paper] == Material("done")


async def test_the_day_understood_is_said_at_once(path, app_of):
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        screen, _answers = await opened(pilot)
        screen.query_one("#date", Input).value = "11月20日"
        await pilot.pause()
        assert screen.query_one("#meant").rows[0].text == "即 2026年11月20日 周五"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("date", "2月30日", "日期：没有"),
        ("date", "明天", "日期：“明天”不是日期"),
        ("ref", "文\u202e号", "文号："),
        ("issuer", "局" * 201, "出具单位：太长"),
    ],
)
async def test_what_is_wrong_is_said_there_and_nothing_is_saved(path, app_of, field, value, said):
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        screen, answers = await opened(pilot)
        with open(path, encoding="utf-8") as file:
            before = file.read()
        screen.query_one(f"#{field}", Input).value = value
        await pilot.press("enter")
        assert answers == [] and "".join(row.text for row in screen.query_one("#wrong").rows).startswith(said)
        assert screen.focused.id == field
        with open(path, encoding="utf-8") as file:
            assert file.read() == before


async def test_esc_saves_nothing(path, app_of):
    before = load_case(path)
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        _screen, answers = await opened(pilot)
        await pilot.press("1", "escape")
        assert answers == [None]
    assert load_case(path) == before


async def test_the_space_bar_opens_the_month_and_its_day_comes_back(path, app_of):
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        screen, _answers = await opened(pilot)
        await pilot.press("1", "tab", "space")
        assert isinstance(pilot.app.screen, DayPicker)
        await pilot.press("left", "left", "enter")
        await pilot.pause()
        assert pilot.app.screen is screen and screen.query_one("#date", Input).value == "2026-11-20"
        await pilot.press("enter")
    assert load_case(path).materials[PAPER] == Material("done", date(2026, 11, 20))
