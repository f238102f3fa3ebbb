"""What comes out of a source one after the other: a case ready to judge, or the error that kept it from being read."""

from typing import NamedTuple

from clerkcheck.cases.model import Case
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reading.errors import InputError, Place


class Where(NamedTuple):
    """Where a case stood: a file; in a table also the sheet ("" where there are none) and the row, counted from 1."""

    source: str
    sheet: str = ""
    row: int | None = None

    def __str__(self) -> str:
        """Chinese, such as ``台账.xlsx（工作表“议题”） 第 5 行``."""
        named = (
            self.source if not self.sheet else _("{file}（工作表“{sheet}”）").format(file=self.source, sheet=self.sheet)
        )
        return named if self.row is None else _("{place} 第 {row} 行").format(place=named, row=self.row)

    def place(self, column: int | None = None, header: str = "") -> Place:
        """Return the place for an error message; ``column`` is counted from 1."""
        return Place(str(self._replace(row=None)), self.row, column, header)


class RowProblem(InputError):
    """A cell that cannot be read: where it stands, the heading of its column, what it holds, what was expected."""

    def __init__(self, message: str, where: Where, remedy: str, *, column: int | None = None, header: str = "",
                 value: str = "") -> None:  # fmt: skip
        """Take the three parts of an InputError and the parts of its place; ``column`` is counted from 1."""
        super().__init__(message, where.place(column, header), remedy)
        self.where, self.header, self.value = where, header, value


class Item(NamedTuple):
    """A case with its pack, or (both None) the error."""

    where: Where
    case: Case | None
    pack: Pack | None
    error: InputError | None = None
