"""What the calendars say of a day or a due date: plain values, cheap to make."""

from datetime import date
from typing import NamedTuple

from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError

WEEKDAYS = _("一二三四五六日")
LAST_ORDINAL = date.max.toordinal()


class DueDate(NamedTuple):
    """A due day, and how far it may still move.

    ``earliest == day == latest`` unless ``provisional``; ``note`` says in Chinese why it is provisional, how it moved.
    ``advice``: the working day before a ``day`` counted backward that is a day off; None elsewhere. The plain ``day``
    judges, since 民法典第二百零三条 only moves a last day on; the advice is when to have it done.
    """

    day: date
    earliest: date
    latest: date
    provisional: bool
    note: str | None
    advice: date | None = None


class DayFact(NamedTuple):
    """One day: what it is (``kind`` is 工作日, 周末, 休 or 班), which layer decided it and by which paper."""

    date: date
    workday: bool
    certain: bool
    kind: str
    name: str
    layer: str
    paper: str


class CountedDay(NamedTuple):
    """One line of a 期限推算单: a day counted (with its ``number``) or skipped, the reason, and the paper behind it."""

    date: date
    counted: bool
    number: int | None
    reason: str
    paper: str
    certain: bool


def weekday_name(day: date) -> str:
    """Return 周一 to 周日."""
    return _("周{day}").format(day=WEEKDAYS[day.weekday()])


def in_years(ordinal: int) -> date:
    """Return the date of an ordinal; raises InputError before year 1 or after year 9999."""
    if not 1 <= ordinal <= LAST_ORDINAL:
        raise out_of_years()
    return date.fromordinal(ordinal)


def out_of_years() -> InputError:
    """Return the error for a date that no calendar holds."""
    return InputError(_("推算结果超出了公元1年至9999年"), remedy=_("请核对起算日和期限长短"))
