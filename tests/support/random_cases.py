"""Random cases of 黔江区, whatever the answers, and how they are judged: shared by the property tests of this folder."""

from datetime import date
from itertools import pairwise

from hypothesis import HealthCheck
from hypothesis import strategies as st

from clerkcheck import check, load_pack, national_calendar
from clerkcheck.cases.model import STATUSES, Case, Deviation, Material
from clerkcheck.conditions.domains import representatives
from clerkcheck.conditions.syntax import leaves
from examples import examples

PACK, CALENDAR = load_pack("qianjiang"), national_calendar()
DAYS = st.dates(date(2026, 1, 5), date(2027, 3, 31))
WORDS = PACK.vocabulary


def _answers():
    """For every fact a clause reads: one answer of each sort the clauses can tell apart."""
    found = {}
    for clause in PACK.clauses:
        for condition in PACK.trees.clauses[clause.id]:
            for leaf in leaves(condition) if condition is not None else ():
                found.setdefault(leaf.fact, []).append(leaf)
    del found["kind"]
    return {name: _of(WORDS.facts[name], about) for name, about in ({"meeting": []} | found).items()}


def _of(fact, about):
    if fact.type != "choices":
        return representatives(about, fact.condition_type)
    values = [value for value in fact.of if value != "none"]
    pairs = [frozenset(pair) for pair in pairwise(values)]
    return (frozenset({"none"}), *(frozenset({value}) for value in values), *pairs)


ANSWERS = _answers()
PAPERS = sorted({each for clause in PACK.clauses for each in clause.papers})
EVENTS = sorted({each for clause in PACK.clauses for each in clause.dates})
SOFT = [clause.id for clause in PACK.clauses if clause.modality == "normally"]


def usable(kind):
    return {name: values for name, values in ANSWERS.items() if WORDS.facts[name].kind in (None, kind)}


@st.composite
def cases(draw, *, most_unknown=None):
    kind = draw(st.sampled_from(["agenda_item", "document"]))
    domain = usable(kind)
    unknown = None if most_unknown is None else set(draw(st.permutations(sorted(domain)))[:most_unknown])
    facts = {}
    for name, values in domain.items():
        known = draw(st.booleans()) if unknown is None else name not in unknown
        if known:
            facts[name] = draw(st.sampled_from(values))
    papers = draw(st.dictionaries(st.sampled_from(PAPERS), st.sampled_from(STATUSES).map(Material)))
    dates = draw(st.dictionaries(st.sampled_from(EVENTS), DAYS))
    soft = draw(st.lists(st.sampled_from(SOFT), unique=True, max_size=2))
    until = draw(st.none() | DAYS)
    exceptions = tuple(Deviation(clause, "急需", "区长", until) for clause in soft)
    return Case("qianjiang", kind, "随机一件", None, facts, papers, dates, exceptions)


def judged(case, day=date(2026, 11, 22)):
    return check(case, PACK, CALENDAR, day)


LIGHT = examples(30, suppress_health_check=list(HealthCheck))
HEAVY = examples(20, suppress_health_check=list(HealthCheck))
