"""Parts: files being written beside the ones they are to become. Their names, their rights, putting them in place.

A part has a name nobody can guess (``.clerkcheck-MACHINE-PID-RANDOM.part``), is made with O_EXCL and read by its owner
alone until it is whole. Everything here raises OSError; :mod:`clerkcheck.reading.files` says it in Chinese.
"""

import errno
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any

PREFIX = ".clerkcheck-"
TRASH = ".回收站"  # the folder that what is removed from another is moved into: no id of a pack, no name of a case
# O_EXCL and O_NOFOLLOW: what somebody has planted under the name is refused, not written to.
MAKING = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV)
_AS_LINK: dict[str, Any] = {"follow_symlinks": False} if os.link in os.supports_follow_symlinks else {}
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h


def new_part(folder: str) -> tuple[int, str]:
    """Make an empty part in ``folder``; return its descriptor, open for writing, and its path."""
    path = unused(folder)
    return os.open(path, MAKING, 0o600), path


def unused(folder: str) -> str:
    """Return the path of a part that is not there, and that nobody can have prepared."""
    return os.path.join(folder, f"{PREFIX}{machine()}-{os.getpid()}-{os.urandom(8).hex()}.part")


def write_part(data: bytes, folder: str, like: str, mode: int) -> str:
    """Write ``data`` as a part, on disk, and return its path; it has the rights of the file ``like``, or ``mode``."""
    descriptor, path = new_part(folder)
    try:
        try:
            write_all(descriptor, data)
            settle_rights(descriptor, like, mode)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        drop(path)
        raise
    return path


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte, as often as the system takes only some."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def drop(path: str) -> None:
    """Remove a part; one that is gone, or cannot be removed, is cleared away later."""
    with suppress(OSError):
        os.unlink(path)


def settle_rights(descriptor: int, like: str, mode: int) -> None:
    """Give an open part the rights of the file ``like``, as far as this user may; ``mode`` where there is none.

    Where the group cannot be kept, the new group gets no more than everybody has.
    """
    if not hasattr(os, "fchmod"):
        return  # Windows keeps rights by folder
    try:
        old = os.stat(like)
    except FileNotFoundError:
        set_mode(descriptor, mode)
        return
    mode, now = stat.S_IMODE(old.st_mode), os.fstat(descriptor)
    if (now.st_uid, now.st_gid) != (old.st_uid, old.st_gid) and not _chowned(descriptor, old):
        mode = mode & ~0o7070 | (mode & 0o007) << 3
    set_mode(descriptor, mode)
    for name in os.listxattr(like) if hasattr(os, "listxattr") else ():  # access lists are kept there
        with suppress(OSError):
            os.setxattr(descriptor, name, os.getxattr(like, name))


def set_mode(descriptor: int, mode: int) -> None:
    """Set the mode of an open file, where the system and the disk know such a thing (not Windows, FAT, some shares)."""
    if hasattr(os, "fchmod"):
        with suppress(PermissionError):
            os.fchmod(descriptor, mode)


def _chowned(descriptor: int, old: os.stat_result) -> bool:
    """Keep owner and group, or at least the group; False where not even that can be kept."""
    for owner in (old.st_uid, -1):
        with suppress(OSError):
            os.fchown(descriptor, owner, old.st_gid)
            return True
    return False


def usual_mode() -> int:
    """Return the mode of a new file by the user's umask."""
    mask = os.umask(0o077)  # the only way to ask; a thread that makes a file just now makes it private
    os.umask(mask)
    return 0o666 & ~mask


# --- putting in place


def place_new(source: str, target: str) -> bool:
    """Move a file to a name that is free; False, and nothing done, where something has that name.

    Never replaces anything, whatever others do at the same time.
    """
    try:
        if os.name == "nt":
            os.rename(source, target)  # which refuses to replace there
            return True
        os.link(source, target, **_AS_LINK)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS or os.path.lexists(target):
            raise
        return _renamed_new(source, target)
    os.unlink(source)
    return True


def _renamed_new(source: str, target: str) -> bool:
    """For disks that know no hard links (FAT, some network shares): the name is taken first, then given away."""
    try:
        os.close(os.open(target, MAKING, 0o600))
    except FileExistsError:
        return False
    try:
        os.replace(source, target)  # the empty file that was just made
    except OSError:
        drop(target)
        raise
    return True


def replace_known(part: str, target: str, known: bytes) -> bool:
    """Put a part in place of ``target``, which held the bytes ``known`` a moment ago.

    False, and the target as it was, where somebody else has written it since (in place, or by a file of his own).
    Only where the system can neither exchange two files nor link one is the very last moment unguarded.
    """
    if content(target) != known:
        return False
    ours = content(part)
    if exchange(part, target):
        if content(part) == known:
            return True
        exchange(part, target)
        if content(part) != ours:  # he has written once more: that stays too, under a name that can be seen
            root, ending = os.path.splitext(target)
            os.rename(part, f"{root}.{os.urandom(4).hex()}{ending}")
        return False
    kept = unused(os.path.dirname(target))
    if not _linked(target, kept):
        os.replace(part, target)
        return True
    try:
        os.replace(part, target)
        if content(kept) == known:
            return True
        os.replace(kept, target)
        return False
    finally:
        drop(kept)


def exchange(first: str, second: str) -> bool:
    """Swap two files in one step; False where the system or the file system cannot."""
    call = _renameat2()
    if call is None:
        return False
    import ctypes

    if call(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM):
        return False
    raise OSError(number, os.strerror(number), second)


@lru_cache(maxsize=1)
def _renameat2() -> Callable[..., int] | None:
    if sys.platform != "linux":
        return None
    try:
        import ctypes
    except ImportError:  # a Python that was built without libffi
        return None

    found: Any = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return found  # type: ignore[no-any-return]


def _linked(target: str, kept: str) -> bool:
    try:
        os.link(target, kept)
    except FileNotFoundError:
        raise
    except OSError:
        return False
    return True


def content(path: str) -> bytes | None:
    """Return all that is in a file, None where it is not there or is no ordinary file; waits for nothing."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    with open(descriptor, "rb") as file:
        return file.read() if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def file_stamp(path: str) -> tuple[int, ...] | None:
    """Return what changes whenever a file is written: its device, number, time and size; None where it is not there."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


def settle(folder: str) -> None:
    """Have a folder's new entry on disk too, so that not even a power cut brings the old file back."""
    if os.name != "posix":
        return  # a folder cannot be opened there, and the system sees to it
    opened = os.open(folder or ".", os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems cannot; the file itself is written
            os.fsync(opened)
    finally:
        os.close(opened)


# --- whose parts they are


@lru_cache(maxsize=1)
def machine() -> str:
    """Return eight hex digits for this machine (within it, for this space of process numbers)."""
    from zlib import crc32

    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    with suppress(OSError):
        name += os.readlink("/proc/self/ns/pid")
    return f"{crc32(name.encode(errors='surrogateescape')):08x}"


def ended(process: int) -> bool:
    """Whether a process of this machine is certainly over; where that cannot be asked, False."""
    if os.name != "posix" or process <= 0:
        return False  # on Windows signal 0 is Ctrl-C
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        pass  # not ours to ask, or no number that a process can have
    return False
