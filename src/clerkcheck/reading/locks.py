"""One writer at a time for a file: a lock file beside it, which a killed writer cannot leave shut.

The lock is a file linked to its name, which replaces nothing and works on network shares too. It says who holds it:
machine, process, and a word of its own. A lock whose process has ended on this machine, or which is older than any save
takes, is broken by one waiter at a time. Nobody waits long: a lock that does not come free is said.
"""

import os
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from zlib import crc32

from clerkcheck.reading.parts import PREFIX, content, drop, ended, machine, new_part, place_new, set_mode, write_all

PATIENCE = 2.0  # seconds a save waits for others to end; one takes some hundredths
_OLD = 30.0  # seconds after which whoever holds a lock has hung, or lost its disk or its machine
_OLD_AND_EMPTY = PATIENCE  # the same, of a lock that says nothing: killed where a lock takes two steps (no hard links)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.001, 0.02  # seconds between two looks


class Busy(Exception):
    """The file is being written by somebody else, for longer than one waits."""


class Lock:
    """A lock file. ``holds`` tells whether it has been taken away meanwhile (from a process that hung)."""

    def __init__(self, path: str) -> None:
        """Take the path of the lock file; nothing is made yet."""
        self.path = path
        self._mark = f"{machine()} {os.getpid()} {os.urandom(8).hex()}\n".encode()

    @property
    def holds(self) -> bool:
        """Whether the lock is still ours."""
        return content(self.path) == self._mark

    def acquire(self, patience: float) -> None:
        """Take the lock; raises Busy after ``patience`` seconds, and OSError where no file can be made there."""
        end, pause = time.monotonic() + patience, _FIRST_PAUSE
        while not self._made():
            self.break_abandoned()
            if time.monotonic() > end:
                raise Busy(self.path)
            time.sleep(pause * (0.5 + os.urandom(1)[0] / 512))  # not all waiters in step
            pause = min(pause * 1.5, _LONGEST_PAUSE)

    def release(self) -> None:
        """Give the lock back, where it is still ours."""
        if self.holds:
            drop(self.path)

    def _made(self) -> bool:
        """Make the lock, in one step with what it says: killed at any moment, it is there whole or not at all."""
        if os.path.lexists(self.path):
            return False
        descriptor, part = new_part(os.path.dirname(self.path))
        try:
            try:
                write_all(descriptor, self._mark)
                set_mode(descriptor, 0o644)  # whoever waits must be able to see whose it is
            finally:
                os.close(descriptor)
            return place_new(part, self.path)
        finally:
            drop(part)

    def _abandoned(self) -> bool:
        """Whether whoever made the lock will not come back to it."""
        held = (content(self.path) or b"").split()
        if len(held) == 3 and held[0] == machine().encode() and held[1].isdigit() and ended(int(held[1])):
            return True
        try:
            made = os.stat(self.path, follow_symlinks=False).st_mtime
        except OSError:
            return False
        old = _OLD if held else _OLD_AND_EMPTY
        return abs(time.time() - made) > old and self._now_there() - made > old

    def _now_there(self) -> float:
        """The time by the clock that dates the files of this folder, which on a share is another machine's."""
        descriptor, path = new_part(os.path.dirname(self.path))
        try:
            return os.fstat(descriptor).st_mtime
        finally:
            os.close(descriptor)
            drop(path)

    def break_abandoned(self) -> None:
        """Remove the lock where whoever made it will not come back to it.

        Only one process at a time does so, lest it remove the lock of the next holder.
        """
        if not self._abandoned():
            return
        breaking = Lock(f"{self.path}-old")
        if not breaking._made():
            if breaking._abandoned():
                drop(breaking.path)
            return
        try:
            if self._abandoned():
                drop(self.path)
        finally:
            breaking.release()


def lock_of(target: str) -> Lock:
    """Return the lock of a file (a real path, no link); names that some system takes for one have one lock."""
    folder, name = os.path.split(target)
    name = unicodedata.normalize("NFC", name).casefold()
    return Lock(os.path.join(folder, f"{PREFIX}{crc32(name.encode(errors='surrogateescape')):08x}.lock"))


@contextmanager
def locked(target: str, patience: float = PATIENCE) -> Iterator[Lock]:
    """Hold the lock of a file (a real path, no link) for the block; raises Busy or OSError where it cannot be had."""
    lock = lock_of(target)
    lock.acquire(patience)
    try:
        yield lock
    finally:
        with suppress(OSError):
            lock.release()
