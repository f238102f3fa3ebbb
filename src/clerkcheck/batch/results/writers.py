"""Which result files can be written, and what opens the writer of each."""

import os
from collections.abc import Callable, Mapping

from clerkcheck.batch.results.write_csv import CsvWriter
from clerkcheck.batch.results.write_jsonl import JsonLinesWriter
from clerkcheck.batch.results.writer import ResultWriter
from clerkcheck.i18n import _, listed
from clerkcheck.reading.errors import InputError, Place


def _junit(fail_on: str) -> Callable[[str], ResultWriter]:
    from clerkcheck.batch.results.write_junit import JUnitWriter

    return lambda path: JUnitWriter(path, fail_on)


def _workbook(_fail_on: str) -> Callable[[str], ResultWriter]:
    from clerkcheck.batch.results.write_xlsx import WorkbookWriter

    return WorkbookWriter


def _parquet(_fail_on: str) -> Callable[[str], ResultWriter]:
    from clerkcheck.batch.results.write_parquet import ParquetWriter

    return ParquetWriter


# By a result's ending: what opens its writer, given how bad an outcome must be to fail.
WRITERS: Mapping[str, Callable[[str], Callable[[str], ResultWriter]]] = {
    ".csv": lambda _fail_on: CsvWriter,
    ".xlsx": _workbook,
    ".jsonl": lambda _fail_on: JsonLinesWriter,
    ".parquet": _parquet,
    ".xml": _junit,
}


def writer_for(ending: str, fail_on: str) -> Callable[[str], ResultWriter]:
    """Return what opens a writer for an ending such as ``.csv``; raises InputError for one that cannot be written."""
    if ending not in WRITERS:
        message = _("写不了 {ending} 文件").format(ending=ending or _("没有扩展名的"))
        raise InputError(message, Place("-o"), _("可用的有：") + listed(WRITERS))
    return WRITERS[ending](fail_on)


def ending_of(path: str) -> str:
    """Return the ending of a file name in small letters."""
    return os.path.splitext(path)[1].lower()
