"""The README and the pages of docs/ are what they say: each is worked from top to bottom in a folder of its own.

What is said in two languages is worked in one: the blocks of the English page are those of the Chinese one (TWINS), but
for comments.

The folder begins with a copy of examples/. A fenced block's first line says what it is:

- ``console``: commands after ``$``, each with what it prints (``| head -N`` and ``| tail -N`` shorten that);
- ``sh``: commands whose output is not shown; they succeed;
- ``python``: a sample, which runs; ``python FILE``: a program for ``$ python FILE``;
- ``text FILE``, ``yaml FILE``, ``json FILE``, ``csv FILE``: a file, written as it stands, which a later command reads;
  ``… wrong FILE``: one that a later command refuses; ``… generated FILE``: what a command before it wrote;
- ``text``, ``yaml``, ``json``, ``csv``: an excerpt of one of the files;
- ``diff FILE``: lines of a file of a copied pack, before (-) and after (+);
- ``yaml scenarios FOLDER``: scenarios, judged by the pack in FOLDER;
- ``… not-run WHY``: not replayed, for one of the reasons in NOT_RUN.

``PYTHONPATH=tests/support python tests/test_docs.py`` writes what is printed and generated into the pages anew.
"""

import os
import re
import shlex
import shutil
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from datetime import date, datetime
from functools import cache
from io import StringIO
from pathlib import Path
from typing import NamedTuple, get_args
from unittest import mock

import pytest
import yaml

from clerkcheck import check, load_case, load_pack, national_calendar
from clerkcheck.__main__ import main
from clerkcheck.checking.report import BROKEN
from clerkcheck.packs.schema import AcceptedEntry, ClauseEntry, FactEntry, PackFile
from clerkcheck.reading.errors import InputError
from installed import passed_over
from yaml_files import from_yaml

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = ["README.md", "README.en.md", *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md"))]
ENGLISH = {page: page.replace(".en.md", ".md").replace("docs/en/", "docs/") for page in WRITTEN}
TWINS = {page: other for page, other in ENGLISH.items() if page != other and other in WRITTEN}
# docs/faults is made by tools/fault_pages.py and held by tests/drafts/test_pages.py.
PAGES = [page for page in WRITTEN if page not in TWINS and not page.startswith("docs/faults/")]
GUIDE = "docs/writing-packs.md"
FENCE = re.compile(r"^```(\w+)[ ]?(.*)\n((?:.*\n)*?)^```$", re.MULTILINE)
FILES = ("text", "yaml", "json", "csv")
NOT_RUN = {  # why a block is not replayed, and what it must show for that
    "installs": r"^(make|pip install|pipx install) ",  # the README's: .ci/run, in an empty environment
    "shells": r"^clerkcheck completion \w+ [>|]",  # what it prints is tried in tests/cli/test_completion.py
    "serves": r"^clerkcheck serve",  # until it is told to stop; tried in tests/cli/test_serve.py
    "hook": r"^ +entry: clerkcheck check$",  # tried below
    "action": r"^ +- run: clerkcheck check cases/",
    "cluster": r"^spark\.master |\bhdfs:///",
}
NOW = datetime(2026, 11, 22, 10)
KNOWN_UNTIL = date(2026, 12, 24)  # what the calendar knew when the outputs were written
EXTRA = 'pip install "clerkcheck['  # in the message of a command whose extra is not installed
VARIANTS = {"meets", "breaks", "applies", "spares"}


class Block(NamedTuple):
    language: str
    words: str
    body: str


class Call(NamedTuple):
    """A command line of a page; no status where this environment lacks an extra."""

    block: int
    words: list[str]
    status: int | None


class Lacking(Exception):
    """What an example needs, and this environment has not."""


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[Block]:
    return [Block(*each) for each in FENCE.findall(text_of(page))]


@contextmanager
def at_nobodys(folder: Path) -> Iterator[None]:
    """Go to a folder with a copy of the examples, on a fixed day, without a terminal, with nobody's own calendars."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    with tempfile.TemporaryDirectory() as home, chdir(folder):
        own = {name: os.path.join(home, name) for name in ("CLERKCHECK_DATA", "CLERKCHECK_CONFIG")}
        with mock.patch.dict(os.environ, own), mock.patch("clerkcheck.clock.now", lambda: NOW):
            yield


class Replay:
    """A page worked from top to bottom: what its blocks should be (or what went wrong), and what was called."""

    def __init__(self, page: str, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.calls: list[Call] = []
        with at_nobodys(folder):
            self.results = [self._tried(number, block) for number, block in enumerate(blocks(page))]

    def _tried(self, number: int, block: Block) -> str | Exception:
        try:
            return self._worked(number, block)
        except Exception as error:
            return error

    def _worked(self, number: int, block: Block) -> str:
        """Do in the current folder what the block says; return the block's body as it should be."""
        kind, _space, name = block.words.rpartition(" ")
        if kind == "not-run":
            return block.body
        if block.language == "console":
            lines = re.findall(r"^\$ (.*)$", block.body, re.MULTILINE)
            return "\n".join(self._shown(number, line, block.body) for line in lines)
        if block.language == "sh":
            for line in block.body.replace("\\\n", " ").splitlines():
                self._succeeds(number, shlex.split(line, comments=True))
        elif block.language == "python" and not name:
            with redirect_stdout(StringIO()):
                run_python(block.body, self.page)
        elif block.language == "diff":
            edit(Path(name), block.body)
        elif kind == "scenarios":
            for entry in from_yaml(block.body):
                judge(name, entry)
        elif kind == "generated":
            return Path(name).read_text(encoding="utf-8")
        else:
            known = block.language in (*FILES, "python") and kind in ("", "wrong")
            assert known, f"nothing replays {block.language} {block.words}"
            write(name, block.body)
        return block.body

    def _shown(self, number: int, line: str, body: str) -> str:
        """Return a command line with what it prints; a message that an extra is missing is shown only on purpose."""
        command, *filters = line.split(" | ")
        screen = StringIO()
        self._called(number, shlex.split(command), screen, screen, extra_named=EXTRA in body)
        lines = [each.rstrip() for each in screen.getvalue().splitlines()]
        for each in filters:
            end, count = re.fullmatch(r"(head|tail) -(\d+)", each).groups()
            lines = lines[: int(count)] if end == "head" else lines[-int(count) :]
        return "\n".join([f"$ {line}", *lines, ""])

    def _succeeds(self, number: int, words: list[str]) -> None:
        if not words:
            return
        out, errors = StringIO(), StringIO()
        status = self._called(number, words, out, errors)
        judging = words[1:2] in (["check"], ["batch"])
        assert (status in (0, judging), errors.getvalue()) == (True, ""), words
        if "-o" in words:
            assert Path(words[words.index("-o") + 1]).stat().st_size > 0, words
        else:
            assert out.getvalue(), words

    def _called(
        self, number: int, words: list[str], out: StringIO, errors: StringIO, *, extra_named: bool = False
    ) -> int:
        status = None
        try:
            with redirect_stdout(out), redirect_stderr(errors), mock.patch.object(sys, "stdin", StringIO("q\n")):
                status = called(words)
            if EXTRA in errors.getvalue() and not extra_named:
                status = None
                raise Lacking(errors.getvalue().strip())
        finally:
            self.calls.append(Call(number, words, status))
        assert status in (0, 1, 2), errors.getvalue()
        return status


def called(words: list[str]) -> int:
    """Run a command line in this process; return its exit status."""
    program, *arguments = words
    if program == "clerkcheck":
        return main(arguments)
    assert program == "python", f"nothing replays {program}"
    run_python(Path(arguments[0]).read_text(encoding="utf-8"), arguments[0])
    return 0


def run_python(code: str, name: str) -> None:
    try:
        exec(compile(code, name, "exec"), {"__name__": "__main__"})
    except ModuleNotFoundError as missing:
        if str(missing.name).startswith("clerkcheck"):
            raise
        raise Lacking(str(missing)) from None
    except InputError as error:
        if EXTRA not in str(error):
            raise
        raise Lacking(str(error)) from None


def write(name: str, body: str) -> None:
    """Write a file of the page; an excerpt has no name."""
    if name:
        path = Path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(body, encoding="utf-8")


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
        report = check(load_case("case.yaml", pack), pack, national_calendar(), NOW.date())
        found = {each.status for each in report.findings if each.clause == entry["clause"]}
        expected = {
            "meets": found == {"met"},
            "breaks": bool(found & BROKEN),
            "applies": bool(found) and set(entry[variant].get("signers", ())) <= set(report.signers),
            "spares": not found,
        }
        assert expected[variant], (entry, variant, found)


@pytest.fixture(scope="module")
def replay(tmp_path_factory):
    """Work a page, once."""
    return cache(lambda page: Replay(page, tmp_path_factory.mktemp("page")))


def places(wanted=lambda _block: True):
    """The blocks asked for, each as page and number."""
    found = [(page, number, block) for page in PAGES for number, block in enumerate(blocks(page)) if wanted(block)]
    return [pytest.param(page, number, id=f"{page}-{number}") for page, number, _block in found]


def kind_of(block):
    return block.words.rpartition(" ")[0]


@pytest.mark.parametrize(("page", "number"), places())
def test_each_block_is_what_comes_out(replay, page, number):
    block, real = blocks(page)[number], replay(page).results[number]
    if isinstance(real, Lacking):
        passed_over(f"{page}：{real}", spark="spark" in page)
    if isinstance(real, Exception):
        raise real
    if "暂定" in block.body and national_calendar().known_until != KNOWN_UNTIL:
        pytest.skip("a newer holiday notice is known: write the examples anew (CONTRIBUTING) and update the dates")
    assert block.body == real


@pytest.mark.parametrize(
    ("page", "number"),
    places(lambda block: block.words and kind_of(block) in ("", "wrong") and block.language != "diff"),
)
def test_each_file_is_read_by_a_command_after_it(replay, page, number):
    block = blocks(page)[number]
    path = Path(block.words.split()[-1])
    statuses = {
        call.status
        for call in replay(page).calls
        if call.block > number and {path, *path.parents[:-1]} & set(map(Path, call.words))
    }
    if statuses == {None}:
        passed_over(f"{page}：没有装要用的组件", spark="spark" in page)
    assert statuses & ({2} if kind_of(block) == "wrong" else {0, 1})


@pytest.mark.parametrize(("page", "number"), places(lambda block: block.language in FILES and not block.words))
def test_each_excerpt_stands_in_a_file(replay, page, number):
    files = [path for path in replay(page).folder.rglob("*") if path.suffix in (".txt", ".yaml", ".json", ".csv")]
    lines = [line.strip() for line in blocks(page)[number].body.splitlines()]
    texts = [textwrap.dedent(path.read_text(encoding="utf-8")) for path in files]
    written = [[line.strip() for line in text.splitlines()] for text in texts]
    assert any(lines == each[at : at + len(lines)] for each in written for at in range(len(each)))


@pytest.mark.parametrize("page", PAGES)
def test_no_block_is_passed_over(page):
    marks = [line for line in text_of(page).splitlines() if line.lstrip(" >").startswith(("```", "~~~"))]
    assert len(marks) == 2 * len(blocks(page))


@pytest.mark.parametrize(("page", "number"), places(lambda block: "not-run" in block.words))
def test_what_is_not_replayed_cannot_be(page, number):
    block = blocks(page)[number]
    kind, _space, why = block.words.rpartition(" ")
    assert kind == "not-run"
    assert re.search(NOT_RUN[why], block.body, re.MULTILINE)


def test_the_hook_on_the_page_is_the_one_we_keep():
    page = next(from_yaml(block.body) for block in blocks("docs/installing.md") if block.words.endswith(" hook"))
    ours = from_yaml((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    keys = ("id", "name", "entry", "types")
    assert [{key: hook[key] for key in keys} for hook in page["repos"][0]["hooks"]] == [
        {key: hook[key] for key in keys} for hook in ours
    ]


def test_every_kind_and_key_is_explained():
    page = text_of(GUIDE)
    keys = {
        field.alias or name
        for model in (ClauseEntry, PackFile, FactEntry, AcceptedEntry)
        for name, field in model.model_fields.items()
    }
    kinds = get_args(ClauseEntry.model_fields["kind"].annotation)
    assert [key for key in sorted({*keys, *kinds, "means", "is"}) if f"`{key}`" not in page] == []


def test_the_example_packs_show_every_key_of_a_clause(replay):
    packs = [replay(GUIDE).folder / name for name in ("jingshi", "lianshan", "liangbu", "yunhe", "yunxi")]
    written = "\n".join(path.read_text(encoding="utf-8") for pack in packs for path in pack.glob("*.yaml"))
    keys = {field.alias or name for name, field in ClauseEntry.model_fields.items()}
    assert [key for key in sorted(keys) if not re.search(rf"^[ -]*{key}:", written, re.MULTILINE)] == []


def test_the_guide_shows_each_action_of_pack():
    for action in ("new", "lint", "coverage", "show", "verify", "diff", "vocabulary", "test", "add", "confirm"):
        assert f"$ clerkcheck pack {action} " in text_of(GUIDE)


def uncommented(body: str) -> str:
    """Return what a block says without its comments (after two spaces and a #), which are in the page's language."""
    return re.sub(r"  +# .*$", "", body, flags=re.MULTILINE)


def headings(page: str) -> list[int]:
    """Return the levels of the headings of a page, in their order."""
    return [len(marks) for marks in re.findall(r"^(#+) ", FENCE.sub("", text_of(page)), re.MULTILINE)]


@pytest.mark.parametrize("page", TWINS)
def test_the_english_page_has_the_blocks_of_the_chinese_one(page):
    assert headings(page) == headings(TWINS[page])
    said, meant = (
        [(each.language, each.words, uncommented(each.body)) for each in blocks(name)] for name in (page, TWINS[page])
    )
    assert said == meant


def rewritten(page: str) -> str:
    """Return a page with its blocks as they should be; those whose extra is missing stay as they are."""
    if page in TWINS:
        pairs = zip(blocks(page), blocks(TWINS[page]), strict=True)
        results = iter(other.body if other.language == "console" else own.body for own, other in pairs)
    else:
        with tempfile.TemporaryDirectory() as folder:
            results = iter(Replay(page, Path(folder)).results)

    def fence(match: re.Match[str]) -> str:
        real = next(results)
        if isinstance(real, Exception) and not isinstance(real, Lacking):
            raise real
        body = match[3] if isinstance(real, Lacking) else real
        return f"```{match[1]}{' ' * bool(match[2])}{match[2]}\n{body}```"

    return FENCE.sub(fence, text_of(page))


if __name__ == "__main__":
    for each in [*PAGES, *TWINS]:
        (ROOT / each).write_text(rewritten(each), encoding="utf-8")
