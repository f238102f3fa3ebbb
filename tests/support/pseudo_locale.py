"""A second language that is none: every message with its characters replaced, so that what is not translated is seen.

Three alphabets keep apart where a character comes from. What the program says is Hangul, since its catalogue says so; the
packs, vocabularies and cases are written in characters beyond the basic plane; what is still Chinese on a screen has
escaped ``_()``. All three take two cells, and the replacement is one to one, so that lines break at the same places and
what was said can be read back.
"""

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

import clerkcheck

ROOT = Path(__file__).resolve().parents[2]
HAN = re.compile(r"[\u3400-\u9fff]")
CITED = re.compile(r"第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?")  # data wherever it stands
_CITING = set("第〇零一二三四五六七八九十百千条之")
_HANGUL, _BEYOND, _FIRST = 0xAC00, 0x20000, 0x3400


@lru_cache(maxsize=1)
def messages():
    """Every message of the program, with its file and line."""
    return list(runpy.run_path(str(ROOT / "tools" / "catalogue.py"))["messages"]())


class Alphabet:
    """A replacement of each Chinese character; ``alike``: of all by one and the same."""

    def __init__(self, *, alike=False):
        found = sorted({char for each in messages() for char in HAN.findall(each.text)})
        self.to = {ord(char): _HANGUL + (0 if alike else number) for number, char in enumerate(found)}
        self.back = {} if alike else {hangul: chr(char) for char, hangul in self.to.items()}

    def compile(self, folder):
        """Write the catalogue as the language ``zz`` below ``folder``."""
        found = Catalog(locale=None)
        for each in messages():
            found.add(each.text, each.text.translate(self.to))
        target = Path(folder) / "zz" / "LC_MESSAGES"
        target.mkdir(parents=True)
        with (target / "clerkcheck.mo").open("wb") as file:
            write_mo(file, found)

    def read(self, text):
        """What was said, in Chinese again."""
        return text.translate(self.back)


def data_text(text):
    """A text of packs and cases, told apart from the program's by its characters; citations stay as they are."""
    at, parts = 0, []
    for cited in CITED.finditer(text):
        parts += [_beyond(text[at : cited.start()]), cited[0]]
        at = cited.end()
    return "".join([*parts, _beyond(text[at:])])


def _beyond(text):
    return HAN.sub(lambda char: chr(ord(char[0]) - _FIRST + _BEYOND), text)


def copy_data(folder):
    """Packs, vocabularies, steps and examples below ``folder``, in characters of their own."""
    for name in ("checklists", "examples"):
        shutil.copytree(ROOT / name, Path(folder) / name)
    for path in Path(folder).rglob("*.yaml"):
        path.write_text(data_text(path.read_text(encoding="utf-8")), encoding="utf-8")


def said_in(text):
    """The runs of Chinese in a text that are no citation, which may go on in the next line, and no number."""
    return [run for run in re.findall(r"[\u3400-\u9fff]+", CITED.sub("", text)) if not set(run) <= _CITING]


def run_all(tasks, home, data, locale=None):
    """Do the tasks of :mod:`pseudo_run` in a process of their own, in the folder ``home``; return what each gave.

    The packs are those of ``data``, where they stay compiled: that is done once, whatever is spoken.
    """
    given = json.dumps({"locale": locale and str(locale), "packs": str(data), "tasks": tasks})
    surroundings = {**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100", "TERM": "xterm-256color"}
    surroundings["PYTHONPATH"] = str(Path(clerkcheck.__file__).parents[1])  # the one under test, whatever is installed
    for name in ("DATA", "CONFIG", "STATE"):
        surroundings[f"CLERKCHECK_{name}"] = str(Path(home) / name.lower())
    surroundings["CLERKCHECK_CACHE"] = str(Path(data) / "cache")
    script = Path(__file__).with_name("pseudo_run.py")
    done = subprocess.run(
        [sys.executable, str(script)], input=given, capture_output=True, text=True, encoding="utf-8",
        env=surroundings, cwd=home, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
