"""Whether every article of a regulation is accounted for: by clauses, or by the reason it needs none."""

from collections.abc import Iterator
from typing import NamedTuple

from clerkcheck.packs.model import Article, Instrument, Pack
from clerkcheck.reading.numerals import article_number, article_order, is_article_number

STUB = "待整理"  # what the `skip` of an article begins with while nobody has worked on it
BLANK = "待填"  # what ``pack new`` writes in pack.yaml where the text does not say


class Coverage(NamedTuple):
    """One article of an instrument; ``article`` is None where the pack does not have it."""

    instrument: Instrument
    number: str
    article: Article | None

    @property
    def covered(self) -> bool:
        """Whether the article has clauses or a reason for none, and no draft that waits to be confirmed."""
        article = self.article
        if article is None or article.drafts or is_stub(article):
            return False
        return bool(article.clauses or article.skip or article.also)


def is_stub(article: Article) -> bool:
    """Return whether the article still stands as ``pack new`` wrote it, waiting to be worked on."""
    return article.skip.startswith(STUB)


def coverage(pack: Pack) -> tuple[Coverage, ...]:
    """Return every article of each instrument, those that the pack lacks among them.

    Of the regulation that pack.yaml describes these are the first to the pack's ``article_count``, and any inserted one
    (第四十九条之一); of another instrument all to the last that the pack has, unless its text was not had whole, only
    some articles of it were chosen, or it has items under numbers of another form: then those that the pack has.
    """
    return tuple(each for instrument in pack.instruments.values() for each in _of(instrument, pack))


def numbered_throughout(pack: Pack, instrument: Instrument) -> bool:
    """Return whether an instrument has articles (第四十九条) alone, and no items under numbers of another form."""
    return all(is_article_number(article.number) for article in pack.articles_of(instrument))


def _of(instrument: Instrument, pack: Pack) -> Iterator[Coverage]:
    known = {article.number: article for article in pack.articles_of(instrument)}
    numbers = list(known)
    if instrument.is_whole and numbered_throughout(pack, instrument):
        last = pack.article_count if instrument.is_local else max(article_order(each)[0] for each in known)
        every = {article_number(order) for order in range(1, last + 1)} | known.keys()
        numbers = sorted(every, key=article_order)
    for number in numbers:
        yield Coverage(instrument, number, known.get(number))
