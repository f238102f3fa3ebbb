"""The scenarios under tests/scenarios, which a legal officer can read: each clause met, broken, and (where given) spared.

`given` is the case; `meets`, `breaks`, `applies` and `spares` are added to it (null takes a line away). See
docs/writing-packs.md.
"""

from datetime import date
from pathlib import Path

import pytest
import yaml

from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.loading import load_case
from clerkcheck.checking.check import check
from clerkcheck.checking.report import BROKEN
from clerkcheck.packs.store import load_pack, pack_ids
from yaml_files import from_yaml

HOME = Path(__file__).resolve().parents[1] / "scenarios"
CALENDAR = national_calendar()
PARTS = ("facts", "materials", "dates")


def scenarios(pack_id):
    return [
        (pack_id, entry)
        for path in sorted((HOME / pack_id).glob("*.yaml"))
        for entry in from_yaml(path.read_text(encoding="utf-8"))
    ]


ALL = [each for pack_id in pack_ids() for each in scenarios(pack_id)]


def judged(pack_id, entry, variant, folder):
    pack = load_pack(pack_id)
    data = {"pack": pack_id, "kind": entry["given"]["kind"], "title": entry["title"]}
    added = entry.get(variant) or {}
    for part in PARTS:
        merged = {**(entry["given"].get(part) or {}), **(added.get(part) or {})}
        data[part] = {key: value for key, value in merged.items() if value is not None}
    path = folder / f"{variant}.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    as_of = added.get("as_of") or entry["given"].get("as_of") or "2026-11-22"
    return check(load_case(path, pack), pack, CALENDAR, date.fromisoformat(str(as_of)))


def statuses(report, clause):
    return [f.status for f in report.findings if f.clause == clause]


@pytest.mark.parametrize(("pack_id", "entry"), ALL, ids=[f"{p}-{e['clause']}-{i}" for i, (p, e) in enumerate(ALL)])
def test_scenario(pack_id, entry, tmp_path):
    clause = entry["clause"]
    assert load_pack(pack_id).clause(clause) is not None
    assert set(entry) <= {"clause", "title", "given", "meets", "breaks", "applies", "spares"}
    if "meets" in entry:
        found = statuses(judged(pack_id, entry, "meets", tmp_path), clause)
        assert found and set(found) == {"met"}, found
    if "breaks" in entry:
        found = statuses(judged(pack_id, entry, "breaks", tmp_path), clause)
        assert set(found) & BROKEN, found
    if "applies" in entry:
        report = judged(pack_id, entry, "applies", tmp_path)
        assert set((entry["applies"] or {}).get("signers", ())) <= set(report.signers)
        noted = [r for r in report.reminders if r.clause == clause]
        assert noted or [f for f in report.findings if f.clause == clause and f.certain]
    if "spares" in entry:
        report = judged(pack_id, entry, "spares", tmp_path)
        assert statuses(report, clause) == []
        assert [r for r in report.reminders if r.clause == clause] == []


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_clause_has_a_case_that_meets_it_and_one_that_breaks_it(pack_id):
    written = {}
    for _pack, entry in scenarios(pack_id):
        written.setdefault(entry["clause"], set()).update(entry)
    missing = []
    for clause in load_pack(pack_id).clauses:
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
