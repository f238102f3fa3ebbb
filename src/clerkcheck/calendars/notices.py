"""A holiday notice as data, and days decided by a local paper: what is imported, linted, kept and layered."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from clerkcheck.calendars.days import weekday_name
from clerkcheck.calendars.layers import IMPORTED, LOCAL, Layer, national_layer, notice_title, notice_year
from clerkcheck.i18n import _, joined
from clerkcheck.reading.errors import InputError, InputErrors, Place

# As notices write the holidays; quotation marks are those of 2007 and 2008.
HOLIDAY = (
    r"(?:元旦|春节|清明节?|[“\"]?五一[”\"]?(?:国际)?(?:劳动节)?|国际劳动节|劳动节|端午节?|中秋节?|"
    r"[“\"]?十一[”\"]?|国庆节?)"
)
_FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节", "国庆": "国庆节", "十一": "国庆节"}


class NoticeDay(NamedTuple):
    """A day that a paper makes a working day or a day off; ``place`` is where the paper says so, when known."""

    date: date
    workday: bool
    name: str
    place: Place | None = None

    @property
    def kind(self) -> str:
        """The word for the day in a calendar: 班 for a working day, 休 for a day off."""
        return _("班") if self.workday else _("休")


class Notice(NamedTuple):
    """The notice of one year. ``papers``: document numbers or addresses; ``days`` ascending, each day once.

    ``issued``: the day below the signature, None where it is not known; ``place``: where the heading stands.
    """

    year: int
    papers: tuple[str, ...]
    days: tuple[NoticeDay, ...]
    issued: date | None = None
    place: Place | None = None

    @property
    def paper(self) -> str:
        """The title, with the number or address of the paper where known."""
        return notice_title(self.year) + _("（{source}）").format(source=joined(self.papers) or _("导入"))


class LocalDay(NamedTuple):
    """A day that a local paper decides over the national notices."""

    date: date
    workday: bool
    name: str
    paper: str


class NamedDays(NamedTuple):
    """Successive days of a notice with the same name, all off or all working."""

    first: date
    last: date
    workday: bool
    name: str


def holiday_name(text: str) -> str:
    """Return a holiday's name in full: “五一”国际劳动节 is 劳动节, 清明 is 清明节; any other name as it is."""
    plain = text.strip('“”"')
    if "五一" in plain or "劳动节" in plain:
        return "劳动节"
    return _FULL_NAMES.get(plain, plain)


def together(errors: Sequence[InputError], most: int = 20) -> InputError:
    """Return one error that holds them all, or the first ``most`` of them."""
    return errors[0] if len(errors) == 1 else InputErrors(errors[:most])


def agreed(days: Iterable[NoticeDay], year: int, place: Place | None) -> tuple[NoticeDay, ...]:
    """Return the days in order, each once. Raises InputError(s): none, contradicting ones, one of another year."""
    seen: dict[date, NoticeDay] = {}
    errors = []
    for day in days:
        errors += [
            error for error in (_outside(day, year), _contradiction(seen.setdefault(day.date, day), day)) if error
        ]
    if not seen:
        message = _("{year}年的通知里一天也没有").format(year=year)
        raise InputError(message, place, _("等国务院办公厅的通知公布后再导入"))
    if errors:
        raise together(errors)
    return tuple(seen[day] for day in sorted(seen))


def runs(days: Sequence[NoticeDay]) -> list[NamedDays]:
    """Return the days gathered into runs."""
    found: list[NamedDays] = []
    for day in days:
        last = found[-1] if found else None
        same = last and (last.workday, last.name) == (day.workday, day.name)
        if last and same and (day.date - last.last).days == 1:
            found[-1] = last._replace(last=day.date)
        else:
            found.append(NamedDays(day.date, day.date, day.workday, day.name))
    return found


def differing(older: Notice, newer: Notice) -> list[date]:
    """Return the days that two notices decide differently."""
    ours, theirs = ({day.date: day.workday for day in notice.days} for notice in (older, newer))
    return sorted(day for day in {*ours, *theirs} if _by(ours, day) != _by(theirs, day))


def notices_layer(notices: Iterable[Notice]) -> Layer:
    """Return imported notices as a layer; where two name a day of December, the later year's wins."""
    ordered = sorted(notices)
    rulings = {day.date.toordinal(): (day.workday, day.name) for notice in ordered for day in notice.days}
    papers = {
        day.date.toordinal(): notice.paper
        for notice in ordered
        for day in notice.days
        if notice_year(day.date) != notice.year
    }
    return Layer(IMPORTED, rulings, {notice.year: notice.paper for notice in ordered}, papers)


def national_notice(year: int) -> Notice | None:
    """Return the notice of the year as the program brings it, None for a year it does not know."""
    layer = national_layer()
    if year not in layer.notices:
        return None
    dated = ((date.fromordinal(ordinal), ruling) for ordinal, ruling in sorted(layer.rulings.items()))
    days = tuple(NoticeDay(day, *ruling) for day, ruling in dated if notice_year(day) == year)
    return Notice(year, (layer.notices[year],), days)


def local_layer(days: Iterable[LocalDay]) -> Layer:
    """Return the days decided by local papers as a layer."""
    known = {day.date.toordinal(): day for day in days}
    rulings = {ordinal: (day.workday, day.name) for ordinal, day in known.items()}
    return Layer(LOCAL, rulings, {}, {ordinal: day.paper for ordinal, day in known.items()})


def long_runs(days: Sequence[NoticeDay], year: int, longest: int = 6) -> list[tuple[date, date]]:
    """Return the first and last day of every run of more than ``longest`` working days."""
    ruled = {day.date.toordinal(): day.workday for day in days}
    first, last = date(year - 1, 12, 1).toordinal(), date(year, 12, 31).toordinal()
    off = [day for day in range(first, last + 1) if not ruled.get(day, (day - 1) % 7 < 5)]
    return [(date.fromordinal(a + 1), date.fromordinal(b - 1)) for a, b in pairwise(off) if b - a - 1 > longest]


def _by(days: dict[date, bool], day: date) -> bool:
    return days.get(day, day.weekday() < 5)


def _outside(day: NoticeDay, year: int) -> InputError | None:
    if day.date.year == year or (day.date.year, day.date.month) == (year - 1, 12):
        return None
    message = _("{day} 不在{year}年，也不在上年12月").format(day=day.date, year=year)
    return InputError(message, day.place, _("{year}年的通知只能安排这两段时间，请核对年份").format(year=year))


def _contradiction(first: NoticeDay, second: NoticeDay) -> InputError | None:
    if first.workday is second.workday:
        return None
    message = _("{day}（{weekday}）既写了放假，又写了上班").format(day=first.date, weekday=weekday_name(first.date))
    return InputError(message, second.place, _("按通知原文核对，只留一种"))
