"""A page of questions while it is being answered: what is ticked so far, and the answer that makes of it."""

from typing import Literal

from clerkcheck.checking.pages import Page
from clerkcheck.desk.session import Session
from clerkcheck.packs.model import Fact

Tick = Literal["yes", "no", "unsure"]


class PageTicks:
    """The rows of a page that are ticked: facts of a multi-select, or values of a list; none for any other page."""

    def __init__(self, session: Session, page: Page | None) -> None:
        self.session, self.page = session, page
        self.marks: dict[str, Tick] = dict(_first(session, page)) if page is not None else {}

    @property
    def several(self) -> bool:
        """Whether several rows of the page may be ticked."""
        return self.page is not None and (self.page.multi or self._fact.type == "choices")

    @property
    def numeric(self) -> bool:
        """Whether the page asks for a number."""
        return self.page is not None and not self.page.multi and not self._fact.of

    def toggle(self, row: str) -> None:
        """Tick or untick; in a list ``none`` excludes the rest and is excluded by it."""
        on = self.marks.get(row) != "yes"
        if self.page is not None and not self.page.multi and on:
            self.marks = {} if row == "none" else {each: mark for each, mark in self.marks.items() if each != "none"}
        self.marks[row] = "yes" if on else "no"

    def toggle_unsure(self, row: str) -> None:
        """Leave a row open on purpose, or not any more."""
        self.marks[row] = "no" if self.marks.get(row) == "unsure" else "unsure"

    @property
    def complete(self) -> bool:
        """Whether the page can be answered as it is ticked: of some lists one value at least must be chosen."""
        return self.page is not None and (self.page.multi or bool(self._values))

    def save(self) -> None:
        """Answer the page as ticked; raises InputError for an answer that cannot be, and then nothing has changed."""
        assert self.page is not None
        if self.page.multi:
            self.session.answer_flags(self.page, self._marked("yes"), self._marked("unsure"))
        else:
            self.session.answer(self._fact.id, self._values)

    @property
    def _values(self) -> list[str]:
        """The values ticked; where none is, ``none`` if the list has it (the page says so)."""
        return self._marked("yes") or (["none"] if "none" in self._fact.of else [])

    @property
    def _fact(self) -> Fact:
        assert self.page is not None
        return self.session.fact(self.page.facts[0])

    def _marked(self, tick: Tick) -> list[str]:
        return [row for row, mark in self.marks.items() if mark == tick]


def _first(session: Session, page: Page) -> dict[str, Tick]:
    if page.multi:
        return {fact: _first_tick(session, fact) for fact in page.facts}
    value = session.case.facts.get(page.facts[0])
    return dict.fromkeys(value, "yes") if isinstance(value, frozenset) else {}


def _first_tick(session: Session, fact: str) -> Tick:
    """What was answered; a fact that must be answered expressly stays open until it is, any other is no."""
    answer = session.case.facts.get(fact)
    if fact in session.unsure or (answer is None and session.fact(fact).expressly):
        return "unsure"
    return "yes" if answer else "no"
