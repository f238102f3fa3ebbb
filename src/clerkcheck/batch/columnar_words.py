"""Verdict columns as the table of results that people read, as :class:`clerkcheck.batch.words.Speaker` writes it."""

import re
from collections.abc import Mapping

import polars as pl

from clerkcheck.batch.columnar_rows import deadline_clauses
from clerkcheck.batch.words import COLUMNS, FORMULA, UNREAD, deadline_words, statuses
from clerkcheck.packs.model import Clause, Pack

_RISKY = f"^[{''.join(map(re.escape, sorted(FORMULA)))}]"


def table_of(frame: pl.DataFrame, pack: Pack) -> pl.DataFrame:
    """Return the cells under ``COLUMNS`` of a frame of verdicts whose texts are in words; empty cells are null.

    The frame has the columns ``source``, ``sheet``, ``row``, ``kind``, ``title``, ``unit``, the verdicts and
    ``error``; a row with an error has nothing else.
    """
    words = pack.vocabulary
    read = pl.col("error").is_null()
    cells = [
        _guarded("source"),
        _guarded("sheet"),
        pl.col("row"),
        pl.when(read).then(pl.lit(pack.id)),
        _named("kind", words.kinds),
        _guarded("title"),
        _guarded("unit"),
        pl.when(read).then(_named("outcome", words.outcomes)).otherwise(pl.lit(UNREAD)),
        _guarded("missing"),
        _guarded("broken"),
        pl.col("open_count"),
        _filled("forum"),
        _filled("signers"),
        _deadlines(frame, pack),
        pl.lit(None, dtype=pl.String),
        _guarded("error"),
    ]
    left_out = frame.columns  # of a row with an error: where it stands, and what is wrong
    blank = [name for name in left_out if name not in ("source", "sheet", "row", "error")]
    sound = frame.with_columns(pl.when(read).then(pl.col(blank)).name.keep()) if frame["error"].count() else frame
    return sound.select(cell.alias(name) for name, cell in zip(COLUMNS, cells, strict=True))


def _named(name: str, labels: Mapping[str, str]) -> pl.Expr:
    return pl.col(name).replace_strict(list(labels), list(labels.values()), default=None, return_dtype=pl.String)


def _filled(name: str) -> pl.Expr:
    """The text, or null where it is empty."""
    return pl.when(pl.col(name) != "").then(pl.col(name))


def _guarded(name: str) -> pl.Expr:
    """The text with an apostrophe before what a spreadsheet would take for a formula."""
    text = pl.col(name)
    return pl.when(text.str.contains(_RISKY)).then("'" + text).when(text != "").then(text)


def _deadlines(frame: pl.DataFrame, pack: Pack) -> pl.Expr:
    listed = [_deadline(pack, clause) for clause in deadline_clauses(pack) if frame[f"due_{clause.id}"].count()]
    if not listed:
        return pl.lit(None, dtype=pl.String)
    text = pl.concat_str(listed, separator="；", ignore_nulls=True)
    return pl.when(text != "").then(text)


def _deadline(pack: Pack, clause: Clause) -> pl.Expr:
    """A deadline in words; null where it is not listed."""
    status, provisional = pl.col(f"status_{clause.id}"), pl.col(f"provisional_{clause.id}")
    around = {
        (each, guess): deadline_words(pack, clause, each, provisional=guess)
        for each in statuses()
        for guess in (False, True)
    }
    before = next(iter(around.values()))[0]
    after = [
        status.replace_strict(
            {each: words[1] for (each, guess), words in around.items() if guess is wanted},
            default=None,
            return_dtype=pl.String,
        )
        for wanted in (True, False)
    ]
    tail = pl.when(provisional).then(after[0]).otherwise(after[1])
    return pl.concat_str(pl.lit(before), pl.col(f"due_{clause.id}").cast(pl.String), tail)
