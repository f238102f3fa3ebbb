"""The tree of a condition: what ``meeting == standing and (amount_wan >= 500 or not in_annual_plan)`` parses to.

Every node is hashable and compares by value with nodes of its own kind only: ``And((a, b))`` is not ``Or((a, b))``,
which tuples of the same parts would be.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

OPERATORS = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}  # each with its negation
TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}  # and with the sides changed over


def _hash_with_kind(node: "Condition") -> int:
    """Return a hash of the node's kind and fields; a dataclass would leave the kind out."""
    return hash((type(node), *(getattr(node, field) for field in node.__slots__)))


@dataclass(frozen=True, slots=True)
class Is:
    """A yes/no fact, by itself."""

    fact: str

    __hash__ = _hash_with_kind


@dataclass(frozen=True, slots=True)
class Compare:
    """A number fact against a constant."""

    fact: str
    operator: str
    number: float

    __hash__ = _hash_with_kind


@dataclass(frozen=True, slots=True)
class DateOrder(Compare):
    """Which of two days comes first: the days between them against 0.

    ``fact`` names the days between, in one order for each two dates; ``turned``: they were written the other way round.
    """

    turned: bool = False

    def __hash__(self) -> int:
        """Return a hash of the kind and of all fields: the slots of the class are its own one alone."""
        return hash((type(self), self.fact, self.operator, self.number, self.turned))


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice fact is among ``values``; with ``many``, any of the chosen values of a choices fact is."""

    fact: str
    values: tuple[str, ...]
    many: bool

    __hash__ = _hash_with_kind


@dataclass(frozen=True, slots=True)
class Not:
    """``not part``: unknown where the part is."""

    part: "Condition"

    __hash__ = _hash_with_kind


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts; of none, it is true."""

    all: tuple["Condition", ...]

    __hash__ = _hash_with_kind


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the parts (two or more)."""

    any: tuple["Condition", ...]

    __hash__ = _hash_with_kind


@dataclass(frozen=True, slots=True)
class Term:
    """A condition that the pack gave a name (``terms:``)."""

    name: str
    body: "Condition"

    __hash__ = _hash_with_kind


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
    """Return what a condition reads, each once, in the order of first appearance: ids of facts, names of readings."""
    return tuple(dict.fromkeys(leaf.fact for leaf in leaves(condition)))


def terms_used(condition: Condition) -> tuple[str, ...]:
    """Return the names of the terms a condition names, directly or through another term."""
    names = [condition.name] if isinstance(condition, Term) else []
    for part in parts(condition):
        names.extend(terms_used(part))
    return tuple(dict.fromkeys(names))


def with_parts(condition: Condition, change: Callable[[Condition], Condition]) -> Condition:
    """Return a condition with each of its direct parts changed; a leaf has none and stays as it is."""
    if isinstance(condition, And):
        return And(tuple(map(change, condition.all)))
    if isinstance(condition, Or):
        return Or(tuple(map(change, condition.any)))
    if isinstance(condition, Not):
        return Not(change(condition.part))
    if isinstance(condition, Term):
        return Term(condition.name, change(condition.body))
    return condition


def without_terms(condition: Condition) -> Condition:
    """Return the tree with each term replaced by its body, so that equal parts are found equal whatever their names."""
    if isinstance(condition, Term):
        return without_terms(condition.body)
    return with_parts(condition, without_terms)
