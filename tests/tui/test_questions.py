"""A page of questions on the screen: nothing is recorded that was not shown, and every choice is in reach."""

from pathlib import Path

import pytest

from clerkcheck.cases.saving import create
from clerkcheck.checking.pages import Page
from clerkcheck.desk.profiles import block_answers, profile_called, proposals
from clerkcheck.desk.ticks import PageTicks
from clerkcheck.packs.store import load_pack
from clerkcheck.tui.rows_case import page_rows
from clerkcheck.tui.screens.dialogs import Message


@pytest.fixture
def case_of(tmp_path):
    """A new case of 黔江区 with some answers."""

    def made(kind="agenda_item", **facts):
        data = {"pack": "qianjiang", "kind": kind, "title": "关于试用的议题"} | ({"facts": facts} if facts else {})
        return create(str(tmp_path / "case.yaml"), data).path

    return made


def footer(app):
    return app.screen.query_one("#footer").rows[0].text


@pytest.mark.asyncio
async def test_enter_records_a_choice_only_where_one_was_pointed_at(case_of, app_of):
    async with app_of(case_of()).run_test(size=(80, 24)) as pilot:
        screen = pilot.app.screen
        assert screen.current.facts == ("meeting",) and screen.query_one("#page").chosen is None
        assert "Enter （还没有选）" in footer(pilot.app)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Message) and pilot.app.screen.heading == "还没有选"
        await pilot.press("enter")
        assert not screen.session.case.facts
        await pilot.press("down", "down")
        assert "Enter 记为“区政府常务会议”" in footer(pilot.app) and not screen.session.case.facts
        await pilot.press("enter")
        assert screen.session.case.facts == {"meeting": "standing"}
        assert screen.current.multi and "记为“否”" in footer(pilot.app)
        await pilot.press("backspace")  # the answer it has is under the cursor: Enter leaves it as it is
        assert screen.query_one("#page").chosen == "standing"


@pytest.mark.asyncio
async def test_the_head_of_a_paper_is_asked_in_one_order(case_of, app_of):
    async with app_of(case_of("document")).run_test(size=(80, 24)) as pilot:
        asked = []
        for key in ("6", "1", "9"):
            asked += pilot.app.screen.current.facts
            await pilot.press(key)
        assert asked == ["genre", "issued_by", "addressed_to"]


@pytest.mark.asyncio
async def test_a_long_list_is_narrowed_by_typing_and_reached_by_two_keys(case_of, app_of, shown):
    async with app_of(case_of()).run_test(size=(80, 24)) as pilot:
        screen = pilot.app.screen
        page = screen.query_one("#page")
        for _turn in range(2):
            screen.turn_to(screen.session.page_asking("matter"))
            await pilot.pause()
            assert page.scroll_offset.y == 0  # from its question on, also where one has been at its end before
            page.choose("none")
            assert page.scroll_offset.y > 0
        screen.turn_to(screen.session.page_asking("matter"))
        rows = [row.text for row in page.rows]
        assert next(i for i, text in enumerate(rows) if "不必在此找" in text) < rows.index(
            next(text for text in rows if text.startswith("[ ]  1"))
        )
        assert "[x] +7 以上都不是" in rows  # what Enter would record
        await pilot.press("土", "地")
        assert [row.key for row in page.rows if row.key] == ["land_and_resources"] and "找：土地" in shown(page)
        await pilot.press("space", "escape")
        assert screen.ticks.marks == {"land_and_resources": "yes"} and "Enter 选定 1 项" in footer(pilot.app)
        await pilot.press("full_stop", "0", "plus", "3")
        values = list(screen.session.fact("matter").of)
        assert screen.ticks.marks == dict.fromkeys(["land_and_resources", values[9], values[22]], "yes")
        await pilot.press("enter")
        assert len(screen.session.case.facts["matter"]) == 3


def test_what_is_left_of_several_groups_stands_on_one_page(case_of, session_of):
    pack = load_pack("qianjiang")
    block = block_answers(proposals(pack, profile_called(pack, "convey")))
    left = {"urgent_or_emergency", "normative_document", "disagreement", "other_departments"}
    known = {fact: value for fact, value in block.items() if fact not in left}
    session = session_of(case_of(**known, meeting="standing"))
    groups = {session.fact(fact).group for fact in session.page.facts}
    assert session.page.multi and len(groups) > 1 and len(session.page.facts) <= 9
    assert {row.text for row in page_rows(session, session.page, {}, 74, why=False)} >= groups


@pytest.mark.asyncio
async def test_a_page_begins_at_its_question_and_why_is_seen(case_of, app_of):
    """Also where the answer before has the name of a choice at the end of a longer list (以上都不是)."""
    async with app_of(case_of(meeting="standing")).run_test(size=(80, 24)) as pilot:
        screen, page = pilot.app.screen, pilot.app.screen.query_one("#page")
        screen.turn_to(screen.session.page_asking("contract_by"))
        await pilot.pause()
        page.choose("none")
        screen.turn_to(screen.session.page_asking("matter"))
        await pilot.pause()
        assert page.scroll_offset.y == 0
        screen.turn_to(screen.session.page)  # nine yes/no questions fill the page: why is below them
        await pilot.press("w")
        at = next(i for i, row in enumerate(page.rows) if row.text == "为什么问：")
        assert page.in_view(at) and page.in_view(min(len(page.rows) - 1, at + 2))


@pytest.mark.asyncio
async def test_where_a_number_is_typed_0_is_a_digit_and_none_is_negative(case_of, app_of, shown):
    async with app_of(case_of(meeting="standing")).run_test(size=(120, 40)) as pilot:
        screen = pilot.app.screen
        screen.turn_to(screen.session.page_asking("estimate_overrun_pct"))
        await pilot.pause()
        assert "不清楚" in footer(pilot.app) and "0 不清楚" not in footer(pilot.app) and "空格" not in footer(pilot.app)
        await pilot.press("-", "2", "enter")
        assert "不能是负数：-2。写不小于 0 的数" in shown(screen.query_one("#problem"))
        assert "estimate_overrun_pct" not in screen.session.case.facts
        await pilot.press("backspace", "backspace", "0", "enter")
        assert screen.session.case.facts["estimate_overrun_pct"] == 0


@pytest.mark.asyncio
async def test_a_no_that_must_be_said_takes_no_key_pressed_twice(case_of, app_of, burst, shown):
    """A key doubled in a burst counts once: no is said by a key of its own."""
    async with app_of(case_of(meeting="standing")).run_test(size=(80, 24)) as pilot:
        screen = pilot.app.screen
        screen.turn_to(screen.session.page_asking("lead_attends"))
        number = screen.current.facts.index("lead_attends") + 1
        assert f"[?] {number} 议题所涉分管领导能出席会议" in shown(screen.query_one("#page"))
        assert "接着按 - 改为“否”" in shown(screen.query_one("#page"))
        await burst(pilot, str(number), "-", "enter")
        assert screen.session.case.facts["lead_attends"] is False


@pytest.mark.asyncio
async def test_beside_the_questions_the_verdict_is_short_and_what_was_left_open_is_counted(case_of, app_of, shown):
    block = block_answers(proposals(load_pack("qianjiang"), profile_called(load_pack("qianjiang"), "convey")))
    async with app_of(case_of(**block, meeting="standing")).run_test(size=(120, 40)) as pilot:
        verdict = shown(pilot.app.screen.query_one("#verdict")).splitlines()
        end = verdict.index(next(line for line in verdict if "（v 全部）" in line))
        assert verdict[end - 3].startswith("本结论依靠") and "lead_attends" in pilot.app.screen.current.facts
        await pilot.press("enter")  # what is to be said expressly is left open
        assert "概况  未答 2" in shown(pilot.app.screen.query_one("#steps"))
        assert "……（v 全部）" in shown(pilot.app.screen.query_one("#verdict"))


@pytest.mark.asyncio
async def test_a_choice_that_contradicts_an_answer_says_so_and_can_be_chosen(case_of, app_of, shown):
    async with app_of(case_of("document", genre="minutes")).run_test(size=(80, 24)) as pilot:
        screen = pilot.app.screen
        screen.turn_to(screen.session.page_asking("minutes_of"))
        await pilot.pause()
        number = list(screen.session.fact("minutes_of").of).index("none") + 1
        page = "".join(shown(screen.query_one("#page")).split())
        assert f"（和“{screen.session.fact('genre').label}”的答案对不上）" in page
        assert page.count("对不上") == 1
        await pilot.press(str(number))  # it may be the genre that is wrong
        assert screen.session.case.facts["minutes_of"] == "none"


def test_what_follows_from_an_answer_is_ticked_where_it_is_seen(case_of, session_of):
    """重大事项也算重要事项: ticked with it, on its page or on a later one, and unticked by hand."""
    session = session_of(case_of("document", genre="notice", issued_by="government", addressed_to="subordinates"))
    page = Page("事项性质", ("major_matter", "important"), multi=True)
    ticks = PageTicks(session, page)
    assert ticks.marks["important"] == "no"
    ticks.toggle("major_matter")
    assert ticks.marks["important"] == "yes"
    ticks.toggle("important")
    assert ticks.marks["important"] == "no"
    session.answer_flags(Page("事项性质", ("major_matter",), multi=True), ["major_matter"])
    assert PageTicks(session, Page("事项性质", ("important",), multi=True)).marks["important"] == "yes"


@pytest.mark.asyncio
async def test_after_the_last_question_enter_goes_to_what_was_left_unclear(example, app_of, shown):
    path = Path(example("budget-supplement-500"))
    path.write_text(path.read_text().replace("  urgent_or_emergency: false", "  urgent_or_emergency: unknown"))
    async with app_of(str(path)).run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        screen = pilot.app.screen
        assert screen.current is None and screen.session.left_unsure == ("urgent_or_emergency",)
        text = shown(screen.query_one("#page"))
        assert "还有 1 题不清楚" in text and "不会改变结论" not in text
        assert "Enter 答不清楚的" in footer(pilot.app) and "退格" not in footer(pilot.app)
        await pilot.press("enter")
        assert "urgent_or_emergency" in screen.current.facts


@pytest.mark.asyncio
async def test_from_an_unclear_answer_that_is_given_it_goes_to_the_next_one(example, app_of):
    """Each once, also where it is left unclear again; then to the papers."""
    path, unclear = (
        Path(example("budget-supplement-500")),
        {"policy_document", "urgent_or_emergency", "coordination_only"},
    )
    text = path.read_text(encoding="utf-8")
    for fact in unclear:
        text = text.replace(f"  {fact}: false", f"  {fact}: unknown")
    path.write_text(text, encoding="utf-8")
    async with app_of(str(path)).run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "enter")
        screen, seen = pilot.app.screen, []
        assert set(screen.session.left_unsure) == unclear
        while screen.panel == "ask" and len(seen) < 9:
            (asked,) = screen.session.unsure.intersection(screen.current.facts)
            seen.append(asked)
            screen.query_one("#page").choose(asked)
            await pilot.press(*(["minus"] if len(seen) < 3 else []), "enter")  # the last stays unclear
        assert screen.panel == "papers" and len(seen) == 3 and set(seen) == unclear
        assert screen.session.left_unsure == (seen[2],)
        await pilot.press("a", "enter")  # another round begins anew
        assert seen[2] in screen.current.facts
        await pilot.press("enter")
        assert screen.panel == "papers"
