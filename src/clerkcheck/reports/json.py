"""A report as contract.md's ``clerkcheck.report/1``."""

import json
from collections.abc import Sequence
from typing import Any

from clerkcheck.checking.report import Deadline, Finding, Report

SCHEMA = "clerkcheck.report/1"


def report_data(report: Report) -> dict[str, Any]:
    """Return the report as plain data, keys and order as the contract has them."""
    return {
        "schema": SCHEMA,
        "as_of": report.as_of.isoformat(),
        "pack": {"id": report.pack_id, "regulation": report.regulation, "in_force": report.in_force or None},
        "case": {"title": report.title, "kind": report.kind, "unit": report.unit, "source": report.source},
        "outcome": report.outcome,
        "findings": [_finding(each) for each in report.findings],
        "forum": None if report.forum is None else list(report.forum),
        "signers": list(report.signers),
        "deadlines": [_deadline(each) for each in report.deadlines],
        "questions": [{"fact": each.fact, "clauses": list(each.clauses)} for each in report.questions],
        "reminders": [
            {"clause": each.clause or None, "article": each.article or None, "text": each.text}
            for each in report.reminders
        ],
    }


def dump(data: dict[str, Any] | Sequence[dict[str, Any]]) -> str:
    """Return plain data as indented JSON text with Chinese left readable, ending in a newline."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    material = list(finding.material) if isinstance(finding.material, tuple) else finding.material
    return {
        "clause": finding.clause,
        "regulation": finding.regulation,
        "article": finding.article,
        "kind": finding.kind,
        "modality": finding.modality,
        "status": finding.status,
        "material": material,
        "facts": list(finding.facts),
        "message": finding.message,
        "quote": finding.quote,
        "remedy": finding.remedy,
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "deadline": deadline.deadline,
        "clause": deadline.clause,
        "article": deadline.article,
        "from": deadline.from_event,
        "from_date": deadline.from_date.isoformat(),
        "offset": deadline.offset,
        "unit": deadline.unit,
        "due": deadline.due.isoformat(),
        "status": deadline.status,
        "provisional": deadline.provisional,
        "note": deadline.note,
        "workdays_left": deadline.workdays_left,
    }
