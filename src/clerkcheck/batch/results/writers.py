"""Results written as they come: reports as .jsonl, and one row a case as .csv."""

import csv
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from clerkcheck.batch.sources.items import Item, RowProblem
from clerkcheck.checking.report import Report
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reading.characters import json_text
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reports.case_row import COLUMNS, Cell, Speaker, error_row
from clerkcheck.reports.json import report_data

if TYPE_CHECKING:
    from polars import DataFrame


class Writer(Protocol):
    """Writes one result file; nothing is complete before ``close``. ``questions``: whether it shows a report's."""

    questions: bool

    def carry(self, earlier: str) -> None:
        """Take over what an interrupted run has written; called before anything is written."""

    def write(self, item: Item, report: Report | None) -> None:
        """Write a case with its report, or the error where there is none."""

    def close(self) -> None:
        """Complete the file."""


class Speakers:
    """One :class:`Speaker` a pack."""

    def __init__(self) -> None:
        """None yet."""
        self._kept: dict[int, Speaker] = {}

    def of(self, pack: Pack) -> Speaker:
        """Return the speaker of a pack."""
        found = self._kept.get(id(pack))
        if found is None or found.pack is not pack:
            found = self._kept[id(pack)] = Speaker(pack)
        return found


class JsonLines:
    """A report a line (``clerkcheck.report/2``); for what could not be read, ``{"source": …, "error": …}``."""

    questions = True

    def __init__(self, path: str) -> None:
        """Open ``path`` for writing."""
        self._file = open(path, "wb")  # noqa: SIM115 - closed by close

    def carry(self, earlier: str) -> None:
        """Copy the lines of the earlier result."""
        with open(earlier, "rb") as file:
            shutil.copyfileobj(file, self._file, 1 << 20)

    def write(self, item: Item, report: Report | None) -> None:
        """Write one line."""
        data = report_data(report) if report is not None else error_data(item)
        self._file.write((json_text(data) + "\n").encode())

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class CsvTable:
    """A row a case, in words; UTF-8 with BOM, as spreadsheets expect."""

    questions = False

    def __init__(self, path: str) -> None:
        """Open ``path`` for writing and write the heading."""
        self._file = open(path, "w", encoding="utf-8", errors="backslashreplace", newline="")  # noqa: SIM115
        self._bytes: Any = self._file.buffer
        self._rows = csv.writer(self._file)
        self._speakers = Speakers()
        self._file.write("\ufeff")  # by hand: the codec that does it is slow for every row after
        self._rows.writerow(COLUMNS)

    def carry(self, earlier: str) -> None:
        """Copy the rows of the earlier result, whose heading is ours."""
        self._file.flush()
        with open(earlier, "rb") as file:
            file.readline()
            shutil.copyfileobj(file, self._bytes, 1 << 20)

    def write(self, item: Item, report: Report | None) -> None:
        """Write one row."""
        self._rows.writerow(_row(self._speakers, item, report))

    def write_frames(self, parts: "Sequence[tuple[Pack, DataFrame]]", errors: "DataFrame") -> None:
        """Write many rows at once: for each pack a frame of verdicts in words, and the rows not read."""
        from clerkcheck.batch.frames.result_cells import table_of

        self._file.flush()
        table_of(parts, errors).write_csv(self._bytes, include_header=False, line_terminator="\r\n")

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _row(speakers: Speakers, item: Item, report: Report | None) -> list[Cell]:
    if report is None or item.pack is None:
        return error_row(item.where.cells, item.error)
    return speakers.of(item.pack).row(item.where.cells, report)


def error_data(item: Item) -> dict[str, Any]:
    """Return what could not be read as plain data: contract.md's two keys, and for a table where and what it was."""
    data: dict[str, Any] = {"source": item.where.source, "error": str(item.error)}
    if item.where.row is not None:
        data |= {"sheet": item.where.sheet or None, "row": item.where.row}
    if isinstance(item.error, RowProblem):
        place = item.error.place
        data |= {
            "column": place.column if place else None,
            "header": item.error.header or None,
            "value": item.error.value,
            "problem": item.error.message,
            "expected": item.error.remedy,
        }
    return data


def _junit(fail_on: str) -> Callable[[str], Writer]:
    from clerkcheck.batch.results.write_junit import JUnit

    return lambda path: JUnit(path, fail_on)


def _workbook(_fail_on: str) -> Callable[[str], Writer]:
    from clerkcheck.batch.results.write_xlsx import Workbook

    return Workbook


def _parquet(_fail_on: str) -> Callable[[str], Writer]:
    from clerkcheck.batch.results.write_parquet import ParquetTable

    return ParquetTable


# By a result's ending: what opens its writer, given how bad an outcome must be to fail.
WRITERS: Mapping[str, Callable[[str], Callable[[str], Writer]]] = {
    ".csv": lambda _fail_on: CsvTable,
    ".xlsx": _workbook,
    ".jsonl": lambda _fail_on: JsonLines,
    ".parquet": _parquet,
    ".xml": _junit,
}


def writer_for(ending: str, fail_on: str) -> Callable[[str], Writer]:
    """Return what opens a writer for an ending such as ``.csv``; raises InputError for one that cannot be written."""
    if ending not in WRITERS:
        message = _("写不了 {ending} 文件").format(ending=ending or _("没有扩展名的"))
        raise InputError(message, Place("-o"), _("可用的有：") + "、".join(WRITERS))
    return WRITERS[ending](fail_on)


def ending_of(path: str) -> str:
    """Return the ending of a file name in small letters."""
    return os.path.splitext(path)[1].lower()
