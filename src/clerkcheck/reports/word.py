"""Papers as a Word file (.docx), made with python-docx; the extra ``paper`` brings it.

Page, styles, fonts and page numbers are those of the template ``paper.docx``, which tools/word_template.py makes.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from clerkcheck.i18n import labelled, listed
from clerkcheck.reading.characters import printable
from clerkcheck.reports.model import (
    Block,
    Fields,
    Heading,
    Item,
    Items,
    Line,
    Paper,
    Para,
    ParaStyle,
    Sign,
    Table,
    header_of,
    item_head,
    rows_of,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.shared import Length
    from docx.table import Table as WordTable
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

STYLES: Mapping[ParaStyle, str] = {"body": "公文正文", "addressee": "主送机关", "right": "落款", "note": "注释"}
_MAY_BREAK = 600  # characters of a row: one that might not fit a page must be free to break


def render_docx(papers: Sequence[Paper], day: datetime) -> bytes:
    """Return the papers as one file, each on a page of its own; ``day`` is the file's date of creation.

    The page lies on its side when the first paper is a landscape one.
    """
    document = docx.Document(str(Path(__file__).with_name("paper.docx")))
    section = document.sections[0]
    if papers[0].landscape:
        _lay_on_its_side(section)
    _properties(document, papers, day)
    width = _millimetres(section.page_width) - _millimetres(section.left_margin) - _millimetres(section.right_margin)
    for number, paper in enumerate(papers):
        before = len(document.paragraphs)
        _WordWriter(document, paper, width).write()
        document.paragraphs[before].paragraph_format.page_break_before = number > 0
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _properties(document: "Document", papers: Sequence[Paper], day: datetime) -> None:
    properties = document.core_properties
    properties.title = printable(listed(dict.fromkeys(paper.title for paper in papers)))
    properties.author = properties.last_modified_by = printable(papers[0].letterhead)
    properties.created = properties.modified = day


def _lay_on_its_side(section: "Section") -> None:
    """The page turned: it is bound at its top, and each margin keeps its edge of the paper."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    top, right, bottom, left = section.top_margin, section.right_margin, section.bottom_margin, section.left_margin
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = left, top, right, bottom
    section.footer_distance = Mm(14)


def _millimetres(length: "Length | None") -> int:
    return round(length.mm) if length is not None else 0


class _WordWriter:
    """Writes one paper at the end of a document."""

    def __init__(self, document: "Document", paper: Paper, width: int) -> None:
        self.document, self.paper, self.width = document, paper, width

    def write(self) -> None:
        """Write letterhead and number (a red line below both), title and framed verdict, if any, then the blocks."""
        paper = self.paper
        if paper.letterhead:
            self.paragraph(paper.letterhead, "发文机关标志")
        if paper.number:
            number = self.paragraph(paper.number, "发文字号")
            if paper.letterhead:
                _rule_below(number)
                self.paragraph("", "发文字号")
        self.paragraph(paper.title, "Title")
        if paper.verdict:
            _framed(self.paragraph(paper.verdict, "结论"))
        for block in paper.blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        """Write a block of the paper's body."""
        match block:
            case Heading():
                level = block.level if self.paper.letter or block.level == 1 else 3
                self.paragraph(block.text, f"Heading {level}")
            case Para():
                paragraph = self.paragraph(block.text, STYLES[block.style])
                if block.style == "right":
                    paragraph.paragraph_format.right_indent = Mm(22)  # four characters
                    paragraph.paragraph_format.keep_together = True
            case Fields():
                self.fields(block.lines)
            case Items():
                for number, item in enumerate(block.items, block.start):
                    self.item(number, item)
            case Table():
                self.table(block)
            case Sign():
                self.sign(block.labels)
            case _:
                assert_never(block)

    def paragraph(self, text: str, style: str) -> "Paragraph":
        """Append a paragraph in the named style, control characters written out, and return it."""
        return self.document.add_paragraph(printable(text), style=style)

    def item(self, number: int, item: Item) -> None:
        """Write a numbered item and its labelled lines; on anything but a letter they hang 7 mm in."""
        letter = self.paper.letter
        head = self.paragraph(f"{number}. {item_head(item)}", "公文条目" if letter else "条目")
        head.paragraph_format.keep_with_next = bool(item.lines)
        if not letter:
            head.paragraph_format.left_indent, head.paragraph_format.first_line_indent = Mm(7), -Mm(7)
        for line in item.lines:
            text = labelled(line.label, line.text)
            paragraph = self.paragraph(text, "公文条目" if letter else "条目说明")
            if not letter:
                paragraph.paragraph_format.left_indent = Mm(7)

    def fields(self, lines: Iterable[Line]) -> None:
        """Write labels and texts as a grid of two columns, one fifth and four fifths wide."""
        table = self.grid((20, 80))
        for label, text in lines:
            row = _row(table)
            _keep_whole(row, (label, text))
            _fill(row.cells[0], label, "表头")
            _fill(row.cells[1], text, "表格文字")
        self.widths(table, (20, 80))
        self.gap()

    def table(self, block: Table) -> None:
        """Write a table whose head is repeated on every page; ValueError for a row of another length than the head."""
        columns = header_of(block)
        shares = tuple(column.share for column in columns)
        table = self.grid(shares)
        head = _row(table)
        _repeat(head)
        for cell, column in zip(head.cells, columns, strict=True):
            _fill(cell, column.label, "表头")
        for texts in rows_of(block):
            row = _row(table)
            _keep_whole(row, texts)
            for cell, text in zip(row.cells, texts, strict=True):
                _fill(cell, text, "表格文字")
        self.widths(table, shares)
        self.gap()

    def sign(self, labels: Sequence[str]) -> None:
        """Write one row 14 mm high: each label with an empty cell to sign in, twice as wide, at its right."""
        self.gap()
        shares = (11, 22) * len(labels)
        table = self.grid(shares)
        row = _row(table)
        row.height = Mm(14)
        _keep_whole(row, labels)
        for number, label in enumerate(labels):
            _fill(row.cells[2 * number], label, "表头")
        self.widths(table, shares)

    def grid(self, shares: Sequence[int]) -> "WordTable":
        """Append a centred table of fixed widths, without rows and with one column a share, and return it."""
        table: WordTable = self.document.add_table(rows=0, cols=len(shares), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        return table

    def widths(self, table: "WordTable", shares: Sequence[int]) -> None:
        """Share the paper's width (mm) among the columns, on every cell too; to be called once all rows are there."""
        total = sum(shares)
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Mm(self.width * share / total)
        for row in table.rows:
            for cell, share in zip(row.cells, shares, strict=True):
                cell.width = Mm(self.width * share / total)

    def gap(self) -> None:
        """Write an empty paragraph, which keeps a table apart from what is next to it."""
        self.paragraph("", "注释")


def _row(table: "WordTable") -> "_Row":
    return table.add_row()  # type: ignore[no-untyped-call, no-any-return]


def _fill(cell: "_Cell", text: str, style: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(printable(text))


def _repeat(row: "_Row") -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: "_Row", texts: Iterable[str]) -> None:
    if sum(map(len, texts)) <= _MAY_BREAK:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _rule_below(paragraph: "Paragraph") -> None:
    """The red line as wide as the type area (7.2.7)."""
    _border(paragraph, ("bottom",), "C00000", 12)


def _framed(paragraph: "Paragraph") -> None:
    _border(paragraph, ("top", "left", "bottom", "right"), "000000", 8)


def _border(paragraph: "Paragraph", sides: Iterable[str], colour: str, eighths: int) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        border: Any = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "4"), ("color", colour)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties = paragraph._p.get_or_add_pPr()
    properties._insert_pBdr(borders) if hasattr(properties, "_insert_pBdr") else properties.append(borders)
