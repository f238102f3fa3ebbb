"""What conditions of a layer below read of a paper, where a layer above has papers that are the same."""

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce

from clerkcheck.conditions.readings import CHANNEL, DATE, PAPERS, dates_between, days_between, is_reading
from clerkcheck.conditions.syntax import And, Compare, Condition, Is, Not, OneOf, Or


def same_papers(condition: Condition, same_as: Mapping[str, str]) -> Condition:
    """Return a condition in which a paper counts for the one below that it is the same as; only a leaf is changed.

    ``same_as``: the paper below by each above. Where the one above is at hand its day and channel are read; where it is
    not, those of the one below.
    """
    if not isinstance(condition, Is | Compare | OneOf) or not is_reading(condition.fact):
        return condition
    start: Condition = condition
    return reduce(_beside, same_as.items(), start)


def _beside(condition: Condition, same: tuple[str, str]) -> Condition:
    """A condition with one more paper that does for what its leaves read of another."""
    if isinstance(condition, And):
        return And(tuple(_beside(part, same) for part in condition.all))
    if isinstance(condition, Or):
        return Or(tuple(_beside(part, same) for part in condition.any))
    if not isinstance(condition, Is | Compare | OneOf):
        return condition
    other = replace(condition, fact=_of_paper(condition.fact, *same))
    if other == condition:
        return condition
    if isinstance(condition, Is):
        return Or((condition, other))
    there = Is(PAPERS + same[0])
    return Or((And((there, other)), And((Not(there), condition))))


def _of_paper(reading: str, name: str, below: str) -> str:
    """The name of a reading, of another paper where it is of ``below``."""
    first, second = dates_between(reading)
    if second:
        return days_between(_of_paper(first, name, below), _of_paper(second, name, below))
    for part in ("", DATE, CHANNEL):
        if reading == PAPERS + below + part:
            return PAPERS + name + part
    return reading
