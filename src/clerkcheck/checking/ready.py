"""What a pack's clauses can say, kept ready: findings and reminders depend on the pack alone: all cases share them."""

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.checking.date_remarks import DateRemarks
from clerkcheck.checking.reminders import pack_reminders
from clerkcheck.checking.report import Finding, Reminder
from clerkcheck.checking.sentences import message_of, reminder_text
from clerkcheck.conditions.program import Program
from clerkcheck.conditions.values import Truth
from clerkcheck.literals import CaseKind, Judged, Step
from clerkcheck.packs.clauses import Clause, ForumClause, MaterialIds, NoteClause, is_binding
from clerkcheck.packs.model import Pack

Way = Callable[[Any, "ReadyRule", Truth], None]  # judges a rule, given the value of its condition
_STEPS: tuple[Step, ...] = get_args(Step)
_KEPT = 8  # packs kept ready at a time
_ready: dict[int, "ReadyPack"] = {}


class Subject(dict[tuple[Judged, Truth], Finding]):
    """One thing a clause is judged by: a paper (or several of which any would do), or the clause as a whole.

    ``subject[status, when]`` is the finding that it came out as ``status`` where the clause's condition is ``when``
    (True or None); each is made when first asked for.
    """

    def __init__(self, pack: Pack, clause: Clause, later: bool, material: MaterialIds | None = None) -> None:
        super().__init__()
        self.pack, self.clause, self.later, self.material = pack, clause, later, material

    def __missing__(self, key: tuple[Judged, Truth]) -> Finding:
        status, when = key
        clause, material = self.clause, self.material
        approval: tuple[str, ...] = ()
        if isinstance(clause, ForumClause):
            material, approval = None, clause.approval if material else ()
        message = message_of(self.pack, clause, status, self.material)
        found = self[key] = Finding(
            clause.id, self.pack.regulation_of(clause), clause.article, clause.cited, clause.kind, clause.modality,
            status, material, clause.facts, message, clause.quote, clause.remedy, clause.layer, clause.duty,
            clause.step, self.later, when is True, counts(clause) and not self.later,
            approval=approval, also_from=clause.also_from)  # fmt: skip
        return found


class ReadyRule:
    """A clause as it stands for one kind of case; ``place`` of its condition in the program, ``check`` of its check.

    ``reminders`` are a note's two texts: where it is known to apply, and where it may. ``meetings`` are those a forum
    clause accepts; ``instead`` is it as judged by an approval that does in the place of one, None where none does.
    ``kept_away_by``: the bits of the facts of which a "no" can keep a rule that counts from applying, and
    ``kept_away``, ``applied`` and ``checked`` give those that alone do so, make it apply or fulfil its check.
    ``way``: how it is judged, noted by :mod:`clerkcheck.checking.check` when it first is.
    """

    __slots__ = (
        "applied", "check", "checked", "clause", "counts", "dated", "instead", "kept_away", "kept_away_by", "meetings",
        "names_meetings", "place", "reminders", "soft", "subjects", "way",
    )  # fmt: skip

    def __init__(
        self, pack: Pack, clause: Clause, place: int, check: int | None, now: Step | None, program: Program
    ) -> None:
        later = now is not None and _STEPS.index(clause.step) > _STEPS.index(now)
        self.clause, self.place, self.check = clause, place, check
        self.dated = bool(clause.in_force_from or clause.in_force_until)
        self.soft = not is_binding(clause.modality)
        self.counts = counts(clause) and not later
        self.subjects = tuple(Subject(pack, clause, later, material) for material in clause.demands or (None,))
        self.kept_away_by = program.refusable(place, wanted=False) if self.counts else 0
        self.kept_away = program.carriers(place, wanted=False)
        self.applied = program.carriers(place, wanted=True)
        self.checked = program.carriers(check, wanted=True) if check is not None else self.applied
        self.way: Way | None = None
        self.meetings: frozenset[str] = frozenset()
        self.names_meetings = False
        self.instead: Subject | None = None
        if isinstance(clause, ForumClause):
            self.meetings = clause.accepted_meetings(pack.vocabulary.meetings)
            self.names_meetings = bool(clause.forum) and not self.soft
            if clause.approval and not self.soft:
                self.instead = Subject(pack, clause, later, clause.approval)
        self.reminders = _reminders(pack, clause) if isinstance(clause, NoteClause) else {}


def counts(clause: Clause) -> bool:
    """Return whether a clause bears on the outcome: ``may`` clauses never do, nor do duties of others or of later."""
    return is_binding(clause.modality) and not clause.duty and not isinstance(clause, NoteClause)


def _reminders(pack: Pack, clause: Clause) -> dict[Truth, Reminder]:
    """A note's reminder by the value of its condition; where that is unknown, the text says so."""
    found: dict[Truth, Reminder] = {}
    for when in (True, None):
        text = reminder_text(clause, certain=when is True)
        found[when] = Reminder(
            "clause",
            clause.id,
            clause.article,
            clause.cited,
            text,
            pack.regulation_of(clause),
            clause.layer,
            when is True,
            clause.also_from,
        )
    return found


class ReadyPack:
    """A pack with its rules made ready for each kind of case and how far it is to go; findings come when needed.

    ``lower``: the ids of the clauses that layers below it have.
    """

    def __init__(self, pack: Pack) -> None:
        """Make the rules of a kind ready when they are first asked for."""
        self.pack = pack
        self.lower = frozenset(clause.id for clause in pack.clauses if clause.layer != pack.id)
        self._rules: dict[tuple[CaseKind, Step | None], tuple[ReadyRule, ...]] = {}
        self._today: ReadyDay | None = None

    def rules(self, kind: CaseKind, now: Step | None) -> tuple[ReadyRule, ...]:
        """Return the rules for a kind of case that is to go as far as ``now``; all of them count where that is None."""
        found = self._rules.get((kind, now))
        if found is None:
            pack, (rules, program) = self.pack, self.pack.kinds[kind]
            found = self._rules[kind, now] = tuple(
                ReadyRule(pack, pack.clauses[rule.clause], place, rule.check, now, program)
                for place, rule in enumerate(rules)
            )
        return found

    def on(self, calendar: WorkCalendar, as_of: date) -> "ReadyDay":
        """Return what holds for all cases that are judged on ``as_of``; the last day asked for is remembered."""
        found = self._today
        if found is None or found.dates.calendar is not calendar or found.dates.as_of != as_of:
            found = self._today = ReadyDay(self.pack, calendar, as_of)
        return found


class ReadyDay:
    """What holds for all cases judged on one day: its ISO text, the pack's own reminders, what is odd about dates."""

    def __init__(self, pack: Pack, calendar: WorkCalendar, as_of: date) -> None:
        self.day = as_of.isoformat()
        self.reminders = tuple(pack_reminders(pack, self.day))
        self.dates = DateRemarks(pack.vocabulary, calendar, as_of)


def ready(pack: Pack) -> ReadyPack:
    """Return the pack made ready; the last few packs are remembered."""
    found = _ready.get(id(pack))
    if found is None or found.pack is not pack:
        if len(_ready) >= _KEPT:
            _ready.clear()
        found = _ready[id(pack)] = ReadyPack(pack)
    return found
