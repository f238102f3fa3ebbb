"""What has not been on screen is not answered: Enter shows it first, at every size and however one gets there."""

import pytest

from clerkcheck.cases.saving import create
from clerkcheck.desk.new_case import Block
from clerkcheck.desk.profiles import profile_called, proposals
from clerkcheck.packs.store import load_pack
from clerkcheck.tui.screens.profile_dialogs import ConfirmBlock


@pytest.fixture
def case_of(tmp_path):
    """A new case under some rules, with some answers."""

    def made(pack, kind, **facts):
        data = {"pack": pack, "kind": kind, "title": "关于试用的事项", "facts": facts}
        return create(str(tmp_path / "case.yaml"), data).path

    return made


def footer(app):
    return app.screen.query_one("#footer").rows[0].text


def in_view(page):
    """The keys of the rows on screen."""
    top = page.scroll_offset.y
    return {key for key in page.keys[top : top + page.size.height] if key is not None}


def request_of(case_of):
    """A request of 重庆市 of which many yes/no questions are asked on one page."""
    head = {"genre": "request", "issued_by": "government", "addressed_to": "superior_government"}
    return case_of(
        "chongqing",
        "document",
        **head,
        disclosure="proactive",
        classified=False,
        secrecy_level="none",
        barred_from_disclosure=False,
    )


async def many(pilot, size):
    """The screen and the page, which has many yes/no questions and is higher than the window."""
    await pilot.pause()
    screen = pilot.app.screen
    page = screen.query_one("#page")
    assert screen.current.multi and len(in_view(page)) < len(screen.current.facts), size
    return screen, page


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [(60, 18), (80, 14), (30, 12), (20, 8)])
async def test_enter_shows_all_of_a_page_before_it_answers(case_of, app_of, size):
    path = request_of(case_of)
    async with app_of(path).run_test(size=size) as pilot:
        screen, page = await many(pilot, size)
        asked, seen, known = screen.current, in_view(page), len(screen.session.case.facts)
        for _press in range(40):
            if screen.current is not asked:
                break
            if len(seen) < len(asked.facts):
                assert "下面还有" in footer(pilot.app) or size[0] <= 30
                assert len(screen.session.case.facts) == known and screen.session.page == asked
            await pilot.press("enter")
            seen |= in_view(page) if screen.current is asked else set()
        assert screen.current is not asked and seen == set(asked.facts)


@pytest.mark.asyncio
async def test_what_was_jumped_over_is_shown_first_too(case_of, app_of):
    """End shows the end and not what stands above it; the wheel, page keys and the mouse are no way round."""
    path = request_of(case_of)
    async with app_of(path).run_test(size=(60, 10)) as pilot:
        screen, page = await many(pilot, (60, 10))
        asked = screen.current
        await pilot.press("end")
        assert "往上看，还有" in footer(pilot.app)
        await pilot.press("enter")
        assert screen.current is asked and asked.facts[1] in in_view(page)
        await pilot.press("home", *["pagedown"] * 9)
        assert "记为“否”" in footer(pilot.app)
        await pilot.press("enter")
        assert screen.current is not asked


@pytest.mark.asyncio
async def test_a_click_on_enter_in_the_footer_shows_the_rest_as_well(case_of, app_of):
    path = request_of(case_of)
    async with app_of(path).run_test(size=(60, 16)) as pilot:
        screen, page = await many(pilot, (60, 16))
        asked = screen.current
        await pilot.click("#footer", offset=(3, 0))
        assert screen.current is asked and page.scroll_offset.y > 0
        for _notch in range(20):
            page.scroll_down(animate=False)
            await pilot.pause()
        assert "记为“否”" in footer(pilot.app)


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_none_of_a_list_is_in_view_as_it_is_recorded(case_of, app_of, size):
    async with app_of(case_of("qianjiang", "agenda_item")).run_test(size=size) as pilot:
        screen = pilot.app.screen
        screen.turn_to(screen.session.page_asking("matter"))
        await pilot.pause()
        page, values, seen = screen.query_one("#page"), set(screen.session.fact("matter").of), set()
        while "matter" not in screen.session.case.facts:
            now = in_view(page)
            seen |= now
            assert len(seen) < 200
            await pilot.press("enter")
        assert seen == values and "none" in now  # what was on screen as it was recorded


@pytest.mark.asyncio
async def test_none_seen_once_is_seen_again_as_it_is_recorded(case_of, app_of):
    async with app_of(case_of("qianjiang", "agenda_item")).run_test(size=(80, 24)) as pilot:
        screen = pilot.app.screen
        screen.turn_to(screen.session.page_asking("matter"))
        await pilot.press(*["pagedown"] * 6, "home", "enter")
        page = screen.query_one("#page")
        assert "matter" not in screen.session.case.facts and "none" in in_view(page)
        await pilot.press("enter")
        assert screen.session.case.facts["matter"] == {"none"}


@pytest.mark.asyncio
async def test_a_page_seen_whole_is_seen_again_in_a_smaller_window(case_of, app_of):
    async with app_of(request_of(case_of)).run_test(size=(120, 60)) as pilot:
        screen, asked = pilot.app.screen, pilot.app.screen.current
        await pilot.pause()
        assert "记为“否”" in footer(pilot.app)
        await pilot.resize_terminal(60, 16)
        await pilot.pause()
        assert "下面还有" in footer(pilot.app)
        await pilot.press("enter")
        assert screen.current is asked


@pytest.mark.asyncio
async def test_the_answers_of_a_kind_are_counted_anew_for_every_size(tmp_path, app_of):
    pack = load_pack("qianjiang")
    profile = profile_called(pack, "convey")
    proposed, taken = proposals(pack, profile), []
    async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
        block = ConfirmBlock(profile, proposed)
        pilot.app.push_screen(block, taken.append)
        await pilot.pause()
        chooser, keys = block.query_one("#choices"), block.query_one("#keys")
        for size in ((80, 24), (60, 18), (200, 20), (60, 18), (100, 19), (60, 18)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            seen = in_view(chooser)
            assert f"下面还有 {len(proposed) - len(seen)} 项" in keys.rows[0].text, size
        while not taken:
            assert len(seen) <= len(proposed)
            await pilot.press("enter")
            seen |= in_view(chooser) if not taken else set()
    assert taken == [Block(profile, block.proposed)] and seen == {each.fact.id for each in proposed}
