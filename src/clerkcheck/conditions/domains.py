"""The values of a fact that a set of leaves can tell apart: one representative of each class."""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from typing import assert_never

from clerkcheck.conditions.logic import holds
from clerkcheck.conditions.syntax import Compare, Leaf
from clerkcheck.conditions.values import FactType, FactValue

_MOST_KINDS = 8


def representatives(leaves: Iterable[Leaf], fact: FactType) -> tuple[FactValue, ...]:
    """Return one value of ``fact`` for each way in which ``leaves`` (all about this fact) can come out together.

    For ``amount_wan >= 500``: a value below, at and above 500 (the last two agree, so one of them is kept).
    """
    about = list(dict.fromkeys(leaves))
    found: dict[tuple[bool, ...], FactValue] = {}
    for value in _candidates(about, fact):
        found.setdefault(tuple(holds(leaf, value) for leaf in about), value)
    return tuple(found.values())


def signatures(leaves: Iterable[Leaf], fact: FactType) -> tuple[tuple[bool, ...], ...] | None:
    """Return the ways in which ``leaves`` (all about this fact) can come out together; None for too many to list."""
    about = list(dict.fromkeys(leaves))
    if fact.name == "choices" and len(_told_apart(about, fact)) > _MOST_KINDS:
        return None
    return tuple(tuple(holds(leaf, value) for leaf in about) for value in representatives(about, fact))


def _candidates(leaves: Sequence[Leaf], fact: FactType) -> Iterable[FactValue]:
    match fact.name:
        case "bool":
            return (True, False)
        case "choice":
            return fact.values
        case "choices":
            return _selections(leaves, fact)
        case "number":
            return _numbers(leaves)
        case _:
            assert_never(fact.name)


def _numbers(leaves: Sequence[Leaf]) -> Iterable[FactValue]:
    """Every number that the leaves compare with, one between each two, and one on either side of all."""
    bounds = sorted({leaf.number for leaf in leaves if isinstance(leaf, Compare)})
    between = [(low + high) / 2 for low, high in pairwise(bounds)]
    return sorted({*bounds, *between, bounds[0] - 1, bounds[-1] + 1}) if bounds else (0,)


def _selections(leaves: Sequence[Leaf], fact: FactType) -> list[FactValue]:
    """Selections of a choices fact: `none` alone, and every union of values the leaves tell apart.

    Beyond a few kinds of values the unions are limited to one kind, two, and all: their number doubles with each kind.
    """
    kinds = _told_apart(leaves, fact)
    alone = [frozenset({"none"})] if "none" in fact.values else []
    if len(kinds) > _MOST_KINDS:
        pairs = [frozenset(pair) for pair in combinations(kinds.values(), 2)]
        return [*alone, *(frozenset({value}) for value in kinds.values()), *pairs, frozenset(kinds.values())]
    unions: dict[tuple[bool, ...], frozenset[str]] = {}
    for signature, value in kinds.items():
        for known, chosen in list(unions.items()):
            merged = tuple(a or b for a, b in zip(signature, known, strict=True))
            unions.setdefault(merged, chosen | {value})
        unions.setdefault(signature, frozenset({value}))
    return [*alone, *unions.values()]


def _told_apart(leaves: Sequence[Leaf], fact: FactType) -> dict[tuple[bool, ...], str]:
    """Return one value, `none` aside, of each kind that the leaves tell apart, by how they come out."""
    kinds: dict[tuple[bool, ...], str] = {}
    for value in fact.values:
        if value != "none":
            kinds.setdefault(tuple(holds(leaf, frozenset({value})) for leaf in leaves), value)
    return kinds
