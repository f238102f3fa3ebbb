"""A printed year: the months, Monday first, 休 and 班 marked, the holidays below and where the data comes from."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import zip_longest
from typing import NamedTuple

from clerkcheck.calendars.bounds import FIVE_DAY_WEEK
from clerkcheck.calendars.days import LAST_ORDINAL, WEEKDAYS, DayFact, weekday_name
from clerkcheck.calendars.layers import IMPORTED, LOCAL
from clerkcheck.calendars.presumed import presumed
from clerkcheck.calendars.statutory import LUNAR_YEARS, statutory_holidays
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cells import centre, fill, pad
from clerkcheck.i18n import _

# A day takes four cells (two digits and 休, 班 or ?); three months would take 88, so there are two a row.
_MONTH = 28
_GAP = " " * 6
_DAY = timedelta(1)


class DaysOff(NamedTuple):
    """Successive days that papers make days off, as they count them; ``whole`` counts the weekends beside them, too."""

    first: date
    last: date
    names: tuple[str, ...]
    whole: int


def year_page(year: int, calendar: WorkCalendar) -> str:
    """Return the page of ``year`` (1-9999), at most 80 cells wide."""
    blocks = [_month_lines(year, month, calendar) for month in range(1, 13)]
    lines = [centre(_("{year}年工作日历").format(year=year), 2 * _MONTH + len(_GAP)).rstrip(), ""]
    for left, right in zip(blocks[::2], blocks[1::2], strict=True):
        pairs = zip_longest(left, right, fillvalue="")
        lines += [*((pad(a, _MONTH) + _GAP + b).rstrip() for a, b in pairs), ""]
    legend = _("休 放假  班 周末上班  ? 放假通知未录入，可能调休  （周六、周日不标的照常休息）")
    return "\n".join([*lines, legend, "", *below(year, calendar)])


def holiday_runs(year: int, calendar: WorkCalendar) -> list[DaysOff]:
    """Return every run of days off that papers name in ``year``; a run over New Year's Eve stands in both years."""
    runs: list[DaysOff] = []
    for fact in facts_of(year, calendar):
        if _named_off(fact) and (not runs or fact.date > runs[-1].last):
            runs.append(_run(fact.date, calendar))
    return runs


def _month_lines(year: int, month: int, calendar: WorkCalendar) -> list[str]:
    title = _("{month}月").format(month=month)
    return [centre(title, _MONTH), "".join(f"{name}  " for name in WEEKDAYS), *_weeks(year, month, calendar)]


def _weeks(year: int, month: int, calendar: WorkCalendar) -> Iterator[str]:
    first = date(year, month, 1)
    week = " " * 4 * first.weekday()
    for fact in facts_of(year, calendar, month):
        week += pad(f"{fact.date.day:2}" + day_mark(fact, calendar), 4)
        if fact.date.weekday() == 6:
            yield week
            week = ""
    if week:
        yield week


def day_mark(fact: DayFact, calendar: WorkCalendar) -> str:
    """Return 休 for a holiday, 班 for a weekend worked, ? where a notice not known yet may change the day, else ""."""
    if not fact.certain and calendar.may_change(fact.date):
        return "?"
    if fact.workday:
        return _("班") if fact.date.weekday() >= 5 else ""
    return _("休") if fact.name else ""


def below(year: int, calendar: WorkCalendar) -> list[str]:
    """Return what stands below the months: holidays, weekends worked, papers, what is not known."""
    lines = _holidays(year, calendar) if _noticed(year, calendar) else _statutory(year)
    makeup = [_spelled(fact.date, year) for fact in facts_of(year, calendar) if fact.name and fact.workday]
    if makeup:
        lines.append(fill(_("上班：{days}").format(days=_("、").join(makeup)), indent=6))
    paper = next((layer.notices[year] for layer in reversed(calendar.layers) if year in layer.notices), "")
    source = paper or _("《全国年节及纪念日放假办法》第二条、第六条；周末规则")
    lines += _local(year, calendar)
    lines += ["", fill(_("来源：{paper}").format(paper=source), indent=6)]
    later = dict.fromkeys(fact.paper for fact in facts_of(year, calendar) if fact.layer == IMPORTED)
    lines += [fill(_("      {paper}").format(paper=each), indent=6) for each in later if each != source]
    lines += [fill(_("未定：{what}").format(what=what), indent=6) for what in _unknown(year, calendar)]
    return lines + ([] if _noticed(year, calendar) else _presumed(year))


def _holidays(year: int, calendar: WorkCalendar) -> list[str]:
    text = _("{names}：{first}至{last}，共{n}天")
    lines = []
    for run in holiday_runs(year, calendar):
        days = (run.last - run.first).days + 1
        first, last = _spelled(run.first, year), _spelled(run.last, year)
        line = _("{names}：{first}，共1天").format(names=_("、").join(run.names), first=first)
        if days > 1:
            line = text.format(names=_("、").join(run.names), first=first, last=last, n=days)
        if run.whole > days:
            line += _("（连同周末休{n}天）").format(n=run.whole)
        lines.append(fill(line, indent=4))
    return lines


def _statutory(year: int) -> list[str]:
    """Return what the decree alone makes certain, and how many days must be made good for weekends."""
    lines = []
    for holiday in statutory_holidays(year):
        days = [date.fromordinal(day) for day in holiday.days]
        unknown = _("{n}天，农历或节气日期未收录").format(n=holiday.length)
        text = _("、").join(_spelled(day, year) for day in days) or unknown
        weekend = sum(day.weekday() >= 5 for day in days)
        owed = _("；其中{n}天逢周末，应补假").format(n=weekend) if weekend else ""
        lines.append(fill(_("{name}：{days}{owed}").format(name=holiday.name, days=text, owed=owed), indent=4))
    return lines


def _presumed(year: int) -> list[str]:
    """Return what the notice would say by the principles that bind it, and that nothing is counted by this."""
    found = presumed(year)
    if not found:
        return []
    lines = [
        "",
        fill(_("推测（不作数）：照国办发明电〔2024〕12号定的放假调休原则，{year}年会是").format(year=year), indent=4),
    ]
    for each in found:
        first, last = _spelled(each.first, year), _spelled(each.last, year)
        days = (each.last - each.first).days + 1
        text = _("{names}：{first}至{last}，共{n}天") if days > 1 else _("{names}：{first}，共1天")
        line = text.format(names=_("、").join(each.names), first=first, last=last, n=days)
        if each.open:
            line = _("{names}：与国庆节相接，原则没有说到").format(names=_("、").join(each.names))
        elif each.made_up:
            line += _("；另有{n}个周末日上班，哪天未定").format(n=each.made_up)
        lines.append("  " + fill(line, indent=6))
    ending = _("期限不按推测推算；通知公布后运行 clerkcheck calendar import 通知.txt")
    return [*lines, fill(ending, indent=4)]


def _local(year: int, calendar: WorkCalendar) -> list[str]:
    """Return the days that local papers decide, each with its paper."""
    text = _("地方：{day}{kind}（{paper}）")
    facts = (fact for fact in facts_of(year, calendar) if fact.layer == LOCAL)
    return [
        fill(text.format(day=_spelled(fact.date, year), kind=fact.kind, paper=fact.paper), indent=6) for fact in facts
    ]


def _unknown(year: int, calendar: WorkCalendar) -> list[str]:
    found = []
    if not _noticed(year, calendar):
        found.append(_("{year}年放假通知尚未录入，调休和补假在哪天未定").format(year=year))
    if not _noticed(year + 1, calendar):
        text = _("{year}年12月25日至31日以{next}年放假通知为准，尚未录入")
        found.append(text.format(year=year, next=year + 1))
    if year <= FIVE_DAY_WEEK.year:
        found.append(_("{day}以前周六一般上班（《国务院关于职工工作时间的规定》）").format(day=FIVE_DAY_WEEK))
    if year not in LUNAR_YEARS:
        found.append(_("农历和节气日期只收录{first}年至{last}年").format(first=LUNAR_YEARS[0], last=LUNAR_YEARS[-1]))
    return found


def _noticed(year: int, calendar: WorkCalendar) -> bool:
    return any(year in layer.notices for layer in calendar.layers)


def facts_of(year: int, calendar: WorkCalendar, month: int = 0) -> Iterator[DayFact]:
    """Yield the days of a year, or of one of its months."""
    last = min(date(year, 12, 31).toordinal(), LAST_ORDINAL)
    for ordinal in range(date(year, month or 1, 1).toordinal(), last + 1):
        day = date.fromordinal(ordinal)
        if month and day.month != month:
            return
        yield calendar.day(day)


def _named_off(fact: DayFact) -> bool:
    return bool(fact.name) and not fact.workday


def _run(day: date, calendar: WorkCalendar) -> DaysOff:
    """The named days of the days off around ``day``, a weekend day between two of them included."""
    first = last = day
    while not calendar.is_workday(first - _DAY):
        first -= _DAY
    while not calendar.is_workday(last + _DAY):
        last += _DAY
    facts = [calendar.day(first + _DAY * k) for k in range((last - first).days + 1)]
    named = [fact for fact in facts if _named_off(fact)]
    return DaysOff(named[0].date, named[-1].date, tuple(dict.fromkeys(fact.name for fact in named)), len(facts))


def _spelled(day: date, year: int) -> str:
    text = _("{month}月{day}日（{weekday}）").format(month=day.month, day=day.day, weekday=weekday_name(day))
    return text if day.year == year else _("{year}年").format(year=day.year) + text
