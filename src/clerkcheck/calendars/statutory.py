"""The statutory holidays of 全国年节及纪念日放假办法: certain long before any year's notice is issued.

What the notice alone decides (调休, and on which day a statutory day that falls on a weekend is made good) is not
here; clerkcheck.calendars.bounds says how far it can reach.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from clerkcheck.i18n import _

# The decrees in force, newest first: for each holiday, its days counted from the anchor day (初一 for 春节).
# 1949-12-23 政务院; 1999-09-18 国务院令第270号; 2008-01-01 第513号; 2014-01-01 第644号; 2025-01-01 第795号.
_DECREES = (
    (date(2025, 1, 1), {"元旦": (0,), "春节": (-1, 0, 1, 2), "清明节": (0,), "劳动节": (0, 1), "端午节": (0,),
                        "中秋节": (0,), "国庆节": (0, 1, 2)}),
    (date(2014, 1, 1), {"元旦": (0,), "春节": (0, 1, 2), "清明节": (0,), "劳动节": (0,), "端午节": (0,),
                        "中秋节": (0,), "国庆节": (0, 1, 2)}),
    (date(2008, 1, 1), {"元旦": (0,), "春节": (-1, 0, 1), "清明节": (0,), "劳动节": (0,), "端午节": (0,),
                        "中秋节": (0,), "国庆节": (0, 1, 2)}),
    (date(1999, 9, 18), {"元旦": (0,), "春节": (0, 1, 2), "劳动节": (0, 1, 2), "国庆节": (0, 1, 2)}),
    (date(1949, 12, 23), {"元旦": (0,), "春节": (0, 1, 2), "劳动节": (0,), "国庆节": (0, 1)}),
)  # fmt: skip

# Years for which the lunar calendar is tabulated (PyPI borax, checked against lunar_python for 1901-2099).
LUNAR_YEARS = range(1901, 2100)


class Statutory(NamedTuple):
    """One holiday of one year: its name and the ordinals of its days, or none known beyond the lunar tables.

    ``length`` is the number of days that the decree grants; ``season`` the ordinals between which it must fall.
    """

    name: str
    days: tuple[int, ...]
    length: int
    season: tuple[int, int]


@lru_cache(maxsize=64)
def statutory_holidays(year: int) -> tuple[Statutory, ...]:
    """Return the statutory holidays that begin in ``year``, in the order of the decree; none before 1950."""
    found = []
    for name, anchor in _ANCHORS.items():
        earliest, latest = _SEASONS[name]
        first, last = date(year, *earliest), date(year, *latest)
        day = anchor(year)
        offsets = _granted(name, date.fromordinal(day) if day else last)
        if offsets:
            days = tuple(day + k for k in offsets) if day else ()
            found.append(Statutory(name, days, len(offsets), (first.toordinal(), last.toordinal())))
    return tuple(found)


@lru_cache(maxsize=64)
def statutory_names(year: int) -> dict[int, str]:
    """Return the ordinal of every statutory day off of ``year`` whose date is known, with the holiday's name."""
    return {day: holiday.name for holiday in reversed(statutory_holidays(year)) for day in holiday.days}


def decree() -> str:
    """Return the paper that makes a statutory day certain."""
    return _("《全国年节及纪念日放假办法》第二条")


def _granted(name: str, day: date) -> tuple[int, ...]:
    for in_force, days in _DECREES:
        if day >= in_force:
            return days.get(name, ())
    return ()


def _fixed(month: int, day: int) -> Callable[[int], int | None]:
    return lambda year: date(year, month, day).toordinal()


def _lunar(month: int, day: int) -> Callable[[int], int | None]:
    def anchor(year: int) -> int | None:
        """Return the day in a year as an ordinal; None outside the years of the lunar calendar's table."""
        if year not in LUNAR_YEARS:
            return None
        from borax.calendars.lunardate import LunarDate

        found: date = LunarDate(year, month, day).to_solar_date()
        return found.toordinal()

    return anchor


def _qingming(year: int) -> int | None:
    """清明 is the fifth solar term counted from 小寒 (index 6 from 0, borax's order)."""
    if year not in LUNAR_YEARS:
        return None
    from borax.calendars.lunardate import TermUtils

    found: date = TermUtils.nth_term_day(year, 6)
    return found.toordinal()


_ANCHORS: dict[str, Callable[[int], int | None]] = {
    "元旦": _fixed(1, 1),
    "春节": _lunar(1, 1),
    "清明节": _qingming,
    "劳动节": _fixed(5, 1),
    "端午节": _lunar(5, 5),
    "中秋节": _lunar(8, 15),
    "国庆节": _fixed(10, 1),
}
# Where a holiday may fall when its date is not tabulated; wider than any year 1901-2099 needs.
_SEASONS = {
    "元旦": ((1, 1), (1, 1)),
    "春节": ((1, 15), (3, 1)),
    "清明节": ((4, 1), (4, 9)),
    "劳动节": ((5, 1), (5, 1)),
    "端午节": ((5, 20), (7, 1)),
    "中秋节": ((9, 1), (10, 15)),
    "国庆节": ((10, 1), (10, 1)),
}
