"""The sheets of workbooks, and whatever else is read row by row, as batches for the columnar engine."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import polars as pl

from clerkcheck.batch.columnar_tables import ROW, Grounds, NotColumnar, Odd, TableJudge
from clerkcheck.batch.rows import TableReader
from clerkcheck.batch.tables import Sheet
from clerkcheck.cases.model import Case

_ROWS_AT_ONCE = 4096
_AT = "at"  # a row's place in its piece

Rows = list[tuple[int, Sequence[Any]]]


class SheetJudge(TableJudge):
    """Judges one sheet."""

    def __init__(self, sheet: Sheet, grounds: Grounds) -> None:
        """Take the sheet. Raises InputError where its header cannot be understood, NotColumnar."""
        self.reader = TableReader(sheet, lambda _name: grounds.pack, grounds.pack)
        if self.reader.pack_at is not None:
            raise NotColumnar("pack")
        super().__init__(self.reader.header, sheet.where, grounds, typed=True)
        self.sheet = sheet

    def pieces(self) -> Iterator[Rows]:
        """Yield some thousand rows at a time; raises InputError where the file cannot be read on."""
        rows = iter(self.sheet.rows)
        while piece := list(islice(rows, _ROWS_AT_ONCE)):
            yield piece

    def sorted_out(self, piece: Rows) -> tuple[pl.DataFrame, Odd]:
        """Return the sound rows as typed columns, and the odd ones as they are."""
        cells = list(zip(*(row for _number, row in piece), strict=False))  # rows wider than the header are odd
        raw = pl.DataFrame(
            {ROW: [number for number, _row in piece], _AT: range(len(piece))}
            | {str(place): column.taken(cells[place]) for place, column in self.columns.items()},
            schema_overrides={ROW: pl.UInt32},
        )
        self.work_out_dues()
        wide = [place for place, (_number, row) in enumerate(piece) if len(row) > self.width]
        doubtful = self.doubtful() | pl.col(_AT).is_in(wide) if wide else self.doubtful()
        odd = raw.filter(doubtful)[_AT].to_list()
        sound = raw.filter(~pl.col(_AT).is_in(odd)) if odd else raw
        return self.typed(sound), [piece[place] for place in odd]

    def case(self, number: int, cells: Sequence[Any]) -> Case:
        """Return the case in an odd row; raises RowProblem."""
        return self.reader.case(number, cells)
