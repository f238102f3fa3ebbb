"""A CSV file (UTF-8, with or without BOM) as batches for the columnar engine, some megabytes at a time.

Polars reads the cells as codes of the different texts of each column.
"""

import codecs
import csv
import os
from collections.abc import Iterator
from typing import Any

import polars as pl

from clerkcheck.batch.columnar_tables import ROW, Grounds, NotColumnar, Odd, TableJudge
from clerkcheck.batch.items import Where
from clerkcheck.batch.tables import Meter

BLOCK = 16 << 20  # bytes
_LONGEST_ROW = 1 << 20


class CsvJudge(TableJudge):
    """Judges one CSV file."""

    def __init__(self, path: str, grounds: Grounds, meter: Meter, *, size: int | None = None) -> None:
        """Read the header; rows will be read about ``size`` bytes (``BLOCK``) at a time, and the meter told.

        Raises InputErrors for headings that cannot be placed, NotColumnar.
        """
        super().__init__(_header(path), Where(path), grounds, typed=False)
        self.path, self.meter, self.size = path, meter, size or BLOCK
        self.kind_column = next((each.raw for each in self.columns.values() if each.name == "kind"), "")

    def pieces(self) -> Iterator[pl.DataFrame]:
        """Yield raw frames; raises NotColumnar where Polars cannot read on."""
        row, kinds = 2, self.kinds()  # the header is row 1
        read, whole = 0, os.path.getsize(self.path) or 1
        for number, block in enumerate(blocks(self.path, self.size)):
            raw = _parsed(block, kinds, row, skip=0 if number else 1)
            row += raw.height
            read += len(block)
            self.meter.part = min(1.0, read / whole)
            if raw.height:
                yield raw

    def sorted_out(self, piece: pl.DataFrame) -> tuple[pl.DataFrame, Odd]:
        """Return the sound rows as typed columns, and the odd ones as they are; empty lines are left out."""
        for place, column in self.columns.items():
            column.learn(piece[str(place)])
        self.work_out_dues()
        filled = piece
        if not self.complete or piece[self.kind_column].null_count():
            filled = piece.filter(~pl.all_horizontal(pl.exclude(ROW).is_null()))
        odd = filled.filter(self.doubtful())
        sound = filled.join(odd.select(ROW), on=ROW, how="anti", maintain_order="left") if odd.height else filled
        return self.typed(sound), [(number, [cell or "" for cell in cells]) for number, *cells in odd.iter_rows()]


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
                raise NotColumnar("quote")
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
        raise NotColumnar(str(error)) from error


def _header(path: str) -> tuple[str, ...]:
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            header = tuple(cell.strip() for cell in next(csv.reader(file), []))
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotColumnar(str(error)) from error
    if sum(map(bool, header)) < 2:
        raise NotColumnar("header")
    return header
