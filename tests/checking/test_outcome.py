"""contract.md: blocked > undetermined > deviating > ready."""

import pytest

MUST_BROKEN = ({"major_decision": True}, {"legality_review": "missing"})
MUST_NOT_BROKEN = ({"genre": "report", "contains_request": True}, {})
OPEN = ({"funds": None}, {})
NORMALLY_BROKEN = ({"major_matter": True}, {"department_opinions": "missing", "town_street_opinions": "done"})


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], "ready"),
        ([NORMALLY_BROKEN], "deviating"),
        ([OPEN], "undetermined"),
        ([OPEN, NORMALLY_BROKEN], "undetermined"),
        ([MUST_BROKEN], "blocked"),
        ([MUST_NOT_BROKEN], "blocked"),
        ([MUST_BROKEN, OPEN], "blocked"),
        ([MUST_BROKEN, OPEN, NORMALLY_BROKEN], "blocked"),
        ([MUST_BROKEN, NORMALLY_BROKEN], "blocked"),
    ],
)
def test_outcome(judge_plain, parts, expected):
    facts, papers = {}, {}
    for more_facts, more_papers in parts:
        facts |= more_facts
        papers |= more_papers
    assert judge_plain(facts, papers).outcome == expected


def test_an_open_requirement_of_a_normally_clause_is_undetermined(judge_plain):
    assert judge_plain({"major_matter": True}).outcome == "undetermined"


def test_only_exceptions_is_ready(judge_plain):
    facts = {"genre": "request", "addressee_count": 3}
    assert judge_plain(facts).outcome == "deviating"
    exception = {"clause": "mi-2-2", "reason": "联合审批", "approved_by": "区长"}
    assert judge_plain(facts, exceptions=[exception]).outcome == "ready"
