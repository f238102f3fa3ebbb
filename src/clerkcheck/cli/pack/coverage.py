"""``clerkcheck pack coverage ID``: every article has clauses, or a reason for none."""

from argparse import Namespace
from collections import Counter
from itertools import groupby

from clerkcheck.cells import wrap
from clerkcheck.cli.pack.which_pack import pack_at
from clerkcheck.cli.say import say
from clerkcheck.i18n import _, listed
from clerkcheck.packs.coverage import Coverage, coverage
from clerkcheck.packs.model import Instrument

_WIDTH = 80


def run(options: Namespace) -> int:
    """Print every article; return 0 when each is accounted for, else 1."""
    pack = pack_at(options.pack)
    counts: Counter[str] = Counter()
    for instrument, entries in groupby(coverage(pack), lambda entry: entry.instrument):
        articles = list(entries)
        say(_heading(instrument, len(articles)))
        for entry in articles:
            state, text = _line(entry)
            counts[state] += 1
            say("\n".join(wrap(text, _WIDTH, rest="    ")))
    say(
        _("有条款 {a} 条，写明无条款 {b} 条，没有交代 {c} 条").format(
            a=counts["clauses"], b=counts["skip"], c=counts["open"]
        )
    )
    return 1 if counts["open"] else 0


def _heading(instrument: Instrument, articles: int) -> str:
    """The instrument's name, and how much of it the pack has."""
    if instrument.partial:
        return _("{regulation} 存本不全，收 {n} 条").format(regulation=instrument.regulation, n=articles)
    if instrument.selected:
        return _("{regulation} 节选 {n} 条").format(regulation=instrument.regulation, n=articles)
    return _("{regulation} 共 {n} 条").format(regulation=instrument.regulation, n=articles)


def _line(entry: Coverage) -> tuple[str, str]:
    """How an article stands (clauses, skip or open), and its line."""
    number, article = entry.number, entry.article
    if article is not None and article.drafts:
        said = _("{number} 【没有交代】草稿 {n} 款没有确认：{ids}")
        return "open", said.format(number=number, n=len(article.drafts), ids=listed(article.drafts))
    if article is not None and article.clauses:
        ids = listed(article.clauses)
        return "clauses", _("{number} {n} 款：{ids}").format(number=number, n=len(article.clauses), ids=ids)
    if article is not None and article.also and not article.skip:
        return "clauses", _("{number} 由别的条的款一并写明：{ids}").format(number=number, ids=listed(article.also))
    if article is not None and entry.covered:
        return "skip", _("{number} 无条款：{why}").format(number=number, why=article.skip)
    if article is not None and article.skip:
        return "open", _("{number} 【没有交代】{why}").format(number=number, why=article.skip)
    return "open", _("{number} 【没有交代】既无条款，也没写明理由").format(number=number)
