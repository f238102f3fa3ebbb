"""Tables of a .docx (ECMA-376, 17.4), with the standard library: cells, how they merge, what is hidden or struck."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from clerkcheck.reading.word import W
from clerkcheck.reading.word.package import parts_of
from clerkcheck.reading.word.text import DELETED, is_on, paragraphs_of, pieces_of, root_of, text_of

MergedCells = tuple[tuple[int, int], tuple[int, int]]  # first and last row and column, counted from 0
_WRAPPERS = (W + "sdt", W + "sdtContent", W + "ins", W + "customXml")  # of rows and cells
_MOST_COLUMNS = 1000


class DocxCell(NamedTuple):
    """A cell's words, a paragraph a line; what of them is struck through."""

    text: str
    struck: Literal["", "some", "all"] = ""


class DocxTable(NamedTuple):
    """A table: ``before`` is the last words above it, ``hidden`` the numbers of hidden rows, counted from 1."""

    before: str
    rows: list[list[DocxCell]]
    hidden: frozenset[int]
    merged: tuple[MergedCells, ...]


def docx_tables(data: bytes, source: str) -> list[DocxTable]:
    """Return the tables of a document that stand in no other; what was deleted with its track kept is left out.

    Raises InputError naming ``source`` where the bytes are no sound .docx.
    """
    root = root_of(parts_of(data, source)["word/document.xml"], source)
    return [_DocxTableReader(table).table(before) for before, table in _tables(root)]


def _tables(root: Any) -> Iterator[tuple[str, Any]]:
    """Each w:tbl, with the paragraph before it."""
    before, todo = "", [root]
    while todo:
        element = todo.pop()
        if element.tag == W + "tbl":
            yield before, element
            before = ""
        elif element.tag == W + "p":
            before = text_of(element) or before
        elif element.tag not in DELETED:
            todo += reversed(element)


class _DocxTableReader:
    """Reads one w:tbl; cells that go on from the row above are blank, and so are those that a wide one covers."""

    def __init__(self, element: Any) -> None:
        self.element = element
        self.merged: list[MergedCells] = []
        self._open: dict[int, tuple[int, int]] = {}  # by column: where a vertical merge began, and how wide it is

    def table(self, before: str) -> DocxTable:
        """Return the table below the words ``before``."""
        rows = list(_children(self.element, "tr"))
        cells = [self._row(number, row) for number, row in enumerate(rows)]
        for column, (top, width) in self._open.items():
            self._close(column, top, width, len(rows))
        hidden = (number for number, row in enumerate(rows, 1) if is_on(row.find(f"{W}trPr/{W}hidden")))
        return DocxTable(before, cells, frozenset(hidden), tuple(self.merged))

    def _row(self, number: int, row: Any) -> list[DocxCell]:
        blank = DocxCell("")
        cells = [blank] * _number(row.find(f"{W}trPr/{W}gridBefore"))
        for cell in _children(row, "tc"):
            at, width = len(cells), _number(cell.find(f"{W}tcPr/{W}gridSpan")) or 1
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(W + "val", "continue") == "continue"
            if not goes_on and at in self._open:
                self._close(at, *self._open.pop(at), number)
            if merge is not None and not goes_on:
                self._open[at] = number, width
            elif merge is None and width > 1:
                self.merged.append(((number, at), (number, at + width - 1)))
            cells += [blank if goes_on else _cell(cell), *[blank] * (width - 1)]
        return cells

    def _close(self, column: int, top: int, width: int, bottom: int) -> None:
        if bottom - 1 > top or width > 1:
            self.merged.append(((top, column), (bottom - 1, column + width - 1)))


def _children(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those in content controls and insertions among them."""
    for each in parent:
        if each.tag == W + name:
            yield each
        elif each.tag in _WRAPPERS:
            yield from _children(each, name)


def _cell(cell: Any) -> DocxCell:
    lines = [list(pieces_of(each)) for each in paragraphs_of(cell)]
    text = "\n".join("".join(piece for piece, _struck in line) for line in lines).strip()
    written = [(piece, struck) for line in lines for piece, struck in line if piece.strip()]
    if not any(struck for _piece, struck in written):
        return DocxCell(text)
    return DocxCell(text, "all" if all(struck for _piece, struck in written) else "some")


def _number(element: Any) -> int:
    said = element.get(W + "val", "") if element is not None else ""
    return min(int(said), _MOST_COLUMNS) if said.isascii() and said.isdigit() and len(said) < 6 else 0
