"""The files of a pack that somebody hands over, as a folder or as a .zip: read as data, bounded, never unpacked as is.

Only what a pack is made of is taken: its .yaml files, and those of its folder ``scenarios``. A name in an archive that
leads out of it, a link, a pipe or a device refuses the whole.
"""

import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import MEGABYTE, read_bytes
from clerkcheck.reading.reach import stays_here

SCENARIOS = "scenarios"  # the folder, beside the pack's files, of the cases that its keeper tries it with
_HEAD, _ENDING = "pack.yaml", ".yaml"
_LARGEST, _LARGEST_OF_ALL, _MOST_FILES = 4 * MEGABYTE, 16 * MEGABYTE, 300
_MOST_ENTRIES = 2000  # of an archive, whatever they are
_CHINESE = ("utf-8", "gbk")  # of names in archives that do not say in which encoding they are
_OLD_NAMES = "cp437"  # by which such names are read


class Incoming(NamedTuple):
    """``files``: what is taken, by its path within the pack. ``passed``: how many other files were left out."""

    files: dict[str, bytes]
    passed: int


def read_incoming(source: str) -> Incoming:
    """Return the files of the pack in a folder or a .zip; raises InputError where it is none, or cannot be trusted."""
    if not stays_here(source):
        raise InputError(_("没有这个文件或文件夹"), Place(source), _("给规则包的文件夹，或装着它的 .zip"))
    return _in_folder(source) if os.path.isdir(source) else _in_archive(source)


def _in_folder(source: str) -> Incoming:
    if not os.path.lexists(os.path.join(source, _HEAD)):
        raise InputError(_("这个文件夹里没有 pack.yaml，不是规则包"), Place(source), _("给规则包自己的文件夹"))
    found, passed = {}, 0
    for name, entry in _entries(source):
        if not _is_taken(name):
            passed += entry.is_file(follow_symlinks=False)
            continue
        if entry.is_symlink():
            raise InputError(_("{name} 是链接，不收").format(name=name), Place(source), _("换成文件本身"))
        found[name] = read_bytes(entry.path, limit=_LARGEST)
        _hold_to_measure(found, source)
    return Incoming(found, passed)


def _entries(source: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    inside = os.path.join(source, SCENARIOS)
    with os.scandir(source) as entries:
        yield from ((entry.name, entry) for entry in sorted(entries, key=lambda entry: entry.name))
    if os.path.islink(inside):
        raise InputError(_("{name} 是链接，不收").format(name=SCENARIOS), Place(source), _("换成文件夹本身"))
    if os.path.isdir(inside):
        with os.scandir(inside) as entries:
            yield from ((f"{SCENARIOS}/{entry.name}", entry) for entry in sorted(entries, key=lambda each: each.name))


def _in_archive(source: str) -> Incoming:
    data = read_bytes(source, limit=_LARGEST_OF_ALL)
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_ENTRIES:
                raise InputError(_("里面有 {n} 个文件，不像是规则包").format(n=len(entries)), Place(source))
            return _taken(archive, [(_safe_name(entry, source), entry) for entry in entries], source)
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        remedy = _("给规则包的文件夹，或把它重新压成 .zip（不加密）")
        raise InputError(_("不是 .zip，或者已损坏、加了密"), Place(source), remedy) from None


def _safe_name(entry: ZipInfo, source: str) -> str:
    """The path of an entry within the archive; raises InputError for one that leads out of it, and for links."""
    name = entry.orig_filename
    if not entry.flag_bits & 0x800:
        name = _in_chinese(name)
    name = name.replace("\\", "/")
    mode = entry.external_attr >> 16
    odd = stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR)
    if odd or name.startswith("/") or ":" in name or "\0" in name or ".." in name.split("/"):
        message = _("里面的“{name}”是链接，或者要写到规则包以外，整个不收").format(name=name)
        raise InputError(message, Place(source), _("向给你的人核实；或解开看过，再给文件夹"))
    return name


def _in_chinese(name: str) -> str:
    for encoding in _CHINESE:
        try:
            return name.encode(_OLD_NAMES).decode(encoding)
        except UnicodeError:
            continue
    return name


def _taken(archive: ZipFile, entries: list[tuple[str, ZipInfo]], source: str) -> Incoming:
    heads = [name for name, _entry in entries if name.split("/")[-1] == _HEAD and name.count("/") <= 1]
    heads = [name for name in heads if not name.startswith("__MACOSX/")]
    if len(heads) != 1:
        message = _("里面没有 pack.yaml，不是规则包") if not heads else _("里面有几个规则包")
        raise InputError(message, Place(source), _("一个 .zip 装一个规则包的文件夹"))
    base = heads[0].removesuffix(_HEAD)
    found: dict[str, bytes] = {}
    passed = 0
    for name, entry in entries:
        inside = name.removeprefix(base)
        if entry.is_dir() or not name.startswith(base) or not _is_taken(inside):
            passed += not entry.is_dir() and not name.startswith("__MACOSX/")
            continue
        if inside.casefold() in map(str.casefold, found):
            raise InputError(_("里面有两个 {name}").format(name=inside), Place(source), _("只留一个"))
        with archive.open(entry) as file:  # what the archive says of its size is not relied on
            found[inside] = file.read(_LARGEST + 1)
        if len(found[inside]) > _LARGEST:
            raise InputError(_("里面的 {name} 太大，不像是规则包的文件").format(name=inside), Place(source))
        _hold_to_measure(found, source)
    return Incoming(found, passed)


def _is_taken(name: str) -> bool:
    folder, _slash, file = name.rpartition("/")
    return folder in ("", SCENARIOS) and file.endswith(_ENDING) and not file.startswith(".")


def _hold_to_measure(files: dict[str, bytes], source: str) -> None:
    if len(files) > _MOST_FILES or _size(files.values()) > _LARGEST_OF_ALL:
        n = _LARGEST_OF_ALL // MEGABYTE
        message = _("里面的东西太多（最多 {m} 个文件、{n} MB），不像是规则包").format(m=_MOST_FILES, n=n)
        raise InputError(message, Place(source), _("核对给的是不是规则包"))


def _size(files: Iterable[bytes]) -> int:
    return sum(map(len, files))
