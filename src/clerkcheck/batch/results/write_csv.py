"""Results as .csv: a row a case, in words."""

import csv
import shutil
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from clerkcheck.batch.results.writer import PhrasesByPack
from clerkcheck.batch.sources.items import BatchItem
from clerkcheck.checking.report import Report
from clerkcheck.packs.model import Pack
from clerkcheck.reports.case_row import HEADINGS, CaseRow, error_row

if TYPE_CHECKING:
    from polars import DataFrame


class CsvWriter:
    """A row a case, in words; UTF-8 with BOM, as spreadsheets expect."""

    questions = False

    def __init__(self, path: str) -> None:
        """Open ``path`` for writing and write the heading."""
        self._file = open(path, "w", encoding="utf-8", errors="backslashreplace", newline="")  # noqa: SIM115
        self._bytes: Any = self._file.buffer
        self._rows = csv.writer(self._file)
        self._phrases = PhrasesByPack()
        self._file.write("\ufeff")  # by hand: the codec that does it is slow for every row after
        self._rows.writerow(HEADINGS)

    def carry(self, earlier: str) -> None:
        """Copy the rows of the earlier result, whose heading is ours."""
        self._file.flush()
        with open(earlier, "rb") as file:
            file.readline()
            shutil.copyfileobj(file, self._bytes, 1 << 20)

    def write(self, item: BatchItem, report: Report | None) -> None:
        """Write the row of a case, or of what could not be read."""
        self._rows.writerow(_row(self._phrases, item, report))

    def write_frames(self, parts: "Sequence[tuple[Pack, DataFrame]]", errors: "DataFrame") -> None:
        """Write many rows at once: for each pack a frame of verdicts in words, and the rows not read."""
        from clerkcheck.batch.frames.result_cells import table_of

        self._file.flush()
        table_of(parts, errors).write_csv(self._bytes, include_header=False, line_terminator="\r\n")

    def close(self) -> None:
        """Flush and close the file; the result is complete then."""
        self._file.close()


def _row(phrases: PhrasesByPack, item: BatchItem, report: Report | None) -> CaseRow:
    if report is None or item.pack is None:
        return error_row(item.where.cells, item.error, item.kept.title, item.kept.unit, item.kept.own)
    return phrases.of(item.pack).row(item.where.cells, report, item.kept.own)
