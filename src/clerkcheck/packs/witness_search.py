"""Is there a case in which these conditions come out so? An exact search over answers that the conditions tell apart.

A complete case of one kind is meant: every fact of that kind is answered, every fact of the other kind is not. The
search walks the conditions as a tableau: what must hold narrows the answers of a fact, an alternative opens a branch.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

from clerkcheck.conditions.domains import representatives
from clerkcheck.conditions.logic import holds
from clerkcheck.conditions.readings import dates_between, is_reading
from clerkcheck.conditions.syntax import And, Compare, Condition, Is, Leaf, Not, OneOf, Or, Term, leaves, parts
from clerkcheck.conditions.values import FactType, FactValue
from clerkcheck.packs.clause_conditions import NameTypes
from clerkcheck.packs.model import Vocabulary

STEPS = 100_000  # alternatives looked at before a search gives up; the largest search of the packs takes 14,000
ALL_STEPS = 1_000_000  # and before all searches among one kind of case do; those of a pack take 50,000
ROWS = 200  # of alternatives open at once, each a level of recursion
LEAVES = 12  # tests of one choices fact whose selections are still listed (their number doubles with each test)


class SearchLimit(Exception):
    """The search gave up: nothing is known either way."""


class Demand(NamedTuple):
    """``condition`` is to be ``truth``; with ``certain`` False it may be unknown too (not the opposite, that is)."""

    condition: Condition
    truth: bool
    certain: bool = True


class _Answers(NamedTuple):
    """The answers of a fact that the leaves at hand tell apart, and for each leaf the set (bits) that makes it true."""

    values: tuple[FactValue, ...]
    true: dict[Leaf, int]


_Masks = dict[str, int]  # fact -> bits of the answers still possible
_Row = tuple[Demand, ...]  # alternatives
_EVERY = -1  # all bits


class Space:
    """The cases of one kind (agenda_item or document) that a vocabulary allows."""

    def __init__(self, vocabulary: Vocabulary, kind: str) -> None:
        """Take the vocabulary whose facts may be answered, and the kind of case."""
        facts = vocabulary.facts.values()
        self.kind = kind
        self._types = NameTypes(
            {fact.id: fact.condition_type for fact in facts if fact.kind in (None, kind)}, vocabulary.channels
        )
        self._types["kind"] = FactType("choice", (kind,))
        self._known: dict[tuple[str, frozenset[Leaf]], _Answers] = {}
        self._left = ALL_STEPS

    def find(self, demands: Iterable[Demand], *, one_choice: bool = False) -> dict[str, FactValue] | None:
        """Return answers (to the facts that matter) that meet every demand, or None where no case does.

        With ``one_choice`` a choices fact takes a single value: a case about one subject. Raises SearchLimit.
        """
        wanted = tuple(demands)
        answers = self._answers(wanted)
        start = {"kind": 1} | {fact: _all(known, one_choice=one_choice) for fact, known in answers.items()}
        search = _WitnessSearch(answers, start, min(STEPS, self._left))
        try:
            masks = search.run(list(wanted))
        finally:
            self._left -= search.taken
        if masks is None:
            return None
        narrowed = {fact: mask for fact, mask in masks.items() if mask != start[fact] and fact != "kind"}
        return {fact: answers[fact].values[_lowest(mask)] for fact, mask in narrowed.items()}

    def _answers(self, demands: Iterable[Demand]) -> dict[str, _Answers]:
        read: dict[str, dict[Leaf, None]] = {}
        for demand in demands:
            for leaf in leaves(demand.condition):
                read.setdefault(leaf.fact, {})[leaf] = None
        return {
            fact: self._of_fact(fact, tuple(found))
            for fact, found in read.items()
            if fact in self._types or is_reading(fact)
        }

    def _of_fact(self, fact: str, found: tuple[Leaf, ...]) -> _Answers:
        key = (fact, frozenset(found))
        if key not in self._known:
            values = _plainest(found, self._types[fact])
            true = {leaf: sum(1 << place for place, value in enumerate(values) if holds(leaf, value)) for leaf in found}
            self._known[key] = _Answers(values, true)
        return self._known[key]


def _plainest(found: tuple[Leaf, ...], fact: FactType) -> tuple[FactValue, ...]:
    """Representatives: 以上都不是 (`none`) and single choices where they do as well. Raises SearchLimit."""
    if fact.name == "choices" and len(found) > LEAVES:
        raise SearchLimit
    ordered = sorted(fact.values, key=lambda value: value != "none")
    single = [frozenset({value}) if fact.name == "choices" else value for value in ordered]
    plainest: dict[tuple[bool, ...], FactValue] = {}
    for value in (*single, *representatives(found, fact)):
        plainest.setdefault(tuple(holds(leaf, value) for leaf in found), value)
    return tuple(plainest.values())


def _all(answers: _Answers, *, one_choice: bool) -> int:
    """The bits of every answer; of the single choices only, with ``one_choice``."""
    chosen = enumerate(answers.values)
    return sum(1 << n for n, value in chosen if not (one_choice and isinstance(value, frozenset) and len(value) > 1))


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1


class _WitnessSearch:
    """One search; ``taken`` counts the steps, of which it may take ``most``."""

    def __init__(self, answers: Mapping[str, _Answers], start: Mapping[str, int], most: int) -> None:
        self.answers, self.start, self.most, self.taken = answers, start, most, 0

    def run(self, demands: list[Demand]) -> _Masks | None:
        """Return each fact's remaining answers as bits, or None where no case meets ``demands``; raises SearchLimit."""
        return self._branch(demands, dict(self.start), [])

    def _branch(self, demands: list[Demand], masks: _Masks, rows: list[_Row]) -> _Masks | None:
        """Meet ``demands`` and one of each row of alternatives; ``masks`` is this branch's own, ``rows`` is not."""
        rows = self._meet(demands, masks, rows)
        while rows and all(masks.values()):
            found = [self._left_of(row, masks) for row in rows]
            forced = [row[0] for row in found if row is not None and len(row) == 1]
            if [] in found:
                return None
            rows = [tuple(row) for row in found if row is not None and len(row) > 1]
            if not forced:
                break
            rows = self._meet(forced, masks, rows)
        if not all(masks.values()):
            return None
        if not rows:
            return self._dated(masks)
        if len(rows) > ROWS:
            raise SearchLimit
        row = min(rows, key=len)
        others = [each for each in rows if each is not row]
        branches = (self._branch([part], dict(masks), others) for part in row)
        return next((each for each in branches if each is not None), None)

    def _dated(self, masks: _Masks) -> _Masks | None:
        """The answers narrowed to an order in which the dates that matter can lie; None where they cannot."""
        orders = {
            name: [n for n in range(len(known.values)) if masks[name] >> n & 1]
            for name, known in self.answers.items()
            if dates_between(name)[0] and masks[name] != self.start[name]
        }
        if len(orders) < 2:
            return masks
        for chosen in product(*orders.values()):
            self._spend(1)
            found = dict(zip(orders, chosen, strict=True))
            signs = {dates_between(name): _sign(self.answers[name].values[n]) for name, n in found.items()}
            if can_be_ordered(signs):
                return {**masks, **{name: 1 << n for name, n in found.items()}}
        return None

    def _meet(self, demands: list[Demand], masks: _Masks, rows: list[_Row]) -> list[_Row]:
        """Narrow ``masks`` by what must hold, to nothing where it cannot; return the rows, and those found inside."""
        rows = list(rows)
        while demands:
            demand = demands.pop()
            inner, every = _unfold(demand)
            if not inner:
                self._narrow(demand, masks)
            elif every:
                demands += inner
            else:
                rows.append(inner)
        return rows

    def _left_of(self, row: _Row, masks: _Masks) -> list[Demand] | None:
        """The alternatives of a row that are still possible, or None where one of them already holds."""
        left = []
        self._spend(len(row))
        for demand in row:
            if parts(demand.condition):
                left.append(demand)
                continue
            fact, mask = self._bits(demand)
            if not masks[fact] & ~mask:
                return None
            if masks[fact] & mask:
                left.append(demand)
        return left

    def _narrow(self, demand: Demand, masks: _Masks) -> None:
        """Keep of the leaf's fact the answers that meet the demand."""
        self._spend(1)
        fact, mask = self._bits(demand)
        masks[fact] &= mask

    def _spend(self, steps: int) -> None:
        self.taken += steps
        if self.taken > self.most:
            raise SearchLimit

    def _bits(self, demand: Demand) -> tuple[str, int]:
        """The leaf's fact and the answers that meet the demand. A fact of the other kind of case stays unknown."""
        leaf = demand.condition
        assert isinstance(leaf, Is | Compare | OneOf)
        if leaf.fact not in self.answers:
            return "kind", 0 if demand.certain else _EVERY
        true = self.answers[leaf.fact].true[leaf]
        return leaf.fact, true if demand.truth else ~true


def _sign(days: FactValue) -> int:
    assert isinstance(days, int | float)
    return (days > 0) - (days < 0)


def can_be_ordered(signs: Mapping[tuple[str, str], int]) -> bool:
    """Return whether dates can lie so: of each two whether the first is later (1), on the same day (0) or earlier (-1).

    They cannot where some date would be earlier than itself.
    """
    from graphlib import CycleError, TopologicalSorter

    day: dict[str, str] = {}  # of dates that fall on one day, the one that stands for them

    def stands(name: str) -> str:
        """The date that stands for all on its day."""
        while name in day:
            name = day[name]
        return name

    for (first, second), sign in signs.items():
        if sign == 0 and stands(first) != stands(second):
            day[stands(first)] = stands(second)
    earlier: dict[str, set[str]] = {}
    for (first, second), sign in signs.items():
        if sign:
            sooner, later = (second, first) if sign > 0 else (first, second)
            earlier.setdefault(stands(later), set()).add(stands(sooner))
    try:
        TopologicalSorter(earlier).prepare()
    except CycleError:
        return False
    return True


def _unfold(demand: Demand) -> tuple[tuple[Demand, ...], bool]:
    """The demands on the parts of a condition, and whether all of them are to be met (or one); nothing for a leaf."""
    condition, truth, certain = demand
    wanted = truth is not isinstance(condition, Not)
    found = tuple(Demand(part, wanted, certain) for part in parts(condition))
    return found, isinstance(condition, (Not, Term, And if truth else Or))
