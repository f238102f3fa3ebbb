"""The parts of an .xlsx file, read in pieces and never more of them than is safe; a workbook is a zip of XML parts.

python-calamine builds every sheet in memory as a full rectangle and takes what a zip unpacks to on trust; what it would
choke on is found here first, before it reads the file.
"""

import os
import posixpath
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import NamedTuple
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from clerkcheck.batch.sources.number_formats import BUILT_IN, matters
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

MOST_BYTES = 512 << 20  # of all parts together, unpacked
MOST_TEXT = 128 << 20  # of the texts that cells share, which are kept in memory
_MOST_SMALL = 16 << 20  # of a part that is read whole: the list of sheets, styles
_LONGEST_PIECE = 16 << 20  # without a row in it
_READ = 1 << 20
_PREFIX = re.compile(rb"<([A-Za-z_][\w.-]*:)?(?:worksheet|sst)\b")
_STRUCK = re.compile(rb'<(?:[\w.-]+:)?strike(?:\s+val="(?:1|true)")?\s*/>')
_RUN = re.compile(rb"<((?:[\w.-]+:)?)r>(.*?)</\1r>", re.DOTALL)
_BLANK_RUN = re.compile(rb"<(?:[\w.-]+:)?t\b[^>]*(?:/>|>\s*</)")
# What damaged zips and XML raise.
_DAMAGED = (
    BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, KeyError, ValueError,
    ElementTree.ParseError,
)  # fmt: skip


class Styles(NamedTuple):
    """The cell styles that matter, by number: formats that show more than the number, and struck-through fonts."""

    formats: Mapping[int, str] = MappingProxyType({})
    struck: frozenset[int] = frozenset()


def not_a_workbook(path: str) -> InputError:
    """Return the error for a file that is none, or is damaged."""
    said = os.path.splitext(path)[1].lower()
    ending = said if said in (".ods", ".xlsm", ".et") else ".xlsx"
    message = _("不是正确的 {ending} 文件").format(ending=ending)
    return InputError(message, Place(path), _("用电子表格软件打开，另存为 .xlsx"))


@contextmanager
def damage_told(path: str) -> Iterator[None]:
    """Turn what a damaged zip or damaged XML raises into an InputError."""
    try:
        yield
    except _DAMAGED:
        raise not_a_workbook(path) from None


class Package:
    """The parts of one workbook; use it with ``with``."""

    def __init__(self, path: str) -> None:
        """Open the file. Raises InputError where it is no zip, or unpacks to more than ``MOST_BYTES``."""
        self.path = path
        with damage_told(path):
            self._zip = ZipFile(path)  # closed by __exit__
            entries = self._zip.infolist()
            self._names = {_plain(entry.filename): entry.filename for entry in entries}
            parts = [name for entry in entries if (name := _plain(entry.filename)).startswith("xl/")]
            if len(set(parts)) != len(parts):  # of two parts with one name readers differ on which counts
                raise BadZipFile
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise self.too_much(MOST_BYTES)

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.close()

    def too_much(self, most: int) -> InputError:
        """Return the error for a file that unpacks to more bytes than it may."""
        message = _("解压后超过 {n} MB，没有读").format(n=most >> 20)
        return InputError(message, Place(self.path), _("核对文件；真有这么大的，另存为 .csv 再查"))

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return _plain(name) in self._names

    def size(self, name: str) -> int:
        """Return how many bytes a part is said to have, unpacked."""
        return self._zip.getinfo(self._names[_plain(name)]).file_size

    def stream(self, name: str, most: int = MOST_BYTES) -> Iterator[bytes]:
        """Yield a part's bytes; raises InputError beyond ``most``, and for damage."""
        total = 0
        with damage_told(self.path), self._zip.open(self._names[_plain(name)]) as part:
            while piece := part.read(_READ):
                total += len(piece)
                if total > most:
                    raise self.too_much(most)
                yield piece

    def whole(self, name: str) -> bytes:
        """Return the bytes of a part of at most 16 MiB; raises InputError for a larger one, and for damage."""
        return b"".join(self.stream(name, _MOST_SMALL))

    def prefix(self, name: str) -> bytes:
        """Return what stands before the names of a part's elements, such as ``x:``; usually nothing."""
        found = _PREFIX.search(next(self.stream(name), b""))
        return found[1] or b"" if found else b""

    def pieces(self, name: str, mark: bytes, most: int = MOST_BYTES) -> Iterator[bytes]:
        """Yield a part in pieces of about a megabyte, each of which ends before a ``mark`` (or with the part)."""
        held: list[bytes] = []
        length = 0
        for piece in self.stream(name, most):
            at = piece.rfind(mark)
            if at < 0:
                held.append(piece)
                length += len(piece)
                if length > _LONGEST_PIECE:
                    raise InputError(_("有一格太长，没有读"), Place(self.path), _("核对文件，另存为 .csv 再查"))
                continue
            yield b"".join([*held, piece[:at]])
            held, length = [piece[at:]], len(piece) - at
        yield b"".join(held)

    def sheet_parts(self) -> dict[str, str]:
        """Return the part of each sheet by the sheet's name."""
        with damage_told(self.path):
            targets = {
                each.get("Id"): each.get("Target", "") for each in self._xml("xl/_rels/workbook.xml.rels").iter()
            }
            found = {}
            for each in self._xml("xl/workbook.xml").iter():
                if each.tag.rpartition("}")[2] == "sheet":
                    link = next((value for key, value in each.items() if key.endswith("}id")), None)
                    found[each.get("name", "")] = _resolved(targets.get(link, ""))
            return found

    def recalculates(self) -> bool:
        """Whether the workbook asks to be worked out anew when it is opened, so that 0 may be no result."""
        with damage_told(self.path):
            asked = (each.get("fullCalcOnLoad") for each in self._xml("xl/workbook.xml").iter())
            return any(each in ("1", "true") for each in asked)

    def styles(self) -> Styles:
        """Return the cell styles that matter."""
        if not self.has("xl/styles.xml"):
            return Styles()
        with damage_told(self.path):
            return _styles(self._xml("xl/styles.xml"))

    def struck_texts(self) -> dict[int, bool]:
        """Return of the shared texts with words struck through by number whether all are; checks their length, too."""
        name = "xl/sharedStrings.xml"
        if not self.has(name):
            return {}
        opening = b"<" + self.prefix(name) + b"si"
        found: dict[int, bool] = {}
        number = 0
        for piece in self.pieces(name, opening, MOST_TEXT):
            if b"strike" not in piece:
                number += piece.count(opening)
                continue
            for text in piece.split(opening)[1:]:
                if has_struck_words(text):
                    found[number] = is_all_struck(text)
                number += 1
        return found

    def _xml(self, name: str) -> ElementTree.Element:
        data = self.whole(name)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise BadZipFile
        return ElementTree.fromstring(data)


def has_struck_words(text: bytes) -> bool:
    """Whether some words of a text in runs (ECMA-376, 18.4.4) are struck through."""
    return _STRUCK.search(text) is not None


def is_all_struck(text: bytes) -> bool:
    """Whether no word of a text in runs is left that is not struck through."""
    runs = [found[2] for found in _RUN.finditer(text)]
    return bool(runs) and all(has_struck_words(run) or _BLANK_RUN.search(run) for run in runs)


def _plain(name: str) -> str:
    """The name of a part as readers look it up."""
    return name.replace("\\", "/").lower()


def _resolved(target: str) -> str:
    """The part a relationship of the workbook leads to."""
    name = target.replace("\\", "/")
    if name.startswith("/"):
        return posixpath.normpath(name[1:])
    return posixpath.normpath(name if name.startswith("xl/") else f"xl/{name}")


def _styles(root: ElementTree.Element) -> Styles:
    def under(name: str) -> Iterator[ElementTree.Element]:
        """Iterate over the children of the part of that name; none where there is none."""
        parent = next((each for each in root if each.tag.endswith(f"}}{name}")), ())
        return iter(parent)

    codes = dict(BUILT_IN)
    for each in under("numFmts"):
        codes[int(each.get("numFmtId", "0"))] = each.get("formatCode", "")
    struck_fonts = {
        place
        for place, font in enumerate(under("fonts"))
        for each in font
        if each.tag.endswith("}strike") and each.get("val", "1") in ("1", "true")
    }
    formats, struck = {}, set()
    for place, each in enumerate(under("cellXfs")):
        code = codes.get(int(each.get("numFmtId", "0")), "")
        if code and matters(code):
            formats[place] = code
        if int(each.get("fontId", "0")) in struck_fonts:
            struck.add(place)
    return Styles(formats, frozenset(struck))
