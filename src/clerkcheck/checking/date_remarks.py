"""Dates that cannot be as they are written: out of order, on a day off, long past, years away. Remarks only."""

from collections.abc import Mapping
from datetime import date
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
        self._written = _Written()
        # each date of the vocabulary, what is odd of it alone, and those it cannot come before
        self._all = tuple([(name, _Alone(name, self), dates_before(name, words)) for name in words.dates])
        # of which something can be odd although none is far away; alone only what must be a working day
        near = [(name, alone if _on_a_workday(name, words) else None, before) for name, alone, before in self._all]
        self._near = tuple([each for each in near if each[1] is not None or each[2]])
        self._first, self._last = _nowhere_far(words, as_of)

    def remarks(self, case: Case) -> list[Remark]:
        """Return what is odd about the dates of ``case``: its own in the vocabulary's order, then its papers'."""
        dates, as_of = case.dates, self.as_of
        found: list[Remark] = []
        if dates:
            found = self._of_dates(dates)
        papers = case.materials
        for name, paper in papers.items() if any(map(_date, papers.values())) else ():
            if paper.date is not None and paper.date > as_of and paper.status == "done":
                text = _("{label}的日期 {day} 在查询日 {as_of} 之后，请核对")
                found.append(Remark(name, text.format(label=self.words.materials[name], day=paper.date, as_of=as_of)))
        found += [Remark(*each) for each in case.counted]
        return found

    def _of_dates(self, dates: Mapping[str, date]) -> list[Remark]:
        """The remarks on the dates of a case, of each what is odd of it alone and then what it comes before."""
        get, days = dates.get, dates.values()
        near = self._first <= min(days) and max(days) <= self._last
        found: list[Remark] = []
        for name, alone, before in self._near if near else self._all:
            day = get(name)
            if day is not None:
                if alone is not None and (remark := alone[day]) is not None:
                    found.append(remark)
                for earlier in before:
                    first = get(earlier)
                    if first is not None and day < first:
                        found.append(Remark(name, self._out_of_order(name, day, earlier, first)))
        return found

    def _out_of_order(self, name: str, day: date, earlier: str, first: date) -> str:
        sentence = self._sentences.get((name, earlier))
        if sentence is None:
            sentence = self._sentences[name, earlier] = out_of_order(name, _DAY, earlier, _FIRST, self.words)
        return sentence.replace(_DAY, self._written[day]).replace(_FIRST, self._written[first])


def _nowhere_far(words: Vocabulary, as_of: date) -> tuple[date, date]:
    """The first and the last day on which no date of the vocabulary is too far from the day of checking."""
    before, after = date.max.toordinal(), date.max.toordinal()
    for years, days_ago, _workday, _before in words.date_rules.values():
        after = min(after, years * _DAYS_OF_A_YEAR)
        before = min(before, after, after if days_ago is None else days_ago)
    day = as_of.toordinal()
    last = date.max.toordinal()
    return date.fromordinal(max(day - before, 1)), date.fromordinal(min(day + after, last))


class _Written(dict[date, str]):
    """Days as they are written."""

    def __missing__(self, day: date) -> str:
        if len(self) >= _MOST_SAID:
            self.clear()
        self[day] = text = str(day)
        return text


class _Alone(dict[date, Remark | None]):
    """What is odd about one date whatever the others are, by its day; None where nothing is."""

    def __init__(self, name: str, remarks: DateRemarks) -> None:
        super().__init__()
        self.name, self.on = name, remarks

    def __missing__(self, day: date) -> Remark | None:
        if len(self) >= _MOST_SAID:
            self.clear()
        text = odd_alone(self.name, day, self.on.words, self.on.calendar, self.on.as_of)
        self[day] = found = Remark(self.name, text) if text else None
        return found


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


def _on_a_workday(name: str, words: Vocabulary) -> bool:
    """Whether a date must fall on a working day."""
    return words.date_rules[name][2]
