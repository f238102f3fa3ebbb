"""The 期限推算单 of all deadlines of a report, as a paper."""

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.checking.report import Deadline, Report
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reports.calendar.period_sheet import columns, deadline_sheet
from clerkcheck.reports.model import Block, Fields, Heading, Line, Paper, Para, Table, paper_titles, section_heading
from clerkcheck.reports.rules_words import rules_lines
from clerkcheck.reports.verdict import Verdict


def periods_paper(report: Report, pack: Pack, calendar: WorkCalendar) -> Paper | None:
    """Return the counted days of every deadline, the earliest first; None where the report has no deadline."""
    verdict = Verdict(report, pack)
    blocks: list[Block] = [Fields((Line(_("事项"), report.title), *rules_lines(pack)))]
    for number, deadline in enumerate(sorted(report.deadlines, key=lambda each: each.safe), 1):
        blocks.append(Heading(section_heading(number, verdict.words.deadlines[deadline.deadline])))
        blocks += _period(verdict, deadline, calendar)
    return Paper(paper_titles().periods, tuple(blocks)) if report.deadlines else None


def _period(verdict: Verdict, deadline: Deadline, calendar: WorkCalendar) -> list[Block]:
    basis = verdict.clauses[deadline.clause].basis
    sheet = deadline_sheet(deadline, calendar, basis=basis, event=verdict.words.dates[deadline.from_event])
    table = Table(columns(), sheet.rows, numbered=False, aligned=True)
    return [Fields(sheet.head), table, *(Para(paper, "note") for paper in sheet.papers)]
