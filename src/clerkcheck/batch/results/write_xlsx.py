"""Results as a workbook: a row a case on the first sheet, every finding on the second; written row by row."""

import errno
import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from clerkcheck.batch.results.writer import PhrasesByPack
from clerkcheck.batch.sources.items import BatchItem
from clerkcheck.batch.sources.own import RESULT_AUTHOR
from clerkcheck.batch.sources.source_sheet import needs_extra
from clerkcheck.checking.report import Report
from clerkcheck.i18n import _
from clerkcheck.reports.case_row import FINDING_HEADINGS, HEADINGS, CaseRow, FindingRow, error_row
from clerkcheck.reports.spreadsheet import workbook_cell

_MOST_ROWS = 1_048_576  # on a sheet
# In characters, by the field of a row; the others have _WIDTH.
_WIDTHS = {"source": 24, "unit": 18, "message": 50} | dict.fromkeys(
    ("title", "missing", "broken", "quote", "remedy", "deadlines", "error", "own"), 40
)
_WIDTH = 12


class _Pages:
    """A table that goes on on a further sheet where one is full."""

    def __init__(self, book: Any, name: str, headings: CaseRow | FindingRow) -> None:
        self.book, self.name, self.headings = book, name, headings
        self.used, self.number = _MOST_ROWS, 0
        self._turn()

    def append(self, row: Sequence[Any]) -> None:
        """Write a row, on a further sheet with the headings again where this one holds the most rows it may."""
        if self.used >= _MOST_ROWS:
            self._turn()
        self.sheet.append([workbook_cell(cell) for cell in row])
        self.used += 1

    def _turn(self) -> None:
        from openpyxl.utils import get_column_letter

        self.number += 1
        name = self.name if self.number == 1 else f"{self.name}{self.number}"
        self.sheet = self.book.create_sheet(name)
        for place, field in enumerate(self.headings._fields, 1):
            self.sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(field, _WIDTH)
        self.sheet.freeze_panes = "A2"
        self.sheet.append(self._headings())
        self.used = 1

    def _headings(self) -> list[Any]:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        cells = [WriteOnlyCell(self.sheet, value=heading) for heading in self.headings]
        for cell in cells:
            cell.font = Font(bold=True)
        return cells


class WorkbookWriter:
    """Writes a workbook: a row a case on the first sheet, a row a finding on the second, more where one is full."""

    questions = False

    def __init__(self, path: str) -> None:
        """Begin a workbook that will be written to ``path``; raises InputError where openpyxl is missing."""
        try:
            import openpyxl
        except ImportError:
            raise needs_extra(".xlsx") from None
        self._path = path
        self._book: Any = openpyxl.Workbook(write_only=True)
        self._book.properties.creator, self._book.properties.title = RESULT_AUTHOR, _("批查结果")
        self._cases = _Pages(self._book, _("结果"), HEADINGS)
        self._findings: _Pages | None = None
        self._phrases = PhrasesByPack()

    def carry(self, earlier: str) -> None:
        """Write the rows of the earlier result again."""
        self._whole(lambda: self._carry(earlier))

    def write(self, item: BatchItem, report: Report | None) -> None:
        """Write the row of a case and those of its findings."""
        self._whole(lambda: self._write(item, report))

    def close(self) -> None:
        """Save the workbook; raises OSError where the disk is full."""
        self._whole(self._save)

    def _whole(self, work: Callable[[], None]) -> None:
        """Do something whole, or give the workbook up and raise OSError: on a full disk there is nothing to be saved.

        openpyxl leaves files and generators open then, which would each complain when they are thrown away.
        """
        complaining = sys.unraisablehook
        try:
            work()
            return
        except OSError as error:
            sys.unraisablehook = _nothing_said  # at once: what the error alone still holds goes with it
            failure = error.errno or errno.EIO
        except Exception as error:  # lxml, which openpyxl writes with where it is there, has errors of its own
            if not type(error).__module__.startswith("lxml"):
                raise
            sys.unraisablehook = _nothing_said
            failure = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        try:
            del self._book, self._cases
            self._findings = None
            gc.collect()
        finally:
            sys.unraisablehook = complaining
        raise OSError(failure, os.strerror(failure))

    def _carry(self, earlier: str) -> None:
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_path(earlier)
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).iter_rows()
            to = self._cases if tuple(next(rows)) == HEADINGS else self._detail()
            for row in rows:
                to.append([int(cell) if isinstance(cell, float) else cell for cell in row])

    def _write(self, item: BatchItem, report: Report | None) -> None:
        if report is None or item.pack is None:
            self._cases.append(error_row(item.where.cells, item.error, item.kept.title, item.kept.unit, item.kept.own))
            return
        phrases = self._phrases.of(item.pack)
        self._cases.append(phrases.row(item.where.cells, report, item.kept.own))
        self._append_all(phrases.finding_rows(item.where.cells, report))

    def _save(self) -> None:
        self._detail()
        self._book.save(self._path)

    def _append_all(self, rows: Iterable[Sequence[Any]]) -> None:
        detail = self._detail()
        for row in rows:
            detail.append(row)

    def _detail(self) -> _Pages:
        if self._findings is None:
            self._findings = _Pages(self._book, _("逐条结果"), FINDING_HEADINGS)
        return self._findings


def _nothing_said(_unraisable: object) -> None:
    """For what is thrown away with a file that could not be written."""
