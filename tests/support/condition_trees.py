"""Random conditions over six facts of every type, two papers and two dates, and random answers to them.

They are shared by the tests of what values conditions.
"""

import itertools
from datetime import date

from hypothesis import strategies as st

from clerkcheck.cases.model import Material
from clerkcheck.conditions.domains import representatives
from clerkcheck.conditions.logic import evaluate
from clerkcheck.conditions.readings import with_readings
from clerkcheck.conditions.syntax import And, Compare, DateOrder, Is, Not, OneOf, Or, facts_read, leaves
from clerkcheck.conditions.values import FactType

TYPES = {
    "a": FactType("bool"),
    "b": FactType("bool"),
    "c": FactType("bool"),
    "m": FactType("choice", ("x", "y", "z")),
    "s": FactType("choices", ("p", "q", "r", "none")),
    "n": FactType("number"),
    "papers.one": FactType("bool"),
    "papers.one.channel": FactType("choices", ("p", "q", "r")),
    "papers.one.date - papers.two.date": FactType("number"),
    "papers.one.date - dates.met": FactType("number"),
    "dates.met - dates.sent": FactType("number"),
}


def values(fact):
    if " - " in fact:
        return [-3, 0, 1]
    if fact == "papers.one.channel":
        return [frozenset(c) for k in (1, 2) for c in itertools.combinations("pqr", k)]
    return {
        "bool": [True, False],
        "choice": ["x", "y", "z"],
        "choices": [frozenset({"none"}), *(frozenset(c) for k in (1, 2, 3) for c in itertools.combinations("pqr", k))],
        "number": [4, 5, 6.5, 10, 11],
    }[TYPES[fact].name]


leaf = st.one_of(
    st.sampled_from(["a", "b", "c", "papers.one"]).map(Is),
    st.builds(
        DateOrder,
        st.sampled_from([name for name in TYPES if " - " in name]),
        st.sampled_from(["<", "<=", ">", ">=", "==", "!="]),
        st.just(0),
        st.booleans(),
    ),
    st.lists(st.sampled_from("pq"), min_size=1, max_size=2, unique=True).map(
        lambda v: OneOf("papers.one.channel", tuple(v), True)
    ),
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
DAYS = st.sampled_from([None, date(2026, 11, 20), date(2026, 11, 23), date(2026, 12, 1)])
papers = st.fixed_dictionaries(
    {},
    optional={
        paper: st.builds(
            Material,
            st.sampled_from(["done", "done", "missing", "unknown"]),
            DAYS,
            channel=st.sampled_from([None, ("p",), ("q", "r"), ("r",)]),
        )
        for paper in ("one", "two")
    },
)
dates = st.fixed_dictionaries({}, optional={name: DAYS.filter(bool) for name in ("met", "sent")})
cases = st.tuples(
    st.fixed_dictionaries({}, optional={f: st.sampled_from(values(f)) for f in TYPES if "." not in f}), papers, dates
)


def read(case):
    """The answers of a case and the readings of its papers and dates, as evaluate takes them."""
    return with_readings(TYPES, *case)


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
