"""Notices that change a year's notice in mid-year, laid over it in the order in which they were issued.

A later paper wins over an earlier one, whichever of them was imported last: the notice of a year never undoes what was
decided after it.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from clerkcheck.calendars.layers import IMPORTED, Layer
from clerkcheck.calendars.notices import Notice, NoticeDay
from clerkcheck.i18n import _, joined
from clerkcheck.reading.errors import Place


class Amendment(NamedTuple):
    """A paper that changes some days of a year. ``days`` ascending, each day once.

    ``replaces``: the holidays of which nothing that earlier papers say stands; () where it only adds.
    ``issued``: the day below the signature, None where it is not known; ``place``: where the heading stands.
    """

    year: int
    title: str
    papers: tuple[str, ...]
    days: tuple[NoticeDay, ...]
    replaces: tuple[str, ...] = ()
    issued: date | None = None
    place: Place | None = None

    @property
    def paper(self) -> str:
        """The title, with the number of the paper where known."""
        return self.title + (_("（{source}）").format(source=joined(self.papers)) if self.papers else "")

    @property
    def key(self) -> str:
        """What tells the paper from others: its number, else its title."""
        return self.papers[0] if self.papers else self.title

    @property
    def order(self) -> tuple[date, int]:
        """What papers are put in order by: the day of issue, else the year of the number; and the number."""
        found = re.search(r"(\d{4})\D+(\d{1,5})号", self.key)
        year, number = (int(found[1]), int(found[2])) if found else (1, 0)
        return self.issued or date(year, 1, 1), number


def known_amendments(year: int) -> tuple[Amendment, ...]:
    """Return the papers that have changed a year which the program brings (its data already hold what they say)."""
    return tuple(each for each in _published() if each.year == year)


def amendments_of(year: int, imported: Iterable[Amendment]) -> list[Amendment]:
    """Return all papers that change the year, oldest first; an imported one stands for the same one known before."""
    found = {each.key: each for each in (*known_amendments(year), *imported) if each.year == year}
    return sorted(found.values(), key=lambda each: each.order)


def changed_days(base: Notice, amendments: Iterable[Amendment]) -> dict[date, tuple[NoticeDay, str]]:
    """Return what the papers, oldest first, make of days: each with the paper that says so.

    A day that an earlier paper gave to a holiday arranged anew, and the later one does not name, is a plain day again.
    One older than a notice of the whole year issued after it says nothing.
    """
    found: dict[date, tuple[NoticeDay, str]] = {}
    for paper in amendments:
        if base.issued and paper.issued and paper.issued < base.issued:
            continue
        before = {day.date: day for day in base.days} | {day: each for day, (each, _paper) in found.items()}
        for day in before.values():
            if any(name in day.name for name in paper.replaces):
                found[day.date] = NoticeDay(day.date, day.date.weekday() < 5, ""), paper.paper
        found |= {day.date: (day, paper.paper) for day in paper.days}
    return found


def amended(base: Notice, amendments: Iterable[Amendment]) -> Notice:
    """Return the notice as later papers have left it; the plain days among theirs are not named."""
    papers = list(amendments)
    days = {day.date: day for day in base.days} | {day: each for day, (each, _p) in changed_days(base, papers).items()}
    left = tuple(days[day] for day in sorted(days) if days[day].name or days[day].workday != (day.weekday() < 5))
    return base._replace(papers=(*(base.papers or (base.paper,)), *(each.key for each in papers)), days=left)


def amendments_layer(changes: Iterable[Mapping[date, tuple[NoticeDay, str]]]) -> Layer:
    """Return changed days as a layer over the notices, each day with its own paper."""
    days = {day.toordinal(): each for some in changes for day, each in some.items()}
    rulings = {ordinal: (day.workday, day.name) for ordinal, (day, _paper) in days.items()}
    return Layer(IMPORTED, rulings, {}, {ordinal: paper for ordinal, (_day, paper) in days.items()})


def undecided(amendments: Iterable[Amendment]) -> tuple[Amendment, Amendment, date] | None:
    """Return two papers of which nobody can tell which is later, and a day on which they differ; None for none."""
    papers = list(amendments)
    for number, first in enumerate(papers):
        days = {day.date: day.workday for day in first.days}
        for second in papers[number + 1 :]:
            if second.order == first.order:
                differing = [day.date for day in second.days if days.get(day.date, day.workday) is not day.workday]
                if differing:
                    return first, second, differing[0]
    return None


def _published() -> tuple[Amendment, ...]:
    off, work = False, True
    victory = _("抗战胜利70周年纪念日")
    return (
        Amendment(
            2015,
            _("《国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知》"),
            ("国发明电〔2015〕1号",),
            _days(2015, victory, {(9, 3): off, (9, 4): off, (9, 5): off, (9, 6): work}),
            issued=date(2015, 5, 13),
        ),
        Amendment(
            2019,
            _("《国务院办公厅关于调整2019年劳动节假期安排的通知》"),
            ("国办发明电〔2019〕3号",),
            _days(2019, "劳动节", {(4, 28): work, (5, 1): off, (5, 2): off, (5, 3): off, (5, 4): off, (5, 5): work}),
            replaces=("劳动节",),
            issued=date(2019, 3, 22),
        ),
        Amendment(
            2020,
            _("《国务院办公厅关于延长2020年春节假期的通知》"),
            ("国办发明电〔2020〕1号",),
            _days(2020, "春节", {(1, 31): off, (2, 1): off, (2, 2): off}),
            issued=date(2020, 1, 26),
        ),
    )


def _days(year: int, name: str, days: Mapping[tuple[int, int], bool]) -> tuple[NoticeDay, ...]:
    return tuple(NoticeDay(date(year, *day), workday, name) for day, workday in days.items())
