"""A sheet as text for a terminal or a pipe: at most ``width`` cells, colour only where asked for."""

from clerkcheck.reports.sheet import Item, Sheet
from clerkcheck.reports.wrap import cells, wrap

_COLOURS = {"blocked": "31", "undetermined": "33", "deviating": "33", "ready": "32"}
_BOLD, _DIM, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def render_text(sheet: Sheet, *, width: int = 80, colour: bool = False) -> str:
    """Return the sheet as lines of text, ending in a newline. Every character is one a GBK pipe can carry."""
    painter = _Painter(width, colour)
    return "\n".join(painter.sheet(sheet)) + "\n"


class _Painter:
    def __init__(self, width: int, colour: bool) -> None:
        self.width, self.colour = width, colour

    def sheet(self, sheet: Sheet) -> list[str]:
        verdict = f"{sheet.verdict}：{sheet.summary}"
        lines = [
            self.paint(line, f"\x1b[1;{_COLOURS[sheet.outcome]}m") for line in wrap(verdict, self.width, rest="  ")
        ]
        lines.append("=" * self.width)
        for label, text in sheet.box:
            lines += wrap(f"{label}：{text}", self.width, rest=" " * (cells(label) + 2))
        for section in sheet.sections:
            lines += ["", self.paint(section.heading, _BOLD)]
            for number, item in enumerate(section.items, 1):
                lines += self.item(number, item)
        return lines

    def item(self, number: int, item: Item) -> list[str]:
        head = f"{number:>2}. "
        title = f"【{item.word}】{item.title}" if item.word else item.title
        lines = wrap(title, self.width, first=head, rest=" " * len(head))
        for label, text in item.lines:
            indent = " " * len(head)
            wrapped = wrap(f"{label}：{text}", self.width, first=indent, rest=indent + " " * (cells(label) + 2))
            lines += [self.paint(line, _DIM) for line in wrapped]
        return lines

    def paint(self, text: str, code: str) -> str:
        return f"{code}{text}{_OFF}" if self.colour else text
