"""The same title twice in one run: most likely one item copied, which a clerk should be told of."""

from collections.abc import Iterable

from clerkcheck.batch.sources.items import Where
from clerkcheck.batch.sources.table_body import named_rows
from clerkcheck.i18n import _, listed
from clerkcheck.reading.characters import printable
from clerkcheck.reading.written_values import shown

MOST = 50_000  # cases compared: more are no meeting's, and their titles would fill the memory
_MOST_TOLD = 20  # titles
_MOST_PLACES = 5  # files or sheets of one title


class Titles:
    """Gathers the titles of a run and where they stand."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[Where, int | None]] = {}
        self._again: dict[str, list[tuple[Where, int | None]]] = {}
        self._number = 0

    @property
    def full(self) -> bool:
        """Whether further titles are not compared any more."""
        return self._number > MOST

    def add(self, where: Where, titles: Iterable[tuple[int | None, str]]) -> None:
        """Take the titles of more cases with their rows (None: the file is one case), and where their table stands."""
        for row, title in titles:
            self._number += 1
            if self.full:
                return
            here = where, row
            before = self._first.setdefault(title, here)
            if before is not here:
                self._again.setdefault(title, [before]).append(here)

    def notes(self) -> list[str]:
        """Return what is to be said of them."""
        if self.full:
            return [_("多于 {n} 件，题名有没有重复没有核对").format(n=MOST)]
        told = [self._told(title, places) for title, places in list(self._again.items())[:_MOST_TOLD]]
        if len(self._again) > _MOST_TOLD:
            told.append(_("另有 {n} 个题名也不止一件").format(n=len(self._again) - _MOST_TOLD))
        return told

    @staticmethod
    def _told(title: str, places: list[tuple[Where, int | None]]) -> str:
        by_table: dict[Where, list[int]] = {}
        for where, row in places:
            by_table.setdefault(where._replace(row=None), []).append(row or 0)
        named = [f"{table} {named_rows(rows)}" if any(rows) else str(table) for table, rows in by_table.items()]
        more = _("等") if len(named) > _MOST_PLACES else ""
        return _("《{title}》有 {n} 件：{places}").format(
            title=printable(shown(title)), n=len(places), places=printable(listed(named[:_MOST_PLACES]) + more)
        )
