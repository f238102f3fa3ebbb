"""A progress bar with rate and time left, on a terminal only."""

import sys
import time
from types import TracebackType
from typing import Any

from clerkcheck.batch.running import Watcher
from clerkcheck.batch.sources.source_files import Sources
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError

_SHOWN = 20  # errors; all of them stand in the result
_EVERY = 0.1  # seconds


class Progress(Watcher):
    """Shows how far a run has come, and the first errors; use it with ``with``."""

    def __init__(self, sources: Sources) -> None:
        """Take the sources, which know how much of them has been read."""
        self._sources = sources
        self._bar: Any = None
        self._number = self._errors = 0
        self._said: set[str] = set()
        self._next = 0.0

    def __enter__(self) -> "Progress":
        """Begin; where there is no terminal nothing is shown but errors."""
        if sys.stderr.isatty():
            self._bar = _bar()
            self._task = self._bar.add_task("", total=1.0, count="")
            self._bar.start()
            self._started = time.monotonic()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take the bar away and say how many errors were not shown."""
        if self._bar is not None:
            self._bar.stop()
        if self._errors > _SHOWN:
            more = self._errors - _SHOWN
            print(_("另有 {n} 处读不了，都在结果文件里").format(n=more), file=sys.stderr)  # noqa: T201 - no data in it

    def judged(self, outcome: str, number: int = 1) -> None:  # noqa: ARG002 - part of the interface
        """Count more cases; the bar moves ten times a second."""
        if self._bar is None:
            return
        self._number += number
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _EVERY
            rate = self._number / max(now - self._started, 1e-3)
            count = _("{n} 件 {rate:.0f} 件/秒").format(n=self._number, rate=rate)
            self._bar.update(self._task, completed=self._sources.part(), count=count)

    def failed(self, error: InputError) -> None:
        """Show one of the first errors; what has been said is not said again."""
        if str(error) in self._said:
            return
        self._errors += 1
        if self._errors <= _SHOWN:
            self._said.add(str(error))
            text = _("错误：{error}").format(error=error)
            if self._bar is None:
                print(text, file=sys.stderr)  # noqa: T201 - errors are printable
            else:
                self._bar.console.print(text, markup=False, highlight=False, soft_wrap=True)


def _bar() -> Any:
    """Rich is imported only here: without a terminal nobody pays for it."""
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[count]}", markup=False),
        TimeRemainingColumn(),
    )
    return Bar(*columns, console=Console(stderr=True), transient=True)
