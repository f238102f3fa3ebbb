"""The sheets of a workbook of results, written row by row and made to print.

Text wraps, every row is as high as its longest cell needs (LibreOffice works none out), headings are repeated on each
page, the table can be filtered. Columns that a reader of paper does not want stand outside the print area.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from clerkcheck.reports.case_row import CaseRow, FindingRow
from clerkcheck.reports.spreadsheet import row_height, workbook_cell

MOST_ROWS = 1_048_576  # on a sheet
# In characters, by the field of a row; the others have _WIDTH.
_WIDTHS = {
    "source": 20, "row": 6, "kind": 7, "title": 28, "unit": 12, "outcome": 10, "missing": 28, "broken": 24,
    "open_count": 8, "forum": 13, "deadlines": 26, "message": 34, "quote": 34, "remedy": 26, "error": 40, "own": 24,
    "excepted": 28, "remarks": 28, "article": 14, "modality": 8, "status": 10, "clause": 12,
}  # fmt: skip
_WIDTH = 10
_PRINTED = {"kind": "deadlines", "title": "remedy"}  # from which field to which: of a case, of a finding
_HIDDEN = ("clause",)  # ids, for programs
_A4, _LINE = 9, 13.5  # the paper's number (ST_PaperSize); points of a line


class Pages:
    """A table that goes on on a further sheet where one is full. ``colours``: of an outcome's word, as RRGGBB."""

    def __init__(self, book: Any, name: str, headings: CaseRow | FindingRow, colours: Mapping[str, str]) -> None:
        """Begin the first sheet; it is called ``name``."""
        from openpyxl.styles import Alignment, Font

        self.book, self.name, self.headings, self.colours = book, name, headings, colours
        self.widths = [_WIDTHS.get(field, _WIDTH) for field in headings._fields]
        self.alignment, self.font = Alignment(vertical="top", wrap_text=True), Font(name="宋体", size=10)
        self.used, self.number = MOST_ROWS, 0
        self._styles: dict[str, Any] = {}
        self._turn()

    def append(self, row: Sequence[Any]) -> None:
        """Write a row, on a further sheet with the headings again where this one holds the most rows it may."""
        if self.used >= MOST_ROWS:
            self.finish()
            self._turn()
        self.used += 1
        texts = ["" if cell is None else str(cell) for cell in row]
        self.sheet.row_dimensions[self.used].height = row_height(texts, self.widths, line=_LINE)
        self.sheet.append([self._cell(cell) for cell in row])
        del self.sheet.row_dimensions[self.used]  # written; of a million rows they would fill the memory

    def finish(self) -> None:
        """Set filter and print area, now that the number of rows is known."""
        from openpyxl.utils import get_column_letter

        last = get_column_letter(len(self.headings))
        self.sheet.auto_filter.ref = f"A1:{last}{self.used}"
        fields = self.headings._fields
        for begin, end in _PRINTED.items():
            if begin in fields and end in fields:
                first, last = (get_column_letter(fields.index(each) + 1) for each in (begin, end))
                self.sheet.print_area = f"{first}1:{last}{self.used}"
                return

    def _cell(self, value: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell

        if value is None or value == "":
            return None
        cell: Any = WriteOnlyCell(self.sheet, value=workbook_cell(value))
        cell._style = self._style(self.colours.get(value, "") if isinstance(value, str) else "")
        return cell

    def _style(self, colour: str) -> Any:
        """The style of a cell, looked up once: to set font and alignment anew would take most of the time."""
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        if colour not in self._styles:
            cell: Any = WriteOnlyCell(self.sheet)
            cell.alignment = self.alignment
            cell.font = Font(name="宋体", size=10, bold=True, color=f"FF{colour}") if colour else self.font
            self._styles[colour] = cell._style
        return self._styles[colour]

    def _turn(self) -> None:
        from openpyxl.utils import get_column_letter

        self.number += 1
        name = self.name if self.number == 1 else f"{self.name}{self.number}"
        self.sheet = self.book.create_sheet(name)
        self._styles.clear()
        for place, (field, width) in enumerate(zip(self.headings._fields, self.widths, strict=True), 1):
            column = self.sheet.column_dimensions[get_column_letter(place)]
            column.width, column.hidden = width, field in _HIDDEN
        print_setup(self.sheet)
        self.sheet.freeze_panes, self.sheet.print_title_rows = "A2", "1:1"
        self.used = 1
        self.sheet.row_dimensions[1].height = row_height(self.headings, self.widths, line=_LINE)
        self.sheet.append(self._headings())

    def _headings(self) -> list[Any]:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill

        cells = [WriteOnlyCell(self.sheet, value=heading) for heading in self.headings]
        for cell in cells:
            cell.font, cell.fill = Font(name="黑体", size=10), PatternFill("solid", fgColor="FFE7E6E6")
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        return cells


def print_setup(sheet: Any) -> None:
    """A4 on its side, one page wide, numbered."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.paperSize, sheet.page_setup.orientation = _A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.gridLines = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter.center.text = "— &P / &N —"
