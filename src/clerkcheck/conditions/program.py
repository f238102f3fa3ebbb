"""Many conditions as one program: values for a case in microseconds, and what an unknown value still depends on.

Each condition becomes two plain Python expressions over the facts, one that holds when it is certainly true and one
when it is certainly false; what is neither is unknown (Kleene). The generated code names only local variables and
constants. A property test holds it to :func:`clerkcheck.conditions.logic.evaluate`.
"""

import marshal
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from clerkcheck.conditions.readings import ReadPaper, is_reading, with_readings
from clerkcheck.conditions.values import Facts, FactValue, Truth

Row = tuple[FactValue, ...]
_NONE: Mapping[str, date] = MappingProxyType({})
_REMEMBERED = 50_000  # dependencies kept per program, so that a million cases stay within a few megabytes


class Program:
    """Conditions compiled together; ``facts`` names the values of a row, in order."""

    def __init__(self, compiled: bytes) -> None:
        self.facts, code, order, repeats, refusable = marshal.loads(compiled)
        self.places = {fact: place for place, fact in enumerate(self.facts)}
        self.readings = tuple(filter(is_reading, self.facts))  # of papers and dates, which stand beside the facts
        space: dict[str, Any] = {"__builtins__": {}}
        exec(code, space)
        self._order: tuple[int, ...] = order  # the number of each condition: those that are alike have one
        self._judge: Callable[..., tuple[Truth, ...]] = space["judge"]
        self._refused: Callable[..., int] = space["refused"]
        self._space = space  # what else the compiled code defines, by the numbers of the different conditions
        self._open: tuple[Callable[[Row], int], ...] = tuple(space[f"m{number}"] for number in range(len(repeats)))
        self._refusable: tuple[tuple[int, int], ...] = refusable
        # Where a fact stands in several leaves: the bits of such facts, and the fields of a LeafTable.
        self._repeats: tuple[tuple[int, tuple[Any, ...]] | None, ...] = repeats
        self._names: dict[int, tuple[str, ...]] = {}
        self._remembered: dict[tuple[int, tuple[Truth, ...]], int] = {}
        self._residues: dict[Any, tuple[int, ...]] = {}
        self._open_leaves: dict[int, dict[int, Any]] = {}

    def row(
        self, facts: Facts, papers: Mapping[str, ReadPaper] | None = None, dates: Mapping[str, date] = _NONE
    ) -> Row:
        """Return the values the program reads, in its order; None for unknown.

        Without ``papers`` the facts have what it reads of papers and dates beside them.
        """
        if self.readings and papers is not None:
            facts = with_readings(self.readings, facts, papers, dates)
        return tuple(map(facts.get, self.facts))

    def values(self, row: Row) -> tuple[Truth, ...]:
        """Return the value of every condition for a row."""
        return self._judge(*row)

    def depends_on(self, index: int, row: Row) -> tuple[str, ...]:
        """Return the unknown facts on which the unknown value of condition ``index`` still depends.

        A fact is named when some answers to the other unknown facts (or to some of them) let its answer change the
        value; a fact that a sibling has made irrelevant is not (but may be in a condition so large that the search
        for it was cut short). For a condition whose value is known: nothing.
        """
        index = self._order[index]
        mask = self._open[index](row)
        if mask <= 0:
            return ()
        repeats = self._repeats[index]
        if repeats and mask & repeats[0]:
            mask = self._exact(index, self._space[f"k{index}"](row), mask)
        return self.named(mask)

    def refusals(self, row: Row) -> int:
        """Return the bits of the facts answered "no": yes/no facts that are false, choices that are ``none``."""
        return self._refused(*row)

    def carriers(self, index: int, *, wanted: bool) -> Callable[[Row], int]:
        """Return what gives, of a row, the bits of the facts of which each alone keeps condition ``index`` known.

        To be called where the condition's value is ``wanted``; without one of those answers it would be unknown. Only
        answers that may be a "no" are looked at.
        """
        return self._space.get(f"c{self._order[index]}{wanted}", _nothing)  # type: ignore[no-any-return]

    def refusable(self, index: int, *, wanted: bool) -> int:
        """Return the bits of the facts that can ever be among those :meth:`carriers`, whatever the row."""
        return self._refusable[self._order[index]][wanted]

    def named(self, mask: int) -> tuple[str, ...]:
        """Return the facts of a mask's bits, in the program's order."""
        names = self._names.get(mask)
        if names is None:
            found, left = [], mask
            while left:
                lowest = left & -left
                found.append(self.facts[lowest.bit_length() - 1])
                left ^= lowest
            names = tuple(found)
            _remember(self._names, mask, names)
        return names

    def _exact(self, index: int, known: tuple[Truth, ...], mask: int) -> int:
        """Drop from ``mask`` the facts that no answers let matter; rows whose leaves come out alike have the same."""
        key = index, known
        found = self._remembered.get(key)
        if found is None:
            found = mask & self._searched(index, known)
            _remember(self._remembered, key, found)
        return found

    def _searched(self, index: int, known: tuple[Truth, ...]) -> int:
        """The facts that still matter; conditions of which the answers leave the same are searched once."""
        from clerkcheck.conditions import dependence

        repeats = self._repeats[index]
        assert repeats is not None
        table = dependence.LeafTable(*repeats[1])
        leaves = self._open_leaves.get(index)
        if leaves is None:
            leaves = self._open_leaves[index] = dependence.open_leaves(table)
        numbers: dict[int, int] = {}
        left = dependence.residue(table.shape, known, leaves, numbers)
        found = self._residues.get(left)
        if found is None:
            found = dependence.still_matter(left)
            _remember(self._residues, left, found)
        places = tuple(numbers)
        return sum([1 << places[number] for number in found])


def _nothing(_row: Row) -> int:
    return 0


def _remember(those: dict[Any, Any], key: Any, found: Any) -> None:
    if len(those) >= _REMEMBERED:
        those.clear()
    those[key] = found
