"""Dates that cannot be as they are written: out of order, on a day off, long past, years away. Remarks only."""

from datetime import date
from itertools import compress
from operator import attrgetter

from clerkcheck.calendars.days import weekday_name
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.model import Case
from clerkcheck.checking.report import Remark
from clerkcheck.i18n import _
from clerkcheck.packs.model import Vocabulary

_DAYS_OF_A_YEAR = 366
_DAY, _FIRST = "\0", "\1"  # where the days go in a sentence of two dates
_date = attrgetter("date")
_MOST_SAID = 5_000  # remembered of each date of the vocabulary


class DateRemarks:
    """Remarks on the dates of cases as they look on the day ``as_of``; what was said of a date is said again at once.

    The vocabulary says which date cannot come before which, which are working days, and how far from the day of
    checking each may lie. A paper that is at hand cannot be of a day still to come.
    """

    def __init__(self, words: Vocabulary, calendar: WorkCalendar, as_of: date) -> None:
        self.words, self.calendar, self.as_of = words, calendar, as_of
        self._sentences: dict[tuple[str, str], str] = {}
        # of each date what was said of it, and the dates that it cannot come before
        self._said: dict[str, tuple[dict[date, str], tuple[str, ...]]] = {
            name: ({}, dates_before(name, words)) for name in words.dates
        }

    def remarks(self, case: Case) -> tuple[Remark, ...]:
        """Return what is odd about the dates of ``case``: its own in the vocabulary's order, then its papers'."""
        dates, as_of = case.dates, self.as_of
        found: list[Remark] = []
        for name, (said, before) in self._said.items() if dates else ():
            day = dates.get(name)
            if day is None:
                continue
            alone = said.get(day)
            if alone is None:
                alone = self._alone(name, day)
            if alone:
                found.append(Remark(name, alone))
            for earlier in before:
                first = dates.get(earlier)
                if first is not None and day < first:
                    found.append(Remark(name, self._out_of_order(name, day, earlier, first)))
        papers = case.materials
        for name, paper in compress(papers.items(), map(_date, papers.values())):
            if paper.date is not None and paper.date > as_of and paper.status == "done":
                text = _("{label}的日期 {day} 在查询日 {as_of} 之后，请核对")
                found.append(Remark(name, text.format(label=self.words.materials[name], day=paper.date, as_of=as_of)))
        found += [Remark(*each) for each in case.counted]
        return tuple(found)

    def _out_of_order(self, name: str, day: date, earlier: str, first: date) -> str:
        sentence = self._sentences.get((name, earlier))
        if sentence is None:
            sentence = self._sentences[name, earlier] = out_of_order(name, _DAY, earlier, _FIRST, self.words)
        return sentence.replace(_DAY, str(day)).replace(_FIRST, str(first))

    def _alone(self, name: str, day: date) -> str:
        said, _before = self._said[name]
        if len(said) >= _MOST_SAID:
            said.clear()
        said[day] = text = odd_alone(name, day, self.words, self.calendar, self.as_of)
        return text


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
