"""Tables in .csv files, with the standard library."""

import codecs
import csv
import os
from collections.abc import Callable, Iterator
from typing import Any

from clerkcheck.batch.sources.header_rows import Known
from clerkcheck.batch.sources.items import Where
from clerkcheck.batch.sources.source_sheet import Meter, Sheet, TableRow, Unread, table_of
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

_LONGEST_CELL = 1 << 17  # characters
_OTHER_MARKS = "\t;；，、"  # that stand between cells in place of commas
_SAVE_AS = _("另存为 .xlsx，或“CSV UTF-8（逗号分隔）”")


def sheets(path: str, meter: Meter, _note: Callable[[str], None], known: Known) -> Iterator[Sheet | Unread]:
    """Return the only table of a file; raises InputError where it cannot be read."""
    size = os.path.getsize(path) or 1
    with open(path, encoding=_encoding_of(path), newline="") as file:
        rows = _rows(path, file, lambda: _measure(meter, file.buffer, size))
        try:
            yield table_of(Where(path), rows, known)
        except InputError as error:
            yield Unread(Where(path), _separated_otherwise(path) or error)


def _encoding_of(path: str) -> str:
    """Return ``utf-8-sig`` or ``gb18030``, whichever the whole file is in; raises InputError where neither fits."""
    with open(path, "rb") as file:
        if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            raise InputError(_("是 UTF-16 编码"), Place(path), _SAVE_AS)
    for name in ("utf-8-sig", "gb18030"):
        try:
            for _piece in codecs.iterdecode(_pieces(path), name):
                pass
        except UnicodeDecodeError:
            continue
        return name
    raise InputError(_("既不是 UTF-8 也不是 GB18030 编码"), Place(path), _SAVE_AS)


def _pieces(path: str) -> Iterator[bytes]:
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            yield piece


def _rows(path: str, file: Any, measure: Callable[[], None]) -> Iterator[TableRow]:
    """Rows with their numbers; the number of the line where one cannot be read stands in the error."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(file, strict=True)
    try:
        for number, row in enumerate(reader, 1):
            if not number % 1000:
                measure()
            yield number, row
    except csv.Error as error:
        too_long = "field larger" in str(error)
        message = _("有一格太长，可能是引号没有成对") if too_long else _("不是正确的 CSV")
        raise InputError(message, Place(path, reader.line_num), _("检查这里的引号和逗号；以下各行没有读")) from None


def _measure(meter: Meter, buffer: Any, size: int) -> None:
    meter.part = buffer.raw.tell() / size


def _separated_otherwise(path: str) -> InputError | None:
    """The error where something other than commas stands between the cells of the first line."""
    with open(path, encoding=_encoding_of(path), newline="") as file:
        first = file.readline(4096)
    if not any(mark in first for mark in _OTHER_MARKS):
        return None
    return InputError(_("各列之间应当用英文逗号分隔"), Place(path, 1), _SAVE_AS)
