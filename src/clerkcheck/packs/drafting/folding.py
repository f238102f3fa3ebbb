"""Texts folded for comparing, with the way back: which words of the article a folded passage is."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from clerkcheck.packs.source_text import SourceArticle, canonical

# 区政府, 县政府 and 市政府 say the same of different places; so do 办公厅 and 办公室.
_PLACES = str.maketrans({"市": "区", "县": "区", "州": "区", "旗": "区", "厅": "室"})
_ENDS = frozenset(",.;:!?")
_LEADS = re.compile(r"(?:\((?:[一二三四五六七八九十]+|[0-9]+)\)|[0-9]+\.)")


def folded(text: str) -> str:
    """Return a text for comparing: punctuation of one form, no spaces, and the words for every kind of place alike."""
    return canonical(text).translate(_PLACES)


class Span(NamedTuple):
    """A passage of a folded article, from its first character to before its last."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many characters it has."""
        return self.end - self.start

    def shares(self, other: "Span") -> bool:
        """Whether the two have half of the shorter one's characters in common."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared * 2 >= min(self.length, other.length) > 0


class FoldedArticle:
    """An article folded for comparing.

    ``pieces`` are its parts between punctuation marks, ``phrases`` those between marks other than 、, both in order;
    the marks and the numbers of items are in none.
    """

    def __init__(self, article: SourceArticle) -> None:
        self.number, self.text = article.number, article.text
        pairs = [(char, place) for place, each in enumerate(article.text) for char in folded(each)]
        self.folded = "".join(char for char, _place in pairs)
        self._places = [place for _char, place in pairs]

    @cached_property
    def phrases(self) -> tuple[Span, ...]:
        """The parts between punctuation marks other than 、; a new paragraph begins one, too."""
        return self._parts("")

    @cached_property
    def pieces(self) -> tuple[Span, ...]:
        """The parts between punctuation marks of any kind."""
        return self._parts("、")

    def _parts(self, also: str) -> tuple[Span, ...]:
        found: list[Span] = []
        start = 0
        for at, place in enumerate(self._places):
            if at > start and self._begins(at):
                found.append(self._without_number(start, at))
                start = at
            if self._ends(at) and (self.text[place] != "、" or also):
                found.append(self._without_number(start, at))
                start = at + 1
        found.append(self._without_number(start, len(self.folded)))
        return tuple(each for each in found if each.length > 0)

    def _begins(self, at: int) -> bool:
        """Whether a paragraph begins there: a line does, and the one before was not broken off amid a sentence."""
        if not at or "\n" not in self.text[self._places[at - 1] : self._places[at]]:
            return not at
        return self.folded[at - 1] in _ENDS - {","} or _LEADS.match(self.folded, at) is not None

    def _ends(self, at: int) -> bool:
        """Whether a mark that ends a part stands there; the point of 1. and 1.5 is none."""
        return self.folded[at] in _ENDS and not (self.folded[at] == "." and self.folded[at - 1 : at].isdigit())

    def _without_number(self, start: int, end: int) -> Span:
        lead = _LEADS.match(self.folded[start:end])
        return Span(start + (lead.end() if lead else 0), end)

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The spans of its paragraphs, line breaks left out."""
        starts = [at for at in range(len(self._places)) if self._begins(at)]
        return tuple(Span(start, end) for start, end in pairwise([*starts, len(self.folded)]))

    def is_item(self, line: Span) -> bool:
        """Whether a paragraph begins with the number of an item, such as （一） or 1."""
        return _LEADS.match(self.words(line)) is not None

    def sentences_of(self, line: Span) -> tuple[Span, ...]:
        """Return the sentences of a paragraph, without the marks that end them; semicolons end one, too."""
        start = self._without_number(*line).start
        found = []
        for match in re.finditer(r"(?:[^.;]|(?<=[0-9])\.)+", self.words(Span(start, line.end))):
            found.append(Span(start + match.start(), start + match.end()))
        return tuple(found)

    def parts_of(self, span: Span, shortest: int, longest: int) -> Iterator[Span]:
        """Yield the phrases of a span, each cut at 、 into parts of no fewer than ``shortest`` characters.

        Of a part longer than ``longest`` only the beginning is given.
        """
        inside = [each for each in self.phrases if span.start <= each.start and each.end <= span.end]
        for phrase in inside:
            start = phrase.start
            for piece in self.pieces:
                if start < piece.end <= phrase.end and piece.end - start >= shortest <= phrase.end - piece.end - 1:
                    yield Span(start, min(piece.end, start + longest))
                    start = piece.end + 1
            yield Span(start, min(phrase.end, start + longest))

    def snapped(self, span: Span) -> Span:
        """Return the whole pieces of which a span has the greater part, or the one of which it has the most."""

        def shared(piece: Span) -> int:
            """Return how many characters a piece shares with the span."""
            return min(piece.end, span.end) - max(piece.start, span.start)

        found = [each for each in self.pieces if shared(each) * 2 > each.length]
        found = found or [max(self.pieces, key=shared, default=span)]
        return Span(found[0].start, found[-1].end)

    def words(self, span: Span) -> str:
        """Return the folded words of a span."""
        return self.folded[span.start : span.end]

    def as_written(self, span: Span) -> str:
        """Return the article's own words for a span, without line breaks."""
        written = self.text[self._places[span.start] : self._places[span.end - 1] + 1]
        return re.sub(r"\s*\n\s*", "", written)
