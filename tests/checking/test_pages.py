"""The order of questions: never one that cannot change the report, never missing one that can; few answers in all."""

from datetime import date
from functools import cache
from pathlib import Path
from statistics import median

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from clerkcheck import check, load_pack, national_calendar
from clerkcheck.cases.loading import load_case
from clerkcheck.cases.model import Case, Material
from clerkcheck.checking.pages import (
    MOST_ON_A_PAGE,
    dates_that_matter,
    group_pages,
    group_states,
    next_page,
    progress,
)
from clerkcheck.conditions.domains import representatives
from clerkcheck.conditions.logic import restrict
from clerkcheck.conditions.syntax import leaves
from clerkcheck.packs.store import pack_ids
from examples import examples
from random_packs import RandomPack

CALENDAR, TODAY = national_calendar(), date(2026, 11, 22)
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.yaml"))
STEADY = examples(15, suppress_health_check=list(HealthCheck))


@cache
def answers_of(pack_id, kind):
    """For every fact that the pack's clauses read: one answer of each sort that they can tell apart."""
    pack, found = load_pack(pack_id), {"meeting": []}
    for clause in pack.clauses:
        for condition in pack.trees.clauses[clause.id]:
            for leaf in leaves(condition) if condition is not None else ():
                found.setdefault(leaf.fact, []).append(leaf)
    words = pack.vocabulary.facts
    return {
        name: sorts(words[name], about)
        for name, about in found.items()
        if name != "kind" and words[name].kind in (None, kind)
    }


def sorts(fact, about):
    if fact.type == "choices":
        return [frozenset({value}) for value in fact.of]
    if fact.type == "choice":
        return list(fact.of)
    return list(representatives(about, fact.condition_type))


class Walk:
    """A case answered page by page; ``answer`` says what a fact is, "unknown" leaves it open on purpose."""

    def __init__(self, pack_id, kind, papers=()):
        self.pack = load_pack(pack_id)
        self.case = Case(pack_id, kind, "示例", None, {}, {paper: Material(status) for paper, status in papers}, {})
        self.unsure = set()
        self.pages = []

    @property
    def report(self):
        return check(self.case, self.pack, CALENDAR, TODAY)

    def with_facts(self, facts):
        return check(self.case._replace(facts=self.case.facts | facts), self.pack, CALENDAR, TODAY)

    def run(self, answer):
        """Answer until nothing is asked; every page as it was asked, with the report it was asked for."""
        report = self.report
        while (page := next_page(report, self.pack, self.unsure)) is not None:
            self.pages.append((page, report))
            for fact in page.facts:
                value = answer(fact)
                if value == "unknown":
                    self.unsure.add(fact)
                else:
                    self.case.facts[fact] = value
            report = self.report
        return self


@st.composite
def walks(draw, *, unsure=False):
    """A pack and a kind of case, some papers, and a whole walk with random answers."""
    pack_id, kind = draw(st.sampled_from(pack_ids())), draw(st.sampled_from(["agenda_item", "document"]))
    pack = load_pack(pack_id)
    papers = sorted({each for clause in pack.clauses for each in clause.papers})
    known = draw(st.lists(st.sampled_from(papers), unique=True))
    statuses = [(paper, draw(st.sampled_from(["done", "missing"]))) for paper in known]
    domain = answers_of(pack_id, kind)

    def answer(fact):
        left = ["unknown"] if unsure and draw(st.integers(0, 3)) == 0 else domain[fact]
        return draw(st.sampled_from(left))

    return Walk(pack_id, kind, statuses).run(answer)


def demands(report):
    """What a clerk must do or settle, and who signs: what is met already needs no answer (contract.md)."""
    findings = {
        (f.clause, str(f.material), f.status) for f in report.findings if f.modality != "may" and f.status != "met"
    }
    return report.outcome, findings, report.signers


def closes(pack, report, fact, gate):
    """Whether a denial of the gate leaves nothing of the clauses that wait for the fact that reads it."""
    entry = pack.vocabulary.facts[gate]
    denial = {"bool": False, "choices": frozenset({"none"}), "choice": "none"}.get(entry.type)
    waiting = next(question.clauses for question in report.facts_asked() if question.id == fact)
    for when, check_ in (pack.trees.clauses[each] for each in waiting):
        left = [True if each is None else restrict(each, {gate: denial}) for each in (when, check_)]
        if left[0] is False or (check_ is not None and left[1] is True):
            continue
        if any(leaf.fact == fact for each in left if not isinstance(each, bool) for leaf in leaves(each)):
            return False
    return entry.type == "bool" or "none" in entry.of


def asked(pack_id, kind, yes):
    """The pages of a walk; ``yes``: the questions answered so, with an answer where they have choices."""

    def answer(fact):
        entry = load_pack(pack_id).vocabulary.facts[fact]
        if fact in yes or entry.type == "bool":
            return yes.get(fact, False)
        if not entry.of:
            return 1
        value = "none" if "none" in entry.of else next(iter(entry.of))
        return frozenset({value}) if entry.type == "choices" else value

    return [page.facts for page, _report in Walk(pack_id, kind).run(answer).pages]


SENT_UP = {"genre": "request", "issued_by": "department", "addressed_to": "superior_department"}
SENT_DOWN = {"genre": "notice", "issued_by": "government", "addressed_to": "subordinates"}
LIMITING = {"market_activity": True, "policy_document": True, "competition_limits": frozenset({"flow"})}


@pytest.mark.parametrize(
    ("pack_id", "kind", "gate", "fact", "given", "so"),
    [
        ("national", "document", "competition_limits", "exception_12", SENT_DOWN, LIMITING),
        ("weidong", "document", "competition_limits", "exception_12", SENT_DOWN, LIMITING),
        ("shapingba", "agenda_item", "competition_limits", "exception_12", {}, LIMITING),
        ("shapingba", "document", "exception_12", "exception_term", SENT_DOWN, LIMITING | {"exception_12": True}),
        ("jinchuan", "document", "skips_level", "skip_approved", SENT_UP, {"skips_level": True}),
        ("weidong", "document", "skips_level", "skip_approved", SENT_UP, {"skips_level": True}),
        ("qianjiang", "agenda_item", "sets_up_body", "existing_body_suffices", {}, {"sets_up_body": True}),
        ("qianjiang", "document", "sets_up_body", "existing_body_suffices", SENT_DOWN, {"sets_up_body": True}),
    ],
)
def test_what_only_matters_after_a_yes_is_asked_after_it(pack_id, kind, gate, fact, given, so):
    """Whether a skipped level was approved: never beside whether one is skipped, and where none is not at all."""
    pages = asked(pack_id, kind, given)
    assert not any(fact in facts for facts in pages)
    assert gate == "exception_12" or any(gate in facts for facts in asked(pack_id, kind, given | without(so, gate)))
    pages = asked(pack_id, kind, given | so)
    at = [next(n for n, facts in enumerate(pages) if each in facts) for each in (gate, fact)]
    assert at[0] < at[1]


def without(answers, fact):
    return {name: value for name, value in answers.items() if name != fact}


@STEADY
@given(walks())
def test_a_page_asks_only_what_the_report_waits_for(walk):
    for page, report in walk.pages:
        waiting = {question.id for question in report.facts_asked()}
        assert set(page.facts) <= waiting
        groups = {walk.pack.vocabulary.facts[fact].group for fact in page.facts}
        flags = {fact for fact in waiting if walk.pack.vocabulary.facts[fact].type == "bool"}
        assert page.group in groups
        after = {
            fact for fact in flags - set(page.facts) if any(closes(walk.pack, report, fact, each) for each in waiting)
        }
        assert len(groups) == 1 or set(page.facts) == flags - after  # the last ones of several groups
        assert 1 <= len(page.facts) <= MOST_ON_A_PAGE
        assert page.multi == (walk.pack.vocabulary.facts[page.facts[0]].type == "bool")
        assert page.multi or len(page.facts) == 1


@STEADY
@given(walks(unsure=True))
def test_nothing_is_asked_twice_even_what_could_not_be_answered(walk):
    asked = [fact for page, _report in walk.pages for fact in page.facts]
    assert len(asked) == len(set(asked))
    assert {question.id for question in walk.report.facts_asked()} <= walk.unsure


@STEADY
@given(walks(), st.data())
def test_once_nothing_is_asked_no_answer_changes_what_is_demanded(walk, data):
    before, domain = demands(walk.report), answers_of(walk.pack.id, walk.case.kind)
    left = {name: values for name, values in domain.items() if name not in walk.case.facts}
    for name, values in left.items():
        for value in values[:6]:
            assert demands(walk.with_facts({name: value})) == before, (name, value)
    for _round in range(5):  # and all of them together
        others = {name: data.draw(st.sampled_from(values)) for name, values in left.items()}
        assert demands(walk.with_facts(others)) == before, others


@STEADY
@given(walks(unsure=True))
def test_each_answer_stands_once_in_its_group(walk):
    states = group_states(walk.case, walk.report, walk.pack)
    answered = [fact for state in states for fact in (*state.answered, *state.idle)]
    assert sorted(answered) == sorted(walk.case.facts)
    for state in states:
        members = (*state.open, *state.answered, *state.idle)
        again = [fact for page in group_pages(state.group, members, walk.pack) for fact in page.facts]
        assert sorted(again) == sorted(members)


def answers_needed(path):
    """How many pages an example takes from nothing to its last answer; what it leaves open is not clear."""
    example = load_case(path)
    return len(Walk(example.pack, example.kind).run(lambda fact: example.facts.get(fact, "unknown")).pages)


def test_few_answers_take_an_example_to_its_report():
    counts = [answers_needed(path) for path in EXAMPLES]
    assert median(counts) <= 10
    assert max(counts) <= 16


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_answering_as_an_example_gives_its_report(path):
    example = load_case(path)
    walk = Walk(example.pack, example.kind).run(lambda fact: example.facts.get(fact, "unknown"))
    full = walk.case._replace(facts=example.facts)
    assert demands(walk.report) == demands(check(full, walk.pack, CALENDAR, TODAY))


def test_facts_that_a_check_expects_must_be_answered_expressly():
    for pack_id in pack_ids():
        pack = load_pack(pack_id)
        expected = {clause.expect for clause in pack.clauses if clause.kind == "check"} & set(pack.vocabulary.facts)
        assert all(pack.vocabulary.facts[fact].expressly for fact in expected)
        assert pack.vocabulary.facts["lead_attends"].expressly


@pytest.mark.parametrize(
    "fact",
    [
        "concerns_whole",
        "substantive",
        "clear_opinion",
        "mayor_approved_meeting",
        "later_time_allowed",
        "new_content",
        "special_need",
    ],
)
def test_what_bars_an_item_of_jinchuan_when_denied_must_be_answered_expressly(fact):
    asked = load_pack("jinchuan").vocabulary.facts[fact]
    assert asked.expressly
    assert "不含" in asked.help


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({}, True),
        ({"in_force_from": "2026-11-22"}, True),
        ({"in_force_from": "2026-11-23"}, False),
        ({"in_force_until": "2026-11-22"}, True),
        ({"in_force_until": "2026-11-21"}, False),
        ({"modality": "may"}, False),
        ({"duty": "others"}, True),
    ],
    ids=["plain", "from_today", "from_tomorrow", "until_today", "until_yesterday", "may", "others"],
)
def test_dates_are_asked_for_deadlines_in_force_and_binding_alone(mini, change, asked):
    clauses = [each._replace(**change) if each.id == "mi-5-1" else each for each in mini.clauses]
    pack = mini._replace(clauses=tuple(clauses))
    item = Case("mini", "agenda_item", "示例", None, {"vital_interests": False}, {}, {})
    assert ("submitted" in dates_that_matter(item, pack, TODAY)) is asked


@pytest.mark.parametrize("seed", range(6))
def test_every_date_a_report_asks_for_matters_whatever_the_rules(tmp_path, seed):
    pack = load_pack(f"{RandomPack(seed).write(tmp_path)}/")
    days = [date(2026, 11, 10), date(2026, 12, 1)]
    for number, dates in enumerate([{}, dict.fromkeys(pack.vocabulary.dates, days[0]), {"meeting": days[1]}] * 2):
        item = Case("made_up", ("agenda_item", "document")[number % 2], "示例", None, {}, {}, dates)
        report = check(item, pack, CALENDAR, TODAY)
        asked = {question.id for question in report.questions if question.about == "date"}
        binding = [pack.clause(each.clause) for each in report.deadlines]
        counted = {name for each in binding if each.modality != "may" for name in (each.from_date, each.check_date)}
        assert asked | counted <= set(dates_that_matter(item, pack, TODAY))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_progress_is_the_sum_of_the_groups(path):
    case = load_case(path)
    pack = load_pack(case.pack)
    for facts in (case.facts, dict(list(case.facts.items())[::2]), {}):
        partly = case._replace(facts=facts)
        report = check(partly, pack, CALENDAR, TODAY)
        states = group_states(partly, report, pack)
        answered = sum(len(state.answered) for state in states)
        assert progress(partly, report) == (answered, answered + sum(len(state.open) for state in states))


@pytest.mark.parametrize(
    ("facts", "dates", "certain", "perhaps"),
    [
        ({"meeting": "standing"}, {}, {"meeting", "submitted"}, {"legality_requested"}),
        (
            {"meeting": "standing", "major_decision": False, "normative_document": False},
            {},
            {"meeting", "submitted"},
            (),
        ),
        ({"meeting": "mayor_office", "major_decision": False, "normative_document": False}, {}, set(), ()),
        ({"meeting": "standing"}, {"consulted": TODAY}, {"meeting"}, {"consulted", "consultation_replied"}),
        ({"meeting": "standing"}, {"meeting": TODAY}, {"meeting"}, {"hearing_held"}),
    ],
    ids=["open", "denied", "none", "suggested", "not_suggested"],
)
def test_dates_that_only_may_matter_come_after_those_that_do(facts, dates, certain, perhaps):
    pack = load_pack("qianjiang")
    uses = dates_that_matter(Case("qianjiang", "agenda_item", "示例", None, facts, {}, dates), pack, TODAY)
    assert certain <= {name for name, use in uses.items() if use.certain} <= {"meeting", "submitted"}
    assert set(perhaps) <= {name for name, use in uses.items() if not use.certain}
    assert [use.certain for use in uses.values()] == sorted((use.certain for use in uses.values()), reverse=True)
    assert "minutes_issued" not in uses
    if facts.get("major_decision") is False:
        assert set(uses) == certain


def test_the_meeting_day_suggests_no_duty_of_later_that_only_may_apply():
    pack = load_pack("jinchuan")
    uses = dates_that_matter(Case("jinchuan", "agenda_item", "示例", None, {}, {}, {"meeting": TODAY}), pack, TODAY)
    assert {name for name, use in uses.items() if use.certain} == {"meeting", "submitted", "minutes_issued"}
    assert uses.keys().isdisjoint({"decision_handled", "reported_up", "circulated", "document_issued"})
