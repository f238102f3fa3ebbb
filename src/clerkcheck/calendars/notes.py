"""Why a due date is provisional, and how it moved: one Chinese sentence each."""

from datetime import date

from clerkcheck.calendars.days import DayFact, weekday_name
from clerkcheck.calendars.layers import notice_year
from clerkcheck.i18n import _


def provisional_note(unsure: date, first: date) -> str:
    """Return the reason, given the first day counted that no notice decides and the first day that one does."""
    if unsure < first:
        text = _("放假安排的资料自{year}年起，此前的日子暂按周末规则和法定节日推算")
        return text.format(year=first.year)
    year = notice_year(unsure)
    text = _(
        "国务院办公厅{year}年放假通知尚未录入（{start}起未定），暂按周末规则和法定节日推算；"
        "通知公布后运行 clerkcheck calendar import 通知.txt"
    )
    return text.format(year=year, start=date(year - 1, 12, 25))


def moved_note(end: DayFact, due: date) -> str:
    """Return how a period whose last day ``end`` is no working day moved on to ``due``."""
    text = _("遇{reason}顺延至{day}（{weekday}）")
    return text.format(reason=_why_off(end), day=due, weekday=weekday_name(due))


def advice_note(end: DayFact, advice: date) -> str:
    """Return that a last day counted backward, ``end``, is a day off, and the working day by which to be ready."""
    text = _("倒推的末日逢{reason}，不移动；办公时间内办妥，请在{day}（{weekday}）前")
    return text.format(reason=_why_off(end), day=advice, weekday=weekday_name(advice))


def _why_off(end: DayFact) -> str:
    return _("{name}放假").format(name=end.name) if end.name else weekday_name(end.date)
