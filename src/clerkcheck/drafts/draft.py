"""A draft as the checks and proposals see it: its text and its elements."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from clerkcheck.drafts.dates import CURRENT_SINCE
from clerkcheck.drafts.elements import Elements, elements_of
from clerkcheck.drafts.files.opening import read_draft_text
from clerkcheck.drafts.heading import SPOKEN
from clerkcheck.drafts.model import DraftPara, DraftText
from clerkcheck.drafts.unfolding import unfolded

_CUT = re.compile(r"[（(](?:[^（）()]{0,12}(?:节选|节略|截断|下略|以下省略|略|有删减)[^（）()]{0,12})[）)]")


class Draft:
    """A draft that was read. Its paragraphs are named by their index in ``paras``."""

    def __init__(self, text: DraftText) -> None:
        """Take the text of a file."""
        self.text = unfolded(text)
        self.paras = self.text.paras
        self.elements: Elements = elements_of(self.paras)

    @property
    def genre(self) -> str:
        """The genre's id, "" where it is not certain."""
        return self.elements.genre.genre if self.elements.genre else ""

    @cached_property
    def cut(self) -> bool:
        """Whether the text says of itself that something was left out: what is not there may have stood in it."""
        return any(_CUT.search(para.text) for para in self.paras)

    @cached_property
    def day(self) -> date | None:
        """The document's date; that of the inner one where the outer has none."""
        inner = self.elements.inner
        return self.elements.date or (inner.date if inner else None)

    @property
    def current(self) -> bool:
        """Whether the rules of today hold for it: it is not dated before they came into force."""
        return self.day is None or self.day >= CURRENT_SINCE

    @property
    def spoken(self) -> bool:
        """Whether it was read out to a meeting, as a note below its title says: it is then sent to nobody."""
        passed = self.elements.head.passed
        return passed is not None and SPOKEN.fullmatch(passed.value) is not None

    @cached_property
    def whole(self) -> str:
        """All paragraphs, one a line."""
        return "\n".join(para.text for para in self.paras)

    def body(self) -> Iterator[tuple[int, DraftPara]]:
        """Yield the paragraphs of the body, each with its index."""
        return ((at, self.paras[at]) for at in self.elements.body)

    def all_lines(self) -> Iterator[tuple[int, DraftPara]]:
        """Yield every paragraph with its index."""
        return enumerate(self.paras)


def read_draft(path: str) -> Draft:
    """Read a draft's file; raises InputError where it cannot be read."""
    return Draft(read_draft_text(path))
