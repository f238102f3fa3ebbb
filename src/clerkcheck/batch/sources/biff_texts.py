"""Which words of the texts that the cells of an .xls share are struck through ([MS-XLS] 2.4.265, 2.5.293)."""

import struct
from collections.abc import Container, Iterator, Sequence

_WIDE, _PHONETIC, _RICH = 1, 4, 8  # flags of a text

Runs = tuple[tuple[int, int], ...]  # from which character on, in which font


def formatted_texts(records: Sequence[bytes]) -> Iterator[tuple[int, int, Runs]]:
    """Yield of each text with fonts of its own its number, its length in characters, and its runs.

    ``records``: the bodies of the record SST and of those that continue it. What a damaged file lacks is left out.
    """
    if not records or len(records[0]) < 8:
        return
    reader = _Reader(records)
    try:
        for number in range(struct.unpack_from("<I", records[0], 4)[0]):
            length, flags = struct.unpack("<HB", reader.take(3))
            rich = struct.unpack("<H", reader.take(2))[0] if flags & _RICH else 0
            phonetic = struct.unpack("<I", reader.take(4))[0] if flags & _PHONETIC else 0
            reader.pass_characters(length, wide=bool(flags & _WIDE))
            runs = reader.take(4 * rich)
            reader.take(phonetic)
            if rich:
                yield number, length, tuple(struct.iter_unpack("<HH", runs))
    except (struct.error, IndexError):
        return


def is_struck(length: int, runs: Runs, *, first: bool, fonts: Container[int]) -> bool | None:
    """Return whether a text is struck through; None where only some of its words are.

    ``first``: whether the words before the first run are; ``fonts``: those that strike through.
    """
    starts = [0, *(start for start, _font in runs), length]
    struck = [first, *(font in fonts for _start, font in runs)]
    found = {each for at, each in enumerate(struck) if min(starts[at + 1], length) > starts[at]}
    return found.pop() if len(found) == 1 else None if found else first


class _Reader:
    """Reads on from one record to the next."""

    def __init__(self, records: Sequence[bytes]) -> None:
        self._records, self._record, self._at = records, 0, 8

    def take(self, size: int) -> bytes:
        """Return so many bytes; raises IndexError where there are no more."""
        found = b""
        while len(found) < size:
            if self._at >= len(self._records[self._record]):
                self._record, self._at = self._record + 1, 0
            piece = self._records[self._record][self._at : self._at + size - len(found)]
            self._at += len(piece)
            found += piece
        return found

    def pass_characters(self, number: int, *, wide: bool) -> None:
        """Pass over characters; where a record ends among them, the next says anew how wide they are."""
        while number:
            there = (len(self._records[self._record]) - self._at) >> wide
            if not there:
                self._record, self._at = self._record + 1, 1
                wide = bool(self._records[self._record][0] & _WIDE)
                continue
            self._at += min(number, there) << wide
            number -= min(number, there)
