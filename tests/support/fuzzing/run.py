"""One attempt: files are laid out, a command or an inner door is called on them, and what comes of it is judged.

A fault is a traceback, an exit status outside the contract, a refusal without a word, a raw control character on the
screen, an input that was written over, a half-written file left behind, or more than five seconds of work.
"""

import io
import os
import re
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from fuzzing.doors import DOORS

STATUSES = (0, 1, 2, 130)
SECONDS = 5.0  # of work; one that waits for something, such as a pipe, is given six times as long
UNFILED = (
    "condition",
    "columns",
)  # doors that neither read nor write files, nor take long: they need no folder, no timer
FIFO = b"\0fifo"  # the contents of a file that is to be a named pipe
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")  # what a terminal may be sent; texts of cases and packs never get that far


class Attempt(NamedTuple):
    """What is tried: files by their names, and the command line (or the arguments of another of ``DOORS``)."""

    files: dict[str, bytes]
    arguments: tuple[str, ...]
    door: str = "command"
    terminal: bool = False  # whether the screen is one


class Fault(NamedTuple):
    """What came of an attempt that should not have; ``what`` is a line, ``detail`` what was said."""

    what: str
    detail: str = ""


class Overtime(BaseException):
    """The attempt took too long; no handler of the program's own may stop it."""


class Screen(io.StringIO):
    """A stream that says of itself whether it is a terminal."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def tried(attempt: Attempt, folder: Path, *, seconds: float = SECONDS) -> Fault | None:
    """Run an attempt in a folder that is empty before and after; return what is wrong with what came of it."""
    unfiled = attempt.door in UNFILED
    begin, before = time.process_time(), "" if unfiled else os.getcwd()
    if not unfiled:
        lay_out(attempt, folder)
        os.chdir(folder)
    said, status, failure, late = Screen(attempt.terminal), None, "", [False]
    streams = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(), "utf-8"), said, said
    try:
        with nullcontext(late) if unfiled else watched(seconds) as late:
            status = DOORS[attempt.door](attempt.arguments)
    except Overtime:
        pass
    except BaseException as error:
        failure = f"{type(error).__name__}\n{traceback.format_exc()}"
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        if not unfiled:
            os.chdir(before)
    if late[0] or (unfiled and time.process_time() - begin > seconds):
        failure = f"more than {seconds:g} s"
    try:
        return _judged(attempt, folder, said.getvalue(), status, failure)
    finally:
        if not unfiled:
            _clear(folder)


def lay_out(attempt: Attempt, folder: Path) -> None:
    """Write the attempt's files."""
    for name, data in attempt.files.items():
        path = folder / name
        if "/" in name:
            path.parent.mkdir(parents=True, exist_ok=True)
        if data == FIFO:
            os.mkfifo(path)
        else:
            path.write_bytes(data)


@contextmanager
def watched(seconds: float) -> Iterator[list[bool]]:
    """Stop the block with Overtime after that much work, or six times that on the clock.

    What is handed to the block says whether it was stopped: the command line makes a status of any exception.
    """
    late = [False]

    def stop(_number: int, _frame: object) -> None:
        late[0] = True
        raise Overtime

    old = signal.signal(signal.SIGPROF, stop), signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 6 * seconds)
    try:
        yield late
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGPROF, old[0])
        signal.signal(signal.SIGALRM, old[1])


def _logged() -> str:
    """Return the details of an internal error, which the program keeps in a file, and drop the file."""
    folder = Path(os.environ.get("CLERKCHECK_STATE", ""))
    found = []
    for path in sorted(folder.glob("fault-*.txt")) if folder.name else ():
        found.append(path.read_text(encoding="utf-8"))
        path.unlink()
    return "\n".join(["", *found])


def _judged(attempt: Attempt, folder: Path, said: str, status: int | None, failure: str) -> Fault | None:
    if failure:
        return Fault(failure.split("\n", 1)[0], failure + "\n" + said[-2000:])
    if status not in STATUSES:
        said += _logged()
        return Fault(f"exit {status}: {said.rstrip().splitlines()[-1][:200]}", said[-4000:])
    if "Traceback (most recent call last)" in said or "Exception ignored" in said:
        return Fault("a traceback on the screen", said[-4000:])
    if status == 2 and not said.strip():
        return Fault("refused without a word")
    raw = _unprintable(_COLOUR.sub("", said) if attempt.terminal else said)
    if raw:
        return Fault(f"raw U+{ord(raw):04X} on the screen", said[-4000:])
    return _left_behind(attempt, folder) if attempt.door == "command" else None


def _unprintable(said: str) -> str | None:
    lines = said.replace("\u3000", "")
    if lines.replace("\n", "").isprintable():
        return None
    return next(char for char in lines if char != "\n" and not char.isprintable())


def _left_behind(attempt: Attempt, folder: Path) -> Fault | None:
    for each in folder.iterdir():
        if each.name.endswith(".part"):
            return Fault(f"left behind: {each.name}")
    arguments = attempt.arguments
    for option, value in pairwise(arguments):
        before = attempt.files.get(value, FIFO)
        twice = option in ("-o", "--output") and arguments.count(value) > 1
        if twice and before != FIFO and (folder / value).read_bytes() != before:
            return Fault("an input was written over")
    return None


def _clear(folder: Path) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                os.unlink(entry.path)
