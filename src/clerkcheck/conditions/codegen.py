"""Conditions to a compiled program (bytes that :class:`clerkcheck.conditions.program.Program` loads)."""

import marshal
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from clerkcheck.conditions.carried_code import KeptFalse, carriers, refusable
from clerkcheck.conditions.dependence import Shape
from clerkcheck.conditions.domains import representatives, signatures
from clerkcheck.conditions.judge_code import JudgeCode, Values
from clerkcheck.conditions.leaf_code import LeafCode
from clerkcheck.conditions.open_code import OpenFacts, one_leaf_a_choice, parts_apart
from clerkcheck.conditions.syntax import (
    And,
    Compare,
    Condition,
    Is,
    Leaf,
    Not,
    OneOf,
    Or,
    facts_read,
    leaves,
    parts,
    without_terms,
)
from clerkcheck.conditions.values import FactType, FactValue


def compile_conditions(
    conditions: Sequence[Condition], types: Mapping[str, FactType], guarding: Container[int] | None = None
) -> bytes:
    """Return the compiled program of ``conditions``; ``types`` gives the type of every fact they read.

    Only of the conditions at the places ``guarding`` it is looked which "no"s keep them false; None for all.
    """
    facts = tuple(dict.fromkeys(fact for condition in conditions for fact in facts_read(condition)))
    numbers = {condition: number for number, condition in enumerate(dict.fromkeys(conditions))}
    order = tuple(numbers[condition] for condition in conditions)  # those that are alike are compiled once
    plain = [one_leaf_a_choice(without_terms(condition), types) for condition in numbers]
    index = {fact: number for number, fact in enumerate(facts)}
    code = LeafCode(index, types, "f{}")
    apart = [parts_apart(condition, code) for condition in plain]
    # what is joined by "and" is settled by a part that is false, what is joined by "or" by one that is true
    settled = [isinstance(condition, Or) for condition in plain]
    several = list(dict.fromkeys((part, by) for each, by in zip(apart, settled, strict=True) for part in each.several))
    waits = tuple(
        (each.single, tuple(several.index((part, by)) for part in each.several))
        for each, by in zip(apart, settled, strict=True)
    )
    repeats = tuple((by, _repeats(part, types, index)) for part, by in several)
    guards = {order[place] for place in range(len(order)) if guarding is None or place in guarding}
    source = _module(code, order, tuple(numbers), plain, [part for part, _by in several], repeats, guards)
    bits = tuple(tuple(refusable(condition, code, wanted=wanted) for wanted in (False, True)) for condition in plain)
    return marshal.dumps((facts, compile(source, "<conditions>", "exec"), order, waits, repeats, bits))


def _repeats(
    condition: Condition, types: Mapping[str, FactType], index: Mapping[str, int]
) -> tuple[int, tuple[int, ...], tuple[Any, ...], dict[int, tuple[FactValue, ...]]] | None:
    """The bits of the facts that stand in several leaves, those of each leaf, the fields of a LeafTable, and answers.

    The leaves are from left to right, each as often as it stands there. None where every fact stands in one leaf, and
    where one of the facts has too many selections to list. The answers are one of each kind that its leaves tell apart,
    by the bit of the fact; none where some leaf cannot come out either way.
    """
    counts = Counter(leaf.fact for leaf in leaves(condition))
    repeated = sum(1 << index[fact] for fact, count in counts.items() if count > 1)
    different = {leaf: number for number, leaf in enumerate(dict.fromkeys(leaves(condition)))}
    if not repeated:
        return None
    states: dict[int, tuple[tuple[bool, ...], ...]] = {}
    for fact in counts:
        possible = signatures([leaf for leaf in different if leaf.fact == fact], types[fact])
        if possible is None:
            return None
        states[index[fact]] = possible
    fields = _shape(condition, different), tuple(index[leaf.fact] for leaf in different), states
    answers = {
        1 << index[fact]: representatives([leaf for leaf in different if leaf.fact == fact], types[fact])
        for fact, count in counts.items()
        if count > 1
    }
    one_way = any(len(set(outcomes)) < 2 for found in states.values() for outcomes in zip(*found, strict=True))
    bits = tuple([1 << index[leaf.fact] for leaf in leaves(condition)])
    return repeated, bits, fields, {} if one_way else answers


def _shape(condition: Condition, numbers: Mapping[Leaf, int], *, negated: bool = False) -> Shape:
    """The condition over the numbers of its leaves, negations down at the leaves (De Morgan)."""
    if isinstance(condition, Not):
        return _shape(condition.part, numbers, negated=not negated)
    if isinstance(condition, And | Or):
        is_and = isinstance(condition, And) is not negated
        return (is_and, *(_shape(part, numbers, negated=negated) for part in parts(condition)))
    assert isinstance(condition, Is | Compare | OneOf)
    return ~numbers[condition] if negated else numbers[condition]


def _module(
    code: LeafCode,
    order: Sequence[int],
    conditions: Sequence[Condition],
    plain: Sequence[Condition],
    several: Sequence[Condition],
    repeats: Sequence[tuple[bool, object]],
    guards: Iterable[int],
) -> str:
    """Python for ``judge`` and ``kept_false``, and for each condition, and each of the parts ``several``, some more."""
    head = ", ".join(code.form.format(place) for place in range(len(code.index)))
    lines = [f"def judge({head}):", *JudgeCode(code, order).lines(conditions)]
    lines += [f"def kept_false({head}):", *KeptFalse(code).lines({each: conditions[each] for each in sorted(guards)})]
    of_row = LeafCode(code.index, code.types, "f[{}]")
    for number, condition in enumerate(plain):
        if refusable(condition, code, wanted=True):
            lines += [f"def c{number}(f):", f"  return {carriers(condition, of_row, wanted=True)}"]
    for number, part in enumerate(several):
        lines += [f"def m{number}(f):", *OpenFacts(of_row, by_leaf=bool(repeats[number][1])).lines(part)]
        if repeats[number][1]:
            known = [Values(of_row).value(leaf) for leaf in dict.fromkeys(leaves(part))]
            lines += [f"def k{number}(f):", f"  return ({' '.join(each + ',' for each in known)})"]
    return "\n".join(lines)
