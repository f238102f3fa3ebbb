"""A folder of cases as the register knows it: its files, what each came out as, its subfolders. Knows no widget."""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.register import Listing, Seen, listing
from clerkcheck.desk.case_line import LAST, WAITING, CaseLine, Order, order_key, urgency, waiting_line
from clerkcheck.desk.judges import Judges
from clerkcheck.reading.errors import InputError

_MANY = 2000  # files of a folder, from which reading their names anew would hold up the keys


class News(NamedTuple):
    """Files that were judged. ``folder`` with its ``files``: a subfolder that is now known whole ("": none).

    ``listing``: what the folder holds now, where it had to be read again.
    """

    lines: Mapping[Seen, CaseLine]
    folder: str = ""
    files: tuple[Seen, ...] = ()
    listing: Listing | None = None


class Shelf:
    """``home`` is the folder the user chose, ``folder`` the one looked at: home, or a meeting inside it."""

    def __init__(self, folder: str) -> None:
        """Take the folder; nothing is read yet."""
        self.home = self.folder = os.path.abspath(folder)
        self.listing = Listing((), ())
        self.problem = ""
        self._known: dict[Seen, CaseLine] = {}
        self._lines: list[CaseLine] = []  # one for each file of the listing
        self._urgencies: list[tuple[int, date, int]] = []
        self._places: dict[str, int] = {}  # of the files' paths in these lists
        self._ordered: list[CaseLine] | None = None
        self._meetings: dict[str, tuple[Seen, ...]] = {}
        self._day: date | None = None
        self.order: Order = "urgency"

    @property
    def at_home(self) -> bool:
        """Whether no meeting has been entered."""
        return self.folder == self.home

    @property
    def bare(self) -> bool:
        """Whether there is nothing here: no file, no folder, and no reason why it could not be read."""
        return not (self.problem or self.listing.files or self.listing.folders)

    @property
    def large(self) -> bool:
        """Whether reading the names here takes so long that it had better be done in the background."""
        return len(self.listing.files) >= _MANY

    @property
    def parent(self) -> str:
        """The path of the folder above, which may lie outside ``home``."""
        return os.path.dirname(self.folder)

    def go(self, folder: str) -> None:
        """Look at another folder; one that is not inside ``home`` becomes it."""
        self.folder = os.path.abspath(folder)
        if os.path.commonpath([self.home, self.folder]) != self.home:
            self.home = self.folder

    def read(self, today: date) -> None:
        """Read the names in the folder; what was judged on another day is forgotten."""
        self.turn_to(today)
        try:
            found, self.problem = listing(self.folder), ""
        except InputError as error:
            found, self.problem = Listing((), ()), str(error)
        self._adopt(found)

    def sort(self, order: Order) -> None:
        """Show the lines in another order."""
        self.order, self._ordered = order, None

    def turn_to(self, today: date) -> None:
        """Forget what was judged on another day."""
        if self._day != today:
            self._known.clear()
            self._day = today
            self._adopt(self.listing)

    def _adopt(self, found: Listing) -> None:
        self.listing, self._ordered = found, None
        self._lines = [self._known.get(file) or waiting_line(file.path) for file in found.files]
        self._urgencies = [self._urgency(line) for line in self._lines]
        self._places = {file.path: place for place, file in enumerate(found.files)}

    def _urgency(self, line: CaseLine) -> tuple[int, date, int]:
        return LAST if line.outcome == WAITING or self._day is None else urgency(line, self._day)

    def lines(self, today: date) -> list[CaseLine]:
        """A line for every file here, in the order chosen; those not judged yet go by their names."""
        self.turn_to(today)
        if self._ordered is None:
            order = sorted(range(len(self._lines)), key=self._urgencies.__getitem__)
            if self.order != "urgency":
                order.sort(key=lambda place: order_key(self._lines[place], self.order))
            self._ordered = [self._lines[place] for place in order]
        return self._ordered

    def units(self) -> set[str]:
        """Return the units that the cases here name; none before all are judged."""
        judged = all(line.outcome != WAITING for line in self._lines)
        return {line.unit for line in self._lines if line.unit} if judged else set()

    def line(self, path: str) -> CaseLine | None:
        """The line of a file here, None where there is no such file."""
        place = self._places.get(path)
        return None if place is None else self._lines[place]

    def meeting(self, folder: str) -> list[CaseLine] | None:
        """The lines of a subfolder, None while it has not been read."""
        files = self._meetings.get(folder)
        return None if files is None else [self._known[file] for file in files if file in self._known]

    def take(self, news: News) -> None:
        """Keep the lines that a folder's judges have sent, and put each in the place of its file."""
        self._known.update(news.lines)
        for file, line in news.lines.items():
            place = self._places.get(file.path)
            if place is not None and self.listing.files[place] == file:
                self._lines[place], self._urgencies[place], self._ordered = line, self._urgency(line), None
        if news.folder:
            self._meetings[news.folder] = news.files
        if news.listing is not None and news.listing != self.listing:
            self._adopt(news.listing)

    def judging(self, calendar: WorkCalendar, today: date, *, again: bool = False) -> "ShelfJudging":
        """Return the work for a thread: to judge what is new or changed here, then in each subfolder, in batches.

        ``again``: the names here are read anew first. It works on what is known now and shares nothing that changes;
        the news belongs to whoever calls ``take``.
        """
        found = None if again else self.listing
        settled = frozenset(file for file, line in self._known.items() if not line.counted)
        return ShelfJudging(self.folder, found, settled, Judges(calendar, today))


class ShelfJudging:
    """The judging of one folder: iterate over it in a thread; ``stop`` ends it from another, at once."""

    def __init__(self, folder: str, found: Listing | None, known: frozenset[Seen], judges: Judges) -> None:
        """Take the folder, what it holds (None: to be read), what is known already, and who judges."""
        self.folder, self.found, self.known, self.judges = folder, found, known, judges

    def __iter__(self) -> Iterator[News]:
        try:
            if self.found is None:
                self.found = listing(self.folder)
                yield News({}, listing=self.found)
            for lines in self.judges.judged(self.fresh(self.found.files)):
                yield News(lines)
            for folder in self.found.folders:
                yield from self.subfolder(folder)
        except InputError:
            return  # the folder has gone; whoever looks at it next will say so
        finally:
            self.stop()

    def subfolder(self, folder: str) -> Iterator[News]:
        """Yield what a meeting holds."""
        try:
            files = listing(folder).files
        except InputError:
            files = ()
        for lines in self.judges.judged(self.fresh(files)):
            yield News(lines)
        yield News({}, folder, files)

    def fresh(self, files: Iterable[Seen]) -> list[Seen]:
        """Those that are not known yet."""
        return [file for file in files if file not in self.known]

    def stop(self) -> None:
        """End the processes that judge; what they have not judged stays unknown."""
        self.judges.stop()
