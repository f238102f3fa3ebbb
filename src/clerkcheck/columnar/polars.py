"""Polars as the engine of :mod:`clerkcheck.columnar.judging`."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw
import polars as pl

from clerkcheck.columnar.deadlines import DueBook, DueTable, due_table
from clerkcheck.columnar.judging import DueColumns, Periods
from clerkcheck.columnar.texts import Joined
from clerkcheck.reports.verdict_row import date_column


class PolarsEngine:
    """Start dates are collected, due dates joined in the order of the cases."""

    def with_dues(
        self, frame: nw.LazyFrame[Any], periods: Periods, book: DueBook, /
    ) -> tuple[nw.LazyFrame[Any], DueColumns]:
        """Return the frame with due dates joined by their start, and the columns they stand in."""
        native: pl.LazyFrame = frame.to_native()
        keys = [date_column(name) for name in periods]
        starts = native.select(pl.col(key).drop_nulls().unique().implode() for key in keys).collect()
        found = {}
        for name, key in zip(periods, keys, strict=True):
            table = due_table(book, name, periods[name], starts[key][0].to_list())
            right = pl.LazyFrame(table.columns, schema=_types(table))
            native = native.join(right, on=key, how="left", maintain_order="left")
            found[name] = table.names
        return nw.from_native(native), found

    def with_texts(self, frame: nw.LazyFrame[Any], texts: Mapping[str, Joined], /) -> nw.LazyFrame[Any]:
        """Return the frame with texts taken by their numbers: ten times as fast as looking them up as values."""
        native: pl.LazyFrame = frame.to_native()
        return nw.from_native(native.with_columns(_text(joined).alias(name) for name, joined in texts.items()))


def _text(joined: Joined) -> pl.Expr:
    parts = [
        pl.lit(pl.Series([None, *lane.texts], dtype=pl.String)).gather(pl.col(lane.column)) for lane in joined.lanes
    ]
    text = pl.concat_str(parts, separator=joined.separator, ignore_nulls=True) if parts else pl.lit("")
    if joined.none:
        text = pl.when(text == "").then(pl.lit(joined.none)).otherwise(text)
    return pl.when(pl.col(joined.where)).then(text) if joined.where else text


def _types(table: DueTable) -> dict[str, Any]:
    return {name: pl.Boolean if name.endswith("_provisional") else pl.Date for name in table.columns}
