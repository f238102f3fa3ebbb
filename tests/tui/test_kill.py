"""Nothing is lost: a process killed in the middle of 200 saves leaves a whole file with all but at most the last answer."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clerkcheck.cases.loading import load_case
from clerkcheck.cases.saving import create
from clerkcheck.reading.files import read_document
from clerkcheck.tui.app import HUNG_UP
from wide import wide

SAVES = 200
PARTS = 10  # times the process is killed on the way

# Answers one question after the other and says so on a line of its own once the answer is saved.
WORK = """
import sys
from datetime import datetime, timezone
from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.saving import open_stored
from clerkcheck.desk.session import Session
now = lambda: datetime(2026, 11, 22, 10, 0, tzinfo=timezone.utc)
session = Session(open_stored(sys.argv[1]), national_calendar(), now().date(), now)
start = session.case.facts.get("amount_wan", 0)
print("ready", flush=True)
for number in range(int(start) + 1, 10_000):
    session.change({"facts": {"amount_wan": number}}, str(number))
    assert not session.notice, session.notice
    print(number, flush=True)
"""


def killed_after(path, answers, pause):
    """Work on the case until so many answers are reported saved, then kill -9 after ``pause`` s; the last reported."""
    work = subprocess.Popen([sys.executable, "-c", WORK, str(path)], stdout=subprocess.PIPE, text=True)
    try:
        assert work.stdout.readline().strip() == "ready"
        reported = [int(work.stdout.readline()) for _ in range(answers)]
        time.sleep(pause)
    finally:
        os.kill(work.pid, signal.SIGKILL)
        work.wait()
    return [*reported, *map(int, work.stdout.read().splitlines())][-1]


@pytest.mark.parametrize("extension", wide(["yaml", "json"], kept=["yaml"]))
def test_kill_at_any_moment(tmp_path, extension):
    path, dice = tmp_path / f"case.{extension}", random.Random(7)
    create(str(path), {"pack": "qianjiang", "kind": "agenda_item", "title": "关于试用的议题"})
    last = 0
    for _part in range(PARTS):
        last = killed_after(path, SAVES // PARTS, dice.random() * 0.03)
        held = load_case(path).facts["amount_wan"]
        assert held in (last, last + 1)  # one more: saved, but killed before it could say so
        history = [entry["what"] for entry in read_document(str(path)).data["history"]]
        assert history == [str(number) for number in range(1, int(held) + 1)]
        assert path.stat().st_mode & 0o777 == 0o600
    assert last >= SAVES


def test_what_a_kill_leaves_beside_the_case_is_no_case(tmp_path):
    """A temporary file of a save that was cut short is neither shown nor in the way."""
    from clerkcheck.cases import register

    path = tmp_path / "case.json"
    path.write_text(json.dumps({"pack": "qianjiang", "kind": "agenda_item", "title": "试用"}), encoding="utf-8")
    for number in range(6):
        killed_after(path, 1, number * 0.002)
    assert [os.path.basename(each.path) for each in register.listing(str(tmp_path)).files] == ["case.json"]
    assert load_case(path).facts["amount_wan"] >= 6


def test_the_app_ends_with_its_terminal(tmp_path, terminal):
    (tmp_path / "送审").mkdir()
    opened = terminal(tmp_path / "送审")
    opened.until("新建")
    opened.hang_up()
    assert opened.process.wait(60) == HUNG_UP


@pytest.mark.wide
@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal is POSIX's")
def test_the_drawn_app_killed_while_it_is_answered():
    """A few of the rounds of tools/kill_app.py, which also looks at the screen: what it showed is in the file."""
    tool = Path(__file__).resolve().parents[2] / "tools" / "kill_app.py"
    done = subprocess.run([sys.executable, tool, "3", "3"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("3 kills, ") and " 0 lost, 1 case in the folder" in done.stdout
