"""What killed runs have left in a folder: parts that nobody will finish, locks that nobody holds."""

import os
import re
import stat
import time
from contextlib import suppress

from clerkcheck.reading.locks import Lock
from clerkcheck.reading.parts import PREFIX, drop, ended, machine

_DAY = 24 * 3600.0  # seconds after which a part of another machine, or of a process number used again, is a left-over
_PART = r"\.clerkcheck-([0-9a-f]{8})-([0-9]+)-[0-9a-f]{16}\.part"
_PART_OF_0_1 = r"\..+\.[0-9]+\.part"


def clear_leftovers(folder: str) -> None:
    """Remove what killed runs have left in ``folder``, as far as this user may.

    A part goes when its process has ended on this machine; any other only when it is a day old.
    """
    with suppress(OSError), os.scandir(folder or ".") as entries:
        for entry in entries:
            if entry.name.startswith(".") and entry.name.endswith(".part") and _stale(entry):
                drop(entry.path)
            elif entry.name.startswith(PREFIX) and entry.name.endswith(".lock"):
                with suppress(OSError):
                    Lock(entry.path).break_abandoned()


def _stale(entry: os.DirEntry[str]) -> bool:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    if not own or not stat.S_ISREG(found.st_mode):
        return False
    name = re.fullmatch(_PART, entry.name)
    if name and name[1] == machine() and ended(int(name[2])):
        return True
    known = name or re.fullmatch(_PART_OF_0_1, entry.name, re.DOTALL)
    return bool(known) and time.time() - found.st_mtime > _DAY
