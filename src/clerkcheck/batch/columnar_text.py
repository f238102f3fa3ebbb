"""Ids joined into one text: of a hundred yes/no columns, those that hold in a row.

Eight columns at a time become the bits of a number, and the number is looked up among the 255 texts there can be. That
is several times as fast as writing every id by itself, since most rows have few of them.
"""

from collections.abc import Iterable, Sequence

import narwhals as nw

from clerkcheck.batch.columnar_conditions import Cell, Steps, Value
from clerkcheck.batch.columnar_rows import JOIN

BITS = 8


def joined_ids(pieces: Iterable[tuple[str, Value]], steps: Steps) -> nw.Expr:
    """Return the text of the ids whose value is certainly true in a row, joined in the order given; "" for none."""
    possible = [(name, value) for name, value in pieces if isinstance(value, Cell) or value is True]
    lanes = [_lane(possible[start : start + BITS], steps) for start in range(0, len(possible), BITS)]
    return nw.concat_str(*lanes, separator=JOIN, ignore_nulls=True) if lanes else nw.lit("")


def _lane(pieces: Sequence[tuple[str, Value]], steps: Steps) -> nw.Expr:
    """Return the joined text of up to eight ids; null where none of them holds."""
    held = [
        (value.expr.fill_null(False), value.after) if isinstance(value, Cell) else (nw.lit(True), 0)
        for _, value in pieces
    ]
    bits = [expr.cast(nw.Int16) * (1 << place) for place, (expr, _) in enumerate(held)]
    number = steps.keep(Cell(nw.sum_horizontal(*bits), max(after for _, after in held)))
    names = [name for name, _ in pieces]
    numbers = list(range(1, 1 << len(pieces)))
    texts = [JOIN.join(name for place, name in enumerate(names) if each >> place & 1) for each in numbers]
    return steps.keep(
        Cell(number.expr.replace_strict(numbers, texts, default=None, return_dtype=nw.String), number.after)
    ).expr
