"""Columns of cells to columns of facts, papers and dates, for :mod:`clerkcheck.batch.frames.pack_judge`."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, assert_never

import polars as pl

from clerkcheck.batch.sources.cell_readers import EXAMPLE_WORD, SHORT_TITLE
from clerkcheck.batch.sources.no_cases import TITLE_OF_NONE
from clerkcheck.cases.model import Material
from clerkcheck.literals import MaterialStatus
from clerkcheck.reading.written_values import ValueProblem
from clerkcheck.reports.verdict_row import choice_column

UNUSUAL = r"[\p{C}\p{Z}--[ ]]"  # characters of a text that must be looked at before it is written
_REFUSED = object()
_MOST_KEPT = 4096  # numbers remembered per column


class _Known(dict[Any, Any]):
    """What each cell met so far stands for; a new one is looked at by ``add``, an empty one stands for nothing."""

    def __init__(self, add: Callable[[Any], Any], most: int = 0) -> None:
        """Take how many cells are remembered at most (0: all)."""
        super().__init__({"": None})
        self.add, self.most = add, most

    def __missing__(self, cell: Any) -> Any:
        if self.most and len(self) > self.most:
            self.clear()
            self[""] = None
        found = self[cell] = self.add(cell)
        return found

    def of(self, cells: Iterable[Any]) -> list[Any]:
        """Return what the cells stand for; twice as fast as asking for each in a comprehension."""
        return list(map(self.__getitem__, cells))


def _read(convert: Callable[[Any], Any], cell: Any) -> Any:
    """The value of a raw cell, or ``_REFUSED``."""
    try:
        return convert(cell)
    except ValueProblem:
        return _REFUSED


class CodedColumn:
    """A column with few different texts. ``of``: bool, choice, choices, paper, date, or day (a paper's own).

    ``values`` by code, None unknown.
    """

    def __init__(
        self,
        raw: str,
        name: str,
        of: str,
        convert: Callable[[Any], Any],
        ids: Sequence[str],
        *,
        kind: Any,
        required: bool = False,
    ) -> None:
        """Take the column's name in the raw frame and in the typed one, and what reads its cells.

        ``kind`` of the raw column: Categorical, filled by :meth:`encode_texts`, or UInt32, by :meth:`encode_cells`.
        """
        self.raw, self.name, self.of, self.convert, self.ids, self.required = raw, name, of, convert, ids, required
        self.kind = kind
        self.values: list[Any] = []
        self.refused: list[int] = []
        self._codes = _Known(self._add)

    def encode_texts(self, cells: pl.Series) -> None:
        """Read the texts that no batch had before."""
        top = cells.to_physical().max()
        if not isinstance(top, int) or top < len(self.values):
            return
        fresh = pl.Series(range(len(self.values), top + 1), dtype=pl.UInt32).cat.to(self.kind).cast(pl.String)
        for text in fresh:
            self._add(text)

    def encode_cells(self, cells: Iterable[Any]) -> pl.Series:
        """Return the codes of cells as ``cell_readers.raw_cell`` gives them."""
        return pl.Series(self._codes.of(cells), dtype=pl.UInt32)

    def columns(self) -> list[pl.Expr]:
        """Return the typed columns, read from the coded one."""
        if self.of in ("bool", "paper"):
            return [self._truth([value is True for value in self.values], [value is False for value in self.values])]
        if self.of == "choices":
            return [self._chosen(each) for each in self.ids]
        kind = pl.Date() if self.of in ("date", "day") else pl.Enum(self.ids)
        return [self.looked_up(self.values, kind).alias(self.name)]

    def invalid(self) -> list[pl.Expr]:
        """Return what marks the rows whose cell was refused."""
        found = [self._code().is_in(self.refused)] if self.refused else []
        return [*found, pl.col(self.raw).is_null()] if self.required else found

    def looked_up(self, by_code: Sequence[Any], kind: Any) -> pl.Expr:
        """Return for every row the entry of ``by_code`` for its text; null for none."""
        return pl.lit(pl.Series(by_code or [None], dtype=kind)).gather(self._code())

    def _code(self) -> pl.Expr:
        return pl.col(self.raw).to_physical()

    def _add(self, cell: Any) -> int:
        """Read a cell that no batch had before; return its code."""
        value = _read(self.convert, cell)
        code = len(self.values)
        if value is _REFUSED or (value is None and self.required):
            self.refused.append(code)
            value = None
        if isinstance(value, Material):
            value = _at_hand(value.status)
        self.values.append(value)
        return code

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


class NumberOfPaper(CodedColumn):
    """A column of a paper's document numbers: of itself the paper's, beside a column of the paper a second look."""

    def __init__(self, raw: str, name: str, convert: Callable[[Any], Any], *, kind: Any, beside: bool) -> None:
        """Take what a column of the paper itself takes; ``beside``: whether the table has that one as well."""
        super().__init__(raw, name, "paper", convert, (), kind=kind)
        self.beside = beside

    def columns(self) -> list[pl.Expr]:
        """Return the column of the paper, unless another one is."""
        return [] if self.beside else super().columns()

    def invalid(self) -> list[pl.Expr]:
        """Return what marks the rows whose cell was refused, or must be held against the paper's own."""
        said = [code for code, value in enumerate(self.values) if value is not None]
        return [*super().invalid(), *([self._among(said)] if self.beside and said else [])]


class NumberColumn:
    """A column of numbers: plain digits are read by Polars, every other text by ``convert``."""

    def __init__(self, raw: str, name: str, convert: Callable[[Any], Any], *, plain: str, kind: Any) -> None:
        """Take the names of the column, what reads its cells, and the pattern of texts that are simply numbers.

        ``kind`` of the raw column: String, filled by :meth:`encode_texts`, or Float64, by :meth:`encode_cells`.
        """
        self.raw, self.name, self.convert = raw, name, convert
        self.plain, self.kind = plain, kind
        self.known: dict[str, float | None] = {}
        self.refused: list[str] = []
        self._numbers = _Known(self._number, _MOST_KEPT)

    def encode_texts(self, cells: pl.Series) -> None:
        """Read the texts of this batch that are not plain digits."""
        self.known, self.refused = {}, []
        for text in cells.filter(~cells.str.contains(self.plain)).unique():
            if text is None:
                continue
            value = _read(self.convert, text)
            if value is _REFUSED:
                self.refused.append(text)
            else:
                self.known[text] = None if value is None else float(value)

    def encode_cells(self, cells: Iterable[Any]) -> pl.Series:
        """Return the numbers in cells as ``cell_readers.raw_cell`` gives them; NaN for one refused."""
        return pl.Series(self._numbers.of(cells), dtype=pl.Float64)

    def columns(self) -> list[pl.Expr]:
        """Return the typed column: numbers, null where unknown or refused."""
        text = pl.col(self.raw)
        if self.kind == pl.Float64:
            return [text.alias(self.name)]
        number = text.cast(pl.Float64, strict=False)
        if self.known or self.refused:
            numbers = pl.Series(list(self.known.values()), dtype=pl.Float64)
            others = text.replace_strict(list(self.known), numbers, default=None, return_dtype=pl.Float64)
            number = pl.when(text.str.contains(self.plain)).then(number).otherwise(others)
        return [number.alias(self.name)]

    def invalid(self) -> list[pl.Expr]:
        """Return what marks the rows whose cell was refused."""
        if self.kind == pl.Float64:
            return [pl.col(self.raw).is_nan()]
        return [pl.col(self.raw).is_in(self.refused)] if self.refused else []

    def _number(self, cell: Any) -> float | None:
        value = _read(self.convert, cell)
        return float("nan") if value is _REFUSED else None if value is None else float(value)


class TextColumn:
    """A title or unit. Texts that are not plain in every way get a second look."""

    def __init__(
        self, raw: str, name: str, convert: Callable[[Any], Any], *, required: bool, odd: Sequence[str] = ()
    ) -> None:
        """Take the names of the column, what reads its cells, whether every row must have it, and odd texts."""
        self.raw, self.name, self.convert, self.required = raw, name, convert, required
        self.odd = list(odd)

    def encode_texts(self, cells: pl.Series) -> None:
        """Leave the texts as they are: a title is read row by row."""

    def encode_cells(self, cells: Iterable[Any]) -> pl.Series:
        """Return cells as ``cell_readers.raw_cell`` gives them as texts; null for none."""
        return pl.Series(
            [cell or None if cell.__class__ is str else self._text(cell) for cell in cells], dtype=pl.String
        )

    def columns(self) -> list[pl.Expr]:
        """Return the texts without blanks around them, under the column's name."""
        return [pl.col(self.raw).str.strip_chars().alias(self.name)]

    def invalid(self) -> list[pl.Expr]:
        """Return what marks the rows with an odd or missing text."""
        text = pl.col(self.raw)
        odd = text.str.contains(rf"^\s*$|{UNUSUAL}") | (text.str.len_chars() > 200)
        if self.odd:
            odd |= text.str.strip_chars().is_in(self.odd)
        if self.required:
            odd |= text.str.contains(EXAMPLE_WORD, literal=True) | text.str.contains(TITLE_OF_NONE)
            odd |= text.str.strip_chars().str.len_chars() < SHORT_TITLE
        return [odd.fill_null(self.required)]

    def _text(self, cell: Any) -> str:
        value = _read(self.convert, cell)
        return "" if value is _REFUSED or value is None else str(value)  # an empty text is odd


def _at_hand(status: MaterialStatus) -> bool | None:
    match status:
        case "done":
            return True
        case "missing":
            return False
        case "unknown":
            return None
        case _:
            assert_never(status)
