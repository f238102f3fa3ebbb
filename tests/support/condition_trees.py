"""Random conditions over six facts of every type, and random answers to them: shared by the tests of what values them."""

import itertools

from hypothesis import strategies as st

from clerkcheck.conditions.domains import representatives
from clerkcheck.conditions.logic import evaluate
from clerkcheck.conditions.syntax import And, Compare, Is, Not, OneOf, Or, facts_read, leaves
from clerkcheck.conditions.values import FactType

TYPES = {
    "a": FactType("bool"),
    "b": FactType("bool"),
    "c": FactType("bool"),
    "m": FactType("choice", ("x", "y", "z")),
    "s": FactType("choices", ("p", "q", "r", "none")),
    "n": FactType("number"),
}


def values(fact):
    return {
        "bool": [True, False],
        "choice": ["x", "y", "z"],
        "choices": [frozenset({"none"}), *(frozenset(c) for k in (1, 2, 3) for c in itertools.combinations("pqr", k))],
        "number": [4, 5, 6.5, 10, 11],
    }[TYPES[fact].name]


leaf = st.one_of(
    st.sampled_from("abc").map(Is),
    st.builds(Compare, st.just("n"), st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), st.sampled_from([5, 10])),
    st.lists(st.sampled_from("xyz"), min_size=1, max_size=2, unique=True).map(lambda v: OneOf("m", tuple(v), False)),
    st.lists(st.sampled_from(["p", "q", "none"]), min_size=1, max_size=2, unique=True).map(
        lambda v: OneOf("s", tuple(v), True)
    ),
)
conditions = st.recursive(
    leaf,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda p: And(tuple(p))),
        st.lists(inner, min_size=2, max_size=3).map(lambda p: Or(tuple(p))),
    ),
    max_leaves=7,
)
facts = st.fixed_dictionaries({}, optional={f: st.sampled_from(values(f)) for f in TYPES})


def can_matter(tree, known, fact):
    """By brute force: some answers to some of the other unknown facts let this one's answer change the value."""
    others = [f for f in facts_read(tree) if f not in known and f != fact]
    reps = {f: representatives([each for each in leaves(tree) if each.fact == f], TYPES[f]) for f in [*others, fact]}
    for answers in itertools.product(*([None, *reps[f]] for f in others)):
        given_answers = {**known, **{f: a for f, a in zip(others, answers, strict=True) if a is not None}}
        before = evaluate(tree, given_answers)
        if any(evaluate(tree, {**given_answers, fact: v}) is not before for v in reps[fact]):
            return True
    return False
