"""Judging random cases of 黔江区: what must hold of every report, whatever the answers."""

from datetime import date, timedelta
from itertools import chain

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from clerkcheck import check, load_pack
from examples import examples
from random_cases import CALENDAR, DAYS, HEAVY, LIGHT, PACK, cases, judged, usable

FIRM = {"missing", "violated", "missed"}


def answered(case, fact, answer):
    return case._replace(facts={**case.facts, fact: answer})


def settled(report):
    return {(f.clause, f.material): f.status for f in report.findings if f.certain and f.status not in ("open",)}


def demands(report):
    """What a clerk must do or settle: not what is met, not what may be, not deadlines (they have their own rule)."""
    found = {
        (f.clause, f.material, f.status)
        for f in report.findings
        if f.modality != "may" and f.status != "met" and f.kind != "deadline"
    }
    return found, report.signers


def everything(report):
    return report.findings, report.outcome, report.forum, report.signers, report.deadlines


@examples(15, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(cases(), DAYS), min_size=2, max_size=3))
def test_what_was_judged_before_changes_no_report(given_):
    """In any order, on any days, by a pack loaded afresh: the same report."""
    afresh = load_pack("qianjiang")
    before = [judged(case, day) for case, day in given_]
    assert [judged(case, day) for case, day in reversed(given_)] == before[::-1]
    assert [check(case, afresh, CALENDAR, day) for case, day in reversed(given_)] == before[::-1]


@LIGHT
@given(cases(), DAYS)
def test_a_report_holds_together(case, day):
    report = judged(case, day)
    assert report.outcome in ("ready", "deviating", "undetermined", "blocked")
    for question in report.facts_asked():
        assert question.id not in case.facts
        assert question.clauses
        open_clauses = {f.clause for f in report.findings if f.status == "open"}
        assert set(question.clauses) <= open_clauses
    if not any(f.status == "open" for f in report.findings):
        assert report.questions == ()
    listed = {each.clause: each.status for each in report.deadlines}
    assert listed == {f.clause: f.status for f in report.findings if f.kind == "deadline"}


@LIGHT
@given(cases(), DAYS)
def test_the_outcome_follows_from_the_findings(case, day):
    report = judged(case, day)
    counted = [f for f in report.findings if f.counts]
    if any(f.status in FIRM and f.modality != "normally" for f in counted):
        expected = "blocked"
    elif any(f.status in ("open", "overdue") for f in counted):
        expected = "undetermined"
    elif any(f.status in FIRM for f in counted):
        expected = "deviating"
    else:
        expected = "ready"
    assert report.outcome == expected


@LIGHT
@given(cases(), st.data())
def test_what_is_settled_stays_settled_when_more_is_answered(case, data):
    domain = {name: values for name, values in usable(case.kind).items() if name not in case.facts}
    before, later = judged(case), case
    for fact in data.draw(st.lists(st.sampled_from(sorted(domain)), min_size=1, unique=True)) if domain else ():
        later = answered(later, fact, data.draw(st.sampled_from(domain[fact])))
    after = judged(later)
    still = settled(after)
    assert {key: still.get(key) for key in settled(before)} == settled(before)
    assert after.outcome == "blocked" or before.outcome != "blocked"


@LIGHT
@given(cases())
def test_nothing_unknown_leaves_no_question(case):
    for fact, values in usable(case.kind).items():
        case = case if fact in case.facts else answered(case, fact, values[0])
    assert judged(case).facts_asked() == ()


@HEAVY
@given(cases(most_unknown=8))
def test_every_fact_asked_can_change_the_report(case):
    report = judged(case)
    domain = usable(case.kind)
    asked = [each.id for each in report.facts_asked()]
    before = everything(report)
    for fact in asked:
        alone = (everything(judged(answered(case, fact, answer))) != before for answer in domain[fact])
        assert any(chain(alone, _with_another(case, fact, [each for each in asked if each != fact], domain))), fact


def _with_another(case, fact, others, domain):
    """Whether the fact's answers lead to different reports once another fact asked for is answered."""
    for other in others:
        for answer in domain[other]:
            known = answered(case, other, answer)
            reports = [everything(judged(answered(known, fact, each))) for each in domain[fact]]
            yield any(report != everything(judged(known)) for report in reports)


@HEAVY
@given(cases(most_unknown=10), st.data())
def test_a_fact_not_asked_cannot_change_what_is_demanded(case, data):
    report = judged(case)
    domain = usable(case.kind)
    asked = {each.id for each in report.facts_asked()}
    spare = [fact for fact in domain if fact not in case.facts and fact not in asked]
    others = [None, *asked]
    for fact in spare:
        other = data.draw(st.sampled_from(others))
        base = case if other is None else answered(case, other, data.draw(st.sampled_from(domain[other])))
        for answer in domain[fact]:
            assert demands(judged(answered(base, fact, answer))) == demands(judged(base)), (fact, other)


@LIGHT
@given(cases(), st.integers(0, 400))
def test_offsets_are_counted_from_the_dates_given(case, later):
    report = judged(case, date(2026, 1, 5) + timedelta(later))
    for each in report.deadlines:
        clause = PACK.clause(each.clause)
        assert each.from_date == case.dates[clause.from_date]
        assert each.due == CALENDAR.offset(each.from_date, clause.offset, clause.unit, clause.bound).day
        assert each.earliest <= each.due <= each.latest
        assert each.note if each.provisional else each.earliest == each.latest
