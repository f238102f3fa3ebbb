"""Ids or words joined into one text: of a hundred yes/no columns, those that hold in a row.

Eight columns at a time become the bits of a number (a lane), and the number is looked up among the 255 texts there can
be. That is several times as fast as writing every id by itself, since most rows have few of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import narwhals as nw

from clerkcheck.columnar.expressions import ColumnExpr, ColumnSteps, Value
from clerkcheck.i18n import remarked
from clerkcheck.packs.model import Citation
from clerkcheck.reports.case_row import articles

BITS = 8


class Piece(NamedTuple):
    """A text that stands in a row where any of the values is certainly true.

    Each value comes with the article that is cited for it, in brackets after the name; None: nothing is.
    """

    name: str
    said: tuple[tuple[Citation | None, Value], ...]


class Lane(NamedTuple):
    """A column of numbers, and the texts of 1, 2, 3 and so on; 0 has none."""

    column: str
    texts: tuple[str, ...]


class Joined(NamedTuple):
    """Lanes whose texts are joined. ``none``: the text where there is nothing to join.

    ``where``: the column that says which rows have a text at all ("": every row); the others are null.
    """

    lanes: tuple[Lane, ...]
    separator: str
    none: str = ""
    where: str = ""


def one(name: str, value: Value) -> Piece:
    """Return a piece that is nothing but its name."""
    return Piece(name, ((None, value),))


def lanes_of(pieces: Iterable[Piece], separator: str, steps: ColumnSteps) -> tuple[Lane, ...]:
    """Return the lanes of pieces in the order given; the values of one piece stand in one lane."""
    lanes: list[list[Piece]] = []
    used = BITS
    for name, said in pieces:
        possible = tuple((source, value) for source, value in said if isinstance(value, ColumnExpr) or value is True)
        if not possible:
            continue
        if used + len(possible) > BITS:
            lanes.append([])
            used = 0
        lanes[-1].append(Piece(name, possible))
        used += len(possible)
    return tuple(_lane(lane, separator, steps) for lane in lanes)


def text_of(joined: Joined) -> nw.Expr:
    """Return the text as an expression over the lanes' columns, for engines that have nothing faster."""
    parts = [
        nw.col(column).replace_strict(list(range(1, len(texts) + 1)), texts, default=None, return_dtype=nw.String)
        for column, texts in joined.lanes
    ]
    text = nw.concat_str(*parts, separator=joined.separator, ignore_nulls=True) if parts else nw.lit("")
    if joined.none:
        text = nw.when(text == "").then(nw.lit(joined.none)).otherwise(text)
    return nw.when(nw.col(joined.where)).then(text) if joined.where else text


def with_texts(frame: nw.LazyFrame[Any], texts: Mapping[str, Joined]) -> nw.LazyFrame[Any]:
    """Return the frame with the texts as columns."""
    return frame.with_columns(*(text_of(joined).alias(name) for name, joined in texts.items()))


def _lane(pieces: Sequence[Piece], separator: str, steps: ColumnSteps) -> Lane:
    values = [value for piece in pieces for _source, value in piece.said]
    held = [
        (value.expr.fill_null(False), value.after) if isinstance(value, ColumnExpr) else (nw.lit(True), 0)
        for value in values
    ]
    bits = [expr.cast(nw.Int16) * (1 << place) for place, (expr, _) in enumerate(held)]
    column = steps.named(ColumnExpr(nw.sum_horizontal(*bits), max(after for _, after in held)))
    return Lane(column, tuple(_text(pieces, number, separator) for number in range(1, 1 << len(values))))


def _text(pieces: Sequence[Piece], number: int, separator: str) -> str:
    """The text of the pieces whose bits are set in ``number``."""
    found = []
    for name, said in pieces:
        held = [source for place, (source, _value) in enumerate(said) if number >> place & 1]
        number >>= len(said)
        if held:
            sources = [each for each in held if each is not None]
            found.append(remarked(name, articles(sources)) if sources else name)
    return separator.join(found)
