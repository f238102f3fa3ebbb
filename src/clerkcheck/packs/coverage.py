"""Whether every article of a regulation is accounted for: by clauses, or by the reason it needs none."""

from typing import NamedTuple

from clerkcheck.packs.model import Article, Pack
from clerkcheck.packs.numerals import article_number, article_order

STUB = "待整理"  # what the `skip` of an article begins with while nobody has worked on it
BLANK = "待填"  # what ``pack new`` writes in pack.yaml where the text does not say


class Coverage(NamedTuple):
    """One article of the regulation; ``article`` is None where the pack does not have it."""

    number: str
    article: Article | None

    @property
    def covered(self) -> bool:
        """Whether the article has clauses or a reason for none."""
        return (
            self.article is not None and bool(self.article.clauses or self.article.skip) and not is_stub(self.article)
        )


def is_stub(article: Article) -> bool:
    """Return whether the article still stands as ``pack new`` wrote it, waiting to be worked on."""
    return article.skip.startswith(STUB)


def coverage(pack: Pack) -> tuple[Coverage, ...]:
    """Return every article from the first to the pack's ``article_count``, and any inserted one (第四十九条之一)."""
    known = {article.number: article for article in pack.articles}
    numbers = {article_number(order) for order in range(1, pack.article_count + 1)} | known.keys()
    return tuple(Coverage(number, known.get(number)) for number in sorted(numbers, key=article_order))
