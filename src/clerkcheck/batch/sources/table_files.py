"""Which files hold tables, and what reads each kind: .csv, .xlsx, .parquet."""

import os
from collections.abc import Callable, Iterator, Mapping

from clerkcheck.batch.sources.header_rows import Known
from clerkcheck.batch.sources.source_sheet import Meter, Sheet, Unread

SheetsReader = Callable[[str, Meter, Callable[[str], None], Known], Iterator[Sheet | Unread]]


def _csv() -> SheetsReader:
    from clerkcheck.batch.sources import read_csv

    return read_csv.sheets


def _workbook() -> SheetsReader:
    from clerkcheck.batch.sources import read_xlsx

    return read_xlsx.sheets


def _parquet() -> SheetsReader:
    from clerkcheck.batch.sources import read_parquet

    return read_parquet.sheets


# By a file's ending: what returns its reader, so that nothing is loaded for files that are not there.
_READERS: Mapping[str, Callable[[], SheetsReader]] = {".csv": _csv, ".xlsx": _workbook, ".parquet": _parquet}
TABLES = tuple(_READERS)


def sheets(path: str, meter: Meter, note: Callable[[str], None], known: Known) -> Iterator[Sheet | Unread]:
    """Return the tables of a file, one after the other, and in the place of a sheet that holds none what is wrong.

    ``note`` is told what else there is to say; ``known`` says which texts are headings. Raises InputError where the
    file cannot be read.
    """
    return _READERS[os.path.splitext(path)[1].lower()]()(path, meter, note, known)
