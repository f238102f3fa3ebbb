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
from clerkcheck.cli.pack.finding import pack_at
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


def named(variants=VARIANTS):
    """Every variant of every scenario, under the name that its author gave it."""
    for pack_id in pack_ids():
        for entry in scenarios(pack_id):
            for variant in (each for each in variants if each in entry):
                name = f"{entry['clause']}-{variant}-{entry['title']}"
                yield pytest.param(pack_id, entry, variant, id=name[:64])


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


@pytest.mark.parametrize(("pack_id", "entry", "variant"), named())
def test_scenario(pack_id, entry, variant):
    clause, report = entry["clause"], judged(pack_id, entry, variant)
    found = statuses(report, clause)
    noted = [reminder for reminder in report.reminders if reminder.clause == clause]
    shown = f"given: {entry['given']}\n{variant}: {entry[variant]}\n{clause}: {found or 'not said'}"
    if variant == "meets":
        assert found == {"met"}, shown
    elif variant == "breaks":
        assert found & BROKEN, shown
    elif variant == "applies":
        certain = [finding for finding in report.findings if finding.clause == clause and finding.certain]
        assert noted or certain, shown
        assert set((entry["applies"] or {}).get("signers", ())) <= set(report.signers), shown
    else:
        assert not found and not noted, shown


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
