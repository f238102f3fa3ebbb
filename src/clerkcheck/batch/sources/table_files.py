"""Which files hold tables, and what reads each kind, told by what is in them rather than by their ending."""

import os
from collections.abc import Callable, Iterator, Mapping

from clerkcheck.batch.sources.file_content import (
    DOCUMENT,
    OLD_WORKBOOK,
    OPEN_WORKBOOK,
    OTHER,
    TEXT,
    WORKBOOK,
    content_of,
)
from clerkcheck.batch.sources.header_rows import Known
from clerkcheck.batch.sources.items import PassedOver
from clerkcheck.batch.sources.source_sheet import Meter, Sheet, Unread, is_for_people
from clerkcheck.i18n import _

SheetsReader = Callable[[str, Meter, Callable[[str], None], Known], Iterator[Sheet | Unread]]
_PARQUET = "parquet"


def _csv() -> SheetsReader:
    from clerkcheck.batch.sources import read_csv

    return read_csv.sheets


def _workbook() -> SheetsReader:
    from clerkcheck.batch.sources import read_xlsx

    return read_xlsx.sheets


def _old_workbook() -> SheetsReader:
    from clerkcheck.batch.sources import read_xls

    return read_xls.sheets


def _open_workbook() -> SheetsReader:
    from clerkcheck.batch.sources import read_ods

    return read_ods.sheets


def _document() -> SheetsReader:
    from clerkcheck.batch.sources import read_docx

    return read_docx.sheets


def _parquet() -> SheetsReader:
    from clerkcheck.batch.sources import read_parquet

    return read_parquet.sheets


# By what is in a file: what returns its reader, so that nothing is loaded for files that are not there.
_READERS: Mapping[str, Callable[[], SheetsReader]] = {
    TEXT: _csv, WORKBOOK: _workbook, OLD_WORKBOOK: _old_workbook, OPEN_WORKBOOK: _open_workbook, DOCUMENT: _document,
    _PARQUET: _parquet,
}  # fmt: skip
# What a file of each ending should hold; an .et of WPS is an .xls within.
_USUAL = {
    ".csv": (TEXT,), ".tsv": (TEXT,), ".txt": (TEXT,), ".xlsx": (WORKBOOK,), ".xlsm": (WORKBOOK,),
    ".xls": (OLD_WORKBOOK,), ".et": (OLD_WORKBOOK, WORKBOOK), ".ods": (OPEN_WORKBOOK,), ".docx": (DOCUMENT,),
    ".parquet": (_PARQUET,),
}  # fmt: skip
TABLES = tuple(_USUAL)
_ENDINGS = {TEXT: ".csv", WORKBOOK: ".xlsx", OLD_WORKBOOK: ".xls", OPEN_WORKBOOK: ".ods", DOCUMENT: ".docx"}


def sheets(path: str, meter: Meter, note: Callable[[str], None], known: Known) -> Iterator[Sheet | Unread]:
    """Return the tables of a file, one after the other, and in the place of a sheet that holds none what is wrong.

    ``note`` is told what else there is to say; ``known`` says which texts are headings. Raises InputError where the
    file cannot be read.
    """
    usual = _USUAL.get(os.path.splitext(path)[1].lower(), ())
    held = _PARQUET if usual == (_PARQUET,) else content_of(path)
    if held == OTHER or (held == TEXT and usual and TEXT not in usual and not _is_text_table(path, known)):
        held = usual[0] if usual else WORKBOOK
    elif held not in usual:
        note(_("{file}：内容是 {ending}，照它读了").format(file=path, ending=_ENDINGS[held]))
    return _with_cases(_READERS[held]()(path, meter, note, known), note, known)


def _with_cases(
    tables: "Iterator[Sheet | Unread]", note: Callable[[str], None], known: Known
) -> "Iterator[Sheet | Unread]":
    """Leave out the sheets with instructions, and empty ones beside others; both are said."""
    empty: list[Unread] = []
    others = False
    for each in tables:
        name = each.name if isinstance(each, Sheet) else each.where.sheet
        if each.where.sheet and is_for_people(name) and not (isinstance(each, Sheet) and _is_register(each, known)):
            note(_("{where}：是说明，没有查").format(where=each.where))
        elif isinstance(each, Unread) and isinstance(each.error, PassedOver):
            empty.append(each)
        else:
            others = True
            yield each
    for blank in empty:
        if others:
            note(_("{where}：是空的").format(where=blank.where))
        else:
            yield blank


def _is_register(sheet: Sheet, known: Known) -> bool:
    return sum(map(known, sheet.header)) >= 2


def holds_workbook(path: str) -> bool:
    """Whether a file is a workbook, whatever its ending says; False where that cannot be told."""
    from clerkcheck.reading.errors import InputError

    try:
        return os.path.isfile(path) and content_of(path) in (WORKBOOK, OLD_WORKBOOK, OPEN_WORKBOOK)
    except (InputError, OSError):
        return False


def _is_text_table(path: str, known: Known) -> bool:
    """Whether a text that its ending says is no text begins with headings."""
    from clerkcheck.batch.sources.read_csv import sheets as text_sheets
    from clerkcheck.reading.errors import InputError

    try:
        first = next(text_sheets(path, Meter(), lambda _said: None, known), None)
    except InputError:
        return False
    return isinstance(first, Sheet) and sum(map(known, first.header)) >= 2
