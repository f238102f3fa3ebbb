"""A sheet as text for a terminal or a pipe: at most ``width`` cells, colour only where asked for."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from clerkcheck.cells import cells, wrap
from clerkcheck.i18n import _
from clerkcheck.reading.characters import printable
from clerkcheck.reports.model import Item, item_head
from clerkcheck.reports.sheet import item_of, sheet_parts
from clerkcheck.reports.verdict import Verdict

_COLOURS = {"blocked": "31", "undetermined": "33", "deviating": "33", "ready": "32"}
_BOLD, _DIM, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def render_text(verdict: Verdict, *, width: int = 80, colour: bool = False) -> str:
    """Return the sheet as lines of text, ending in a newline. Every character is one a GBK pipe can carry."""
    painter = _Painter(width, colour)
    return "\n".join(painter.sheet(verdict)) + "\n"


def numbered(number: int, item: Item, width: int) -> Iterator[tuple[str, bool]]:
    """Yield the lines of an item of a list, each with whether it is one of the labelled lines below its head."""
    head = f"{number:>2}. "
    indent = " " * len(head)
    for line in wrap(item_head(item), width, first=head, rest=indent):
        yield line, False
    for label, text in item.lines:
        for line in wrap(f"{label}：{text}", width, first=indent, rest=indent + " " * (cells(label) + 2)):
            yield line, True


class _Painter:
    def __init__(self, width: int, colour: bool) -> None:
        self.width, self.colour = width, colour

    def sheet(self, verdict: Verdict) -> list[str]:
        """Return the lines of a sheet: verdict, box, each section under its heading, wrapped to ``width`` cells."""
        colour = f"\x1b[1;{_COLOURS[verdict.report.outcome]}m"
        lines = [self.paint(line, colour) for line in wrap(verdict.sentence(), self.width, rest="  ")]
        lines.append("=" * self.width)
        for label, text in verdict.box():
            lines += map(self.paint, wrap(f"{label}：{text}", self.width, rest=" " * (cells(label) + 2)))
        for part in sheet_parts(verdict):
            lines += ["", self.paint(part.heading, _BOLD), *self.items(map(item_of, part.entries))]
        return lines

    def items(self, items: Iterable[Item]) -> Iterator[str]:
        """Yield a section's lines: items numbered from 1, a run of brief ones with the same word as one paragraph."""
        number = 0
        for word, group in groupby(items, lambda item: item.word if item.brief else None):
            if word is not None:
                yield from self.folded(word, group)
                continue
            for item in group:
                number += 1
                for line, below in numbered(number, item, self.width):
                    yield self.paint(line, _DIM if below else "")

    def folded(self, word: str, items: Iterable[Item]) -> Iterator[str]:
        """Several items in one paragraph, by their briefs: what to do about each stands on the paper."""
        text = f"【{word}】{'；'.join(item.brief for item in items)}"
        yield from map(self.paint, wrap(text + _("（办法见自查表全文）"), self.width, first="  · ", rest="    "))

    def paint(self, line: str, code: str = "") -> str:
        """Return a line made printable, between an escape code and its reset where colour is asked for."""
        return f"{code}{printable(line)}{_OFF}" if self.colour and code else printable(line)
