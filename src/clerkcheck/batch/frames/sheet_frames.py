"""The sheets of workbooks, and whatever else is read row by row, as batches for the columnar engine."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import polars as pl

from clerkcheck.batch.frames.pack_judge import ROW, JudgingContext, PackJudge, kinds_of
from clerkcheck.batch.frames.table_judge import Odd, TableJudge
from clerkcheck.batch.sources.heading_map import HeadingMap
from clerkcheck.batch.sources.source_sheet import Sheet
from clerkcheck.batch.sources.table_rows import TableReader, cell_shown

_ROWS_AT_ONCE = 8192
_KINDS: dict[str, Any] = {"codes": pl.UInt32(), "number": pl.Float64(), "text": pl.String()}

Rows = Sequence[tuple[int, Sequence[Any]]]


def rehearsed(head: Sheet | None, context: JudgingContext) -> "SheetJudge | None":
    """Judge a sheet's first rows, for nothing but to have read, planned and counted what the others will ask for, too.

    None where that fails, whatever for: it is met again with the whole sheet, and told then.
    """
    if head is None:
        return None
    quiet = context._replace(rules=context.rules._replace(unplaced=lambda _path, _error: None))
    try:
        judge = SheetJudge(TableReader(head, quiet.rules), quiet)
        for _batch in judge.batches():
            pass
    except Exception:
        return None
    return judge


class SheetJudge(TableJudge):
    """Judges one sheet of a workbook or one Parquet table, some thousand rows at a time."""

    def __init__(self, reader: TableReader, context: JudgingContext) -> None:
        """Take the sheet's reader, and by what its cases are judged."""
        super().__init__(reader, context)
        self.rows = self.reader.below.rows()

    def take_over(self, rehearsal: "SheetJudge | None") -> None:
        """Go on with what a rehearsal has made ready, where its sheet turns out to be the beginning of this one."""
        if rehearsal is not None and _head_of(rehearsal.reader.sheet) == _head_of(self.reader.sheet):
            self.judges, self.reader.maps = rehearsal.judges, rehearsal.reader.maps

    def kinds(self, heading_map: HeadingMap) -> dict[int, Any]:
        """Return the kinds of the columns: each pack has frames of its own."""
        texts = {place: pl.String() for place, _header in (*heading_map.foreign, *self.reader.own)}
        texts |= {each.place: pl.String() for each in heading_map.units.values() if not each.alone}
        return texts | {place: _KINDS[what] for place, what in kinds_of(heading_map).items()}

    def pieces(self) -> Iterator[Rows]:
        """Yield some thousand rows at a time; raises InputError where the file cannot be read on."""
        while piece := list(islice(self.rows, _ROWS_AT_ONCE)):
            yield piece

    def sorted_out(self, piece: Rows) -> tuple[list[tuple[PackJudge, pl.DataFrame]], Odd]:
        """Return the sound rows of each pack as typed columns, and the odd ones as they are."""
        sound = []
        odd: set[int] = set()
        for judge, rows in self._by_pack(piece):
            if judge is None:
                odd.update(number for number, _row in rows)
                continue
            good, left = judge.split(*self._raw(judge, rows))
            sound.append((judge, good))
            odd.update(left[ROW])
        return sound, [row for row in piece if row[0] in odd] if odd else []

    def _raw(self, judge: PackJudge, rows: Rows) -> tuple[pl.DataFrame, list[int]]:
        """The rows as a raw frame, and the numbers of those wider than the header."""
        cells = list(zip(*(row for _number, row in rows), strict=False))
        columns = {str(place): column.encode_cells(cells[place]) for place, column in judge.columns.items()}
        as_they_are = [*map(int, judge.foreign), *(place for place, _header in self.reader.own)]
        as_they_are += [each.place for each in judge.units if each.own]
        columns |= {str(place): pl.Series(list(map(_text, cells[place])), dtype=pl.String) for place in as_they_are}
        numbers = pl.Series([number for number, _row in rows], dtype=pl.UInt32)
        return pl.DataFrame({ROW: numbers} | columns), [number for number, row in rows if len(row) > self.width]

    def _by_pack(self, piece: Rows) -> Iterator[tuple[PackJudge | None, Rows]]:
        """The rows of each pack with what judges them; None for rows that name no pack there is."""
        at = self.reader.pack_at
        if at is None:
            yield next(iter(self.judges.values())), piece
            return
        of_pack: dict[PackJudge | None, list[tuple[int, Sequence[Any]]]] = {}
        known: dict[Any, PackJudge | None] = {}
        for number, row in piece:
            cell = row[at]
            if cell not in known:
                known[cell] = self.judge_at(cell)
            of_pack.setdefault(known[cell], []).append((number, row))
        yield from of_pack.items()


def _head_of(sheet: Sheet) -> tuple[Any, ...]:
    """All that tells how the rows of a table are to be read."""
    return sheet.where, sheet.header, sheet.header_row, sheet.line, sheet.levels, sheet.name


def _text(cell: Any) -> str | None:
    """What a cell (as ``raw_cell`` gives it) shows, None for nothing."""
    return (cell if cell.__class__ is str else cell_shown(cell)) or None
