"""What facts and conditions are worth: the types that judging needs, without the parser and its trees.

A fact's value is True or False (bool), a text (choice), a frozenset of texts (choices), a number (int, number, percent,
money in 万元), or None: unknown. A condition's value is True, False, or None: unknown.
"""

from collections.abc import Mapping
from typing import NamedTuple

from clerkcheck.literals import ValueType

FactValue = bool | str | frozenset[str] | int | float | None
Facts = Mapping[str, FactValue]
Truth = bool | None


class FactType(NamedTuple):
    """What values a fact may have; ``values`` are those of a choice."""

    name: ValueType
    values: tuple[str, ...] = ()
