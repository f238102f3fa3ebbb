"""What the verdict is told in: sections of entries, an entry for each thing it says."""

from typing import Literal, NamedTuple

from clerkcheck.checking.report import Deadline, Finding
from clerkcheck.packs.clauses import MaterialIds
from clerkcheck.reports.model import Line
from clerkcheck.reports.states import State

SectionKey = Literal["to_do", "to_settle", "later", "deadlines", "decided_by", "satisfied", "reminders"]


class Entry(NamedTuple):
    """One thing the verdict says: how it stands, what it is about, and the lines below (依据, 办法, 说明).

    ``findings`` are those gathered in it (none for a question or a reminder), ``clauses`` the ids of the clauses
    behind it, ``fact`` the question it asks, ``deadline`` the one it tells of. ``brief`` says it alone, where several
    can stand in one paragraph.
    """

    state: State
    subject: str
    lines: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()
    clauses: tuple[str, ...] = ()
    fact: str = ""
    deadline: Deadline | None = None
    brief: str = ""

    @property
    def material(self) -> MaterialIds | None:
        """The paper it is about, several of which any would do, or None."""
        return self.findings[0].material if self.findings else None


class Section(NamedTuple):
    """A part of the verdict that has something in it."""

    key: SectionKey
    entries: tuple[Entry, ...]
