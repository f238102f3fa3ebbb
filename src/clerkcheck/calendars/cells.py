"""Text measured in terminal cells: a Chinese character takes two."""

from unicodedata import east_asian_width

# A line does not begin with these.
_NOT_FIRST = "，。；：）、》”"
# Nor does it end with these.
_NOT_LAST = "（《“"


def width(text: str) -> int:
    """Return the number of cells that ``text`` takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def pad(text: str, cells: int) -> str:
    """Return ``text`` followed by spaces up to ``cells``."""
    return text + " " * (cells - width(text))


def centre(text: str, cells: int) -> str:
    """Return ``text`` in the middle of ``cells``."""
    return pad(" " * ((cells - width(text)) // 2) + text, cells)


def fill(text: str, cells: int = 80, indent: int = 0) -> str:
    """Return ``text`` broken into lines of at most ``cells``, all but the first indented by ``indent`` spaces.

    A line does not begin with closing punctuation or end with opening one, and a number or date is not torn.
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line.strip() and width(line) + width(piece) > cells:
            lines.append(line.rstrip())
            line = " " * indent
        line += piece
    return "\n".join([*lines, line.rstrip()])


def _pieces(text: str) -> list[str]:
    """Split into what may not be broken: a run of ASCII without spaces, or one character, with what must stay by it."""
    pieces: list[str] = []
    last = " "
    for char in text:
        word = char.isascii() and last.isascii() and " " not in (char, last)
        if pieces and (word or char in _NOT_FIRST or last in _NOT_LAST):
            pieces[-1] += char
        else:
            pieces.append(char)
        last = char
    return pieces
