"""Where packs that did not come with the program are found by id: only where the user, or a case's own folder, points.

In this order: the folder that ``CLERKCHECK_PACKS`` (or ``--packs``) names, the folder ``packs`` beside the user's
settings, the folder of the case. A shipped pack of the same id comes before all of them, so that a folder received from
elsewhere never changes by which rules a case is judged.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.user_folders import config_folder

_NAMED, _HOME, _HEAD = "CLERKCHECK_PACKS", "packs", "pack.yaml"
_ID = r"[a-z][a-z0-9_]*\Z"  # as `pack new` takes them; no name of a folder elsewhere, such as ..


class OwnPack(NamedTuple):
    """A pack of the user's: its id, which is the name of its folder, and that folder."""

    id: str
    folder: str


def is_pack_id(name: str) -> bool:
    """Whether a pack may have this id: small letters, digits and underscores, a letter first."""
    return re.match(_ID, name) is not None


def pack_home() -> str | None:
    """Return the folder into which ``pack add`` puts packs, None where this user has none; it may not exist."""
    folder = config_folder()
    return named_home() or (os.path.join(folder, _HOME) if folder is not None else None)


def named_home() -> str:
    """Return the folder that ``--packs`` or ``CLERKCHECK_PACKS`` names, "" where neither does."""
    named = os.environ.get(_NAMED, "").strip()
    return os.path.abspath(named) if named else ""


def homes(beside: str = "") -> tuple[str, ...]:
    """Return the folders in which packs are looked for by id, the first first; ``beside``: the folder of the case."""
    return tuple(dict.fromkeys((*_kept_homes(), os.path.abspath(beside or "."))))


def own_folder(name: str, beside: str = "") -> str | None:
    """Return the folder of the user's pack of this id, None where there is none.

    Raises InputError where it leads to a network or a device, before anything there is looked at.
    """
    return _first_of(name, homes(beside))


def _kept_homes() -> tuple[str, ...]:
    """The folders of packs that the user keeps, without that of a case."""
    folder = config_folder()
    found = (named_home(), os.path.join(folder, _HOME) if folder is not None else "")
    return tuple(dict.fromkeys(each for each in found if each))


def kept_folder(name: str) -> str | None:
    """Return the folder of a pack among those the user keeps, None where there is none of this id."""
    return _first_of(name, _kept_homes())


def _first_of(name: str, homes: Iterable[str]) -> str | None:
    if not is_pack_id(name):
        return None
    return next((folder for home in homes if (folder := _in_home(name, home))), None)


def kept_packs() -> tuple[str, ...]:
    """Return the ids of the folders among which the user keeps packs, each once; none of them is opened."""
    return tuple(dict.fromkeys(name for home in _kept_homes() for name in _names(home)))


def own_packs(beside: str = "") -> tuple[OwnPack, ...]:
    """Return the user's packs, by home and id; of two with one id the first, which is the one that is used."""
    found: dict[str, OwnPack] = {}
    for home in homes(beside):
        for name in _names(home):
            try:
                folder = _in_home(name, home)
            except InputError:  # it is named by its id, and then said
                continue
            if folder is not None:
                found.setdefault(name, OwnPack(name, folder))
    return tuple(found.values())


@contextmanager
def home_in_use(folder: str) -> Iterator[None]:
    """Have packs looked for in ``folder`` first, by this process and those it starts; raises InputError for no folder.

    A pack in place of the folder around it is refused: its own id would not be found.
    """
    if not os.path.isdir(folder):
        raise InputError(_("没有这个文件夹"), Place(folder), _("给放规则包的文件夹：每个规则包一个子文件夹"))
    if os.path.lexists(os.path.join(folder, _HEAD)):
        above = os.path.dirname(os.path.abspath(folder))
        raise InputError(
            _("这是一个规则包，不是放规则包的文件夹"), Place(folder), _("给上一级：{above}").format(above=above)
        )
    before = os.environ.get(_NAMED)
    os.environ[_NAMED] = os.path.abspath(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_NAMED]
        else:
            os.environ[_NAMED] = before


def _names(home: str) -> list[str]:
    try:
        with os.scandir(home) as entries:
            folders = [entry.name for entry in entries if entry.is_symlink() or entry.is_dir()]
    except OSError:
        return []
    return sorted(filter(is_pack_id, folders))  # where a link leads is looked at with more care, by name


def _in_home(name: str, home: str) -> str | None:
    from clerkcheck.reading.reach import is_ordinary_file

    return os.path.join(home, name) if is_ordinary_file(os.path.join(name, _HEAD), home) else None
