"""What the READMEs show is what the program does: outputs, commands, the case file, the library sample, figures.

``python tests/test_readme.py --write`` fills in the output blocks anew.
"""

import contextlib
import io
import json
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from clerkcheck import load_case, national_calendar
from clerkcheck.__main__ import main

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh.md")
# <!-- output: ARGUMENTS -->, a fenced block, <!-- end -->
OUTPUT = re.compile(r"(<!-- output: (.+?) -->\n```text\n)(.*?)(```\n<!-- end -->)", re.DOTALL)
KNOWN_UNTIL = date(2026, 12, 24)  # what the calendar knew when the outputs were written


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def printed(arguments: str) -> str:
    """Return what a command line prints, run in the project's folder."""
    out = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(out):
        status = main(shlex.split(arguments))
    assert status in (0, 1), arguments
    return out.getvalue()


def fenced(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(name), re.DOTALL | re.MULTILINE)


def command_lines(name: str) -> list[str]:
    """Return every command line shown in a sh block, without its comment."""
    return [" ".join(shlex.split(line, comments=True)) for block in fenced(name, "sh") for line in block.splitlines()]


def table_rows(name: str) -> list[str]:
    return [line for line in text_of(name).splitlines() if line.startswith("|")]


SHOWN = [(name, arguments) for name in READMES for _, arguments, _, _ in OUTPUT.findall(text_of(name))]


@pytest.mark.parametrize(("name", "arguments"), SHOWN)
def test_shown_output_is_what_is_printed(name: str, arguments: str) -> None:
    shown = {given: block for _, given, block, _ in OUTPUT.findall(text_of(name))}[arguments]
    if "暂定" in shown and national_calendar().known_until != KNOWN_UNTIL:
        pytest.skip("a newer holiday notice is known: run `python tests/test_readme.py --write` and update the dates")
    assert shown == printed(arguments)


def test_reports_of_three_outcomes_are_shown_in_full() -> None:
    verdicts = {block.split("：")[0] for _, given, block, _ in OUTPUT.findall(text_of("README.md")) if "check" in given}
    assert verdicts == {"可以报送", "不得报送", "待确认"}


def test_both_readmes_say_the_same() -> None:
    english, chinese = READMES
    assert command_lines(english) == command_lines(chinese)
    assert OUTPUT.findall(text_of(english)) == OUTPUT.findall(text_of(chinese))
    assert fenced(english, "python") == fenced(chinese, "python")
    levels = [[len(marks) for marks in re.findall(r"^(#+) ", text_of(name), re.MULTILINE)] for name in READMES]
    assert levels[0] == levels[1]
    cells = [[row.count("|") for row in table_rows(name)] for name in READMES]
    assert cells[0] == cells[1]
    links = [sorted(re.findall(r"\]\((?!README)([^)]+)\)", text_of(name))) for name in READMES]
    assert links[0] == links[1]
    code = [sorted(set(re.findall(r"`[\w-]+`", text_of(name)))) for name in READMES]
    assert code[0] == code[1]


def test_both_readmes_give_the_same_figures() -> None:
    figures = [[re.findall(r"\d+(?:\.\d+)?", row) for row in table_rows(name)] for name in READMES]
    assert figures[0] == figures[1]
    assert any(figures[0])


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", text_of(name)):
        assert (ROOT / target).exists(), target


def test_what_contributing_names_is_there() -> None:
    named = re.findall(r"`([\w./-]+)`", text_of("CONTRIBUTING.md"))
    paths = [each for each in named if "/" in each and not each.endswith("NAME.py") and "ID" not in each]
    assert len(paths) > 20
    for path in paths:
        assert (ROOT / path).exists() or (ROOT / "src" / "clerkcheck" / path).exists(), path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to an empty folder with a copy of the examples."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_commands_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [shlex.split(line)[1:] for line in command_lines("README.md") if line.startswith("clerkcheck ")]
    assert {each[0] for each in given} == {"--version", "check", "due", "calendar", "pack", "new"}
    for arguments in given:
        status = main(arguments)
        captured = capsys.readouterr()
        assert status in ((0, 1) if arguments[0] == "check" else (0,)), arguments
        assert captured.err == "", arguments
        assert captured.out or "-o" in arguments, arguments
    assert len(json.loads((folder / "reports.json").read_text(encoding="utf-8"))) == 2
    assert (folder / "my-new-case.yaml").exists()


def test_make_and_pip_lines() -> None:
    others = [line for line in command_lines("README.md") if not line.startswith("clerkcheck ")]
    assert others == ["make run", "make test", "pip install ."]
    targets = re.findall(r"^(\w+):", text_of("Makefile"), re.MULTILINE)
    assert {"run", "test"} <= set(targets)


@pytest.mark.parametrize("name", READMES)
def test_the_case_file_shown_can_be_checked(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sample,) = fenced(name, "yaml")
    (folder / "case.yaml").write_text(sample, encoding="utf-8")
    case = load_case("case.yaml")
    assert (case.facts["amount_wan"], case.materials["fair_competition_review"].status) == (4800, "missing")
    assert main(["check", "case.yaml", "-f", "json", "--as-of", "2026-11-22"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["outcome"] == "blocked"
    assert [each["clause"] for each in report["findings"] if each["status"] == "excepted"] == ["qj-49-1"]


@pytest.mark.parametrize(("amount", "status"), [("4800万元", 1), ("0.48亿元", 1), ("4800万", 2)])
def test_what_the_case_file_says_about_amounts(amount: str, status: int, folder: Path) -> None:
    sample = fenced("README.md", "yaml")[0].replace("amount_wan: 4800 ", f"amount_wan: {amount} ")
    assert amount in sample
    (folder / "case.yaml").write_text(sample, encoding="utf-8")
    assert main(["check", "case.yaml", "--as-of", "2026-11-22"]) == status


@pytest.mark.parametrize("name", READMES)
def test_keys_of_the_json_report(name: str) -> None:
    report = json.loads(printed("check examples/letter-city-transport.yaml -f json --as-of 2026-11-22"))
    start = text_of(name).index("`schema`")
    listed = re.findall(r"`(\w+)`", text_of(name)[start : start + 300])
    assert listed[: len(report)] == list(report)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", READMES)
def test_library_sample(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (sample,) = fenced(name, "python")
    exec(compile(sample, name, "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "blocked"
    assert [line.split()[1] for line in lines[1:]] == ["fair_competition_review", "finance_opinion"]


def example_outcomes(name: str) -> Iterator[tuple[str, str]]:
    yield from re.findall(r"^\| \[[\w-]+\]\((examples/[\w-]+\.yaml)\).* \| (\w+) \|$", text_of(name), re.MULTILINE)


@pytest.mark.parametrize("name", READMES)
def test_list_of_examples(name: str) -> None:
    listed = dict(example_outcomes(name))
    assert set(listed) == {f"examples/{path.name}" for path in (ROOT / "examples").glob("*.yaml")}
    for path, outcome in listed.items():
        report = json.loads(printed(f"check {path} -f json --as-of 2026-11-22"))
        assert report["outcome"] == outcome, path


def write() -> None:
    """Fill in the output blocks of both READMEs."""
    for name in READMES:
        filled = OUTPUT.sub(lambda block: block[1] + printed(block[2]) + block[4], text_of(name))
        (ROOT / name).write_text(filled, encoding="utf-8")


if __name__ == "__main__" and "--write" in sys.argv:
    write()
