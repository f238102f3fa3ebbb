"""Tables in .xlsx files: values by python-calamine, and what it does not tell by a look at the XML."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any
from zipfile import is_zipfile

from clerkcheck.batch.sources.cell_readers import BadCell, raw_cell
from clerkcheck.batch.sources.header_rows import Known
from clerkcheck.batch.sources.items import PassedOver, Where
from clerkcheck.batch.sources.number_formats import day_shown_as, shown_as
from clerkcheck.batch.sources.source_sheet import (
    CHOICES,
    FRONT,
    INSTRUCTIONS,
    Meter,
    Range,
    Sheet,
    TableRow,
    Unread,
    needs_extra,
    table_of,
)
from clerkcheck.batch.sources.workbook_parts import Package, not_a_workbook
from clerkcheck.batch.sources.workbook_scan import NO_MARKS, Marks, SheetScan
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place


def sheets(path: str, meter: Meter, note: Callable[[str], None], known: Known) -> Iterator[Sheet | Unread]:
    """Return the tables of the visible sheets; see :func:`clerkcheck.batch.sources.table_files.sheets`."""
    try:
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum
    except ImportError:
        raise needs_extra(path) from None
    with refusals(path):
        if not is_zipfile(path):
            raise not_a_workbook(path)
        with Package(path) as package:
            workbook = _WorkbookReader(package, known)
            book = CalamineWorkbook.from_path(path) if path.lower().endswith((".xlsx", ".xlsm")) else _of_content(path)
            pages = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
            visible = [each.name for each in pages if each.visible == SheetVisibleEnum.Visible]
            for each in pages:
                if each.name not in visible and each.name != CHOICES:
                    note(_("{file}：隐藏的工作表“{sheet}”没有查").format(file=path, sheet=each.name))
            for name in visible:
                if name not in (INSTRUCTIONS, FRONT):
                    where = Where(path, name if len(visible) > 1 else "", lettered=True)
                    yield workbook.table(book, name, where, meter)


def _of_content(path: str) -> Any:
    """The workbook in a file whose ending says something else."""
    from python_calamine import CalamineWorkbook

    with open(path, "rb") as file:
        return CalamineWorkbook.from_filelike(file)


@contextmanager
def refusals(path: str) -> Iterator[None]:
    """Turn what python-calamine raises into an InputError."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError:
        raise InputError(_("有密码保护"), Place(path), _("去掉密码再查")) from None
    except CalamineError:
        raise not_a_workbook(path) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how a panic of Rust arrives; it has no better base
            raise not_a_workbook(path) from None
        raise


class _WorkbookReader:
    """What is to be known of a workbook before its sheets are read."""

    def __init__(self, package: Package, known: Known) -> None:
        self.package, self.known = package, known
        self.parts, self.styles = package.sheet_parts(), package.styles()
        self.recalculates, self.struck_texts = package.recalculates(), package.struck_texts()

    def table(self, book: Any, name: str, where: Where, meter: Meter) -> Sheet | Unread:
        """Return the table of a sheet, or what is wrong with it."""
        try:
            with refusals(where.source):
                return self._table(book, name, where, meter)._replace(name=name)
        except PassedOver as error:
            return Unread(where, error)
        except InputError as error:
            error.place = where.place() if error.place is None or not error.place.cell else error.place
            return Unread(where, error)

    def _table(self, book: Any, name: str, where: Where, meter: Meter) -> Sheet:
        part = self.parts.get(name, "")
        if not self.package.has(part):
            raise not_a_workbook(where.source)
        scan = SheetScan(
            self.package, part, self.styles, recalculates=self.recalculates, struck_texts=self.struck_texts
        )
        scan.check_extent()
        if meter.asked:
            meter.asked, meter.head = False, self._head(scan, name, where)
        meter.alone.set()
        with ThreadPoolExecutor(1) as looking:  # python-calamine reads beside it
            looked = looking.submit(scan.marks)
            sheet = book.get_sheet_by_name(name)
            marks = looked.result()
        return marked_table(sheet, marks, tuple(sheet.merged_cell_ranges or ()), where, meter, self.known)

    def _head(self, scan: SheetScan, name: str, where: Where) -> Sheet | None:
        """The table in a large sheet's first rows as far as it can be told before all is read; None where it cannot."""
        from python_calamine import CalamineWorkbook

        with suppress(InputError), refusals(where.source):
            book = scan.head()
            if book is not None:
                sheet = CalamineWorkbook.from_filelike(book).get_sheet_by_name(name)
                return marked_table(sheet, NO_MARKS, (), where, Meter(), self.known)._replace(name=name)
        return None


def marked_table(
    sheet: Any, marks: Marks, merged: tuple[Range, ...], where: Where, meter: Meter, known: Known
) -> Sheet:
    """Return the table of a sheet as python-calamine has it, with what is to be known of its cells and rows."""
    first = min([sheet.start[1] if sheet.start else 1 << 14, *map(min, marks.cells.values())])
    where = where._replace(first_column=0 if first == 1 << 14 else first)
    table = table_of(where, _rows(sheet, marks, where.first_column, meter), known)
    _refuse_bad_headings(table, marks)
    columns = frozenset(
        at - where.first_column for first, last in marks.hidden_columns for at in range(first, last + 1)
    )
    return table._replace(hidden=marks.hidden, struck=marks.struck, merged=merged, hidden_columns=columns)


def _rows(sheet: Any, marks: Marks, first: int, meter: Meter) -> Iterator[TableRow]:
    """The rows of a sheet with what is marked; marked cells may stand where python-calamine sees nothing at all."""
    number, marked = 0, marks.cells
    if sheet.start is not None:
        padding = [""] * (sheet.start[1] - first)
        height = sheet.start[0] + sheet.height
        for number, row in enumerate(sheet.iter_rows(), 1):
            if not number % 1000:
                meter.part = min(1.0, number / height)
            cells = [cell if cell.__class__ is str else raw_cell(cell) for cell in row]
            if padding:
                cells[:0] = padding
            if number in marked:
                _mark(cells, marked[number], first)
            yield number, cells
    for number in sorted(each for each in marked if each > number):
        cells = []
        _mark(cells, marked[number], first)
        yield number, cells


def _mark(cells: list[Any], marked: dict[int, BadCell | str], first: int) -> None:
    for column, mark in marked.items():
        at = column - first
        cells.extend([""] * (at + 1 - len(cells)))
        if isinstance(mark, BadCell):
            cells[at] = (BadCell, mark)
        elif cells[at].__class__ is tuple and isinstance(cells[at][1], float | int):
            cells[at] = shown_as(mark, cells[at][1]) or cells[at]
        elif cells[at].__class__ is tuple and isinstance(cells[at][1], date):
            cells[at] = day_shown_as(mark, cells[at][1]) or cells[at]


def _refuse_bad_headings(table: Sheet, marks: Marks) -> None:
    """Raise InputError for a heading without a value: its column would be left out without a word."""
    where = table.where._replace(row=table.header_row)
    for column, mark in sorted(marks.cells.get(table.header_row, {}).items()):
        if isinstance(mark, BadCell):
            raise InputError(mark.message, where.place(column - where.first_column + 1, _("表头")), mark.remedy)
