"""contract.md, "Exit status", and several cases at once."""

import json
import os
import subprocess
import sys
from datetime import datetime

import pytest

CLERKCHECK = [sys.executable, "-m", "clerkcheck"]


@pytest.mark.parametrize(("name", "status"), [("ready", 0), ("deviating", 1), ("undetermined", 1), ("blocked", 1)])
def test_by_default_only_ready_is_0(run, outcome, name, status):
    ran = run("check", outcome(name), "--format", "json")
    assert json.loads(ran.out)["outcome"] == name
    assert (ran.status, ran.err) == (status, "")


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [
        ("deviating", {"deviating", "undetermined", "blocked"}),
        ("undetermined", {"undetermined", "blocked"}),
        ("blocked", {"blocked"}),
    ],
)
def test_fail_on(run, outcome, fail_on, failing):
    found = {
        name
        for name in ("ready", "deviating", "undetermined", "blocked")
        if run("check", outcome(name), "--fail-on", fail_on).status == 1
    }
    assert found == failing


def test_the_worst_of_several_counts(run, outcome):
    assert run("check", outcome("ready"), outcome("ready")).status == 0
    assert run("check", outcome("ready"), outcome("deviating")).status == 1
    assert run("check", outcome("ready"), outcome("deviating"), "--fail-on", "blocked").status == 0


def test_several_cases_are_an_array_in_the_order_given(run, outcome):
    ran = run("check", outcome("ready"), outcome("blocked"), outcome("deviating"), "--format", "json")
    assert [each["outcome"] for each in json.loads(ran.out)] == ["ready", "blocked", "deviating"]


def test_one_that_cannot_be_read_has_its_place_in_the_array(run, outcome, case):
    bad = case("facts: {meetng: standing}\n", name="bad.yaml")
    ran = run("check", outcome("ready"), bad, outcome("blocked"), "--format", "json")
    first, error, last = json.loads(ran.out)
    assert (first["outcome"], last["outcome"]) == ("ready", "blocked")
    assert list(error) == ["source", "error"]
    assert error["source"] == str(bad)
    assert "meetng" in error["error"] and "第 4 行" in error["error"]
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 1 and "meetng" in ran.err
    assert run("check", outcome("ready"), bad, "--fail-on", "blocked").status == 2


def test_the_others_are_still_shown_as_text(run, outcome, case):
    ran = run("check", case("x: 1\n", name="bad.yaml"), outcome("blocked"), "--format", "text")
    assert ran.status == 2
    assert "关于blocked的函" in ran.out
    assert "没有 x 这个键" in ran.err


def test_as_of(run, case):
    path = case("dates: {meeting: 2026-12-10}\n", head="pack: qianjiang\nkind: agenda_item\ntitle: 议题\n")

    def report(day):
        return json.loads(run("check", path, "--format", "json", "--as-of", day).out)

    assert report("2026-12-01")["as_of"] == "2026-12-01"
    assert report("2026年12月1日")["as_of"] == "2026-12-01"


def test_as_of_is_today_in_shanghai_unless_given(run, outcome):
    from datetime import UTC, datetime, timedelta

    before = (datetime.now(UTC) + timedelta(hours=8)).date().isoformat()
    found = json.loads(run("check", outcome("ready"), "--format", "json").out)["as_of"]
    after = (datetime.now(UTC) + timedelta(hours=8)).date().isoformat()
    assert found in (before, after)


def test_an_interruption_is_130(run, outcome, monkeypatch):
    from clerkcheck.cli import check

    def interrupted(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "check", interrupted)
    ran = run("check", outcome("ready"))
    assert (ran.status, ran.out, ran.err) == (130, "", "已中断\n")


class _Panic(BaseException):
    """As a library written in Rust raises it."""


@pytest.mark.parametrize("error", [RuntimeError("secret\x1b[31m"), MemoryError(), RecursionError(), _Panic("secret")])
def test_an_internal_error_is_3_and_says_in_one_sentence_where_the_log_is(run, outcome, monkeypatch, tmp_path, error):
    from clerkcheck.cli import check

    def broken(*_arguments):
        raise error

    monkeypatch.setenv("CLERKCHECK_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(check, "check", broken)
    ran = run("check", outcome("ready"))
    assert (ran.status, ran.out) == (3, "")
    (log,) = (tmp_path / "state").iterdir()
    assert ran.err == f"程序内部出错，已经停下，案件文件完好；请把 {log} 发给维护人员\n"
    assert type(error).__name__ in log.read_text(encoding="utf-8") and log.stat().st_mode & 0o777 == 0o600


def test_errors_of_one_second_have_a_log_each(run, outcome, monkeypatch, tmp_path):
    from clerkcheck.cli import check

    def broken(*_arguments):
        raise RuntimeError

    moment = datetime(2026, 11, 28, 9, 30)
    monkeypatch.setattr("clerkcheck.faults.now", lambda: moment)
    monkeypatch.setenv("CLERKCHECK_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(check, "check", broken)
    said = [run("check", outcome("ready")).err for _turn in range(3)]
    logs = list((tmp_path / "state").iterdir())
    assert len(logs) == 3 and all(any(str(log) in each for each in said) for log in logs)


def test_an_internal_error_that_cannot_be_logged_is_one_sentence_too(run, outcome, monkeypatch, tmp_path):
    from clerkcheck.cli import check

    def broken(*_arguments):
        raise RuntimeError

    (tmp_path / "state").write_text("a file where the folder should be")
    monkeypatch.setenv("CLERKCHECK_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(check, "check", broken)
    ran = run("check", outcome("ready"))
    assert ran.status == 3 and ran.err.startswith("程序内部出错，") and ran.err.count("\n") == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_said(outcome):
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            [*CLERKCHECK, "check", outcome("ready")], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ran.returncode == 2 and ran.stderr == "错误：结果没有全写出去：磁盘已满。腾出空间，或换一处再写\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_where_nothing_can_be_said_the_status_says_it(outcome):
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            [*CLERKCHECK, "check", outcome("ready"), "--nothing"], stdout=full, stderr=full, check=False
        )
    assert ran.returncode == 2


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the streams")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(outcome, closed):
    command = f'exec "$0" "$@" {closed}'
    ran = subprocess.run(
        ["sh", "-c", command, *CLERKCHECK, "check", outcome("blocked")], capture_output=True, check=False
    )
    assert ran.returncode == 1 and ran.stderr == b"" and bool(ran.stdout) is (">&-" not in closed.replace("2>&-", ""))


def left_early(read, *arguments, streams="stdout", **environment):
    """Run a command whose reader goes away after so many bytes of what it says; its status and what it says beside."""
    other = "stderr" if streams == "stdout" else None
    aside = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE if other else subprocess.STDOUT}
    with subprocess.Popen([*CLERKCHECK, *arguments], env=os.environ | environment, **aside) as process:
        process.stdout.read(read)
        process.stdout.close()
        error = process.stderr.read() if other else b""
        return process.wait(60), error


@pytest.mark.parametrize("environment", [{}, {"PYTHONUNBUFFERED": "1"}], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize(("name", "status"), [("blocked", 1), ("ready", 0)])
def test_a_reader_that_goes_away_changes_nothing_in_the_status(outcome, name, status, environment):
    cases = [str(outcome(name))] * 40
    environment = {"PYTHONUNBUFFERED": ""} | environment
    for read in (0, 10):
        assert left_early(read, "check", *cases, "--format", "json", **environment) == (status, b"")


def test_nor_where_it_read_what_is_wrong_too(outcome):
    """`… 2>&1 | head -0`: that a file could not be read is in the status, whoever was told."""
    arguments = "check", str(outcome("ready")), "none.yaml"
    assert left_early(0, *arguments, streams="both") == (2, b"")


def test_a_result_is_written_though_nobody_reads_what_is_said_of_it(outcome, tmp_path):
    status, _error = left_early(0, "batch", str(outcome("blocked")), "-o", str(tmp_path / "r.csv"), streams="both")
    assert status == 1 and "关于blocked的函" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
