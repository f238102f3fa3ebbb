"""What writes a result file, as a protocol, and the phrases that several of them share."""

from typing import Protocol

from clerkcheck.batch.sources.items import BatchItem
from clerkcheck.checking.report import Report
from clerkcheck.packs.model import Pack
from clerkcheck.reports.case_row import RowPhrases


class ResultWriter(Protocol):
    """Writes one result file; nothing is complete before ``close``. ``questions``: whether it shows a report's."""

    questions: bool

    def carry(self, earlier: str) -> None:
        """Take over what an interrupted run has written; called before anything is written."""

    def write(self, item: BatchItem, report: Report | None) -> None:
        """Write a case with its report, or the error where there is none."""

    def close(self) -> None:
        """Complete the file: what was written before is no result without it."""


class PhrasesByPack:
    """One :class:`RowPhrases` a pack."""

    def __init__(self) -> None:
        """Begin with no pack; the phrases of each are made when first asked for."""
        self._kept: dict[int, RowPhrases] = {}

    def of(self, pack: Pack) -> RowPhrases:
        """Return the phrases of a pack."""
        found = self._kept.get(id(pack))
        if found is None or found.pack is not pack:
            found = self._kept[id(pack)] = RowPhrases(pack)
        return found
