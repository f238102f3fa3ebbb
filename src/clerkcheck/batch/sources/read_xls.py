"""Tables in .xls and .et files: values by python-calamine, and what it does not tell by a look at the records."""

from collections.abc import Callable, Iterator

from clerkcheck.batch.sources.biff_scan import BiffBook
from clerkcheck.batch.sources.compound_file import CompoundFile
from clerkcheck.batch.sources.header_rows import Known
from clerkcheck.batch.sources.items import PassedOver, Where
from clerkcheck.batch.sources.read_xlsx import marked_table, refusals
from clerkcheck.batch.sources.source_sheet import CHOICES, INSTRUCTIONS, Meter, Sheet, Unread, needs_extra
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError


def sheets(path: str, meter: Meter, note: Callable[[str], None], known: Known) -> Iterator[Sheet | Unread]:
    """Return the tables of the visible sheets; see :func:`clerkcheck.batch.sources.table_files.sheets`."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise needs_extra(path) from None
    records = BiffBook(CompoundFile(path))
    with refusals(path), open(path, "rb") as file:
        book = CalamineWorkbook.from_filelike(file)
    visible = [each for each in records.sheets if each.visible]
    for each in records.sheets:
        if not each.visible and each.name != CHOICES:
            note(_("{file}：隐藏的工作表“{sheet}”没有查").format(file=path, sheet=each.name))
    for each in visible:
        if each.name == INSTRUCTIONS:
            continue
        where = Where(path, each.name if len(visible) > 1 else "", lettered=True)
        try:
            with refusals(path):
                marks, merged = records.marks(each)
                meter.alone.set()
                table = marked_table(book.get_sheet_by_name(each.name), marks, merged, where, meter, known)
                yield table._replace(name=each.name)
        except PassedOver as error:
            yield Unread(where, error)
        except InputError as error:
            error.place = where.place() if error.place is None or not error.place.cell else error.place
            yield Unread(where, error)
