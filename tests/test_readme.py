"""What the READMEs show is what the program does: outputs, commands, the case file, the library sample, figures.

``python tests/test_readme.py --write`` fills in the outputs (the ``console`` blocks) anew.
"""

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from unittest import mock

import pytest

from clerkcheck import load_case, national_calendar
from clerkcheck.__main__ import main
from clerkcheck.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh.md")
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PIPE = re.compile(r"(.*?)(?: \| (head|tail) -(\d+))?")  # a command line, and how much of what it prints is shown
TODAY = datetime(2026, 11, 22, 10)
KNOWN_UNTIL = date(2026, 12, 24)  # what the calendar knew when the outputs were written
NOT_FOR_USERS = {"dev", "bench"}  # extras that `make` installs


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fenced(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(name), re.DOTALL | re.MULTILINE)


def command_lines(name: str) -> list[str]:
    """Return every command line of the sh blocks, without its comment."""
    return [" ".join(shlex.split(line, comments=True)) for block in fenced(name, "sh") for line in block.splitlines()]


def shown_lines(name: str) -> list[str]:
    """Return every command line of the console blocks."""
    return [line[2:] for block in fenced(name, "console") for line in block.splitlines() if line.startswith("$ ")]


def table_rows(name: str) -> list[str]:
    return [line for line in text_of(name).splitlines() if line.startswith("|")]


def printed(line: str) -> str:
    """Return what a command line prints in the current folder; ``head -N`` and ``tail -N`` shorten it."""
    command, end, count = PIPE.fullmatch(line).groups()
    out = io.StringIO()
    with contextlib.redirect_stdout(out), mock.patch("clerkcheck.clock.now", lambda: TODAY):
        status = main(shlex.split(command)[1:])
    assert status in (0, 1), line
    lines = out.getvalue().splitlines(keepends=True)
    return "".join(lines[: int(count)] if end == "head" else lines[-int(count) :] if end else lines)


@contextlib.contextmanager
def fresh_folder() -> Iterator[Path]:
    """Go to a new folder that holds nothing but a copy of the examples."""
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        shutil.copytree(ROOT / "examples", Path(name, "examples"))
        yield Path(name)


def replayed(block: str) -> str:
    """Return a console block with each command's output as it is now."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    with fresh_folder():
        return "\n".join(f"{line}\n{printed(line[2:])}" for line in commands)


@pytest.mark.parametrize("number", range(len(fenced("README.md", "console"))))
def test_shown_output_is_what_is_printed(number: int) -> None:
    shown = fenced("README.md", "console")[number]
    if "暂定" in shown and national_calendar().known_until != KNOWN_UNTIL:
        pytest.skip("a newer holiday notice is known: run `python tests/test_readme.py --write` and update the dates")
    assert shown == replayed(shown)


def test_reports_of_all_outcomes_are_shown() -> None:
    checks = [block for block in fenced("README.md", "console") if block.startswith("$ clerkcheck check")]
    verdicts = re.findall(r"^(\S+?)(?:（.*）)?：.*\n={80}$", "".join(checks), re.MULTILINE)
    assert set(verdicts) == {"可以报送", "不得报送", "待确认", "需说明理由"}


def test_both_readmes_say_the_same() -> None:
    english, chinese = READMES
    assert command_lines(english) == command_lines(chinese)
    assert fenced(english, "console") == fenced(chinese, "console")
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
    figures = [[re.findall(r"\d+(?:[.,]\d+)*", row) for row in table_rows(name)] for name in READMES]
    assert figures[0] == figures[1]
    assert any(figures[0])


@pytest.mark.parametrize(
    "name", [*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md", "benchmarks/README.md"]
)
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(((?!https?:)[^)#]+)\)", text_of(name)):
        assert (ROOT / name).parent.joinpath(target).exists(), target


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


def test_every_command_is_shown() -> None:
    lines = [*command_lines("README.md"), *shown_lines("README.md")]
    shown = {[*line.split(), ""][1] for line in lines if line.startswith("clerkcheck")}
    assert shown == {*COMMANDS, "", "--version", "examples", "examples/major-decision-water-price.yaml"}
    tables = "\n".join(table_rows("README.md"))
    assert [name for name in COMMANDS if f"| `{name} " not in tables] == []


def test_commands_run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for line in [line for line in command_lines("README.md") if line.startswith("clerkcheck")]:
        monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))  # without a terminal the app asks in lines; leave at once
        arguments = shlex.split(line)[1:]
        status = main(arguments)
        captured = capsys.readouterr()
        if "pip install 'clerkcheck[" in captured.err:
            assert status == 2, line  # an extra that this environment lacks
            continue
        assert status in ((0, 1) if arguments[:1] in (["check"], ["batch"]) else (0,)), (line, captured.err)
        assert captured.err == "", line
        assert captured.out or "-o" in arguments, line
        if "-o" in arguments:
            assert (folder / arguments[arguments.index("-o") + 1]).stat().st_size > 0, line
    assert len(json.loads((folder / "reports.json").read_text(encoding="utf-8"))) == 2


def test_make_and_pip_lines() -> None:
    others = [line for line in command_lines("README.md") if not line.startswith("clerkcheck")]
    assert others == ["make run", "make test", "pip install ."]
    targets = re.findall(r"^(\w+):", text_of("Makefile"), re.MULTILINE)
    assert {"run", "test"} <= set(targets)


@pytest.mark.parametrize("name", READMES)
def test_extras(name: str) -> None:
    offered = set(tomllib.loads(text_of("pyproject.toml"))["project"]["optional-dependencies"]) - NOT_FOR_USERS
    start = text_of(name).index("pip install '.[")
    listed = re.findall(r"^\| `(\w+)` \|", text_of(name)[start : text_of(name).index("\n## ", start)], re.MULTILINE)
    assert set(listed) == offered


@pytest.mark.parametrize("name", READMES)
def test_schemas(name: str) -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert set(re.findall(r"`(clerkcheck\.[a-z-]+/\d+)`", text_of(name))) == set(
        re.findall(r'"(clerkcheck\.[a-z-]+/\d+)"', sources)
    )


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


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", READMES)
def test_keys_of_the_json_report(name: str) -> None:
    report = json.loads(printed("clerkcheck check examples/letter-city-transport.yaml -f json --as-of 2026-11-22"))
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


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", READMES)
def test_list_of_examples(name: str) -> None:
    listed = dict(example_outcomes(name))
    assert set(listed) == {f"examples/{path.name}" for path in (ROOT / "examples").glob("*.yaml")}
    for path, outcome in listed.items():
        report = json.loads(printed(f"clerkcheck check {path} -f json --as-of 2026-11-22"))
        assert report["outcome"] == outcome, path


def write() -> None:
    """Fill in the console blocks of both READMEs, by nobody's own calendars."""
    with tempfile.TemporaryDirectory() as nobodys:
        os.environ["CLERKCHECK_DATA"] = nobodys
        for name in READMES:
            filled = CONSOLE.sub(lambda found: f"```console\n{replayed(found[1])}```", text_of(name))
            (ROOT / name).write_text(filled, encoding="utf-8")


if __name__ == "__main__" and "--write" in sys.argv:
    write()
