"""Random cases judged by all layers: each clause comes out as in its own layer, but for what is meant to give way."""

import random
from datetime import date, timedelta

import pytest

from clerkcheck import check, load_pack, national_calendar
from clerkcheck.cases.model import STATUSES, Case, Material
from clerkcheck.checking.report import OUTCOMES
from wide import wide

TODAY, CALENDAR = date(2026, 11, 28), national_calendar()
GOVERNMENTS = ["chongqing", "jinchuan", "qianjiang", "shapingba", "weidong"]
NUMBERS = [0, 1, 2, 30, 500, 3000]


def random_case(pack, national, dice):
    """A case of the pack with its layers; only answers that each layer by itself would take, too."""
    kind, dense = dice.choice(["agenda_item", "document"]), dice.choice([0.3, 0.7, 1])
    answers = {}
    for fact in pack.vocabulary.facts.values():
        if fact.kind in (None, kind) and dice.random() < dense:
            shared = national.vocabulary.facts.get(fact.id, fact).of
            values = [each for each in fact.of if each in shared and each != "internal_unit"] or NUMBERS
            answers[fact.id] = dice.random() < 0.4 if fact.type == "bool" else dice.choice(values)
            if fact.type == "choices":
                answers[fact.id] = frozenset({answers[fact.id]})
    papers = {each: Material(dice.choice(STATUSES)) for each in pack.vocabulary.materials if dice.random() < dense}
    days = {each: TODAY + timedelta(dice.randrange(-40, 40)) for each in pack.vocabulary.dates if dice.random() < 0.5}
    return Case(pack.id, kind, "事项", None, answers, papers, days)


def known_to(case, pack):
    """The case as far as a layer by itself knows its words."""
    words = pack.vocabulary
    parts = {"facts": words.facts, "materials": words.materials, "dates": words.dates}
    return case._replace(
        **{part: {k: v for k, v in getattr(case, part).items() if k in known} for part, known in parts.items()}
    )


def statuses(case, pack):
    report = check(known_to(case, pack), pack, CALENDAR, TODAY)
    found = {}
    for each in report.findings:
        found.setdefault(each.clause, []).append(each.status)
    return report, found


@pytest.mark.parametrize("name", wide(GOVERNMENTS, kept=["shapingba"]))
def test_each_clause_comes_out_as_in_its_own_layer(name):
    local, national, both = load_pack(name, layers=False), load_pack("national"), load_pack(name)
    given_way = {each for clause in local.clauses for each in clause.refines if national.clause(each).fallback}
    worked_in = set(local.same_as.values()) | set(local.decides)  # what one layer says is heard in the other
    for seed in range(60):
        case = random_case(both, national, random.Random(f"{name} {seed}"))
        together, found = statuses(case, both)
        for layer in (local, national):
            alone, expected = statuses(case, layer)
            for clause in layer.clauses:
                if clause.id in given_way:
                    assert clause.id not in found
                elif worked_in.isdisjoint({*clause.facts, *clause.papers}):
                    assert sorted(found.get(clause.id, [])) == sorted(expected.get(clause.id, [])), (seed, clause.id)
            if layer is local and not local.decides:
                assert OUTCOMES.index(together.outcome) <= OUTCOMES.index(alone.outcome), seed
