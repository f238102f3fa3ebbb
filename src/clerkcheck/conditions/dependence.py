"""On which unknown facts a condition still depends, where a fact stands in several of its leaves.

There Kleene's logic alone names too many: of ``a or (a and b)`` it keeps b. What is exact is a search over the answers:
a fact matters if, after some answers to the others, its own answer makes an unknown value known. The search gives the
facts one answer after the other and keeps what is left of the condition, so that answers which leave the same are
followed once. It takes at most ``MOST_WORK`` steps; a fact it did not get to is named (asked too much, never too
little).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from clerkcheck.conditions.values import Truth

MOST_WORK = 50_000  # parts looked at for one condition, under a tenth of a second; the shipped packs need 7,000
MOST_FACTS = 64  # unknown facts of one condition that are searched at all (each is a level of recursion)

FALSE, TRUE, UNKNOWN = 0, 1, 2  # nodes that every table has
_UNANSWERED = -1  # the state of a fact that is left open

Shape = Any  # a leaf's number n, ~n for its negation, or (is_and, part, …): plain data, for the compiled program


class LeafTable(NamedTuple):
    """A condition over its different leaves, by their numbers.

    ``places``: the place in a row of the fact that each leaf reads. ``states``: for each such place, the ways in which
    its leaves can come out together (in the order of their numbers).
    """

    shape: Shape
    places: tuple[int, ...]
    states: Mapping[int, tuple[tuple[bool, ...], ...]]


class OutOfWork(Exception):
    """The search took as many steps as it may."""


def still_matter(table: LeafTable, known: Sequence[Truth], places: Iterable[int]) -> int:
    """Return the bits of those of ``places`` (unknown facts) that can still change the condition.

    ``known``: how each leaf comes out for the case, None where its fact is unknown.
    """
    search = _Remainder(table, known)
    found = 0
    if search.facts[search.root].bit_count() > MOST_FACTS:
        search.work = MOST_WORK
    for place in places:
        try:
            matters = search.matters(place)
        except OutOfWork:
            matters = True
        found |= matters << place
    return found


class _Remainder:
    """What is left of one condition after more and more answers, as numbered nodes without repetition."""

    def __init__(self, table: LeafTable, known: Sequence[Truth]) -> None:
        self.table, self.work = table, 0
        self.nodes: list[Shape] = [False, True, None]
        self.facts: list[int] = [0, 0, 0]  # bits of the facts that each node still reads
        self.numbers: dict[Shape, int] = {}
        self.order = {leaf: index for indexes in _by_place(table).values() for index, leaf in enumerate(indexes)}
        self.left: dict[tuple[int, int, int], int] = {}
        self.tried: dict[tuple[int, int], bool] = {}
        self.root = self._planted(table.shape, known)

    def matters(self, place: int) -> bool:
        """Whether some answers to other facts let this one's answer settle the value; raises OutOfWork."""
        open_still = self._after(self.root, place, _UNANSWERED)
        return any(
            self._settles(open_still, self._after(self.root, place, state))
            for state in range(len(self.table.states[place]))
        )

    def _settles(self, without: int, answered: int) -> bool:
        """Whether some answers leave ``without`` unknown and settle ``answered`` (the same, with one answer more)."""
        if without in (FALSE, TRUE) or answered in (without, UNKNOWN):
            return False
        if answered in (FALSE, TRUE):
            return True  # nothing more need be answered: what is left without the answer is unknown
        pair = without, answered
        if pair not in self.tried:
            bit = self.facts[answered] & -self.facts[answered]
            place = bit.bit_length() - 1
            self.tried[pair] = any(
                self._settles(self._after(without, place, state), self._after(answered, place, state))
                for state in range(_UNANSWERED, len(self.table.states[place]))
            )
        return self.tried[pair]

    def _after(self, node: int, place: int, state: int) -> int:
        """What is left of a node once the fact has its answer (or is left open for good)."""
        if not self.facts[node] >> place & 1:
            return node
        key = node, place, state
        if key not in self.left:
            self._spend(1)
            shape = self.nodes[node]
            if isinstance(shape, int):
                self.left[key] = self._answer(shape, place, state)
            else:
                parts = [self._after(part, place, state) for part in shape[1:]]
                self.left[key] = self._joined(shape[0], parts)
        return self.left[key]

    def _answer(self, literal: int, place: int, state: int) -> int:
        if state == _UNANSWERED:
            return UNKNOWN
        leaf = literal if literal >= 0 else ~literal
        return int(self.table.states[place][state][self.order[leaf]] is (literal >= 0))

    def _planted(self, shape: Shape, known: Sequence[Truth]) -> int:
        """The node of what the case leaves of a shape."""
        if not isinstance(shape, int):
            return self._joined(shape[0], [self._planted(part, known) for part in shape[1:]])
        leaf = shape if shape >= 0 else ~shape
        truth = known[leaf]
        if truth is None:
            return self._number(shape, 1 << self.table.places[leaf])
        return int(truth is (shape >= 0))

    def _joined(self, is_and: bool, parts: list[int]) -> int:
        """The node of all (or any) of the parts: what decides alone, and what is there twice, is worked in."""
        absorbing, neutral = (FALSE, TRUE) if is_and else (TRUE, FALSE)
        found: set[int] = set()
        for part in parts:
            if part == absorbing:
                return absorbing
            inner = self.nodes[part]
            if part != neutral:
                found.update(inner[1:] if isinstance(inner, tuple) and inner[0] is is_and else (part,))
        self._spend(len(found))
        if len(found) < 2:
            return found.pop() if found else neutral
        facts = 0
        for part in found:
            facts |= self.facts[part]
        return self._number((is_and, *sorted(found)), facts)

    def _number(self, shape: Shape, facts: int) -> int:
        if shape not in self.numbers:
            self.numbers[shape] = len(self.nodes)
            self.nodes.append(shape)
            self.facts.append(facts)
        return self.numbers[shape]

    def _spend(self, steps: int) -> None:
        self.work += steps
        if self.work > MOST_WORK:
            raise OutOfWork


def _by_place(table: LeafTable) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for leaf, place in enumerate(table.places):
        found.setdefault(place, []).append(leaf)
    return found
