"""Options and commands that are wrong: what is wrong, and the nearest right one."""

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
