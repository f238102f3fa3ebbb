"""What writes a result file, as a protocol, and the phrases that several of them share."""

from typing import Protocol

from clerkcheck.batch.sources.items import Item
from clerkcheck.checking.report import Report
from clerkcheck.packs.model import Pack
from clerkcheck.reports.case_row import Speaker


class Writer(Protocol):
    """Writes one result file; nothing is complete before ``close``. ``questions``: whether it shows a report's."""

    questions: bool

    def carry(self, earlier: str) -> None:
        """Take over what an interrupted run has written; called before anything is written."""

    def write(self, item: Item, report: Report | None) -> None:
        """Write a case with its report, or the error where there is none."""

    def close(self) -> None:
        """Complete the file."""


class Speakers:
    """One :class:`Speaker` a pack."""

    def __init__(self) -> None:
        """None yet."""
        self._kept: dict[int, Speaker] = {}

    def of(self, pack: Pack) -> Speaker:
        """Return the speaker of a pack."""
        found = self._kept.get(id(pack))
        if found is None or found.pack is not pack:
            found = self._kept[id(pack)] = Speaker(pack)
        return found
