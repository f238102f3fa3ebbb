"""An interrupted run leaves a whole result of what was done, and the next one goes on from there."""

import json
import os
import shutil
import signal
from datetime import date
from pathlib import Path

import pytest

from clerkcheck import load_pack, national_calendar
from clerkcheck.batch.running import Job, Watcher, run
from clerkcheck.batch.sources.source_files import Sources
from wide import wide

DAY = date(2026, 11, 22)
ROWS = [["qianjiang", "议题" if number % 2 else "瞎写", f"第{number}件", ""] for number in range(12)]
ENDINGS = ["csv", "jsonl", "xml", "xlsx", "parquet"]


class Interrupting(Watcher):
    """Presses Ctrl-C after some cases."""

    def __init__(self, after):
        self.left = after

    def judged(self, outcome, number=1):  # noqa: ARG002
        self.left -= number
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGINT)


@pytest.fixture
def go(tmp_path, table):
    """Run a batch of twelve rows in the library's way, interrupted after some of them."""
    table(["pack", "kind", "title", "unit"], *ROWS)

    def gone(name, *, after=0, resume=False, as_of=DAY):
        output = str(tmp_path / name)
        sources = Sources([str(tmp_path / "cases.csv")], load_pack, None, output)
        job = Job(sources, output, national_calendar(), as_of, "deviating", resume)
        return run(job, Interrupting(after))

    return gone


def content(path):
    """A result as what it says: workbooks and Parquet files hold times and sizes of their own."""
    if path.suffix == ".xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        return [[list(row) for row in sheet.values] for sheet in openpyxl.load_workbook(path)]
    if path.suffix == ".parquet":
        return pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()
    return path.read_bytes()


@pytest.mark.parametrize("ending", wide(ENDINGS, kept=["csv"]))
def test_going_on_gives_what_one_run_gives(go, tmp_path, ending):
    if ending == "xlsx":
        pytest.importorskip("python_calamine")
    whole = go(f"whole.{ending}")
    part = go(f"part.{ending}", after=5)
    assert part.interrupted and part.counts.total() == 5
    assert content(tmp_path / f"part.{ending}") != content(tmp_path / f"whole.{ending}")
    again = go(f"part.{ending}", after=4, resume=True)
    assert again.interrupted and again.counts.total() == 9
    last = go(f"part.{ending}", resume=True)
    assert not last.interrupted and last.counts == whole.counts
    assert last.counts == {"unreadable": 6, "undetermined": 6}
    assert content(tmp_path / f"part.{ending}") == content(tmp_path / f"whole.{ending}")
    assert not list(tmp_path.glob("*.resume.json")) and not list(tmp_path.glob(".*"))


def test_what_was_done_is_a_whole_result(go, tmp_path, rows_of):
    go("r.csv", after=3)
    assert [row["行"] for row in rows_of(tmp_path / "r.csv")] == ["2", "3", "4"]
    record = json.loads((tmp_path / "r.csv.resume.json").read_text(encoding="utf-8"))
    assert (record["done"], record["as_of"]) == (3, "2026-11-22")


def test_a_request_to_end_is_heeded_too(go, monkeypatch):
    monkeypatch.setattr(signal, "SIGINT", signal.SIGTERM)
    assert go("r.csv", after=2).interrupted


def test_ctrl_c_means_again_what_it_did_before(go):
    before = signal.getsignal(signal.SIGINT)
    go("r.csv", after=2)
    assert signal.getsignal(signal.SIGINT) is before


def test_the_command_says_how_to_go_on(batch, table, tmp_path, monkeypatch):
    from clerkcheck.batch.progress import Progress

    path, pressed = table(["pack", "kind", "title", "unit"], *ROWS), Interrupting(3)
    monkeypatch.setattr(Progress, "judged", lambda _self, outcome, number=1: pressed.judged(outcome, number))
    ran = batch(path, "-o", tmp_path / "r.csv")
    assert ran.status == 130 and "--resume" in ran.out
    monkeypatch.undo()


def test_the_day_stays_that_of_the_first_run(go):
    go("r.csv", after=3)
    assert go("r.csv", resume=True, as_of=None).as_of == DAY


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda folder: (folder / "cases.csv").write_text("pack,kind,title\n"), "案件或台账变了"),
        (lambda folder: (folder / "办公室.yaml").write_text("step: submit\n"), "办公室文件变了"),
        (lambda folder: (folder / "r.csv").write_text(""), "结果文件变了"),
        (lambda folder: (folder / "r.csv").unlink(), "结果文件变了"),
        (lambda folder: (folder / "r.csv.resume.json").write_text("{}"), "读不懂"),
        (lambda folder: (folder / "r.csv.resume.json").unlink(), "没有未完成的记录"),
    ],
)
def test_a_run_that_cannot_go_on_says_why(batch, go, tmp_path, change, said):
    go("r.csv", after=3)
    change(tmp_path)
    before = (tmp_path / "r.csv").read_bytes() if (tmp_path / "r.csv").exists() else None
    ran = batch(tmp_path / "cases.csv", "-o", tmp_path / "r.csv", "--resume", day=None)
    assert ran.status == 2 and said in ran.err
    assert (before is None) or (tmp_path / "r.csv").read_bytes() == before


def test_another_day_or_option_does_not_go_on(batch, go, tmp_path):
    go("r.csv", after=3)
    ran = batch(tmp_path / "cases.csv", "-o", tmp_path / "r.csv", "--resume", day="2026-11-23")
    assert ran.status == 2 and "上次是按 2026-11-22 查的" in ran.err
    ran = batch(tmp_path / "cases.csv", "-o", tmp_path / "r.csv", "--resume", "--fail-on", "blocked", day=None)
    assert ran.status == 2 and "选项变了" in ran.err


@pytest.mark.usefixtures("go")
def test_nothing_done_yet_is_no_error(batch, tmp_path, rows_of):
    assert batch(tmp_path / "cases.csv", "-o", tmp_path / "new.csv", "--resume").status == 2
    assert len(rows_of(tmp_path / "new.csv")) == len(ROWS)


def test_starting_again_forgets_the_record(go, tmp_path):
    go("r.csv", after=3)
    assert go("r.csv").counts.total() == len(ROWS)
    assert not list(tmp_path.glob("*.resume.json"))


CALENDAR = """schema: clerkcheck.calendar/1
local:
  - {date: 2026-12-07, day: 休, name: 某节, paper: 某府发〔2026〕1号}
"""


@pytest.fixture
def interrupted(batch, table, tmp_path, monkeypatch):
    """Interrupt a run with a calendar and a pack of the office's own; return what resumes it."""
    mini, pack = Path(__file__).resolve().parents[1] / "data" / "mini", tmp_path / "packs" / "own"
    shutil.copytree(mini, pack, ignore=shutil.ignore_patterns("__pycache__"))
    calendar = tmp_path / "calendar.yaml"
    calendar.write_text(CALENDAR, encoding="utf-8")
    path = table(["pack", "kind", "title"], *[[f"{pack}", "公文", f"第{number}件"] for number in range(9)])
    arguments = (path, "-o", tmp_path / "r.csv", "--calendar", calendar)
    pressed = Interrupting(4)
    monkeypatch.setattr(Watcher, "judged", lambda _self, *given: pressed.judged(*given))
    monkeypatch.setattr("clerkcheck.batch.progress.Progress.judged", lambda _self, *given: pressed.judged(*given))
    assert batch(*arguments).status == 130
    monkeypatch.undo()
    return lambda: batch(*arguments, "--resume", day=None)


def test_calendar_and_packs_as_they_were_let_it_go_on(interrupted, tmp_path, rows_of):
    assert interrupted().status == 1 and len(rows_of(tmp_path / "r.csv")) == 9


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("calendar.yaml", "2026-12-07", "2026-12-08", "中断以后日历变了"),
        ("calendar.yaml", "休", "班", "中断以后日历变了"),
        ("calendar.yaml", "某节", "另一节", "中断以后日历变了"),
        ("packs/own/rules.yaml", "modality: must", "modality: normally", "packs/own变了"),
    ],
    ids=["day", "kind", "name", "pack"],
)
def test_a_changed_calendar_or_pack_is_said_and_nothing_written(interrupted, tmp_path, file, before, after, said):
    path, result = tmp_path / file, (tmp_path / "r.csv").read_bytes()
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    ran = interrupted()
    assert ran.status == 2 and said in ran.err and ("规则包" in ran.err or "日历" in ran.err)
    assert (tmp_path / "r.csv").read_bytes() == result


def test_other_columns_do_not_go_on(go, batch, tmp_path, monkeypatch):
    go("r.csv", after=3)
    monkeypatch.setattr("clerkcheck.batch.resume.HEADINGS", ("出处",))
    ran = batch(tmp_path / "cases.csv", "-o", tmp_path / "r.csv", "--resume", day=None)
    assert ran.status == 2 and "表的列变了" in ran.err


def test_titles_of_before_are_said_not_to_have_been_compared(go, batch, tmp_path):
    go("r.csv", after=3)
    ran = batch(tmp_path / "cases.csv", "-o", tmp_path / "r.csv", "--resume", day=None)
    assert "没有和中断以前查的比对题名" in ran.out


def test_a_fingerprint_does_not_depend_on_the_process():
    from clerkcheck.batch.resume import fingerprint

    pack = load_pack("qianjiang")
    assert fingerprint(pack) == fingerprint(load_pack("qianjiang"))
    assert fingerprint(pack) != fingerprint(pack._replace(regulation="另一部"))
    assert fingerprint({"b": {2, 1}, "a": 1}) == fingerprint({"a": 1, "b": {1, 2}})
