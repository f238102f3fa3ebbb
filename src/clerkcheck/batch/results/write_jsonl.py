"""Results as .jsonl: a whole report a line."""

import shutil
from typing import Any

from clerkcheck.batch.sources.items import BatchItem, RowProblem
from clerkcheck.checking.report import Report
from clerkcheck.reading.characters import json_text
from clerkcheck.reports.json import report_data


class JsonLinesWriter:
    """A report a line (``clerkcheck.report/2``); for what could not be read, ``{"source": …, "error": …}``."""

    questions = True

    def __init__(self, path: str) -> None:
        """Open ``path`` for writing, which is replaced."""
        self._file = open(path, "wb")  # noqa: SIM115 - closed by close

    def carry(self, earlier: str) -> None:
        """Copy the lines of the earlier result."""
        with open(earlier, "rb") as file:
            shutil.copyfileobj(file, self._file, 1 << 20)

    def write(self, item: BatchItem, report: Report | None) -> None:
        """Write the report of a case as a line, or the error."""
        data = report_data(report) if report is not None else error_data(item)
        self._file.write((json_text(data) + "\n").encode())

    def close(self) -> None:
        """Flush and close the file; the result is complete then."""
        self._file.close()


def error_data(item: BatchItem) -> dict[str, Any]:
    """Return what could not be read as plain data: ``source`` and ``error``, and for a table where and what it was."""
    data: dict[str, Any] = {"source": item.where.source, "error": str(item.error)}
    if item.where.row is not None:
        data |= {"sheet": item.where.sheet or None, "row": item.where.row}
    data |= {name: text for name, text in (("title", item.kept.title), ("unit", item.kept.unit)) if text}
    if isinstance(item.error, RowProblem):
        data |= _problem_data(item.error)
        if item.error.others:
            data["others"] = [_problem_data(each) for each in item.error.others]
    return data


def _problem_data(problem: RowProblem) -> dict[str, Any]:
    return {
        "column": problem.place.column if problem.place else None,
        "header": problem.header or None,
        "value": problem.value,
        "problem": problem.message,
        "expected": problem.remedy,
    }
