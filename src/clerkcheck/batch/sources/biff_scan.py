"""What an .xls sheet ([MS-XLS], BIFF8) says that python-calamine does not: formats, errors, hidden rows, merges."""

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from clerkcheck.batch.sources.biff_texts import Runs, formatted_texts, is_struck
from clerkcheck.batch.sources.cell_readers import BadCell
from clerkcheck.batch.sources.compound_file import CompoundFile
from clerkcheck.batch.sources.number_formats import BUILT_IN, matters
from clerkcheck.batch.sources.source_sheet import Range
from clerkcheck.batch.sources.workbook_parts import Styles
from clerkcheck.batch.sources.workbook_scan import Marks, error_cell, partly_struck
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

_BOF, _EOF, _FONT, _FORMAT, _XF, _BOUNDSHEET, _FILEPASS = 0x809, 0x0A, 0x31, 0x41E, 0xE0, 0x85, 0x2F
_ROW, _NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR, _MERGED = 0x208, 0x203, 0x27E, 0xBD, 0x06, 0x205, 0xE5
_SHARED, _SST, _CONTINUE, _COLUMNS = 0xFD, 0xFC, 0x3C, 0x7D
_TEXTS = (_SHARED, 0x204, 0xD6)  # cells that hold a text
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


class BiffSheet(NamedTuple):
    """A sheet: its name, whether it can be seen, and where its records begin."""

    name: str
    visible: bool
    start: int


class BiffBook:
    """The records of one workbook."""

    def __init__(self, file: CompoundFile) -> None:
        """Read what stands before the sheets; raises InputError for a password, or a workbook older than Excel 97."""
        if "Workbook" not in file.streams:
            message = _("是 Excel 95 或更早的文件，读不了")
            raise InputError(message, Place(file.path), _("用 WPS 或 Excel 打开，另存为 .xlsx 再查"))
        self._data = file.stream("Workbook")
        self.sheets: list[BiffSheet] = []
        formats: list[int] = []
        fonts: list[int] = []
        struck: list[bool] = []
        codes = dict(BUILT_IN)
        for kind, body in self._records(0):
            if kind == _FILEPASS:
                raise InputError(_("有密码保护"), Place(file.path), _("去掉密码再查"))
            if kind == _BOUNDSHEET and body[5] == 0:
                start, state = struct.unpack_from("<IB", body)
                self.sheets.append(BiffSheet(_text(body[6:], 1), state & 3 == 0, start))
            elif kind == _FONT:
                struck.append(bool(struct.unpack_from("<H", body, 2)[0] & 8))
                if len(struck) == 4:
                    struck.append(False)  # there is no font number 4
            elif kind == _FORMAT:
                codes[struct.unpack_from("<H", body)[0]] = _text(body[2:], 2)
            elif kind == _XF:
                font, code = struct.unpack_from("<HH", body)
                fonts.append(font)
                formats.append(code)
        self.styles = Styles(
            {at: codes[code] for at, code in enumerate(formats) if codes.get(code) and matters(codes[code])},
            frozenset(at for at, font in enumerate(fonts) if font < len(struck) and struck[font]),
        )
        self._struck_fonts = frozenset(at for at, each in enumerate(struck) if each)
        shared = self._shared_texts() if self._struck_fonts else []  # else it does not matter how they are formatted
        self._formatted: dict[int, tuple[int, Runs]] = {
            number: (length, runs) for number, length, runs in formatted_texts(shared)
        }

    def marks(self, sheet: BiffSheet) -> tuple[Marks, tuple[Range, ...]]:
        """Return what is to be known of a sheet's cells and rows, and its merged ranges."""
        cells: dict[int, dict[int, BadCell | str]] = {}
        hidden: set[int] = set()
        struck: set[int] = set()
        merged: list[Range] = []
        columns: list[tuple[int, int]] = []
        for kind, body in self._records(sheet.start):
            if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
                hidden.add(struct.unpack_from("<H", body)[0] + 1)
            elif kind == _COLUMNS and struct.unpack_from("<H", body, 8)[0] & 1:
                columns.append(struct.unpack_from("<HH", body))
            elif kind == _MERGED:
                merged += _ranges(body)
            for row, column, style, mark in _cells(kind, body, self.styles.formats):
                out = self._is_struck(kind, body, style)
                if mark is not None or out is None:
                    cells.setdefault(row + 1, {})[column] = partly_struck() if mark is None else mark
                if out:
                    struck.add(row + 1)
        return Marks(cells, frozenset(hidden), frozenset(struck), tuple(columns)), tuple(merged)

    def _shared_texts(self) -> list[bytes]:
        """The record of the texts that cells share, and those that continue it."""
        found: list[bytes] = []
        before = 0
        for kind, body in self._records(0):
            if kind == _SST or (kind == _CONTINUE and before == _SST):
                found.append(body)
            before = before if kind == _CONTINUE else kind
        return found

    def _is_struck(self, kind: int, body: bytes, style: int) -> bool | None:
        """Whether what a cell holds is struck through; None where only some words of it are."""
        first = style in self.styles.struck
        shared = struct.unpack_from("<I", body, 6)[0] if kind == _SHARED else None
        if shared not in self._formatted:
            return first
        return is_struck(*self._formatted[shared], first=first, fonts=self._struck_fonts)

    def _records(self, at: int) -> Iterator[tuple[int, bytes]]:
        """The records of the globals or of a sheet, those of charts within it left out."""
        depth = 0
        while at + 4 <= len(self._data):
            kind, length = struct.unpack_from("<HH", self._data, at)
            body = self._data[at + 4 : at + 4 + length].ljust(length, b"\0")
            at += 4 + length
            if kind == _BOF:
                depth += 1
            elif kind == _EOF:
                depth -= 1
                if depth <= 0:
                    return
            elif depth == 1 and len(body) >= _LEAST.get(kind, 0):
                yield kind, body


_LEAST = {_ROW: 16, _NUMBER: 14, _RK: 10, _MULRK: 12, _FORMULA: 20, _BOOLERR: 8, _MERGED: 2, _FONT: 14, _FORMAT: 5,
          _XF: 4, _BOUNDSHEET: 8, _COLUMNS: 10, **dict.fromkeys(_TEXTS, 6), _SHARED: 10}  # fmt: skip


def _cells(kind: int, body: bytes, formats: Mapping[int, str]) -> Iterator[tuple[int, int, int, BadCell | str | None]]:
    """The cells of a record: row and column from 0, style, and what is to be known of it."""
    if kind in (_NUMBER, _RK, _FORMULA, _BOOLERR, *_TEXTS):
        row, column, style = struct.unpack_from("<HHH", body)
        mark: BadCell | str | None = None
        if kind == _BOOLERR and body[7]:
            mark = error_cell(_ERRORS.get(body[6], ""))
        elif kind == _FORMULA and body[12:14] == b"\xff\xff":
            mark = error_cell(_ERRORS.get(body[8], "")) if body[6] == 2 else None
        elif kind in (_NUMBER, _RK, _FORMULA):
            mark = formats.get(style)
        yield row, column, style, mark
    elif kind == _MULRK:
        row, first = struct.unpack_from("<HH", body)
        for place in range((len(body) - 6) // 6):
            style = struct.unpack_from("<H", body, 4 + 6 * place)[0]
            yield row, first + place, style, formats.get(style)


def _ranges(body: bytes) -> Iterator[Range]:
    number = min(struct.unpack_from("<H", body)[0], (len(body) - 2) // 8)
    for at in range(number):
        top, bottom, left, right = struct.unpack_from("<4H", body, 2 + 8 * at)
        yield (top, left), (bottom, right)


def _text(data: bytes, width: int) -> str:
    """A text that says its length in so many bytes, and then how wide its characters are."""
    length = int.from_bytes(data[:width], "little")
    wide, start = data[width] & 1, width + 1
    return (
        data[start : start + length * 2].decode("utf-16-le", "replace")
        if wide
        else data[start : start + length].decode("latin-1")
    )
