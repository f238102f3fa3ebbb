"""Every quotation of a pack against a copy of the regulation; every article of the copy against the pack."""

from typing import NamedTuple

from clerkcheck.packs.model import Pack
from clerkcheck.packs.source_text import SourceArticle, canonical, split_articles


class QuoteFinding(NamedTuple):
    """Where a clause's quotation stands: ``found`` in the cited article, ``moved`` (in ``elsewhere``), or ``gone``."""

    clause: str
    article: str
    quote: str
    status: str
    elsewhere: str


class Verification(NamedTuple):
    """The comparison: every quotation; articles only the text has (with their first words); articles only the pack has."""

    quotes: tuple[QuoteFinding, ...]
    unaccounted: tuple[SourceArticle, ...]
    vanished: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing differs."""
        return not self.unaccounted and not self.vanished and all(each.status == "found" for each in self.quotes)


def verify(pack: Pack, text: str) -> Verification:
    """Compare ``pack`` with the regulation's ``text`` (simplified characters, any punctuation width)."""
    articles = split_articles(text)
    words = {article.number: canonical(article.text) for article in articles}
    quotes = tuple(_find(pack, index, words) for index in range(len(pack.clauses)))
    known = {article.number for article in pack.articles}
    return Verification(
        quotes,
        unaccounted=tuple(article for article in articles if article.number not in known),
        vanished=tuple(article.number for article in pack.articles if article.number not in words),
    )


def _find(pack: Pack, index: int, words: dict[str, str]) -> QuoteFinding:
    clause = pack.clauses[index]
    quote = canonical(clause.quote)
    if quote in words.get(clause.article, ""):
        return QuoteFinding(clause.id, clause.article, clause.quote, "found", "")
    elsewhere = next((number for number, text in words.items() if quote in text), "")
    return QuoteFinding(clause.id, clause.article, clause.quote, "moved" if elsewhere else "gone", elsewhere)
