"""Tables in .parquet files, with pyarrow."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from clerkcheck.batch.sources.cell_readers import BadCell, raw_cell
from clerkcheck.batch.sources.header_rows import Known
from clerkcheck.batch.sources.items import PassedOver, Where
from clerkcheck.batch.sources.source_sheet import Meter, Sheet, TableRow, Unread, needs_extra
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.written_values import shown

_ROWS_AT_ONCE = 2048
_EPOCH = datetime(1970, 1, 1)
_SHANGHAI = timedelta(hours=8)
_PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def sheets(path: str, meter: Meter, _note: Callable[[str], None], _known: Known) -> Iterator[Sheet | Unread]:
    """Return the only table of a file; raises InputError where it cannot be read."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise needs_extra(path) from None
    with _damage_told(path), pyarrow.parquet.ParquetFile(path) as file:
        header = tuple(file.schema_arrow.names)
        if not any(header):
            raise PassedOver(path, _("是空的，没有一件"))
        yield Sheet(Where(path), header, 0, _rows(path, file, meter))


@contextmanager
def _damage_told(path: str) -> Iterator[None]:
    """Turn whatever pyarrow raises over a damaged file into an InputError: it has no one kind of error for that."""
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            raise  # the system's own refusal
        raise InputError(_("不是正确的 Parquet 文件"), Place(path), _("核对文件，重新导出")) from None


def _rows(path: str, file: Any, meter: Meter) -> Iterator[TableRow]:
    number, total = 0, file.metadata.num_rows or 1
    with _damage_told(path):
        for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
            for row in zip(*map(_cells, batch.columns), strict=True):
                number += 1
                yield number, list(row)
            meter.part = number / total


def _cells(column: Any) -> list[Any]:
    """A column's cells as :func:`raw_cell` gives them; a cell that cannot be read, or not for certain, as a BadCell."""
    from pyarrow import types

    kind = column.type
    if types.is_timestamp(kind):
        read = _moment(kind)
        return [_attempt(read, number) for number in column.cast("int64").to_pylist()]
    if not _is_plain(kind.value_type if types.is_dictionary(kind) else kind):
        bad = BadCell(
            _("这一列的类型是 {kind}，不能读").format(kind=shown(kind)), _("换成文字、数、日期、布尔或文字列表")
        )
        return [(BadCell, bad) if valid else "" for valid in column.is_valid().to_pylist()]
    try:
        values = column.to_pylist()
    except Exception:  # one cell spoils it: a day beyond year 9999, a text that is no UTF-8
        return [_attempt(lambda cell: cell.as_py(), cell) for cell in column]
    return [value if value.__class__ is str else _attempt(lambda value: value, value) for value in values]


def _is_plain(kind: Any) -> bool:
    """Whether cells of this type are read: texts, numbers, yes/no, days, lists of texts."""
    from pyarrow import types

    def text(kind: Any) -> bool:
        """Whether cells of this type are texts."""
        return any(is_kind(kind) for is_kind in (types.is_string, types.is_large_string, types.is_string_view))

    plain = (types.is_null, types.is_boolean, types.is_integer, types.is_floating, types.is_decimal, types.is_date)
    if any(is_kind(kind) for is_kind in plain) or text(kind) or types.is_binary(kind) or types.is_large_binary(kind):
        return True
    if types.is_list(kind) or types.is_large_list(kind):
        within = kind.value_type
        return text(within.value_type if types.is_dictionary(within) else within)
    return False


def _attempt(read: Callable[[Any], Any], cell: Any) -> Any:
    """One cell as :func:`raw_cell` gives it."""
    try:
        value = read(cell)
        if isinstance(value, bytes):
            value = value.decode()
        if isinstance(value, Decimal):
            value = int(value) if value == value.to_integral_value() else float(value)
        if isinstance(value, float) and not math.isfinite(value):
            return BadCell, BadCell(_("是 {value}，不是数").format(value=value), _("不清楚的留空"), str(value))
        return raw_cell(value)
    except Exception:
        bad = BadCell(_("这一格读不出来"), _("核对这一格：日期不能超出 9999 年，文字要是 UTF-8"))
        return BadCell, bad


def _moment(kind: Any) -> Callable[[int | None], date | None]:
    """What makes a time of a number; one that says its zone is an instant, and is read as of Beijing."""
    per_second, moved = _PER_SECOND[kind.unit], _SHANGHAI if kind.tz is not None else timedelta()

    def read(number: int | None) -> date | None:
        """Return the day of a time as the file counts it; None for an empty cell."""
        return None if number is None else _EPOCH + timedelta(seconds=number // per_second) + moved

    return read
