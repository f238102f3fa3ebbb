"""What a year's notice would say by the principles laid down for 2025 and after; shown, never counted with.

国办发明电〔2024〕12号: apart from special cases 春节 is 8 days from 除夕, 国庆节 7 days from 1 October (8 together with
中秋节), 劳动节 5 days, 元旦, 清明节, 端午节 and 中秋节 3 days each, or that day alone where it is a Wednesday. On which
weekend days a day off is made up for, the principles do not say; nor with which day the five of 劳动节 begin: as so
far, they are those for which fewest weekend days are worked.
"""

from datetime import date, timedelta
from typing import NamedTuple

from clerkcheck.calendars.statutory import LUNAR_YEARS, Statutory, statutory_holidays

FIRST_YEAR = 2025
_LENGTHS = {"春节": 8, "国庆节": 7}
_LABOUR_DAYS = 5
_TOGETHER = 8  # 国庆节 with 中秋节
# First and last day of three, counted from the holiday, by its weekday from Monday on.
_THREE = ((-2, 0), (-2, 0), (0, 0), (0, 2), (0, 2), (0, 2), (-1, 1))


class Presumed(NamedTuple):
    """Days off around a holiday by the principles. ``made_up``: how many weekend days would be worked for them.

    ``open``: the principles do not reach this case (中秋节 just before 国庆节).
    """

    names: tuple[str, ...]
    first: date
    last: date
    made_up: int
    open: bool = False


def presumed(year: int) -> list[Presumed]:
    """Return the arrangement that the principles give, in the order of the year; none before 2025 and beyond 2099."""
    if year < FIRST_YEAR or year not in LUNAR_YEARS:
        return []
    holidays = {holiday.name: holiday for holiday in statutory_holidays(year)}
    autumn, national = holidays["中秋节"], holidays["国庆节"]
    together = national.days[0] <= autumn.days[0] < national.days[0] + _TOGETHER
    if together:
        del holidays["中秋节"]
    found = [_span(holiday) for holiday in holidays.values()]
    if together:
        found = [_with_autumn(each, autumn) if each.names == ("国庆节",) else each for each in found]
    october = date(year, 10, 1)
    return sorted(
        (each._replace(open=each.names == ("中秋节",) and each.last >= october - timedelta(1)) for each in found),
        key=lambda each: each.first,
    )


def _span(holiday: Statutory) -> Presumed:
    first = date.fromordinal(holiday.days[0])
    if holiday.name == "劳动节":
        starts = (first - timedelta(k) for k in range(_LABOUR_DAYS - holiday.length + 1))
        spans = [_made_up((holiday.name,), day, day + timedelta(_LABOUR_DAYS - 1), holiday.length) for day in starts]
        return min(spans, key=lambda each: each.made_up)
    before, after = (0, _LENGTHS[holiday.name] - 1) if holiday.name in _LENGTHS else _THREE[first.weekday()]
    return _made_up((holiday.name,), first + timedelta(before), first + timedelta(after), holiday.length)


def _with_autumn(national: Presumed, autumn: Statutory) -> Presumed:
    names = ("国庆节", "中秋节")
    return _made_up(names, national.first, national.first + timedelta(_TOGETHER - 1), 3 + autumn.length)


def _made_up(names: tuple[str, ...], first: date, last: date, granted: int) -> Presumed:
    """第六条 and 第七条: the weekdays off beyond those that the decree grants are made up for on weekends."""
    days = (first + timedelta(k) for k in range((last - first).days + 1))
    return Presumed(names, first, last, sum(day.weekday() < 5 for day in days) - granted)
