"""Results as a Parquet table of ids and dates, for programs; the columns are those of the columnar engine."""

from typing import TYPE_CHECKING, Any

from clerkcheck.batch.sources.items import BatchItem
from clerkcheck.batch.sources.source_sheet import needs_extra
from clerkcheck.checking.report import Report
from clerkcheck.packs.model import Pack
from clerkcheck.reading.characters import printable
from clerkcheck.reports.case_row import remarks_text
from clerkcheck.reports.verdict_row import REMARKS, verdict_columns, verdict_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from polars import DataFrame

_ROWS_AT_ONCE = 8192
_HEADS = ("source", "sheet", "row", "pack", "kind", "title", "unit")


class ParquetWriter:
    """Rows are gathered and written in groups; a pack that turns up later widens the table."""

    questions = False

    def __init__(self, path: str) -> None:
        """Write to ``path``; raises InputError where pyarrow is missing."""
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError:
            raise needs_extra(".parquet") from None
        self._arrow, self._parquet, self._path = pyarrow, pyarrow.parquet, path
        self._columns: dict[str, None] = dict.fromkeys((*_HEADS, REMARKS, "error", "own"))
        self._rows: list[dict[str, Any]] = []
        self._file: Any = None
        self._packs: set[str] = set()

    def carry(self, earlier: str) -> None:
        """Copy the earlier result, group by group."""
        with self._parquet.ParquetFile(earlier) as file:
            self._columns |= dict.fromkeys(file.schema_arrow.names)
            self._open()
            for number in range(file.num_row_groups):
                self._append(file.read_row_group(number))

    def write(self, item: BatchItem, report: Report | None) -> None:
        """Add the row of a case, or of what could not be read; rows are written some thousands at a time."""
        where = item.where
        row: dict[str, Any] = {"source": printable(where.source), "sheet": where.sheet or None, "row": where.row}
        row["own"] = item.kept.own or None
        if report is None or item.pack is None:
            row |= {"error": str(item.error), "title": item.kept.title or None, "unit": item.kept.unit or None}
        else:
            self._admit(item.pack)
            row |= {"pack": item.pack.called, "kind": report.kind, "title": report.title, "unit": report.unit}
            row |= verdict_row(report, item.pack) | {REMARKS: remarks_text(report) or None}
        self._rows.append(row)
        if len(self._rows) >= _ROWS_AT_ONCE:
            self._flush()

    def write_frames(self, parts: "Sequence[tuple[Pack, DataFrame]]", errors: "DataFrame") -> None:
        """Write many rows at once: for each pack a frame that has some of the columns, and the rows not read."""
        from polars import concat

        for pack, _frame in parts:
            self._admit(pack)
        self._flush()
        self._append(concat([*(frame for _pack, frame in parts), errors], how="diagonal").sort("row").to_arrow())

    def close(self) -> None:
        """Write what is left and close the file."""
        self._flush()
        self._file.close()

    def _admit(self, pack: Pack) -> None:
        """Make room for the columns of a pack's deadlines; what has been written already is written again, wider."""
        if pack.called in self._packs:
            return
        self._packs.add(pack.called)
        fresh = [name for name in verdict_columns(pack) if name not in self._columns]
        if fresh and self._file is not None:
            self._flush()
            self._file.close()
            self._columns |= dict.fromkeys(fresh)
            self._widen()
        self._columns |= dict.fromkeys(fresh)

    def _widen(self) -> None:
        import os

        narrow = f"{self._path}.narrow"
        os.replace(self._path, narrow)
        self._file = None
        try:
            self.carry(narrow)
        finally:
            os.unlink(narrow)

    def _flush(self) -> None:
        if self._file is None:
            self._open()
        if self._rows:
            columns = {name: [row.get(name) for row in self._rows] for name in self._columns}
            self._file.write_table(self._arrow.table(columns, schema=self._schema()))
            self._rows.clear()

    def _open(self) -> None:
        self._file = self._parquet.ParquetWriter(self._path, self._schema(), compression="zstd")

    def _append(self, table: Any) -> None:
        """Write a table that may lack some of the columns."""
        for name in self._columns:
            if name not in table.column_names:
                table = table.append_column(name, self._arrow.nulls(table.num_rows, self._type(name)))
        self._file.write_table(table.select(list(self._columns)).cast(self._schema()))

    def _schema(self) -> Any:
        return self._arrow.schema([(name, self._type(name)) for name in self._columns])

    def _type(self, name: str) -> Any:
        arrow = self._arrow
        kinds = {"due": arrow.date32(), "provisional": arrow.bool_()}
        if name in ("row", "open_count"):
            return arrow.int64()
        return kinds.get(name.partition("_")[0], arrow.string()) if "_" in name else arrow.string()
