"""A clause by itself: conditions that never hold, never fail or never settle; checks; dates."""

import pytest


def said(remarks):
    return [(remark.severity, remark.message) for remark in remarks]


@pytest.mark.parametrize(
    "never",
    [
        "meeting == standing and meeting == special",
        "urgent and not urgent",
        "amount >= 500 and amount < 500",
        "amount > 500 and not (amount >= 100 or urgent)",
        "matter == none and matter == plan",
        "meeting in [standing, plenary] and meeting not in [plenary, standing, special]",
    ],
)
def test_a_condition_that_never_holds(reviewed, clause, never):
    assert said(reviewed(clause("1", when=never))) == [("error", "dm-1 的条件永远不成立，这一款不起作用")]


@pytest.mark.parametrize(
    "sometimes",
    [
        "meeting == standing and urgent",
        "amount >= 500 and amount <= 500",
        "matter == plan and matter == budget",  # several values at once
        "meeting != standing and meeting != special",
    ],
)
def test_a_condition_that_holds_in_some_case(reviewed, clause, sometimes):
    assert said(reviewed(clause("1", when=sometimes))) == []


def test_a_condition_that_never_holds_for_one_kind_of_case(reviewed, clause):
    one_kind = "kind == agenda_item and meeting == standing"
    assert said(reviewed(clause("1", applies_to="both", when=one_kind))) == [("warning", "dm-1 的条件对公文永远不成立")]
    both = f"({one_kind}) or (kind == document and genre == order)"
    assert said(reviewed(clause("1", applies_to="both", when=both))) == []


def test_a_condition_that_never_fails(reviewed, clause):
    always = [("warning", "dm-1 的条件永远成立，等于没有条件")]
    assert said(reviewed(clause("1", when="amount >= 500 or amount < 500"))) == always
    assert said(reviewed(clause("1", when="meeting in [plenary, standing, special]"))) == always
    assert said(reviewed(clause("1", when="amount >= 500 or amount < 499"))) == []
    one_kind = "kind == agenda_item or genre == order"
    assert said(reviewed(clause("1", applies_to="both", when="kind == agenda_item or kind == document"))) == always
    assert said(reviewed(clause("1", applies_to="both", when=f"kind == agenda_item or ({one_kind})"))) == []


def test_an_exception_that_never_bites(reviewed, clause):
    idle = clause("1", when="meeting == standing", unless="meeting == special and urgent")
    assert said(reviewed(idle)) == [("warning", "dm-1 的 unless 在 when 成立时永远不成立，这个例外不起作用")]
    assert said(reviewed(clause("1", when="meeting == standing", unless="urgent"))) == []
    assert said(reviewed(clause("1", when="urgent", unless="urgent")))[0][0] == "error"


def test_a_check_that_never_fails(reviewed, clause):
    idle = clause("1", "check", when="amount >= 500", expect="amount > 100")
    assert said(reviewed(idle)) == [("error", "dm-1 凡对议题适用就必定相符，查不出什么")]
    forbidding = clause("1", "check", when="meeting == standing", forbid="meeting == special")
    assert said(reviewed(forbidding))[0][0] == "error"
    assert said(reviewed(clause("1", "check", when="amount >= 500", expect="amount > 500"))) == []


def test_a_check_that_never_holds(reviewed, clause):
    always = [("warning", "dm-1 凡对议题适用就必定不符")]
    assert said(reviewed(clause("1", "check", when="urgent and major", forbid="major"))) == always
    assert said(reviewed(clause("1", "check", when="amount >= 500", expect="amount < 100"))) == always
    assert said(reviewed(clause("1", "check", when="urgent", forbid="major"))) == []


def test_a_clause_that_stays_unknown_for_one_kind_of_case(reviewed, clause):
    (remark,) = reviewed(clause("1", applies_to="document", when="urgent and meeting == standing"))
    assert remark.severity == "error"
    assert remark.message == "dm-1 对公文会一直定不下来：条件用到公文没有的“拟提交的会议”"
    (other,) = reviewed(clause("1", applies_to="both", when="genre == order or urgent"))
    assert "对议题会一直定不下来" in other.message and "“文种”" in other.message
    (check,) = reviewed(clause("1", "check", when="urgent", expect="genre == letter"))
    assert "对议题会一直定不下来" in check.message
    asked = "urgent and (kind == document or meeting == standing)"
    assert said(reviewed(clause("1", applies_to="both", when=asked))) == []


def test_a_note_that_stays_unknown_is_less_grave(reviewed, clause):
    (remark,) = reviewed(clause("1", "note", "document", when="meeting == standing"))
    assert remark.severity == "warning"


def test_a_check_that_only_an_unmet_condition_leaves_unknown_is_left_alone(reviewed, clause):
    idle = clause("1", "check", "document", when="genre == order", expect="genre == letter or meeting == standing")
    assert "一直定不下来" in reviewed(idle)[0].message
    fine = clause("1", "check", "document", when="genre == letter", expect="genre == letter or meeting == standing")
    assert said(reviewed(fine)) == [("error", "dm-1 凡对公文适用就必定相符，查不出什么")]


def test_a_deadline_from_and_to_the_same_date(reviewed, clause):
    same = clause("1", "deadline", check="meeting")
    assert said(reviewed(same)) == [("error", "dm-1 的 from 和 check 是同一个日期（会议日），查不出误期")]
    assert said(reviewed(clause("1", "deadline"))) == []
