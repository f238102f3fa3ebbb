"""Compiled packs, kept in the user's own cache folder and nowhere else, and known by what they were made from.

The compiled form holds code that is run, so it is read only from a folder that nobody but the user can enter
(:mod:`clerkcheck.reading.user_folders`), from a file of theirs that is no link, and only after its checksum: damaged
data could make ``marshal`` take all memory. Whatever is wrong with it, the pack is compiled from its sources again.
"""

import marshal
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any
from zlib import crc32

from clerkcheck import __version__
from clerkcheck.reading.files import MEGABYTE
from clerkcheck.reading.user_folders import cache_folder, is_own_folder, make_own_folder

_MAGIC = b"clerkcheck pack 1\n"
_HEAD = len(_MAGIC) + 4
_ENDING = ".pack"
_LARGEST = 64 * MEGABYTE  # a pack of a hundred articles takes less than one
_MOST = 64  # compiled packs that are kept, the newest

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_COMPILER = ("conditions", "packs", "reading")  # the rooms whose code makes a compiled pack
_LARGEST_SOURCE = 4 * MEGABYTE  # of one file, as the loader reads them
_MOST_SOURCES = 200  # files


def read_kept(name: str, stamp: str) -> Any:
    """Return what was kept of the pack ``name`` in the state ``stamp``; None where there is nothing to be used."""
    folder = cache_folder()
    if folder is None or not is_own_folder(folder):
        return None
    try:
        with open(_path(folder, name, stamp), "rb", opener=_opened) as file:
            data = file.read()
        if data[:_HEAD] != _head(data[_HEAD:]):
            return None
        written, content = marshal.loads(memoryview(data)[_HEAD:])
    except Exception:  # not there, not ours, or whatever marshal makes of data that it cannot read
        return None
    return content if written == stamp else None


def keep(name: str, stamp: str, content: Any) -> None:
    """Keep what a pack was compiled to; where there is no folder of the user's own for it, nothing happens."""
    import tempfile

    folder = cache_folder()
    if folder is None or not make_own_folder(folder):
        return
    data = marshal.dumps((stamp, content))
    with suppress(OSError):
        handle, beside = tempfile.mkstemp(_ENDING, ".", folder)  # a new file, 0600, never what a link leads to
        try:
            with open(handle, "wb") as file:
                file.write(_head(data) + data)
            os.replace(beside, _path(folder, name, stamp))
        except BaseException:
            os.unlink(beside)
            raise
        _thin_out(folder)


def shipped_stamp(folder: str, shared: str) -> str:
    """Return the stamp of a pack that came with the program, from the sizes and times of its files.

    Those are in the hands of whoever installed the program. The time of a file's last change of any kind, which nobody
    can set, is among them.
    """
    return "\n".join([*_program(), os.path.abspath(folder), *_listed(folder), _line(os.path.basename(shared), shared)])


def contents_stamp(folder: str, shared: str) -> str | None:
    """Return the stamp of any other pack, from what its files hold; None where that cannot be told.

    It cannot where a file is a link or no ordinary file, or there is more than a pack may have.
    """
    from hashlib import sha256

    names = sorted(name for name in os.listdir(folder) if name.endswith(".yaml"))
    if len(names) > _MOST_SOURCES:
        return None
    digest = sha256()
    for path in (*(os.path.join(folder, name) for name in names), shared):
        data = _contents(path)
        if data is None:
            return None
        digest.update(f"{os.path.basename(path)!r} {len(data)}\n".encode() + data)
    return "\n".join([*_program(), digest.hexdigest()])


def _path(folder: str, name: str, stamp: str) -> str:
    return os.path.join(folder, f"{name}-{crc32(stamp.encode()):08x}{_ENDING}")


def _head(data: bytes) -> bytes:
    return _MAGIC + crc32(data).to_bytes(4, "big")


def _opened(path: str, flags: int) -> int:
    """Open a file of this user's own; raises OSError for a link, a pipe, what another may write or is far too large."""
    handle = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    found = os.fstat(handle)
    own = os.name != "posix" or (found.st_uid == os.geteuid() and not found.st_mode & 0o022)
    if not (stat.S_ISREG(found.st_mode) and own and found.st_size <= _LARGEST):
        os.close(handle)
        raise OSError(path)
    return handle


def _thin_out(folder: str) -> None:
    """Drop the oldest, and with them what a killed run left behind."""
    kept = [entry for entry in os.scandir(folder) if entry.name.endswith(_ENDING)]
    for entry in sorted(kept, key=lambda entry: entry.stat(follow_symlinks=False).st_mtime)[:-_MOST]:
        with suppress(OSError):
            os.unlink(entry.path)


@lru_cache(maxsize=1)
def _program() -> list[str]:
    """This version of the program, its compiler as it stands in these files, and the Python whose code it makes."""
    return [__version__, sys.version, *(line for room in _COMPILER for line in _listed(os.path.join(_PACKAGE, room)))]


def _listed(folder: str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.endswith((".yaml", ".py")):
            yield _line(entry.name, entry)


def _line(name: str, file: "str | os.DirEntry[str]") -> str:
    found = os.stat(file)
    return f"{name} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def _contents(path: str) -> bytes | None:
    try:
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST_SOURCE:
            return None
        with open(path, "rb") as file:
            return file.read(found.st_size + 1)
    except OSError:
        return None
