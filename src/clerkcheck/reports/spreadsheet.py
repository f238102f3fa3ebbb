"""Text in the cells of a spreadsheet: never a formula, and nothing that cannot be seen.

A text that could be taken for a formula gets an apostrophe before it, as one types it in a spreadsheet by hand
(OWASP, CSV injection); a spreadsheet for Chinese takes the full-width signs for those they look like.
"""

import math
import re
from collections.abc import Iterable
from typing import Any

from clerkcheck.cells import cells
from clerkcheck.reading.characters import printable, printable_lines

_SIGNS = "=+-@＝＋－＠﹢﹣﹦﹫"
FORMULA = rf"^\s*[{re.escape(_SIGNS)}]"  # how text begins that could be taken for one, as Python and Polars read it
_RISKY = frozenset(_SIGNS)
_LOOKED_AT = _RISKY | {" "}  # the one blank that is printable
_ESCAPE = re.compile("_x(?=[0-9A-Fa-f]{4}_)")  # Office Open XML, ST_Xstring: _x001B_ in a cell is the character
_NOT_IN_A_NAME = str.maketrans({char: chr(ord(char) + 0xFEE0) for char in "[]:*?/\\'"})
_LONGEST_NAME = 31
_TALLEST = 409.0  # points


def cell_text(text: str) -> str:
    """Return text, which may be several lines, as a cell of a table may have it, in whatever format."""
    text = printable_lines(text)
    return f"'{text}" if text.lstrip()[:1] in _RISKY else text


def row_cells(values: Iterable[Any]) -> list[Any]:
    """Return the cells of a row: texts guarded, numbers, dates and empty cells as they are."""
    return [
        each if not isinstance(each, str) or (each.isprintable() and each[:1] not in _LOOKED_AT) else cell_text(each)
        for each in values  # nearly every text is one that needs no more than a look
    ]


def workbook_cell(value: Any) -> Any:
    """Return a cell's value for a workbook (.xlsx), in which ``_x001B_`` would be read as a character."""
    return _ESCAPE.sub("_x005F_x", cell_text(value)) if isinstance(value, str) else value


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column ``width`` half-width characters wide.

    LibreOffice does not work out the heights of rows when it opens a file: who writes a workbook must.
    """
    room = max(2.0, width - 1.5)  # a cell has edges
    return sum(max(1, math.ceil(cells(line) / room)) for line in text.splitlines() or [""])


def row_height(texts: Iterable[object], widths: Iterable[float], *, line: float = 15) -> float:
    """Return the height (points) of a row that shows every line of its cells; at most what a spreadsheet allows."""
    most = max((lines_of(str(text), width) for text, width in zip(texts, widths, strict=False)), default=1)
    return min(_TALLEST, max(1, most) * line + 2)


def sheet_name(text: str, taken: Iterable[str] = ()) -> str:
    """Return a name that a sheet of a workbook may have: at most 31 characters, some signs in their full-width form.

    Where a sheet has that name already (``taken``), it ends with a number.
    """
    whole, others = printable(text).translate(_NOT_IN_A_NAME) or "_", {name.casefold() for name in taken}
    names = (whole[: _LONGEST_NAME - len(end)] + end for end in ("", *map(str, range(2, 1000))))
    return next(name for name in names if name.casefold() not in others)
