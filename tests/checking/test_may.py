"""contract.md: `may` clauses and notes never change the outcome."""

import pytest

NOTHING = {
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
PAPERS = {"field_research": "done", "comprehensive_assessment": "done"}


def test_the_plain_document_is_ready(judge):
    report = judge(NOTHING, materials=PAPERS)
    assert report.outcome == "ready"
    assert report.questions == ()


@pytest.mark.parametrize("awards", [True, None])
@pytest.mark.parametrize("paper", ["missing", "unknown"])
def test_a_paper_that_may_be_added_changes_nothing(judge, awards, paper):
    report = judge({**NOTHING, "awards": awards}, materials={**PAPERS, "mini_note": paper})
    assert report.outcome == "ready"
    assert report.questions == ()


def test_a_meeting_that_may_decide_is_a_possibility(judge, status_of):
    facts = {"specialised": True, "meeting": "standing", "amount_wan": 100}
    report = judge(facts, kind="agenda_item")
    assert status_of(report, "mi-3-4") == ["met"]
    assert report.forum == ("plenary", "standing")  # the may clause narrows nothing


def test_a_meeting_that_may_decide_is_no_forum_by_itself(judge):
    assert judge({"specialised": True, "meeting": "special"}, kind="agenda_item").forum is None


def test_a_signer_who_may_sign_counts_only_when_certain(judge):
    assert judge({**NOTHING, "important": True}, materials=PAPERS).signers == ("secretary_general",)
    unsure = judge({**NOTHING, "important": None}, materials=PAPERS)
    assert unsure.signers == ()
    assert unsure.outcome == "ready"


def test_notes_change_nothing(judge):
    assert judge({**NOTHING, "classified": True}, materials=PAPERS).outcome == "ready"
    assert judge({**NOTHING, "classified": None}, materials=PAPERS).outcome == "ready"
