"""Text in the cells of a spreadsheet: never a formula, and nothing that cannot be seen.

A text that could be taken for a formula gets an apostrophe before it, as one types it in a spreadsheet by hand
(OWASP, CSV injection); a spreadsheet for Chinese takes the full-width signs for those they look like.
"""

import re
from typing import Any

from clerkcheck.reading.characters import printable, printable_lines

_SIGNS = "=+-@＝＋－＠﹢﹣﹦﹫"
FORMULA = rf"^\s*[{re.escape(_SIGNS)}]"  # how text begins that could be taken for one, as Python and Polars read it
_RISKY = frozenset(_SIGNS)
_ESCAPE = re.compile("_x(?=[0-9A-Fa-f]{4}_)")  # Office Open XML, ST_Xstring: _x001B_ in a cell is the character
_NOT_IN_A_NAME = str.maketrans({char: chr(ord(char) + 0xFEE0) for char in "[]:*?/\\'"})
_LONGEST_NAME = 31


def cell_text(text: str) -> str:
    """Return text, which may be several lines, as a cell of a table may have it, in whatever format."""
    text = printable_lines(text)
    return f"'{text}" if text.lstrip()[:1] in _RISKY else text


def cell(value: Any) -> Any:
    """Return a cell's value, guarded where it is text; numbers, dates and empty cells as they are."""
    return cell_text(value) if isinstance(value, str) else value


def workbook_cell(value: Any) -> Any:
    """Return a cell's value for a workbook (.xlsx), in which ``_x001B_`` would be read as a character."""
    return _ESCAPE.sub("_x005F_x", cell_text(value)) if isinstance(value, str) else value


def sheet_name(text: str) -> str:
    """Return a name that a sheet of a workbook may have: at most 31 characters, some signs in their full-width form."""
    return printable(text).translate(_NOT_IN_A_NAME)[:_LONGEST_NAME] or "_"
