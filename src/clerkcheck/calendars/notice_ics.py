"""Calendars of holidays (.ics), as phones and offices subscribe to them: an event is days off or days worked.

Read are the marks that such calendars have: （休） and （班）, 假期 and 补班, 放假 and 上班, X-APPLE-SPECIAL-DAY.
Events without one (除夕, 冬至, somebody's meeting) say nothing of working days and are passed over.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from clerkcheck.calendars.layers import notice_year
from clerkcheck.calendars.notices import HOLIDAY, Notice, NoticeDay, agreed, holiday_name, together
from clerkcheck.calendars.statutory import statutory_names
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

_PROPERTY = re.compile(r'([A-Za-z][A-Za-z0-9-]*)((?:;[^:;"]*(?:"[^"]*")?)*):(.*)', re.S)
_TIME = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?\Z")
_WORKED = re.compile(r"补班|上班|调班|[(（\[【]班[)）\]】]|班\Z")
_OFF = re.compile(r"放假|假期|假日|[(（\[【]休[)）\]】]|(?<![调补])休\Z|休假|休息")
_UNCLEAR = re.compile(r"调休|补休")
_SPECIAL = {"ALTERNATE-WORKDAY": True, "WORK-HOLIDAY": False}
_LONGEST = 31  # days of an event
_AROUND = 20  # days from a statutory day within which an event without a name belongs to it
_ZONE = timedelta(hours=8)  # times that end in Z are eight hours behind Beijing's


class _Event(NamedTuple):
    line: int
    properties: dict[str, tuple[int, str]]


def notices_of_ics(text: str, source: str) -> list[Notice]:
    """Return a notice for each year that the calendar speaks of; raises InputError(s) with lines."""
    days: dict[int, list[NoticeDay]] = {}
    errors: list[InputError] = []
    for event in _events(text):
        try:
            for day in _days(event, source):
                days.setdefault(notice_year(day.date), []).append(day)
        except InputError as error:
            errors.append(error)
    if errors:
        raise together(errors)
    if not days:
        remedy = _("要订阅的是放假安排的日历，每个事件写明 休（假期）或 班（补班）")
        raise InputError(_("日历里没有写明休或班的事件"), Place(source), remedy)
    return [Notice(year, (), agreed(days[year], year, Place(source)), None, Place(source)) for year in sorted(days)]


def _events(text: str) -> Iterator[_Event]:
    """Yield every VEVENT with the first value of each of its properties; alarms inside it do not count."""
    event: _Event | None = None
    inside: list[str] = []
    for line, content in _lines(text):
        match = _PROPERTY.match(content)
        if not match:
            continue
        name, value = match[1].upper(), match[3].strip()
        if name == "BEGIN":
            inside.append(value.upper())
            if value.upper() == "VEVENT":
                event = _Event(line, {})
        elif name == "END":
            if value.upper() == "VEVENT" and event:
                yield event
                event = None
            inside = inside[:-1]
        elif event and inside[-1:] == ["VEVENT"]:
            event.properties.setdefault(name, (line, value))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield every line put together again, with the number of its first part."""
    number, parts = 0, list[str]()
    for at, line in enumerate(text.splitlines(), 1):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield number, "".join(parts)
        number, parts = at, [line]
    if parts:
        yield number, "".join(parts)


def _days(event: _Event, source: str) -> list[NoticeDay]:
    line, summary = event.properties.get("SUMMARY", (event.line, ""))
    place = Place(source, line)
    workday = _kind(event, summary, place)
    if workday is None:
        return []
    if "RRULE" in event.properties:
        raise InputError(_("放假的事件每年重复，不会是通知的安排"), place, _("换一个写明各年日期的日历"))
    first, last = _span(event, source)
    dates = [first + timedelta(k) for k in range((last - first).days + 1)]
    return [NoticeDay(day, workday, _name(summary, day, place), place) for day in dates]


def _kind(event: _Event, summary: str, place: Place) -> bool | None:
    """Return whether the event's days are worked; None where it does not speak of that."""
    special = _SPECIAL.get(event.properties.get("X-APPLE-SPECIAL-DAY", (0, ""))[1].upper())
    plain = re.sub(r"第\d+天.*", "", summary).strip()
    if special is not None:
        return special
    if _WORKED.search(plain):
        return True
    if _OFF.search(plain):
        return False
    if _UNCLEAR.search(plain) and re.search(HOLIDAY, plain):
        raise InputError(
            _("“{text}”分不清是休还是班").format(text=plain[:40]), place, _("写成 元旦（休）、元旦（班）这样")
        )
    return None


def _span(event: _Event, source: str) -> tuple[date, date]:
    """Return the first and the last day; DTEND is the day after, or a time on the last day."""
    line, written = event.properties.get("DTSTART", (event.line, ""))
    start = _time(written, Place(source, line))
    end = start
    if "DTEND" in event.properties:
        line, written = event.properties["DTEND"]
        end = _time(written, Place(source, line))
        if end.time() == datetime.min.time() and end > start:
            end -= timedelta(1)
    if not 0 <= (end.date() - start.date()).days < _LONGEST:
        message = _("从 {first} 到 {last} 不像一个假期").format(first=start.date(), last=end.date())
        raise InputError(message, Place(source, line), _("核对 DTSTART 和 DTEND"))
    return start.date(), end.date()


def _time(written: str, place: Place) -> datetime:
    match = _TIME.match(written)
    try:
        if match:
            year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
            found = datetime(year, month, day, hour, minute, second)
            found = found + _ZONE if match[7] else found
            if found.year < date.max.year:  # the last days of a year belong to the notice of the next
                return found
    except (ValueError, OverflowError):
        pass
    raise InputError(_("“{text}”不是日期").format(text=written[:40]), place, _("写成 20270101 这样"))


def _name(summary: str, day: date, place: Place) -> str:
    """Return the holidays that the event names, else the one near which it lies."""
    names = dict.fromkeys(holiday_name(found) for found in re.findall(HOLIDAY, summary))
    if names:
        return "、".join(names)
    near = {abs(k - day.toordinal()): name for k, name in statutory_names(notice_year(day)).items()}
    if near and min(near) <= _AROUND:
        return near[min(near)]
    words = re.sub(r"[(（\[【][休班][)）\]】]|放假|假期|假日|补班|上班|\s", "", summary)[:40]
    if not words.isprintable() or not words:
        raise InputError(_("事件没有写是哪个节日"), place, _("写成 元旦（休）这样"))
    return words
