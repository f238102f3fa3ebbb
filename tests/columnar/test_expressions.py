"""Any conditions valued by columns say of each row what evaluate says of it."""

import narwhals as nw
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.conditions.logic import evaluate
from column_values import column_values
from condition_trees import cases, conditions, read
from examples import examples

DAYS = dict.fromkeys(("md_one", "md_two", "d_met", "d_sent"), pl.Date)
PAPERS = {"m_one": pl.String, "m_two": pl.String, "mc_one": pl.List(pl.String)}
SCHEMA = (
    DAYS
    | PAPERS
    | {"a": pl.Boolean, "b": pl.Boolean, "c": pl.Boolean, "m": pl.String, "s": pl.List(pl.String), "n": pl.Float64}
)


def frame_of(rows):
    cells = [_cells(*row) for row in rows]
    return pl.DataFrame(
        [{**row, "row": number} for number, row in enumerate(cells)], schema={**SCHEMA, "row": pl.Int64}
    )


def _cells(facts, papers, dates):
    found = {name: sorted(v) if isinstance(v, frozenset) else v for name, v in facts.items()}
    found |= {f"d_{name}": day for name, day in dates.items()}
    for name, paper in papers.items():
        found |= {f"m_{name}": paper.status, f"md_{name}": paper.date}
        found |= {"mc_one": paper.channel and list(paper.channel)} if name == "one" else {}
    return found


@examples(20)
@given(st.lists(conditions, min_size=1, max_size=5), st.lists(cases, min_size=1, max_size=4))
def test_columns_agree_with_evaluate(trees, rows):
    expected = [[evaluate(tree, read(row)) for row in rows] for tree in trees]
    assert column_values(trees, frame_of(rows), pl) == expected
    assert column_values(trees, frame_of(rows), nw) == expected  # as Spark is asked
