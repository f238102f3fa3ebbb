"""One case being worked on: answers in, report out, every answer on disk before the next is asked.

Screens and the line mode share this; it knows no widget.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.changes import Change
from clerkcheck.cases.editing import CaseEditor, history_entry
from clerkcheck.cases.labels import status_labels
from clerkcheck.cases.loading import case_of, case_with_pack_of
from clerkcheck.cases.model import Case
from clerkcheck.cases.saving import Conflict, Stored, open_stored, save
from clerkcheck.checking.check import check
from clerkcheck.checking.pages import (
    DateUse,
    GroupState,
    Page,
    dates_that_matter,
    group_pages,
    group_states,
    next_page,
    papers_that_matter,
)
from clerkcheck.checking.report import BROKEN, Deadline, Finding, Report
from clerkcheck.clock import who
from clerkcheck.conditions.values import FactValue
from clerkcheck.desk.answer_words import answer_words
from clerkcheck.i18n import _, joined, labelled, listed
from clerkcheck.literals import MaterialStatus
from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.model import Fact, Pack
from clerkcheck.reading.documents import Document
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.parts import content, file_stamp

if TYPE_CHECKING:
    from clerkcheck.desk.new_case import Block


class Session:
    """An open case: its editor, its report, and where it is kept. ``today`` and ``now`` are the caller's clock."""

    def __init__(self, stored: Stored, calendar: WorkCalendar, today: date, now: Callable[[], datetime]) -> None:
        """Take the file as read; raises InputError when it is not a case that the packs can judge."""
        self.stored = stored
        self.calendar, self.today, self._now = calendar, today, now
        self.editor = CaseEditor(_without_history(stored.data))
        self.case: Case
        self.pack: Pack
        self.case, self.pack = case_with_pack_of(stored.document)
        self._place = self.editor.data.get("place")
        self.report: Report = check(self.case, self.pack, calendar, today)
        self._index = self.pack, {clause.id: clause for clause in self.pack.clauses}
        self.notice = ""  # what the user must know about the last save
        self.wanted: Page | None = None  # a page another screen asked to go back to
        self._unsaved: list[dict[str, str]] = []  # the history of changes that could not be saved yet
        self._stamp = file_stamp(stored.path)
        self._found: bytes | None = None  # what others have put into the file, as the last look found it

    @property
    def path(self) -> str:
        """The case file's path."""
        return self.stored.path

    # --- what to ask

    @property
    def page(self) -> Page | None:
        """What to ask next; None when no answer can change the report, or the rest was answered with 不清楚."""
        return next_page(self.report, self.pack, self.unsure)

    @property
    def unsure(self) -> frozenset[str]:
        """Facts that were asked and left open on purpose; the file has them as ``unknown``."""
        return frozenset(fact for fact, value in (self.editor.data.get("facts") or {}).items() if value == "unknown")

    @property
    def left_unsure(self) -> tuple[str, ...]:
        """The facts among them by which the report would still change, the one most clauses wait for first."""
        return tuple(each.id for each in self.report.facts_asked() if each.id in self.unsure)

    @property
    def groups(self) -> tuple[GroupState, ...]:
        """How far each group of questions is."""
        return group_states(self.case, self.report, self.pack)

    def pages_of(self, group: str) -> tuple[Page, ...]:
        """The pages of a group's facts that are answered or open, for going back to them."""
        state = next((each for each in self.groups if each.group == group), None)
        return (
            () if state is None else tuple(group_pages(group, (*state.open, *state.answered, *state.idle), self.pack))
        )

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers (要件) to ask for: those that some clause asks of this case, or may."""
        return papers_that_matter(self.case, self.report, self.pack)

    @property
    def dates(self) -> dict[str, DateUse]:
        """The dates to ask for, each with what it is for: first what certainly is, then what only may be."""
        return dates_that_matter(self.case, self.pack, self.report.as_of)

    @property
    def dates_lacking(self) -> tuple[str, ...]:
        """The dates not given that some clause certainly wants."""
        return tuple(each for each, use in self.dates.items() if use.certain and each not in self.case.dates)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The deadlines of the case: first those that certainly apply, then those that only may."""
        return tuple(sorted(self.report.deadlines, key=self.perhaps))

    def perhaps(self, deadline: Deadline) -> bool:
        """Whether a deadline only may apply: what would settle it is not answered."""
        return not any(each.certain for each in self.report.findings if each.clause == deadline.clause)

    def page_asking(self, fact: str) -> Page:
        """The page on which a fact is answered, with the others of its page where they still matter."""
        entry = self.fact(fact)
        pages = self.pages_of(entry.group)
        return next((page for page in pages if fact in page.facts), Page(entry.group, (fact,), entry.type == "bool"))

    def fact(self, fact: str) -> Fact:
        """The vocabulary's entry of a fact."""
        return self.pack.vocabulary.facts[fact]

    def clause(self, clause_id: str) -> Clause:
        """The clause of a finding, which the case's pack always has."""
        if self._index[0] is not self.pack:
            self._index = self.pack, {clause.id: clause for clause in self.pack.clauses}
        return self._index[1][clause_id]

    # --- changes; each is one undoable step and is saved before the call returns

    def answer_flags(self, page: Page, chosen: Iterable[str], unsure: Iterable[str] = ()) -> None:
        """Answer a multi-select: the chosen facts hold, those ``unsure`` stay open, the page's others do not hold."""
        yes, open_ = set(chosen), set(unsure)
        answers: dict[str, Any] = {fact: "unknown" if fact in open_ else fact in yes for fact in page.facts}
        self.change({"facts": answers}, self.flag_words(answers))

    def flag_words(self, answers: Mapping[str, Any]) -> str:
        """Return yes/no answers in words, every "no" among them: 是：…；否：…；不清楚：…."""
        named: dict[str, list[str]] = {_("是"): [], _("否"): [], _("不清楚"): []}
        for fact, value in answers.items():
            named[answer_words(self.fact(fact), value)].append(self.fact(fact).label)
        return joined(labelled(word, listed(labels)) for word, labels in named.items() if labels)

    def confirm(self, block: "Block") -> None:
        """Take over the answers of a profile that were confirmed together, as one step."""
        from clerkcheck.desk.profiles import block_answers, confirmed_words  # reading profiles takes pydantic

        changes = {"profile": block.profile.id, "facts": block_answers(block.taken)}
        self.change(changes, confirmed_words(block.profile, block.taken))

    def broken_by(self, answers: Mapping[str, FactValue]) -> list[Finding]:
        """Return the findings that these further answers would break, and that are not broken now."""
        now = {(each.clause, each.material) for each in self.report.findings if each.status in BROKEN}
        case = self.case._replace(facts={**self.case.facts, **answers})
        then = check(case, self.pack, self.calendar, self.today, questions=False)
        broken = (each for each in then.findings if each.status in BROKEN and each.counts)
        return [each for each in broken if (each.clause, each.material) not in now]

    def answer(self, fact: str, value: Any) -> None:
        """Answer one fact with a plain value (``"unknown"``: asked, not clear; None: not asked)."""
        entry = self.fact(fact)
        self.change({"facts": {fact: value}}, labelled(entry.label, answer_words(entry, value)))

    def set_paper(self, material: str, value: MaterialStatus | Mapping[str, Any] | None) -> None:
        """Set a paper to done, missing, or a mapping with date, ref, issuer; None: not known."""
        status: MaterialStatus | None = value.get("status") if isinstance(value, Mapping) else value
        words = status_labels()[status or "unknown"]
        self.change({"materials": {material: value}}, labelled(self.pack.vocabulary.materials[material], words))

    def paper_status(self, material: str) -> MaterialStatus:
        """The state of a paper: done, missing, or unknown."""
        known = self.case.materials.get(material)
        return known.status if known else "unknown"

    def set_paper_status(self, material: str, status: MaterialStatus) -> None:
        """Set only the state of a paper: its date, number and issuer stay as they are."""
        kept = (self.editor.data.get("materials") or {}).get(material)
        if isinstance(kept, dict):
            self.set_paper(material, {**kept, "status": status})
        else:
            self.set_paper(material, None if status == "unknown" else status)

    def set_paper_part(self, material: str, part: str, value: Any) -> None:
        """Set the date or the channels of a paper, the rest of it staying as it is; None: not known."""
        kept = (self.editor.data.get("materials") or {}).get(material)
        parts = dict(kept) if isinstance(kept, dict) else {"status": kept or "unknown"}
        self.set_paper(material, {name: each for name, each in {**parts, part: value}.items() if each is not None})

    def set_date(self, event: str, day: date | None) -> None:
        """Set a date of the case; None: not known."""
        shown = day.isoformat() if day else _("待定")
        self.change(
            {"dates": {event: day.isoformat() if day else None}}, labelled(self.pack.vocabulary.dates[event], shown)
        )

    def set_exceptions(self, exceptions: list[dict[str, str]]) -> None:
        """Replace the recorded exceptions (each with clause, reason, approved_by, until)."""
        self.change({"exceptions": exceptions or None}, _("例外：{n} 条").format(n=len(exceptions)))

    def change(self, changes: Mapping[str, Any], what: str) -> None:
        """Make one change, judge, and save. Raises InputError for a value that cannot be; then nothing has changed."""
        before = self.editor.data
        self.editor.update(dict(changes), what)
        if self.editor.data is before:
            return
        try:
            self._judge()
        except InputError:
            self.editor.drop()
            raise
        self._save(what)

    def record(self, what: str) -> None:
        """Write into the history what was done with the case and changes no answer, such as a printed paper."""
        self._save(what)

    def undo(self) -> str | None:
        """Take the last change back and save; return it in words."""
        return self._step(self.editor.undo(), _("撤销：{what}"))

    def redo(self) -> str | None:
        """Do the last undone change again and save; return it in words."""
        return self._step(self.editor.redo(), _("重做：{what}"))

    def look(self, *, leaving: bool = False) -> bool:
        """See whether others have written the file since the last save; return True where something came of it.

        What they wrote is then brought together with what is here, or kept beside it, as the next answer would do, and
        ``notice`` says so: an answer that an editor has written over is not missed only when another is given. An
        editor may be in the middle of writing, so two looks must find the same, unless one is ``leaving`` the case. A
        file that is gone, or cannot be written, waits for the next answer.
        """
        stamp = file_stamp(self.path)
        if stamp is None or stamp == self._stamp or self._unsaved:
            return False
        found = content(os.path.realpath(self.path))
        if found is None or found == self.stored.raw:
            self._stamp, self._found = stamp, None
            return False
        if found != self._found and not leaving:
            self._found = found
            return False
        before, self._found = self.stored, None
        self._write(self._now())
        return self.stored is not before

    def take_notice(self) -> str:
        """Return what the user must know about the last save, and forget it; "" where there is nothing."""
        notice, self.notice = self.notice, ""
        return notice

    def _step(self, what: str | None, wording: str) -> str | None:
        if what is not None:
            self._judge()
            self._save(wording.format(what=what))
        return what

    def _judge(self) -> None:
        place = self.editor.data.get("place")
        if place != self._place:  # the pack's words are those of the place, which was just said, or taken back
            self.case, self.pack = case_with_pack_of(Document(self.stored.path, "", self.editor.data, {}))
            self._place = place
        self.case = self._case_of(self.editor.data)
        self.report = check(self.case, self.pack, self.calendar, self.today)

    def _case_of(self, data: Mapping[str, Any]) -> Case:
        """The case in plain data; raises InputError where the pack has no such name or value."""
        return case_of(Document(self.stored.path, "", data, {}), self.pack)

    def _save(self, what: str) -> None:
        now = self._now()
        self._unsaved.append(history_entry(now.isoformat(timespec="seconds"), who(), what))
        self._write(now)

    def _write(self, now: datetime) -> None:
        """Save what is here, with the history of what was not saved yet."""
        kept = self.stored.data.get("history") or []
        history = [*(kept if isinstance(kept, list) else [kept]), *self._unsaved]
        data = {**self.editor.data, "history": history}
        before = len(history) - len(self._unsaved)
        try:
            self.stored = save(self.stored, data, now.strftime("%Y%m%d-%H%M%S"), self._case_of)
            self.notice = self.stored.remark
        except Conflict as conflict:
            self.stored = open_stored(conflict.kept)
            self.notice = str(conflict)
        except InputError as error:
            if self._unsaved:
                self.notice = _("没有存上：{error}").format(error=error)
            return
        own, self._unsaved = len(self._unsaved), []
        self._stamp, self._found = file_stamp(self.path), None
        if self.stored.taken:
            history = self.stored.data.get("history") or []
            self._join(self.stored.taken, history[before : len(history) - own])

    def _join(self, changes: tuple[Change, ...], entries: list[Any]) -> None:
        """Take over what others have answered in this case meanwhile, and say so."""
        self.editor.rebase(changes)
        self._judge()
        people = [str(each["who"]) for each in entries if isinstance(each, dict) and each.get("who")]
        words = [str(each["what"]) for each in entries if isinstance(each, dict) and each.get("what")]
        self.notice = _("{who}同时改了这一件：{what}。两边的改动都存下了").format(
            who=listed(dict.fromkeys(people)) or _("别处"),
            what=joined(words) or _("{n} 处").format(n=len(changes)),
        )


def _without_history(data: Mapping[str, Any]) -> dict[str, Any]:
    """What can be answered and taken back; what was done when is neither."""
    return {key: value for key, value in data.items() if key != "history"}
