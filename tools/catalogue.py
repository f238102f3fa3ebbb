"""Extract what passes through ``_()`` into a template for translators: ``make catalogue`` writes build/clerkcheck.pot.

Chinese is the source language. A translation is clerkcheck.mo, compiled from the filled-in template, in
src/clerkcheck/locale/LANGUAGE/LC_MESSAGES/; gettext's own environment variables (LANGUAGE, LANG) choose it. The
sentences of reports/wording.yaml, which an office may replace by its own, are messages like any other.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "clerkcheck"
TEMPLATE = ROOT / "build" / "clerkcheck.pot"


class Message(NamedTuple):
    """A message and the place in the sources, from the root of the repository, where it stands."""

    text: str
    file: str
    line: int


def messages() -> Iterator[Message]:
    """Yield every message in the order of the sources."""
    for path in sorted(SOURCES.rglob("*.py")):
        with path.open("rb") as file:
            for line, text, _comments, _context in extract("python", file, keywords={"_": None}):
                yield Message(str(text), path.relative_to(ROOT).as_posix(), line)
    wording = SOURCES / "reports" / "wording.yaml"
    for text in yaml.safe_load(wording.read_text(encoding="utf-8")).values():
        yield Message(text, wording.relative_to(ROOT).as_posix(), 0)


def catalogue() -> Catalog:
    """Return the messages as a catalogue without translations."""
    found = Catalog(project="clerkcheck", charset="utf-8", header_comment="# What clerkcheck says, in Chinese.")
    for each in messages():
        braces = ("python-brace-format",) if "{" in each.text else ()
        found.add(each.text, locations=[(each.file, each.line)], flags=braces)
    return found


def main(path: Path) -> None:
    """Write the template to ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue(), width=0)
    print(f"{path}: {len(catalogue())}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATE)
