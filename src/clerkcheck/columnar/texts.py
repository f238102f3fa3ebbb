"""Ids or words joined into one text: of a hundred yes/no columns, those that hold in a row.

Eight columns at a time become the bits of a number (a lane), and the number is looked up among the 255 texts there can
be. That is several times as fast as writing every id by itself, since most rows have few of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from clerkcheck.columnar import exprs as ex
from clerkcheck.columnar.expressions import ColumnExpr, ColumnSteps, Value
from clerkcheck.columnar.exprs import Expr
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


def text_of(joined: Joined) -> Expr:
    """Return the text as an expression over the lanes' columns, for engines that have nothing faster."""
    parts = [ex.col(column).looked_up(range(1, len(texts) + 1), texts) for column, texts in joined.lanes]
    text = ex.joined(parts, joined.separator) if parts else ex.lit("")
    if joined.none:
        text = ex.when(text == "").then(ex.lit(joined.none)).otherwise(text)
    return ex.when(ex.col(joined.where)).then(text) if joined.where else text


def _lane(pieces: Sequence[Piece], separator: str, steps: ColumnSteps) -> Lane:
    values = [value for piece in pieces for _source, value in piece.said]
    held = [
        (value.expr.fill_null(False), value.after) if isinstance(value, ColumnExpr) else (ex.lit(True), 0)
        for value in values
    ]
    bits = [expr.cast(ex.INT16) * (1 << place) for place, (expr, _) in enumerate(held)]
    column = steps.named(ColumnExpr(ex.summed(bits), max(after for _, after in held)))
    return Lane(column, tuple(_texts(pieces, separator)))


def _texts(pieces: Sequence[Piece], separator: str) -> Iterator[str]:
    """The text of each number from 1 on: that of the pieces whose bits are set in it."""
    of_bits = [[_said(piece, bits) for bits in range(1 << len(piece.said))] for piece in pieces]
    for whole in range(1, 1 << sum(len(piece.said) for piece in pieces)):
        number, found = whole, []
        for piece, texts in zip(pieces, of_bits, strict=True):
            found.append(texts[number & len(texts) - 1])
            number >>= len(piece.said)
        yield separator.join(filter(None, found))


def _said(piece: Piece, bits: int) -> str:
    """A piece's name with the articles cited for it where these of its values hold; nothing where none does."""
    held = [source for place, (source, _value) in enumerate(piece.said) if bits >> place & 1]
    sources = [each for each in held if each is not None]
    return remarked(piece.name, articles(sources)) if sources else piece.name if held else ""
