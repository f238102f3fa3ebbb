"""The register of the checks that hold a clause to the words it quotes: each with its id, what to do, and an example.

The examples are tested, and make the page docs/lint/README.md (tools/lint_page.py).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from clerkcheck.conditions.syntax import OPERATORS, Compare, Condition, DateOrder, Not, parts
from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack
from clerkcheck.packs.quantities import plain_words

Values = Mapping[str, object]  # what fills the message
Finder = Callable[[ReviewedPack, Clause], Iterable[Values]]


class WordCheck(NamedTuple):
    """A check: its message with gaps, and the keys in which the clauses of its example differ from a plain one."""

    id: str
    message: str
    remedy: str
    find: Finder
    bad: Mapping[str, Any]
    good: Mapping[str, Any]


_known: dict[str, WordCheck] = {}


def word_check(
    id: str, *, message: str, remedy: str, bad: Mapping[str, Any], good: Mapping[str, Any]
) -> Callable[[Finder], Finder]:
    """Register a function as the check ``id``; it yields, for each thing wrong, what fills the message."""

    def register(find: Finder) -> Finder:
        """Keep the function under the check's id; raises ValueError for an id used twice."""
        if id in _known:
            raise ValueError(id)
        _known[id] = WordCheck(id, message, remedy, find, bad, good)
        return find

    return register


def registered() -> tuple[WordCheck, ...]:
    """Return the checks of the modules imported so far, in the order in which they were written."""
    return tuple(_known.values())


def comparisons(conditions: Iterable[Condition | None]) -> Iterator[Compare]:
    """Yield the comparisons of conditions as they hold: what stands under ``not`` with the opposite operator."""
    waiting = [(each, False) for each in conditions if each is not None]
    while waiting:
        condition, turned = waiting.pop()
        if isinstance(condition, Compare) and not isinstance(condition, DateOrder):
            operator = OPERATORS[condition.operator] if turned else condition.operator
            yield Compare(condition.fact, operator, condition.number)
        inside = turned is not isinstance(condition, Not)
        waiting += [(part, inside) for part in parts(condition)]


def words_of(clause: Clause) -> str:
    """Return the quotation of a clause, its signs of one width."""
    return plain_words(clause.quote)
