"""On which unknown facts a condition still depends, where a fact stands in several of its leaves.

There Kleene's logic alone names too many: of ``a or (a and b)`` it keeps b. What is exact is a search over the answers:
a fact matters if, after some answers to the others, its own answer makes an unknown value known. The search answers
only the facts that stand in several leaves, one after the other, and keeps what is left of the condition, so that
answers which leave the same are followed once; once each other fact stands in one leaf, how the parts can come out
together tells the rest. It takes at most ``MOST_WORK`` steps; a fact it did not get to is named (asked too much, never
too little).
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from clerkcheck.conditions.values import Truth

MOST_WORK = 50_000  # parts looked at for one condition, under a tenth of a second; the shipped packs need 1,200
MOST_FACTS = 64  # unknown facts of one condition that are searched at all (each is a level of recursion)

FALSE, TRUE, UNKNOWN = 0, 1, 2  # nodes that every table has
_UNANSWERED = -1  # the state of a fact that is left open

Shape = Any  # a leaf's number n, ~n for its negation, or (is_and, part, …): plain data, for the compiled program
# What the answers of a case leave of a condition: its value, or a leaf as (number of its fact, how it comes out in each
# state of that fact), or (is_and, part, …). Equal for conditions of which the same is left.
Residue = Any


class LeafTable(NamedTuple):
    """A condition over its different leaves, by their numbers.

    ``places``: the place in a row of the fact that each leaf reads. ``states``: for each such place, the ways in which
    its leaves can come out together (in the order of their numbers).
    """

    shape: Shape
    places: tuple[int, ...]
    states: dict[int, tuple[tuple[bool, ...], ...]]


class OutOfWork(Exception):
    """The search took as many steps as it may."""


def open_leaves(table: LeafTable) -> dict[int, Residue]:
    """Return what stands in a residue for each leaf of a table that is open, by its number (n, or ~n negated)."""
    found: dict[int, Residue] = {}
    standing = [leaf if leaf >= 0 else ~leaf for leaf in _standing(table.shape)]
    for place, states in table.states.items():
        numbers = [number for number, each in enumerate(table.places) if each == place]
        once = sum(standing.count(number) for number in numbers) == 1
        for column, number in enumerate(numbers):
            ways = tuple([state[column] for state in states])
            against = tuple([not way for way in ways])
            if once:  # which state is which does not matter
                ways, against = tuple(sorted(set(ways))), tuple(sorted(set(against)))
            found[number], found[~number] = (place, ways), (place, against)
    return found


def _standing(shape: Shape) -> Iterator[int]:
    if isinstance(shape, int):
        yield shape
    else:
        for part in shape[1:]:
            yield from _standing(part)


def residue(shape: Shape, known: Sequence[Truth], leaves: dict[int, Residue], numbers: dict[int, int]) -> Residue:
    """Return what is left of a shape; ``known``: how each leaf comes out for the case, None where its fact is unknown.

    ``leaves`` are the table's :func:`open_leaves`. The facts are numbered as they come: ``numbers`` gets the number of
    each place, so that the same is left of conditions of one form, whatever their facts.
    """
    if isinstance(shape, int):
        truth = known[shape if shape >= 0 else ~shape]
        if truth is not None:
            return truth is (shape >= 0)
        place, ways = leaves[shape]
        return numbers.setdefault(place, len(numbers)), ways
    is_and = shape[0]
    found = [is_and]
    for part in shape[1:]:
        left = residue(part, known, leaves, numbers)
        if left is (not is_and):
            return left
        if left is not is_and:
            found.append(left)
    return tuple(found) if len(found) > 2 else found[-1]


def still_matter(left: Residue) -> tuple[int, ...]:
    """Return the numbers of the facts whose answers can still change what is ``left`` of a condition."""
    search = _Remainder(left)
    if len(search.states) > MOST_FACTS or search.is_plain():
        return tuple(search.states)
    found = []
    for fact in search.states:
        try:
            matters = search.settles(search.root, fact)
        except OutOfWork:
            matters = True
        if matters:
            found.append(fact)
    return tuple(found)


def value_of(left: Residue) -> bool:
    """Return the value of what is ``left`` of a condition if no fact matters to it: that of any answers."""
    if isinstance(left, bool):
        return left
    if not isinstance(left[0], bool):
        return bool(left[1][0])  # a leaf, in the first state of its fact
    return (all if left[0] else any)(value_of(part) for part in left[1:])


class _Remainder:
    """What is left of one condition after more and more answers, as numbered nodes without repetition."""

    def __init__(self, left: Residue) -> None:
        self.work = 0
        self.nodes: list[Any] = [False, True, None]
        self.facts: list[int] = [0, 0, 0]  # bits of the facts that each node still reads
        self.several: list[int] = [0, 0, 0]  # bits of those that it reads in several leaves
        self.numbers: dict[Any, int] = {}
        self.states: dict[int, range] = {}  # the states of each fact
        self.left: dict[tuple[int, int, int], int] = {}
        self.tried: dict[tuple[int, int], bool] = {}
        self.root = self._planted(left)

    def is_plain(self) -> bool:
        """Whether every fact stands in one leaf, which can come out either way: there each of them matters."""
        either_way = all(True in leaf[1] and False in leaf[1] for leaf in self.nodes[3:] if type(leaf[0]) is int)
        return either_way and not self.several[self.root]

    def settles(self, node: int, place: int) -> bool:
        """Whether some answers to other facts let this one's answer settle a node's value; raises OutOfWork."""
        key = node, place
        if key not in self.tried:
            others = self.several[node] & ~(1 << place)
            self.tried[key] = self._branches(node, place, others) if others else self._settles_alone(node, place)
        return self.tried[key]

    def _settles_alone(self, node: int, place: int) -> bool:
        """The same where each other fact stands in one leaf."""
        reads = self.facts[node] >> place & 1
        return bool(reads) and any(self._ways(node, place, state) & _SETTLED for state in self.states[place])

    def _branches(self, node: int, place: int, others: int) -> bool:
        """The same with every answer to one of the ``others``, which stand in several leaves."""
        open_still = self._after(node, place, _UNANSWERED)
        answered = {self._after(node, place, state) for state in self.states[place]} - {open_still, UNKNOWN}
        if not answered or answered & {FALSE, TRUE}:
            return bool(answered)  # the answer changes nothing, or nothing more need be answered
        other = (others & -others).bit_length() - 1
        return any(self.settles(self._after(node, other, state), place) for state in (*self.states[other], _UNANSWERED))

    def _ways(self, node: int, place: int, state: int) -> int:
        """The ways in which a node can come out before and after a fact's answer; each other stands in one leaf."""
        self._spend(1)
        shape = self.nodes[node]
        if shape is None:
            return _STAYS_OPEN
        is_and, *parts = shape
        if not isinstance(is_and, bool):
            ways: tuple[bool, ...] = parts[0]
            if is_and == place:
                return _TURNS_TRUE if ways[state] else _TURNS_FALSE
            return _STAYS_OPEN | (True in ways and _STAYS_TRUE) | (False in ways and _STAYS_FALSE)
        found = self._ways(parts[0], place, state)
        for part in parts[1:]:
            found = _together(is_and, found, self._ways(part, place, state))
        return found

    def _after(self, node: int, place: int, state: int) -> int:
        """What is left of a node once the fact has its answer (or is left open for good)."""
        if not self.facts[node] >> place & 1:
            return node
        key = node, place, state
        if key not in self.left:
            self._spend(1)
            first, *rest = self.nodes[node]
            if isinstance(first, bool):
                self.left[key] = self._joined(first, [self._after(part, place, state) for part in rest])
            else:
                self.left[key] = UNKNOWN if state == _UNANSWERED else int(rest[0][state])
        return self.left[key]

    def _planted(self, left: Residue) -> int:
        """The node of a residue."""
        if isinstance(left, bool):
            return int(left)
        first, *rest = left
        if isinstance(first, bool):
            return self._joined(first, [self._planted(part) for part in rest])
        self.states.setdefault(first, range(len(rest[0])))
        return self._number(left, 1 << first, 0)

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
        facts = several = 0
        for part in found:
            several |= self.several[part] | (facts & self.facts[part])
            facts |= self.facts[part]
        return self._number((is_and, *sorted(found)), facts, several)

    def _number(self, shape: Any, facts: int, several: int) -> int:
        if shape not in self.numbers:
            self.numbers[shape] = len(self.nodes)
            self.nodes.append(shape)
            self.facts.append(facts)
            self.several.append(several)
        return self.numbers[shape]

    def _spend(self, steps: int) -> None:
        self.work += steps
        if self.work > MOST_WORK:
            raise OutOfWork


# How a part can come out, before an answer and after it: a set of these, as bits.
_STAYS_TRUE, _STAYS_FALSE, _STAYS_OPEN, _TURNS_TRUE, _TURNS_FALSE = 1, 2, 4, 8, 16
_SETTLED = _TURNS_TRUE | _TURNS_FALSE
_PAIRS: dict[int, tuple[Truth, Truth]] = {
    _STAYS_TRUE: (True, True),
    _STAYS_FALSE: (False, False),
    _STAYS_OPEN: (None, None),
    _TURNS_TRUE: (None, True),
    _TURNS_FALSE: (None, False),
}
_BITS = {pair: bit for bit, pair in _PAIRS.items()}
_known_together: dict[tuple[bool, int, int], int] = {}  # at most 2 x 31 x 31


def _together(is_and: bool, left: int, right: int) -> int:
    """The ways in which the conjunction (or disjunction) of two parts can come out that have no fact in common."""
    key = is_and, left, right
    found = _known_together.get(key)
    if found is None:
        found = 0
        for one, (before, after) in _PAIRS.items():
            for two, (other_before, other_after) in _PAIRS.items():
                if left & one and right & two:
                    found |= _BITS[_both(is_and, before, other_before), _both(is_and, after, other_after)]
        _known_together[key] = found
    return found


def _both(is_and: bool, one: Truth, two: Truth) -> Truth:
    """Kleene's and, or his or."""
    if (not is_and) in (one, two):
        return not is_and
    return None if None in (one, two) else is_and
