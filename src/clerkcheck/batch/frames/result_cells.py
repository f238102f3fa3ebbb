"""Verdict columns as the table of results that people read, as ``reports.case_row`` writes it."""

from collections.abc import Mapping, Sequence
from typing import get_args

import polars as pl

from clerkcheck.i18n import _
from clerkcheck.literals import DeadlineStatus
from clerkcheck.packs.clauses import DeadlineClause
from clerkcheck.packs.model import Pack
from clerkcheck.reports.case_row import HEADINGS, deadline_words
from clerkcheck.reports.spreadsheet import FORMULA, cell_text
from clerkcheck.reports.states import UNREADABLE, outcome_words
from clerkcheck.reports.verdict_row import REMARKS

_NAMES = HEADINGS._fields  # two headings may be one word in another language


def table_of(parts: Sequence[tuple[Pack, pl.DataFrame]], errors: pl.DataFrame) -> pl.DataFrame:
    """Return the cells of the fields of ``HEADINGS`` for some rows in order; empty cells are null.

    ``parts``: for each pack a frame of ``source``, ``sheet``, ``row``, ``kind``, ``title``, ``unit``, ``own``
    and the verdicts with their texts in words and the ``remarks``; ``errors``: ``source``, ``sheet``, ``row``,
    ``title``, ``unit``, ``own`` and what is wrong (``error``).
    """
    found = [_cells(frame, pack) for pack, frame in parts]
    if errors.height:
        found.append(_unread(errors))
    return pl.concat(found).sort("row", maintain_order=True) if len(found) > 1 else found[0]


def _cells(frame: pl.DataFrame, pack: Pack) -> pl.DataFrame:
    words, none = pack.vocabulary, pl.lit(None, dtype=pl.String)
    cells = [
        _filled("source"), _filled("sheet"), pl.col("row"), pl.lit(pack.called), _named("kind", words.kinds),
        _filled("title"), _filled("unit"), _named("outcome", words.outcomes), _filled("missing"), _filled("broken"),
        pl.col("open_count").cast(pl.Int64), _filled("forum"), _filled("signers"), _deadlines(frame, pack), none,
        _filled(REMARKS), none, _filled("own"),
    ]  # fmt: skip
    return frame.select(cell.alias(name) for name, cell in zip(_NAMES, cells, strict=True))


def _unread(errors: pl.DataFrame) -> pl.DataFrame:
    """Where each row stood, what is wrong with it, and what could be read (as ``reports.case_row.error_row``)."""
    none, no_number = pl.lit(None, dtype=pl.String), pl.lit(None, dtype=pl.Int64)
    outcome = pl.lit(outcome_words()[UNREADABLE])
    cells = [
        _filled("source"), _filled("sheet"), pl.col("row"), none, none, _filled("title"), _filled("unit"), outcome,
        none, none, no_number, *[none] * 5, _filled("error"), _filled("own"),
    ]  # fmt: skip
    return errors.select(cell.alias(name) for name, cell in zip(_NAMES, cells, strict=True))


def _named(name: str, labels: Mapping[str, str]) -> pl.Expr:
    cells = list(map(cell_text, labels.values()))
    return pl.col(name).replace_strict(list(labels), cells, default=None, return_dtype=pl.String)


def _filled(name: str) -> pl.Expr:
    """The text of a column as a cell, or null where it is empty."""
    return _cell(pl.col(name))


def _cell(text: pl.Expr) -> pl.Expr:
    """What ``cell_text`` of reports.spreadsheet makes of a text that can be seen; null where it is empty."""
    return pl.when(text.str.contains(FORMULA)).then("'" + text).when(text != "").then(text)


def _deadlines(frame: pl.DataFrame, pack: Pack) -> pl.Expr:
    listed = [_deadline(pack, clause) for clause in pack.deadlines() if frame[f"due_{clause.id}"].count()]
    if not listed:
        return pl.lit(None, dtype=pl.String)
    return _cell(pl.concat_str(listed, separator=_("；"), ignore_nulls=True))


def _deadline(pack: Pack, clause: DeadlineClause) -> pl.Expr:
    """A deadline in words; null where it is not listed."""
    status, provisional = pl.col(f"status_{clause.id}"), pl.col(f"provisional_{clause.id}")
    around = {
        (each, guess): deadline_words(pack, clause, each, provisional=guess)
        for each in get_args(DeadlineStatus)
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
