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

TODAY = date(2026, 11, 22)


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


def test_elsewhere_as_here(many, judged):
    here, elsewhere = judged(many, few=10_000), judged(many)
    assert here == elsewhere and len(here) > 150
    assert [line.title for line in here.values() if line.outcome == UNREADABLE] == ["calendar", "坏"]


@pytest.mark.parametrize("python", ["/nonexistent/python", shutil.which("false")])
def test_without_other_processes_all_are_judged_here(many, judged, monkeypatch, python):
    here = judged(many, few=10_000)
    monkeypatch.setattr(sys, "executable", python)
    assert judged(many) == here


def test_a_file_that_ends_its_process_says_so_and_the_others_are_judged(many, judged, monkeypatch):
    here, send = judged(many, few=10_000), judges.Child.send

    def deadly(child, batch):
        send(child, batch)
        if any("/3-letter" in file.path for file in batch):
            child.started()
            child.process.kill()

    monkeypatch.setattr(judges.Child, "send", deadly)
    elsewhere = judged(many)
    differ = [file for file in here if here[file] != elsewhere[file]]
    assert [os.path.basename(file.path)[:8] for file in differ] == ["3-letter"]
    assert elsewhere[differ[0]].outcome == UNREADABLE and "程序出错" in elsewhere[differ[0]].error


def test_nothing_is_imported_from_the_folder_of_the_cases(many, judged, monkeypatch):
    for name in ("yaml", "pickle", "clerkcheck", "sitecustomize"):
        (many / f"{name}.py").write_text("open('ran', 'w')\nraise SystemExit\n")
    monkeypatch.chdir(many)
    assert len(judged(many)) > 150 and not (many / "ran").exists()


def test_stopped_in_the_middle_every_process_ends(many, monkeypatch):
    monkeypatch.setattr(judges, "_FEW", 0)
    made = judges.Judges(national_calendar(), TODAY)
    batches = made.judged(listing(str(many)).files)
    next(batches)
    children = list(made.children)
    made.stop()
    assert list(batches) in ([], [{}]) and children
    assert all(child.process.poll() is not None for child in children)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize("few", [0, 10_000])
def test_a_pipe_among_the_cases_holds_up_nothing(many, judged, few):
    os.mkfifo(many / "管道.yaml")
    lines = {os.path.basename(file.path): line for file, line in judged(many, few).items()}
    assert lines["管道.yaml"].outcome == UNREADABLE and len(lines) > 150


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
