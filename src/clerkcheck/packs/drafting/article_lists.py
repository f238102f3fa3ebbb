"""Lists in an article: what is listed, and the words that say of all of it who decides or signs.

Such words stand before the list (区政府常务会议的主要任务是：…… 下列公文由区长签发：……) or after it
(……等，由区政府全体会议或区政府常务会议讨论决定).
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from clerkcheck.packs.drafting.folding import FoldedArticle, Span
from clerkcheck.packs.drafting.quoted_words import DECIDED, SIGNED, signers_in

_TASKS = re.compile("(?:任务|职责|讨论决定的事项|议题范围|研究的事项)[^,.;]*[:是]?$")
_SHORTEST, _LONGEST = 6, 60  # characters of a listed thing: a quotation has no more


ListKind = Literal["tasks", "decided", "signed"]  # what is listed: a meeting's tasks, or what one decides, or one signs


class ListItem(NamedTuple):
    """One thing of a list, and the words that hold for the whole list; ``how``: what the list is one of."""

    span: Span
    words: str
    how: ListKind


def list_items(article: FoldedArticle) -> Iterator[ListItem]:
    """Yield what the lists of an article list, in its order."""
    head: str = ""
    how: ListKind | None = None
    for line in article.lines:
        words = article.words(line)
        if how and article.is_item(line):
            shortest = _LONGEST if how == "tasks" else _SHORTEST  # 传达贯彻党中央、国务院…… is one task
            yield from (ListItem(span, head, how) for span in article.parts_of(line, shortest, _LONGEST))
            continue
        head, how = "", None
        if words.endswith(":"):
            head = re.split("[.;]", words[:-1])[-1] + ":"
            how = _kind(head)
        else:
            for sentence in article.sentences_of(line):
                yield from _in_sentence(article, sentence)


def _in_sentence(article: FoldedArticle, sentence: Span) -> Iterator[ListItem]:
    words = article.words(sentence)
    before, colon, _after = words.partition(":")
    if colon and (how := _kind(before)):
        rest = Span(sentence.start + len(before) + 1, sentence.end)
        yield from (ListItem(span, before, how) for span in article.parts_of(rest, _SHORTEST, _LONGEST))
        return
    last = words.rfind(",")
    tail = words[last + 1 :]
    how = _kind(tail) if last > 0 and tail.startswith(("由", "须经", "应经", "必须经", "提请", "提交")) else None
    if how:
        rest = Span(sentence.start, sentence.start + last)
        parts = list(article.parts_of(rest, _SHORTEST, _LONGEST))
        if len(parts) > 1:
            yield from (ListItem(span, tail, how) for span in parts)


def _kind(words: str) -> ListKind | None:
    if SIGNED.search(words):
        return "signed" if signers_in(words) else None
    if "会" in words and _TASKS.search(words):
        return "tasks"
    return "decided" if "会" in words and DECIDED.search(words) else None
