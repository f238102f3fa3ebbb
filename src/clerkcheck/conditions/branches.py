"""Conditions as a tree of the parts they share: where a part settles them, none that has it need be looked at."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from clerkcheck.conditions.syntax import And, Condition, Not, Or, Term, parts

_DEEPEST = 12  # conditions that share so many parts in turn are written one by one from there on


class Part(NamedTuple):
    """What a conjunction joins: a condition, of which it is looked at whether it is ``wanted``."""

    condition: Condition
    wanted: bool

    def turned(self) -> "Part":
        """Return what is looked at whether it is the opposite."""
        return Part(self.condition, not self.wanted)


class Branch(NamedTuple):
    """Conditions that share ``parts``: the numbers of those that have no others, the rest by what more they share."""

    parts: tuple[Part, ...]
    numbers: tuple[int, ...]
    branches: tuple["Branch", ...]


def joined(condition: Condition, *, wanted: bool) -> list[Part]:
    """Return the parts of which each alone settles a condition as ``wanted``."""
    if isinstance(condition, Not):
        return joined(condition.part, wanted=not wanted)
    if isinstance(condition, Term):
        found = joined(condition.body, wanted=wanted)
        return found if len(found) > 1 or isinstance(condition.body, Term) else [Part(condition, wanted)]
    if isinstance(condition, And | Or) and isinstance(condition, And) is not wanted and parts(condition):
        return [found for part in parts(condition) for found in joined(part, wanted=wanted)]
    return [Part(condition, wanted)]


def branches_of(conditions: Sequence[tuple[int, tuple[Part, ...]]], depth: int) -> tuple[Branch, ...]:
    """Return conditions by their numbers and parts, under the part that most of them share, then the next."""
    found: list[Branch] = []
    left = list(conditions)
    while left:
        uses = Counter(part for _number, joined in left for part in joined)
        most = max(uses, key=uses.__getitem__, default=None) if depth < _DEEPEST else None
        if most is None or uses[most] < 2:
            found += [Branch(joined, (number,), ()) for number, joined in left]
            break
        under = [(number, joined) for number, joined in left if most in joined]
        shared = tuple(part for part in under[0][1] if all(part in joined for _number, joined in under))
        rest = [(number, tuple(part for part in joined if part not in shared)) for number, joined in under]
        numbers = tuple(number for number, joined in rest if not joined)
        deeper = branches_of([each for each in rest if each[1]], depth + 1)
        found.append(Branch(shared, numbers, deeper))
        left = [(number, joined) for number, joined in left if most not in joined]
    return tuple(found)
