"""The condition language: what it takes, what it refuses, and that its values are Kleene's."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.conditions.codegen import compile_conditions
from clerkcheck.conditions.domains import representatives
from clerkcheck.conditions.logic import evaluate, restrict
from clerkcheck.conditions.parsing import ConditionError, Scope, parse_condition
from clerkcheck.conditions.program import Program
from clerkcheck.conditions.syntax import And, Is, Not, OneOf, Or, Term, facts_read, leaves
from clerkcheck.conditions.values import FactType
from condition_trees import TYPES, can_matter, conditions, facts
from examples import examples

SCOPE = Scope(TYPES, {})


def program_of(*trees):
    return Program(compile_conditions(trees, TYPES))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a and b", {(1, 1): 1, (1, 0): 0, (1, None): None, (0, 0): 0, (0, None): 0, (None, None): None}),
        ("a or b", {(1, 1): 1, (1, 0): 1, (1, None): 1, (0, 0): 0, (0, None): None, (None, None): None}),
    ],
)
def test_truth_tables(text, expected):
    tree = parse_condition(text, SCOPE)
    for pair, value in expected.items():
        for one, two in (pair, pair[::-1]):
            known = {k: bool(v) for k, v in (("a", one), ("b", two)) if v is not None}
            assert evaluate(tree, known) is (None if value is None else bool(value))


def test_negation_of_unknown_is_unknown():
    assert evaluate(parse_condition("not a", SCOPE), {}) is None
    assert evaluate(parse_condition("not a", SCOPE), {"a": False}) is True


@examples(50)
@given(conditions, facts)
def test_a_known_value_holds_in_every_completion(tree, known):
    value = evaluate(tree, known)
    open_facts = [f for f in facts_read(tree) if f not in known]
    outcomes = {
        evaluate(tree, {**known, **dict(zip(open_facts, answers, strict=True))})
        for answers in itertools.product(
            *(list(representatives([each for each in leaves(tree) if each.fact == f], TYPES[f])) for f in open_facts)
        )
    }
    assert None not in outcomes
    if value is not None:
        assert outcomes == {value}
    elif len({leaf.fact for leaf in leaves(tree)}) == len(list(leaves(tree))):
        # every fact stands in one leaf only: there Kleene's logic is exact, unless a leaf can come out one way only
        one_way = any(len(representatives([each], TYPES[each.fact])) == 1 for each in leaves(tree))
        assert one_way or outcomes == {True, False}


@examples(50)
@given(st.lists(conditions, min_size=1, max_size=3), facts)
def test_the_compiled_program_agrees_with_the_tree(trees, known):
    program = program_of(*trees)
    assert program.values(program.row(known)) == tuple(evaluate(tree, known) for tree in trees)


@examples(50)
@given(conditions, facts, facts)
def test_restricting_by_some_facts_then_others_is_evaluating_by_both(tree, first, second):
    left = restrict(tree, first)
    both = evaluate(tree, {**second, **first})
    assert (left if isinstance(left, bool) else evaluate(left, {**second, **first})) is both


@examples(50)
@given(conditions, facts)
def test_it_depends_on_exactly_the_facts_that_can_still_matter(tree, known):
    program = program_of(tree)
    expected = tuple(f for f in facts_read(tree) if f not in known and can_matter(tree, known, f))
    assert program.depends_on(0, program.row(known)) == expected


def carrying(program, index, row):
    """The facts answered "no" of which each alone keeps a condition what it is."""
    if program.values(row)[index]:
        return program.names[program.carriers(index)(row)]
    return program.names[dict(program.kept_false(row)).get(program.number(index), 0)]


def answered_no(known):
    return {fact for fact, value in known.items() if value is False or value in ("none", frozenset({"none"}))}


@examples(50)
@given(st.lists(conditions, min_size=1, max_size=5), facts)
def test_a_no_carries_what_would_be_open_without_it(trees, known):
    """Of conditions alone and of those that hang on a part in common, which are looked at together."""
    together = [*trees, *(And((trees[0], each)) for each in trees), *(Not(Or((trees[0], each))) for each in trees)]
    program = program_of(*together)
    row = program.row(known)
    for index, tree in enumerate(together):
        if evaluate(tree, known) is not None:
            expected = {no for no in answered_no(known) if evaluate(tree, {**known, no: None}) is None}
            assert set(carrying(program, index, row)) == expected


@examples(20)
@given(st.lists(conditions, min_size=2, max_size=3), st.lists(facts, min_size=2, max_size=3))
def test_what_was_worked_out_before_changes_no_answer(trees, cases):
    """Of other cases, and of other conditions of the same form; the first stands there twice."""
    program = program_of(*trees, trees[0])
    for known in cases:
        row = program.row(known)
        for index, tree in enumerate([*trees, trees[0]]):
            alone = program_of(tree)
            fresh = alone.row(known)
            assert set(program.depends_on(index, row)) == set(alone.depends_on(0, fresh))
            value = evaluate(tree, known)
            if value is not None:
                assert set(carrying(program, index, row)) == set(carrying(alone, 0, fresh))


def test_the_same_left_of_other_facts_is_asked_of_those_facts():
    names = ("a", "b", "c")
    trees = [parse_condition(f"{x} and m == x or m == y and {y}", SCOPE) for x in names for y in names if x != y]
    program = program_of(*trees)
    asked = [set(program.depends_on(index, program.row({}))) for index in range(len(trees))]
    assert asked == [{x, "m", y} for x in names for y in names if x != y]


def test_a_fact_a_sibling_made_irrelevant_is_not_asked():
    program = program_of(parse_condition("a or (a and b)", SCOPE))
    assert program.depends_on(0, program.row({})) == ("a",)


def test_terms_are_named_in_the_tree_and_valued_once():
    term = parse_condition("a and n >= 5", SCOPE)
    tree = parse_condition("big and not m == x", Scope(TYPES, {"big": term}))
    assert tree == And((Term("big", term), Not(OneOf("m", ("x",), False))))
    program = program_of(tree, parse_condition("not big", Scope(TYPES, {"big": term})))
    assert program.values(program.row({"a": True, "n": 5, "m": "y"})) == (True, False)


def test_nodes_of_different_kinds_are_never_equal_and_never_hash_alike():
    a, b = Is("a"), Is("b")
    nodes = [a, And((a, b)), Or((a, b)), And((a,)), Or((a,)), Not(a), Term("a", a), OneOf("a", ("b",), False)]
    nodes += [Not(Not(a)), OneOf("a", ("b",), True), And(()), Or(())]
    for one, two in itertools.combinations(nodes, 2):
        assert one != two
        assert hash(one) != hash(two)
    assert And((a, b)) == And((Is("a"), Is("b")))
    assert hash(And((a, b))) == hash(And((Is("a"), Is("b"))))


def test_a_choices_fact_asks_whether_any_chosen_value_is_among_them():
    tree = parse_condition("s in [p, q] and s != r", SCOPE)
    assert evaluate(tree, {"s": frozenset({"q"})}) is True
    assert evaluate(tree, {"s": frozenset({"q", "r"})}) is False
    assert evaluate(tree, {"s": frozenset({"none"})}) is False
    assert evaluate(tree, {}) is None


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("a and meting == x", 7, "没有 meting 这个事实"),
        ("m == w", 6, "m 没有 w 这个值"),
        ("m > x", 1, "不能比大小"),
        ("a == b", 1, "是是否题"),
        ("n >= '5'", 6, "应当是一个数"),
        ("n", 1, "不是是否题"),
        ("a and __import__('os')", 7, "不能这样写"),
        ("a.b", 1, "不能这样写"),
        ("a if b else c", 1, "不能这样写"),
        ("1 < n < 3", 1, "不能连着比较"),
        ("m in []", 6, "方括号"),
        ("m in [x, x]", 6, "写了两次"),
        ("a and", 6, "写法有误"),
        ("a = b", 3, "写法有误"),
        ("n in [5]", 1, "不能用 in"),
        ("a and （b）", 7, "写法有误"),
    ],
)
def test_what_is_refused_says_where(text, column, said):
    with pytest.raises(ConditionError) as caught:
        parse_condition(text, SCOPE)
    assert said in caught.value.message
    assert (caught.value.line, caught.value.column) == (1, column)


def test_an_error_on_a_later_line_has_that_line():
    with pytest.raises(ConditionError) as caught:
        parse_condition("a and\n  (b or\n   m == q)", SCOPE)
    assert (caught.value.line, caught.value.column) == (3, 9)


def test_a_wrong_name_brings_the_nearest_right_one():
    scope = Scope({"amount_wan": FactType("number")}, {})
    with pytest.raises(ConditionError) as caught:
        parse_condition("amount_wen >= 3", scope)
    assert "amount_wan" in caught.value.remedy
