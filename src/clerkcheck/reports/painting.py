"""Lines of a sheet for a terminal or a pipe: wrapped to a width, printable, coloured only where asked for."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from clerkcheck.cells import cells, wrap
from clerkcheck.i18n import _, joined, labelled
from clerkcheck.reading.characters import printable
from clerkcheck.reports.model import WORD_MARKS, Item, Line, item_head, section_heading

BOLD, DIM, RED, YELLOW, GREEN = "1", "2", "31", "33", "32"
_INDENT = "    "


def numbered(number: int, item: Item, width: int) -> Iterator[tuple[str, bool]]:
    """Yield the lines of an item of a list, each with whether it is one of the labelled lines below its head."""
    head = f"{number:>2}. "
    indent = " " * len(head)
    for line in wrap(item_head(item), width, first=head, rest=indent):
        yield line, False
    for label, text in item.lines:
        for line in wrap(labelled(label, text), width, first=indent, rest=indent + " " * (cells(label) + 2)):
            yield line, True


class Painter:
    """Makes the lines of one sheet, at most ``width`` cells each, colour codes aside."""

    def __init__(self, width: int, *, colour: bool) -> None:
        """Take the width in cells, and whether colour codes are wanted."""
        self.width, self.colour = width, colour

    def sentence(self, text: str, codes: str, *, rest: str = "") -> list[str]:
        """Return the sentence on top and the rule below it; ``rest`` indents its lines but the first."""
        return [*(self.paint(line, codes) for line in wrap(text, self.width, rest=rest)), "=" * self.width]

    def box(self, lines: Iterable[Line]) -> Iterator[str]:
        """Yield a box of labels and texts, each text hanging behind its label."""
        for label, text in lines:
            yield from map(self.paint, wrap(labelled(label, text), self.width, rest=" " * (cells(label) + 2)))

    def section(self, number: int, heading: str, body: Iterable[str]) -> list[str]:
        """Return a section under its numbered heading: 一、须办事项."""
        return ["", self.paint(section_heading(number, heading), BOLD), *body]

    def text(self, text: str) -> list[str]:
        """Return a paragraph, every line indented; no line at all for an empty text."""
        return [self.paint(line) for line in wrap(text, self.width, first=_INDENT, rest=_INDENT)] if text else []

    def items(self, items: Iterable[Item]) -> Iterator[str]:
        """Yield a section's lines: items numbered from 1, a run of brief ones with the same word as one paragraph."""
        number = 0
        for word, group in groupby(items, lambda item: item.word if item.brief else None):
            if word is not None:
                yield from self._folded(word, group)
                continue
            for item in group:
                number += 1
                for line, below in numbered(number, item, self.width):
                    yield self.paint(line, DIM if below else "")

    def _folded(self, word: str, items: Iterable[Item]) -> Iterator[str]:
        """Several items in one paragraph, by their briefs: what to do about each stands on the paper."""
        text = WORD_MARKS.format(word) + joined(item.brief for item in items)
        yield from map(self.paint, wrap(text + _("（办法见自查表全文）"), self.width, first="  · ", rest=_INDENT))

    def paint(self, line: str, codes: str = "") -> str:
        """Return a line made printable, between an escape of ``codes`` (1;31) and its reset where colour is wanted."""
        return f"\x1b[{codes}m{printable(line)}\x1b[0m" if self.colour and codes else printable(line)
