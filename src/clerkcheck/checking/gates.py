"""Which questions wait for another: what their answer is for is open only while that one, their gate, may be yes."""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from typing import NamedTuple
from weakref import WeakKeyDictionary

from clerkcheck.conditions.logic import restrict
from clerkcheck.conditions.syntax import facts_read
from clerkcheck.conditions.values import Facts, FactValue
from clerkcheck.packs.clause_conditions import ClauseConditions
from clerkcheck.packs.model import Fact, Pack, Vocabulary
from clerkcheck.packs.trees import Trees

_Pair = tuple[str, str]  # a gate and what waits for it


class _Read(NamedTuple):
    """What a clause says of questions: the pairs of which the first, denied, closes the second; what its scope reads.

    Its scope is its condition, by which it applies or not; what only the check reads is asked of a case it applies to.
    """

    closed: frozenset[_Pair]
    scope: frozenset[str]


_read: WeakKeyDictionary[Trees, dict[str, _Read]] = WeakKeyDictionary()


def waiting_for_gates(asked: Mapping[str, Iterable[str]], pack: Pack) -> set[str]:
    """Return those of the facts asked whose gate is among them.

    ``asked``: each fact with the clauses that wait for it. Once its gate is denied (no, 以上都不是) none of them reads
    the fact any more; and the fact makes sense after the gate alone: the vocabulary says that it is at odds with the
    denial, or only checks look at it and the gate is a yes/no question. Where each of two would close the other, the
    gate is the one by which the clauses apply or not; if both are that, or neither is, none waits for the other.
    """
    reads = {fact: [_reading(clause, pack) for clause in clauses] for fact, clauses in asked.items()}
    closed = {
        pair
        for fact, found in reads.items()
        for pair in reduce(frozenset.intersection, (each.closed for each in found))
        if pair[1] == fact and pair[0] in asked
    }
    at_odds = set(_at_odds(pack.vocabulary))
    found = set[str]()
    for gate, fact in closed:
        checked = not any(fact in each.scope for each in reads[fact])
        if (fact, gate) in closed and not (checked and all(gate in each.scope for each in reads[fact])):
            continue
        if (gate, fact) in at_odds or (checked and pack.vocabulary.facts[gate].type == "bool"):
            found.add(fact)
    return found


def _at_odds(words: Vocabulary) -> Iterator[_Pair]:
    """Yield each two facts of which the vocabulary says that the second is at odds with the denial of the first."""
    for answers, _why in words.at_odds:
        for (gate, *denial), (fact, is_, values) in (answers, answers[::-1]) if len(answers) == 2 else ():
            if denial in ([True, (False,)], [True, ("none",)]) and is_ and not {False, "none"} & {*values}:
                yield gate, fact


def _reading(clause: str, pack: Pack) -> _Read:
    """What a clause says of questions, remembered with the pack's conditions."""
    known = _read.setdefault(pack.trees, {})
    if clause not in known:
        known[clause] = _read_of(pack.trees.clauses[clause], pack.vocabulary.facts)
    return known[clause]


def _read_of(conditions: ClauseConditions, words: Mapping[str, Fact]) -> _Read:
    facts = [name for name in conditions.facts() if name in words]
    closed = set[_Pair]()
    for gate in facts:
        denial = _denial(words[gate])
        if denial is not None:
            left = _left(conditions, {gate: denial})
            closed.update((gate, fact) for fact in facts if fact not in left and fact != gate)
    return _Read(frozenset(closed), frozenset(facts_read(conditions.when) if conditions.when is not None else ()))


def _denial(fact: Fact) -> FactValue | None:
    """The answer that denies a fact; None where it has none."""
    if fact.type == "bool":
        return False
    if "none" not in fact.of:
        return None
    return frozenset({"none"}) if fact.type == "choices" else "none"


def _left(conditions: ClauseConditions, facts: Facts) -> set[str]:
    """The names that a clause still reads once these facts are known."""
    when, check = (True if each is None else restrict(each, facts) for each in conditions)
    if when is False or (conditions.check is not None and check is True):
        return set()
    return {name for each in (when, check) if not isinstance(each, bool) for name in facts_read(each)}
