"""What a leaf of a condition says of papers and dates, in plain Chinese."""

from clerkcheck.conditions.readings import dates_between, sources_of
from clerkcheck.conditions.syntax import OPERATORS, TURNED, DateOrder, Leaf, OneOf
from clerkcheck.i18n import _
from clerkcheck.packs.model import Vocabulary
from clerkcheck.packs.reading_labels import dates_ordered, published_words


def reading_words(leaf: Leaf, words: Vocabulary, *, truth: bool = True) -> str:
    """Return what a leaf that reads papers or dates says, such as 合法性审查意见的日期不晚于会议召开日.

    Without ``truth``, that it is not so.
    """
    if isinstance(leaf, DateOrder):
        operator = leaf.operator if truth else OPERATORS[leaf.operator]
        first, second = dates_between(leaf.fact)
        if leaf.turned:
            first, second, operator = second, first, TURNED[operator]
        return dates_ordered(first, operator, second, words)
    paper = words.materials[sources_of(leaf.fact)[0].id]
    if isinstance(leaf, OneOf):
        return published_words(paper, leaf.values, words, truth=truth)
    return (_("有{paper}") if truth else _("缺{paper}")).format(paper=paper)
