"""What comes out of a source one after the other: a case ready to judge, or the error that kept it from being read."""

from collections.abc import Callable
from typing import NamedTuple

from clerkcheck.cases.model import Case
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reading.errors import InputError, Place


class Where(NamedTuple):
    """Where a case stood: a file; in a table also the sheet ("" where there are none) and the row, counted from 1.

    ``first_column``: how many columns stand empty before those of the table. ``lettered``: its columns have letters,
    so that a place is said as F3.
    """

    source: str
    sheet: str = ""
    row: int | None = None
    first_column: int = 0
    lettered: bool = False

    def __str__(self) -> str:
        """Chinese, such as ``台账.xlsx（工作表“议题”） 第 5 行``."""
        return self._table() if self.row is None else self.rows_in_words()(self.row)

    def rows_in_words(self) -> Callable[[int], str]:
        """Return what says the place of one row of this table after the other; looks up its words only once."""
        text, table = _("{place} 第 {row} 行"), self._table()
        return lambda row: text.format(place=table, row=row)

    def _table(self) -> str:
        if not self.sheet:
            return self.source
        return _("{file}（工作表“{sheet}”）").format(file=self.source, sheet=self.sheet)

    def place(self, column: int | None = None, header: str = "") -> Place:
        """Return the place for an error message; ``column`` is counted from 1 in the table."""
        at = None if column is None else column + self.first_column
        return Place(str(self._replace(row=None)), self.row, at, header, self._cell(at))

    @property
    def cells(self) -> tuple[str, str, int | str]:
        """File, sheet and row as cells of a table of results; no row is an empty cell."""
        return self.source, self.sheet, "" if self.row is None else self.row

    def spot(self, column: int) -> str:
        """Return the short name of a cell of this row: F3, or 第 3 行第 6 列 where there are no letters."""
        at = column + self.first_column
        return self._cell(at) or _("第 {row} 行第 {column} 列").format(row=self.row, column=at)

    def column(self, column: int) -> str:
        """Return the short name of a column: F 列, or 第 6 列."""
        at = column + self.first_column
        return _("{name} 列").format(name=column_letters(at)) if self.lettered else _("第 {n} 列").format(n=at)

    def _cell(self, at: int | None) -> str:
        return f"{column_letters(at)}{self.row}" if at and self.row is not None and self.lettered else ""


def column_letters(number: int) -> str:
    """Return the letters of a spreadsheet's column, counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(65 + left) + letters
    return letters


class RowProblem(InputError):
    """A cell that cannot be read: where it stands, the heading of its column, what it holds, what was expected."""

    def __init__(self, message: str, where: Where, remedy: str, *, column: int | None = None, header: str = "",
                 value: str = "") -> None:  # fmt: skip
        """Take the three parts of an InputError and the parts of its place; ``column`` is counted from 1."""
        super().__init__(message, where.place(column, header), remedy)
        self.where, self.header, self.value = where, header, value
        self.others: tuple[RowProblem, ...] = ()  # what else is wrong with the same row

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *map(str, self.others)])


class PassedOver(InputError):
    """A file or sheet that was not read: of a kind that is none, or empty. It has no row in results."""

    def __init__(self, place: str, remedy: str) -> None:
        """Take the file or sheet and what to do with it."""
        super().__init__(_("没有查"), Place(place), remedy)

    def __str__(self) -> str:
        """One line: what was not read, and what to do."""
        return _("没有查：{place}（{remedy}）").format(place=self.place, remedy=self.remedy)


class Kept(NamedTuple):
    """What of a table's row is carried over to the result as it is: the cells of columns that are not judged.

    Of a row that cannot be read also its title and unit, where those can be.
    """

    own: str = ""
    title: str = ""
    unit: str = ""


class BatchItem(NamedTuple):
    """A case with its pack, or (both None) the error; ``kept``: what else its row holds."""

    where: Where
    case: Case | None
    pack: Pack | None
    error: InputError | None = None
    kept: Kept = Kept()
