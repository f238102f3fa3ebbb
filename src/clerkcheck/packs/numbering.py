"""Whether the articles of a text follow one another: what is left out, and what stands where it cannot be an article.

A line that a text has been wrapped at (第十五条规定的……) may be taken for the beginning of an article: then those
before the true one are missing, and the true one comes too late.
"""

from collections.abc import Iterator, Sequence

from clerkcheck.i18n import _, cited, listed
from clerkcheck.packs.model import Instrument, Pack
from clerkcheck.packs.skeleton import title_in
from clerkcheck.packs.source_numbers import passed_over
from clerkcheck.packs.source_text import SourceArticle, canonical
from clerkcheck.reading.numerals import missing_numbers, spans

_MOST_NAMED, _GLIMPSE = 6, 10  # lines that are named, characters of each


def numbering_remarks(text: str, articles: Sequence[SourceArticle]) -> Iterator[str]:
    """Yield what is odd in the numbers of the articles that were found in a text, a sentence each."""
    missing = missing_numbers(article.number for article in articles)
    if missing:
        yield _("原文的条号不连：没有{articles}。核对原文有没有缺页，有没有一行开头是“第几条规定的……”").format(
            articles=spans(missing)
        )
    late = passed_over([line.strip() for line in text.splitlines()])
    if late:
        shown = listed(cited(each.number, each.rest[:_GLIMPSE]) for each in late[:_MOST_NAMED])
        yield _("原文里有 {n} 行像条的开头而次序不对，没有当作一条：{lines}").format(n=len(late), lines=shown)


def count_remark(pack: Pack, instrument: Instrument, articles: Sequence[SourceArticle]) -> str:
    """Return that the pack has fewer articles than the text of an instrument, "" where it has not."""
    ours = len(pack.articles_of(instrument))
    if not instrument.is_whole or ours >= len(articles):
        return ""
    return _("规则包有 {n} 条，原文有 {m} 条").format(n=ours, m=len(articles))


def title_remark(instrument: Instrument, preface: str) -> str:
    """Return that a text, by its ``preface``, is that of another regulation; "" where it is not, or has no title."""
    title = title_in(preface)
    if not title or canonical(instrument.regulation.strip("《》")) in canonical(preface):
        return ""
    return _("原文的标题是{title}，规则包是{regulation}：多半给错了文件，换这一部的原文").format(
        title=title, regulation=instrument.regulation
    )
