"""Conditions that are too long, too deep, too large or too hard: refused at their place, or worked on within bounds."""

import inspect
import sys

import pytest
from hypothesis import given

from clerkcheck.conditions import dependence
from clerkcheck.conditions.codegen import compile_conditions
from clerkcheck.conditions.limits import DEEPEST, LONGEST, MOST_NESTED, MOST_PARTS
from clerkcheck.conditions.parsing import ConditionError, Scope, parse_condition
from clerkcheck.conditions.program import Program
from clerkcheck.conditions.syntax import And, Is, Not, Or, facts_read, leaves
from clerkcheck.conditions.values import FactType
from condition_trees import TYPES, can_matter, conditions, facts
from examples import examples

SCOPE = Scope(TYPES, {})
DEEP = "括号和 not 套得太深（最多 20 层）"
N = MOST_NESTED


def refused(text, scope=SCOPE):
    with pytest.raises(ConditionError) as caught:
        parse_condition(text, scope)
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(
    ("text", "column"),
    [
        pytest.param("not " * (N + 1) + "a", 4 * N + 1, id="nots"),
        pytest.param("not " * 900 + "a", 4 * N + 1, id="not900"),
        pytest.param("(" * (N + 1) + "a" + ")" * (N + 1), N + 1, id="brackets"),
        pytest.param("(" * 1999 + "a" + ")" * 1999, N + 1, id="brackets1999"),
        pytest.param("a and (" * 60 + "b" + ")" * 60, 7 * N + 7, id="and60"),
        pytest.param("not (a and " * 100 + "b" + ")" * 100, 11 * (N // 2) + 1, id="not_and"),
        pytest.param("n >= " + "-" * 3000 + "5", 6 + N, id="minus"),
        pytest.param("n >= " + "~" * 3000 + "5", 6 + N, id="tilde"),
        pytest.param("a" + ".a" * 1500, 2 + 2 * N, id="dots"),
        pytest.param("n >= 1" + ".real" * 700, 7 + 5 * N, id="number_dots"),
        pytest.param("a" + "[a" * 1500, 2 + 2 * N, id="square"),
        pytest.param("a" + "{a" * 1500, 2 + 2 * N, id="curly"),
        pytest.param("lambda:" * 500 + "a", 1 + 7 * 10, id="lambda"),
        pytest.param("a if a else " * 300 + "a", 3 + 12 * (N // 2), id="if_else"),
        pytest.param("a+" * 1900 + "a", 2 + 2 * N, id="plus"),
        pytest.param("a*" * 1900 + "a", 2 + 2 * N, id="times"),
        pytest.param("a and '" + "(" * 3000 + "'", None, id="quoted"),
        pytest.param('f"{' * 100, None, id="f_string"),
    ],
)
def test_nesting_is_counted_before_python_parses(text, column):
    error = refused(text)
    if column is not None:
        assert error.message == DEEP
        assert (error.line, error.column) == (1, column)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        pytest.param("a and\r b == c", 1, 6, id="carriage_return"),
        pytest.param("\ra and (", 1, 1, id="at_the_start"),
        pytest.param("a or\nb\f", 2, 2, id="form_feed"),
        pytest.param("a\u200b", 1, 2, id="zero_width"),
        pytest.param("a\0", 1, 2, id="nul"),
    ],
)
def test_a_character_that_cannot_be_seen_is_refused_where_it_stands(text, line, column):
    error = refused(text)
    assert error.message == f"条件里有看不见的字符 U+{ord(text.split(chr(10))[line - 1][column - 1]):04X}"
    assert (error.line, error.column) == (line, column)


def test_what_python_only_warns_of_is_refused_without_its_warning(recwarn):
    refused("n >= 5if a else 6")
    assert not recwarn.list


def test_the_place_of_nesting_is_in_its_own_line():
    error = refused("a and\n(" + "(" * 30)
    assert (error.message, error.line, error.column) == (DEEP, 2, N + 1)


@pytest.mark.parametrize(
    "text",
    [
        "not " * N + "a",
        "(" * N + "a" + ")" * N,
        "not (" * (N // 2) + "a" + ")" * (N // 2),
        " or ".join(["(not a and (b or not c))"] * 20),
        " and ".join(["not a"] * 100),
        " and ".join(["n >= -5.5e3"] * 50),
        "a  # " + "(" * 100,
        "m not in [x, y] and " * 30 + "a",
    ],
)
def test_what_stays_within_the_limit_is_read(text):
    parse_condition(text, SCOPE)


def test_no_limit_of_the_interpreter_is_met():
    """The deepest and largest that is let through is parsed and compiled with little of Python's stack."""
    terms = {"t0": parse_condition("a and b", SCOPE)}
    for number in range(1, DEEPEST // 3):
        text = f"c or not t{number - 1}" if number % 2 else f"a and not t{number - 1}"
        terms[f"t{number}"] = parse_condition(text, Scope(TYPES, terms))
    tree = terms[f"t{DEEPEST // 3 - 1}"]
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 400)
    try:
        program = Program(compile_conditions([tree], TYPES))
        assert set(program.depends_on(0, program.row({}))) <= {"a", "b", "c"}
    finally:
        sys.setrecursionlimit(before)


def test_length():
    assert "条件太长" in refused("a and " * (LONGEST // 6) + "a  and b").message


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1" + "0" * 15, "9" * 3000, "1e308", "-1e16"])
def test_numbers_beyond_reason_are_refused_where_they_stand(number):
    error = refused(f"a and n >= {number}")
    assert (error.message, error.column) == ("数字大得不合理", 12)


@pytest.mark.parametrize("number", ["inf", "nan", "-inf", "Infinity", "1j", "True", "None", "0x"])
def test_what_is_no_number_is_refused(number):
    assert refused(f"a and n >= {number}").column >= 7


def test_terms_that_double_are_refused_when_they_come_to_too_much():
    terms = {"t0": parse_condition("a or b", SCOPE)}
    with pytest.raises(ConditionError, match=f"太大（最多 {MOST_PARTS} 项") as caught:
        for number in range(1, 40):
            terms[f"t{number}"] = parse_condition(f"t{number - 1} and not t{number - 1}", Scope(TYPES, terms))
    assert len(terms) < 9
    assert caught.value.remedy


def test_terms_that_go_deep_are_refused():
    terms = {"t0": Is("a")}
    with pytest.raises(ConditionError, match=f"{DEEPEST} 层"):
        for number in range(1, 900):
            terms[f"t{number}"] = parse_condition(f"not t{number - 1}", Scope(TYPES, terms))
    assert len(terms) == DEEPEST // 2


def ring(size, *, last):
    """Each fact differs from the next somewhere round the ring; ``last`` matters to nobody, or to all."""
    differ = Or(tuple(And((Is(f"f{n}"), Not(Is(f"f{(n + 1) % size}")))) for n in range(size)))
    return Or((differ, And((differ if last == "idle" else Not(differ), Is("last")))))


def ring_program(size, *, last):
    names = [f"f{number}" for number in range(size)]
    program = Program(
        compile_conditions([ring(size, last=last)], {name: FactType("bool") for name in (*names, "last")})
    )
    return program, names


@pytest.mark.parametrize("size", [3, 12, 20])
def test_a_ring_of_facts_is_searched_exactly(size):
    program, names = ring_program(size, last="idle")
    assert program.depends_on(0, program.row({})) == tuple(names)
    program, names = ring_program(size, last="counts")
    assert program.depends_on(0, program.row({})) == (*names, "last")


def test_where_the_search_is_cut_short_the_facts_are_asked(monkeypatch):
    program, names = ring_program(60, last="idle")
    assert program.depends_on(0, program.row({})) == (*names, "last")
    monkeypatch.setattr(dependence, "MOST_FACTS", 3)
    program, names = ring_program(12, last="idle")
    assert program.depends_on(0, program.row({})) == (*names, "last")


@examples(30)
@given(conditions, facts)
def test_a_search_cut_short_asks_too_much_never_too_little(tree, known):
    program = Program(compile_conditions([tree], TYPES))
    asked = _asked_with(program, known, most_work=20)
    right = {fact for fact in facts_read(tree) if fact not in known and can_matter(tree, known, fact)}
    assert right <= asked <= {leaf.fact for leaf in leaves(tree)} - set(known)


def _asked_with(program, known, *, most_work):
    before, dependence.MOST_WORK = dependence.MOST_WORK, most_work
    try:
        return set(program.depends_on(0, program.row(known)))
    finally:
        dependence.MOST_WORK = before
