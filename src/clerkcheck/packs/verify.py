"""Every quotation of a pack against a copy of the regulation; every article of the copy against the pack."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.coverage import is_stub
from clerkcheck.packs.model import Instrument, Pack
from clerkcheck.packs.source_text import SourceArticle, canonical

_PIECE = re.compile(r"[^，。；：、！？,;:!?\n]+[，。；：、！？,;:!?\n]*")
_ALIKE = 0.4  # below this the most similar passage has nothing to do with the quotation


class QuoteFinding(NamedTuple):
    """Where a clause's quotation stands.

    ``status`` is ``found`` (in the cited article), ``moved`` (``elsewhere`` has the articles that have it), ``gone``
    (``similar`` is the passage of the cited article most like it, "" where none is), or ``lapsed``: not in the cited
    article, and rightly so, since the clause is not in force.
    """

    clause: str
    article: str
    quote: str
    status: str
    elsewhere: tuple[str, ...] = ()
    similar: str = ""


class Verification(NamedTuple):
    """Every quotation; the articles of the text that the pack does not account for; those only the pack has."""

    quotes: tuple[QuoteFinding, ...]
    unaccounted: tuple[SourceArticle, ...]
    vanished: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether every quotation stands (or has lapsed), and neither side has an article that the other lacks."""
        standing = all(each.status in ("found", "lapsed") for each in self.quotes)
        return standing and not self.unaccounted and not self.vanished


def verify(pack: Pack, instrument: Instrument, articles: tuple[SourceArticle, ...], as_of: date) -> Verification:
    """Compare what ``pack`` has of an ``instrument`` with the articles of its text.

    The text is in simplified characters, its punctuation of any width (``split_source``, or ``split_known``).

    ``as_of`` is the day of the text: a clause that is not in force then may be missing from it.

    An article of the text is accounted for by a reason for having no clause, by a quotation that stands in it, or by
    one that should and is gone (which is reported by itself); a stub (待整理) accounts for nothing.
    """
    texts = {article.number: article.text for article in articles}
    words = {number: canonical(text) for number, text in texts.items()}
    day = as_of.isoformat()
    clauses = [clause for clause in pack.clauses if clause.instrument == instrument.id]
    ours = pack.articles_of(instrument)
    quotes = tuple(
        _lapsed(clause, _find(QuoteFinding(clause.id, *source, "found"), words, texts), day)
        for clause in clauses
        for source in clause.sources
    )
    accounted = {article.number for article in ours if article.skip and not is_stub(article)}
    # Of a text that was not had whole, or of which articles were chosen, an entry may say why the rest is not there.
    expected = ours if instrument.is_whole else [each for each in ours if each.clauses]
    for each in quotes:
        if each.status != "lapsed":
            accounted.update(each.elsewhere or (each.article,))
    return Verification(
        quotes=quotes,
        unaccounted=tuple(article for article in articles if article.number not in accounted),
        vanished=tuple(article.number for article in expected if article.number not in texts),
    )


def _find(found: QuoteFinding, words: Mapping[str, str], texts: Mapping[str, str]) -> QuoteFinding:
    """The finding as it is where the article has the quotation, or where that stands else."""
    quote = canonical(found.quote)
    if quote in words.get(found.article, ""):
        return found
    elsewhere = tuple(number for number, text in words.items() if quote in text)
    if elsewhere:
        return found._replace(status="moved", elsewhere=elsewhere)
    return found._replace(status="gone", similar=most_similar(found.quote, texts.get(found.article, "")))


def _lapsed(clause: Clause, found: QuoteFinding, day: str) -> QuoteFinding:
    """The finding as it is, or ``lapsed`` where a clause that is not in force on ``day`` is not found."""
    if found.status == "found" or clause.in_force_on(day):
        return found
    return QuoteFinding(clause.id, found.article, found.quote, "lapsed")


def most_similar(quote: str, text: str) -> str:
    """Return the passage of ``text`` (whole phrases, up to half as long again) most like ``quote``, or ""."""
    wanted = canonical(quote)
    matcher = SequenceMatcher(None, b=wanted, autojunk=False)
    best, score = "", _ALIKE
    for passage in _passages(text, len(wanted)):
        matcher.set_seq1(canonical(passage))
        if matcher.quick_ratio() > score and matcher.ratio() > score:
            best, score = passage, matcher.ratio()
    return best.strip().rstrip("，。；：、,;:")


def _passages(text: str, length: int) -> Iterator[str]:
    """Runs of whole phrases of ``text``, none beyond the first that reaches one and a half times ``length``."""
    pieces = _PIECE.findall(text)
    for start in range(len(pieces)):
        run = ""
        for piece in pieces[start:]:
            run += piece
            yield run.replace("\n", "")
            if len(run) >= length * 1.5:
                break
