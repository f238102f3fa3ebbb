"""期限推算单 as a paper: each day of every deadline, counted or not, with its reason and the paper behind it."""

from typing import TYPE_CHECKING

from clerkcheck.calendars.days import CountedDay, weekday_name
from clerkcheck.calendars.sheet import dated, period_text
from clerkcheck.checking.report import Deadline, Report
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.packs.numerals import chinese_numeral
from clerkcheck.reports.model import Block, Column, Fields, Heading, Line, Paper, Para, Table
from clerkcheck.reports.verdict import Verdict

if TYPE_CHECKING:
    from clerkcheck.calendars.workdays import WorkCalendar


def periods_paper(report: Report, pack: Pack, calendar: "WorkCalendar") -> Paper | None:
    """Return the counted days of every deadline, the earliest first; None where the report has no deadline."""
    verdict = Verdict(report, pack)
    blocks: list[Block] = [Fields((Line(_("事项"), report.title), Line(_("规则"), report.regulation)))]
    for number, deadline in enumerate(sorted(report.deadlines, key=lambda each: each.due), 1):
        blocks.append(Heading(f"{chinese_numeral(number)}、" + verdict.words.deadlines[deadline.deadline]))
        blocks += _period(verdict, deadline, calendar)
    return Paper(_("期限推算单"), tuple(blocks)) if report.deadlines else None


def _period(verdict: Verdict, deadline: Deadline, calendar: "WorkCalendar") -> list[Block]:
    days = calendar.count(deadline.from_date, deadline.offset, deadline.unit, deadline.bound)
    papers: dict[str, int] = {}
    rows = tuple(_row(day, papers) for day in days)
    columns = (
        Column(_("日期"), 18), Column(_("星期"), 10), Column(_("计否"), 10), Column(_("计数"), 10),
        Column(_("依据"), 10), Column(_("情况"), 42),
    )  # fmt: skip
    notes = [Para(f"[{number}] {paper}", "note") for paper, number in papers.items()]
    table = Table(columns, rows, numbered=False, aligned=True)
    return [Fields(tuple(_head(verdict, deadline))), table, *notes]


def _head(verdict: Verdict, deadline: Deadline) -> list[Line]:
    event = verdict.words.dates[deadline.from_event]
    clause = verdict.clauses[deadline.clause]
    lines = [
        Line(_("起算日"), f"{dated(deadline.from_date)}（{event}）"),
        Line(_("期限"), period_text(deadline.offset, deadline.unit)),
        Line(_("到期"), dated(deadline.due) + (_("（暂定）") if deadline.provisional else "")),
        Line(_("依据"), f"{deadline.article}“{clause.quote}”"),
    ]
    if deadline.provisional and deadline.earliest != deadline.latest:
        span = _("最早 {first}，最迟 {last}").format(first=dated(deadline.earliest), last=dated(deadline.latest))
        lines.insert(3, Line(_("范围"), span))
    if deadline.note:
        lines.append(Line(_("说明"), deadline.note))
    return lines


def _row(day: CountedDay, papers: dict[str, int]) -> tuple[str, ...]:
    mark = f"[{papers.setdefault(day.paper, len(papers) + 1)}]" if day.paper else ""
    number = "" if day.number is None else str(day.number)
    reason = day.reason + ("" if day.certain else _("，暂定"))
    return str(day.date), weekday_name(day.date), _("计入") if day.counted else _("不计"), number, mark, reason
