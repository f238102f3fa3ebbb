"""A small government of our own (tests/data/mini) and a way to judge cases by it."""

import json
from datetime import date
from pathlib import Path

import pytest

from clerkcheck import check, load_case, load_pack, national_calendar

DATA = Path(__file__).resolve().parents[1] / "data"
MINI, TIERS = str(DATA / "mini"), str(DATA / "tiers")
# A document with every question of the small government answered, to which little of it applies, and what that asks for.
PLAIN_FACTS = {
    "major_decision": False,
    "major_matter": False,
    "funds": False,
    "awards": False,
    "matter": "none",
    "amount_wan": 0,
    "public_attention": False,
    "investment_promotion": False,
    "classified": False,
    "genre": "letter",
    "issued_by": "department",
    "important": False,
    "normative_document": False,
}
PLAIN_PAPERS = {"field_research": "done", "comprehensive_assessment": "done"}


@pytest.fixture(scope="session")
def mini():
    return load_pack(MINI)


@pytest.fixture
def judge(mini, tmp_path):
    """Judge a case of the small government: facts, materials… as a case file has them."""

    def judged(facts=None, *, kind="document", as_of="2026-11-22", **parts):
        path = tmp_path / "case.json"
        case = {"pack": "mini", "kind": kind, "title": "示例事项", "facts": facts or {}, **parts}
        path.write_text(json.dumps(case), encoding="utf-8")
        return check(load_case(path, mini), mini, national_calendar(), date.fromisoformat(as_of))

    return judged


@pytest.fixture(scope="session")
def tiers():
    return load_pack(TIERS)


@pytest.fixture
def judged_by_both(tiers, tmp_path):
    """Judge a case, as its file has it, by tests/data/tiers: one by one and by columns, which come out alike."""
    from clerkcheck.columnar.polars import judge_table
    from clerkcheck.reports.verdict_row import verdict_row
    from columnar_cases import frame_of

    def judged(as_of, **parts):
        path = tmp_path / "case.json"
        path.write_text(json.dumps({"pack": "tiers", "title": "事项", **parts}), encoding="utf-8")
        case, calendar = load_case(path, tiers), national_calendar()
        report = check(case, tiers, calendar, as_of)
        frame = frame_of([case], tiers, lists=False)
        (row,) = judge_table(frame, tiers, calendar, as_of, keep=[], statuses=True).to_dicts()
        assert row == verdict_row(report, tiers, statuses=True)
        return report

    return judged


@pytest.fixture
def judge_plain(judge):
    """Judge the plain document (which is ready) with other facts or papers in the place of its own, or beside them."""

    def judged(facts=None, papers=None, **parts):
        return judge(PLAIN_FACTS | (facts or {}), materials=PLAIN_PAPERS | (papers or {}), **parts)

    return judged


@pytest.fixture
def status_of():
    """The statuses of a clause's findings in a report, in order; an empty list where it is not in the report."""
    return lambda report, clause: [found.status for found in report.findings if found.clause == clause]
