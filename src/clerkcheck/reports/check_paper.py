"""送审自查表 as a paper: what each printed format of ``check`` shows, in the same words and order."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from clerkcheck.checking.report import Report
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reports.checklist import checklist
from clerkcheck.reports.days import spelled
from clerkcheck.reports.model import Block, Column, Fields, Heading, Item, Items, Line, Paper, Sign, Table
from clerkcheck.reports.writer import Writer

if TYPE_CHECKING:
    from clerkcheck.cases.model import Case

NUMERALS = "一二三四五六七八九十"


def check_paper(report: Report, pack: Pack, case: "Case | None" = None, *, letterhead: str = "") -> Paper:
    """Return the self-check sheet of a report; sections with nothing in them are left out.

    The ``case`` adds what a report does not carry: meeting or genre, dates, the papers' numbers, papers not needed.
    """
    writer = Writer(report, pack)
    sections: list[tuple[str, Block | None]] = [
        (_("须补正"), _to_do(writer.to_do())),
        (_("待确认"), _items(writer.to_settle())),
        (_("要件核对清单"), _filled(checklist(writer, case))),
        (_("会议与签批"), _items(writer.decided_by())),
        (_("期限"), _items(writer.deadlines())),
        (_("其他已符合"), _items(writer.satisfied(papers=False))),
        (_("提醒"), _reminders(writer.reminders())),
    ]
    blocks: list[Block] = [Fields(_box(writer, case))]
    kept = [(heading, block) for heading, block in sections if block is not None]
    for number, (heading, block) in zip(NUMERALS, kept, strict=False):
        blocks += [Heading(f"{number}、{heading}"), block]
    blocks.append(Sign((_("填报人"), _("审核人"), _("日期"))))
    return Paper(_("送审自查表"), tuple(blocks), letterhead, outcome=report.outcome, verdict=writer.verdict())


def _box(writer: Writer, case: "Case | None") -> tuple[Line, ...]:
    lines = list(writer.box())
    if case is not None:
        lines[-2:-2] = _particulars(writer, case)
    return tuple(lines)


def _particulars(writer: Writer, case: "Case") -> Iterable[Line]:
    """Meeting or genre, and the dates the case gives."""
    fact = "meeting" if case.kind == "agenda_item" else "genre"
    known, value = writer.words.facts.get(fact), case.facts.get(fact)
    if known is not None and isinstance(value, str):
        yield Line(_("会议") if fact == "meeting" else _("文种"), known.of[value])
    order = list(writer.words.dates)
    days = sorted(case.dates, key=order.index)
    if days:
        text = "；".join(f"{writer.words.dates[each]} {spelled(case.dates[each])}" for each in days)
        yield Line(_("拟定日期"), text)


def _items(items: tuple[Item, ...]) -> Items | None:
    return Items(items) if items else None


def _filled(table: Table) -> Table | None:
    return table if table.rows else None


def _to_do(items: tuple[Item, ...]) -> Table | None:
    rows = []
    for item in items:
        lines = dict(item.lines)
        remedy = [lines[_("办法")], *([lines[_("说明")]] if _("说明") in lines else [])]
        rows.append((item.word, item.title, lines[_("依据")], "；".join(remedy)))
    columns = (
        Column(_("情形"), 11),
        Column(_("要件或事项"), 25),
        Column(_("依据和原文"), 36),
        Column(_("怎样补"), 28),
    )
    return Table(columns, tuple(rows), title=1, word=0) if rows else None


def _reminders(items: tuple[Item, ...]) -> Table | None:
    """In a table even where they are many: what to do about each stands nowhere else."""
    rows = [(item.word or _("本件"), item.title) for item in items]
    columns = (Column(_("适用"), 11), Column(_("提醒"), 83))
    return Table(columns, tuple(rows), title=1, word=0) if rows else None
