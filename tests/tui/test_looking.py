"""What an editor writes into the case that is open is said without waiting for another answer."""

from pathlib import Path

import pytest

from clerkcheck.cases.loading import load_case
from clerkcheck.tui import app as application
from clerkcheck.tui.screens.case_screen import CaseScreen
from clerkcheck.tui.screens.dialogs import Message

pytestmark = pytest.mark.asyncio
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


@pytest.fixture
def quitting(path, app_of, at_rest):
    """Quit by a key from the screen that another key opens ("": the case itself); return the app."""

    async def quitted(opened, key):
        app = app_of(path)
        async with app.run_test(size=(80, 24)) as pilot:
            await answered_and_written_over(pilot, path)
            if opened:
                await pilot.press(opened)
                await at_rest(pilot)
                assert not isinstance(app.screen, CaseScreen)
            await pilot.press(key)
            await at_rest(pilot)
        return app

    return quitted


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


@pytest.mark.parametrize("opened", ["", "v", "p", "ctrl+p"])
async def test_on_quitting(path, quitting, opened):
    app = await quitting(opened, "ctrl+q")
    (copy,) = copies(path)
    assert load_case(copy).materials[PAPER].status == "done" and path.read_bytes().endswith(b"# by hand\n")
    (said,) = app.last_words
    assert copy.name in said and "两份都在" in said


async def test_quitting_says_nothing_where_nothing_was_written(path, app_of, at_rest):
    app = app_of(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        app.screen.session.set_paper_status(PAPER, "done")
        await pilot.press("ctrl+q")
        await at_rest(pilot)
    assert app.last_words == [] and copies(path) == []


async def test_it_is_said_once_the_terminal_is_restored(monkeypatch, capsys, tmp_path):
    def run(self, **_options):
        self.last_words.append("两份都在\x1b[31m")

    monkeypatch.setattr(application.ClerkApp, "run", run)
    assert application.launch(str(tmp_path), None) == 0
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.startswith("两份都在") and printed.err.count("\n") == 1
    assert "\x1b" not in printed.err
