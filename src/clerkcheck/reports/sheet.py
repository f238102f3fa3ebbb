"""The self-check sheet (送审自查表) for a screen: the verdict's sections under numbered headings.

:mod:`clerkcheck.reports.check_paper` makes the paper of the same entries.
"""

from typing import NamedTuple

from clerkcheck.i18n import _
from clerkcheck.reports.model import Item, section_heading
from clerkcheck.reports.states import state_words
from clerkcheck.reports.verdict import Verdict
from clerkcheck.reports.verdict_entries import Entry, SectionKey


class SheetPart(NamedTuple):
    """A numbered part of the sheet."""

    heading: str
    key: SectionKey
    entries: tuple[Entry, ...]


def sheet_parts(verdict: Verdict) -> tuple[SheetPart, ...]:
    """Return the parts of the sheet; a section with nothing in it is left out."""
    headings = section_headings()
    return tuple(
        SheetPart(section_heading(number, headings[section.key]), section.key, section.entries)
        for number, section in enumerate(verdict.sections(), 1)
    )


def section_headings() -> dict[SectionKey, str]:
    """Return the headings of the verdict's sections."""
    return {
        "to_do": _("须办事项"),
        "to_settle": _("待确认"),
        "later": _("以后各步再查（不影响本结论）"),
        "deadlines": _("期限"),
        "decided_by": _("会议与签批"),
        "satisfied": _("已符合"),
        "reminders": _("提醒"),
    }


def item_of(entry: Entry) -> Item:
    """Return an entry as it is printed: its state in a word, its subject and its lines."""
    return Item(state_words()[entry.state], entry.subject, entry.lines, entry.brief)
