"""Many conditions as one program: values for a case in microseconds, and what an unknown value still depends on.

Each condition becomes two plain Python expressions over the facts, one that holds when it is certainly true and one
when it is certainly false; what is neither is unknown (Kleene). The generated code names only local variables and
constants. A property test holds it to :func:`clerkcheck.conditions.logic.evaluate`.
"""

import marshal
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from clerkcheck.conditions.values import Facts, FactValue, Truth

Row = tuple[FactValue, ...]
Values = Sequence[FactValue]  # a row, or one that is being tried out
_REMEMBERED = 50_000  # dependencies kept per program, so that a million cases stay within a few megabytes


class Program:
    """Conditions compiled together; ``facts`` names the values of a row, in order."""

    def __init__(self, compiled: bytes) -> None:
        """Take what :func:`clerkcheck.conditions.codegen.compile_conditions` returned."""
        self.facts, code, domains = marshal.loads(compiled)
        space: dict[str, Any] = {"__builtins__": {}}
        exec(code, space)
        self._judge: Callable[..., tuple[Truth, ...]] = space["judge"]
        self._masks: tuple[Callable[[Values], int], ...] = space["MASKS"]
        self._values: tuple[Callable[..., Truth], ...] = space["VALUES"]
        self._leaves: tuple[Callable[[Values], tuple[Truth, ...]], ...] = space["LEAVES"]
        # For each condition: the bits of the facts that stand in several leaves, and the values to try for every fact.
        self._domains: tuple[tuple[int, dict[int, Row]], ...] = domains
        self._names: dict[int, tuple[str, ...]] = {}
        self._remembered: dict[tuple[int, tuple[Truth, ...]], int] = {}

    def row(self, facts: Facts) -> Row:
        """Return the values the program reads, in its order; None for unknown."""
        return tuple(map(facts.get, self.facts))

    def values(self, row: Row) -> tuple[Truth, ...]:
        """Return the value of every condition for a row."""
        return self._judge(*row)

    def depends_on(self, index: int, row: Row) -> tuple[str, ...]:
        """Return the unknown facts on which the unknown value of condition ``index`` still depends.

        A fact is named exactly when some answers to the other unknown facts (or to some of them) let its answer change
        the value; a fact that a sibling has made irrelevant is not. For a condition whose value is known: nothing.
        """
        mask = self._masks[index](row)
        repeated, domains = self._domains[index]
        if mask & repeated:
            mask = self._exact(index, row, mask, domains)
        names = self._names.get(mask)
        if names is None:
            names = tuple(name for place, name in enumerate(self.facts) if mask >> place & 1)
            self._names[mask] = names
        return names

    def _exact(self, index: int, row: Row, mask: int, domains: Mapping[int, Row]) -> int:
        """Drop from ``mask`` the facts that no completion lets matter; needed where a fact stands in several leaves."""
        key = (index, self._leaves[index](row))  # rows whose leaves come out alike depend on the same facts
        known = self._remembered.get(key)
        if known is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            tried = list(row)  # changed in place and put back, since a row has a hundred values
            known = sum(
                1 << place for place in domains if mask >> place & 1 and self._matters(index, tried, place, domains)
            )
            self._remembered[key] = known
        return known

    def _matters(self, index: int, row: list[FactValue], place: int, domains: Mapping[int, Row]) -> bool:
        """Whether answering the fact at ``place`` can change the value, now or after other answers."""
        value = self._values[index]
        before = value(row)
        try:
            for answer in domains[place]:
                row[place] = answer
                if value(row) is not before:
                    return True
        finally:
            row[place] = None
        others = self._masks[index](row) & ~(1 << place)
        other = next((each for each in domains if others >> each & 1), None)
        if other is None:
            return False
        left = {each: answers for each, answers in domains.items() if each != other}
        try:
            for answer in domains[other]:
                row[other] = answer
                if self._matters(index, row, place, domains):
                    return True
        finally:
            row[other] = None
        return self._matters(index, row, place, left)  # `other` stays unanswered
