"""Days as an office writes them: 12月7日 周一, 2026-12-07 周一, with the working days left."""

from datetime import date

from clerkcheck.calendars.days import WEEKDAYS, weekday_name
from clerkcheck.checking.report import Deadline
from clerkcheck.i18n import _

__all__ = ["WEEKDAYS", "dated", "due_day", "month_title", "spelled", "weekday_name", "working_days_left"]


def dated(day: date) -> str:
    """Return a day in figures with its weekday: 2026-12-31 周四."""
    return f"{day} {weekday_name(day)}"


def month_title(shown: date) -> str:
    """Return the month of a day: 2026年12月."""
    return _("{year}年{month}月").format(year=shown.year, month=shown.month)


def spelled(day: date, *, beside: date | None = None, weekday: bool = True) -> str:
    """Return 12月7日 周一; with the year unless ``beside`` is in the same one; without ``weekday`` 12月7日."""
    year = "" if beside is not None and beside.year == day.year else _("{year}年").format(year=day.year)
    text = year + _("{month}月{day}日").format(month=day.month, day=day.day)
    return f"{text} {weekday_name(day)}" if weekday else text


def due_day(deadline: Deadline, as_of: date) -> str:
    """Return 12月7日 周一前, seen from the day ``as_of``; of a provisional day the safe one and how far it moves."""
    latest = deadline.bound == "latest"
    day = spelled(deadline.safe, beside=as_of) + (_("前") if latest else _("起"))
    if not deadline.provisional:
        return day
    if deadline.earliest == deadline.latest:
        return day + _("（暂定）")
    other = spelled(deadline.latest if latest else deadline.earliest, beside=as_of)
    text = _("（暂定，按最早的一天；最迟可能是 {day}）") if latest else _("（暂定，按最迟的一天；最早可能是 {day}）")
    return day + text.format(day=other)


def working_days_left(due: date, as_of: date, count: int, *, brief: bool = False) -> str:
    """Return how far off ``due`` is on the day ``as_of``: 余 11 个工作日, 今天到期, or 已过 2 个工作日.

    ``count`` is the number of working days from ``as_of`` to ``due``. Where there is none between two different days
    (over a weekend), the days are counted: 已过 1 天（不足 1 个工作日）; ``brief``, for a column, 已过 1 天.
    """
    days = (due - as_of).days
    if days == 0:
        return _("今天到期")
    if brief and not count:
        return _("余 {n} 天").format(n=days) if days > 0 else _("已过 {n} 天").format(n=-days)
    if days > 0:
        return _("余 {n} 个工作日").format(n=count) if count else _("余 {n} 天（其间没有工作日）").format(n=days)
    return _("已过 {n} 个工作日").format(n=-count) if count else _("已过 {n} 天（不足 1 个工作日）").format(n=-days)
