"""The conditions of a pack as trees: parsed once a pack, whoever asks for them.

The builder has parsed them; those of a pack compiled before are made of what was kept when one is first asked for.
Judging needs none (it runs the compiled program), so that nothing of theirs is imported here before.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clerkcheck.conditions.syntax import Condition
    from clerkcheck.packs.clause_conditions import ClauseConditions


class Trees:
    """The trees of a pack's conditions; they do not change once they are there."""

    def __init__(self, parse: "Callable[[], tuple[dict[str, Condition], dict[str, ClauseConditions]]]") -> None:
        """Take what gives the trees of the terms and those of the clauses; it is called once, when first needed."""
        self._parse = parse

    @cached_property
    def parts(self) -> "tuple[dict[str, Condition], dict[str, ClauseConditions]]":
        """The trees of the terms by name, and those of the clauses by id."""
        return self._parse()

    @property
    def terms(self) -> "Mapping[str, Condition]":
        """What each term of the pack stands for, by its name."""
        return self.parts[0]

    @property
    def clauses(self) -> "Mapping[str, ClauseConditions]":
        """The conditions of each clause, by its id, in the pack's order."""
        return self.parts[1]
