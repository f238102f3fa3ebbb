"""Very many cases: judged in processes of their own, shown as they come, and nothing waits for the last of them."""

import asyncio
import os
import shutil
import sys
from datetime import date

import pytest

from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.register import listing
from clerkcheck.desk import judges
from clerkcheck.desk.background import from_thread
from clerkcheck.reports.states import UNREADABLE
from clerkcheck.tui import rows_cases as rows
from clerkcheck.tui.screens.cases_screen import CasesScreen
from clerkcheck.tui.widgets.lines import LazyRows, Row

TODAY = date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path, start):
    """The examples fourteen times over, a broken case and a file that is none."""
    examples = sorted(path for path in os.listdir(start("register")) if path.endswith(".yaml"))
    target = tmp_path / "many"
    target.mkdir()
    for number in range(14):
        for name in examples:
            shutil.copy(tmp_path / "送审" / name, target / f"{number}-{name}")
    (target / "坏.yaml").write_text("pack: qianjiang\nkind: agenda_item\ntitle: 甲\nfacts: {meetin: x}\n")
    (target / "calendar.yaml").write_text("days: {}\n")
    return target


@pytest.fixture
def judged(monkeypatch):
    """Judge the files of a folder by other processes (``few``: the most files that are judged without)."""

    def done(folder, few=0):
        monkeypatch.setattr(judges, "_FEW", few)
        made = judges.Judges(national_calendar(), TODAY)
        lines = {}
        for batch in made.judged(listing(str(folder)).files):
            lines |= batch
        assert not made.children
        return lines

    return done


def test_elsewhere_as_here(folder, judged):
    here, elsewhere = judged(folder, few=10_000), judged(folder)
    assert here == elsewhere and len(here) > 150
    assert [line.title for line in here.values() if line.outcome == UNREADABLE] == ["calendar", "坏"]


@pytest.mark.parametrize("python", ["/nonexistent/python", shutil.which("false")])
def test_without_other_processes_all_are_judged_here(folder, judged, monkeypatch, python):
    here = judged(folder, few=10_000)
    monkeypatch.setattr(sys, "executable", python)
    assert judged(folder) == here


def test_a_file_that_ends_its_process_says_so_and_the_others_are_judged(folder, judged, monkeypatch):
    here, send = judged(folder, few=10_000), judges.Child.send

    def deadly(child, batch):
        send(child, batch)
        if any("/3-letter" in file.path for file in batch):
            child.started()
            child.process.kill()

    monkeypatch.setattr(judges.Child, "send", deadly)
    elsewhere = judged(folder)
    differ = [file for file in here if here[file] != elsewhere[file]]
    assert [os.path.basename(file.path)[:8] for file in differ] == ["3-letter"]
    assert elsewhere[differ[0]].outcome == UNREADABLE and "程序出错" in elsewhere[differ[0]].error


def test_nothing_is_imported_from_the_folder_of_the_cases(folder, judged, monkeypatch):
    for name in ("yaml", "pickle", "clerkcheck", "sitecustomize"):
        (folder / f"{name}.py").write_text("open('ran', 'w')\nraise SystemExit\n")
    monkeypatch.chdir(folder)
    assert len(judged(folder)) > 150 and not (folder / "ran").exists()


def test_stopped_in_the_middle_every_process_ends(folder, monkeypatch):
    monkeypatch.setattr(judges, "_FEW", 0)
    made = judges.Judges(national_calendar(), TODAY)
    batches = made.judged(listing(str(folder)).files)
    next(batches)
    children = list(made.children)
    made.stop()
    assert list(batches) in ([], [{}]) and children
    assert all(child.process.poll() is not None for child in children)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize("few", [0, 10_000])
def test_a_pipe_among_the_cases_holds_up_nothing(folder, judged, few):
    os.mkfifo(folder / "管道.yaml")
    lines = {os.path.basename(file.path): line for file, line in judged(folder, few).items()}
    assert lines["管道.yaml"].outcome == UNREADABLE and len(lines) > 150


@pytest.mark.asyncio
async def test_in_the_app(folder, app_of, monkeypatch):
    monkeypatch.setattr(judges, "_FEW", 0)
    monkeypatch.setattr("clerkcheck.desk.shelf._MANY", 0)
    made = []
    row = rows.table_row
    monkeypatch.setattr(rows, "table_row", lambda *given: made.append(given) or row(*given))
    async with app_of(folder).run_test(size=(80, 24)) as pilot:
        await pilot.app.workers.wait_for_complete()
        screen = pilot.app.screen
        assert all(line.outcome != "waiting" for line in screen.shelf.lines(TODAY))
        assert {each.path for each, *_rest in made} < {str(folder / name) for name in os.listdir(folder)}
        await pilot.press("end")
        assert screen.chosen_line().outcome == UNREADABLE
        shutil.copy(next(folder.glob("0-*")), folder / "新.yaml")
        await pilot.press("f1")
        await pilot.press("escape")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(pilot.app.screen, CasesScreen) and screen.shelf.line(str(folder / "新.yaml")) is not None


@pytest.mark.asyncio
async def test_the_cursor_stays_where_it_was_walked_to_while_cases_are_judged(folder, app_of):
    async with app_of(folder).run_test(size=(80, 24)) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.press("down", "down", "down")
        screen = pilot.app.screen
        at = screen.chosen()
        screen.show()
        assert screen.chosen() == at != ("case", screen.shelf.lines(TODAY)[0].path)


@pytest.mark.asyncio
async def test_an_error_in_the_thread_is_raised_where_it_is_waited_for():
    def work():
        yield 1
        raise ZeroDivisionError

    found, stopped = [], []
    with pytest.raises(ZeroDivisionError):
        async for each in from_thread(work(), lambda: stopped.append(True)):
            found.append(each)
    assert found == [1] and stopped == [True]


@pytest.mark.asyncio
async def test_whoever_wants_no_more_stops_the_thread():
    stopped = asyncio.Event()
    finds = from_thread(iter(range(10)), stopped.set)
    assert await anext(finds) == 0
    await finds.aclose()
    assert stopped.is_set()


def test_rows_are_made_when_they_are_looked_at():
    made = []
    found = LazyRows(range(1000), lambda place: made.append(place) or Row(str(place), key=place))
    assert (len(found), found[3].text, found[-1].text, [row.text for row in found[5:7]]) == (
        1000,
        "3",
        "999",
        ["5", "6"],
    )
    assert made == [3, 999, 5, 6]
    with pytest.raises(IndexError):
        found[1000]
