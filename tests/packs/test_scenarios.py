"""The scenarios under tests/scenarios, which a legal officer can read: each clause met, broken, and (where given) spared.

`given` is the case; `meets`, `breaks`, `applies` and `spares` are added to it (null takes a line away). See
docs/writing-packs.md.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.loading import case_of
from clerkcheck.checking.check import check
from clerkcheck.checking.report import BROKEN
from clerkcheck.cli.pack.which_pack import pack_at
from clerkcheck.packs.store import pack_ids
from clerkcheck.reading.documents import read_json
from yaml_files import from_yaml

HOME = Path(__file__).resolve().parents[1] / "scenarios"
CALENDAR = national_calendar()
PARTS = ("facts", "materials", "dates")
VARIANTS = ("meets", "breaks", "applies", "spares")


@cache
def pack_of(pack_id):
    """A pack with all its instruments, those too that are taken by name."""
    return pack_at(pack_id)


@cache
def scenarios(pack_id):
    files = sorted((HOME / pack_id).glob("*.yaml"))
    return [entry for path in files for entry in from_yaml(path.read_text(encoding="utf-8"))]


def by_clause():
    """The scenarios of each clause, under its id."""
    for pack_id in pack_ids():
        found = {}
        for entry in scenarios(pack_id):
            found.setdefault(entry["clause"], []).append(entry)
        for clause, entries in found.items():
            yield pytest.param(pack_id, entries, id=clause)


def judged(pack_id, entry, variant):
    pack, given, added = pack_of(pack_id), entry["given"], entry.get(variant) or {}
    data = {"pack": pack_id, "kind": given["kind"], "title": entry["title"]}
    for part in PARTS:
        merged = {**(given.get(part) or {}), **(added.get(part) or {})}
        data[part] = {key: value for key, value in merged.items() if value is not None}
    case = case_of(read_json(json.dumps(data, default=str), variant, places=False), pack)
    as_of = added.get("as_of") or given.get("as_of") or "2026-11-22"
    return check(case, pack, CALENDAR, date.fromisoformat(str(as_of)), questions=False)


def statuses(report, clause):
    return {finding.status for finding in report.findings if finding.clause == clause}


def comes_out(entry, variant, report):
    """Whether a report says of the clause what the variant of its scenario says."""
    found = statuses(report, entry["clause"])
    noted = any(reminder.clause == entry["clause"] for reminder in report.reminders)
    if variant == "meets":
        return found == {"met"}
    if variant == "breaks":
        return bool(found & BROKEN)
    if variant == "applies":
        certain = any(finding.clause == entry["clause"] and finding.certain for finding in report.findings)
        return (noted or certain) and set((entry["applies"] or {}).get("signers", ())) <= set(report.signers)
    return not found and not noted


@pytest.mark.parametrize(("pack_id", "entries"), by_clause())
def test_the_scenarios_of_a_clause(pack_id, entries):
    """Each of them, under the title that its author gave it; all that come out otherwise are named."""
    wrong = []
    for entry in entries:
        for variant in (each for each in VARIANTS if each in entry):
            report = judged(pack_id, entry, variant)
            if not comes_out(entry, variant, report):
                found = statuses(report, entry["clause"]) or "not said"
                wrong.append(f"{entry['title']}\ngiven: {entry['given']}\n{variant}: {entry[variant]}\n-> {found}")
    assert wrong == [], "\n\n".join(wrong)


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_scenario_is_about_a_clause_and_says_something(pack_id):
    for entry in scenarios(pack_id):
        assert pack_of(pack_id).clause(entry["clause"]) is not None, entry["clause"]
        assert set(entry) <= {"clause", "title", "given", *VARIANTS}, entry["title"]
        assert set(entry) & set(VARIANTS), entry["title"]


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_clause_has_a_case_that_meets_it_and_one_that_breaks_it(pack_id):
    written = {}
    for entry in scenarios(pack_id):
        written.setdefault(entry["clause"], set()).update(entry)
    missing = []
    for clause in pack_of(pack_id).clauses:
        if clause.kind == "note":
            continue
        on_documents_only = (
            clause.kind == "forum" and clause.applies_to == "document"
        )  # only says which meeting decides
        soft = clause.kind == "signer" or clause.modality == "may" or on_documents_only
        needed = {"applies", "spares"} if soft else {"meets", "breaks"}
        if not needed <= written.get(clause.id, set()):
            missing.append(clause.id)
    assert missing == []
