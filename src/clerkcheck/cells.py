"""Chinese text in terminal cells: a character takes two, no line starts with ，。） or ends with （“."""

import os
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

NOT_FIRST = frozenset("，。、；：？！）】》〉”’」』…—·％,.;:?!)]}%～")
NOT_LAST = frozenset("（【《〈“‘「『([{")


def cells(text: str) -> int:
    """Return how many terminal cells ``text`` takes; a character of ambiguous width counts two, to be safe."""
    return sum(map(_cell, text))


def terminal_width(most: int, *, otherwise: int) -> int:
    """Return the columns of the terminal written to, between 40 and ``most``; ``otherwise`` where there is none."""
    try:
        return max(40, min(os.get_terminal_size(sys.stdout.fileno()).columns, most))
    except (OSError, ValueError, AttributeError):  # no terminal, or a stream without one
        return otherwise


@lru_cache(maxsize=8192)
def _cell(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def pad(text: str, width: int) -> str:
    """Return ``text`` followed by spaces up to ``width`` cells."""
    return text + " " * (width - cells(text))


def centre(text: str, width: int) -> str:
    """Return ``text`` in the middle of ``width`` cells."""
    return pad(" " * ((width - cells(text)) // 2) + text, width)


def shortened(text: str, width: int) -> str:
    """``text``, or as much of it as fits in ``width`` cells with … behind it."""
    return text if cells(text) <= width else _cut(text, max(0, width - 2)) + "…"


def _cut(text: str, width: int) -> str:
    used = 0
    for place, char in enumerate(text):
        used += cells(char)
        if used > width:
            return text[:place]
    return text


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """Return ``text`` as lines of at most ``width`` cells; ``first`` and ``rest`` are the indents of the lines.

    Words of letters and digits are kept whole where they fit; an unbreakable run longer than a line is cut.
    """
    lines: list[str] = []
    line, indent, used = "", first, cells(first)
    for found in _pieces(text):
        piece = found
        if line and used + cells(piece.rstrip()) > width:
            line, carried = _carry(line, piece)
            lines.append(indent + line.rstrip())
            line, indent, piece, used = "", rest, (carried + piece).lstrip(), cells(rest)
        while not line and piece and used + cells(piece) > width:
            head = _fitting(piece, width - used) or piece[:1]  # a line has a character, however narrow it is
            lines.append(indent + head)
            piece, indent, used = piece[len(head) :], rest, cells(rest)
        line += piece
        used += cells(piece)
    if line or not lines:
        lines.append((indent + line).rstrip())
    return lines


def fill(text: str, width: int = 80, indent: int = 0) -> str:
    """Return ``text`` wrapped as one string; all lines but the first are indented by ``indent`` spaces."""
    return "\n".join(wrap(text, width, rest=" " * indent))


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
    whole = line + piece[:1]
    cut = next((place for place in range(len(line), 1, -1) if _may_break(whole, place)), 0)
    return (line[:cut], line[cut:]) if cut else (line, "")


def _may_break(text: str, cut: int) -> bool:
    """Whether a line may end before ``text[cut]``; a word that is moved on takes the opening mark before it along."""
    before, after = text[cut - 1], text[cut]
    in_word = _cell(after) == 1 == _cell(before) and " " not in (before, after)
    return not (in_word or after in NOT_FIRST or before in NOT_LAST)


def _fitting(text: str, width: int) -> str:
    taken, used = 0, 0
    for char in text:
        used += _cell(char)
        if used > width and taken:
            break
        taken += 1
    return text[:taken]
