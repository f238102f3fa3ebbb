"""Tables in text files (.csv, .tsv, .txt), with the standard library: encoding and separator are found out and said."""

import codecs
import csv
import os
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from clerkcheck.batch.sources.file_content import wide_without_mark
from clerkcheck.batch.sources.header_rows import LOOKED_AT, Known
from clerkcheck.batch.sources.items import PassedOver, Where
from clerkcheck.batch.sources.source_sheet import Meter, Sheet, TableRow, Unread, table_of
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

_LONGEST_CELL = 1 << 17  # characters
_LOOKED_AT = 1 << 16  # characters, for the separator
_SEPARATORS = ",\t;|"
_OTHER_MARKS = "；，、"  # that stand between cells in place of those
_SAVE_AS = _("另存为 .xlsx，或“CSV UTF-8（逗号分隔）”")
_ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "gb18030": "GB18030",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}


def sheets(path: str, meter: Meter, note: Callable[[str], None], known: Known) -> Iterator[Sheet | Unread]:
    """Return the only table of a file; raises InputError where it cannot be read."""
    size = os.path.getsize(path) or 1
    encoding = _encoding_of(path)
    separator = _separator_of(path, encoding, known)
    if (encoding, separator) != ("utf-8-sig", ","):
        note(_("{file}：按 {encoding} 编码、{mark}分隔读").format(
            file=path, encoding=_ENCODINGS[encoding], mark=_called(separator)
        ))  # fmt: skip
    with open(path, encoding=encoding, newline="") as file:
        rows = _rows(path, file, separator, lambda: _measure(meter, file.buffer, size))
        try:
            sheet = table_of(Where(path), rows, known)
        except InputError as error:
            sheet = None
            refused = _separated_otherwise(path, encoding) or error
        if path.lower().endswith(".txt") and (sheet is None or sum(map(known, sheet.header)) < 2):
            yield Unread(Where(path), PassedOver(path, _("不像台账，没有认得的列名；不是台账的移到别处")))
        elif sheet is None:
            yield Unread(Where(path), refused)
        else:
            yield sheet


def _called(separator: str) -> str:
    return {",": _("逗号"), "\t": _("制表符"), ";": _("分号"), "|": _("竖线")}[separator]


def _encoding_of(path: str) -> str:
    """Return the encoding that the whole file is in; raises InputError where none fits."""
    with open(path, "rb") as file:
        head = file.read(1 << 12)
    marked = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    wide = "utf-16" if marked else wide_without_mark(head)
    for name in (wide,) if wide else ("utf-8-sig", "gb18030"):
        try:
            for _piece in codecs.iterdecode(_pieces(path), name):
                pass
        except UnicodeError:
            continue
        return name
    if not wide:
        raise InputError(_("既不是 UTF-8 也不是 GB18030 编码"), Place(path), _SAVE_AS)
    raise InputError(_("不是完整的 UTF-16 文字"), Place(path), _SAVE_AS)


def _pieces(path: str) -> Iterator[bytes]:
    with open(path, "rb") as file:
        while piece := file.read(1 << 16):
            yield piece


def _separator_of(path: str, encoding: str, known: Known) -> str:
    """What parts the first rows into most headings that are known, else into most cells; a comma where none does."""
    with open(path, encoding=encoding, newline="") as file:
        lines = file.read(_LOOKED_AT).splitlines(keepends=True)[: 4 * LOOKED_AT]

    def found(separator: str) -> tuple[int, int]:
        """Return how many known headings, and how many cells, the best row has with a separator."""
        try:
            csv.field_size_limit(_LONGEST_CELL)
            rows = list(islice(csv.reader(lines, delimiter=separator), LOOKED_AT))
        except csv.Error:
            return 0, 0
        return max((sum(map(known, row)) for row in rows), default=0), max(map(len, rows), default=0)

    return max(_SEPARATORS, key=found)  # the first of equals


def _rows(path: str, file: Any, separator: str, measure: Callable[[], None]) -> Iterator[TableRow]:
    """Rows with their numbers; the number of the line where one cannot be read stands in the error."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(file, delimiter=separator, strict=True)
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


def _separated_otherwise(path: str, encoding: str) -> InputError | None:
    """The error where something other than a known separator stands between the cells of the first line."""
    with open(path, encoding=encoding, newline="") as file:
        first = file.readline(4096)
    if not any(mark in first for mark in _OTHER_MARKS):
        return None
    return InputError(_("各列之间应当用英文逗号分隔（制表符、英文分号也可以）"), Place(path, 1), _SAVE_AS)
