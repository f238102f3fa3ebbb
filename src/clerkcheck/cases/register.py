"""A folder of cases: what is in it, safe file names from titles, copies, new names, the trash. Nothing is judged."""

import errno
import os
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from clerkcheck.cases.saving import Stored, create, open_stored, save
from clerkcheck.i18n import _
from clerkcheck.reading.characters import unprintable
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import write_whole

TRASH = ".回收站"
EXAMPLES = "示例"
ENDINGS = (".yaml", ".yml", ".json")
_LONGEST = 150  # bytes of a file's stem; leaves room for “.冲突-20261122-101500” and for a file being written
_TOO_MANY = 10_000
# What no file name may hold on some system, as its full-width twin: 关于A/B的议题 stays readable.
_FORBIDDEN = {ord(char): chr(ord(char) + 0xFEE0) for char in '/\\:*?"<>|'}
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_CASE_KEY = re.compile(r"""(?:^|[{,])\s*["']?(?:pack|kind|title)["']?\s*:""", re.MULTILINE)


class Seen(NamedTuple):
    """A file of a folder, and what changes when it is written: inode, size, time."""

    path: str
    stamp: tuple[int, int, int]


class Listing(NamedTuple):
    """A folder's possible case files and its subfolders (paths), by name; hidden ones are left out."""

    files: tuple[Seen, ...]
    folders: tuple[str, ...]


def listing(folder: str) -> Listing:
    """Return what a folder holds; nothing is opened. Raises InputError when it cannot be read."""
    files, folders = [], []
    try:
        for entry in os.scandir(folder):
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                folders.append(entry.path)
            elif entry.name.lower().endswith(ENDINGS):
                files.append(Seen(entry.path, _stamp(entry)))
    except FileNotFoundError:
        raise InputError(_("没有这个文件夹"), Place(folder), _("按 o 换一个文件夹")) from None
    except OSError as error:
        raise _refused(_("打不开文件夹"), folder, error) from None
    return Listing(tuple(sorted(files, key=lambda each: _natural(each.path))), tuple(sorted(folders, key=_natural)))


def looks_like_case(text: str) -> bool:
    """Whether a file's text has one of the keys that every case has; cheap, nothing is parsed."""
    return _CASE_KEY.search(text) is not None


def file_stem(title: str) -> str:
    """Return a file name without its ending, made from a title: legal on every system, never empty, never hidden."""
    text = unicodedata.normalize("NFC", title).translate(_FORBIDDEN)
    text = "".join(char for char in text if unprintable(char) is None)
    text = text.encode()[:_LONGEST].decode(errors="ignore").strip(" .\u3000").lstrip("-~")
    if _RESERVED.fullmatch(text):
        text = f"_{text}"
    return text or _("未命名")


def free_path(folder: str, stem: str, ending: str) -> str:
    """Return ``folder/stem.ending``, or with -2, -3… where that name is taken, in whatever case it is written."""
    try:
        taken = {unicodedata.normalize("NFC", name).casefold() for name in os.listdir(folder)}
    except OSError as error:
        raise _refused(_("打不开文件夹"), folder, error) from None
    names = (f"{stem}{'' if number == 1 else f'-{number}'}{ending}" for number in range(1, _TOO_MANY))
    return os.path.join(folder, next(name for name in names if name.casefold() not in taken))


def create_case(folder: str, data: Mapping[str, Any]) -> Stored:
    """Write a new case under a name made from its title; raises InputError when the folder cannot be written."""
    return create(free_path(folder, file_stem(data["title"]), ".yaml"), data)


def copy_case(path: str, title: str, entry: Mapping[str, str]) -> str:
    """Copy a case under a new title, comments and all; its history begins with ``entry``. Returns the new path."""
    stored = open_stored(path)
    target = free_path(os.path.dirname(path), file_stem(title), _ending(path))
    write_whole(target, stored.document.text.encode(), private=True)
    copied = open_stored(target)
    save(copied, {**copied.data, "title": title, "history": [dict(entry)]}, "")
    return target


def rename_case(path: str, title: str, entry: Mapping[str, str], now: str) -> str:
    """Give a case a new title and the file the name that follows from it; ``entry`` joins its history.

    Returns the new path. Raises Conflict and InputError as ``save`` does (``now`` is its).
    """
    stored = open_stored(path)
    if stored.data.get("title") != title:
        history = [*(stored.data.get("history") or []), dict(entry)]
        save(stored, {**stored.data, "title": title, "history": history}, now)
    folder, name = os.path.split(path)
    stem = file_stem(title)
    if os.path.splitext(name)[0] == stem:
        return path
    return _moved(path, folder, stem)


def to_trash(path: str) -> str:
    """Move a case to the trash folder beside it and return its path there; an older one of that name stays."""
    folder, name = os.path.split(path)
    trash = os.path.join(folder, TRASH)
    try:
        os.makedirs(trash, mode=0o700, exist_ok=True)
    except OSError as error:
        raise _refused(_("建不了回收站"), trash, error) from None
    return _moved(path, trash, os.path.splitext(name)[0])


def shipped_examples() -> tuple[str, ...]:
    """Return the example cases that came with the program, or nothing where they were not installed."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for home in (package, os.path.dirname(os.path.dirname(package))):  # installed, or in a checkout
        if os.path.isdir(os.path.join(home, "examples")):
            return tuple(each.path for each in listing(os.path.join(home, "examples")).files)
    return ()


def copy_examples(folder: str) -> str:
    """Copy the shipped examples into the subfolder 示例 (made if it is not there yet) and return that folder."""
    target = os.path.join(folder, EXAMPLES)
    try:
        os.mkdir(target)
    except FileExistsError:
        return target
    except OSError as error:
        raise _refused(_("建不了文件夹"), target, error) from None
    for path in shipped_examples():
        stored = open_stored(path)
        name = free_path(target, file_stem(str(stored.data["title"])), ".yaml")
        write_whole(name, stored.document.text.encode(), private=True)
    return target


def _moved(path: str, folder: str, stem: str) -> str:
    """Move a file without ever replacing another: a hard link refuses a name that was taken in the meantime."""
    target = free_path(folder, stem, _ending(path))
    try:
        os.link(path, target, follow_symlinks=False)
        os.unlink(path)
    except FileExistsError:
        return _moved(path, folder, stem)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.ENOENT, errno.EROFS) or os.path.lexists(target):
            raise _refused(_("移动不了文件"), path, error) from None
        _renamed(path, target)
    return target


def _renamed(path: str, target: str) -> None:
    """For disks that know no hard links (FAT, some network shares)."""
    try:
        os.rename(path, target)
    except OSError as error:
        raise _refused(_("移动不了文件"), path, error) from None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _stamp(entry: os.DirEntry[str]) -> tuple[int, int, int]:
    try:
        found = entry.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def _ending(path: str) -> str:
    return os.path.splitext(path)[1]


def _natural(path: str) -> list[tuple[int, str]]:
    """第9次 before 第10次."""
    parts = re.split(r"([0-9]+)", os.path.basename(path))
    return [(int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in parts]


def _refused(what: str, path: str, error: OSError) -> InputError:
    reasons = {
        errno.EACCES: _("没有权限"),
        errno.EPERM: _("没有权限"),
        errno.EROFS: _("磁盘是只读的"),
        errno.ENOSPC: _("磁盘已满"),
        errno.ENOENT: _("已经不在了"),
        errno.ENOTDIR: _("不是文件夹"),
    }
    why = reasons.get(error.errno or 0) or str(error.strerror or error)
    return InputError(_("{what}：{why}").format(what=what, why=why), Place(path), _("检查权限和磁盘空间"))
