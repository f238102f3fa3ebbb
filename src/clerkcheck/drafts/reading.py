"""A draft read, checked and quoted in one go: what the command, the app and a batch start from."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from clerkcheck.drafts.draft import Draft, read_draft
from clerkcheck.drafts.faults.registry import SEVERITIES, Fault, Severity, faults_of
from clerkcheck.drafts.proposals import DraftProposal, proposals_of


class DraftReport(NamedTuple):
    """A draft with its faults, in the order of its text, and what it says of its case."""

    draft: Draft
    faults: tuple[Fault, ...]
    proposals: tuple[DraftProposal, ...]


def counted(faults: Iterable[Fault]) -> dict[Severity, int]:
    """Return how many faults there are of each severity, the worst first."""
    found = Counter(fault.check.severity for fault in faults)
    return {severity: found[severity] for severity in SEVERITIES}


def worst(faults: Iterable[Fault]) -> Severity | None:
    """Return the worst severity there is, None where there is no fault."""
    return next((severity for severity, n in counted(faults).items() if n), None)


def draft_report(path: str) -> DraftReport:
    """Read a draft's file and check it; raises InputError where it cannot be read."""
    draft = read_draft(path)
    return DraftReport(draft, faults_of(draft), proposals_of(draft))
