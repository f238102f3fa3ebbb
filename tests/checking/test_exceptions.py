"""contract.md: a clause knowingly deviated from."""

import pytest

NORMALLY = {"genre": "request", "addressee_count": 3}  # breaks mi-2-2, a `normally` clause
EXCEPTION = {"clause": "mi-2-2", "reason": "联合审批", "approved_by": "区长"}


def finding(report, clause):
    [found] = [each for each in report.findings if each.clause == clause]
    return found


def unused(report):
    return [each.clause for each in report.reminders if "例外没有用到" in each.text]


def test_a_valid_exception(judge):
    report = judge(NORMALLY, exceptions=[EXCEPTION])
    found = finding(report, "mi-2-2")
    assert found.status == "excepted"
    assert "联合审批" in found.message and "区长" in found.message
    assert unused(report) == []


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-12-08", "excepted"),
        ("2026-12-09", "excepted"),
        ("2026-12-10", "violated"),
    ],
)
def test_it_holds_to_the_end_of_until(judge, as_of, expected):
    report = judge(NORMALLY, exceptions=[{**EXCEPTION, "until": "2026-12-09"}], as_of=as_of)
    assert finding(report, "mi-2-2").status == expected
    assert ("已过有效期" in finding(report, "mi-2-2").message) == (expected == "violated")
    assert unused(report) == []


@pytest.mark.parametrize(
    ("clause", "facts", "materials", "word"),
    [
        ("mi-1-1", {"major_decision": True}, {"legality_review": "missing"}, "必须"),
        ("mi-2-1", {"genre": "report", "contains_request": True}, {}, "不得"),
    ],
)
def test_it_is_refused_on_must_and_must_not(judge, clause, facts, materials, word):
    report = judge(facts, materials=materials, exceptions=[{**EXCEPTION, "clause": clause}])
    found = finding(report, clause)
    assert found.status in ("missing", "violated")
    assert "例外不成立" in found.message and word in found.message
    assert report.outcome == "blocked"


@pytest.mark.parametrize("facts", [{"genre": "request", "addressee_count": 1}, {"genre": "letter"}, {}])
def test_one_that_nothing_needed_is_reported(judge, facts):
    report = judge(facts, exceptions=[EXCEPTION])
    assert unused(report) == ["mi-2-2"]
    assert all(each.status != "excepted" for each in report.findings)


def test_only_the_broken_papers_of_a_clause_are_excepted(judge):
    report = judge(
        {"major_matter": True},
        materials={"department_opinions": "done", "town_street_opinions": "missing"},
        exceptions=[{**EXCEPTION, "clause": "mi-1-2"}],
    )
    found = {each.material: each.status for each in report.findings if each.clause == "mi-1-2"}
    assert found == {"department_opinions": "met", "town_street_opinions": "excepted"}


def test_an_open_paper_is_not_excepted(judge):
    report = judge({"major_matter": True}, exceptions=[{**EXCEPTION, "clause": "mi-1-2"}])
    assert {each.status for each in report.findings if each.clause == "mi-1-2"} == {"open"}
    assert unused(report) == ["mi-1-2"]


def test_a_missed_deadline_may_be_excepted(judge):
    report = judge(
        {"vital_interests": True},
        kind="agenda_item",
        as_of="2026-11-22",
        dates={"meeting": "2026-10-12", "minutes_issued": "2026-11-02"},
        exceptions=[{**EXCEPTION, "clause": "mi-5-2"}],
    )
    assert finding(report, "mi-5-2").status == "excepted"
    assert [each.status for each in report.deadlines if each.clause == "mi-5-2"] == ["excepted"]


def test_a_forum_may_be_excepted(judge):
    report = judge(
        {"tax_relief": True, "meeting": "standing"}, kind="agenda_item", exceptions=[{**EXCEPTION, "clause": "mi-3-3"}]
    )
    assert finding(report, "mi-3-3").status == "excepted"
