"""Hard links: other names of a file that is replaced, which are to go on naming the same file."""

import os
from contextlib import suppress
from typing import NamedTuple

from clerkcheck.reading.locks import Busy, locked
from clerkcheck.reading.parts import drop, unused


class LinkNames(NamedTuple):
    """The other names of a file: those in its own folder, and how many there are in folders that cannot be found."""

    inode: int
    here: tuple[str, ...] = ()
    elsewhere: int = 0


def other_names(target: str) -> LinkNames:
    """Return the other names of a file; none where it is not there."""
    try:
        found = os.stat(target)
        if found.st_nlink < 2:
            return LinkNames(found.st_ino)
        with os.scandir(os.path.dirname(target) or ".") as entries:
            same = [each for each in entries if each.inode() == found.st_ino]
    except OSError:
        return LinkNames(0)
    here = tuple(each.path for each in same if each.name != os.path.basename(target))
    return LinkNames(found.st_ino, here, found.st_nlink - 1 - len(here))


def follow(target: str, names: LinkNames) -> None:
    """Let the other names in the folder name the file that is now ``target``, as far as the system can.

    A name that means another file by now, or that is just being written, is left as it is.
    """
    for path in names.here:
        spare = unused(os.path.dirname(target))
        with suppress(OSError, Busy), locked(path, 0):
            if os.stat(path, follow_symlinks=False).st_ino == names.inode:
                os.link(target, spare)
                os.replace(spare, path)
        drop(spare)
