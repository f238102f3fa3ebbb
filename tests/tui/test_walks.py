"""From a new case to its printed sheet by keyboard alone, as a clerk would: the file says what the screen said."""

import json

import pytest
from textual.widgets import Input

from clerkcheck.__main__ import main
from clerkcheck.cases.loading import load_case
from clerkcheck.checking.report import BROKEN
from clerkcheck.packs.store import pack_ids
from clerkcheck.reports.json import report_data
from clerkcheck.tui.screens.case_screen import CaseScreen
from clerkcheck.tui.screens.cases_screen import CasesScreen
from clerkcheck.tui.screens.day_picker import DayPicker
from clerkcheck.tui.screens.paper_dialog import PaperDialog
from clerkcheck.tui.screens.report_screen import ReportScreen
from wide import wide

pytestmark = pytest.mark.asyncio
KINDS = [
    "standing-factory-buildings",  # a major agenda item for the standing meeting, papers missing
    "personnel-appointments",  # personnel, handed in a day late
    "request-road-repair",  # a request to the government above
    "notice-waste-sorting-rules",  # a normative document
    "letter-city-transport",  # a letter
]


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("CLERKCHECK_CONFIG", str(tmp_path_factory.mktemp("settings")))


class Clerk:
    """Presses the keys that enter an example case; what the example leaves open is answered with 不清楚."""

    def __init__(self, pilot, example):
        self.pilot, self.example = pilot, example
        self.pages = 0

    @property
    def screen(self):
        return self.pilot.app.screen

    async def press(self, *keys):
        await self.pilot.press(*keys)

    async def new_case(self):
        packs, kinds = pack_ids(), ("agenda_item", "document")
        await self.press("n", str(packs.index(self.example.pack) + 1), str(kinds.index(self.example.kind) + 1))
        self.screen.query_one(Input).value = self.example.title  # as an input method enters it
        await self.press("enter", "0")  # no kind of item: every question is asked
        assert isinstance(self.screen, CaseScreen)

    async def questions(self):
        while self.screen.panel == "ask":
            self.pages += 1
            assert self.pages < 20, self.screen.current
            await self.answer(self.screen.current)
        assert self.screen.panel == "papers"

    async def answer(self, page):
        known, fact = self.example.facts, page.facts[0]
        entry = self.screen.session.fact(fact)
        if page.multi:
            for number, each in enumerate(page.facts, 1):
                if each not in known:
                    await self.press(str(number), "0")
                elif known[each]:
                    await self.press(str(number))
                elif self.screen.ticks.marks[each] == "unsure":  # a "no" that breaks something is to be said
                    await self.press(str(number), str(number))
            await self.press("enter")
        elif fact not in known:
            await self.press("0" if entry.of else "escape")
        elif not entry.of:
            await self.press(*f"{known[fact]:g}", "enter")
        elif entry.type == "choices":
            for value in known[fact]:
                await self.go_to(value)
                await self.press("space")
            await self.press("enter")
        else:
            place = list(entry.of).index(known[fact]) + 1
            if place <= 9:
                await self.press(str(place))
            else:
                await self.go_to(known[fact])
                await self.press("enter")

    async def go_to(self, key):
        """Walk the cursor to a row with the arrow keys."""
        page = self.screen.query_one("#page")
        await self.press("home")
        for _step in range(200):
            if page.chosen == key:
                return
            await self.press("down")
        raise AssertionError(key)

    async def papers(self):
        for paper in [row.key for row in self.screen.query_one("#page").rows if row.key]:
            kept = self.example.materials.get(paper)
            if kept is None:
                continue
            await self.go_to(paper)
            if kept.date or kept.ref or kept.issuer:
                await self.paper_in_full(kept)
            else:
                await self.press(*["space"] * {"done": 1, "missing": 2, "unknown": 0}[kept.status])

    async def paper_in_full(self, kept):
        await self.press("enter")
        assert isinstance(self.screen, PaperDialog)
        await self.press({"done": "1", "missing": "2", "unknown": "3"}[kept.status], "tab")
        await self.press(*(kept.date.isoformat() if kept.date else ""))
        for field in ("ref", "issuer"):
            self.screen.query_one(f"#{field}", Input).value = getattr(kept, field) or ""
        await self.press("enter")
        assert isinstance(self.screen, CaseScreen)

    async def dates(self):
        await self.press("d")
        for event in [row.key for row in self.screen.query_one("#page").rows if row.key]:
            day = self.example.dates.get(event)
            if day is not None:
                await self.go_to(event)
                await self.press("enter")
                assert isinstance(self.screen, DayPicker)
                await self.press(*day.isoformat(), "enter")

    async def report(self):
        """Look at the report, save it as proposed, and go back to the list."""
        await self.press("r")
        assert isinstance(self.screen, ReportScreen)
        await self.press("s", "enter", "enter")
        await self.press("escape", "escape")
        assert isinstance(self.screen, CasesScreen)


def as_check_says(path, capsys):
    """What `clerkcheck check FILE --format json` prints."""
    capsys.readouterr()
    main(["check", str(path), "--format", "json", "--as-of", "2026-11-22"])
    return json.loads(capsys.readouterr().out)


WALKS = [*((stem, (80, 24)) for stem in KINDS), (KINDS[0], (120, 40))]


@pytest.mark.parametrize(("stem", "size"), wide(WALKS, kept=WALKS[-1:]))
async def test_from_a_new_case_to_the_sheet(stem, size, example, app_of, session_of, tmp_path, capsys):
    model = session_of(example(stem))
    folder = tmp_path / "register"
    folder.mkdir()
    async with app_of(folder).run_test(size=size) as pilot:
        clerk = Clerk(pilot, model.case)
        await clerk.new_case()
        session = clerk.screen.session
        await clerk.questions()
        await clerk.papers()
        await clerk.dates()
        await clerk.report()
    found = as_check_says(session.path, capsys)
    assert found == report_data(session.report)
    assert found["outcome"] == model.report.outcome
    assert broken(session.report) == broken(model.report)
    (sheet,) = [each for each in folder.iterdir() if str(each) != session.path]
    assert sheet.stem.startswith(model.case.title) and sheet.stat().st_size > 500
    assert load_case(session.path).dates.items() <= model.case.dates.items()


def broken(report):
    return {(each.clause, str(each.material)) for each in report.findings if each.status in BROKEN}
