"""Dates that cannot be as they are written: out of order, on a day off, long past, years away. Remarks only."""

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
    """Return what is odd about the dates of ``case`` on the day ``as_of``: its own in the vocabulary's order, then its
    papers'.

    The vocabulary says which date cannot come before which, which are working days, and how far from the day of
    checking each may lie. A paper that is at hand cannot be of a day still to come.
    """
    dates = case.dates
    found = [
        Remark(name, text)
        for name in words.dates
        if name in dates
        for text in _oddities(name, dates, words, calendar, as_of)
    ]
    for name, paper in case.materials.items():
        if paper.date is not None and paper.date > as_of and paper.status == "done":
            text = _("{label}的日期 {day} 在查询日 {as_of} 之后，请核对")
            found.append(Remark(name, text.format(label=words.materials[name], day=paper.date, as_of=as_of)))
    return tuple(found)


def odd_alone(name: str, day: date, words: Vocabulary, calendar: WorkCalendar, as_of: date) -> str:
    """Return what is odd about a date whatever the others are; "" where nothing is."""
    years, days_ago, workday, _after = words.date_rules[name]
    label, apart = words.dates[name], (day - as_of).days
    if abs(apart) > years * _DAYS_OF_A_YEAR:
        text = _("{label} {day} 与查询日 {as_of} 相差 {n} 年多，请核对年份")
        return text.format(label=label, day=day, as_of=as_of, n=abs(apart) // _DAYS_OF_A_YEAR)
    if days_ago is not None and -apart > days_ago:
        text = _("{label} {day} 比查询日 {as_of} 早 {n} 天，请核对年份")
        return text.format(label=label, day=day, as_of=as_of, n=-apart)
    if workday and not calendar.is_workday(day):
        fact = calendar.day(day)
        why = _("{name}放假").format(name=fact.name) if fact.name else weekday_name(day)
        return _("{label} {day} 是{why}，不是工作日，请核对").format(label=label, day=day, why=why)
    return ""


def out_of_order(name: str, day: object, earlier: str, first: object, words: Vocabulary) -> str:
    """Return that a date comes before the one it must follow; ``day`` and ``first`` stand there as they are given."""
    text = _("{label} {day} 早于{other} {first}，请核对")
    return text.format(label=words.dates[name], day=day, other=words.dates[earlier], first=first)


def dates_before(name: str, words: Vocabulary) -> tuple[str, ...]:
    """Return the dates that a date cannot come before."""
    return words.date_rules[name][-1]


def _oddities(
    name: str, dates: dict[str, date], words: Vocabulary, calendar: WorkCalendar, as_of: date
) -> Iterator[str]:
    if alone := odd_alone(name, dates[name], words, calendar, as_of):
        yield alone
    for earlier in dates_before(name, words):
        if earlier in dates and dates[name] < dates[earlier]:
            yield out_of_order(name, dates[name], earlier, dates[earlier], words)
