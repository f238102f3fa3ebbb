"""A format that is registered is there everywhere: in help, endings, messages, commands and the app."""

from datetime import date, datetime

import pytest

from clerkcheck import national_calendar
from clerkcheck.cases.saving import open_stored
from clerkcheck.desk.papers_out import papers_out
from clerkcheck.desk.session import Session
from clerkcheck.reports import formats
from clerkcheck.reports.formats import Extra, Format, register
from clerkcheck.reports.model import texts_of

DAY = date(2026, 11, 22)
AT = ("--as-of", "2026-11-22")
PAPER_COMMANDS = ("check", "slip", "summary", "plan")


def odd(papers, day):
    return "\n".join(["ODD", day.isoformat(), *(text for paper in papers for text in texts_of(paper))]).encode()


def rows(data, _day):
    return f"ROWS {data['schema']}\n".encode()


def lacking(_papers, _day):
    raise ModuleNotFoundError("No module named 'oddity'", name="oddity")


@pytest.fixture
def made_up(monkeypatch):
    """Two more formats: one of papers, a file of an office program, and one of data."""
    monkeypatch.setattr(formats, "_known", dict(formats._known))
    register(Format("odd", "papers", odd, (".odd", ".oddity"), binary=True, about="怪格式"))
    register(Format("rows", "data", rows, (".rows",)))
    register(Format("lacking", "papers", lacking, (".lack",), needs=Extra("oddpy", "odd")))


@pytest.fixture
def source(examples, tmp_path):
    """What a command is called with: a case that needs mending and has a day, or the folder it is in."""
    text = next(each for each in examples if each.stem == "standing-factory-buildings").read_text(encoding="utf-8")
    (tmp_path / "案件").mkdir()
    path = tmp_path / "案件" / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return lambda command: path.parent if command == "summary" else path


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("command", PAPER_COMMANDS)
def test_every_command_of_papers_has_it(run, source, tmp_path, command):
    assert "、odd、" in "".join(run(command, "--help").out.split())
    for name, options in (("a.odd", ()), ("b.ODDITY", ()), ("c.odd", ("-f", "odd"))):
        ran = run(command, source(command), "-o", tmp_path / name, *options, *AT)
        assert (ran.status in (0, 1), ran.out, ran.err) == (True, "", "")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("ODD\n2026-11-22\n")


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("command", PAPER_COMMANDS)
def test_its_messages_come_from_the_registration(run, source, tmp_path, command):
    def said(*options):
        ran = run(command, source(command), *options, *AT)
        assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
        return ran.err

    assert "odd 要写到文件" in said("-f", "odd") and "-o 文件名.odd" in said("-f", "odd")
    assert "以 .odd 结尾的文件不能写成 html" in said("-f", "html", "-o", tmp_path / "x.odd")
    assert "以 .html 结尾的文件不能写成 odd" in said("-f", "odd", "-o", tmp_path / "x.html")
    assert ".odd、.oddity" in said("-o", tmp_path / "x.pdf")
    missing = said("-o", tmp_path / "x.lack")
    assert "写 lacking 要先装 oddpy" in missing and 'pip install "clerkcheck[odd]"' in missing
    assert [path.name for path in tmp_path.iterdir()] == ["案件"]


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(
    ("arguments", "schema"),
    [
        (("check",), "clerkcheck.report/2"),
        (("plan",), "clerkcheck.plan/1"),
        (("due", "2026-12-10", "-3"), "clerkcheck.due/1"),
        (("pack", "diff", "qianjiang", "weidong"), "clerkcheck.pack-diff/1"),
    ],
    ids=["check", "plan", "due", "pack-diff"],
)
def test_a_format_of_data_is_one_of_every_command_that_has_data(run, source, arguments, schema):
    words = arguments if len(arguments) > 1 else (*arguments, source(arguments[0]), *AT)
    assert run(*words, "-f", "rows").out == f"ROWS {schema}\n"


@pytest.mark.usefixtures("made_up")
def test_a_format_of_data_counts_no_days(run, source):
    ran = run("check", source("check"), "-f", "rows", "--explain")
    assert ran.status == 2 and "--explain 不能和 rows 一起用" in ran.err


@pytest.mark.usefixtures("made_up")
def test_the_app_offers_it(source):
    session = Session(open_stored(str(source("check"))), national_calendar(), DAY, lambda: datetime(2026, 11, 22, 9))
    found = {(paper.label, paper.extension): paper for paper in papers_out()}
    assert [extension for label, extension in found if label == "送审自查表"] == [".txt", ".docx", ".html", ".odd"]
    assert [extension for label, extension in found if label == "补正告知单"] == [".docx", ".odd"]
    sheet = found["送审自查表", ".odd"]
    assert sheet.help == "怪格式" and sheet.content(session).startswith(b"ODD\n2026-11-22\n")
    assert sheet.preview(session) == found["送审自查表", ".txt"].preview(session)


def test_a_name_or_an_ending_is_registered_once():
    for form in (Format("html", "papers", odd), Format("odd", "papers", odd, (".md",))):
        with pytest.raises(ValueError, match="registered already"):
            register(form)
    assert [form.name for form in formats.registered("papers", "table")] == ["text", "html", "docx", "markdown", "xlsx"]
