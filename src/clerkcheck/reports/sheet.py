"""The self-check sheet (送审自查表): the verdict, and what it comes from, in words and in the order of urgency.

``sheet_of`` is the short view for a screen; :mod:`clerkcheck.reports.check_paper` makes the paper of the same items.
"""

from typing import NamedTuple

from clerkcheck.checking.report import Report
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reports.model import Item, Line
from clerkcheck.reports.writer import Writer

__all__ = ["Item", "Line", "Section", "Sheet", "sheet_of"]


class Section(NamedTuple):
    """A numbered part of the sheet."""

    heading: str
    items: tuple[Item, ...]


class Sheet(NamedTuple):
    """The whole sheet. ``outcome`` is the id, ``verdict`` its words, ``summary`` what it comes from in numbers."""

    title: str
    outcome: str
    verdict: str
    summary: str
    box: tuple[Line, ...]
    sections: tuple[Section, ...]


def sheet_of(report: Report, pack: Pack) -> Sheet:
    """Return the sheet of ``report``; empty sections are left out."""
    writer = Writer(report, pack)
    sections = (
        (_("须办事项"), writer.to_do()),
        (_("待确认"), writer.to_settle()),
        (_("期限"), writer.deadlines()),
        (_("会议与签批"), writer.decided_by()),
        (_("已符合"), writer.satisfied()),
        (_("提醒"), writer.reminders()),
    )
    kept = [(heading, items) for heading, items in sections if items]
    return Sheet(
        title=_("送审自查表"),
        outcome=report.outcome,
        verdict=pack.vocabulary.outcomes[report.outcome],
        summary=writer.summary(),
        box=writer.box(),
        sections=tuple(
            Section(f"{number}、{heading}", items)
            for number, (heading, items) in zip("一二三四五六", kept, strict=False)
        ),
    )
