"""The tree of a condition: what ``meeting == standing and (amount_wan >= 500 or not in_annual_plan)`` parses to.

Every node is hashable and compares by value.
"""

from collections.abc import Iterator
from typing import NamedTuple

OPERATORS = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}  # each with its negation


class Is(NamedTuple):
    """A yes/no fact, by itself."""

    fact: str


class Compare(NamedTuple):
    """A number fact against a constant."""

    fact: str
    operator: str
    number: float


class OneOf(NamedTuple):
    """A choice fact is among ``values``; with ``many``, any of the chosen values of a choices fact is."""

    fact: str
    values: tuple[str, ...]
    many: bool


class Not(NamedTuple):
    """Negation."""

    part: "Condition"


class And(NamedTuple):
    """All of the parts; of none, it is true."""

    all: tuple["Condition", ...]


class Or(NamedTuple):
    """Any of the parts (two or more)."""

    any: tuple["Condition", ...]


class Term(NamedTuple):
    """A condition that the pack gave a name (``terms:``)."""

    name: str
    body: "Condition"


Leaf = Is | Compare | OneOf
Condition = Is | Compare | OneOf | Not | And | Or | Term


ALWAYS = And(())


def parts(condition: Condition) -> tuple[Condition, ...]:
    """Return the direct parts of a condition; a leaf has none."""
    if isinstance(condition, And):
        return condition.all
    if isinstance(condition, Or):
        return condition.any
    if isinstance(condition, Not):
        return (condition.part,)
    if isinstance(condition, Term):
        return (condition.body,)
    return ()


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield the leaves from left to right, those inside terms too; one that stands twice comes twice."""
    if isinstance(condition, Is | Compare | OneOf):
        yield condition
    for part in parts(condition):
        yield from leaves(part)


def facts_read(condition: Condition) -> tuple[str, ...]:
    """Return the ids of the facts a condition reads, each once, in the order of first appearance."""
    return tuple(dict.fromkeys(leaf.fact for leaf in leaves(condition)))


def terms_used(condition: Condition) -> tuple[str, ...]:
    """Return the names of the terms a condition names, directly or through another term."""
    names = [condition.name] if isinstance(condition, Term) else []
    for part in parts(condition):
        names.extend(terms_used(part))
    return tuple(dict.fromkeys(names))
