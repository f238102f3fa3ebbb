"""A draft's report as plain data: ``clerkcheck.draft/1``. What is not certain is left out."""

import re
from collections.abc import Sequence
from typing import Any

from clerkcheck.drafts.draft import Draft
from clerkcheck.drafts.elements import Elements
from clerkcheck.drafts.faults.registry import Fault
from clerkcheck.drafts.names import LABELS
from clerkcheck.drafts.proposals import DraftProposal

SCHEMA = "clerkcheck.draft/1"


def draft_data(draft: Draft, faults: Sequence[Fault], proposals: Sequence[DraftProposal]) -> dict[str, Any]:
    """Return the report of one draft, keys and order as docs/en/drafts.md has them."""
    return {
        "schema": SCHEMA,
        "source": draft.text.path,
        "elements": elements_data(draft.elements),
        "faults": [_fault(each) for each in faults],
        "proposals": [_proposal(each) for each in proposals],
    }


def elements_data(elements: Elements) -> dict[str, Any]:
    """Return a document's elements, with those of the one inside it; names of people are none of them."""
    head, close = elements.head, elements.close
    found: dict[str, Any] = {
        "genre": elements.genre.genre if elements.genre else None,
        "genre_label": LABELS[elements.genre.genre] if elements.genre else None,
        "issuers": list(elements.issuers),
        "number": elements.number,
        "addressees": list(elements.addressees),
        "title": elements.title,
        "date": elements.date.isoformat() if elements.date else None,
        "attachments": list(elements.attachments),
        "mark": head.mark.value if head.mark else None,
        "copy_number": head.copy_number.value if head.copy_number else None,
        "secrecy": head.secrecy.value if head.secrecy else None,
        "urgency": head.urgency.value if head.urgency else None,
        "notes": [piece.value for piece in close.notes if not re.search(r"联\s*系", piece.value)],
        "copies": _after_colon(close.copies.value) if close.copies else None,
        "printed": close.printed.value if close.printed else None,
        "inner": elements_data(elements.inner) if elements.inner else None,
    }
    return {key: value for key, value in found.items() if value}


def _after_colon(line: str) -> str:
    return re.sub(r"^[^：:]{0,4}[：:]\s*", "", line).rstrip("。")


def _fault(fault: Fault) -> dict[str, Any]:
    check = fault.check
    return {
        "id": check.id,
        "level": check.level,
        "severity": check.severity,
        "where": str(fault.where),
        "words": fault.words,
        "message": fault.message,
        "remedy": check.remedy,
        "source": check.source,
    }


def _proposal(proposal: DraftProposal) -> dict[str, Any]:
    return {
        proposal.about: proposal.id,
        "value": proposal.value,
        "words": proposal.words,
        "where": str(proposal.where),
    }
