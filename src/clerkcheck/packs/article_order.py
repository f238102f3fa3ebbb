"""Articles that do not stand in their order: told at those that break it, not at all that follow."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from clerkcheck.i18n import _
from clerkcheck.reading.documents import Document
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.numerals import article_number

Order = tuple[int, int]


class Numbered(NamedTuple):
    """An article's number, as ``article_order`` reads it, and where it stands."""

    order: Order
    number: str
    document: Document
    path: KeyPath


def out_of_order(articles: Sequence[Numbered]) -> Iterator[InputError]:
    """Yield an error for each article, or run of them, that must go for the others to stand in order."""
    if all(one.order < other.order for one, other in pairwise(articles)):
        return
    kept = _longest(articles)
    at = 0
    while at < len(articles):
        end = at
        while end < len(articles) and end not in kept and (end == at or articles[end - 1].order < articles[end].order):
            end += 1
        if end > at:
            yield _error(articles, at, end, kept)
        at = max(end, at + 1)


def _longest(articles: Sequence[Numbered]) -> set[int]:
    """The places of most articles that stand in order: of several ways the lowest numbers, of two the first."""
    length, before = [1] * len(articles), [-1] * len(articles)

    def worth(at: int) -> tuple[int, int, int, int]:
        """Return how good it is to end with an article."""
        major, minor = articles[at].order
        return length[at], -major, -minor, -at

    for at, article in enumerate(articles):
        lower = [each for each in range(at) if articles[each].order < article.order]
        if lower:
            before[at] = max(lower, key=worth)
            length[at] = length[before[at]] + 1
    at, kept = max(range(len(articles)), key=worth), set[int]()
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _error(articles: Sequence[Numbered], at: int, end: int, kept: set[int]) -> InputError:
    first = articles[at]
    message = _("{number}的次序不对，或写了两次").format(number=first.number)
    if end - at > 1:
        message = _("{number}起的 {n} 条次序不对，或写了两次").format(number=first.number, n=end - at)
    start = max((each for each in kept if each < at), default=-1)
    stop = min((each for each in kept if each >= end), default=len(articles))
    lower = articles[start].order[0] if start >= 0 else 0
    right = lower + at - start
    fits = stop == len(articles) or articles[stop].order[0] == lower + stop - start
    if end - at == 1 and fits:
        remedy = _("是不是 {right}？不是的，按条号从小到大排").format(right=article_number(right))
    else:
        remedy = _("按条号从小到大排；章的次序看 pack.yaml 的 files")
    return first.document.error(message, first.path, remedy)
