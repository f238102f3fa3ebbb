"""A due date in words, and the 期限推算单 behind it: plain text of at most 80 cells that a GBK pipe can carry."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from clerkcheck.calendars.days import CountedDay, DueDate, weekday_name
from clerkcheck.cells import fill, pad
from clerkcheck.i18n import _

if TYPE_CHECKING:
    from clerkcheck.calendars.workdays import WorkCalendar


def due_text(due: DueDate) -> str:
    """Return the due day with its weekday; where provisional also 暂定 and the range; then the note."""
    lines = [_result(due)]
    if due.provisional:
        lines.append(range_text(due))
    if due.note:
        lines.append(fill(_("说明：{note}").format(note=due.note), indent=6))
    return "\n".join(lines)


def range_text(due: DueDate) -> str:
    """Return 最早 …，最迟 … of a provisional date."""
    if due.earliest == due.latest:
        return _("调休无论怎样安排，都是这一天")
    return _("最早 {first}，最迟 {last}").format(first=dated(due.earliest), last=dated(due.latest))


def period_sheet(
    calendar: "WorkCalendar", start: date, n: int, unit: str, bound: str = "latest", *, subject: str = ""
) -> str:
    """Return the 期限推算单 of ``calendar.offset(start, n, unit, bound)``; ``subject`` says what the period is for."""
    due, days = calendar.offset(start, n, unit, bound), calendar.count(start, n, unit, bound)
    return calculation_sheet(start, n, unit, due, days, subject=subject)


def calculation_sheet(
    start: date, n: int, unit: str, due: DueDate, days: Sequence[CountedDay], *, subject: str = ""
) -> str:
    """Return the 期限推算单: what is counted, the result, a line for every day, and the papers."""
    papers: dict[str, int] = {}
    rows = [_row(day, papers) for day in days]
    columns = (pad(_("日期"), 10), _("星期"), _("计否"), _("序号"), _("依据"), _("情况"))
    foot = ["", _("依据："), *(fill(f"[{number}] {paper}", indent=4) for paper, number in papers.items())]
    return "\n".join([*_head(start, n, unit, due, subject), "", "  ".join(columns), *rows, *(foot if papers else [])])


def _head(start: date, n: int, unit: str, due: DueDate, subject: str) -> list[str]:
    lines = [
        _("期限推算单"),
        "",
        *([fill(_("事项：  {subject}").format(subject=subject), indent=8)] if subject else []),
        _("起算日：{day}").format(day=dated(start)),
        _("期限：  {period}").format(period=period_text(n, unit)),
        _("到期：  {due}").format(due=_result(due)),
    ]
    if due.provisional:
        lines.append(_("范围：  {span}").format(span=range_text(due)))
    if due.note:
        lines.append(fill(_("说明：  {note}").format(note=due.note), indent=8))
    return lines


def _result(due: DueDate) -> str:
    return dated(due.day) + (" " + _("暂定") if due.provisional else "")


def dated(day: date) -> str:
    """Return the day with its weekday: 2026-12-31 周四."""
    return f"{day} {weekday_name(day)}"


def period_text(n: int, unit: str) -> str:
    """Return the period in words: 其后第 3 个工作日, 其前第 3 日, 其后 2 个月."""
    names = {
        "workday": _("第 {n} 个工作日"),
        "day": _("第 {n} 日"),
        "month": _(" {n} 个月"),
        "year": _(" {n} 年"),
    }
    if n == 0:
        return _("当天")
    return (_("其后") if n > 0 else _("其前")) + names[unit].format(n=abs(n))


def _row(day: CountedDay, papers: dict[str, int]) -> str:
    mark = f"[{papers.setdefault(day.paper, len(papers) + 1)}]" if day.paper else ""
    number = "" if day.number is None else str(day.number)
    reason = day.reason + ("" if day.certain else _("，暂定"))
    kind = _("计入") if day.counted else _("不计")
    columns = (str(day.date), weekday_name(day.date), kind, number.rjust(4), pad(mark, 4), reason)
    return "  ".join(columns).rstrip()
