"""YAML changed as text: values put in place of values, lines added and taken away; all the rest stays as it was.

What a file says where is known from its marks. Anything out of the ordinary (a comment inside what would be replaced, a
key in quotes) is :class:`Unspliceable`, and left to ruamel.yaml's round trip, which takes a hundred times as long.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from clerkcheck.cases.changes import ABSENT, Change, KeyPath, differences
from clerkcheck.reading.characters import json_text, unprintable
from clerkcheck.reading.documents import Document

# Patterns are compiled on first use (re keeps them): a case is opened before it is changed.
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
# Text that every reader of YAML takes for the same text without quotes, inside brackets too.
_PLAIN = r"(?:[^\W\d]|[\u2010-\uffef])(?:[^:#,\[\]{}&*!|>'\"%@`?\\]*[^\s:#,\[\]{}&*!|>'\"%@`?\\])?"
_WORDS = frozenset(["yes", "no", "on", "off", "y", "n", "true", "false", "null"])
_CLOSING = r"[\s,]*[\]}]"
_LINE_END = r"[ \t]*(?:#[^\r\n]*)?(?:\r?\n|\Z)"


class Unspliceable(Exception):
    """The text cannot be changed by pieces."""


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def spliced(body: Document, new: Mapping[str, Any], at: int, eol: str) -> tuple[str, int]:
    """Return the text of ``body`` changed to say ``new``, and where ``at`` has moved to; raises Unspliceable.

    ``at`` is where in the text another block (the history) was left out; new top-level keys go before it.
    """
    splicer = _Splicer(body, at, eol)
    for change in differences(body.data, new):
        splicer.take(change)
    return splicer.result()


def block(key: str, value: Any, eol: str, *, indent: int = 0) -> str:
    """Return a key with its value as lines: mappings and lists of the top level as a block, what is in them in line."""
    space = " " * indent
    if isinstance(value, dict) and value and not indent:
        return f"{_text(key)}:{eol}" + "".join(block(name, each, eol, indent=2) for name, each in value.items())
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        return f"{space}{_text(key)}:{eol}" + "".join(f"{space}- {inline(each)}{eol}" for each in value)
    return f"{space}{_text(key)}: {inline(value)}{eol}"


def inline(value: Any) -> str:
    """Return a plain value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(key)}: {inline(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return repr(value) if "e" not in repr(value) else _without_exponent(value)


def _without_exponent(value: float) -> str:
    """1e-07 is a text to a strict reader."""
    from decimal import Decimal

    digits = f"{Decimal(repr(value)):f}"
    return digits if "." in digits else f"{digits}.0"


def _text(value: str) -> str:
    plain = unprintable(value) is None and re.fullmatch(_PLAIN, value) and value.lower() not in _WORDS
    return value if plain or re.fullmatch(_DATE, value) else json_text(value)


class Places:
    """Where in a document's text the keys and values stand, as positions in the text."""

    def __init__(self, document: Document) -> None:
        self.text, self.data, self.marks = document.text, document.data, document.marks
        self._lines = [0, *(found.end() for found in re.finditer("\n", document.text))]

    def value(self, path: KeyPath) -> Any:
        """Return what the text says at a path."""
        found = self.data
        for part in path:
            found = found[part]
        return found

    def flows(self, path: KeyPath) -> bool:
        """Whether a collection is written in brackets."""
        return self.text[self.marks[path].start] in "[{"

    def key_start(self, path: KeyPath) -> int:
        """Return where a key begins; raises Unspliceable for one in quotes."""
        mark = self.marks[path]
        start = self._lines[mark.key_line - 1] + mark.key_column - 1
        if not self.text.startswith(path[-1], start):
            raise Unspliceable
        return start

    def extent(self, path: KeyPath | tuple[str | int, ...]) -> int:
        """Return where a value ends, comments after it not counted."""
        mark, value = self.marks[path], self.value(path)  # type: ignore[arg-type]
        if not isinstance(value, dict | list):
            return mark.end
        end = mark.start + 1
        if value:
            end = self.extent((*path, len(value) - 1 if isinstance(value, list) else next(reversed(value))))
        if self.text[mark.start] not in "[{":
            return end
        closing = re.compile(_CLOSING).match(self.text, end)
        if closing is None:
            raise Unspliceable
        return closing.end()

    def line_end(self, place: int) -> int:
        """Return where the line ends in which a value ends; raises Unspliceable where more than a comment follows."""
        if self.text[:place].endswith("\n"):
            return place
        found = re.compile(_LINE_END).match(self.text, place)
        if found is None:
            raise Unspliceable
        return found.end()


class _Splicer(Places):
    """Gathers the edits of one text; positions are those of the text before any of them."""

    def __init__(self, body: Document, at: int, eol: str) -> None:
        super().__init__(body)
        self.at, self.eol = at, eol
        self.edits: list[_Edit] = []

    def result(self) -> tuple[str, int]:
        """Return the text with all edits made, and where ``at`` is in it; raises Unspliceable where two overlap."""
        pieces, done, at = [], 0, self.at
        for edit in sorted(self.edits, key=lambda each: (each.start, each.end)):
            if edit.start < done or edit.start < self.at < edit.end:
                raise Unspliceable
            pieces += [self.text[done : edit.start], edit.text]
            done = edit.end
            if edit.end <= self.at:
                at += len(edit.text) - (edit.end - edit.start)
        return "".join([*pieces, self.text[done:]]), at

    def take(self, change: Change) -> None:
        """Turn a change into an edit."""
        path, value = change
        if path not in self.marks:
            self.add(path, value)
        elif value is ABSENT:
            self.remove(path)
        else:
            self.put(path, value)

    # --- the three kinds of change

    def put(self, path: KeyPath, value: Any) -> None:
        """Put a value in place of another."""
        mark, old = self.marks[path], self.value(path)
        start, end = mark.start, self.extent(path)
        if isinstance(old, dict | list) and not self.flows(path):
            start = self.key_start(path) + len(path[-1]) + 1
            if self.text[start - 1] != ":":
                raise Unspliceable
        elif start == end and isinstance(value, dict) and value and len(path) == 1:
            self.fill(path, value)
            return
        replaced = self.text[start:end]
        if (isinstance(old, dict | list) and "#" in replaced) or (isinstance(old, str) and "\n" in replaced):
            raise Unspliceable
        as_lines = start != mark.start and isinstance(value, list) and all(isinstance(each, dict) for each in value)
        if as_lines and len(path) == 1:
            text = block(path[-1], value, self.eol)[len(path[-1]) + 1 : -len(self.eol)]
        else:
            text = inline(value)
            text = text if self.text[start - 1 : start] in (" ", "[", "{") else f" {text}"
        self.edits.append(_Edit(start, end, text))

    def fill(self, path: KeyPath, value: dict[str, Any]) -> None:
        """Give a top-level key that has no value its first entries, each on a line of its own."""
        place = self.line_end(self.marks[path].start)
        lines = "".join(block(name, each, self.eol, indent=2) for name, each in value.items())
        self.edits.append(_Edit(place, place, self.broken(place) + lines))

    def remove(self, path: KeyPath) -> None:
        """Take a key away with its value: its lines, or its place between the commas."""
        start, end = self.key_start(path), self.extent(path)
        if self.flows(path[:-1]):
            names = list(self.value(path[:-1]))
            place = names.index(path[-1])
            if place + 1 < len(names):
                end = self.key_start((*path[:-1], names[place + 1]))
            elif place:
                start = self.extent((*path[:-1], names[place - 1]))
            else:
                raise Unspliceable
        else:
            line = self.text.rfind("\n", 0, start) + 1
            if self.text[line:start].strip():
                raise Unspliceable
            start, end = line, self.line_end(end)
        self.edits.append(_Edit(start, end, ""))

    def add(self, path: KeyPath, value: Any) -> None:
        """Write a new key: below the last of its mapping, or before its bracket; of the top level, before ``at``."""
        if len(path) == 1:
            self.edits.append(_Edit(self.at, self.at, self.broken(self.at) + block(path[-1], value, self.eol)))
            return
        last = (*path[:-1], list(self.value(path[:-1]))[-1])
        place = self.extent(last)
        if self.flows(path[:-1]):
            self.edits.append(_Edit(place, place, f", {_text(path[-1])}: {inline(value)}"))
            return
        place = self.line_end(place)
        line = block(path[-1], value, self.eol, indent=self.marks[last].key_column - 1)
        self.edits.append(_Edit(place, place, self.broken(place) + line))

    def broken(self, place: int) -> str:
        """Return the line break that is wanting before new lines at ``place``, or nothing."""
        before = self.text[:place]
        return self.eol if before and not before.endswith("\n") else ""
