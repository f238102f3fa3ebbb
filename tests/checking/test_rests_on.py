"""contract.md: `rests_on` lists each "no" (and each `none`) without which the verdict would be worse or undetermined."""

from datetime import date

from hypothesis import given

from clerkcheck import check, national_calendar
from clerkcheck.cases.model import Case
from random_cases import LIGHT, PACK, cases

UNSETTLED = ("open", "overdue")


def resting(report):
    return {each.fact: set(each.clauses) for each in report.rests_on}


def test_a_no_that_keeps_a_paper_away(judge_plain):
    report = judge_plain()
    assert report.outcome == "ready"
    assert resting(report)["major_decision"] == {"mi-1-1"}


def test_a_none_that_keeps_clauses_away(judge_plain):
    assert resting(judge_plain())["matter"] == {"mi-1-5", "mi-1-8"}


def test_a_paper_at_hand_makes_the_no_needless(judge_plain):
    report = judge_plain(papers={"legality_review": "done"})
    assert "major_decision" not in resting(report)


def test_a_no_that_a_check_rests_on(judge_plain):
    facts = {"genre": "report", "contains_request": False}
    report = judge_plain(facts, papers={"leaders_countersignature": "done"})
    assert resting(report)["contains_request"] == {"mi-2-1"}


def test_of_two_no_answers_that_each_suffice_neither_is_named(judge_plain):
    report = judge_plain({"investment_promotion": False, "urgent_or_emergency": True})
    assert "investment_promotion" not in resting(report)


def test_what_never_counts_rests_on_nothing(judge_plain):
    assert "awards" not in resting(judge_plain())  # mi-1-4 only says that a paper may be added


def test_a_blocked_case_lists_them_too(judge_plain):
    report = judge_plain({"funds": True}, papers={"finance_opinion": "missing", "expert_review": "missing"})
    assert report.outcome == "blocked"
    assert "major_decision" in resting(report)


def test_a_no_by_which_a_signature_is_certain():
    """Without it nobody could say yet who signs: qj-51-3 is for minutes of special meetings but not of large funds."""
    facts = {"genre": "minutes", "minutes_of": "special", "chaired_by_office": True, "large_funds_or_projects": False}
    report = check(
        Case("qianjiang", "document", "甲", None, facts, {}, {}), PACK, national_calendar(), date(2026, 11, 22)
    )
    assert "qj-51-3" in resting(report)["large_funds_or_projects"]


def refusals(case):
    return [fact for fact, value in case.facts.items() if value is False or value in ("none", frozenset({"none"}))]


@LIGHT
@given(cases(most_unknown=12))
def test_it_is_just_what_taking_a_no_away_leaves_open(case):
    day = date(2026, 11, 22)
    report = check(case, PACK, national_calendar(), day)
    found = resting(report)
    open_before = {f.clause for f in report.findings if f.status in UNSETTLED}
    for fact in refusals(case):
        without = case._replace(facts={name: value for name, value in case.facts.items() if name != fact})
        later = check(without, PACK, national_calendar(), day)
        opened = {f.clause for f in later.findings if f.status == "open" and f.counts}
        broken_before = {f.clause for f in report.findings if f.certain and f.status not in ("met", "open", "pending")}
        assert opened - open_before - broken_before == found.get(fact, set()) - open_before, fact


@LIGHT
@given(cases())
def test_without_support_the_report_is_the_same_but_for_it(case):
    """Or without the questions too: what is wanted of many cases is not judged otherwise."""
    given_ = (case, PACK, national_calendar(), date(2026, 11, 22))
    whole = check(*given_)
    assert check(*given_, support=False) == whole._replace(rests_on=())
    assert check(*given_, questions=False) == whole._replace(rests_on=(), questions=())
