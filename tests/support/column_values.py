"""Conditions valued by columns, as the columnar engine has them valued."""

from collections.abc import Sequence
from types import ModuleType

import narwhals as nw
import polars as pl

from clerkcheck.columnar.expressions import ColumnExpr, ColumnSteps, Conditions, literal
from clerkcheck.conditions.syntax import Condition
from clerkcheck.conditions.values import Truth


def column_values(trees: Sequence[Condition], rows: pl.DataFrame, library: ModuleType) -> list[list[Truth]]:
    """Return of each condition its value in every row, worked out by Polars itself or (as for Spark) by narwhals."""
    frame, steps = nw.from_native(rows.lazy()), ColumnSteps()
    known = Conditions(frame.collect_schema(), trees, steps)
    frame = frame if library is nw else frame.to_native()
    found = [known.value(tree) for tree in trees]
    exprs = [
        (each.expr if isinstance(each, ColumnExpr) else literal(each)).alias(f"value {number}")
        for number, each in enumerate(found)
    ]
    for step in (*steps.steps, exprs):
        frame = frame.with_columns([each.made(library) for each in step])
    columns = nw.from_native(frame).collect().to_native()
    return [columns[f"value {number}"].to_list() for number in range(len(trees))]
