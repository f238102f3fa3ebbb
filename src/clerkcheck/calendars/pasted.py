"""Pasted text in one form: full-width signs and spaces evened out, with the way back to line and column."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from clerkcheck.reading.errors import Place
from clerkcheck.reading.traditional import simplified


class Sentence(NamedTuple):
    """A sentence without its full stop, and where in the even text it starts."""

    text: str
    start: int


class Pasted:
    """``plain`` is the text without spaces and line ends, in NFKC (half-width digits, brackets, commas).

    Of traditional characters those that a notice is read by are simplified.
    """

    def __init__(self, text: str, source: str) -> None:
        """Take the text as pasted; ``source`` names it in messages."""
        self._text, self._source = text, source
        seen = ((match[0], match.start()) for match in re.finditer(r"\S", text))  # most of a page is blank
        kept = [(char, at) for each, at in seen for char in unicodedata.normalize("NFKC", each)]
        kept = [(char, at) for char, at in kept if not char.isspace() and char.isprintable()]
        self.plain = simplified("".join(char for char, _at in kept))
        self._at = [at for _char, at in kept]
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, index: int) -> Place:
        """Return line and column of a character of ``plain``."""
        at = self._at[index] if index < len(self._at) else len(self._text)
        line = bisect_right(self._lines, at)
        return Place(self._source, line, at - self._lines[line - 1] + 1)

    def original(self, start: int, end: int) -> str:
        """Return ``plain[start:end]`` with the signs as they were pasted."""
        return "".join(self._text[at] for at in dict.fromkeys(self._at[start:end]))

    def sentences(self, start: int, end: int) -> Iterator[Sentence]:
        """Yield what stands between full stops and semicolons of ``plain[start:end]``, empty ones aside."""
        for match in re.compile(r"[^。;!]+").finditer(self.plain, start, end):
            yield Sentence(match[0], match.start())
