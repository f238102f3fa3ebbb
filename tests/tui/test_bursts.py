"""No key can break the app: on every screen and in every dialog, whatever is pressed twice, too fast or all at once."""

import os
import pkgutil
import random
import shutil
from importlib import import_module

import pytest
from textual.widgets import Input

import clerkcheck.tui
from clerkcheck.reading.files import read_document
from clerkcheck.tui.keyboard import Once
from clerkcheck.tui.screens.case_screen import CaseScreen
from clerkcheck.tui.screens.cases_screen import CasesScreen
from clerkcheck.tui.widgets.painted_rows import Lines
from ways import EVERYWHERE
from wide import wide

# Place (see ways) -> the class of the screen one is on there.
SHOWN = {
    "welcome": "CasesScreen", "cases": "CasesScreen", "cases-search": "CasesScreen", "cases-only": "CasesScreen",
    "cases-rename": "AskLine", "cases-delete": "Confirm", "cases-folder": "PickOne",
    "new-government": "PickOne", "new-kind": "PickOne", "new-title": "AskTitle",
    "questions": "CaseScreen", "papers": "CaseScreen", "dates-panel": "CaseScreen", "choice": "CaseScreen",
    "choice-why": "CaseScreen", "choices": "CaseScreen", "number": "CaseScreen", "number-wrong": "CaseScreen",
    "verdict": "VerdictScreen", "finding": "FindingScreen", "message": "Message", "exception": "ExceptionDialog",
    "report": "ReportScreen", "report-choose": "PickOne", "report-save": "AskLine",
    "calendar": "DatesScreen", "plan": "DatesScreen", "counted": "DatesScreen",
    "rules": "RulesScreen", "rules-clause": "RulesScreen", "rules-search": "RulesScreen", "help": "HelpScreen",
    "paper": "PaperDialog", "paper-field": "PaperDialog", "paper-day": "DayPicker", "day": "DayPicker",
    "history": "HistoryScreen", "notes": "NotesDialog", "mark": "PickOne", "refit": "PickOne",
    "profile": "PickProfile", "profile-block": "ConfirmBlock", "draft": "DraftScreen",
    "answers": "AnswersScreen", "retitle": "AskLine", "palette": "Palette",
}  # fmt: skip
KEYS = "1 2 3 9 0 enter escape q backspace space delete u w m d v r n c e o p l g t a x s b slash f1 ctrl+p up down tab"


@pytest.fixture
def opened(start, app_of, at_rest):
    """Open the app and walk to a place, slowly; return the pilot's context."""

    class Opened:
        def __init__(self, way, size=(80, 24)):
            self.keys, self.folder = way[1].split(), start(way[0])
            self.running = app_of(self.folder).run_test(size=size)

        async def __aenter__(self):
            pilot = await self.running.__aenter__()
            await pilot.app.workers.wait_for_complete()
            for key in self.keys:
                await pilot.press(key)
                await at_rest(pilot)
            return pilot

        async def __aexit__(self, *error):
            return await self.running.__aexit__(*error)

    return Opened


def files(folder):
    """Every file below a folder with what is in it."""
    found = {}
    for above, _folders, names in os.walk(folder):
        for name in names:
            path = os.path.join(above, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


async def state(pilot, folder):
    """All that can be seen, and all that is on the disk."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    screen = pilot.app.screen
    seen = [(each.id, [row.text for row in each.rows], each.cursor) for each in screen.query(Lines)]
    typed = [(each.id, each.value) for each in screen.query(Input)]
    return [type(each).__name__ for each in pilot.app.screen_stack], seen, typed, files(folder)


def test_every_screen_and_dialog_has_a_place_here():
    for module in pkgutil.walk_packages(clerkcheck.tui.__path__, "clerkcheck.tui."):
        import_module(module.name)

    def below(parent):
        for child in parent.__subclasses__():
            yield child
            yield from below(child)

    concrete = {each.__name__ for each in below(Once) if not each.__subclasses__()} | {
        "PickOne",
        "AskLine",
    }  # Confirm is one
    assert concrete == set(SHOWN.values())


KEYS_TRIPLED = ("enter", "escape", "2")
TRIPLED = [(name, key) for key in KEYS_TRIPLED for name in EVERYWHERE]
# At every fourth place the suite tries one of them.
SUITE_TRIPLED = [(name, KEYS_TRIPLED[number % 3]) for number, name in enumerate(EVERYWHERE) if number % 4 == 1]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "key"),
    wide(TRIPLED, kept=SUITE_TRIPLED),
)
async def test_a_key_three_times_at_once_is_a_key_once(name, key, opened, burst, tmp_path):
    """What a key does, it does once: nothing more is seen, and nothing more is on the disk."""
    place, ends = EVERYWHERE[name], []
    for times in (1, 3):
        shutil.rmtree(tmp_path / "送审", ignore_errors=True)
        async with opened(place) as pilot:
            assert type(pilot.app.screen).__name__ == SHOWN[name]
            if key == "2" and (isinstance(pilot.app.focused, Input) or SHOWN[name] == "DayPicker"):
                return  # text, of which three are three
            await burst(pilot, *[key] * times)
            ends.append(await state(pilot, tmp_path / "送审"))
    assert ends[0] == ends[1]


@pytest.mark.painted
@pytest.mark.asyncio
@pytest.mark.parametrize("name", wide(EVERYWHERE, kept=list(EVERYWHERE)[2::18]))
async def test_any_keys_at_once_lose_nothing(name, opened, key_of, at_rest, tmp_path):
    """The app lives, a screen is there to go on from, no case is gone, and no step of a case's history."""
    place = EVERYWHERE[name]
    dice = random.Random(name)
    async with opened(place) as pilot:
        app, base = pilot.app, pilot.app.screen_stack[1]
        for size in ((80, 24), (30, 8), (120, 40), (1, 1), (80, 24)):
            known = histories(tmp_path / "送审")
            for key in dice.choices(KEYS.split(), k=6):
                app.post_message(key_of(key))
            await pilot.resize_terminal(*size)
            await at_rest(pilot)
            if not app.is_running or app._exit:
                break  # q on the list
            assert app.screen_stack[1] is base or isinstance(app.screen_stack[1], CasesScreen | CaseScreen)
            found = histories(tmp_path / "送审")
            assert len(found) >= len(known)
            assert all(any(each[: len(steps)] == steps for each in found) for steps in known)


def histories(folder):
    """What was done to every case below a folder, those in the trash too."""
    paths = [path for path in folder.rglob("*.yaml") if path.is_file()]
    return [[entry["what"] for entry in read_document(str(path)).data.get("history") or []] for path in paths]
