"""Compound files ([MS-CFB]), in which .xls, .et, .doc and .wps keep their streams; so do workbooks with a password."""

import struct
from itertools import islice

from clerkcheck.batch.sources.workbook_parts import MOST_BYTES
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # from here on a sector's number says something else
_ENTRY = 128  # bytes of an entry of the directory


class CompoundFile:
    """The streams of one file, by name."""

    def __init__(self, path: str) -> None:
        """Read the directory; raises InputError where the file is damaged or too large."""
        self.path = path
        with open(path, "rb") as file:
            self._data = file.read(MOST_BYTES // 4 + 1)
        if len(self._data) > MOST_BYTES // 4:
            raise InputError(_("太大，没有读"), Place(path), _("用 WPS 或 Excel 另存为 .csv 再查"))
        try:
            self._open()
        except (struct.error, IndexError, ValueError):
            raise self._damaged() from None

    def stream(self, name: str) -> bytes:
        """Return a stream's bytes; raises InputError where the file is damaged. KeyError where there is none."""
        start, size = self.streams[name]
        try:
            if size < self._cutoff:
                return b"".join(self._small[at * 64 : at * 64 + 64] for at in self._chain(start, self._mini))[:size]
            return self._whole(start)[:size]
        except (struct.error, IndexError, ValueError):
            raise self._damaged() from None

    def _damaged(self) -> InputError:
        return InputError(_("文件损坏，读不了"), Place(self.path), _("用 WPS 或 Excel 打开，另存为 .xlsx 再查"))

    def _open(self) -> None:
        head = self._data[:512]
        shift, self._cutoff = struct.unpack_from("<H", head, 30)[0], struct.unpack_from("<I", head, 56)[0]
        if shift not in (9, 12):
            raise ValueError
        self._size = 1 << shift
        directory, mini, extended = (struct.unpack_from("<I", head, at)[0] for at in (48, 60, 68))
        sectors = list(struct.unpack_from("<109I", head, 76))
        seen = 0
        while extended < _LAST and seen < 1 << 16:
            *more, extended = struct.unpack(f"<{self._size // 4}I", self._sector(extended))
            sectors += more
            seen += 1
        self._fat = [
            each for at in sectors if at < _LAST for each in struct.unpack(f"<{self._size // 4}I", self._sector(at))
        ]
        self._mini = [
            each
            for at in self._chain(mini, self._fat)
            for each in struct.unpack(f"<{self._size // 4}I", self._sector(at))
        ]
        self.streams: dict[str, tuple[int, int]] = {}
        self._small = b""
        entries = self._whole(directory)
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            self._entry(entries[at : at + _ENTRY])

    def _entry(self, entry: bytes) -> None:
        length, kind = struct.unpack_from("<HB", entry, 64)
        start, size = struct.unpack_from("<II", entry, 116)
        if kind == 5:
            self._small = self._whole(start)
        elif kind == 2:
            self.streams[entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")] = start, size

    def _sector(self, at: int) -> bytes:
        place = (at + 1) * self._size
        found = self._data[place : place + self._size]
        return found.ljust(self._size, b"\0") if found else b"\0" * self._size

    def _chain(self, at: int, table: list[int]) -> list[int]:
        """The numbers of a stream's sectors; one that goes round in a circle ends."""
        found: list[int] = []
        for _step in islice(iter(int, 1), len(table) + 1):
            if at >= _LAST:
                break
            found.append(at)
            at = table[at]
        return found

    def _whole(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self._fat)))
