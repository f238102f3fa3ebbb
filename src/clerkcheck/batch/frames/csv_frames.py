"""A CSV file (UTF-8, with or without BOM) as batches for the columnar engine, some megabytes at a time.

Polars reads the cells as codes of the different texts of each column.
"""

import codecs
import csv
import os
from collections.abc import Iterator
from itertools import count
from typing import Any

import polars as pl

from clerkcheck.batch.frames.not_columnar import NotColumnar
from clerkcheck.batch.frames.pack_judge import ROW, JudgingContext, PackJudge, kinds_of
from clerkcheck.batch.frames.table_judge import Odd, TableJudge
from clerkcheck.batch.sources.header_rows import Known
from clerkcheck.batch.sources.heading_map import HeadingMap
from clerkcheck.batch.sources.headings import is_ignored, looks_like_header
from clerkcheck.batch.sources.items import Where
from clerkcheck.batch.sources.source_sheet import Meter, Sheet
from clerkcheck.batch.sources.table_rows import TableReader
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError

BLOCK = 10 << 20  # bytes
_LONGEST_ROW = 1 << 20
_MOST_ROWS = 1 << 16
_unique = count()


class CsvJudge(TableJudge):
    """Judges one CSV file, block by block."""

    def __init__(self, path: str, context: JudgingContext, meter: Meter, *, size: int | None = None) -> None:
        """Read the header; rows will be read about ``size`` bytes (``BLOCK``) at a time, and the meter told.

        Raises InputError where the header cannot be understood, NotColumnar.
        """
        sheet = Sheet(Where(path), _header(path, context.rules.known(path)), 1, iter(()))
        super().__init__(TableReader(sheet, context.rules), context)
        self.path, self.meter, self.size = path, meter, size or BLOCK
        self.raw_kinds: dict[int, Any] = dict.fromkeys(range(self.width), pl.String())
        self.otherwise: dict[int, dict[str, Any]] = {}  # by pack, the columns that it sees otherwise
        self.kind_column = ""
        self.by_code: list[PackJudge | None] = []  # by the code of the cell in the column ``pack``

    def prepare(self) -> None:
        """Settle by the pack of rows that name none, else of the first row, which columns have few different texts."""
        at = self.reader.pack_at
        first = "" if at is None or self.context.rules.pack is not None else _first_cell(self.path, at)
        try:
            heading_map = self.reader.map_at(first, self.where._replace(row=2))
        except InputError as error:
            raise NotColumnar(str(error)) from error
        for place, what in kinds_of(heading_map).items():
            if what == "codes":
                self.raw_kinds[place] = _codes()
        judge = self.judge_at(first)
        assert judge is not None
        self.kind_column = next((each.raw for each in judge.columns.values() if each.name == "kind"), "")

    def kinds(self, heading_map: HeadingMap) -> dict[int, Any]:
        """Return the kinds of the columns; those of a further pack that sees some otherwise are made for its rows."""
        found = {
            place: pl.String() if what != "codes" else _codes()
            for place, what in kinds_of(heading_map).items()
            if (what == "codes") is (self.raw_kinds[place] == pl.String)
        }
        self.otherwise[id(heading_map.pack)] = {str(place): kind for place, kind in found.items()}
        return self.raw_kinds | found

    def pieces(self) -> Iterator[pl.DataFrame]:
        """Yield raw frames; raises NotColumnar where Polars cannot read on."""
        kinds = {str(place): kind for place, kind in self.raw_kinds.items()}
        row = 2  # the header is row 1
        read, whole = 0, os.path.getsize(self.path) or 1
        for number, block in enumerate(blocks(self.path, self.size)):
            raw = _parsed(block, kinds, row, skip=0 if number else 1)
            row += raw.height
            read += len(block)
            self.meter.part = min(1.0, read / whole)
            yield from raw.iter_slices(_MOST_ROWS)  # of a table with few columns a block has very many rows

    def sorted_out(self, piece: pl.DataFrame) -> tuple[list[tuple[PackJudge, pl.DataFrame]], Odd]:
        """Return the sound rows of each pack as typed columns, and the odd ones as they are, empty lines left out."""
        if not self.kind_column or piece[self.kind_column].null_count():
            piece = piece.filter(~pl.all_horizontal(pl.exclude(ROW).is_null()))
        sound, odd = [], []
        for judge, rows in self._by_pack(piece):
            if judge is None:
                odd.append(rows)
                continue
            for place, column in judge.columns.items():
                column.encode_texts(rows[str(place)])
            good, left = judge.split(rows)
            sound.append((judge, good))
            odd.append(left)
        cells = [(number, [cell or "" for cell in row]) for rows in odd for number, *row in rows.iter_rows()]
        cells.sort(key=lambda row: row[0])
        below = self.reader.below
        kept = []
        for number, row in cells:
            if not below.is_none(number, row):
                kept.append((number, row))
            elif below.unit_changed_at:  # at once: a later row may say the first unit again
                raise NotColumnar(_("第 {row} 行换了金额的单位").format(row=number))
        if len(kept) < len(cells):
            none = {number for number, _row in cells}.difference(number for number, _row in kept)
            piece = piece.filter(~pl.col(ROW).is_in(list(none)))
        if below.following is not None:
            raise NotColumnar(_("第 {row} 行又是表头").format(row=below.following.header_row))
        unheaded = [place for place, name in enumerate(self.reader.header) if not name]
        filled = [place for place in unheaded if piece[str(place)].count()]
        below.counted(piece.height, filled)
        return sound, kept

    def _by_pack(self, rows: pl.DataFrame) -> Iterator[tuple[PackJudge | None, pl.DataFrame]]:
        """The rows of each pack with what judges them; None for rows that name no pack there is."""
        if self.reader.pack_at is None:
            yield next(iter(self.judges.values())), rows
            return
        packs = rows[str(self.reader.pack_at)]
        codes = packs.to_physical()
        top = codes.max()
        fresh = range(len(self.by_code), top + 1 if isinstance(top, int) else 0)
        self.by_code += map(self.judge_at, pl.Series(fresh, dtype=pl.UInt32).cat.to(packs.dtype).cast(pl.String))
        of_pack: dict[PackJudge | None, list[int | None]] = {}
        for code in codes.unique():
            of_pack.setdefault(self.judge_at("") if code is None else self.by_code[code], []).append(code)
        for judge, mine in of_pack.items():
            of_one = rows if len(of_pack) == 1 else rows.filter(codes.is_in(mine, nulls_equal=True))
            seen = self.otherwise[id(judge.pack)].items() if judge is not None else ()
            yield judge, of_one.with_columns(pl.col(name).cast(kind) for name, kind in seen) if seen else of_one


def _codes() -> pl.Categorical:
    """A kind of column of its own: codes of the different texts that stand there."""
    return pl.Categorical(pl.Categories(f"{next(_unique)}", namespace=__name__))


def _first_cell(path: str, place: int) -> str:
    """The first cell of a column that is not empty."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            return next((row[place] for row in rows if len(row) > place and row[place].strip()), "")
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotColumnar(_unread(error)) from error


def _unread(error: Exception) -> str:
    """Why the cells of a table cannot be told apart by what reads columns."""
    return _("不是 UTF-8 的 CSV") if isinstance(error, UnicodeDecodeError) else _("引号不成对，或有的行列数与表头不同")


def blocks(path: str, size: int) -> Iterator[bytes]:
    """Yield a CSV file in pieces of about ``size`` bytes that end where a row ends; raises NotColumnar for a lone
    quote.

    Read like this rather than mapped into memory, where a large file would count as the program's own memory.
    """
    rest = b""
    with open(path, "rb") as file:
        if file.read(3) != codecs.BOM_UTF8:
            file.seek(0)
        while piece := file.read(size):
            held = rest + piece
            end = held.rfind(b"\n") + 1
            while end and held.count(b'"', 0, end) % 2:  # this line break stands inside a quoted cell
                end = held.rfind(b"\n", 0, end - 1) + 1
            if len(held) - end > _LONGEST_ROW + size:
                raise NotColumnar(_("引号不成对，或有一行太长"))
            rest = held[end:]
            if end:
                yield held[:end]
    if rest:
        yield rest


def _parsed(block: bytes, kinds: dict[str, Any], row: int, *, skip: int) -> pl.DataFrame:
    try:
        return pl.read_csv(
            # A header of its own, so that a first row that is short is filled up as any other.
            ",".join(kinds).encode() + b"\n" + block,
            schema=kinds,
            skip_rows_after_header=skip,
            row_index_name=ROW,
            row_index_offset=row,
        )
    except pl.exceptions.NoDataError:
        return pl.DataFrame()
    except pl.exceptions.PolarsError as error:
        raise NotColumnar(_unread(error)) from error


def _header(path: str, known: Known) -> tuple[str, ...]:
    """The headings of the first line, where they are that beyond doubt; raises NotColumnar for all else."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            first = next(csv.reader(file), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotColumnar(_unread(error)) from error
    header = tuple(cell.strip() for cell in first)
    if not looks_like_header(first, known) or not all(is_ignored(each) or known(each) for each in header):
        raise NotColumnar(_("第一行不是表头，或有认不出的列名"))
    return header
