"""What comes out of judging a case. Its JSON form, ``clerkcheck.report/2``, is made in ``reports/json.py``."""

from datetime import date
from typing import NamedTuple

from clerkcheck.checking.judging_rules import BEST, IF_UNSETTLED, outcome_if_broken
from clerkcheck.conditions.readings import Part, is_reading, sources_of
from clerkcheck.conditions.values import FactValue
from clerkcheck.literals import (
    OUTCOMES,
    Asked,
    Bound,
    CaseKind,
    ClauseKind,
    DeadlineStatus,
    Duty,
    MaterialStatus,
    Modality,
    Outcome,
    RemindedOf,
    Status,
    Step,
    Unit,
)
from clerkcheck.packs.clauses import MaterialIds

BROKEN: frozenset[Status] = frozenset({"missing", "violated", "missed"})
UNSETTLED: frozenset[Status] = frozenset({"open", "overdue"})
_WANTING = BROKEN | UNSETTLED
MAY_BREAK: frozenset[Status] = frozenset({"missed", "overdue", "open"})  # of a deadline: by its dates alone not kept


class Finding(NamedTuple):
    """How one clause (for papers: one paper of it) came out.

    ``status``: met, missing, violated, open, excepted; for deadlines also missed, pending, overdue.
    ``material`` is the paper's id, a tuple of ids where any of them would do, or None. ``certain``: the clause is known
    to apply to this case; where it is not, and its requirement is met already, the finding is met all the same.
    ``pack`` is the id of the layer the clause comes from. ``duty``: "" where it must hold before the item goes up;
    others, afterwards: somebody else's, or later. ``step``: at which moment it is looked at; ``later``: after the one
    that the case is to go to now. ``counts``: whether it bears on the outcome: no ``may`` clause does, none with a
    ``duty``, and none that is looked at ``later``. ``cited`` is how its article is cited: with the regulation's name
    where the pack has several. ``refused``: an exception is recorded that does not help; the message says why.
    ``approval``: the paper of an approval that does, or would do, in the place of a meeting; () where the meeting does.
    ``also_from``: the other articles that the clause rests on, each with its words. ``readings``: the names of what its
    conditions read of papers and dates.
    """

    clause: str
    regulation: str
    article: str
    cited: str
    kind: ClauseKind
    modality: Modality
    status: Status
    material: MaterialIds | None
    facts: tuple[str, ...]
    message: str
    quote: str
    remedy: str
    pack: str
    duty: Duty = ""
    step: Step = "submit"
    later: bool = False
    certain: bool = True
    counts: bool = True
    refused: bool = False
    approval: tuple[str, ...] = ()
    also_from: tuple[tuple[str, str], ...] = ()
    readings: tuple[str, ...] = ()


class Approval(NamedTuple):
    """An approval that does in the place of a meeting, by a forum clause that applies: of any of the roles ``by``.

    ``paper`` shows it, or any of several that are the same; ``forum`` are the meetings that would do as well.
    """

    clause: str
    paper: tuple[str, ...]
    by: tuple[str, ...]
    forum: tuple[str, ...]
    status: MaterialStatus


class Deemed(NamedTuple):
    """A paper that has not come and counts as consent, by a clause, since ``due``, the last day to answer, has passed.

    It is counted from ``from_event``; ``text`` says so in a sentence.
    """

    material: MaterialIds
    clause: str
    from_event: str
    from_date: date
    due: date
    text: str


class Extension(NamedTuple):
    """To when a deadline can be put off: by the approval of any of the roles ``by``, which the paper shows.

    Without it the day is ``first``, with it ``extended``: the last that either can be where it is provisional.
    ``text`` says in words what became of it.
    """

    paper: tuple[str, ...]
    by: tuple[str, ...]
    status: MaterialStatus
    first: date
    extended: date
    text: str


class Deadline(NamedTuple):
    """A due date of this case; ``offset`` in ``unit`` s from ``from_date``; ``workdays_left`` counted from as_of.

    ``earliest`` and ``latest`` bound the due date where it is provisional (暂定), else both equal ``due``. ``advice``
    is the working day before a day counted backward that is a day off, else None. ``duty`` and ``pack`` as for a
    :class:`Finding`; one with a ``duty`` never bears on the outcome, missed or not. ``safe`` is the day to keep to, as
    every paper and screen shows it: of a provisional day the first it can be, or the last where it must be waited for;
    ``safe_left`` are the working days to it. ``extension``: where its clause lets it be put off; once that is approved
    ``offset``, ``unit`` and the days are those of the day it is put off to.
    """

    deadline: str
    clause: str
    article: str
    cited: str
    regulation: str
    pack: str
    duty: Duty
    from_event: str
    from_date: date
    offset: int
    unit: Unit
    bound: Bound
    due: date
    earliest: date
    latest: date
    status: DeadlineStatus
    provisional: bool
    note: str | None
    advice: date | None
    workdays_left: int
    safe: date
    safe_left: int
    also_from: tuple[tuple[str, str], ...] = ()
    extension: Extension | None = None


class Question(NamedTuple):
    """What can still settle an open clause: ``about`` fact, material or date, its ``id``, and the clauses waiting.

    ``part``: of a material, its date or its channel; "" where it is asked whether it is there.
    """

    about: Asked
    id: str
    clauses: tuple[str, ...]
    part: Part = ""


class Support(NamedTuple):
    """A "no" (or ``none``) on which the verdict rests: the clauses that would be open without it.

    ``fact``: the fact's id, or the name of the reading where it is a paper that is missing.
    """

    fact: str
    value: FactValue
    clauses: tuple[str, ...]

    @property
    def material(self) -> str:
        """The paper that is missing; "" where it is a fact that is answered no."""
        return sources_of(self.fact)[0].id if is_reading(self.fact) else ""


class Undated(NamedTuple):
    """A date that the case does not give, and the deadlines (ids) that could not be looked at for want of it."""

    date: str
    deadlines: tuple[str, ...]


class Remark(NamedTuple):
    """Dates or answers that cannot be as they are written; ``about``: the id of the date, the paper or the fact."""

    about: str
    text: str


class Reminder(NamedTuple):
    """Something to keep in mind that never changes the outcome; ``clause`` is "" for one about the pack.

    ``certain``: the clause is known to apply to this case.
    """

    about: RemindedOf
    clause: str
    article: str
    cited: str
    text: str
    regulation: str
    pack: str
    certain: bool = True
    also_from: tuple[tuple[str, str], ...] = ()


class Report(NamedTuple):
    """The whole verdict. ``outcome``: blocked, undetermined, deviating or ready.

    ``forum``: the meetings that every applicable forum clause accepts; () where no meeting does, None where no rule
    names one. ``layers``: ids of the packs that judged, the local one first. ``rests_on``: the "no"s that carry it.
    ``undated``: what was not looked at, for want of a date. ``approvals``: of the forum clauses that certainly apply
    and can be broken, those that an approval meets; one that is ``done`` leaves any meeting acceptable to its clause.
    ``deemed``: the papers that have not come and count as consent. ``place``: in whose words it is said, where the pack
    has no place of its own.
    """

    as_of: date
    pack_id: str
    regulation: str
    in_force: str
    title: str
    kind: CaseKind
    unit: str | None
    source: str
    outcome: Outcome
    findings: tuple[Finding, ...]
    forum: tuple[str, ...] | None
    signers: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    questions: tuple[Question, ...]
    reminders: tuple[Reminder, ...]
    layers: tuple[str, ...]
    rests_on: tuple[Support, ...]
    remarks: tuple[Remark, ...]
    undated: tuple[Undated, ...] = ()
    approvals: tuple[Approval, ...] = ()
    deemed: tuple[Deemed, ...] = ()
    place: str = ""

    def facts_asked(self) -> tuple[Question, ...]:
        """Return the questions about facts, the one that most clauses wait for first."""
        return tuple(each for each in self.questions if each.about == "fact")

    def wanting(self) -> tuple[Finding, ...]:
        """Return the findings that keep the outcome from being better: what is broken, and what is not settled."""
        return tuple(each for each in self.findings if each.counts and each.status in _WANTING)


def outcome_of(findings: tuple[Finding, ...]) -> Outcome:
    """Return the outcome: the worst that some finding calls for. Findings that do not count never change it.

    An ``overdue`` deadline (its day has passed, nothing says whether it was kept) is unsettled: neither kept nor broken
    is guessed.
    """
    worst = OUTCOMES.index(BEST)
    for finding in findings:
        status = finding.status
        if status in _WANTING and finding.counts:
            called_for = IF_UNSETTLED if status in UNSETTLED else outcome_if_broken(finding.modality)
            worst = min(worst, OUTCOMES.index(called_for))
            if not worst:
                break
    return OUTCOMES[worst]
