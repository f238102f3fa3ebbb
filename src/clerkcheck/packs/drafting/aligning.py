"""Where the words that a clause quotes stand in another regulation, as nearly as it has them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.drafting.folding import FoldedArticle, Span, folded
from clerkcheck.packs.model import Pack

_ALIKE = 0.5  # below this the passages have nothing to do with each other
_MOST = 6  # articles that are looked at for one clause
_SAME_ARTICLE = 0.1  # how much it adds that the clause's whole article stands there


class Hit(NamedTuple):
    """A clause of another pack, and the passage of an article that says the same: how alike they are, 0 to 1.

    ``together`` is the part of the clause's own article that stands in that article, 0 to 1.
    """

    pack: str
    clause: Clause
    article: str
    span: Span
    likeness: float
    together: float

    @property
    def weight(self) -> float:
        """How good the hit is beside others."""
        return self.likeness + _SAME_ARTICLE * self.together


def align(articles: Sequence[FoldedArticle], packs: Iterable[Pack]) -> tuple[Hit, ...]:
    """Return for each clause of ``packs`` its best place in the text, where it has one."""
    return tuple(hit for pack in packs for hit in _aligned(articles, pack))


def _aligned(articles: Sequence[FoldedArticle], pack: Pack) -> Iterator[Hit]:
    found = {clause.id: sorted(_places(articles, pack, clause), key=_weight, reverse=True) for clause in pack.clauses}
    together = _articles_together(found.values())
    for hits in found.values():
        weighed = [hit._replace(together=together[hit.clause.article, hit.article]) for hit in hits]
        best = max(weighed, key=_weight, default=None)
        if best is not None:
            yield best


def _weight(hit: Hit) -> float:
    return hit.weight


def _places(articles: Sequence[FoldedArticle], pack: Pack, clause: Clause) -> Iterator[Hit]:
    quote = folded(clause.quote)
    for article in articles:
        if not article.folded:
            continue
        found = fuzz.partial_ratio_alignment(quote, article.folded, score_cutoff=_ALIKE * 100)
        if found is None:
            continue
        if len(quote) > len(article.folded):
            span = Span(0, len(article.folded))
        else:
            span = article.snapped(Span(found.dest_start, found.dest_end))
        likeness = fuzz.ratio(quote, article.words(span)) / 100
        if likeness >= _ALIKE:
            yield Hit(pack.id, clause, article.number, span, likeness, 0.0)


def _articles_together(found: Iterable[Sequence[Hit]]) -> Mapping[tuple[str, str], float]:
    """For each pair of an article of the pack and one of the text: how much of the first stands in the second."""
    shared: dict[tuple[str, str], float] = defaultdict(float)
    sizes: dict[str, int] = defaultdict(int)
    for hits in found:
        for hit in hits:
            shared[hit.clause.article, hit.article] += max(0.0, hit.likeness - _ALIKE) / (1 - _ALIKE)
        if hits:
            sizes[hits[0].clause.article] += 1
    return {pair: much / sizes[pair[0]] for pair, much in shared.items()}
