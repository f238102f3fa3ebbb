"""The elements of an official document, as 《党政机关公文处理工作条例》第九条 names them; what is not certain is left out."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from clerkcheck.drafts.closing import Closing, closing_of
from clerkcheck.drafts.dates import date_of
from clerkcheck.drafts.heading import DraftHeading, heading_of
from clerkcheck.drafts.model import DraftPara
from clerkcheck.drafts.names import (
    ANNEXED_END,
    GOOD_NUMBER,
    TitleGenre,
    addressees_of,
    genre_of,
    issuers_of_lines,
    organs,
)
from clerkcheck.drafts.phrases import genre_of_body
from clerkcheck.drafts.pieces import TextPiece

_SHELL = re.compile(r"转发|批转|印发|发布|公布")
_ANNEX = re.compile(r"附\s*件\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?\s*[:：]?")
_PASSED = re.compile(r"[（(].*(?:\d{4}年|通过|批准|发布|公布|修订).*[）)]")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]+[章条]")


class Elements(NamedTuple):
    """A document's elements; ``head`` and ``close`` have their lines. ``body``: the lines between addressee and end."""

    head: DraftHeading
    close: Closing
    genre: TitleGenre | None
    addressees: tuple[str, ...]
    issuers: tuple[str, ...]
    body: range
    annexes: tuple[TextPiece, ...] = ()
    inner: "Elements | None" = None

    @property
    def title(self) -> str:
        """The title, its lines joined; "" where there is none."""
        return self.head.title.value if self.head.title else ""

    @property
    def date(self) -> date | None:
        """成文日期, where it is a day: below the signature, or alone in the note below the title."""
        note = self.head.passed
        above = date_of(note.value.strip("（() ）")) if note and not self.close.odd_date else None
        return self.close.day or above

    @property
    def number(self) -> str:
        """发文字号 as written, where it is whole: the organ's word, a year of four digits in brackets, a number."""
        piece = self.head.number
        if piece is None or not re.search(r"[\u4e00-\u9fff]\W?(?:19|20)\d{2}\W\s*(?:第\s*)?\d+\s*号$", piece.value):
            return ""
        return piece.value

    @property
    def attachments(self) -> tuple[str, ...]:
        """The names of the attachments that the document lists."""
        return tuple(each.value for each in self.close.attachments)

    @property
    def sound_number(self) -> bool:
        """Whether the number is written just as the standard wants it."""
        return GOOD_NUMBER.fullmatch(self.number) is not None


def elements_of(paras: Sequence[DraftPara], start: int = 0, end: int | None = None, *, inner: bool = False) -> Elements:
    """Return the elements of the document in ``paras`` from ``start`` to ``end``, one inside another told apart."""
    end = len(paras) if end is None else end
    head = heading_of(paras, start, end, inner=inner)
    close = closing_of(paras, head.end, end, regulation=inner and _is_regulation(paras, head, end))
    body = range(head.end, close.body_end)
    genre = genre_of(head.title.value) if head.title else genre_of_body([paras[at].text for at in body], head)
    rest = range(close.end, end)
    annexes = tuple(TextPiece(paras[at].text, at) for at in rest if _ANNEX.fullmatch(paras[at].text))
    within = _inner(paras, head, body, rest, annexes) if not inner else None
    issuers = organs(close.signature.value) if close.signature else []
    if not issuers and head.title:
        issuers = issuers_of_lines(head.spaced)
    if not issuers and head.mark:
        issuers = organs(re.sub(r"文\s*件$", "", head.mark.value))
    addressees = addressees_of(head.addressee.value) if head.addressee else []
    return Elements(head, close, genre, tuple(addressees), tuple(issuers), body, annexes, within)


def _is_regulation(paras: Sequence[DraftPara], head: DraftHeading, end: int) -> bool:
    """Whether what follows is a text of articles or measures: its dates are no signature."""
    titled = head.title is not None and ANNEXED_END.search(head.title.value) is not None
    return titled or (head.end < end and _ARTICLE.match(paras[head.end].text) is not None)


def _inner(
    paras: Sequence[DraftPara], head: DraftHeading, body: range, rest: range, annexes: tuple[TextPiece, ...]
) -> Elements | None:
    """The document that is forwarded or issued with this one; attachments with a label of their own are none."""
    # An order has a title of its organ alone; that it issues something is said below.
    shell = head.title.value if head.title else ""
    if not shell or re.search("令$", shell):
        shell = "".join(paras[at].text for at in body)
    if not _SHELL.search(shell) or not rest:
        return None
    labelled = {each.at for each in annexes}
    lines = [at for at in rest if at not in labelled]
    if len(annexes) > 1 or len(lines) < 2:
        return None
    start = lines[0]
    last = next((at for at in lines if re.match(r"抄送|分送|主题词", paras[at].text)), rest.stop)
    return elements_of(paras, start, last, inner=True) if last > start else None


def passages(elements: Elements) -> Iterator[tuple[Elements, bool]]:
    """Yield the document and the one inside it, each with whether it is the inner one."""
    yield elements, False
    if elements.inner:
        yield elements.inner, True
