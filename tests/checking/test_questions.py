"""contract.md: `questions` are the facts whose answer can still change the report."""

from datetime import date

import pytest
from hypothesis import given

from clerkcheck import check, load_case, load_pack, national_calendar
from random_cases import DAYS, LIGHT, cases, judged


def asked(report):
    return {each.id: list(each.clauses) for each in report.facts_asked()}


def test_an_unknown_condition_is_asked(judge):
    assert asked(judge())["major_decision"] == ["mi-1-1"]


def test_a_requirement_already_met_is_not_asked(judge):
    assert "major_decision" not in asked(judge(materials={"legality_review": "done"}))


def test_a_known_fact_is_not_asked(judge):
    assert "major_decision" not in asked(judge({"major_decision": True}))


def test_a_missing_paper_is_no_question(judge):
    report = judge({"major_decision": True})
    assert [each.status for each in report.findings if each.clause == "mi-1-1"] == ["open"]
    assert not any("mi-1-1" in clauses for clauses in asked(report).values())


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, {"investment_promotion", "urgent_or_emergency", "within_own_authority"}),
        ({"investment_promotion": True}, {"urgent_or_emergency", "within_own_authority"}),
        ({"investment_promotion": True, "urgent_or_emergency": False}, {"within_own_authority"}),
        ({"investment_promotion": False}, set()),
        ({"urgent_or_emergency": True}, set()),
    ],
)
def test_only_facts_that_still_matter_are_asked(judge, facts, expected):
    assert {fact for fact, clauses in asked(judge(facts)).items() if "mi-9-1" in clauses} == expected


def test_a_fact_that_no_answer_lets_matter_is_not_asked(judge):
    assert {fact for fact, clauses in asked(judge()).items() if "mi-9-2" in clauses} == {"genre"}


def test_a_check_asks_its_condition_and_what_it_looks_at(judge):
    assert {fact for fact, clauses in asked(judge()).items() if "mi-2-1" in clauses} == {"genre", "contains_request"}
    known = judge({"contains_request": True})
    assert {fact for fact, clauses in asked(known).items() if "mi-2-1" in clauses} == {"genre"}
    assert not any("mi-2-1" in clauses for clauses in asked(judge({"contains_request": False})).values())


def test_a_forum_asks_the_meeting_of_an_agenda_item(judge):
    found = asked(judge({"amount_wan": 100}, kind="agenda_item"))
    assert "mi-3-1" in found["meeting"]
    assert "amount_wan" not in found


def test_the_fact_most_clauses_wait_for_comes_first(judge):
    waits = [len(each.clauses) for each in judge(kind="agenda_item").facts_asked()]
    assert waits == sorted(waits, reverse=True)
    assert len(set(waits)) > 1


def test_each_fact_and_each_clause_is_named_once(judge):
    questions = judge(kind="agenda_item").facts_asked()
    assert len({each.id for each in questions}) == len(questions)
    assert all(len(set(each.clauses)) == len(each.clauses) for each in questions)


def test_qianjiang_asks_less_as_answers_come(tmp_path):
    path, pack = tmp_path / "case.yaml", load_pack("qianjiang")
    counts = []
    for facts in (
        "",
        "meeting: mayor_office",
        "meeting: mayor_office, matter: none",
    ):
        path.write_text(f"pack: qianjiang\nkind: agenda_item\ntitle: 议题\nfacts: {{{facts}}}\n", encoding="utf-8")
        case = load_case(path)
        counts.append(len(check(case, pack, national_calendar(), date(2026, 11, 22)).questions))
    assert counts == sorted(counts, reverse=True)
    assert len(set(counts)) == 3


def asked_for(report, about):
    return {each.id: list(each.clauses) for each in report.questions if each.about == about}


def test_a_paper_not_known_is_asked_for(judge):
    assert asked_for(judge({"major_decision": True}), "material")["legality_review"] == ["mi-1-1"]


def test_of_papers_any_of_which_would_do_those_unknown_are_asked_for(judge):
    report = judge({"funds": True}, materials={"finance_opinion": "missing"})
    found = asked_for(report, "material")
    assert found["expert_review"] == ["mi-1-3", "mi-9-1"]
    assert "finance_opinion" not in found


def test_the_day_of_something_overdue_is_asked_for(judge):
    report = judge({"vital_interests": False}, kind="agenda_item", dates={"meeting": "2026-11-10"})
    assert asked_for(report, "date") == {"submitted": ["mi-5-1"]}


def test_facts_come_first_then_papers_then_dates(judge):
    about = [each.about for each in judge(kind="agenda_item", dates={"meeting": "2026-11-10"}).questions]
    assert about == sorted(about, key=["fact", "material", "date"].index)
    assert set(about) == {"fact", "material", "date"}


@LIGHT
@given(cases(), DAYS)
def test_an_undetermined_case_always_asks_for_something(case, day):
    report = judged(case, day)
    assert report.questions or report.outcome != "undetermined"


@LIGHT
@given(cases(most_unknown=4), DAYS)
def test_every_open_clause_is_waited_for(case, day):
    report = judged(case, day)
    waiting = {clause for question in report.questions for clause in question.clauses}
    unsettled = {f.clause for f in report.findings if f.counts and f.status in ("open", "overdue")}
    assert unsettled == waiting
