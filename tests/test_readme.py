"""What the README and the pages of docs/ say is so: in both languages the same, commands, links, tables, the case file.

The outputs they show are replayed by tests/test_docs.py.
"""

import json
import re
import shlex
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from clerkcheck import load_case
from clerkcheck.__main__ import main
from clerkcheck.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.en.md")
BOTH = ("docs/", "docs/en/")  # pages in Chinese and in English
IN_ENGLISH = {path.name for path in (ROOT / "docs" / "en").glob("*.md")}
TWINS = [
    READMES,
    *((f"docs/{name}", f"docs/en/{name}") for name in sorted(IN_ENGLISH) if (ROOT / "docs" / name).exists()),
]
NOT_FOR_USERS = {"dev", "bench", "docs", "package"}  # extras that `make` installs


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fenced(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}(?: [^\n]*)?\n(.*?)^```$", text_of(name), re.DOTALL | re.MULTILINE)


def command_lines(name: str) -> list[str]:
    """Return every command line of the sh blocks, without its comment."""
    return [" ".join(shlex.split(line, comments=True)) for block in fenced(name, "sh") for line in block.splitlines()]


def shown_lines(name: str) -> list[str]:
    """Return every command line of the console blocks."""
    return [line[2:] for block in fenced(name, "console") for line in block.splitlines() if line.startswith("$ ")]


def table_rows(name: str) -> list[str]:
    return [line for line in text_of(name).splitlines() if line.startswith("|")]


def pages() -> list[str]:
    """Return every page we keep: at the top, in docs/, beside examples and benchmarks."""
    kept = [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *ROOT.glob("*/README.md"),
        *ROOT.glob(".github/**/*.md"),
    ]
    return sorted(str(path.relative_to(ROOT)) for path in kept)


def test_reports_of_all_outcomes_are_shown() -> None:
    checks = [block for block in fenced("docs/commands.md", "console") if block.startswith("$ clerkcheck check")]
    verdicts = re.findall(r"^(\S+?)(?:（.*）)?：.*\n={80}$", "".join(checks), re.MULTILINE)
    assert set(verdicts) == {"可以报送", "不得报送", "待确认", "需说明理由"}


@pytest.mark.parametrize("pair", TWINS, ids=lambda pair: pair[0])
def test_both_languages_say_the_same(pair: tuple[str, str]) -> None:
    cells = [[row.count("|") for row in table_rows(name)] for name in pair]
    assert cells[0] == cells[1]
    links = [
        {target.replace("/en/", "/").replace("set-up", "installing") for target in links_of(name)} for name in pair
    ]
    assert links[0] == links[1] - {"docs/examples.md"}
    code = [sorted(set(re.findall(r"`[\w-]+`", text_of(name)))) for name in pair]
    assert code[0] == code[1]
    figures = [[re.findall(r"\d+(?:[.,]\d+)*", row) for row in table_rows(name)] for name in pair]
    assert figures[0] == figures[1]


def links_of(name: str) -> list[str]:
    """Return where the links and pictures of a page lead, from the top of the repository, without parts of pages."""
    targets = re.findall(r"\]\(((?!https?:|#)[^)#]+)", text_of(name))
    here = (ROOT / name).parent
    found = [str((here / target).resolve().relative_to(ROOT)) for target in targets]
    return sorted(target for target in found if target not in READMES)


def test_the_readme_is_short() -> None:
    assert [name for name in READMES if len(text_of(name).splitlines()) > 130] == []


def test_links_lead_somewhere() -> None:
    missing = [(name, target) for name in pages() for target in links_of(name) if not (ROOT / target).exists()]
    assert missing == []


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_what_it_names_is_there(name: str) -> None:
    named = re.findall(r"`([\w./-]+)`", text_of(name))
    paths = [each for each in named if "/" in each and not each.endswith("NAME.py") and "ID" not in each]
    assert len(paths) > 20
    for path in paths:
        assert (ROOT / path).exists() or (ROOT / "src" / "clerkcheck" / path).exists(), path


def test_every_room_is_described() -> None:
    rooms = {path.parent.name for path in (ROOT / "src" / "clerkcheck").glob("*/__init__.py")}
    table = text_of("docs/architecture.md").partition("## The rooms")[2].partition("\n## ")[0]
    first = {
        room
        for row in table.splitlines()
        if row.startswith("| `")
        for room in re.findall(r"`(\w+)`", row.split("|")[1])
    }
    assert first == rooms


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to an empty folder with a copy of the examples."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def report_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[str], dict]:
    """Judge a case file; return its JSON report."""

    def report(path: str) -> dict:
        main(["check", str(folder / path), "-f", "json", "--as-of", "2026-11-22"])
        return json.loads(capsys.readouterr().out)

    return report


def test_every_command_is_shown() -> None:
    names = ("docs/commands.md", "docs/app.md", "docs/installing.md")
    lines = [line for name in names for line in (*command_lines(name), *shown_lines(name))]
    shown = {[*line.split(), ""][1] for line in lines if line.startswith("clerkcheck")}
    assert shown == {*COMMANDS, "", "--version", "examples", "examples/major-decision-water-price.yaml"}
    tables = "\n".join(table_rows("docs/commands.md"))
    assert [name for name in COMMANDS if f"| `{name} " not in tables] == []


def test_make_and_pip_lines() -> None:
    assert command_lines("README.md") == ["pip install .[paper,ics,draft]", "clerkcheck"]
    targets = set(re.findall(r"^[\w -]+(?=:)", text_of("Makefile"), re.MULTILINE))
    targets = {target for line in targets for target in line.split()}
    named = {target for name in pages() for target in re.findall(r"(?:^|`)make ([a-z-]+)", text_of(name), re.MULTILINE)}
    assert {"run", "test", "docs", "offline"} <= named <= targets


@pytest.mark.parametrize("name", ["docs/installing.md", "docs/en/set-up.md"])
def test_extras(name: str) -> None:
    offered = set(tomllib.loads(text_of("pyproject.toml"))["project"]["optional-dependencies"]) - NOT_FOR_USERS
    listed = re.findall(r"^\| `(\w+)` \|", text_of(name), re.MULTILINE)
    assert set(listed) == offered


@pytest.mark.parametrize("name", [f"{folder}programs.md" for folder in BOTH])
def test_schemas(name: str) -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert set(re.findall(r"`(clerkcheck\.[a-z-]+/\d+)`", text_of(name))) == set(
        re.findall(r'"(clerkcheck\.[a-z-]+/\d+)"', sources)
    )


@pytest.mark.parametrize("name", [f"{folder}case-file.md" for folder in BOTH])
def test_the_case_file_shown_can_be_checked(name: str, folder: Path, report_of: Callable[[str], dict]) -> None:
    (sample,) = fenced(name, "yaml")
    (folder / "case.yaml").write_text(sample, encoding="utf-8")
    case = load_case("case.yaml")
    assert (case.facts["amount_wan"], case.materials["fair_competition_review"].status) == (4800, "missing")
    report = report_of("case.yaml")
    assert report["outcome"] == "blocked"
    assert [each["clause"] for each in report["findings"] if each["status"] == "excepted"] == ["qj-49-1"]


@pytest.mark.parametrize(("amount", "status"), [("4800万元", 1), ("0.48亿元", 1), ("4800万", 2)])
def test_what_the_case_file_says_about_amounts(amount: str, status: int, folder: Path) -> None:
    sample = fenced("docs/case-file.md", "yaml")[0].replace("amount_wan: 4800 ", f"amount_wan: {amount} ")
    assert amount in sample
    (folder / "case.yaml").write_text(sample, encoding="utf-8")
    assert main(["check", "case.yaml", "--as-of", "2026-11-22"]) == status


@pytest.mark.parametrize("name", [f"{folder}programs.md" for folder in BOTH])
def test_keys_of_the_json_report(name: str, report_of: Callable[[str], dict]) -> None:
    report = report_of("examples/letter-city-transport.yaml")
    start = text_of(name).index("`schema`")
    listed = re.findall(r"`(\w+)`", text_of(name)[start : start + 300])
    assert listed[: len(report)] == list(report)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", [f"{folder}programs.md" for folder in BOTH])
def test_library_sample(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (sample,) = fenced(name, "python")
    exec(compile(sample, name, "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "blocked"
    assert [line.split()[1] for line in lines[1:]] == ["fair_competition_review", "finance_opinion"]


def test_list_of_examples(report_of: Callable[[str], dict]) -> None:
    rows = re.findall(
        r"^\| \[[\w-]+\]\(\.\./\.\./(examples/[\w-]+\.yaml)\).* \| (\w+) \|$",
        text_of("docs/en/examples.md"),
        re.MULTILINE,
    )
    listed = dict(rows)
    assert set(listed) == {f"examples/{path.name}" for path in (ROOT / "examples").glob("*.yaml")}
    for path, outcome in listed.items():
        assert report_of(path)["outcome"] == outcome, path
