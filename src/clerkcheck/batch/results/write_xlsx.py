"""Results as a workbook: what was judged and by which rules, a row a case, every finding; written row by row."""

import errno
import gc
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from clerkcheck import __version__
from clerkcheck.batch.results.writer import PhrasesByPack
from clerkcheck.batch.results.xlsx_pages import Pages, print_setup
from clerkcheck.batch.sources.items import BatchItem
from clerkcheck.batch.sources.own import RESULT_AUTHOR
from clerkcheck.batch.sources.source_sheet import FRONT, needs_extra
from clerkcheck.checking.report import Report
from clerkcheck.i18n import _, labelled
from clerkcheck.literals import CaseOutcome
from clerkcheck.packs.model import Pack
from clerkcheck.packs.place_words import region_with_group
from clerkcheck.reports.case_row import FINDING_HEADINGS, HEADINGS, error_row
from clerkcheck.reports.day_words import spelled
from clerkcheck.reports.model import Line
from clerkcheck.reports.rules_words import rules_in_line
from clerkcheck.reports.spreadsheet import row_height, workbook_cell
from clerkcheck.reports.states import UNREADABLE, outcome_words

_FRONT_WIDTHS = (16, 90)


class WorkbookWriter:
    """Writes a workbook: a sheet with day, rules and numbers, a row a case, a row a finding; more where one is full."""

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
        words = outcome_words()
        self._colours = {words[outcome]: colour for outcome, colour in _COLOURS.items()}
        self._first = self._book.create_sheet(FRONT)
        self._cases = Pages(self._book, _("结果"), HEADINGS, self._colours)
        self._findings: Pages | None = None
        self._front: dict[Line, None] = {}
        self._counts: Counter[str] = Counter()
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
            del self._book, self._cases, self._first
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
            head = tuple(next(rows))
            if head not in (HEADINGS, FINDING_HEADINGS):  # the first sheet
                known = (Line(str(row[0]), str(row[1])) for row in rows if len(row) > 1)
                self._front |= dict.fromkeys(line for line in known if line.label in _basis_labels())
                continue
            to = self._cases if head == HEADINGS else self._detail()
            for row in rows:
                values = [int(cell) if isinstance(cell, float) else cell for cell in row]
                to.append(values)
                if to is self._cases:
                    self._counts[str(values[HEADINGS.index(HEADINGS.outcome)])] += 1

    def _write(self, item: BatchItem, report: Report | None) -> None:
        if report is None or item.pack is None:
            row = error_row(item.where.cells, item.error, item.kept.title, item.kept.unit, item.kept.own)
            self._counts[str(row.outcome)] += 1
            self._cases.append(row)
            return
        phrases = self._phrases.of(item.pack)
        row = phrases.row(item.where.cells, report, item.kept.own)
        self._counts[str(row.outcome)] += 1
        self._front |= dict.fromkeys(_basis(report, item.pack))
        self._colours.setdefault(str(row.outcome), _COLOURS[report.outcome])
        # An id is for programs: they take another format.
        self._cases.append(row._replace(pack=region_with_group(item.pack)))
        self._append_all(phrases.finding_rows(item.where.cells, report))

    def _save(self) -> None:
        self._detail().finish()
        self._cases.finish()
        self._write_front()
        self._book.save(self._path)

    def _append_all(self, rows: Iterable[Sequence[Any]]) -> None:
        detail = self._detail()
        for row in rows:
            detail.append(row)

    def _write_front(self) -> None:
        """The first sheet: on which day, by which rules as of when, what came of it, what stands where."""
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font

        sheet = self._first
        print_setup(sheet)
        for letter, width in zip("AB", _FRONT_WIDTHS, strict=True):
            sheet.column_dimensions[letter].width = width
        total = Line(_("合计"), _("{n} 件").format(n=self._counts.total()))
        counts = [Line(word, _("{n} 件").format(n=n)) for word, n in self._counts.most_common()]
        lines = [
            Line(_("批查结果"), ""),
            *sorted(self._front, key=lambda line: _basis_labels().index(line.label)),
            total,
            *counts,
            *_contents(),
        ]
        for number, line in enumerate(lines, 1):
            cells = [WriteOnlyCell(sheet, value=workbook_cell(text)) for text in line]
            for cell in cells:
                cell.font = Font(name="黑体" if number == 1 else "宋体", size=16 if number == 1 else 11)
                cell.alignment = Alignment(vertical="top", wrap_text=number > 1)
            sheet.row_dimensions[number].height = 24 if number == 1 else row_height(line, _FRONT_WIDTHS)
            sheet.append(cells)

    def _detail(self) -> Pages:
        if self._findings is None:
            self._findings = Pages(self._book, _("逐条结果"), FINDING_HEADINGS, {})
        return self._findings


_COLOURS: Mapping[CaseOutcome, str] = {
    "blocked": "C00000", "undetermined": "9C5700", "deviating": "9C5700", "ready": "006100", UNREADABLE: "7F7F7F",
}  # fmt: skip


def _basis_labels() -> tuple[str, str, str]:
    return _("查询日"), _("规则"), _("程序")


def _basis(report: Report, pack: Pack) -> Iterator[Line]:
    """The day, the rules with the day from which this version of them is in force, and the program's own version."""
    day, rules, program = _basis_labels()
    yield Line(day, spelled(report.as_of))
    yield Line(rules, labelled(region_with_group(pack), rules_in_line(pack)))
    yield Line(program, f"clerkcheck {__version__}")


def _contents() -> Iterator[Line]:
    yield Line(_("“结果”表"), _("一件一行；打印“类型”到“期限”各列，出处、例外、错误等在屏幕上看"))
    yield Line(_("“逐条结果”表"), _("每件的每一条：符合、缺失、待确认，附原文和办法"))


def _nothing_said(_unraisable: object) -> None:
    """For what is thrown away with a file that could not be written."""
