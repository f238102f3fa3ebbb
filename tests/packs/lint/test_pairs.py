"""Two clauses: those that contradict, those that shadow one another, quotations used twice."""

import pytest


def said(remarks):
    return [(remark.severity, remark.message) for remark in remarks]


def test_signers_with_no_role_in_common(reviewed, clause):
    first = clause("1", "signer", "document", when="genre == order")
    second = clause("2", "signer", "document", when="urgent and amount >= 500", signer="deputy")
    (remark,) = reviewed(first, second)
    assert remark.severity == "warning"
    assert "dm-1 与 dm-2（第一条）可以同时适用，而没有共同的签发人" in remark.message
    assert "例如：公文，文种：命令；特别紧急；金额 500。" in remark.message
    assert "dm-1 说“由区长签批”；dm-2 说“由副区长签批”" in remark.message


@pytest.mark.parametrize(
    "second",
    [
        {"signer": ["mayor", "deputy"]},
        {"signer": "deputy", "unless": "genre == order"},
        {"signer": "deputy", "modality": "may"},
        {"signer": "deputy", "in_force": {"from": "2026-01-01"}},
    ],
)
def test_signers_that_agree_or_never_meet(reviewed, clause, second):
    first = clause("1", "signer", "document", when="genre == order", in_force={"until": "2025-12-31"})
    if "in_force" not in second:
        del first["in_force"]
    assert said(reviewed(first, clause("2", "signer", "document", when="urgent", **second))) == []


def test_meetings_with_nothing_in_common(reviewed, clause):
    first = clause("1", "forum", when="major")
    (remark,) = reviewed(first, clause("2", "forum", when="amount >= 500", forum=["plenary", "special"]))
    assert "dm-1 与 dm-2（第一条）可以同时适用，而怎么提会议都要违反一款" in remark.message
    assert "议题，重大事项；金额 500" in remark.message
    (barred,) = reviewed(first, clause("2", "forum", when="urgent", forum_not="standing", modality="must_not"))
    assert "dm-2 说“不得提常务会议”" in barred.message


@pytest.mark.parametrize(
    "second",
    [
        {"forum": ["special", "standing"]},
        {"modality": "may", "forum": "special"},
        {"unless": "major", "forum": "special"},
        {"forum_not": "plenary"},
        # whoever proposes the standing meeting satisfies both: the second asks only about the other two
        {"when": "urgent and meeting != standing", "forum": "special"},
    ],
)
def test_meetings_that_agree_or_never_meet(reviewed, clause, second):
    assert said(reviewed(clause("1", "forum", when="major"), clause("2", "forum", **{"when": "urgent"} | second))) == []


def test_an_exception_for_one_meeting_does_not_hide_a_contradiction(reviewed, clause):
    first = clause("1", "forum", when="major", unless="meeting == special and urgent")
    second = clause("2", "forum", when="major", forum="plenary")
    assert "怎么提会议都要违反一款" in reviewed(first, second)[0].message
    relieved = clause("2", "forum", when="major and urgent", forum="special")
    assert said(reviewed(first, relieved)) == []


def test_an_item_of_two_subjects_is_no_contradiction(reviewed, clause):
    plan = clause("1", "forum", when="matter == plan")
    budget = clause("2", "forum", when="matter == budget", forum="special")
    assert said(reviewed(plan, budget)) == []
    assert len(reviewed(plan, budget | {"when": "matter in [plan, budget]"})) == 1

    papers = [clause(name, "signer", when=f"matter == {what}") for name, what in (("1", "plan"), ("2", "budget"))]
    assert said(reviewed(papers[0], papers[1] | {"signer": "deputy"})) == []


def test_documents_have_no_meeting_to_propose(reviewed, clause):
    first = clause("1", "forum", "document", when="genre == order")
    assert len(reviewed(first, clause("2", "forum", "document", when="urgent", forum="special"))) == 1


def test_a_clause_that_many_contradict_is_remarked_once(reviewed, clause):
    many = [clause(str(n), "forum", when=f"amount >= {n}00") for n in range(1, 9)]
    (remark,) = (
        r for r in reviewed(*many, clause("9", "forum", when="urgent", forum="special")) if "违反" in r.message
    )
    assert remark.message.startswith("dm-9 与 dm-1（第一条）、") and "等 8 款可以同时适用" in remark.message
    apart = [
        clause(str(n), "forum", when=f"amount == {n // 2}", forum=["plenary", "special"][n % 2]) for n in range(2, 6)
    ]
    starts = [remark.message[:13] for remark in reviewed(*apart)]
    assert starts == ["dm-2 与 dm-3（第", "dm-4 与 dm-5（第"]


def test_a_clause_shadowed_by_another(reviewed, clause):
    wide = clause("1", needs=["form", "advice"], when="urgent or major")
    (remark,) = reviewed(wide, clause("2", needs="advice", when="urgent"))
    assert said([remark]) == [("warning", "dm-2 适用时 dm-1 总也适用，两款都要“法律意见”，缺了会报两次")]
    (always,) = reviewed(clause("1"), clause("2", when="urgent"))
    assert "dm-2 适用时 dm-1 总也适用" in always.message
    (either,) = reviewed(
        clause("1", any_of=["form", "advice"], when="amount >= 5"),
        clause("2", any_of=["advice", "form"], when="amount >= 8"),
    )
    assert "dm-2 适用时 dm-1 总也适用，两款都要同一件事" in either.message


@pytest.mark.parametrize(
    "second",
    [
        {"needs": "advice", "when": "urgent"},  # another paper
        {"needs": "form", "when": "major"},  # neither condition implies the other
        {"needs": "form", "when": "urgent", "modality": "may"},
        {"needs": "form", "when": "urgent", "in_force": {"until": "2023-12-31"}},
        {"needs": "form", "when": "urgent", "applies_to": "document"},
    ],
)
def test_a_clause_that_stands_by_itself(reviewed, clause, second):
    first = clause("1", when="urgent", in_force={"from": "2024-01-01"})
    assert said(reviewed(first, clause("2", **second))) == []


def test_a_signer_named_by_a_wider_clause_too_signs_once(reviewed, clause):
    wide = clause("1", "signer", "document", when="genre == order or urgent")
    assert said(reviewed(wide, clause("2", "signer", "document", when="genre == order"))) == []


def test_a_clause_that_may_stay_unknown_shadows_nothing(reviewed, clause):
    (stuck,) = reviewed(
        clause("1", applies_to="document", when="urgent and meeting == standing"),
        clause("2", applies_to="document", when="urgent"),
    )
    assert "一直定不下来" in stuck.message


def test_the_same_paper_in_two_articles_is_each_articles_own(reviewed, clause):
    second = {"article": "第二条", "clauses": [clause("2", when="urgent")]}
    assert said(reviewed(clause("1", when="urgent or major"), articles=[second])) == []


def test_a_wider_clause_for_one_kind_of_case_shadows_nothing_for_the_other(reviewed, clause):
    both = clause("2", applies_to="both", when="urgent")
    assert said(reviewed(clause("1", when="urgent or major"), both)) == []
    assert len(reviewed(clause("1", applies_to="both", when="urgent or major"), both)) == 1


def test_a_quotation_used_twice_for_the_same(reviewed, clause):
    first = clause("1", "forum", when="urgent", quote="须经会议决定")
    second = clause("2", "forum", when="major", quote="须经会议决定")
    assert said(reviewed(first, second)) == [("warning", "dm-2 与 dm-1 引文相同，要求也相同")]
    assert said(reviewed(first, second | {"quote": "另有规定"})) == []
    assert said(reviewed(first, second | {"forum": ["standing", "special"]})) == []
    assert said(reviewed(first, second | {"applies_to": "document"})) == []


def test_notes_that_say_different_things_of_one_quotation(reviewed, clause):
    first, second = (clause(name, "note", when="urgent", quote="应当公开") for name in "12")
    assert said(reviewed(first, second)) == []
    assert "引文相同" in reviewed(first, second | {"gist": first["gist"]})[0].message


def test_what_the_keeper_accepted_is_not_said_again(reviewed, clause):
    barred = clause("1", "forum", when="urgent", forum_not="standing", modality="must_not")
    first, second = (clause(name, "forum", when=when) for name, when in (("2", "major"), ("3", "amount >= 5")))
    (remark,) = reviewed(barred, first, second)
    assert remark.remedy.endswith("在 pack.yaml 的 accepted 里写 clauses: [dm-1, dm-2, dm-3]")
    why = "两样不会落到同一件上"
    assert reviewed(barred, first, second, accepted=[{"clauses": ["dm-1", "dm-2", "dm-3"], "why": why}]) == ()
    (left,) = reviewed(barred, first, second, accepted=[{"clauses": ["dm-1", "dm-2"], "why": why}])
    assert left.message.startswith("dm-1 与 dm-3（第一条）可以同时适用")
    twice = [clause(name, when=when, quote="须附审批单") for name, when in (("1", "urgent"), ("2", "major"))]
    assert len(reviewed(*twice)) == 1
    assert reviewed(*twice, accepted=[{"clauses": ["dm-2", "dm-1"], "why": "一句话管两样"}]) == ()


def test_what_was_accepted_for_nothing(reviewed, clause, tmp_path):
    wide, narrow = clause("1", when="urgent or major"), clause("2", when="urgent")
    other = clause("3", needs="advice", when="urgent")
    (one,) = reviewed(wide, narrow, other, accepted=[{"clauses": ["dm-1", "dm-2", "dm-3"], "why": "原文如此"}])
    assert said([one]) == [("warning", "accepted 里的 dm-3 与同列的各款没有矛盾，也没有重复")]
    head = (tmp_path / "demo" / "pack.yaml").read_text(encoding="utf-8").splitlines()
    assert one.place.source == "pack.yaml" and head[one.place.line - 1] == "- clauses:"
    (whole,) = reviewed(wide, other, accepted=[{"clauses": ["dm-3", "dm-1"], "why": "原文如此"}])
    assert said([whole]) == [("warning", "accepted 里的 dm-3、dm-1 之间没有矛盾，也没有重复")]
