"""Layers of a calendar, later ones winning: the national notices, imported notices, local overlays."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from clerkcheck.i18n import _

NATIONAL = "national"
IMPORTED = "imported"
LOCAL = "local"

_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}


class Layer(NamedTuple):
    """What one source of knowledge says.

    ``rulings``: ordinal of a day to (is it a working day, holiday name), only for days that the source mentions.
    ``notices``: year to the paper that arranges the whole of that year; empty for an overlay of single days.
    ``papers``: the paper of a single ruling, where it is not the notice of its year.
    ``first``: the first day on which the layer knows anything.
    """

    name: str
    rulings: Mapping[int, tuple[bool, str]]
    notices: Mapping[int, str]
    papers: Mapping[int, str]
    first: int = 1

    def decides(self, ordinal: int) -> bool:
        """Return whether the layer decides the day: by naming it, or by holding the notice of its year."""
        if ordinal in self.rulings:
            return True
        return ordinal >= self.first and notice_year(date.fromordinal(ordinal)) in self.notices

    def paper(self, ordinal: int) -> str:
        """Return the paper by which the layer decides a day, "" when it has none."""
        return self.papers.get(ordinal) or self.notices.get(notice_year(date.fromordinal(ordinal)), "")


def deciding(layers: Sequence[Layer], ordinal: int) -> Layer | None:
    """Return the layer that decides the day: the last that names it or holds the notice of its year; None for none."""
    return next((layer for layer in reversed(layers) if layer.decides(ordinal)), None)


def notice_title(year: int) -> str:
    """Return the title of the year's notice."""
    return _("《国务院办公厅关于{year}年部分节假日安排的通知》").format(year=year)


def notice_year(day: date) -> int:
    """Return the year whose notice decides the day: the last week of December belongs to the next year's notice."""
    return day.year + (day.month == 12 and day.day >= 25)


@lru_cache(maxsize=1)
def national_layer() -> Layer:
    """Return the notices of 国务院办公厅 as the package chinesecalendar holds them."""
    from chinese_calendar.constants import holidays, workdays

    rulings = {day.toordinal(): (False, _NAMES.get(name, name)) for day, name in holidays.items()}
    rulings.update((day.toordinal(), (True, _NAMES.get(name, name))) for day, name in workdays.items())
    first, last = date.fromordinal(min(rulings)).year, date.fromordinal(max(rulings)).year
    source = _("（据 chinesecalendar）")
    notices = {year: notice_title(year) + source for year in range(first, last + 1)}
    return Layer(NATIONAL, rulings, notices, {}, date(first, 1, 1).toordinal())
