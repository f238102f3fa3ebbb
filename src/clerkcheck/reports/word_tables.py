"""Tables of Word papers, as WordprocessingML in one go: cell by cell python-docx takes a hundred times as long."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from clerkcheck.reading.characters import printable

if TYPE_CHECKING:
    from docx.document import Document

_TWIPS = 1440 / 25.4  # in a millimetre
_MAY_BREAK = 600  # characters of a row: one that might not fit a page must be free to break


class WordCell(NamedTuple):
    """A cell: its text, the name of its paragraph style, how many columns it spans."""

    text: str
    style: str = "表格文字"
    span: int = 1


class WordRow(NamedTuple):
    """A row of cells; ``head``: repeated on every page; ``height``: at least so many millimetres (0: as its text)."""

    cells: tuple[WordCell, ...]
    head: bool = False
    height: float = 0


class StyleIds:
    """The ids by which a document's own markup names its styles."""

    def __init__(self, document: "Document") -> None:
        self._ids: Mapping[str, str] = {style.name: style.style_id for style in document.styles}

    def __getitem__(self, name: str) -> str:
        return self._ids[name]


def table_element(
    rows: Iterable[WordRow], shares: Sequence[float], width: float, ids: StyleIds, *, tight: bool = False
) -> Any:
    """Return a centred table with a grid, ``width`` millimetres wide, its columns in proportion to ``shares``.

    ``tight``: text comes close to the lines at its sides.
    """
    edges = "".join(f'<w:{side} w:w="45" w:type="dxa"/>' for side in ("left", "right"))
    edges = f"<w:tblCellMar>{edges}</w:tblCellMar>" if tight else ""
    widths = [round(width * share / sum(shares) * _TWIPS) for share in shares]
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    body = "".join(_row(row, widths, ids) for row in rows)
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblStyle w:val={quoteattr(ids['Table Grid'])}/>"
        f'<w:tblW w:type="dxa" w:w="{sum(widths)}"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/>{edges}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(row: WordRow, widths: Sequence[int], ids: StyleIds) -> str:
    whole = row.head or sum(len(cell.text) for cell in row.cells) <= _MAY_BREAK
    properties = "<w:cantSplit/>" if whole else ""
    if row.height:
        properties += f'<w:trHeight w:val="{round(row.height * _TWIPS)}" w:hRule="atLeast"/>'
    properties += "<w:tblHeader/>" if row.head else ""
    cells, at = [], 0
    for cell in row.cells:
        cells.append(_cell(cell, sum(widths[at : at + cell.span]), ids, middle=bool(row.height)))
        at += cell.span
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: WordCell, width: int, ids: StyleIds, *, middle: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    centred = '<w:vAlign w:val="center"/>' if middle or cell.style.startswith(("表头", "小表头")) else ""
    text = escape(printable(cell.text))
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{centred}</w:tcPr>'
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(ids[cell.style])}/></w:pPr>{run}</w:p></w:tc>"
    )
