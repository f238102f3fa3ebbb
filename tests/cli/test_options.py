"""Options and commands that are wrong: what is wrong, and the nearest right one."""

import argparse

import pytest


def refused(ran):
    assert (ran.status, ran.out) == (2, "")
    [line] = ran.err.splitlines()
    assert line.startswith("错误：")
    assert "？。" not in line and "。。" not in line
    return line


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("--as-off", "--as-of"),
        ("--formt", "--format"),
        ("--fail_on", "--fail-on"),
        ("--ouput", "--output"),
    ],
)
def test_a_misspelt_option_names_the_nearest(run, case, wrong, right):
    line = refused(run("check", case(), wrong, "x"))
    assert wrong in line
    assert f"是不是 {right}？" in line


@pytest.mark.parametrize(
    ("wrong", "right"), [("chek", "check"), ("calender", "calendar"), ("pak", "pack"), ("--verison", "--version")]
)
def test_a_misspelt_command_names_the_nearest(run, wrong, right):
    assert f"是不是 {right}" in refused(run(wrong))


@pytest.mark.parametrize(
    ("option", "value", "what"),
    [
        ("--format", "jsn", "是不是 json？"),
        ("--format", "doc", "是不是 docx？"),
        ("--fail-on", "block", "是不是 blocked？"),
        ("--fail-on", "ready", "blocked、undetermined、deviating"),
        ("--as-of", "2026-13-01", "月和日写反了？是不是 2026-01-13"),
        ("--as-of", "2026-02-30", "2026-02-28"),
        ("--as-of", "明天", "不是日期"),
        ("--as-of", "", "不是日期"),
    ],
)
def test_a_value_that_an_option_does_not_take(run, case, option, value, what):
    line = refused(run("check", case(), option, value))
    assert option in line
    assert what in line


@pytest.mark.parametrize("option", ["--format", "-o", "--as-of", "--fail-on"])
def test_an_option_without_its_value(run, case, option):
    assert "后面要跟一个值" in refused(run("check", case(), option))


def test_no_case(run):
    assert "缺少：CASE" in refused(run("check"))


def test_options_are_not_abbreviated(run, case):
    refused(run("check", case(), "--form", "json"))


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_help(run, arguments):
    ran = run(*arguments)
    assert (ran.status, ran.err) == (0, "")
    assert "check" in ran.out and "用法" in ran.out


def test_help_of_check(run):
    ran = run("check", "--help")
    assert (ran.status, ran.err) == (0, "")
    assert all(option in ran.out for option in ("--format", "--output", "--as-of", "--fail-on"))
    assert "用法：" in ran.out and "usage" not in ran.out


def test_version(run):
    from clerkcheck import __version__

    assert run("--version").out == f"clerkcheck {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ("due", "2026-01-01", "+3"),
        ("calendar", "2026"),
        ("calendar", "list"),
        ("pack", "list"),
        ("pack", "show", "qianjiang", "49"),
        ("pack", "diff", "a", "b"),
        ("plan", "a.yaml"),
        ("slip", "a.yaml"),
        ("summary", "."),
        ("new", "a.yaml", "--pack", "qianjiang"),
        ("batch", "template", "qianjiang", "-o", "a.xlsx"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize(
    "surplus",
    [("",), (" ",), ("多余",), ("-",), ("-－",), ("--", ""), ("x" * 500,)],
    ids=["empty", "space", "word", "dash", "minus", "dashes", "long"],
)
def test_a_word_too_many(run, words, surplus):
    line = refused(run(*words, *surplus))
    assert "不认识：" in line
    assert len(line) < 150


def test_empty_words_are_shown_in_quotes(run):
    assert refused(run("due", "2026-01-01", "+3", "", "")) == "错误：不认识：“” “”。看用法：clerkcheck due --help"
    assert "没有 “” 这个命令" in refused(run(""))


@pytest.mark.parametrize("command", ["check", "due", "calendar", "pack", "plan", "slip", "summary", "batch", "new"])
@pytest.mark.parametrize("empty", [("",), ("", ""), ("", "", "", "")], ids=len)
def test_empty_words_alone(run, command, empty):
    ran = run(command, *empty)
    assert ran.status == 2
    assert ran.err and "Traceback" not in ran.err


@pytest.mark.parametrize("option", ["--unit", "--bound", "--as-of", "--calendar", "--format"])
def test_an_empty_value(run, option):
    assert run("due", "2026-01-01", "+3", option, "").status == 2


def test_an_option_of_a_sub_command_names_the_nearest_of_its_own(run):
    assert "是不是 --format？" in refused(run("pack", "diff", "a", "b", "--formt", "json"))


def test_a_flag_takes_no_value(run):
    assert "--explain 后面不跟值" in refused(run("due", "2026-01-01", "+3", "--explain=3"))


def test_help_says_what_is_needed(run):
    assert "[--pack ID" not in run("new", "--help").out
    assert "缺少：CASE、--pack" in refused(run("new"))


@pytest.mark.parametrize("columns", ["", "abc", "0", "-5", "9" * 5000, "１０", "30"])
def test_help_whatever_the_terminal_says_of_its_width(run, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    assert run("due", "--help").status == 0


def test_no_message_of_argparse_is_read(run, monkeypatch):
    """Its sentences differ from version to version of Python, and with the system's language."""
    monkeypatch.setattr(argparse, "_", lambda _text: "%s")
    monkeypatch.setattr(argparse, "ngettext", lambda _one, _many, _number: "?")
    assert "--explain 后面不跟值" in refused(run("due", "2026-01-01", "+3", "--explain=3"))
    assert "--unit 后面要跟一个值" in refused(run("due", "2026-01-01", "+3", "--unit"))
    assert "--unit 不能是 week。" in refused(run("due", "2026-01-01", "+3", "--unit", "week"))
    assert "缺少：DATE、±N" in refused(run("due"))
    assert "不认识：--x" in refused(run("due", "2026-01-01", "+3", "--x"))


@pytest.mark.parametrize("command", [("check",), ("summary",), ("batch", "-o", "r.csv")], ids=lambda words: words[0])
def test_an_empty_name_is_shown_as_one(run, command):
    assert "错误：“”：没有这个文件" in refused(run(*command, ""))


def test_a_new_case_takes_its_kind_in_words(run, tmp_path):
    case = tmp_path / "一件.yaml"
    assert run("new", str(case), "--pack", "national", "--kind", "公文").status == 0
    assert "kind: document " in case.read_text(encoding="utf-8")
    assert "--kind" in refused(run("new", str(tmp_path / "二.yaml"), "--pack", "national", "--kind", "公告"))
