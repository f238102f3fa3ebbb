"""A report as ``clerkcheck.report/2`` (docs/programs.md)."""

from collections.abc import Sequence
from typing import Any

from clerkcheck.checking.report import Approval, Deadline, Deemed, Extension, Finding, Reminder, Report, Support
from clerkcheck.conditions.readings import sources_of
from clerkcheck.conditions.values import FactValue
from clerkcheck.reading.characters import json_text

SCHEMA = "clerkcheck.report/2"


def report_data(report: Report) -> dict[str, Any]:
    """Return the report as plain data, with the keys and the order of ``clerkcheck.report/2``."""
    return {
        "schema": SCHEMA,
        "as_of": report.as_of.isoformat(),
        "pack": {
            "id": report.pack_id,
            "regulation": report.regulation,
            "in_force": report.in_force or None,
            "layers": list(report.layers),
        },
        "case": {
            "title": report.title,
            "kind": report.kind,
            "unit": report.unit,
            "source": report.source,
            **({"place": report.place} if report.place else {}),
        },
        "outcome": report.outcome,
        "findings": [_finding(each) for each in report.findings],
        "forum": None if report.forum is None else list(report.forum),
        **({"approvals": [_approval(each) for each in report.approvals]} if report.approvals else {}),
        **({"deemed": [_deemed(each) for each in report.deemed]} if report.deemed else {}),
        "signers": list(report.signers),
        "deadlines": [_deadline(each) for each in report.deadlines],
        "rests_on": [{**_rested_on(each), "clauses": list(each.clauses)} for each in report.rests_on],
        "questions": [
            {each.about: each.id, **({"part": each.part} if each.part else {}), "clauses": list(each.clauses)}
            for each in report.questions
        ],
        "reminders": [_reminder(each) for each in report.reminders],
        "remarks": [{"about": each.about, "text": each.text} for each in report.remarks],
    }


def dump(data: dict[str, Any] | Sequence[dict[str, Any]]) -> str:
    """Return plain data as indented JSON text, ending in a newline."""
    return json_text(data, indent=1) + "\n"


def _rested_on(support: Support) -> dict[str, Any]:
    if support.material:
        return {"material": support.material, "value": "missing"}
    return {"fact": support.fact, "value": _plain(support.value)}


def _finding(finding: Finding) -> dict[str, Any]:
    material = list(finding.material) if isinstance(finding.material, tuple) else finding.material
    return {
        "clause": finding.clause,
        "pack": finding.pack,
        "regulation": finding.regulation,
        "article": finding.article,
        "kind": finding.kind,
        "modality": finding.modality,
        "status": finding.status,
        "material": material,
        "facts": list(finding.facts),
        **({"reads": _reads(finding.readings)} if finding.readings else {}),
        "message": finding.message,
        "quote": finding.quote,
        "remedy": finding.remedy,
        "step": finding.step,
        **_also(finding),
        **({"approval": list(finding.approval)} if finding.approval else {}),
    } | _aside(finding.duty, later=finding.later)


def _reads(names: Sequence[str]) -> list[dict[str, str]]:
    """The papers and dates that conditions read, each once, with the part of a paper that is read."""
    found = dict.fromkeys(source for name in names for source in sources_of(name))
    return [{each.about: each.id, **({"part": each.part} if each.part else {})} for each in found]


def _deemed(deemed: Deemed) -> dict[str, Any]:
    return {
        "material": list(deemed.material) if isinstance(deemed.material, tuple) else deemed.material,
        "clause": deemed.clause,
        "from": deemed.from_event,
        "from_date": deemed.from_date.isoformat(),
        "due": deemed.due.isoformat(),
    }


def _approval(approval: Approval) -> dict[str, Any]:
    return {
        "clause": approval.clause,
        "material": approval.paper[0] if len(approval.paper) == 1 else list(approval.paper),
        "by": list(approval.by),
        "forum": list(approval.forum),
        "status": approval.status,
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return (
        {
            "deadline": deadline.deadline,
            "clause": deadline.clause,
            "pack": deadline.pack,
            "regulation": deadline.regulation,
            "article": deadline.article,
            "from": deadline.from_event,
            "from_date": deadline.from_date.isoformat(),
            "offset": deadline.offset,
            "unit": deadline.unit,
            "due": deadline.due.isoformat(),
            "status": deadline.status,
            "provisional": deadline.provisional,
            "note": deadline.note,
            "advice": deadline.advice.isoformat() if deadline.advice else None,
            "workdays_left": deadline.workdays_left,
        }
        | _aside(deadline.duty)
        | _also(deadline)
        | ({"extension": _extension(deadline.extension)} if deadline.extension else {})
    )


def _extension(extension: Extension) -> dict[str, Any]:
    return {
        "material": extension.paper[0] if len(extension.paper) == 1 else list(extension.paper),
        "by": list(extension.by),
        "status": extension.status,
        "first": extension.first.isoformat(),
        "extended": extension.extended.isoformat(),
    }


def _reminder(reminder: Reminder) -> dict[str, Any]:
    return {
        "clause": reminder.clause or None,
        "pack": reminder.pack,
        "regulation": reminder.regulation,
        "article": reminder.article or None,
        "text": reminder.text,
    } | _also(reminder)


def _also(said: Finding | Deadline | Reminder) -> dict[str, Any]:
    """The other articles that a clause rests on, where it rests on several."""
    found = [{"article": article, "quote": quote} for article, quote in said.also_from]
    return {"also_from": found} if found else {}


def _aside(duty: str, *, later: bool = False) -> dict[str, Any]:
    """What keeps it from the outcome: whose duty it is, and that the case is not to go that far now."""
    return ({"duty": duty} if duty else {}) | ({"later": True} if later else {})


def _plain(value: FactValue) -> object:
    return sorted(value) if isinstance(value, frozenset) else value
