"""The search behind `pack lint`, held against every case there is of a small vocabulary."""

import random
from itertools import combinations, product

import pytest

from clerkcheck.conditions.logic import evaluate
from clerkcheck.conditions.syntax import And, Compare, DateOrder, Is, Not, OneOf, Or, Term
from clerkcheck.literals import KINDS
from clerkcheck.packs import witness_search as search
from clerkcheck.packs.store import load_pack
from clerkcheck.packs.witness_search import Demand, SearchLimit, Space


def test_too_many_selections_to_list_are_not_listed():
    space = Space(load_pack("qianjiang").vocabulary, "agenda_item")
    values = [value for value in load_pack("qianjiang").vocabulary.facts["matter"].of if value != "none"]
    tests = [OneOf("matter", (value,), True) for value in values[: search.LEAVES + 1]]
    with pytest.raises(SearchLimit):
        space.find([Demand(Or(tuple(tests)), truth=True)])
    assert space.find([Demand(Or(tuple(tests[:2])), truth=True)]) is not None


def small_space(kind):
    facts = {
        "a": {"type": "bool"},
        "c": {"type": "choice", "of": dict.fromkeys("xyz", "值")},
        "m": {"type": "choices", "of": {"p": "甲", "q": "乙", "none": "无"}},
        "n": {"type": "number"},
        "o": {"type": "bool", "kind": "document"},
    }
    words = load_pack("qianjiang").vocabulary
    some = next(iter(words.facts.values()))
    empty = {"of": {}, "kind": None, "group": ""}
    return Space(words._replace(facts={i: some._replace(id=i, **empty | f) for i, f in facts.items()}), kind)


def every_case(kind):
    some = [frozenset(chosen) for size in (1, 2) for chosen in combinations("pq", size)]
    domains = {"a": (True, False), "c": "xyz", "m": [frozenset({"none"}), *some], "n": (2, 3, 4, 5, 6)}
    domains["o"] = (True, False) if kind == "document" else (None,)
    return [dict(zip(domains, values, strict=True)) | {"kind": kind} for values in product(*domains.values())]


LEAVES = [
    Is("a"),
    Is("o"),
    OneOf("c", ("x",), False),
    OneOf("c", ("y", "z"), False),
    OneOf("m", ("p",), True),
    OneOf("m", ("p", "q"), True),
    OneOf("m", ("none",), True),
    Compare("n", ">=", 5),
    Compare("n", "<", 3),
    Compare("n", "==", 5),
    OneOf("kind", ("document",), False),
]


def random_condition(chance, depth):
    shape = chance.random()
    if depth == 0 or shape < 0.3:
        return chance.choice(LEAVES)
    if shape < 0.55:
        inner = random_condition(chance, depth - 1)
        return Not(inner) if shape < 0.5 else Term("t", inner)
    parts = tuple(random_condition(chance, depth - 1) for _ in range(chance.choice((2, 3))))
    return chance.choice((And, Or))(parts)


def meets(demand, case):
    value = evaluate(demand.condition, case)
    return value is demand.truth if demand.certain else value is not (not demand.truth)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("one_choice", [False, True])
def test_the_search_finds_a_case_exactly_where_there_is_one(kind, one_choice):
    chance, space, cases = random.Random(3), small_space(kind), every_case(kind)
    allowed = [case for case in cases if not one_choice or len(case["m"]) == 1]
    found_any = 0
    for _ in range(300):
        demands = [
            Demand(random_condition(chance, 3), chance.random() < 0.5, chance.random() < 0.6)
            for _ in range(chance.choice((1, 2, 3)))
        ]
        there_is = any(all(meets(demand, case) for demand in demands) for case in allowed)
        example = space.find(demands, one_choice=one_choice)
        assert (example is not None) is there_is, demands
        if example is not None:  # whatever the facts it leaves out are
            assert all(meets(demand, chance.choice(cases) | example) for demand in demands), demands
            found_any += 1
    assert 50 < found_any < 300


def test_no_example_has_dates_that_cannot_be():
    space = Space(load_pack("qianjiang").vocabulary, "agenda_item")
    first, second, third = (
        DateOrder(f"dates.{one} - dates.{two}", "<", 0)
        for one, two in (("consulted", "submitted"), ("submitted", "meeting"), ("meeting", "consulted"))
    )
    assert space.find([Demand(And((first, second)), truth=True)]) is not None
    assert space.find([Demand(And((first, second, third)), truth=True)]) is None
    same = DateOrder(third.fact, "<=", 0)
    assert space.find([Demand(And((first, second, same)), truth=True)]) is None
    assert space.find([Demand(And((first, second, Or((third, Not(same))))), truth=True)]) is not None
