"""Any conditions valued by columns say of each row what evaluate says of it."""

import narwhals as nw
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.columnar.expressions import ColumnExpr, ColumnSteps, Conditions, literal
from clerkcheck.conditions.logic import evaluate
from condition_trees import conditions, facts
from examples import examples

SCHEMA = {"a": pl.Boolean, "b": pl.Boolean, "c": pl.Boolean, "m": pl.String, "s": pl.List(pl.String), "n": pl.Float64}


def frame_of(rows):
    cells = [{name: sorted(v) if isinstance(v, frozenset) else v for name, v in row.items()} for row in rows]
    return pl.DataFrame(
        [{**row, "row": number} for number, row in enumerate(cells)], schema={**SCHEMA, "row": pl.Int64}
    )


def valued(trees, rows):
    frame, steps = nw.from_native(frame_of(rows).lazy()), ColumnSteps()
    known = Conditions(frame.collect_schema(), trees, steps)
    found = [known.value(tree) for tree in trees]
    exprs = [
        (each.expr if isinstance(each, ColumnExpr) else literal(each)).alias(f"{i}") for i, each in enumerate(found)
    ]
    columns = steps.run(frame).select(*exprs).collect().to_native()
    return [columns[f"{number}"].to_list() for number in range(len(trees))]


@examples(20)
@given(st.lists(conditions, min_size=1, max_size=5), st.lists(facts, min_size=1, max_size=4))
def test_columns_agree_with_evaluate(trees, rows):
    assert valued(trees, rows) == [[evaluate(tree, row) for row in rows] for tree in trees]
