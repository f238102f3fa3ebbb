"""Papers as a Word file (.docx), made with python-docx; the extra ``paper`` brings it.

Page, styles, fonts and page numbers are those of the template ``paper.docx``, which tools/word_template.py makes.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from clerkcheck.i18n import labelled, listed
from clerkcheck.reading.characters import printable
from clerkcheck.reports.model import (
    Block,
    Fields,
    Heading,
    Item,
    Items,
    Paper,
    Para,
    ParaStyle,
    Sign,
    Table,
    field_rows,
    header_of,
    item_head,
    rows_of,
)
from clerkcheck.reports.word_tables import StyleIds, WordCell, WordRow, table_element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

STYLES: Mapping[ParaStyle, str] = {"body": "公文正文", "addressee": "主送机关", "right": "落款", "note": "注释"}
_EDGES = (37, 26, 35, 28, 22)  # millimetres from the top clockwise, and of the foot (5.2.1, 7.5)
_FORM_EDGES = (16, 18, 17, 22, 8)
_SIGNS_ACROSS = 4


def render_docx(papers: Sequence[Paper], day: datetime) -> bytes:
    """Return the papers as one file, each on a page of its own; ``day`` is the file's date of creation.

    Papers that lie on their side, and dense forms, have sections of their own.
    """
    document = docx.Document(str(Path(__file__).with_name("paper.docx")))
    body, section = _Body(document), document.sections[0]
    _properties(document, papers, day)
    before: Paper | None = None
    for paper in papers:
        broken = before is not None and _layout(before) == _layout(paper)
        if before is not None and not broken:
            section = body.section()
        if not broken:
            _lay_out(section, paper)
        _WordWriter(body, paper, _width(section), new_page=broken).write()
        before = paper
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _layout(paper: Paper) -> tuple[bool, bool]:
    return paper.landscape, paper.dense


def _properties(document: "Document", papers: Sequence[Paper], day: datetime) -> None:
    properties = document.core_properties
    properties.title = printable(listed(dict.fromkeys(paper.title for paper in papers)))
    properties.author = properties.last_modified_by = printable(papers[0].letterhead)
    properties.created = properties.modified = day


def _lay_out(section: "Section", paper: Paper) -> None:
    """Set page and margins: those of GB/T 9704, or a form's; a page turned is bound at its top."""
    top, right, bottom, left, foot = _FORM_EDGES if paper.dense else _EDGES
    width, height = 210, 297
    section.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    if paper.landscape:
        width, height = height, width
        top, right, bottom, left, foot = (22, 20, 18, 20, 9) if paper.dense else (left, top, right, bottom, 14)
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(
        Mm, (top, right, bottom, left)
    )
    section.footer_distance = Mm(foot)


def _width(section: "Section") -> float:
    """The width of the type area in millimetres."""
    edges = (section.page_width, section.left_margin, section.right_margin)
    page, left, right = (each.mm if each is not None else 0 for each in edges)
    return round(page - left - right)


class _Body:
    """The end of a document, to which paragraphs and tables are added."""

    def __init__(self, document: "Document") -> None:
        self.document, self.ids = document, StyleIds(document)

    def paragraph(self, text: str, style: str) -> "Paragraph":
        """Add a paragraph in the named style by its id; by its name half of the time of a paper would go there."""
        paragraph = self.document.add_paragraph(text)
        paragraph._p.style = self.ids[style]
        return paragraph

    def section(self) -> "Section":
        """Begin a section on a new page; what ends the one before takes next to no room."""
        section: Section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self.document.element.body[-2].style = self.ids["间隔"]
        return section

    def append(self, element: Any) -> None:
        """Add a table before what closes the body."""
        self.document.element.body.insert_element_before(element, "w:sectPr")


class _WordWriter:
    """Writes one paper at the end of a document, on a ``new_page`` where a section does not begin one."""

    def __init__(self, body: _Body, paper: Paper, width: float, *, new_page: bool) -> None:
        self.body, self.paper, self.width, self.new_page = body, paper, width, new_page

    def write(self) -> None:
        """Write letterhead and number (a red line below both), title and framed verdict, if any, then the blocks."""
        paper, small = self.paper, "小" if self.paper.dense else ""
        if paper.letterhead:
            self.paragraph(paper.letterhead, small + "发文机关标志")
        if paper.number:
            number = self.paragraph(paper.number, "发文字号")
            if paper.letterhead:
                _rule_below(number)
                self.paragraph("", "发文字号")
        self.paragraph(paper.title, "小标题" if small else "Title")
        if paper.verdict:
            _framed(self.paragraph(paper.verdict, small + "结论"))
        for block in paper.blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        """Write a block of the paper's body."""
        match block:
            case Heading():
                level = block.level if self.paper.letter or block.level == 1 else 3
                self.paragraph(block.text, "小节标题" if self.paper.dense else f"Heading {level}")
            case Para():
                paragraph = self.paragraph(block.text, "小正文" if self.paper.dense else STYLES[block.style])
                if block.style == "right":
                    self.signature(paragraph, block)
            case Fields():
                self.fields(block)
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
        paragraph = self.body.paragraph(printable(text), style)
        if self.new_page:
            paragraph.paragraph_format.page_break_before, self.new_page = True, False
        return paragraph

    def signature(self, paragraph: "Paragraph", block: Para) -> None:
        """Set signature or date: a date four characters from the right, the signature over its middle (7.3.5.1)."""
        rights = [each for each in self.paper.blocks if isinstance(each, Para) and each.style == "right"]
        beside = 4 + (len(rights[-1].text) - len(block.text)) / 2
        shape = paragraph.paragraph_format
        shape.right_indent, shape.keep_together = Mm(max(0, beside) * 5.55), True
        if block is rights[0]:
            shape.space_before, shape.keep_with_next = Pt(28.95), True  # an empty line

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

    def fields(self, block: Fields) -> None:
        """Write labels and texts as a grid, one fifth and four fifths wide; where two pairs share a row, of four."""
        shares = (13, 37, 13, 37) if block.pairs else (20, 80)
        rows = []
        for row in field_rows(block):
            span = len(shares) - 1 if len(row) == 1 else 1
            cells = [cell for label, text in row for cell in (self.cell(label, head=True), self.cell(text, span))]
            rows.append(WordRow(tuple(cells)))
        self.grid(rows, shares)

    def table(self, block: Table) -> None:
        """Write a table whose head is repeated on every page; ValueError for a row of another length than the head."""
        columns = header_of(block)
        if any(len(row) != len(columns) for row in rows_of(block)):
            raise ValueError("a row of another length than the head")
        head = WordRow(tuple(self.cell(column.label, head=True) for column in columns), head=True)
        rows = (WordRow(tuple(map(self.cell, row))) for row in rows_of(block))
        self.grid([head, *rows], [column.share for column in columns])

    def sign(self, labels: Sequence[str]) -> None:
        """Write rows 14 mm high: each label with an empty cell to sign in, wider, at its right."""
        self.gap()
        across = min(_SIGNS_ACROSS, len(labels))
        rows = []
        for at in range(0, len(labels), across):
            part = labels[at : at + across]
            cells = [cell for label in part for cell in (self.cell(label, head=True), self.cell(""))]
            cells += [self.cell("")] * (2 * across - len(cells))
            rows.append(WordRow(tuple(cells), height=10 if self.paper.dense else 14))
        self.grid(rows, (13, 20) * across, gap=False)

    def cell(self, text: str, span: int = 1, *, head: bool = False) -> WordCell:
        """Return a cell in the type of the paper."""
        small = "小" if self.paper.dense else ""
        return WordCell(text, small + ("表头" if head else "表格文字"), span)

    def grid(self, rows: Sequence[WordRow], shares: Sequence[float], *, gap: bool = True) -> None:
        """Append a centred table of fixed widths, and what keeps it apart from the next."""
        self.body.append(table_element(rows, shares, self.width, self.body.ids, tight=self.paper.dense))
        if gap:
            self.gap()

    def gap(self) -> None:
        """Write an empty paragraph, which keeps a table apart from what is next to it."""
        self.paragraph("", "间隔" if self.paper.dense else "注释")


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
