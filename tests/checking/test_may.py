"""contract.md: `may` clauses and notes never change the outcome."""

import pytest


def test_the_plain_document_is_ready(judge_plain):
    report = judge_plain()
    assert report.outcome == "ready"
    assert report.questions == ()


@pytest.mark.parametrize("awards", [True, None])
@pytest.mark.parametrize("paper", ["missing", "unknown"])
def test_a_paper_that_may_be_added_changes_nothing(judge_plain, awards, paper):
    report = judge_plain({"awards": awards}, {"mini_note": paper})
    assert report.outcome == "ready"
    assert report.questions == ()


def test_a_meeting_that_may_decide_is_a_possibility(judge, status_of):
    facts = {"specialised": True, "meeting": "standing", "amount_wan": 100}
    report = judge(facts, kind="agenda_item")
    assert status_of(report, "mi-3-4") == ["met"]
    assert report.forum == ("plenary", "standing")  # the may clause narrows nothing


def test_a_meeting_that_may_decide_is_no_forum_by_itself(judge):
    assert judge({"specialised": True, "meeting": "special"}, kind="agenda_item").forum is None


def test_a_signer_who_may_sign_counts_only_when_certain(judge_plain):
    assert judge_plain({"important": True}).signers == ("secretary_general",)
    unsure = judge_plain({"important": None})
    assert unsure.signers == ()
    assert unsure.outcome == "ready"


def test_notes_change_nothing(judge_plain):
    assert judge_plain({"classified": True}).outcome == "ready"
    assert judge_plain({"classified": None}).outcome == "ready"
