"""What comes of keys pressed too fast: the first one wins, the rest is for the right screen or for none."""

import asyncio
import os

import pytest
from textual.events import Paste
from textual.widgets import Input

from clerkcheck.cases.loading import load_case
from clerkcheck.packs.store import pack_ids
from clerkcheck.reading.parts import TRASH
from clerkcheck.tui.screens.case_screen import CaseScreen
from clerkcheck.tui.screens.cases_screen import CasesScreen
from clerkcheck.tui.screens.day_picker import DayPicker
from clerkcheck.tui.screens.dialogs import AskLine, Confirm, Message, PickOne
from clerkcheck.tui.screens.profile_dialogs import PickProfile
from clerkcheck.tui.widgets.painted_rows import Lines

pytestmark = pytest.mark.asyncio
GOVERNMENT = str(pack_ids().index("qianjiang") + 1)
STANDING, ASKED = "standing-factory-buildings", "budget-supplement-500"


@pytest.fixture
def at(start, app_of):
    """The app at a beginning of conftest's ways."""
    return lambda begin, size=(80, 24): app_of(start(begin)).run_test(size=size)


def cases(folder):
    return sorted(path.name for path in folder.rglob("*.yaml"))


class TestTheWizard:
    async def test_all_its_steps_in_one_go(self, at, burst, tmp_path):
        async with at("empty") as pilot:
            await burst(pilot, "n", GOVERNMENT, "1", *"关于甲的议题", "enter")
            await burst(pilot, "0")
            assert isinstance(pilot.app.screen, CaseScreen)
        (case,) = [load_case(path) for path in (tmp_path / "送审").glob("*.yaml")]
        assert (case.pack, case.kind, case.title, case.facts) == ("qianjiang", "agenda_item", "关于甲的议题", {})

    async def test_what_was_typed_after_it_answers_no_question(self, at, burst):
        async with at("empty") as pilot:
            await burst(pilot, "n", GOVERNMENT, "1", *"关于甲的议题", "enter", "1", "2", "enter", "1")
            assert isinstance(pilot.app.screen, PickProfile)  # neither the kind of item nor its block was seen
            await burst(pilot, "0", "1", "2")
            assert isinstance(pilot.app.screen, CaseScreen) and not pilot.app.screen.session.case.facts

    async def test_every_step_doubled(self, at, burst, tmp_path):
        async with at("empty") as pilot:
            for step in ("n", GOVERNMENT, "1"):
                await burst(pilot, step, step)
            assert pilot.app.screen.query_one(Input).value == ""
            await burst(pilot, *"关于甲的议题", "enter", "enter")
            await burst(pilot, "0", "0")
        assert cases(tmp_path / "送审") == ["关于甲的议题.yaml"]

    @pytest.mark.parametrize("key", ["enter", "1", "2"])
    async def test_a_key_held_down_answers_the_first_question_only(self, at, burst, key):
        async with at("empty") as pilot:
            await burst(pilot, "n")
            await burst(pilot, *[key] * 5, *"关于甲")
            screen = pilot.app.screen
            if key == "2":
                assert isinstance(screen, PickOne) and "2/3" in screen.heading
            else:  # the national rules come first, and ask for the place
                assert isinstance(screen, AskLine) and screen.query_one(Input).value == ""

    async def test_esc_held_down_takes_one_step_back(self, at, burst):
        async with at("empty") as pilot:
            await burst(pilot, "n", GOVERNMENT, "1", *"关于甲")
            await burst(pilot, *["escape"] * 5)
            assert "2/3" in pilot.app.screen.heading


class TestDates:
    """A day that is given leads back to its page: what was typed ahead of that is for the page and its next date."""

    async def test_date_after_date_in_one_write(self, at, burst):
        async with at(STANDING) as pilot:
            screen = pilot.app.screen
            await burst(pilot, "d", "enter", *"1208", "enter", "2", *"1203")
            assert isinstance(pilot.app.screen, DayPicker) and pilot.app.screen.buffer == "1203"
            await burst(pilot, "enter", "4")  # the row's number in the write that closes the date before
            await burst(pilot, *"1105", "enter")
            first, second, _third, fourth = screen.session.dates
            days = {event: f"{day:%m%d}" for event, day in screen.session.case.dates.items()}
            assert (days[first], days[second], days[fourth]) == ("1208", "1203", "1105")

    async def test_a_number_that_stands_for_another_row_now_opens_none(self, at, burst, monkeypatch):
        async with at(STANDING) as pilot:
            screen = pilot.app.screen
            await burst(pilot, "d", "enter")
            dates, session = screen.session.dates, type(screen.session)
            known = screen.session.case.dates
            order = property(lambda self: dates if self.case.dates == known else dict(reversed(dates.items())))
            monkeypatch.setattr(session, "dates", order)
            await burst(pilot, *"1208", "enter", "2", *"1203", "enter")
            assert pilot.app.screen is screen
            assert sum(day != known[event] for event, day in screen.session.case.dates.items()) == 1

    async def test_enter_pressed_twice_gives_one_date(self, at, burst):
        async with at(STANDING) as pilot:
            screen = pilot.app.screen
            await burst(pilot, "d", "enter", *"1208", "enter", "enter", "enter")
            assert pilot.app.screen is screen


class TestPasting:
    @pytest.mark.parametrize(
        ("pasted", "line"),
        [
            ("关于审定《黔江区城区机动车停放\n管理办法》的议题\n", "关于审定《黔江区城区机动车停放管理办法》的议题"),
            ("关于 OA\r\nOffice 的议题", "关于 OA Office 的议题"),
            ("\n", ""),
        ],
    )
    async def test_all_the_lines_pasted_stand_in_the_line(self, at, burst, at_rest, pasted, line):
        async with at("empty") as pilot:
            await burst(pilot, "n", GOVERNMENT, "1")
            pilot.app.post_message(Paste(pasted))
            await at_rest(pilot)
            assert pilot.app.screen.query_one(Input).value == line

    async def test_a_day_pasted_is_a_day_typed(self, at, burst, at_rest):
        async with at(STANDING) as pilot:
            screen = pilot.app.screen
            await burst(pilot, "d", "enter")
            pilot.app.post_message(Paste(" 2026-12-08\n"))
            await at_rest(pilot)
            await pilot.press("enter")
            assert f"{screen.session.case.dates[next(iter(screen.session.dates))]}" == "2026-12-08"

    async def test_two_numbers_pasted_are_not_made_one(self, at, at_rest, shown):
        async with at("amount") as pilot:
            pilot.app.post_message(Paste("500\n300"))
            await at_rest(pilot)
            await pilot.press("enter")
            screen = pilot.app.screen
            assert "amount_wan" not in screen.session.case.facts and shown(screen.query_one("#problem"))


class TestDialogs:
    async def test_delete_is_not_confirmed_before_it_is_asked(self, at, burst, tmp_path):
        async with at("register") as pilot:
            before = cases(tmp_path / "送审")
            await burst(pilot, "down", "delete", "2", "2")
            assert isinstance(pilot.app.screen, Confirm)
            assert cases(tmp_path / "送审") == before

    async def test_confirmed_twice_one_is_deleted_and_the_list_stays_as_it_is(self, at, burst, tmp_path):
        async with at("register") as pilot:
            before = cases(tmp_path / "送审")
            await burst(pilot, "down", "delete")
            await burst(pilot, "2", "2")
            screen = pilot.app.screen
            assert isinstance(screen, CasesScreen) and screen.only == ""
            assert cases(tmp_path / "送审") == before and len(os.listdir(tmp_path / "送审" / TRASH)) == 1
            await pilot.press("down", "f1")
            assert type(pilot.app.screen).__name__ == "HelpScreen"

    async def test_a_message_is_not_closed_before_it_can_be_read(self, at, burst):
        async with at(STANDING) as pilot:
            await pilot.press("v", "enter")
            await burst(pilot, "e", "escape", "enter")
            assert isinstance(pilot.app.screen, Message)

    async def test_a_day_can_be_typed_with_the_key_that_opens_the_dialog(self, at, burst):
        async with at(STANDING) as pilot:
            await pilot.press("d")
            await burst(pilot, "1", *"2026-11-22", "enter", "enter", "enter")
            screen = pilot.app.screen
            assert isinstance(screen, CaseScreen) and screen.panel == "dates"
            assert screen.session.case.dates["meeting"].isoformat() == "2026-11-22"

    async def test_where_it_begins_with_that_key_it_is_typed_whole_or_not_at_all(self, at, burst):
        async with at(STANDING) as pilot:
            await pilot.press("d")
            before = pilot.app.screen.session.case.dates
            await burst(pilot, "1", *"11-12", "enter")
            assert pilot.app.screen.buffer == ""
            assert pilot.app.screen_stack[-2].session.case.dates == before

    async def test_a_dialog_that_is_not_on_top_is_not_closed(self, at):
        async with at("register") as pilot:
            below, above = AskLine("下"), AskLine("上")
            await pilot.app.push_screen(below)
            await pilot.app.push_screen(above)
            below.dismiss("下")
            above.dismiss("上")
            above.dismiss("上")
            await pilot.pause()
            assert pilot.app.screen is below

    async def test_the_list_and_the_blank_screen_below_it_are_never_left(self, at):
        async with at("register") as pilot:
            await pilot.press("escape", "backspace", "escape")
            pilot.app.screen.dismiss()
            await pilot.pause()
            assert isinstance(pilot.app.screen, CasesScreen)


class TestQuestions:
    async def test_a_number_twice_answers_one_question(self, at, burst):
        async with at("blank") as pilot:
            await burst(pilot, "2", "2", "2")
            assert set(pilot.app.screen.session.case.facts) == {"meeting"}

    async def test_ticks_typed_in_one_go_all_count_and_doubled_ones_once(self, at, burst):
        async with at("blank") as pilot:
            await burst(pilot, "2")
            facts = pilot.app.screen.current.facts
            await burst(pilot, "1", "1", "3", "3", "enter", "enter", "1", "enter")
            known = pilot.app.screen.session.case.facts
            assert [known.get(fact) for fact in facts[:3]] == [True, False, True]
            assert set(known) <= {"meeting", *facts}

    async def test_the_paper_that_is_switched_twice_is_switched_once(self, at, burst):
        async with at(STANDING) as pilot:
            await pilot.press("m")
            session = pilot.app.screen.session
            paper = pilot.app.screen.paper
            before = session.case.materials.get(paper)
            await burst(pilot, "1", "1")
            assert session.case.materials.get(paper) != before and len(session.stored.data["history"]) == 1

    async def test_keys_that_step_may_be_held_down(self, at, burst):
        async with at("blank") as pilot:
            await burst(pilot, "2")
            page = pilot.app.screen.query_one("#page")
            first = page.chosen
            await burst(pilot, "down", "down", "down")
            assert page.keys.index(page.chosen) > page.keys.index(first) + 2

    async def test_text_may_have_the_same_letter_twice(self, at, burst):
        async with at(ASKED) as pilot:
            await burst(pilot, "t", "end", *"11122  33")
            assert pilot.app.screen.query_one(Input).value.endswith("11122  33")


class TestLeaving:
    @pytest.mark.parametrize("keys", ["2 2", "t", "g", "m enter", "d enter", "ctrl+p", "v", "f1", "amount"])
    async def test_ctrl_q_is_heard_everywhere(self, at, burst, keys):
        begin, keys = ("amount", "") if keys == "amount" else ("blank", keys)
        async with at(begin) as pilot:
            await pilot.press(*keys.split())
            await burst(pilot, "ctrl+q")
            assert pilot.app.return_code == 0 and pilot.app._exit

    async def test_ctrl_q_after_other_keys_is_heard_after_them(self, at, burst, tmp_path):
        async with at("blank") as pilot:
            await burst(pilot, "2", "2", "1", "ctrl+q")
            assert pilot.app.return_code == 0 and pilot.app._exit
        assert load_case(tmp_path / "送审" / "case.yaml").facts == {"meeting": "standing"}

    @pytest.mark.parametrize(
        ("begin", "keys", "way"),
        [
            ("register", "", "q 退出"),
            ("blank", "", "q 返回"),
            (STANDING, "v", "q 返回"),
            ("blank", "t", "Esc 返回"),
            ("blank", "g", "q 返回"),
            (STANDING, "d enter", "Esc 返回"),
        ],
    )
    async def test_ctrl_c_says_in_chinese_how_one_leaves(self, at, begin, keys, way):
        async with at(begin) as pilot:
            await pilot.press(*keys.split(), "ctrl+c")
            said = [row.text for each in pilot.app.screen.query(Lines) for row in each.rows]
            assert any(f"{way}　Ctrl+Q 退出应用，答过的都已存好" in text for text in said)
            await pilot.press("down")
            assert not any("Ctrl+Q" in row.text for each in pilot.app.screen.query(Lines) for row in each.rows)


class TestUndo:
    async def test_undo_and_redo_say_which_they_were_and_leave_the_verdict_in_view(self, at):
        async with at(STANDING) as pilot:
            await pilot.press("m", "1")
            what = pilot.app.screen.session.stored.data["history"][-1]["what"]
            line = lambda name: "".join(row.text for row in pilot.app.screen.query_one(name).rows)  # noqa: E731
            await pilot.press("u")
            assert line("#footer").strip() == f"已撤销：{what}　Ctrl+Y 重做" and line("#verdictline").strip()
            await pilot.press("ctrl+y")
            assert line("#footer").strip() == f"已重做：{what}"
            assert not pilot.app._notifications
            await pilot.press("down")
            assert "Enter" in line("#footer")


async def test_what_a_covered_screen_puts_off_holds_up_no_key(start, app_of, at_rest, burst, monkeypatch):
    """The case below the help may have something to do once it is on top again."""
    looks = []

    async def look(seconds):
        looks.append(seconds)
        await asyncio.sleep(seconds)

    async with app_of(start("standing-factory-buildings")).run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr("clerkcheck.tui.keyboard.sleep", look)
        await pilot.press("f1")
        await at_rest(pilot)
        await burst(pilot, "2", "2")
        assert len(looks) < 500
