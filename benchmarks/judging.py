"""How fast one loaded pack judges cases in memory, against JSONLogic in Rust (PyPI: datalogic-py).

We give full reports: `check()` on random cases with a quarter of the facts, papers and dates unknown. The peer only
values the same conditions: each is lowered to two expressions, one that holds when the condition is certainly true and
one when it is certainly false, and all of a kind of case stand in one list, valued in one native call. The peer's
answers and ours are first compared with the reference evaluator on 300 cases. Every round has cases of its own, because
our program remembers dependencies it has worked out.
Run:  python benchmarks/judging.py [rounds=15] [cases=300] [--profile]
"""

import gc
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import datalogic_py

from clerkcheck import check, load_pack, national_calendar
from clerkcheck.cases.model import Case, Material
from clerkcheck.conditions.logic import evaluate, restrict
from clerkcheck.conditions.syntax import (
    ALWAYS,
    OPERATORS,
    And,
    Compare,
    Condition,
    Is,
    Leaf,
    Not,
    OneOf,
    Or,
    Term,
    leaves,
    parts,
)
from clerkcheck.literals import KINDS
from clerkcheck.packs.model import Fact, Pack

PACK = "qianjiang"
PEER = "datalogic-py, conditions"
AS_OF = date(2026, 11, 22)
UNKNOWN = 0.25
COMPARED = 300


def trees(pack: Pack, kind: str) -> list[Condition]:
    """Return the conditions of a kind's program, in its order, with ``kind`` worked into them."""
    whens: list[Condition] = []
    checks: list[Condition] = []
    for clause in pack.clauses:
        if clause.applies_to not in (kind, "both"):
            continue
        parsed = pack.trees.clauses[clause.id]
        when = restrict(parsed.when, {"kind": kind}) if parsed.when is not None else True
        if when is not False:
            whens.append(ALWAYS if when is True else when)
            checks += [parsed.check] if parsed.check is not None else []
    return whens + checks


# --- random cases


def random_cases(pack: Pack, number: int, seed: int = 7) -> list[Case]:
    """Return cases, agenda items and documents in turn."""
    dice = random.Random(seed)
    bounds: dict[str, list[float]] = {}
    for parsed in pack.trees.clauses.values():
        for condition in parsed:
            for leaf in leaves(condition) if condition is not None else ():
                if isinstance(leaf, Compare):
                    bounds.setdefault(leaf.fact, []).append(leaf.number)
    return [_random_case(pack, KINDS[turn % 2], bounds, dice) for turn in range(number)]


def _random_case(pack: Pack, kind: str, bounds: dict[str, list[float]], dice: random.Random) -> Case:
    words = pack.vocabulary

    def known() -> bool:
        return dice.random() >= UNKNOWN

    facts = {
        fact.id: _random_value(fact, bounds.get(fact.id, [0]), dice)
        for fact in words.facts.values()
        if fact.kind in (None, kind) and known()
    }
    materials = {name: Material(dice.choice(("done", "done", "missing"))) for name in words.materials if known()}
    dates = {name: date(2026, 10, 12) + timedelta(dice.randrange(90)) for name in words.dates if known()}
    return Case(pack.id, kind, "随机案件", None, facts, materials, dates)


def _random_value(fact: Fact, bounds: list[float], dice: random.Random) -> Any:
    if fact.type == "bool":
        return dice.random() < 0.5
    if fact.type == "choice":
        return dice.choice(tuple(fact.of))
    if fact.type == "choices":
        fewest = 0 if "none" in fact.of else 1
        chosen = dice.sample([value for value in fact.of if value != "none"], dice.choice((fewest, 1, 1, 2)))
        return frozenset(chosen or ["none"])
    return max(0, dice.choice(bounds) + dice.choice((-1, 0, 1)))


# --- the peer


def lowered(condition: Condition, wanted: bool, *, lean: bool) -> dict[str, Any]:
    """Return JSONLogic that is true exactly when ``condition`` is certainly ``wanted``.

    The usual form puts a known-test before every leaf; ``lean`` leaves out those that the leaf itself makes needless.
    """
    if isinstance(condition, Term):
        return lowered(condition.body, wanted, lean=lean)
    if isinstance(condition, Not):
        return lowered(condition.part, not wanted, lean=lean)
    if condition == ALWAYS:
        return {"===": [1, 1 if wanted else 0]}
    if isinstance(condition, And | Or):
        word = "and" if isinstance(condition, And) is wanted else "or"
        return {word: [lowered(part, wanted, lean=lean) for part in parts(condition)]}
    return _leaf(condition, wanted, lean=lean)


def _leaf(leaf: Leaf, wanted: bool, *, lean: bool) -> dict[str, Any]:
    value = {"var": leaf.fact}
    known = {"!==": [value, None]}
    if isinstance(leaf, Is):
        test: dict[str, Any] = {"===": [value, wanted]}
        return test if lean else {"and": [known, value if wanted else {"!": [value]}]}
    if isinstance(leaf, Compare):
        return {"and": [known, {leaf.operator if wanted else OPERATORS[leaf.operator]: [value, leaf.number]}]}
    among = _among(leaf, value)
    if not wanted:
        return {"and": [known, {"!": [among]}]}
    return among if lean else {"and": [known, among]}


def _among(leaf: OneOf, value: dict[str, str]) -> dict[str, Any]:
    if leaf.many:
        tests: list[dict[str, Any]] = [{"in": [each, value]} for each in leaf.values]
        return tests[0] if len(tests) == 1 else {"or": tests}
    return {"===": [value, leaf.values[0]]} if len(leaf.values) == 1 else {"in": [value, list(leaf.values)]}


def peer_facts(case: Case) -> dict[str, Any]:
    """Return a case's facts as JSON has them."""
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in case.facts.items()}


class Peer:
    """The lowered conditions of each kind of case in one rule."""

    def __init__(self, conditions: dict[str, list[Condition]], *, lean: bool = False) -> None:
        """Take the conditions by kind of case, and how they are lowered."""
        engine = datalogic_py.Engine()
        self.session = engine.session()
        self.rules = {}
        for kind, of_kind in conditions.items():
            rails = [lowered(each, wanted, lean=lean) for each in of_kind for wanted in (True, False)]
            self.rules[kind] = engine.compile(json.dumps(rails))

    def values(self, kind: str, facts: dict[str, Any]) -> list[bool]:
        """Return both rails of every condition, one after the other."""
        found: list[bool] = self.session.evaluate(self.rules[kind], facts)
        return found


# --- comparing and timing


def wrong_verdicts(
    pack: Pack, conditions: dict[str, list[Condition]], peer: Peer, cases: Iterable[Case]
) -> dict[str, int]:
    """Return how many values there were, and how many of the peer's and of ours differ from the reference."""
    counts = {"values": 0, "peer": 0, "ours": 0}
    for case in cases:
        right = [evaluate(condition, case.facts) for condition in conditions[case.kind]]
        rails = peer.values(case.kind, peer_facts(case))
        theirs = [True if yes else False if no else None for yes, no in zip(rails[::2], rails[1::2], strict=True)]
        program = pack.kinds[case.kind].program
        ours = program.values(program.row(case.facts))
        counts["values"] += len(right)
        counts["peer"] += sum(a is not b for a, b in zip(theirs, right, strict=True))
        counts["ours"] += sum(a is not b for a, b in zip(ours, right, strict=True))
    return counts


def microseconds(work: Callable[[Sequence[Any]], object], batch: Sequence[Any]) -> float:
    """Return the wall time of ``work`` on ``batch``, an entry of it."""
    start = time.perf_counter()
    work(batch)
    return (time.perf_counter() - start) / len(batch) * 1e6


def profile(cases: list[Case], pack: Pack) -> None:
    """Print which functions `check` spends its time in."""
    import cProfile
    import pstats

    calendar = national_calendar()
    profiler = cProfile.Profile()
    profiler.enable()
    for case in cases:
        check(case, pack, calendar, AS_OF)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(18)


def contestants(
    pack: Pack, peer: Peer, lean: Peer
) -> dict[str, tuple[Callable[[Case], Any], Callable[[Sequence[Any]], object]]]:
    """Return for each contestant how a case is made ready (not timed) and how a batch of those is judged (timed)."""
    calendar, session, rules = national_calendar(), peer.session, peer.rules
    lean_session, lean_rules = lean.session, lean.rules
    programs = {kind: pack.kinds[kind].program for kind in KINDS}

    def parsed(case: Case) -> tuple[str, Any]:
        return case.kind, datalogic_py.DataHandle(json.dumps(peer_facts(case)))

    return {
        PEER: (
            lambda case: (case.kind, peer_facts(case)),
            lambda batch: [session.evaluate(rules[kind], facts) for kind, facts in batch],
        ),
        "datalogic-py, lean conditions": (
            lambda case: (case.kind, peer_facts(case)),
            lambda batch: [lean_session.evaluate(lean_rules[kind], facts) for kind, facts in batch],
        ),
        "datalogic-py, parsed before": (
            parsed,
            lambda batch: [session.evaluate_data(rules[kind], data) for kind, data in batch],
        ),
        "clerkcheck, full reports": (
            lambda case: case,
            lambda batch: [check(case, pack, calendar, AS_OF) for case in batch],
        ),
        "clerkcheck, conditions": (
            lambda case: (programs[case.kind], case.facts),
            lambda batch: [program.values(program.row(facts)) for program, facts in batch],
        ),
    }


def compete(pack: Pack, peer: Peer, lean: Peer, number: int, rounds: int) -> dict[str, list[float]]:
    """Return the microseconds a case of each contestant, round by round, after one round that does not count."""
    contest = contestants(pack, peer, lean)
    times: dict[str, list[float]] = {name: [] for name in contest}
    for turn in range(rounds + 1):
        cases = random_cases(pack, number, seed=100 + turn)
        batches = {name: [ready(case) for case in cases] for name, (ready, _) in contest.items()}
        gc.collect()
        gc.freeze()  # the test data must not be scanned again inside somebody's timing
        for name, (_, work) in contest.items():
            times[name].append(microseconds(work, batches[name]))
        gc.unfreeze()
    return {name: spent[1:] for name, spent in times.items()}


def main() -> None:
    """Compare the answers, then print medians and ratios."""
    numbers = [int(each) for each in sys.argv[1:] if each.isdigit()]
    rounds, number = (numbers + [15, 300][len(numbers) :])[:2]
    pack = load_pack(PACK)
    if "--profile" in sys.argv:
        profile(random_cases(pack, number), pack)
        return
    conditions = {kind: trees(pack, kind) for kind in KINDS}
    peer = Peer(conditions)
    counts = wrong_verdicts(pack, conditions, peer, random_cases(pack, COMPARED, seed=11))
    print(
        f"{counts['values']} values of {COMPARED} cases: "
        f"wrong {counts['peer']} (datalogic-py), {counts['ours']} (clerkcheck)"
    )
    times = compete(pack, peer, Peer(conditions, lean=True), number, rounds)
    sizes = " + ".join(str(len(each)) for each in conditions.values())
    print(
        f"{sizes} conditions, {number} cases a round, medians of {rounds} rounds, {os.cpu_count()} cores, "
        f"Python {sys.version.split()[0]}, datalogic-py {datalogic_py.__version__}"
    )
    print(f"{'':30}{'us/case':>10}{'speed':>8}")
    for name, spent in times.items():
        speed = statistics.median(peer_time / own for peer_time, own in zip(times[PEER], spent, strict=True))
        print(f"{name:30}{statistics.median(spent):10.1f}{speed:8.2f}")


if __name__ == "__main__":
    main()
