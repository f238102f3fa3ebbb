"""Wrapping Chinese text for a fixed width: full-width cells, and no line that starts with ，。） or ends with （“."""

import unicodedata
from collections.abc import Iterator

NOT_FIRST = frozenset("，。、；：？！）】》〉”’」』…—·％,.;:?!)]}%～")
NOT_LAST = frozenset("（【《〈“‘「『([{")


def cells(text: str) -> int:
    """Return how many terminal cells ``text`` takes; a character of ambiguous width counts two, to be safe."""
    return sum(_cell(char) for char in text)


def _cell(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """Return ``text`` as lines of at most ``width`` cells; ``first`` and ``rest`` are the indents of the lines.

    Words of letters and digits are kept whole where they fit; an unbreakable run longer than a line is cut.
    """
    lines: list[str] = []
    line, indent = "", first
    for piece in _pieces(text):
        if line and cells(indent + line + piece.rstrip()) > width:
            line, carried = _carry(line, piece)
            lines.append(indent + line.rstrip())
            line, indent, piece = "", rest, (carried + piece).lstrip()
        while cells(indent + piece) > width and not line:
            head = _fitting(piece, width - cells(indent))
            lines.append(indent + head)
            piece, indent = piece[len(head) :], rest
        line += piece
    if line or not lines:
        lines.append((indent + line).rstrip())
    return lines


def _pieces(text: str) -> Iterator[str]:
    """Single wide characters, and runs of narrow ones up to a space."""
    run = ""
    for char in text:
        if _cell(char) == 1 and char != " ":
            run += char
            continue
        if run:
            yield run
            run = ""
        yield char
    if run:
        yield run


def _carry(line: str, piece: str) -> tuple[str, str]:
    """Split ``line`` so that neither it ends nor the next line starts with what must not stand there."""
    cut = len(line)
    following = piece[:1]
    while cut > 1 and (following in NOT_FIRST or line[cut - 1] in NOT_LAST):
        cut -= 1
        following = line[cut]
    while 1 < cut < len(line) and _in_word(line, cut):
        cut -= 1
    if cut <= 1:
        return line, ""
    return line[:cut], line[cut:]


def _in_word(line: str, cut: int) -> bool:
    return _cell(line[cut]) == 1 == _cell(line[cut - 1]) and line[cut] != " " and line[cut - 1] != " "


def _fitting(text: str, width: int) -> str:
    taken, used = 0, 0
    for char in text:
        used += _cell(char)
        if used > width and taken:
            break
        taken += 1
    return text[:taken]
