"""Who judges the files of a register: a few here, many in processes of their own, so that the keys are not held up.

A process gets batches of files by its standard input and answers with their lines; it ends when its input does, and so
also when the app was killed.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, BinaryIO, cast

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.register import Seen
from clerkcheck.desk.case_line import CaseLine, judged_line, waiting_line
from clerkcheck.i18n import _
from clerkcheck.reports.states import UNREADABLE

if TYPE_CHECKING:
    from clerkcheck.packs.store import PackLoader

Lines = dict[Seen, CaseLine]
_FIRST, _BATCH = 24, 50  # files a batch: the first fills a screen
_FEW = 1500  # files that are judged here, before other processes would have got far
_MOST = 4  # processes
_MODESTY = 5  # by how much their priority is lower than the app's
_PATIENCE = 1.0  # seconds for a killed process to be gone


class Judges:
    """Judges files by one calendar, as of one day."""

    def __init__(self, calendar: WorkCalendar, today: date) -> None:
        """Take both; nothing is started yet."""
        self.calendar, self.today = calendar, today
        self.children: deque[Child] = deque()
        self.stopped = False

    def judged(self, files: Sequence[Seen]) -> Iterator[Lines]:
        """Yield the lines of the files in batches."""
        work = deque(batches(files))
        if len(files) > _FEW:
            yield from self._elsewhere(work)
        yield from self._here(work)

    def stop(self) -> None:
        """End at once, from whichever thread; a file that is being judged here is finished first."""
        self.stopped = True
        for child in tuple(self.children):
            child.end()

    def _here(self, work: deque[list[Seen]]) -> Iterator[Lines]:
        loader = pack_loader()
        for batch in work:
            lines = {}
            for file in batch:
                if self.stopped:
                    return
                lines[file] = judged_line(file.path, self.calendar, self.today, loader)
            yield lines

    def _elsewhere(self, work: deque[list[Seen]]) -> Iterator[Lines]:
        """Keep every process busy with one batch; where none can be started, the work is left as it is."""
        try:
            for _number in range(min(_MOST, os.cpu_count() or 1, len(work))):
                self.children.append(Child(self.calendar, self.today))
                self.children[-1].send(work.popleft())
            while self.children and not self.stopped:
                yield self._answer(self.children[0])
                child = self.children.popleft()
                if work:
                    child.send(work.popleft())
                    self.children.append(child)
                else:
                    child.end()
        except _NotStarted:
            work.extendleft(child.files for child in self.children)
        finally:
            while self.children:
                self.children.popleft().end()

    def _answer(self, child: "Child") -> Lines:
        """A child's lines; where it has died of one of its files, the others are judged after all."""
        try:
            return child.lines()
        except _Died:
            if self.stopped:
                return {}
            files = child.files
            child.restart()
        lines: Lines = {}
        for file in files:
            child.send([file])
            try:
                lines |= child.lines()
            except _Died:
                lines[file] = _deadly(file.path)
                child.restart()
        return lines


class _Died(Exception):
    """A process has ended before it had answered."""


class _NotStarted(Exception):
    """A process cannot be started."""


class Child:
    """A process that judges; ``files`` are those it has been given."""

    def __init__(self, calendar: WorkCalendar, today: date) -> None:
        self.given = (calendar.layers, today)
        self.files: list[Seen] = []
        self.restart()

    def restart(self) -> None:
        """Start a process in the place of one that has ended; what it had been given is kept in ``files``."""
        self.ready = False
        # -P: nothing is imported from the folder one is in, where anybody may have put a module
        command = [sys.executable, "-P", "-m", __name__]
        try:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            raise _NotStarted from error
        self._put(self.given)

    def send(self, batch: list[Seen]) -> None:
        """Give it files to judge."""
        self.files = batch
        self._put([file.path for file in batch])

    def lines(self) -> Lines:
        """Wait for the lines of these files."""
        self.started()
        return dict(zip(self.files, cast(list[CaseLine], self._got()), strict=True))

    def started(self) -> None:
        """Wait until it is able to judge."""
        if not self.ready:
            try:
                self.ready = cast(bool, self._got())
            except _Died as error:
                raise _NotStarted from error

    def end(self) -> None:
        """End it, whatever it is doing."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(OSError):  # what it was not given any more
                cast(BinaryIO, stream).close()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(_PATIENCE)

    def _put(self, given: object) -> None:
        stream = cast(BinaryIO, self.process.stdin)
        with suppress(OSError, ValueError):  # it has died: that shows when its answer is waited for
            pickle.dump(given, stream)
            stream.flush()

    def _got(self) -> object:
        try:
            return pickle.load(cast(BinaryIO, self.process.stdout))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            raise _Died from error


def batches(files: Sequence[Seen]) -> Iterator[list[Seen]]:
    """Yield a screenful of files, then fifty at a time."""
    if files:
        yield list(files[:_FIRST])
    for start in range(_FIRST, len(files), _BATCH):
        yield list(files[start : start + _BATCH])


def _deadly(path: str) -> CaseLine:
    error = _("核对这个文件时程序出错，文件原样不动；请把它发给维护人员")
    return waiting_line(path)._replace(outcome=UNREADABLE, error=error)


def pack_loader() -> "PackLoader":
    """Return what loads a pack, once for all the cases that are judged by it."""
    from clerkcheck.packs.store import remembering

    return remembering()


def answer(source: BinaryIO, sink: BinaryIO) -> None:
    """What such a process does: read a calendar's layers and a day, then batches of files, and answer with lines."""
    layers, today = pickle.load(source)
    calendar, loader = WorkCalendar(layers), pack_loader()
    pickle.dump(True, sink)
    sink.flush()
    with suppress(EOFError, BrokenPipeError):
        while True:
            pickle.dump([judged_line(path, calendar, today, loader) for path in pickle.load(source)], sink)
            sink.flush()


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(_MODESTY)  # the keys come first
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed is no answer
    answer(sys.stdin.buffer, answers)
