"""Tables in .docx files: each table of the text that has headings of ours."""

from collections.abc import Callable, Iterator
from typing import Any

from clerkcheck.batch.sources.cell_readers import BadCell
from clerkcheck.batch.sources.header_rows import Known
from clerkcheck.batch.sources.headings import UnitLine, unit_line
from clerkcheck.batch.sources.items import PassedOver, Where
from clerkcheck.batch.sources.source_sheet import Meter, Sheet, Unread, table_of
from clerkcheck.batch.sources.workbook_scan import partly_struck
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.files import read_bytes
from clerkcheck.reading.word.docx_tables import DocxCell, DocxTable, docx_tables
from clerkcheck.reading.word.package import MOST_UNPACKED


def sheets(path: str, meter: Meter, note: Callable[[str], None], known: Known) -> Iterator[Sheet | Unread]:
    """Return the tables of a document; see :func:`clerkcheck.batch.sources.table_files.sheets`."""
    tables = docx_tables(read_bytes(path, limit=MOST_UNPACKED), path)
    read: list[Sheet | Unread] = []
    for number, table in enumerate(tables, 1):
        meter.part = number / len(tables)
        where = Where(path, _("表{n}").format(n=number) if len(tables) > 1 else "")
        try:
            sheet = _sheet(table, where, known)
        except InputError:
            continue  # one of a single cell, or of none
        if sum(map(known, sheet.header)) >= 2:
            read.append(sheet)
        else:
            note(_("{where}：不是台账，没有看").format(where=where))
    if not read:
        raise PassedOver(path, _("里面没有台账那样的表格；是台账的，核对表头的列名"))
    yield from read


def _sheet(table: DocxTable, where: Where, known: Known) -> Sheet:
    """The table as one of any file; the paragraph above it may name the unit of money."""
    rows = ((number, [_value(cell) for cell in row]) for number, row in enumerate(table.rows, 1))
    sheet = table_of(where, rows, known)
    unit = unit_line(table.before)
    line = sheet.line or (UnitLine(unit, _("表前一段")) if unit else None)
    struck = (number for number, row in enumerate(table.rows, 1) if any(cell.struck == "all" for cell in row))
    return sheet._replace(line=line, hidden=table.hidden, struck=frozenset(struck), merged=table.merged)


def _value(cell: DocxCell) -> Any:
    if cell.struck == "some":
        return BadCell, partly_struck()
    return cell.text
