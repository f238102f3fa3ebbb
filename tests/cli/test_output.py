"""Where reports go: screen, pipe, file; in which encoding, with which colours."""

import json
import os
import sys

import pytest

from clerkcheck import national_calendar


def test_a_file_holds_what_the_screen_would(run, outcome, tmp_path):
    target = tmp_path / "report.json"
    shown = run("check", outcome("blocked"), "--format", "json")
    written = run("check", outcome("blocked"), "--format", "json", "-o", target)
    assert (written.status, written.out, written.err) == (1, "", "")
    assert target.read_text(encoding="utf-8") == shown.out


def test_an_old_file_is_replaced(run, outcome, tmp_path):
    target = tmp_path / "report.txt"
    target.write_text("旧" * 100_000, encoding="utf-8")
    run("check", outcome("ready"), "--format", "text", "-o", target, "--force")
    assert target.read_text(encoding="utf-8").startswith("可以报送")


@pytest.mark.parametrize(("name", "what"), [("no/out.txt", "没有这个文件夹"), ("", "这是文件夹")])
def test_output_that_cannot_be_written(run, outcome, tmp_path, name, what):
    before = sorted(os.listdir(tmp_path))
    path = outcome("ready")
    ran = run("check", path, "-o", tmp_path / name)
    assert (ran.status, ran.out) == (2, "")
    assert what in ran.err and len(ran.err.splitlines()) == 1
    assert sorted(os.listdir(tmp_path)) == sorted([*before, "ready.yaml"])


def test_the_case_is_not_written_over(run, outcome):
    path = outcome("ready")
    before = path.read_bytes()
    ran = run("check", path, "-o", path)
    assert path.read_bytes() == before
    assert ran.status == 2


@pytest.mark.skipif(sys.platform == "win32", reason="file names are text there")
def test_a_file_name_that_is_not_utf8(start, outcome, tmp_path):
    odd = os.fsencode(tmp_path) + b"/\xff.yaml"
    os.rename(outcome("ready"), odd)
    target = tmp_path / "out.json"
    ran = start("check", os.fsdecode(odd), "--format", "json", "-o", target)
    assert ran.status == 0, ran.err.decode()[-300:]
    assert json.loads(target.read_text(encoding="utf-8"))["outcome"] == "ready"


def test_a_gbk_pipe_carries_the_report(start, outcome):
    ran = start("check", outcome("blocked"), "--format", "text", PYTHONIOENCODING="gbk")
    assert ran.status == 1
    text = ran.out.decode("gbk")
    assert "不得报送" in text and "?" not in text


def test_a_gbk_pipe_with_characters_it_cannot_carry(start, case):
    path = case(head="pack: qianjiang\nkind: document\ntitle: 关于\U0001f600和\U00020000的函\n")
    for form in ("text", "json", "terminal"):
        ran = start("check", path, "--format", form, PYTHONIOENCODING="gbk")
        assert ran.status == 1
        assert "关于?和?的函" in ran.out.decode("gbk")
        assert ran.err == b""


def test_an_error_through_a_gbk_pipe(start, case):
    ran = start("check", case("\U0001f600: 1\n"), PYTHONIOENCODING="gbk")
    assert ran.status == 2
    assert "没有 ? 这个键" in ran.err.decode("gbk")


def test_plain_text_through_a_pipe(start, outcome):
    for form in ("terminal", "text"):
        assert b"\x1b" not in start("check", outcome("blocked"), "--format", form, TERM="xterm-256color").out


def on_terminal(path, width=80, **environment):
    """What ``check`` prints on a terminal of its own."""
    import pty
    import subprocess

    ours, theirs = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    surroundings = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "COLUMNS")}
    surroundings |= {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"} | environment
    with subprocess.Popen(
        [sys.executable, "-m", "clerkcheck", "check", str(path)], stdout=theirs, env=surroundings
    ) as process:
        os.close(theirs)
        parts = []
        while part := _read(ours):
            parts.append(part)
        process.wait(60)
    os.close(ours)
    return b"".join(parts).decode()


def _read(descriptor):
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other end has been closed
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal there")
def test_colour_on_a_terminal_only_where_wanted(outcome):
    path = outcome("blocked")
    assert "\x1b[1;31m" in on_terminal(path)
    assert "\x1b" not in on_terminal(path, NO_COLOR="1")
    assert "\x1b" not in on_terminal(path, TERM="dumb")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal there")
@pytest.mark.parametrize("width", [40, 60, 100])
def test_a_report_fits_the_terminal(outcome, width):
    from clerkcheck.cells import cells

    lines = on_terminal(outcome("blocked"), width, NO_COLOR="1").splitlines()
    assert max(cells(line) for line in lines) <= width


def test_the_program_is_the_library(run, outcome):
    from datetime import date

    from clerkcheck import check, load_case, load_pack
    from clerkcheck.reports.json import dump, report_data

    path = outcome("undetermined")
    case = load_case(path)
    report = check(case, load_pack(str(path.parent / _pack_of(path))), national_calendar(), date(2026, 11, 22))
    assert run("check", path, "--format", "json", "--as-of", "2026-11-22").out == dump(report_data(report))


def _pack_of(path):
    return path.read_text(encoding="utf-8").splitlines()[0].removeprefix("pack: ")
