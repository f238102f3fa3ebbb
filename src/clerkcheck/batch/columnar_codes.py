"""Columns of text to columns of facts, papers and dates, for :mod:`clerkcheck.batch.columnar_csv`."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import polars as pl

from clerkcheck.batch.columnar_rows import choice_column
from clerkcheck.cases.model import Paper
from clerkcheck.reading.values import ValueProblem

_REFUSED = object()
_unique = count()


class CodedColumn:
    """A column with few different texts. ``of``: bool, choice, choices, paper or date.

    ``values`` by code, None unknown.
    """

    def __init__(
        self, raw: str, name: str, of: str, convert: Callable[[Any], Any], ids: Sequence[str], *, required: bool = False
    ) -> None:
        """Take the column's name in the file's frame and in the typed one, and what reads its cells."""
        self.raw, self.name, self.of, self.convert, self.ids, self.required = raw, name, of, convert, ids, required
        self.kind = pl.Categorical(pl.Categories(f"{next(_unique)}", namespace="clerkcheck.batch"))
        self.values: list[Any] = []
        self.refused: list[int] = []

    def learn(self, cells: pl.Series) -> None:
        """Read the texts that no batch had before."""
        top = cells.to_physical().max()
        if not isinstance(top, int) or top < len(self.values):
            return
        fresh = pl.Series(range(len(self.values), top + 1), dtype=pl.UInt32).cat.to(self.kind).cast(pl.String)
        for text in fresh:
            value = self._read(text)
            if value is _REFUSED or (value is None and self.required):
                self.refused.append(len(self.values))
                value = None
            self.values.append(value)

    def exprs(self) -> list[pl.Expr]:
        """Return the typed columns, read from the coded one."""
        if self.of in ("bool", "paper"):
            return [self._truth([value is True for value in self.values], [value is False for value in self.values])]
        if self.of == "choices":
            return [self._chosen(each) for each in self.ids]
        kind = pl.Date() if self.of == "date" else pl.Enum(self.ids)
        return [self.looked_up(self.values, kind).alias(self.name)]

    def doubts(self) -> list[pl.Expr]:
        """Return what marks the rows whose cell was refused."""
        found = [self._code().is_in(self.refused)] if self.refused else []
        return [*found, pl.col(self.raw).is_null()] if self.required else found

    def looked_up(self, by_code: Sequence[Any], kind: Any) -> pl.Expr:
        """Return for every row the entry of ``by_code`` for its text; null for none."""
        return pl.lit(pl.Series(by_code or [None], dtype=kind)).gather(self._code())

    def _code(self) -> pl.Expr:
        return pl.col(self.raw).to_physical()

    def _read(self, text: str) -> Any:
        try:
            value = self.convert(text)
        except ValueProblem:
            return _REFUSED
        if isinstance(value, Paper):
            return {"done": True, "missing": False}.get(value.status)
        return value

    def _chosen(self, wanted: str) -> pl.Expr:
        known = [value is not None for value in self.values]
        yes = [value is not None and wanted in value for value in self.values]
        no = [there and not held for there, held in zip(known, yes, strict=True)]
        return self._truth(yes, no).alias(choice_column(self.name, wanted))

    def _truth(self, yes: Sequence[bool], no: Sequence[bool]) -> pl.Expr:
        """True where the code is one of ``yes``, false where it is one of ``no``, else null."""
        true, false = ([code for code, held in enumerate(each) if held] for each in (yes, no))
        if len(true) + len(false) == len(self.values) and true:
            found = self._among(true)  # every text is known; null stays null
        else:
            found = pl.when(self._among(true)).then(True).when(self._among(false)).then(False)
        return found.cast(pl.Boolean).alias(self.name)

    def _among(self, codes: list[int]) -> pl.Expr:
        return self._code() == codes[0] if len(codes) == 1 else self._code().is_in(codes)


class NumberColumn:
    """A column of numbers: plain digits are read by Polars, every other text by ``convert``."""

    def __init__(self, raw: str, name: str, convert: Callable[[Any], Any], *, whole: bool) -> None:
        """Take the names of the column, what reads its cells, and whether only whole numbers are plain."""
        self.raw, self.name, self.convert = raw, name, convert
        self.plain = r"^[0-9]{1,15}$" if whole else r"^[0-9]{1,12}(\.[0-9]{1,6})?$"
        self.kind = pl.String()
        self.known: dict[str, float | None] = {}
        self.refused: list[str] = []

    def learn(self, cells: pl.Series) -> None:
        """Read the texts of this batch that are not plain digits."""
        self.known, self.refused = {}, []
        for text in cells.filter(~cells.str.contains(self.plain)).unique():
            if text is None:
                continue
            try:
                self.known[text] = self.convert(text)
            except ValueProblem:
                self.refused.append(text)

    def exprs(self) -> list[pl.Expr]:
        """Return the column as numbers."""
        text = pl.col(self.raw)
        number = text.cast(pl.Float64, strict=False)
        if self.known or self.refused:
            others = text.replace_strict(self.known, default=None, return_dtype=pl.Float64)
            number = pl.when(text.str.contains(self.plain)).then(number).otherwise(others)
        return [number.alias(self.name)]

    def doubts(self) -> list[pl.Expr]:
        """Return what marks the rows whose cell was refused."""
        return [pl.col(self.raw).is_in(self.refused)] if self.refused else []


class TextColumn:
    """A title or unit. Texts that are not plain in every way get a second look."""

    def __init__(self, raw: str, name: str, *, required: bool) -> None:
        """Take the names of the column, and whether every row must have it."""
        self.raw, self.name, self.required = raw, name, required
        self.kind = pl.String()

    def learn(self, cells: pl.Series) -> None:
        """Nothing is to be learnt."""

    def exprs(self) -> list[pl.Expr]:
        """Return the column as it is."""
        return [pl.col(self.raw).str.strip_chars().alias(self.name)]

    def doubts(self) -> list[pl.Expr]:
        """Return what marks the rows with an odd or missing text."""
        text = pl.col(self.raw)
        odd = text.str.contains(r"^\s*$|[\p{C}\p{Z}--[ ]]|\[/") | (text.str.len_chars() > 200)
        return [odd.fill_null(self.required)]
