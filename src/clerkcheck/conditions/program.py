"""Many conditions as one program: values for a case in microseconds, and what an unknown value still depends on.

Each condition becomes two plain Python expressions over the facts, one that holds when it is certainly true and one
when it is certainly false; what is neither is unknown (Kleene). The generated code names only local variables and
constants. A property test holds it to :func:`clerkcheck.conditions.logic.evaluate`.
"""

import marshal
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import compress, repeat
from operator import is_
from types import MappingProxyType
from typing import Any

from clerkcheck.conditions.readings import ReadPaper, is_reading, with_readings
from clerkcheck.conditions.values import Facts, FactValue, Truth

Row = Sequence[FactValue]
_Repeats = tuple[int, tuple[int, ...], tuple[Any, ...], dict[int, tuple[FactValue, ...]]]
_NONE: Mapping[str, date] = MappingProxyType({})
_REMEMBERED = 50_000  # most kept of anything worked out, so that a million cases stay within a few megabytes
_MOST_REPEATED = 3  # facts of several leaves, whose answers are tried in every order
_ROWS_OF_ONE = 1_000  # and most of one condition


class Program:
    """Conditions compiled together; ``facts`` names the values of a row, in order.

    ``names[mask]`` are the facts of a mask's bits, in that order.
    """

    def __init__(self, compiled: bytes) -> None:
        self.facts, code, order, waits, repeats, refusable = marshal.loads(compiled)
        self.places = {fact: place for place, fact in enumerate(self.facts)}
        self.readings = tuple(filter(is_reading, self.facts))  # of papers and dates, which stand beside the facts
        space: dict[str, Any] = {"__builtins__": {}}
        exec(code, space)
        self._order: tuple[int, ...] = order  # the number of each condition: those that are alike have one
        self._judge: Callable[..., Sequence[int]] = space["judge"]
        self._kept_false: Callable[..., list[tuple[int, int]]] = space["kept_false"]
        self._space = space  # what else the compiled code defines, by the numbers of the different conditions
        self._refusable: tuple[tuple[int, int], ...] = refusable
        self.names = _Names(self.facts)
        self.bits = tuple([1 << place for place in range(len(self.facts))])
        self.waits_of: tuple[tuple[int, tuple[int, ...]], ...] = (
            waits  # by the numbers of conditions (see the compiler)
        )
        self.parts = _Parts(space, repeats)

    def row(
        self, facts: Facts, papers: Mapping[str, ReadPaper] | None = None, dates: Mapping[str, date] = _NONE
    ) -> Row:
        """Return the values the program reads, in its order; None for unknown.

        Without ``papers`` the facts have what it reads of papers and dates beside them.
        """
        if self.readings and papers is not None:
            facts = with_readings(self.readings, facts, papers, dates)
        return tuple(map(facts.get, self.facts))

    def judged(self, row: Row) -> Sequence[int]:
        """Return of every condition 0 where it is false, else its place counted from 1, negative where it is unknown.

        So what is false can be left out, and what is left still says which condition it is of.
        """
        return self._judge(*row)

    def values(self, row: Row) -> tuple[Truth, ...]:
        """Return the value of every condition for a row."""
        return tuple([each > 0 if each >= 0 else None for each in self._judge(*row)])

    def depends_on(self, index: int, row: Row) -> tuple[str, ...]:
        """Return the unknown facts on which the unknown value of condition ``index`` still depends.

        A fact is named when some answers to the other unknown facts (or to some of them) let its answer change the
        value; a fact that a sibling has made irrelevant is not (but may be in a condition so large that the search
        for it was cut short). For a condition whose value is known: nothing.
        """
        return Waits(self, row).of(self._order[index]) if self._judge(*row)[index] < 0 else ()

    def number(self, index: int) -> int:
        """Return the number of condition ``index``: conditions that are alike have one."""
        return self._order[index]

    def kept_false(self, row: Row) -> list[tuple[int, int]]:
        """Return, by their number, the conditions that are certainly false and would be unknown without one "no".

        Each comes with the bits of the facts of which each alone keeps it so: yes/no facts that are false, choices that
        are ``none``.
        """
        return self._kept_false(*row)

    def carriers(self, index: int) -> Callable[[Row], int]:
        """Return what gives, of a row, the bits of the facts of which each alone keeps condition ``index`` true.

        To be called where the condition is true; without one of those answers, each a "no", it would be unknown.
        """
        return self._space.get(f"c{self._order[index]}", _nothing)  # type: ignore[no-any-return]

    def refusable(self, index: int, *, wanted: bool) -> int:
        """Return the bits of the facts that can ever be among those :meth:`carriers`, whatever the row."""
        return self._refusable[self._order[index]][wanted]


class _Names(dict[int, tuple[str, ...]]):
    """The facts of a mask's bits, in the program's order."""

    def __init__(self, facts: tuple[str, ...]) -> None:
        super().__init__()
        self.facts = facts

    def __missing__(self, mask: int) -> tuple[str, ...]:
        found, left = [], mask
        while left:
            lowest = left & -left
            found.append(self.facts[lowest.bit_length() - 1])
            left ^= lowest
        names = tuple(found)
        _remember(self, mask, names)
        return names


class Waits:
    """What the unknown conditions of one row wait for; what several of them have in common is worked out once."""

    __slots__ = ("found", "names", "parts", "row", "unknown", "waits_of")

    def __init__(self, program: Program, row: Row) -> None:
        """Take a row of the program."""
        self.row, self.names, self.parts, self.waits_of = row, program.names, program.parts, program.waits_of
        self.unknown = sum(compress(program.bits, map(is_, row, repeat(None))))
        self.found: dict[int, int] = {}  # of parts, by their numbers

    def of(self, number: int) -> tuple[str, ...]:
        """Return what :meth:`Program.depends_on` names of a condition that is unknown, by its number."""
        single, several = self.waits_of[number]
        mask = single & self.unknown
        for part in several:
            bits = self.found.get(part)
            if bits is None:
                bits = self.found[part] = self.parts[part](self.row)
            if bits < 0:
                return ()
            mask |= bits
        return self.names[mask]


class _Parts(dict[int, Callable[[Row], int]]):
    """What gives, of a row, the bits of the facts by which a part of conditions is unknown, by the part's number.

    It gives 0 where the part is known, and -1 where it settles the condition that it is a part of, although some of its
    facts are unknown: whatever they are.
    """

    def __init__(self, space: Mapping[str, Any], repeats: Sequence[tuple[bool, _Repeats | None]]) -> None:
        super().__init__()
        self.space, self.repeats = space, repeats
        self.residues: dict[Any, tuple[int, ...]] = {}

    def __missing__(self, number: int) -> Callable[[Row], int]:
        (settles, repeats), kleene = self.repeats[number], self.space[f"m{number}"]
        found: Callable[[Row], int] = kleene
        if repeats is not None:
            found = _ExactlyOpen(kleene, self.space[f"k{number}"], repeats, self.residues, settles=settles)
        self[number] = found
        return found


class _ExactlyOpen:
    """The open facts of a part in which a fact stands in several leaves: there Kleene's logic names too many.

    ``open`` gives of a row the bits of the leaves that keep the part unknown, as Kleene's logic has it. They are all
    that is left of the part: which facts are open is worked out once for each such set of leaves. ``repeats``: the bits
    of the facts that stand in several leaves, the bit of the fact of each leaf, the fields of a LeafTable, and answers
    to such facts (see the compiler). Parts of which the answers leave the same are searched once: ``residues`` are
    those of the whole program. ``settles``: the value by which the part settles the condition that it is part of.
    """

    __slots__ = (
        "answers", "bits", "fields", "known_leaves", "leaves", "open", "remembered", "repeated", "residues",
        "settles",
    )  # fmt: skip

    def __init__(
        self, kleene: Callable[[Row], int], known: Callable[[Row], tuple[Truth, ...]], repeats: _Repeats,
        residues: dict[Any, tuple[int, ...]], *, settles: bool,
    ) -> None:  # fmt: skip
        self.open, self.known_leaves, self.residues, self.settles = kleene, known, residues, settles
        self.repeated, self.bits, self.fields, self.answers = repeats
        self.remembered: dict[int, int] = {}
        self.leaves: dict[int, Any] = {}

    def __call__(self, row: Row) -> int:
        """Return the bits of the open facts; see :class:`_Parts`."""
        leaves = self.open(row)
        if not leaves:
            return 0
        found = self.remembered.get(leaves)
        if found is None:
            found = mask = self._facts(leaves)
            if mask & self.repeated and (not self.answers or self._matter(list(row), mask) != mask):
                found = self._searched(self.known_leaves(row), mask)
            _remember(self.remembered, leaves, found, _ROWS_OF_ONE)
        return found

    def _facts(self, leaves: int) -> int:
        """The bits of the facts of open leaves."""
        found = 0
        for place, bit in enumerate(self.bits):
            if leaves >> place & 1:
                found |= bit
        return found

    def _matter(self, row: list[FactValue], mask: int) -> int:
        """Return bits of ``mask``, the open facts of a row, that certainly matter; all of them, nearly always.

        Where no fact of several leaves is open Kleene's logic is exact. So a fact matters that does after some answer
        to one of those; and such a one does itself if an answer to it settles the condition or, where it is the only
        one, two answers leave different facts open.
        """
        repeated = waiting = mask & self.repeated
        if repeated.bit_count() > _MOST_REPEATED:
            return 0
        found = 0 if repeated else mask
        while waiting and found != mask:
            bit = waiting & -waiting
            waiting ^= bit
            place, left = bit.bit_length() - 1, set()
            for row[place] in self.answers[bit]:
                after = self._facts(self.open(row))
                if after not in left:
                    left.add(after)
                    found |= self._matter(row, after)
                    if 0 in left or (repeated == bit and len(left) > 1):
                        found |= bit
                    if found == mask:
                        break
            row[place] = None
        return found

    def _searched(self, known: tuple[Truth, ...], mask: int) -> int:
        """Those of ``mask`` that still matter where the leaves come out as ``known``; -1 where the part settles."""
        from clerkcheck.conditions import dependence

        table = dependence.LeafTable(*self.fields)
        if not self.leaves:
            self.leaves = dependence.open_leaves(table)
        numbers: dict[int, int] = {}
        left = dependence.residue(table.shape, known, self.leaves, numbers)
        found = self.residues.get(left)
        if found is None:
            found = dependence.still_matter(left)
            _remember(self.residues, left, found)
        if not found:
            return -1 if dependence.value_of(left) is self.settles else 0
        places = tuple(numbers)
        return mask & sum([1 << places[number] for number in found])


def _nothing(_row: Row) -> int:
    return 0


def _remember(those: dict[Any, Any], key: Any, found: Any, most: int = _REMEMBERED) -> None:
    if len(those) >= most:
        those.clear()
    those[key] = found
