"""A paper with a table as a workbook (.xlsx), made with openpyxl; the extra ``paper`` brings it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, assert_never

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from clerkcheck.i18n import labelled
from clerkcheck.reading.characters import printable
from clerkcheck.reading.written_values import counted
from clerkcheck.reports.model import (
    Block,
    Fields,
    Heading,
    Items,
    Paper,
    Para,
    Sign,
    Table,
    header_of,
    item_head,
    rows_of,
)
from clerkcheck.reports.spreadsheet import lines_of, row_height, sheet_name, workbook_cell

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTH = 130  # characters of all columns together: what fits an A4 page on its side
_SIDE = Side(style="thin")
_GRID = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)


def render_xlsx(paper: Paper, day: datetime) -> bytes:
    """Return the paper as a workbook ready to print, each of its tables on a sheet of its own.

    ``day`` is the file's date of creation.
    """
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = day
    book.properties.creator = printable(paper.letterhead)
    book.properties.title = printable(paper.title)
    del book[book.sheetnames[0]]
    for name, blocks in _sheets(paper):
        sheet = book.create_sheet(sheet_name(name, book.sheetnames))
        _Filler(sheet, paper, blocks).fill()
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheets(paper: Paper) -> Iterator[tuple[str, list[Block]]]:
    """The name and the blocks of each sheet: what stands before the first table on the first, the rest on the last.

    A sheet of several has the name of its table's heading.
    """
    found: list[list[Block]] = [[]]
    full = False
    for block in paper.blocks:
        if full and isinstance(block, Heading | Table):
            found.append([])
            full = False
        found[-1].append(block)
        full = full or isinstance(block, Table)
    for blocks in found:
        heading = next((block.text for block in blocks if isinstance(block, Heading)), paper.title)
        yield (heading.rpartition("、")[2] if len(found) > 1 else paper.title), blocks


class _Filler:
    """Writes blocks of a paper into a sheet from top to bottom."""

    def __init__(self, sheet: "Worksheet", paper: Paper, blocks: Sequence[Block]) -> None:
        self.sheet, self.paper, self.blocks, self.row = sheet, paper, blocks, 0
        self.columns = max((len(header_of(block)) for block in blocks if isinstance(block, Table)), default=2)

    def fill(self) -> None:
        """Write letterhead, number and verdict as far as given, title and blocks, then set up the page for printing."""
        paper = self.paper
        for text in (paper.letterhead, paper.number, paper.verdict):
            if text:
                self.line(text, size=16, align="center", colour="FFC00000" if text == paper.letterhead else "FF000000")
        self.line(paper.title, size=18, align="center")
        for block in self.blocks:
            self.block(block)
        self.page()

    def block(self, block: Block) -> None:
        """Write a block: a table as cells, anything else as full-width rows, a place to sign as its labels."""
        match block:
            case Table():
                self.table(block)
            case Fields():
                for label, text in block.lines:
                    self.line(labelled(label, text))
            case Items():
                for number, item in enumerate(block.items, block.start):
                    self.line(f"{number}. {item_head(item)}")
                    for label, text in item.lines:
                        self.line(labelled(label, text))
            case Sign():
                self.line("　　　　　　".join(labelled(label, "") for label in block.labels))
            case Heading() | Para():
                self.line(block.text)
            case _:
                assert_never(block)

    def line(self, text: str, *, size: float = 11, align: str = "left", colour: str = "FF000000") -> None:
        """A text over the whole width."""
        self.row += 1
        self.put(1, text, Font(name="宋体", size=size, bold=size > 11, color=colour), align)
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=self.columns)
        self.sheet.row_dimensions[self.row].height = lines_of(text, _WIDTH * 11 / size) * size * 1.6

    def table(self, table: Table) -> None:
        """Write a table with a grid; its head stays in view and is repeated on every printed page."""
        columns = header_of(table)
        total = sum(each.share for each in columns)
        widths = [_WIDTH * column.share / total for column in columns]
        self.row += 1
        for number, (column, width) in enumerate(zip(columns, widths, strict=True), 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
            self.put(number, column.label, Font(name="黑体", size=11), "center").border = _GRID
        self.height([column.label for column in columns], widths)
        self.sheet.freeze_panes = f"A{self.row + 1}"
        self.sheet.print_title_rows = f"{self.row}:{self.row}"
        for texts in rows_of(table):
            self.row += 1
            for number, text in enumerate(texts, 1):
                self.put(number, text, Font(name="宋体", size=11), "left").border = _GRID
            self.height(texts, widths)

    def height(self, texts: Sequence[str], widths: Sequence[float]) -> None:
        """Make the row as high as its longest cell needs."""
        self.sheet.row_dimensions[self.row].height = row_height(texts, widths)

    def put(self, column: int, text: str, font: Font, align: str) -> "Cell | MergedCell":
        """Fill one cell with text (a number of a list as a number) and return it."""
        cell = self.sheet.cell(self.row, column)
        number = counted(text, 99_999) if column == 1 else None
        cell.value = workbook_cell(text) if number is None else number
        cell.font = font
        cell.alignment = Alignment(horizontal=align, vertical="top", wrap_text=True)
        return cell

    def page(self) -> None:
        """A4, on its side for a landscape paper, as many pages high as it takes and one wide."""
        setup = self.sheet.page_setup
        setup.paperSize = 9
        setup.orientation = "landscape" if self.paper.landscape else "portrait"
        setup.fitToWidth, setup.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        footer = self.sheet.oddFooter
        if footer is not None:
            footer.center.text = "— &P —"
