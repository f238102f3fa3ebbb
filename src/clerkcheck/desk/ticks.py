"""A page of questions while it is being answered: what is ticked so far, and the answer that makes of it."""

from collections.abc import Iterable, Mapping

from clerkcheck.cells import shortened
from clerkcheck.checking.odd_answers import at_odds
from clerkcheck.checking.pages import Page
from clerkcheck.conditions.values import FactValue
from clerkcheck.desk.session import Session
from clerkcheck.desk.title_words import said_in_title
from clerkcheck.i18n import _, linked
from clerkcheck.literals import Tick
from clerkcheck.packs.model import Fact

_TICKS: tuple[Tick, ...] = ("yes", "no", "unsure")


class PageTicks:
    """The rows of a page that are ticked: facts of a multi-select, or values of a list; none for any other page.

    A yes/no fact that was not touched counts as "no", unless that must be said expressly, would break a clause, or the
    title speaks of it: then it stays open until the clerk says so. What Enter would record is always what
    :meth:`enter_words` says.
    """

    def __init__(self, session: Session, page: Page | None) -> None:
        self.session, self.page = session, page
        self.said: set[str] = set()  # rows that were answered before, or touched here
        self.marks: dict[str, Tick] = {}
        self.in_title = said_in_title(session.pack, session.case.title) if page is not None and page.multi else {}
        if page is not None and page.multi:
            self.marks, self.said = _recorded(session, page)
            self._settle()
        elif page is not None:
            self.marks = dict.fromkeys(_chosen_before(session, page), "yes")

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
        self._say(row, "yes" if on else "no")

    def deny(self, row: str) -> None:
        """Answer a row with no, expressly."""
        self._say(row, "no")

    def toggle_unsure(self, row: str) -> None:
        """Leave a row open on purpose, or not any more."""
        self._say(row, "no" if self.marks.get(row) == "unsure" else "unsure")

    def take(self, said: Mapping[str, Tick]) -> None:
        """Take the answers to some rows of a multi-select as all that was said of it; what was before is forgotten."""
        self.marks, self.said = {**dict.fromkeys(self.marks, "no"), **said}, set(said)
        self._settle()

    @property
    def left(self) -> list[str]:
        """The rows left open that nobody has left open on purpose."""
        return [row for row in self._marked("unsure") if row not in self.said]

    @property
    def complete(self) -> bool:
        """Whether the page can be answered as it is ticked: of some lists one value at least must be chosen."""
        return self.page is not None and (self.page.multi or bool(self._values))

    @property
    def ticked(self) -> bool:
        """Whether a row is ticked."""
        return bool(self._marked("yes"))

    @property
    def recorded_none(self) -> bool:
        """Whether, of a list, what is recorded is that none of it applies."""
        return self.page is not None and not self.page.multi and self.several and self._values == ["none"]

    def save(self) -> None:
        """Answer the page as ticked; raises InputError for an answer that cannot be, and then nothing has changed."""
        assert self.page is not None
        if self.page.multi:
            self.session.answer_flags(self.page, self._marked("yes"), self._marked("unsure"))
        else:
            self.session.answer(self._fact.id, self._values)

    def enter_words(self, row: object = None) -> str:
        """Return in words what Enter records of the page as it is; ``row`` is the one under the cursor, or None."""
        if self.page is None:
            return ""
        if self.page.multi:
            return self._flag_words()
        if self.numeric:
            return _("记下这个数")
        if self.several:
            ticked = self._marked("yes")
            nothing = self._fact.of.get("none")
            if ticked:
                return _("选定 {n} 项").format(n=len(ticked))
            return _("记为“{answer}”").format(answer=nothing) if nothing else _("（还没有勾选）")
        label = self._fact.of.get(row) if isinstance(row, str) else None
        return _("记为“{answer}”").format(answer=shortened(label, 20)) if label else _("（还没有选）")

    def _flag_words(self) -> str:
        """What Enter records of a multi-select: 其余 6 项记为“否”，2 项未答."""
        ticked, denied, left = (len(self._marked(tick)) for tick in _TICKS)
        if len(self.marks) == 1 and not left:
            return _("记为“否”") if denied else _("记为“是”")
        parts = []
        if denied:
            one_kind = _("{n} 项记为“否”") if left else _("{n} 项都记为“否”")
            parts.append((_("其余 {n} 项记为“否”") if ticked else one_kind).format(n=denied))
        if left:
            parts.append(_("{n} 项未答").format(n=left))
        return linked(parts) or _("{n} 项都记为“是”").format(n=ticked)

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

    def _say(self, row: str, tick: Tick) -> None:
        self.marks[row] = tick
        self.said.add(row)
        if self.page is not None and self.page.multi:
            self._settle()

    def _settle(self) -> None:
        """Give the rows not touched their mark: "no" where that is harmless, else open; "yes" where another says so."""
        assert self.page is not None
        untouched = [fact for fact in self.page.facts if fact not in self.said]
        for fact in untouched:
            open_: Tick = "unsure" if fact in self.in_title else "no"
            self.marks[fact] = (
                "unsure" if self.session.fact(fact).expressly else "yes" if self._follows(fact) else open_
            )
        for fact in barring(self.session, self.marks, untouched):
            self.marks[fact] = "unsure"

    def _follows(self, fact: str) -> bool:
        """Whether "no" would contradict what is answered or ticked (a major matter is an important one)."""
        said: dict[str, FactValue] = {row: self.marks[row] == "yes" for row in self.said if row in self.marks}
        given = {**self.session.case.facts, **{row: said[row] for row in said if self.marks[row] != "unsure"}}
        odd = (answers for answers, _why in self.session.pack.vocabulary.at_odds if (fact, True, (False,)) in answers)
        return any(at_odds(answers, {**given, fact: False}) for answers in odd)


def barring(session: Session, marks: Mapping[str, Tick], untouched: Iterable[str]) -> set[str]:
    """Return those of the facts ``untouched`` whose "no" would break a clause that stands unbroken now."""
    found: set[str] = set()
    while True:
        answers = {fact: tick == "yes" for fact, tick in marks.items() if tick != "unsure" and fact not in found}
        denied = {fact for fact in untouched if answers.get(fact) is False}
        more = {fact for each in session.broken_by(answers) for fact in each.facts if fact in denied}
        if not more:
            return found
        found |= more


def _recorded(session: Session, page: Page) -> tuple[dict[str, Tick], set[str]]:
    """The marks of what was answered before, and which rows those are; every row has a place, in the page's order."""
    marks: dict[str, Tick] = dict.fromkeys(page.facts, "no")
    said = {fact for fact in page.facts if fact in session.unsure or fact in session.case.facts}
    for fact in said:
        marks[fact] = "unsure" if fact in session.unsure else "yes" if session.case.facts[fact] else "no"
    return marks, said


def _chosen_before(session: Session, page: Page) -> Iterable[str]:
    value = session.case.facts.get(page.facts[0])
    return value if isinstance(value, frozenset) else ()
