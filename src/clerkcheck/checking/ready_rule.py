"""A clause made ready for one kind of case: what it reads of a case, and the findings that it can come out as."""

from typing import get_args

from clerkcheck.checking.report import Finding, Reminder
from clerkcheck.checking.sentences import message_of, reminder_text
from clerkcheck.conditions.program import Program
from clerkcheck.conditions.values import Truth
from clerkcheck.literals import Judged, Step
from clerkcheck.packs.clauses import Clause, ForumClause, MaterialClause, MaterialIds, NoteClause, counts, is_binding
from clerkcheck.packs.model import Pack

_STEPS: tuple[Step, ...] = get_args(Step)


class Subject(dict[tuple[Judged, Truth], Finding]):
    """One thing a clause is judged by: a paper (or several of which any would do), or the clause as a whole.

    ``subject[status, when]`` is the finding that it came out as ``status`` where the clause's condition is ``when``
    (True or None); each is made when first asked for. ``papers``: the ids of the paper or papers.
    """

    def __init__(self, pack: Pack, clause: Clause, later: bool, material: MaterialIds | None = None) -> None:
        super().__init__()
        self.pack, self.clause, self.later, self.material = pack, clause, later, material
        self.papers = material if isinstance(material, tuple) else () if material is None else (material,)

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
            approval=approval, also_from=clause.also_from, readings=clause.readings)  # fmt: skip
        return found


class ReadyRule:
    """A clause as it stands for one kind of case; ``place`` of its condition in the program, ``check`` of its check.

    ``condition`` and ``checking``: the numbers of its condition, equal for rules that apply under the same, and of its
    check; it and ``check`` are -1 where it has none. ``kept_away_by``: the bits of the facts of which a "no" can keep a
    rule that counts from applying. ``applied`` and ``checked`` give those that alone make it apply or fulfil its check;
    ``checked_by`` are those that can fulfil the check of one that counts.

    ``paper`` is the only one that it asks for, None where it asks for others, or something else. ``deems``: whether
    silence may count as consent. ``reminders`` are a note's two texts: where it is known to apply,
    and where it may. ``meetings`` are those a forum clause accepts; ``instead`` is it as judged by an approval that
    does in the place of one, None where none does.
    """

    __slots__ = (
        "applied", "check", "checked", "checked_by", "checking", "clause", "condition", "counts", "deems", "id",
        "instead", "kept_away_by", "meetings", "names_meetings", "paper", "place", "reminders", "soft", "subjects",
    )  # fmt: skip

    def __init__(
        self, pack: Pack, clause: Clause, place: int, check: int | None, now: Step | None, program: Program
    ) -> None:
        later = now is not None and _STEPS.index(clause.step) > _STEPS.index(now)
        self.clause, self.place, self.check, self.id = clause, place, -1 if check is None else check, clause.id
        self.condition = program.number(place)
        self.checking = program.number(check) if check is not None else -1
        self.soft = not is_binding(clause.modality)
        self.counts = counts(clause) and not later
        self.subjects = tuple(Subject(pack, clause, later, material) for material in clause.demands or (None,))
        self.kept_away_by = program.refusable(place, wanted=False) if self.counts else 0
        self.applied = program.carriers(place)
        self.checked = program.carriers(check) if check is not None else self.applied
        self.checked_by = program.refusable(check, wanted=True) if check is not None and self.counts else 0
        self.deems = isinstance(clause, MaterialClause) and bool(clause.deemed_from)
        single = isinstance(clause, MaterialClause) and len(self.subjects) == 1 and not self.deems
        self.paper = self.subjects[0].material if single else None
        self.meetings: frozenset[str] = frozenset()
        self.names_meetings = False
        self.instead: Subject | None = None
        if isinstance(clause, ForumClause):
            self.meetings = clause.accepted_meetings(pack.vocabulary.meetings)
            self.names_meetings = bool(clause.forum) and not self.soft
            if clause.approval and not self.soft:
                self.instead = Subject(pack, clause, later, clause.approval)
        self.reminders = _reminders(pack, clause) if isinstance(clause, NoteClause) else {}


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
