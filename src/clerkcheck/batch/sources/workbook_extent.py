"""How far a sheet's values reach, found before python-calamine builds the rectangle around them in memory.

A sheet as programs write it is looked through by patterns: every cell says where it stands, in one spelling, and none
lies beyond the bounds. Whatever is spelled otherwise, or may lie beyond, is parsed as the XML it is: where readers see
a cell that a pattern does not, the process would die of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from clerkcheck.batch.sources.items import column_letters
from clerkcheck.batch.sources.workbook_parts import Package, damage_told, not_a_workbook
from clerkcheck.i18n import _, listed
from clerkcheck.reading.errors import InputError, Place

MOST_CELLS = 1 << 24  # in the rectangle that holds a sheet's values
_MOST_COLUMNS = 16_384
_PLACE = re.compile(r"\$?([A-Za-z]{1,9})\$?([0-9]{1,12})")


def check_extent(package: Package, part: str, pieces: Callable[[], Iterator[bytes]]) -> bool:
    """Return whether every cell of a sheet begins as programs write it, with where it stands.

    ``pieces`` gives the part's bytes anew at each call. Raises InputError where the values lie so far apart that the
    rectangle around them would not fit, and where the part is no XML.
    """
    prefix = package.prefix(part)
    likely = _likely_cells(next(pieces(), b""), package.size(part), prefix)
    if likely and not _may_lie_beyond(pieces(), prefix, likely):
        return True
    rows = _last_row(pieces(), prefix)
    if rows <= MOST_CELLS and not _may_lie_beyond(pieces(), prefix, _cells_within(rows)):
        return True
    _check_exactly(package.path, pieces())
    return False


def _last_row(pieces: Iterable[bytes], prefix: bytes) -> int:
    """The greatest number that the last row of a piece says: where rows stand in order, that of the last of all."""
    row = b"<" + prefix + b"row "
    number = re.compile(rb'r="([1-9][0-9]{0,6})"')
    said = (number.match(piece, piece.rfind(row) + len(row)) for piece in pieces if row in piece)
    return max((int(found[1]) for found in said if found), default=1)


def _likely_cells(first: bytes, size: int, prefix: bytes) -> bytes:
    """A pattern of where cells may stand that is quickly found: a number of so many digits, and few enough columns.

    ``first`` begins the part, whose other pieces are taken to be like it. Nothing where so many digits leave none.
    """
    rows = _last_row([first], prefix) * (size // max(1, len(first)) + 1)
    digits = len(str(rows))
    letters = _letters_within(MOST_CELLS // (10**digits - 1))
    return rb"%b[1-9][0-9]{0,%d}" % (letters, digits - 1) if letters else b""


def _cells_within(rows: int) -> bytes:
    """A pattern of where cells may stand in so many rows, and in as many columns as there may be then."""
    columns = MOST_CELLS // rows
    beyond = b"" if columns >= _MOST_COLUMNS else rb"(?!%b[0-9])" % letters_beyond(columns)
    return rb"%b[A-Z]{1,3}%b" % (beyond, numbers_up_to(rows))


def _letters_within(columns: int) -> bytes:
    """A short pattern of the letters of columns, none of them beyond so many; nothing where that says too little."""
    if columns >= _MOST_COLUMNS:
        return rb"[A-Z]{1,3}"
    firsts = min(columns // 26 - 1, 26)  # of two letters
    return rb"[A-%b]?[A-Z]" % bytes([64 + firsts]) if firsts > 0 else b""


def _may_lie_beyond(pieces: Iterator[bytes], prefix: bytes, cells: bytes) -> bool:
    """Whether some cell stands where the pattern has none, or is spelled as programs do not spell it."""
    p, name = re.escape(prefix), re.escape(prefix[:-1])
    unusual = re.compile(rb'<%bc(?! r="%b")[\s/>]' % (p, cells))
    other = rb"<(?:row|c)[\s/>]|(?<!<%b):(?:row|c)[\s/>]" % name if name else rb":(?:row|c)[\s/>]"
    foreign = re.compile(other)  # the same elements by another prefix
    return any(unusual.search(each) or ((name or b":" in each) and foreign.search(each)) for each in pieces)


def letters_beyond(columns: int) -> bytes:
    """Return a pattern of the letters of columns beyond the first ``columns``; beyond ZZ simply three letters."""
    if columns >= 702:
        return rb"[A-Z]{3}"
    letters = column_letters(columns).encode()
    if len(letters) == 1:
        return rb"(?:[A-Z]{2,3}%b)" % (rb"|[%b-Z]" % bytes([letters[0] + 1]) if letters < b"Z" else b"")
    first, second = letters
    more = [rb"[A-Z]{3}"]
    if first < 90:
        more.append(rb"[%b-Z][A-Z]" % bytes([first + 1]))
    if second < 90:
        more.append(rb"%b[%b-Z]" % (bytes([first]), bytes([second + 1])))
    return rb"(?:%b)" % b"|".join(more)


def numbers_up_to(most: int) -> bytes:
    """Return a pattern of the whole numbers from 1 to ``most``, written without leading zeros."""
    digits = str(most)
    ways = [rf"{most}"]
    if len(digits) > 1:
        ways.append(rf"[1-9][0-9]{{0,{len(digits) - 2}}}")
    for place, digit in enumerate(digits):
        lowest = 0 if place else 1
        if int(digit) > lowest:
            ways.append(rf"{digits[:place]}[{lowest}-{int(digit) - 1}][0-9]{{{len(digits) - place - 1}}}")
    return f"(?:{'|'.join(ways)})".encode()


def _check_exactly(path: str, pieces: Iterator[bytes]) -> None:
    """By the XML itself: cells without a value do not count."""
    seen = _ValueCells()
    parser = expat.ParserCreate()
    parser.StartElementHandler = seen.begins
    parser.CharacterDataHandler = seen.text
    parser.StartDoctypeDeclHandler = seen.refuse
    with damage_told(path):
        try:
            for piece in pieces:
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, _Unreadable):
            raise not_a_workbook(path) from None
    if seen.cells > MOST_CELLS:
        raise InputError(
            _("{cell} 还有内容，整张表占 {rows} 行、{columns} 列，大得读不了").format(
                cell=seen.farthest, rows=seen.rows, columns=seen.columns
            ),
            Place(path), _("多半是误填：删去这一格再查；表真有这么大的，另存为 .csv"),
        )  # fmt: skip


class _Unreadable(Exception):
    """Something that no program writes into a sheet."""


class _ValueCells:
    """The rectangle around cells with a value, and which of them lie farthest out. Rows from 1, columns from 0."""

    def __init__(self) -> None:
        self._row, self._column = 0, -1
        self._holds = False  # whether a text now is the value of the cell last begun
        self.first: tuple[int, int] | None = None
        self.lowest = self.rightmost = (0, 0)
        self.top = self.left = 0

    def begins(self, tag: str, attributes: dict[str, str]) -> None:
        """Take an element by its tag, whatever its prefix is: so do readers."""
        name = tag.rpartition(":")[2]
        if name == "row":
            self._row_begins(attributes.get("r"))
        elif name == "c":
            self._cell_begins(attributes.get("r"))
        self._holds = name in ("v", "is") or (self._holds and name not in ("c", "row"))

    def text(self, _text: str) -> None:
        """Take some text: a cell's value has begun where it stands in one."""
        if self._holds:
            self._add(self._row, self._column)
            self._holds = False

    def refuse(self, *_declared: object) -> None:
        """A sheet declares no document type."""
        raise _Unreadable

    def _row_begins(self, said: str | None) -> None:
        if said is not None and not (said.isascii() and said.isdigit()):
            raise _Unreadable
        self._row = self._row + 1 if said is None else int(said[:12])
        self._column = -1

    def _cell_begins(self, said: str | None) -> None:
        if said is None:
            self._column += 1
            return
        found = _PLACE.fullmatch(said)
        if not found:
            raise _Unreadable
        self._row, self._column = int(found[2]), _place_of(found[1].upper())

    def _add(self, row: int, column: int) -> None:
        if self.first is None:
            self.first = self.lowest = self.rightmost = (row, column)
            self.top, self.left = row, column
        self.top, self.left = min(self.top, row), min(self.left, column)
        if row > self.lowest[0]:
            self.lowest = row, column
        if column > self.rightmost[1]:
            self.rightmost = row, column

    @property
    def rows(self) -> int:
        """How many rows the rectangle around all cells with a value has."""
        return self.lowest[0] - self.top + 1

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return self.rightmost[1] - self.left + 1

    @property
    def cells(self) -> int:
        """How many cells it has; 0 without a value."""
        return self.rows * self.columns if self.first else 0

    @property
    def farthest(self) -> str:
        """The cells that make it so large."""
        names = [f"{column_letters(column + 1)}{row}" for row, column in (self.lowest, self.rightmost)]
        return listed(dict.fromkeys(names))


def _place_of(letters: str) -> int:
    """The place of a column (from 0) by its letters."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
