"""What a sheet's XML says that python-calamine does not: which cells hold no value, how they are shown, hidden rows.

A look through the bytes, not a parse: only the cells and rows in which something worth knowing stands are looked at.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from types import MappingProxyType
from typing import NamedTuple

from clerkcheck.batch.sources.cell_readers import BadCell
from clerkcheck.batch.sources.read_ahead import ahead
from clerkcheck.batch.sources.workbook_extent import check_extent
from clerkcheck.batch.sources.workbook_head import LARGE, first_rows
from clerkcheck.batch.sources.workbook_parts import Package, Styles, has_struck_words, is_all_struck
from clerkcheck.i18n import _

_MOST_KEPT = 64 << 20  # bytes
_REFERENCE = re.compile(rb"""\sr=["']([A-Z]{1,3})?([0-9]{1,7})["']""")
_STYLE = re.compile(rb"""\ss=["']([0-9]+)["']""")
_TYPE = re.compile(rb"""\st=["'](\w+)["']""")
_ERROR = re.compile(rb"""t=["']e["']""")
_HIDDEN = re.compile(rb"""hidden=["'](?:1|true)["']""")


class Marks(NamedTuple):
    """What is to be known of a sheet beside its values. Rows count from 1, columns from 0.

    ``cells``: by row and column what is wrong with a cell, or the number format by which it is to be read.
    ``hidden_columns``: the first and the last of those that stand side by side.
    """

    cells: dict[int, dict[int, BadCell | str]]
    hidden: frozenset[int]
    struck: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...] = ()


NO_MARKS = Marks({}, frozenset(), frozenset())


class SheetScan:
    """Looks through one sheet's part."""

    def __init__(self, package: Package, part: str, styles: Styles, *, recalculates: bool = False,
                 struck_texts: Mapping[int, bool] = MappingProxyType({})) -> None:  # fmt: skip
        """Take the part's name, the styles that matter, and of the texts with words struck through whether all are."""
        self.package, self.part, self.styles = package, part, styles
        self.recalculates, self.struck_texts = recalculates, struck_texts
        self.prefix = package.prefix(part)
        p = re.escape(self.prefix)
        self._cells = re.compile(rb"<%brow\b([^>]*)>|<%bc\b([^>]*?)(?:/>|>(.*?)</%bc>)" % (p, p, p), re.DOTALL)
        self.formula = b"<" + self.prefix + b"f"  # how a formula begins
        self._value = re.compile(rb"<%bv\b[^>]*>([^<]*)</%bv>" % (p, p))
        numbers = {*styles.formats, *styles.struck}
        any_of = b"|".join(b"%d" % each for each in numbers)
        self._styled = [re.compile(rb"""\ss=["'](?:%b)["']""" % any_of)] if numbers else []
        # Some cells may not say where they stand, or nearly all have to be looked at: all are counted.
        self.odd = bool(struck_texts) or 0 in numbers
        self._kept: list[bytes] | None = None  # of a sheet that is not too large: to be looked through twice

    def check_extent(self) -> None:
        """Raise InputError where the sheet's values lie so far apart that the rectangle around them would not fit.

        Must come before :meth:`marks`.
        """
        self.odd = not check_extent(self.package, self.part, self._pieces) or self.odd

    def head(self) -> BytesIO | None:
        """Return the sheet's first rows as a workbook; None of one that is small, or where they cannot be had so."""
        if self.package.size(self.part) < LARGE:
            return None
        return first_rows(self.package, self.part, next(self._pieces(), b""))

    def marks(self) -> Marks:
        """Return what is to be known of the cells and rows."""
        found = _MarkCollector(self)
        columns: tuple[tuple[int, int], ...] | None = None
        for piece in self._pieces():
            columns = self._hidden_columns(piece) if columns is None else columns  # they stand before the rows
            found.take(self._all_in(piece) if self.odd or b"<!" in piece else self._known_of(piece))
        if found.count.guessed and not self.odd:
            self.odd = True
            return self.marks()
        self._kept = None
        return Marks(found.cells, frozenset(found.hidden), frozenset(found.struck), columns or ())

    def _hidden_columns(self, piece: bytes) -> tuple[tuple[int, int], ...]:
        """The columns of a sheet that are hidden, as its beginning has them."""
        end = piece.find(b"<" + self.prefix + b"sheetData")
        tags = re.findall(rb"<%bcol\b([^>]*)>" % re.escape(self.prefix), piece[: max(end, 0)])
        found = (re.findall(rb"""\s(?:min|max)=["']([0-9]{1,5})["']""", tag) for tag in tags if _HIDDEN.search(tag))
        return tuple((min(places) - 1, max(places) - 1) for each in found if (places := [*map(int, each)]))

    def _all_in(self, piece: bytes) -> Iterator[re.Match[bytes]]:
        """The tags of all rows and cells: the attributes of a row, or those of a cell and what is in it."""
        return self._cells.finditer(piece)

    def _known_of(self, piece: bytes) -> Iterator[re.Match[bytes]]:
        """The tags of the rows and cells of which there is something to be known; each cell begins in the usual way."""
        row, cell = b"<" + self.prefix + b"row", b"<" + self.prefix + b'c r="'
        begins = {max(piece.rfind(row, 0, at + 1), piece.rfind(cell, 0, at + 1)) for at in self._places(piece)}
        tags = (self._cells.match(piece, at) for at in sorted(begins) if at >= 0)
        return (tag for tag in tags if tag is not None)

    def _places(self, piece: bytes) -> Iterator[int]:
        """Where something stands in a cell's or a row's XML that is worth knowing."""
        # Each looks for a text that begins with a letter of its own: several in one pattern take three times as long.
        for text in (self.formula, b"strike"):
            at = piece.find(text)
            while at >= 0:
                yield at
                at = piece.find(text, at + 1)
        for pattern in (_ERROR, _HIDDEN, *self._styled):
            for found in pattern.finditer(piece):
                yield found.start()

    def value_in(self, inside: bytes) -> bytes:
        """Return the stored value in a cell's XML; empty where there is none."""
        found = self._value.search(inside)
        return found[1] if found else b""

    def _pieces(self) -> Iterator[bytes]:
        if self._kept is None:
            pieces = self.package.pieces(self.part, b"<" + self.prefix + b"row")
            return pieces if self.package.size(self.part) > _MOST_KEPT else self._keeping(pieces)
        return iter(self._kept)

    def _keeping(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The pieces, which are kept once all have been taken; the next is unpacked while one is looked through."""
        kept: list[bytes] = []
        with ThreadPoolExecutor(1) as unpacking:
            for piece in ahead(pieces, unpacking):
                kept.append(piece)
                yield piece
        self._kept = kept


class _Counter:
    """Where the next cell stands: by what it says, else after the one before."""

    def __init__(self) -> None:
        self.row, self.column = 0, -1
        self.guessed = False  # whether something did not say where it stands

    def row_begins(self, attributes: bytes) -> int:
        """Take a row's attributes; return its number."""
        said = _REFERENCE.search(attributes)
        self.guessed |= not said
        self.row = int(said[2]) if said else self.row + 1
        self.column = -1
        return self.row

    def cell(self, attributes: bytes) -> tuple[int, int]:
        """Take a cell's attributes; return its row (from 1) and column (from 0)."""
        said = _REFERENCE.search(attributes)
        if said and said[1]:
            self.row, self.column = int(said[2]), _place_of(said[1])
        else:
            self.guessed = True
            self.column += 1
        return self.row, self.column


class _MarkCollector:
    """Gathers the marks of a sheet."""

    def __init__(self, scan: SheetScan) -> None:
        self.scan, self.count = scan, _Counter()
        self.cells: dict[int, dict[int, BadCell | str]] = {}
        self.hidden: set[int] = set()
        self.struck: set[int] = set()

    def take(self, tags: Iterable[re.Match[bytes]]) -> None:
        """Take the tags of rows and cells."""
        for tag in tags:
            if tag[1] is not None:
                row = self.count.row_begins(tag[1])
                if _HIDDEN.search(tag[1]):
                    self.hidden.add(row)
                continue
            row, column = self.count.cell(tag[2])
            mark = self._mark(tag[2], tag[3] or b"")
            if mark is not None:
                self.cells.setdefault(row, {})[column] = mark
            said = _STYLE.search(tag[2])
            if tag[3] and int(said[1] if said else 0) in self.scan.styles.struck:
                self.struck.add(row)

    def _mark(self, attributes: bytes, inside: bytes) -> BadCell | str | None:
        """What is to be known of one cell."""
        said = _TYPE.search(attributes)
        kind = said[1] if said else b"n"
        value = self.scan.value_in(inside)
        if kind == b"e":
            return error_cell(value.decode(errors="replace"))
        if self.scan.formula in inside:
            if not value and kind != b"str":
                return _formula(_("是公式，没有存值"))
            if self.scan.recalculates and kind == b"n" and value == b"0":
                return _formula(_("是公式，存的 0 没有算过"))
        struck = self._is_struck(kind, value, inside)
        if struck is None:
            return partly_struck()
        if struck:
            self.struck.add(self.count.row)
        if kind == b"n" and value:
            style = _STYLE.search(attributes)
            return self.scan.styles.formats.get(int(style[1]) if style else 0)
        return None

    def _is_struck(self, kind: bytes, value: bytes, inside: bytes) -> bool | None:
        """Whether the words of a cell are struck through by themselves; None where only some are."""
        if kind == b"s":
            texts = self.scan.struck_texts
            return (texts[int(value)] or None) if texts and value.isdigit() and int(value) in texts else False
        if b"strike" not in inside or not has_struck_words(inside):
            return False
        return is_all_struck(inside) or None


def _formula(message: str) -> BadCell:
    return BadCell(message, _("用 Excel 或 WPS 打开，存一次再查"))


def partly_struck() -> BadCell:
    """Return what stands for a cell of which some words are struck through."""
    return BadCell(_("有划掉的字，不清楚算哪些"), _("删去划掉的字再查"))


def error_cell(text: str) -> BadCell:
    """Return what stands for a cell that holds an error of the spreadsheet, such as #N/A."""
    return BadCell(_("是 {error}").format(error=text or "#?"), _("改正公式，或填上值"), text)


def _place_of(letters: bytes) -> int:
    """The place of a column (from 0) by its letters."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
