"""送审自查表 as a paper: what each printed format of ``check`` shows, in the same words and order."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from clerkcheck.checking.report import Report
from clerkcheck.i18n import _, joined
from clerkcheck.packs.model import Pack
from clerkcheck.reports.checklist import checklist
from clerkcheck.reports.day_words import spelled
from clerkcheck.reports.model import (
    Block,
    Column,
    Fields,
    Heading,
    Items,
    Line,
    Paper,
    Sign,
    Table,
    paper_titles,
    section_heading,
)
from clerkcheck.reports.next_step import next_line
from clerkcheck.reports.sheet import item_of, section_headings
from clerkcheck.reports.states import state_words
from clerkcheck.reports.verdict import Verdict
from clerkcheck.reports.verdict_entries import Entry

if TYPE_CHECKING:
    from clerkcheck.cases.model import Case


def check_paper(report: Report, pack: Pack, case: "Case | None" = None, *, letterhead: str = "") -> Paper:
    """Return the self-check sheet of a report; sections with nothing in them are left out.

    The ``case`` adds what a report does not carry: meeting or genre, dates, the papers' numbers, papers not needed.
    """
    verdict = Verdict(report, pack)
    sections: list[tuple[str, Block | None]] = [
        (_("须补正"), _to_do(verdict.to_do())),
        (_("待确认"), _items(verdict.to_settle())),
        (section_headings()["later"], _items(verdict.later())),
        (_("要件核对清单"), _filled(checklist(verdict, case))),
        (_("会议与签批"), _items(verdict.decided_by())),
        (_("期限"), _items(verdict.deadlines())),
        (_("其他已符合"), _items(verdict.satisfied(papers=False))),
        (_("提醒"), _reminders(verdict.reminders())),
    ]
    box = verdict.box(case_particulars(verdict, case) if case is not None else ())
    blocks: list[Block] = [Fields((*box, *next_line(verdict)))]
    kept = [(heading, block) for heading, block in sections if block is not None]
    for number, (heading, block) in enumerate(kept, 1):
        blocks += [Heading(section_heading(number, heading)), block]
    blocks.append(Sign((_("填报人"), _("审核人"), _("日期"))))
    return Paper(paper_titles().check, tuple(blocks), letterhead, outcome=report.outcome, verdict=verdict.sentence())


def case_particulars(verdict: Verdict, case: "Case") -> Iterable[Line]:
    """Yield meeting or genre, and the dates the case gives."""
    fact = "meeting" if case.kind == "agenda_item" else "genre"
    known, value = verdict.words.facts.get(fact), case.facts.get(fact)
    if known is not None and isinstance(value, str):
        yield Line(_("会议") if fact == "meeting" else _("文种"), known.of[value])
    order = list(verdict.words.dates)
    days = sorted(case.dates, key=order.index)
    if days:
        today = verdict.report.as_of
        text = joined(f"{verdict.words.dates[each]} {spelled(case.dates[each], beside=today)}" for each in days)
        yield Line(_("拟定日期"), text)


def _items(entries: tuple[Entry, ...]) -> Items | None:
    return Items(tuple(map(item_of, entries))) if entries else None


def _filled(table: Table) -> Table | None:
    return table if table.rows else None


def _to_do(entries: tuple[Entry, ...]) -> Table | None:
    rows = []
    for entry in entries:
        basis, *rest = entry.lines
        rows.append((state_words()[entry.state], entry.subject, basis.text, joined(line.text for line in rest)))
    columns = (
        Column(_("情形"), 11),
        Column(_("要件或事项"), 25),
        Column(_("依据和原文"), 36),
        Column(_("怎样补"), 28),
    )
    return Table(columns, tuple(rows), title=1, word=0) if rows else None


def _reminders(entries: tuple[Entry, ...]) -> Table | None:
    """In a table even where they are many: what to do about each stands nowhere else."""
    rows = [(state_words()[entry.state] or _("本件"), entry.subject) for entry in entries]
    columns = (Column(_("适用"), 11), Column(_("提醒"), 83))
    return Table(columns, tuple(rows), title=1, word=0) if rows else None
