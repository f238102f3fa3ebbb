"""A pack put among the user's own, whole or not at all: written beside its place, looked at there, then moved."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from tempfile import mkdtemp

from clerkcheck.i18n import _
from clerkcheck.packs.homes import pack_home
from clerkcheck.reading.errors import InputError, InputErrors, Place
from clerkcheck.reading.files import refused_writing
from clerkcheck.reading.parts import TRASH, exchange, settle

_BESIDE = ".adding-"  # no id of a pack: nothing in it is ever found


@contextmanager
def staged(files: Mapping[str, bytes], source: str) -> Iterator[str]:
    """Write the files into a new folder beside the user's packs and yield it; it is gone again afterwards.

    Errors raised meanwhile name the files as they stand in ``source``. Raises InputError where nothing can be written.
    """
    home = pack_home()
    if home is None:
        remedy = _("用 --packs 指明放规则包的文件夹")
        raise InputError(_("找不到本用户的文件夹（没有设 HOME）"), None, remedy)
    with refused_writing(home):
        os.makedirs(home, mode=0o700, exist_ok=True)
        folder = mkdtemp("", _BESIDE, home)
    try:
        with refused_writing(home):
            for name, data in files.items():
                _write(os.path.join(folder, *name.split("/")), data)
        try:
            yield folder
        except InputError as error:
            raise _as_given(error, folder, source) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(folder: str, pack_id: str, *, replace: bool) -> str:
    """Move a staged pack to its place among the user's and return that; raises InputError where one has it already.

    With ``replace`` the one that is there gives way, in one step where the system can.
    """
    target = os.path.join(os.path.dirname(folder), pack_id)
    if os.path.lexists(target) and not replace:
        raise _taken(target)
    with refused_writing(target):
        if os.path.lexists(target):
            _swap(folder, target)
        else:
            try:
                os.rename(folder, target)
            except OSError:
                if os.path.lexists(target):  # somebody else was faster
                    raise _taken(target) from None
                raise
        settle(os.path.dirname(target))
    return target


def to_recycle_folder(folder: str) -> str:
    """Move a pack into the recycle folder beside it, where no pack is found, and return its path there.

    One of the same id that lies there already stays. Raises InputError where it cannot be moved.
    """
    home, name = os.path.split(folder)
    recycled = os.path.join(home, TRASH)
    with refused_writing(home):
        os.makedirs(recycled, mode=0o700, exist_ok=True)
        number = 1
        target = os.path.join(recycled, name)
        while os.path.lexists(target):
            number += 1
            target = os.path.join(recycled, f"{name}-{number}")
        os.rename(folder, target)
        settle(home)
    return target


def _swap(folder: str, target: str) -> None:
    if os.path.islink(target) or not os.path.isdir(target):
        raise InputError(_("这里是链接或文件，不换掉"), Place(target), _("先把它移开"))
    if exchange(folder, target):
        return  # what was there before is dropped with the staging folder
    was = mkdtemp("", _BESIDE, os.path.dirname(target))
    kept = os.path.join(was, os.path.basename(target))
    os.rename(target, kept)
    try:
        os.rename(folder, target)
    except OSError:
        os.rename(kept, target)
        raise
    finally:
        shutil.rmtree(was, ignore_errors=True)


def _write(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with open(path, "xb") as file:
        file.write(data)


def _taken(target: str) -> InputError:
    return InputError(_("已有这个规则包，没有改动"), Place(target), _("要换掉它，加 --force；要并存，改一个 id"))


def _as_given(error: InputError, folder: str, source: str) -> InputError:
    if isinstance(error, InputErrors):
        return InputErrors(_as_given(each, folder, source) for each in error.errors)
    place = error.place
    if place is not None and place.source.startswith(folder):
        place = place._replace(source=source.rstrip("/\\") + place.source[len(folder.rstrip("/\\")) :])
    beside = os.path.join(folder, "..", "")  # what the pack extends is looked for among the user's own
    return InputError(error.message.replace(beside, os.path.join(os.path.dirname(folder), "")), place, error.remedy)
