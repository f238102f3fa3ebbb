"""A folder of cases as the register knows it: its files, what each came out as, its subfolders. Knows no widget."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.register import Listing, Seen, listing
from clerkcheck.reading.errors import InputError
from clerkcheck.tui.rows_cases import CaseLine, judged_line, urgency, waiting_line

_FIRST, _BATCH = 24, 100  # cases a batch: the first fills a screen, the others keep repainting rare


class News(NamedTuple):
    """Files that were judged. ``folder`` with its ``files``: a subfolder that is now known whole ("": none)."""

    lines: Mapping[Seen, CaseLine]
    folder: str = ""
    files: tuple[Seen, ...] = ()


class Shelf:
    """``home`` is the folder the user chose, ``folder`` the one looked at: home, or a meeting inside it."""

    def __init__(self, folder: str) -> None:
        """Take the folder; nothing is read yet."""
        self.home = self.folder = os.path.abspath(folder)
        self.listing = Listing((), ())
        self.problem = ""
        self._known: dict[Seen, CaseLine] = {}
        self._meetings: dict[str, tuple[Seen, ...]] = {}
        self._day: date | None = None

    @property
    def at_home(self) -> bool:
        """Whether no meeting has been entered."""
        return self.folder == self.home

    @property
    def bare(self) -> bool:
        """Whether there is nothing here: no file, no folder, and no reason why it could not be read."""
        return not (self.problem or self.listing.files or self.listing.folders)

    @property
    def parent(self) -> str:
        """The folder above."""
        return os.path.dirname(self.folder)

    def go(self, folder: str) -> None:
        """Look at another folder; one that is not inside ``home`` becomes it."""
        self.folder = os.path.abspath(folder)
        if os.path.commonpath([self.home, self.folder]) != self.home:
            self.home = self.folder

    def read(self, today: date) -> None:
        """Read the names in the folder; what was judged on another day is forgotten."""
        if self._day != today:
            self._known.clear()
            self._day = today
        try:
            self.listing, self.problem = listing(self.folder), ""
        except InputError as error:
            self.listing, self.problem = Listing((), ()), str(error)

    def lines(self, today: date) -> list[CaseLine]:
        """A line for every file here, most urgent first; those not judged yet go by their names."""
        found = [self._known.get(file) or waiting_line(file.path) for file in self.listing.files]
        return sorted(found, key=lambda line: urgency(line, today))

    def line(self, path: str) -> CaseLine | None:
        """The line of a file here, None where there is no such file."""
        file = next((file for file in self.listing.files if file.path == path), None)
        return None if file is None else self._known.get(file) or waiting_line(path)

    def meeting(self, folder: str) -> list[CaseLine] | None:
        """The lines of a subfolder, None while it has not been read."""
        files = self._meetings.get(folder)
        return None if files is None else [self._known[file] for file in files if file in self._known]

    def take(self, news: News) -> None:
        """Keep what was judged."""
        self._known.update(news.lines)
        if news.folder:
            self._meetings[news.folder] = news.files

    def judging(self, calendar: WorkCalendar, today: date) -> Callable[[], Iterator[News]]:
        """Return a function for a thread: it judges what is new or changed here, then in each subfolder, in batches.

        It works on what is known now and shares nothing that changes; the news belongs to whoever calls ``take``.
        """
        found, known = self.listing, frozenset(self._known)
        return lambda: _judged(found, known, calendar, today)


def _judged(found: Listing, known: frozenset[Seen], calendar: WorkCalendar, today: date) -> Iterator[News]:
    from clerkcheck.packs.store import load_pack

    loader = lru_cache(load_pack)

    def fresh(files: Iterable[Seen]) -> dict[Seen, CaseLine]:
        return {file: judged_line(file.path, calendar, today, loader) for file in files if file not in known}

    for batch in batches([file for file in found.files if file not in known]):
        yield News(fresh(batch))
    for folder in found.folders:
        try:
            files = listing(folder).files
        except InputError:
            files = ()
        yield News(fresh(files), folder, files)


def batches(files: list[Seen]) -> Iterator[list[Seen]]:
    """Yield a screenful of files, then a hundred at a time."""
    if files:
        yield files[:_FIRST]
    for start in range(_FIRST, len(files), _BATCH):
        yield files[start : start + _BATCH]
