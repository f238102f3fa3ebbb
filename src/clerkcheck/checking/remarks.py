"""Dates that cannot be as they are written: out of order, on a day off, years away. Remarks, never a verdict."""

from collections.abc import Iterator
from datetime import date

from clerkcheck.calendars.days import weekday_name
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.model import Case
from clerkcheck.checking.report import Remark
from clerkcheck.i18n import _
from clerkcheck.packs.model import Vocabulary

_DAYS_OF_A_YEAR = 366


def date_remarks(case: Case, words: Vocabulary, calendar: WorkCalendar, as_of: date) -> tuple[Remark, ...]:
    """Return what is odd about the dates of ``case`` on the day ``as_of``, in the vocabulary's order.

    The vocabulary says which date cannot come before which, which are working days, and how many years from the day of
    checking each may lie.
    """
    dates = case.dates
    return tuple(
        Remark(name, text)
        for name in words.dates
        if name in dates
        for text in _oddities(name, dates, words, calendar, as_of)
    )


def _oddities(
    name: str, dates: dict[str, date], words: Vocabulary, calendar: WorkCalendar, as_of: date
) -> Iterator[str]:
    day, label, rule = dates[name], words.dates[name], words.date_rules.get(name)
    if rule is None:
        return
    years, workday, after = rule
    apart = abs((day - as_of).days)
    if apart > years * _DAYS_OF_A_YEAR:
        text = _("{label} {day} 与查询日 {as_of} 相差 {n} 年多，请核对年份")
        yield text.format(label=label, day=day, as_of=as_of, n=apart // _DAYS_OF_A_YEAR)
    elif workday and not calendar.is_workday(day):
        fact = calendar.day(day)
        why = _("{name}放假").format(name=fact.name) if fact.name else weekday_name(day)
        yield _("{label} {day} 是{why}，不是工作日，请核对").format(label=label, day=day, why=why)
    for earlier in after:
        if earlier in dates and day < dates[earlier]:
            text = _("{label} {day} 早于{other} {first}，请核对")
            yield text.format(label=label, day=day, other=words.dates[earlier], first=dates[earlier])
