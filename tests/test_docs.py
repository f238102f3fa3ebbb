"""docs/writing-packs.md is what it says: its files are built, its commands run, and what they print compared.

A fenced block's first line says what it is:

- ``text FILE``, ``yaml FILE``: a file, written as it stands; ``yaml generated FILE``: what a command before it wrote;
- ``diff FILE``: lines of a file of a copied pack, before (-) and after (+);
- ``yaml``: an excerpt of one of the files; ``yaml scenarios FOLDER``: scenarios, judged by the pack in FOLDER;
- ``console``: commands after ``$``, each with what it prints.

``python tests/test_docs.py`` writes what is printed and generated into the document anew.
"""

import re
import shlex
import shutil
import tempfile
import textwrap
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
import yaml

from clerkcheck import check, load_case, load_pack, national_calendar
from clerkcheck.checking.report import BROKEN
from clerkcheck.cli.main import run
from clerkcheck.packs.schema import AcceptedEntry, ClauseEntry, FactEntry, PackFile

PAGE = Path(__file__).resolve().parents[1] / "docs" / "writing-packs.md"
FENCE = re.compile(r"^```(\w+)[ ]?(.*)\n((?:.*\n)*?)^```$", re.MULTILINE)
AS_OF = "2026-11-22"
VARIANTS = {"meets", "breaks", "applies", "spares"}


class Block(NamedTuple):
    language: str
    words: str
    body: str


def blocks() -> list[Block]:
    return [Block(*each) for each in FENCE.findall(PAGE.read_text(encoding="utf-8"))]


def worked(block: Block) -> str:
    """Do in the current folder what the block says; return the block's body as it should be."""
    if block.language == "console":
        return "".join(map(printed, re.findall(r"^\$ (.*)$", block.body, re.MULTILINE)))
    kind, _space, name = block.words.rpartition(" ")
    path = Path(name)
    if kind == "generated":
        return path.read_text(encoding="utf-8")
    if block.language == "diff":
        edit(path, block.body)
    elif kind == "scenarios":
        for entry in yaml.safe_load(block.body):
            judge(name, entry)
    elif name:
        path.parent.mkdir(exist_ok=True)
        path.write_text(block.body, encoding="utf-8")
    return block.body


def printed(command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "clerkcheck"
    screen = StringIO()
    with redirect_stdout(screen), redirect_stderr(screen):
        run(arguments)
    lines = [line.rstrip() for line in screen.getvalue().splitlines()]
    return "\n".join([f"$ {command}", *lines, ""])


def edit(path: Path, body: str) -> None:
    """Apply a diff block; the folder is a copy of the pack whose name it begins with (jingshi-2027 of jingshi)."""
    if not path.parent.exists():
        shutil.copytree(path.parent.name.split("-")[0], path.parent, ignore=shutil.ignore_patterns("__pycache__"))
    before, after = ("".join(line[1:] + "\n" for line in body.splitlines() if line[0] in (" ", mark)) for mark in "-+")
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, before
    path.write_text(text.replace(before, after), encoding="utf-8")


def judge(folder: str, entry: dict) -> None:
    """What tests/packs/test_scenarios.py does with the scenarios of the shipped packs."""
    pack = load_pack(f"{folder}/")
    assert pack.clause(entry["clause"])
    for variant in VARIANTS & set(entry):
        data = {"pack": pack.id, "kind": entry["given"]["kind"], "title": entry["title"]}
        for part in ("facts", "materials", "dates"):
            data[part] = (entry["given"].get(part) or {}) | (entry[variant].get(part) or {})
        Path("case.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        report = check(load_case("case.yaml", pack), pack, national_calendar(), date.fromisoformat(AS_OF))
        found = {each.status for each in report.findings if each.clause == entry["clause"]}
        expected = {
            "meets": found == {"met"},
            "breaks": bool(found & BROKEN),
            "applies": bool(found) and set(entry[variant].get("signers", ())) <= set(report.signers),
            "spares": not found,
        }
        assert expected[variant], (entry, variant, found)


def rewritten(do: Callable[[Block], str]) -> str:
    def fence(match: re.Match[str]) -> str:
        block = Block(match[1], match[2], match[3])
        return f"```{match[1]}{' ' * bool(match[2])}{match[2]}\n{do(block)}```"

    return FENCE.sub(fence, PAGE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder in which the document's files stand when all its commands have run."""
    return tmp_path_factory.mktemp("docs")


@pytest.fixture(scope="module")
def results(folder):
    with chdir(folder):
        return [(block, worked(block)) for block in blocks()]


@pytest.mark.parametrize("number", range(len(blocks())))
def test_each_block_is_what_comes_out(results, number):
    block, real = results[number]
    assert block.body == real


@pytest.mark.parametrize("block", [b for b in blocks() if b.language == "yaml" and not b.words])
def test_each_excerpt_stands_in_a_file(folder, results, block):
    assert results
    files = [textwrap.dedent(path.read_text(encoding="utf-8")) for path in folder.glob("*/*.yaml")]
    lines = [line.strip() for line in block.body.splitlines()]
    written = [[line.strip() for line in text.splitlines()] for text in files]
    assert any(lines == each[at : at + len(lines)] for each in written for at in range(len(each)))


def test_every_kind_and_key_is_explained():
    page = PAGE.read_text(encoding="utf-8")
    keys = {
        field.alias or name
        for model in (ClauseEntry, PackFile, FactEntry, AcceptedEntry)
        for name, field in model.model_fields.items()
    }
    kinds = get_args(ClauseEntry.model_fields["kind"].annotation)
    assert [key for key in sorted({*keys, *kinds, "means", "is"}) if f"`{key}`" not in page] == []


def test_the_example_pack_shows_every_key_of_a_clause(folder, results):
    assert results
    written = "\n".join(path.read_text(encoding="utf-8") for path in (folder / "jingshi").glob("*.yaml"))
    keys = {field.alias or name for name, field in ClauseEntry.model_fields.items()}
    assert [key for key in sorted(keys) if not re.search(rf"^[ -]*{key}:", written, re.MULTILINE)] == []


def test_the_document_shows_each_action_of_pack():
    page = PAGE.read_text(encoding="utf-8")
    for action in ("new", "lint", "coverage", "show", "verify", "diff"):
        assert f"$ clerkcheck pack {action} " in page


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home, chdir(home):
        text = rewritten(worked)
    PAGE.write_text(text, encoding="utf-8")
