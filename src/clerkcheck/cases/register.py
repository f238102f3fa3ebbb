"""A folder of cases: what is in it, safe file names from titles, copies, new names, the trash. Nothing is judged."""

import errno
import os
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack
from typing import Any, NamedTuple

from clerkcheck.cases.saving import Stored, copy_first, create_first, free_names, open_stored, save
from clerkcheck.i18n import _
from clerkcheck.reading.characters import unprintable
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import reason_of
from clerkcheck.reading.locks import PATIENCE, Busy, locked
from clerkcheck.reading.parts import TRASH, place_new

EXAMPLES = "示例"
ENDINGS = (".yaml", ".yml", ".json")
_HIDING = " .\u3000-~"  # at the start of a name: a hidden file, an option of a command, an office's lock file
_LOST = " .\u3000"  # at its end: some systems leave it out
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_LONGEST = 150  # bytes of a file's stem; leaves room for “.冲突-20261122-101500” and for a file being written
# What no file name may hold on some system, as its full-width twin: 关于A/B的议题 stays readable.
_FORBIDDEN = {ord(char): chr(ord(char) + 0xFEE0) for char in '/\\:*?"<>|'}
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
# Every blank is looked at once: a run of them follows one line's start or one comma, and line ends are no blanks here.
_CASE_KEY = re.compile(r"""(?:^|[{,])[ \t]*["']?(?:pack|kind|title)["']?\s{0,9}:""", re.MULTILINE)
_HEAD = 1 << 16  # characters in which one of those keys must stand


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
    """Whether a file's text begins with one of the keys that every case has; cheap, nothing is parsed."""
    return _CASE_KEY.search(text, 0, _HEAD) is not None


def file_stem(title: str) -> str:
    """Return a file name without its ending, made from a title: legal on every system, never empty, never hidden."""
    text = unicodedata.normalize("NFC", title).translate(_FORBIDDEN)
    text = "".join(char for char in text if unprintable(char) is None)
    text = text.lstrip(_HIDING).encode()[:_LONGEST].decode(errors="ignore").rstrip(_LOST)
    if _RESERVED.fullmatch(text):
        text = f"_{text}"
    return text or _("未命名")


def paper_stem(path: str, title: str) -> str:
    """Return what the papers of a case are named by: its title, with the number that its file has beside another's."""
    wanted, named = file_stem(title), unicodedata.normalize("NFC", os.path.splitext(os.path.basename(path))[0])
    return named if re.fullmatch(re.escape(wanted) + r"-\d+", named) else wanted


def free_path(folder: str, stem: str, ending: str) -> str:
    """Return ``folder/stem.ending``, or with -2, -3… where that name is taken, in whatever case it is written."""
    return next(free_paths(folder, stem, ending))


def free_paths(folder: str, stem: str, ending: str) -> Iterator[str]:
    """Yield one free name after the other, as ``free_path`` has the first: another writer may be faster."""
    try:
        taken = {unicodedata.normalize("NFC", name).casefold() for name in os.listdir(folder or ".")}
    except OSError as error:
        raise _refused(_("打不开文件夹"), folder, error) from None
    for path in free_names(folder, stem, "", ending):
        if unicodedata.normalize("NFC", os.path.basename(path)).casefold() not in taken:
            yield path


def create_case(folder: str, data: Mapping[str, Any]) -> Stored:
    """Write a new case under a name made from its title; raises InputError when the folder cannot be written."""
    return create_first(free_paths(folder, file_stem(data["title"]), ".yaml"), data)


def copy_case(
    path: str, title: str, entry: Mapping[str, str], *, folder: str | None = None, without: Collection[str] = ()
) -> str:
    """Copy a case under a new title, comments and all; its history begins with ``entry``. Returns the new path.

    ``folder``: where to, by default beside it. ``without``: the keys that are left out.
    """
    stored = open_stored(path)
    paths = free_paths(os.path.dirname(path) if folder is None else folder, file_stem(title), _ending(path))
    kept = {key: value for key, value in stored.data.items() if key not in without}
    return copy_first(stored, paths, {**kept, "title": title, "history": [dict(entry)]})


def trashed(folder: str) -> tuple[Seen, ...]:
    """Return the cases in the trash of a folder, by name; nothing where there is none."""
    try:
        return listing(os.path.join(folder, TRASH)).files
    except InputError:
        return ()


def restore(path: str) -> str:
    """Move a case from the trash back into its folder; one of that name there stays. Returns where it is now."""
    trash, name = os.path.split(path)
    return _moved(path, os.path.dirname(trash), os.path.splitext(name)[0])


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
        copy_first(stored, free_paths(target, file_stem(str(stored.data["title"])), ".yaml"), stored.data)
    return target


def _moved(path: str, folder: str, stem: str) -> str:
    """Move a file, under its lock, without ever replacing another; return where it is now."""
    paths = free_paths(folder, stem, _ending(path))
    try:
        with ExitStack() as held:
            try:
                held.enter_context(locked(os.path.realpath(path)))
            except OSError as error:
                if error.errno not in _FULL:  # then nobody can be saving it; and making room must be possible
                    raise
            return next(target for target in paths if place_new(path, target))
    except Busy:
        why = _("这一件正在别处保存，等了 {n:g} 秒还没有轮到").format(n=PATIENCE)
        raise InputError(why, Place(path), _("过一会儿再试一次")) from None
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


def _natural(path: str) -> str:
    """第9次 before 第10次: every number is preceded by how many digits it has."""
    name = os.path.basename(path)
    return re.sub(r"0*([0-9]+)", lambda found: f"{len(found[1]):03}{found[1]}", name) + "\0" + name


def _refused(what: str, path: str, error: OSError) -> InputError:
    reasons = {errno.ENOENT: _("已经不在了"), errno.ENOTDIR: _("不是文件夹")}
    why = reasons.get(error.errno or 0) or reason_of(error)
    return InputError(_("{what}：{why}").format(what=what, why=why), Place(path), _("检查权限和磁盘空间"))
