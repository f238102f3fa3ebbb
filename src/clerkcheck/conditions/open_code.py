"""What a condition that is unknown waits for: the facts that keep it so, as bits, and Python source for them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from clerkcheck.conditions.leaf_code import LeafCode
from clerkcheck.conditions.syntax import And, Compare, Condition, Is, Not, OneOf, Or, leaves, parts
from clerkcheck.conditions.values import FactType


def one_leaf_a_choice(condition: Condition, types: Mapping[str, FactType], *, negated: bool = False) -> Condition:
    """Return the condition, or its opposite, with negations at the leaves and one leaf a choice in each connective.

    ``genre != minutes and genre in [request, opinion]`` says the same as its second part; so read no fact stands twice.
    """
    if isinstance(condition, Not):
        return one_leaf_a_choice(condition.part, types, negated=not negated)
    if not isinstance(condition, And | Or) or not parts(condition):
        return Not(condition) if negated else condition
    kind = And if isinstance(condition, And) is not negated else Or
    joined: list[Condition] = []
    for part in parts(condition):
        found = one_leaf_a_choice(part, types, negated=negated)
        joined += parts(found) if isinstance(found, kind) and parts(found) else [found]
    places: dict[str, list[int]] = {}  # of the leaves of each choice
    for place, part in enumerate(joined):
        leaf = part.part if isinstance(part, Not) else part
        if isinstance(leaf, OneOf) and not leaf.many:
            places.setdefault(leaf.fact, []).append(place)
    left: dict[int, Condition] = dict(enumerate(joined))
    for fact, found_at in places.items():
        among = _one_choice([joined[place] for place in found_at], types[fact].values, together=kind is And)
        if among is not None:
            left |= {found_at[0]: OneOf(fact, among, many=False)}
            left = {place: part for place, part in left.items() if place not in found_at[1:]}
    return kind(tuple(left.values()))


def _one_choice(said: Sequence[Condition], values: Sequence[str], *, together: bool) -> tuple[str, ...] | None:
    """The values by which leaves of one choice hold ``together``, or any of them; None for one leaf, or for no leaf's.

    No leaf says that a fact may be anything, or nothing.
    """
    sets = [
        set(values).difference(part.part.values) if isinstance(part, Not) else set(part.values)  # type: ignore[union-attr]
        for part in said
    ]
    found = set.intersection(*sets) if together else set.union(*sets)
    if len(said) < 2 or not found or found.issuperset(values):
        return None
    return tuple(value for value in values if value in found)


class Parts(NamedTuple):
    """What the outermost connective of a condition joins, as it waits for facts.

    ``single``: the bits of the facts that stand in one leaf of it and nowhere else: while the condition is unknown it
    waits for those of them that are unknown. ``several``: the rest, what has facts in common as one condition.
    """

    single: int
    several: tuple[Condition, ...]


def parts_apart(condition: Condition, code: LeafCode) -> Parts:
    """Return the parts of a condition, to be asked of what :func:`one_leaf_a_choice` returns.

    No two of ``several`` have a fact in common, and none has one of ``single``: what each waits for it waits for by
    itself, and conditions that have the same part wait for the same by it.
    """
    kind = Or if isinstance(condition, Or) else And
    joined = list(parts(condition)) if isinstance(condition, And | Or) else [condition]
    groups: list[tuple[set[str], list[Condition]]] = []
    for part in joined:
        facts, members = {leaf.fact for leaf in leaves(part)}, [part]
        for group in [each for each in groups if not each[0].isdisjoint(facts)]:
            groups.remove(group)
            facts, members = facts | group[0], group[1] + members
        groups.append((facts, members))
    single, several = 0, []
    for _facts, members in groups:
        leaf = members[0].part if isinstance(members[0], Not) else members[0]
        if len(members) == 1 and isinstance(leaf, Is | Compare | OneOf):
            single |= code.bit(leaf)
        else:
            several.append(members[0] if len(members) == 1 else kind(tuple(members)))
    return Parts(single, tuple(several))


class OpenFacts:
    """Writes what gives the unknown facts that keep one condition unknown, as bits; 0 where it is known.

    A part of it is 0 where it is true, and -1 where it is false. So written a conjunction is the ``|`` of its parts:
    the false one takes all. A disjunction is the conjunction of the opposites, turned over. With ``by_leaf`` the bits
    are not of the facts but of the leaves, from left to right, each time that one stands there: they say all that is
    left of the condition, for what is known of it is settled.
    """

    def __init__(self, code: LeafCode, *, by_leaf: bool) -> None:
        self.code = code
        self.by_leaf = by_leaf
        self.written: list[str] = []
        self.leaves = 0

    def lines(self, condition: Condition) -> list[str]:
        """Return the lines of the function, its last the return."""
        found = self.bits(condition, negated=False)
        return [*self.written, f"  found = {found}", "  return found if found > 0 else 0"]

    def bits(self, condition: Condition, *, negated: bool) -> str:
        """An expression for a condition, or for its opposite."""
        if isinstance(condition, Not):
            return self.bits(condition.part, negated=not negated)
        if not isinstance(condition, And | Or):
            return self._leaf(condition, negated=negated)
        opposite = isinstance(condition, Or)
        found = " | ".join([self.bits(part, negated=opposite) for part in parts(condition)]) or "0"
        name = f"t{len(self.written)}"
        self.written.append(f"  {name} = {found}")
        turned = isinstance(condition, Or) is not negated
        return f"({name} if {name} > 0 else ~{name})" if turned else name

    def _leaf(self, leaf: Condition, *, negated: bool) -> str:
        assert isinstance(leaf, Is | Compare | OneOf)
        bit = 1 << self.leaves if self.by_leaf else self.code.bit(leaf)
        self.leaves += 1
        holds = self.code.holds(leaf, wanted=not negated)
        return f"({bit} if {self.code.name(leaf)} is None else 0 if {holds} else -1)"
