"""Leaves of conditions as Python source: how a fact is named, and when what is said of it holds for certain."""

from collections.abc import Mapping

from clerkcheck.conditions.syntax import OPERATORS, Compare, Is, Leaf, OneOf
from clerkcheck.conditions.values import FactType

NO_CHOICE = "none"  # the value of a choice by which it is answered "no"


class LeafCode:
    """Writes expressions over the facts at the places of ``index``, which are of the ``types``.

    ``form``: how a fact is named by its place, ``f{}`` as a local or ``f[{}]`` in a row.
    """

    def __init__(self, index: Mapping[str, int], types: Mapping[str, FactType], form: str) -> None:
        self.index, self.types, self.form = index, types, form

    def name(self, leaf: Leaf) -> str:
        """Return how the fact of a leaf is named."""
        return self.form.format(self.index[leaf.fact])

    def bit(self, leaf: Leaf) -> int:
        """Return the bit of the fact of a leaf."""
        return 1 << self.index[leaf.fact]

    def holds(self, leaf: Leaf, *, wanted: bool) -> str:
        """Return Python that holds exactly when the leaf is certainly true, or without ``wanted`` certainly false."""
        name = self.name(leaf)
        if isinstance(leaf, Is):
            return name if wanted else f"{name} is False"
        if isinstance(leaf, Compare):
            operator = leaf.operator if wanted else OPERATORS[leaf.operator]
            return f"({name} is not None and {name} {operator} {leaf.number!r})"
        return _membership(name, leaf, wanted=wanted)

    def can_be_no(self, leaf: Leaf, *, wanted: bool) -> bool:
        """Return whether an answer by which the leaf is ``wanted`` can be a "no": false, or a choice's ``none``."""
        if isinstance(leaf, OneOf):
            return NO_CHOICE in self.types[leaf.fact].values and (NO_CHOICE in leaf.values) is wanted
        return isinstance(leaf, Is) and not wanted

    def is_no(self, leaf: Leaf) -> str:
        """Return Python that holds exactly when the fact of a leaf is answered "no"."""
        name = self.name(leaf)
        if isinstance(leaf, OneOf):
            return f"{name} == {{{NO_CHOICE!r}}}" if leaf.many else f"{name} == {NO_CHOICE!r}"
        return f"{name} is False"


def _membership(name: str, leaf: OneOf, *, wanted: bool) -> str:
    if leaf.many:
        listed = "(" + " ".join(f"{value!r}," for value in leaf.values) + ")"
        disjoint = f"{name}.isdisjoint({listed})"
        return f"({name} is not None and {'not ' if wanted else ''}{disjoint})"
    if len(leaf.values) == 1:
        return f"{name} == {leaf.values[0]!r}" if wanted else f"({name} is not None and {name} != {leaf.values[0]!r})"
    listed = ", ".join(map(repr, leaf.values))
    return f"{name} in {{{listed}}}" if wanted else f"{name} not in {{None, {listed}}}"
