"""期限推算单: every day of a period, counted or not, with its reason and the paper behind it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from clerkcheck.calendars.days import CountedDay, DayFact, DueDate, in_years, weekday_name
from clerkcheck.calendars.periods import period_end
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.i18n import _
from clerkcheck.literals import Bound, Unit


class CountedPeriod(NamedTuple):
    """A period of ``n`` ``unit`` s from ``start``: its due day, and a line for every day as of :func:`count`."""

    start: date
    n: int
    unit: Unit
    due: DueDate
    days: tuple[CountedDay, ...]


def counted_period(calendar: WorkCalendar, start: date, n: int, unit: Unit, bound: Bound = "latest") -> CountedPeriod:
    """Return the period that ``calendar.offset(start, n, unit, bound)`` ends; raises what that raises."""
    due = calendar.offset(start, n, unit, bound)
    return CountedPeriod(start, n, unit, due, count(calendar, start, n, unit, bound))


def count(calendar: WorkCalendar, start: date, n: int, unit: Unit, bound: Bound = "latest") -> tuple[CountedDay, ...]:
    """Return the lines behind ``calendar.offset(start, n, unit, bound)``, in the order counted.

    Working days: a line for every day. Days: a line for every day, then the days by which the end moved. Months and
    years: the corresponding day, on which they end (they are not counted day by day).
    """
    if not n:
        return (CountedDay(start, True, 0, _("期限为零，即起算日当天"), "", True),)
    lines = [CountedDay(start, False, None, _("起算日不计入"), _("《民法典》第二百零一条"), True)]
    due = calendar.offset(start, n, unit, bound).day
    if unit == "workday":
        lines += _working_days(calendar, start, due)
        return tuple(lines)
    end = period_end(start, n, unit)
    lines += _natural_days(calendar, start, end) if unit == "day" else [_corresponding(calendar, start, end, n)]
    if due != end:
        lines[-1] = lines[-1]._replace(reason=_("期限末日，{reason}").format(reason=reason_of(calendar.day(end))))
        lines += _moved(calendar, end, due)
    return tuple(lines)


def reason_of(fact: DayFact) -> str:
    """Return why a day is, or is not, a working day: 工作日, 调休上班（国庆节）, 周六, 国庆节放假."""
    if fact.workday:
        if fact.date.weekday() < 5:
            return _("工作日")
        return _("调休上班（{name}）").format(name=fact.name) if fact.name else _("调休上班")
    return _("{name}放假").format(name=fact.name) if fact.name else weekday_name(fact.date)


def _working_days(calendar: WorkCalendar, start: date, due: date) -> Iterator[CountedDay]:
    number = 0
    for day in _between(start, due):
        fact = calendar.day(day)
        number += fact.workday
        counted = number if fact.workday else None
        yield CountedDay(day, fact.workday, counted, _guarded(calendar, fact), fact.paper, fact.certain)


def _guarded(calendar: WorkCalendar, fact: DayFact) -> str:
    """Return the reason, with a word on what a notice not yet known may make of the day."""
    holiday = "" if fact.certain else calendar.may_change(fact.date)
    if not holiday:
        return reason_of(fact)
    may = _("{reason}（可能因{holiday}调休放假）") if fact.workday else _("{reason}（可能因{holiday}调休上班）")
    return may.format(reason=reason_of(fact), holiday=holiday)


def _natural_days(calendar: WorkCalendar, start: date, end: date) -> Iterator[CountedDay]:
    for number, day in enumerate(_between(start, end), 1):
        fact = calendar.day(day)
        reason = _("自然日") if fact.workday else _("自然日（{reason}也计入）").format(reason=reason_of(fact))
        yield CountedDay(day, True, number, reason, _("《民法典》第二百零一条"), True)


def _corresponding(calendar: WorkCalendar, start: date, end: date, n: int) -> CountedDay:
    reason = _("到期月的对应日") if end.day == start.day else _("没有对应日，以月末日为准")
    if not calendar.is_workday(end):
        reason = _("{reason}，逢休息日不顺延").format(reason=reason)
    return CountedDay(end, True, abs(n), reason, _("《民法典》第二百零二条"), True)


def _moved(calendar: WorkCalendar, end: date, due: date) -> Iterator[CountedDay]:
    """The days by which an end moves on (民法典第二百零三条); counted backward no article moves it."""
    for day in _between(end, due):
        fact = calendar.day(day)
        if day == due:
            paper = _("《民法典》第二百零三条")
            yield CountedDay(day, True, None, _("顺延至此，为期限最后一日"), paper, fact.certain)
        else:
            yield CountedDay(day, False, None, _guarded(calendar, fact), fact.paper, fact.certain)


def _between(start: date, end: date) -> Iterator[date]:
    """Yield the days after ``start`` through ``end``, in either direction."""
    step = 1 if end >= start else -1
    for ordinal in range(start.toordinal() + step, end.toordinal() + step, step):
        yield in_years(ordinal)
