"""How tall a form in small type comes out on A4, worked out from its text, so that it can be kept to one page.

Lines of these papers have an exact height (the 小 styles of paper.docx), and a Chinese character is as wide as the
type is tall; so lines can be counted beforehand. All sizes are in points.
"""

from collections.abc import Iterable, Sequence
from typing import assert_never

from clerkcheck.cells import cells
from clerkcheck.reports.model import (
    Block,
    Fields,
    Heading,
    Items,
    Paper,
    Para,
    Sign,
    Table,
    field_rows,
    header_of,
    rows_of,
)

PAGE = 745.0  # of a form's type area (264 mm), but for what ends a section
_WIDTH = 482.0
_HALF = 5.0  # the width of a half-width character
_SIDES = 6.0  # of a cell, and its lines
_ROW, _TEXT, _HEADING, _GAP, _SIGN = 13.0, 13.5, 18.0, 5.0, 29.0
_BORDER = 0.5
_TITLE, _VERDICT, _LETTERHEAD = 28.0, 38.0, 28.0
_PAIRED, _WHOLE = (13, 37, 13, 37), (13, 87)  # the columns of a box of labels and texts


def fits_one_page(paper: Paper) -> bool:
    """Whether a dense paper takes one page of A4 upright."""
    head = _TITLE + (_VERDICT if paper.verdict else 0) + (_LETTERHEAD if paper.letterhead else 0)
    return head + height(paper.blocks) <= PAGE


def height(blocks: Iterable[Block | None]) -> float:
    """Return how tall blocks come out, in points."""
    return sum(_height(block) for block in blocks if block is not None)


def _height(block: Block) -> float:
    match block:
        case Heading():
            return _HEADING
        case Para():
            return _TEXT * _lines(block.text, _WIDTH)
        case Fields():
            rows = [[part for line in row for part in line] for row in field_rows(block)]
            return _GAP + sum(_row(row, _PAIRED if len(row) > len(_WHOLE) else _WHOLE) for row in rows)
        case Table():
            columns = header_of(block)
            shares = [column.share for column in columns]
            return _GAP + sum(_row(row, shares) for row in ([column.label for column in columns], *rows_of(block)))
        case Sign():
            return _GAP + _SIGN * -(-len(block.labels) // 4)
        case Items():
            lines = [text for item in block.items for text in (item.title, *(line.text for line in item.lines))]
            return _TEXT * sum(_lines(text, _WIDTH) for text in lines)
        case _:
            assert_never(block)


def _row(texts: Sequence[str], shares: Sequence[int]) -> float:
    whole = sum(shares)
    widths = (_WIDTH * share / whole - _SIDES for share in shares)
    return _BORDER + _ROW * max(_lines(text, width) for text, width in zip(texts, widths, strict=True))


def _lines(text: str, width: float) -> int:
    """How many lines a text takes; a mark that may not begin a line takes a character along."""
    across = max(2, int(width / _HALF) // 2 * 2)
    return max(1, -(-cells(text) // across))
