"""Tables as rows of cells: .csv with the standard library, .xlsx with python-calamine, .parquet with pyarrow."""

import codecs
import csv
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from clerkcheck.batch.cells import raw_cell
from clerkcheck.batch.items import Where
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

INSTRUCTIONS = "填写说明"  # a sheet of this name is for people
_ROWS_AT_ONCE = 2048
_LONGEST_CELL = 1 << 17  # characters
_HEADER_WITHIN = 10  # a heading of one cell (台账的标题) may stand above the header


class Sheet(NamedTuple):
    """A table: where it stands, its header, where its first column is, and its rows with their numbers.

    Cells are as :func:`raw_cell` gives them, and no row is narrower than the header.
    """

    where: Where
    header: tuple[str, ...]
    first_column: int
    rows: Iterator[tuple[int, Sequence[Any]]]


class Meter:
    """How much of a source has been read, from 0 to 1."""

    def __init__(self) -> None:
        """Nothing has been read."""
        self.part = 0.0


def sheets(path: str, meter: Meter) -> Iterator[Sheet]:
    """Return the tables of a file, one after the other; raises InputError where it cannot be read."""
    readers = {".csv": _csv_sheets, ".xlsx": _xlsx_sheets, ".parquet": _parquet_sheets}
    return readers[os.path.splitext(path)[1].lower()](path, meter)


# --- csv


def _csv_sheets(path: str, meter: Meter) -> Iterator[Sheet]:
    size = os.path.getsize(path) or 1
    with open(path, encoding=encoding_of(path), newline="") as file:
        rows = _numbered(_csv_rows(path, file), lambda: _measure(meter, file.buffer, size))
        yield from _table(Where(path), rows, 0)


def encoding_of(path: str) -> str:
    """Return ``utf-8-sig`` or ``gb18030``, whichever the whole file is in; raises InputError where neither fits."""
    with open(path, "rb") as file:
        if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            raise InputError(_("是 UTF-16 编码"), Place(path), _("另存为“CSV UTF-8（逗号分隔）”"))
    for name in ("utf-8-sig", "gb18030"):
        try:
            for _piece in codecs.iterdecode(_pieces(path), name):
                pass
        except UnicodeDecodeError:
            continue
        return name
    raise InputError(_("既不是 UTF-8 也不是 GB18030 编码"), Place(path), _("另存为“CSV UTF-8（逗号分隔）”"))


def _pieces(path: str) -> Iterator[bytes]:
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            yield piece


def _csv_rows(path: str, file: Any) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(file, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        too_long = "field larger" in str(error)
        message = _("有一格太长，可能是引号没有成对") if too_long else _("不是正确的 CSV")
        raise InputError(message, Place(path, reader.line_num), _("检查这里的引号和逗号；以下各行没有读")) from None


def _numbered(rows: Iterator[list[str]], measure: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, 1):
        if not number % 1000:
            measure()
        yield number, row


def _measure(meter: Meter, buffer: Any, size: int) -> None:
    meter.part = buffer.raw.tell() / size


# --- xlsx


def _xlsx_sheets(path: str, meter: Meter) -> Iterator[Sheet]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum
    except ImportError:
        raise needs_extra(path) from None
    try:
        book = CalamineWorkbook.from_path(path)
        names = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
        for name in names:
            sheet = book.get_sheet_by_name(name)
            if sheet.start is None or name == INSTRUCTIONS:
                continue
            rows = _typed_rows(sheet.iter_rows(), sheet.start[0] + sheet.height, meter)
            yield from _table(Where(path, name if len(names) > 1 else ""), rows, sheet.start[1])
    except PasswordError:
        raise InputError(_("有密码保护"), Place(path), _("去掉密码再查")) from None
    except CalamineError:
        raise InputError(_("不是正确的 .xlsx 文件"), Place(path), _("用电子表格软件打开，另存为 .xlsx")) from None


def _typed_rows(rows: Iterator[Sequence[Any]], height: int, meter: Meter) -> Iterator[tuple[int, list[Any]]]:
    for number, row in enumerate(rows, 1):
        if not number % 1000:
            meter.part = min(1.0, number / height)
        yield number, [cell if cell.__class__ is str else raw_cell(cell) for cell in row]


# --- parquet


def _parquet_sheets(path: str, meter: Meter) -> Iterator[Sheet]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise needs_extra(path) from None
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            yield Sheet(Where(path), tuple(file.schema_arrow.names), 0, _parquet_rows(file, meter))
    except pyarrow.ArrowInvalid:
        raise InputError(_("不是正确的 Parquet 文件"), Place(path), _("核对文件名")) from None


def _parquet_rows(file: Any, meter: Meter) -> Iterator[tuple[int, list[Any]]]:
    number, total = 0, file.metadata.num_rows or 1
    for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            number += 1
            yield number, [cell if cell.__class__ is str else raw_cell(cell) for cell in row]
        meter.part = number / total


# --- what they share


def needs_extra(path: str) -> InputError:
    """Return the error for a file whose format needs the extra ``batch``."""
    ending = os.path.splitext(path)[1]
    return InputError(
        _("{ending} 文件要另装几个包才能读写").format(ending=ending),
        Place(path),
        _("先运行 pip install 'clerkcheck[batch]'"),
    )


@contextmanager
def opened(path: str) -> Iterator[None]:
    """Turn the system's refusal to read a file into an InputError."""
    try:
        yield
    except FileNotFoundError:
        raise InputError(_("没有这个文件"), Place(path), _("核对文件名")) from None
    except OSError as error:
        raise InputError(_("读不了：{why}").format(why=error.strerror or error), Place(path), _("核对权限")) from None


def _table(where: Where, rows: Iterator[tuple[int, list[Any]]], first_column: int) -> Iterator[Sheet]:
    """One table: the first row of two or more filled cells is its header; nothing where all rows are empty."""
    for number, row in rows:
        filled = [cell for cell in row if cell != ""]
        if len(filled) > 1 or (filled and number >= _HEADER_WITHIN):
            header = tuple(str(cell if cell.__class__ is str else cell[1]).strip() for cell in row)
            if where.source.lower().endswith(".csv") and len(header) == 1:
                break
            yield Sheet(where, header, first_column, _fitted(rows, len(header)))
            return
        if number == 1 and filled and any(mark in str(filled[0]) for mark in "\t;；"):
            raise InputError(_("各列之间应当用逗号分隔"), where.place(), _("另存为“CSV UTF-8（逗号分隔）”"))


def _fitted(rows: Iterator[tuple[int, list[Any]]], width: int) -> Iterator[tuple[int, list[Any]]]:
    """Rows as wide as the header: shorter ones are filled up, empty ones left out."""
    for number, row in rows:
        if len(row) != width:
            if not any(row[width:]):
                row[width:] = []
            row.extend([""] * (width - len(row)))
        if any(row):
            yield number, row
