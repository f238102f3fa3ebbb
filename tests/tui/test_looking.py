"""What an editor writes into the case that is open is said without waiting for another answer."""

from pathlib import Path

import pytest

from clerkcheck.cases.loading import load_case
from clerkcheck.tui.screens.case_screen import CaseScreen
from clerkcheck.tui.screens.dialogs import Message

pytestmark = [pytest.mark.asyncio, pytest.mark.unpainted]
PAPER = "fair_competition_review"


async def answered_and_written_over(pilot, path):
    """A paper is answered, then an editor saves what it had read before; return its state as answered."""
    older = path.read_bytes()
    await pilot.pause()
    pilot.app.screen.session.set_paper_status(PAPER, "done")
    path.write_bytes(older + b"# by hand\n")


@pytest.fixture
def path(example):
    return Path(example("standing-factory-buildings"))


def copies(path):
    return [each for each in path.parent.iterdir() if "冲突" in each.name]


async def test_while_the_case_is_open(path, app_of):
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        await answered_and_written_over(pilot, path)
        case = pilot.app.screen
        case.look()
        assert pilot.app.screen is case  # the editor may not be ready
        case.look()
        await pilot.pause()
        assert isinstance(pilot.app.screen, Message) and "两份都在" in pilot.app.screen.text
        case.look()  # not under a dialog
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen is case
    (copy,) = copies(path)
    assert load_case(copy).materials[PAPER].status == "done" and path.read_bytes().endswith(b"# by hand\n")


async def test_on_the_way_out(path, app_of):
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        await answered_and_written_over(pilot, path)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Message)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, CaseScreen)
    assert load_case(copies(path)[0]).materials[PAPER].status == "done"
