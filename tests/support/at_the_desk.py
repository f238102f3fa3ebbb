"""Fixtures of whatever works on cases: copies of the examples, folders of them, and a session under a stopped clock."""

import os
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.saving import create, open_stored
from clerkcheck.desk.session import Session
from clerkcheck.reading.files import read_document
from sample_drafts import text_of
from ways import ASKED, STANDING

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
BLANK = {"pack": "qianjiang", "kind": "agenda_item", "title": "关于试用的议题"}
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def example(tmp_path):
    """Copy a shipped example by its stem and return the copy's path."""

    def copied(stem):
        target = tmp_path / f"{stem}.yaml"
        shutil.copy(EXAMPLES / f"{stem}.yaml", target)
        return str(target)

    return copied


@pytest.fixture
def start(tmp_path, example, monkeypatch):
    """Lay out where a way in ``SCREENS`` begins and return its path; the home folder is the test's own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CLERKCHECK_CONFIG", str(tmp_path / "settings"))

    def laid_out(name):
        folder = tmp_path / "送审"
        folder.mkdir()
        if name == "register":
            for path in EXAMPLES.glob("*.yaml"):
                shutil.copy(path, folder)
            (folder / "第20次常务会议").mkdir()
            shutil.move(folder / f"{STANDING}.yaml", folder / "第20次常务会议")
        if name in ("empty", "register"):
            return str(folder)
        if name == "blank":
            return create(str(folder / "case.yaml"), BLANK).path
        if name == "drafted":
            (folder / "请示稿.txt").write_text(text_of("request", {"note": ""}), encoding="utf-8")
            return create(str(folder / "case.yaml"), BLANK | {"kind": "document"}).path
        if name == "amount":
            data = read_document(example(ASKED)).data
            del data["facts"]["budget_amount_wan"]
            return create(str(folder / "case.yaml"), data).path
        return shutil.move(example(name), folder)

    return laid_out


@pytest.fixture
def many(tmp_path, start):
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
def session_of():
    """Open a case file under the stopped clock."""
    return lambda path: Session(open_stored(str(path)), national_calendar(), NOW.date(), lambda: NOW)
