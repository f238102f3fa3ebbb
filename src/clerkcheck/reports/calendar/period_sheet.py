"""期限推算单: a period's due day, and every day of it, counted or not, with the reason and the paper behind it.

Made once; ``due --explain`` and the app show it as text, ``check --explain`` as a paper.
"""

from typing import NamedTuple, assert_never

from clerkcheck.calendars.counting import CountedPeriod, counted_period
from clerkcheck.calendars.days import CountedDay, DueDate, weekday_name
from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cells import fill, pad
from clerkcheck.checking.deadlines import safe_day
from clerkcheck.checking.report import Deadline
from clerkcheck.i18n import _, labelled
from clerkcheck.literals import Bound, Unit
from clerkcheck.reports.day_words import dated
from clerkcheck.reports.model import Column, Line, paper_titles

_LABEL = 8  # cells of the longest label and its colon


class PeriodSheet(NamedTuple):
    """A 期限推算单: ``head`` what is counted and the result; ``rows`` a day each, in the order of :func:`columns`.

    ``papers`` are those that the days rest on, each with its number: [1] 《民法典》第二百零一条.
    """

    head: tuple[Line, ...]
    rows: tuple[tuple[str, ...], ...]
    papers: tuple[str, ...]


def columns() -> tuple[Column, ...]:
    """Return what stands in each row of a sheet."""
    return (
        Column(_("日期"), 18), Column(_("星期"), 10), Column(_("计否"), 10), Column(_("序号"), 10),
        Column(_("依据"), 10), Column(_("情况"), 42),
    )  # fmt: skip


def period_sheet(
    period: CountedPeriod, *, bound: Bound = "latest", subject: str = "", basis: str = "", event: str = ""
) -> PeriodSheet:
    """Return the sheet of a period.

    ``subject`` is what it is for, ``event`` what happened on its first day, ``basis`` the words that set it.
    """
    due = period.due
    began = dated(period.start) + (_("（{event}）").format(event=event) if event else "")
    head = (
        Line(_("事项"), subject),
        Line(_("起算日"), began),
        Line(_("期限"), period_words(period.n, period.unit)),
        Line(_("到期"), _day(due, bound)),
        Line(_("范围"), range_words(due) if due.provisional else ""),
        Line(_("依据"), basis),
        Line(_("说明"), due.note or ""),
    )
    papers: dict[str, int] = {}
    rows = tuple(_row(day, papers) for day in period.days)
    numbered = tuple(f"[{number}] {paper}" for paper, number in papers.items())
    return PeriodSheet(tuple(line for line in head if line.text), rows, numbered)


def deadline_sheet(
    deadline: Deadline, calendar: WorkCalendar, *, subject: str = "", basis: str = "", event: str = ""
) -> PeriodSheet:
    """Return the sheet of a deadline of a report; ``calendar`` is the one that the report was made by."""
    period = counted_period(calendar, deadline.from_date, deadline.offset, deadline.unit, deadline.bound)
    return period_sheet(period, bound=deadline.bound, subject=subject, basis=basis, event=event)


def period_page(sheet: PeriodSheet) -> str:
    """Return a sheet as text of at most 80 cells that a GBK pipe can carry."""
    lines = [paper_titles().periods, ""]
    lines += [fill(pad(labelled(label, ""), _LABEL) + text, indent=_LABEL) for label, text in sheet.head]
    heads = [pad(column.label, width) for column, width in zip(columns(), _WIDTHS, strict=True)]
    lines += ["", "  ".join(heads).rstrip(), *map(_printed, sheet.rows)]
    foot = ["", _("依据："), *(fill(paper, indent=4) for paper in sheet.papers)]
    return "\n".join(lines + (foot if sheet.papers else []))


_WIDTHS = (10, 4, 4, 4, 4, 0)  # cells of the columns


def _printed(row: tuple[str, ...]) -> str:
    day, weekday, kind, number, mark, reason = row
    return "  ".join((day, weekday, kind, number.rjust(4), pad(mark, 4), reason)).rstrip()


def due_page(due: DueDate, bound: Bound = "latest") -> str:
    """Return the due day with its weekday; of a provisional one the safe day, 暂定 and the range; then the note."""
    lines = [_day(due, bound)]
    if due.provisional:
        lines.append(range_words(due))
    if due.note:
        lines.append(fill(_("说明：{note}").format(note=due.note), indent=6))
    return "\n".join(lines)


def _day(due: DueDate, bound: Bound) -> str:
    """The day as it stands; of a provisional one the first it can be, or the last where it must be waited for."""
    return dated(safe_day(bound, due.earliest, due.latest)) + " " + _("暂定") if due.provisional else dated(due.day)


def range_words(due: DueDate) -> str:
    """Return 最早 …，最迟 … of a provisional date."""
    if due.earliest == due.latest:
        return _("调休无论怎样安排，都是这一天")
    return _("最早 {first}，最迟 {last}").format(first=dated(due.earliest), last=dated(due.latest))


def period_words(n: int, unit: Unit) -> str:
    """Return the period in words: 其后第 3 个工作日, 其前第 3 日, 其后 2 个月."""
    if n == 0:
        return _("当天")
    return (_("其后") if n > 0 else _("其前")) + _length(unit).format(n=abs(n))


def _length(unit: Unit) -> str:
    match unit:
        case "workday":
            return _("第 {n} 个工作日")
        case "day":
            return _("第 {n} 日")
        case "month":
            return _(" {n} 个月")
        case "year":
            return _(" {n} 年")
        case _:
            assert_never(unit)


def _row(day: CountedDay, papers: dict[str, int]) -> tuple[str, ...]:
    """The cells of a day; its paper is added to ``papers`` under the next number where it is not there yet."""
    mark = f"[{papers.setdefault(day.paper, len(papers) + 1)}]" if day.paper else ""
    number = "" if day.number is None else str(day.number)
    reason = day.reason + ("" if day.certain else _("，暂定"))
    return str(day.date), weekday_name(day.date), _("计入") if day.counted else _("不计"), number, mark, reason
