"""Whether the articles of a text follow one another: what is left out, and what stands where it cannot be an article.

A line that a text has been wrapped at (第十五条规定的……) may be taken for the beginning of an article: then those
before the true one are missing, and the true one comes too late.
"""

import re
from collections.abc import Iterator, Sequence

from clerkcheck.i18n import _, listed
from clerkcheck.packs.model import Instrument, Pack
from clerkcheck.packs.source_text import SourceArticle
from clerkcheck.reading.numerals import article_order, missing_numbers, spans

_OPENING = re.compile(r"\s*(第[零〇一二三四五六七八九十百]+条(?:之[一二三四五六七八九十]+)?)(?=[\s　【(（:：]|$)")
_MOST_NAMED = 6


def numbering_remarks(text: str, articles: Sequence[SourceArticle]) -> Iterator[str]:
    """Yield what is odd in the numbers of the articles that were found in a text, a sentence each."""
    missing = missing_numbers(article.number for article in articles)
    if missing:
        yield _("原文的条号不连：没有{articles}。核对原文有没有缺页，有没有一行开头是“第几条规定的……”").format(
            articles=spans(missing)
        )
    late = list(dict.fromkeys(_falling(text)))
    if late:
        more = _("等") if len(late) > _MOST_NAMED else ""
        yield _("原文里{articles}写在条号更大的条后面，没有当作一条").format(articles=listed(late[:_MOST_NAMED]) + more)


def count_remark(pack: Pack, instrument: Instrument, articles: Sequence[SourceArticle]) -> str:
    """Return that the pack has fewer articles than the text of an instrument, "" where it has not."""
    ours = len(pack.articles_of(instrument))
    if not instrument.is_whole or ours >= len(articles):
        return ""
    return _("规则包有 {n} 条，原文有 {m} 条").format(n=ours, m=len(articles))


def _falling(text: str) -> Iterator[str]:
    last = (0, 0)
    for line in text.splitlines():
        found = _OPENING.match(line)
        if found is None:
            continue
        order = article_order(found[1])
        if order <= last:
            yield found[1]
        last = max(last, order)
