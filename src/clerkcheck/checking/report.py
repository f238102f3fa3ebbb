"""What comes out of judging a case. The JSON form of it is contract.md's ``clerkcheck.report/1``."""

from datetime import date
from typing import NamedTuple

BROKEN = frozenset({"missing", "violated", "missed"})
UNSETTLED = frozenset({"open", "overdue"})


class Finding(NamedTuple):
    """How one clause (for papers: one paper of it) came out.

    ``status``: met, missing, violated, open, excepted; for deadlines also missed, pending, overdue.
    ``material`` is the paper's id, a tuple of ids where any of them would do, or None. ``certain``: the clause is known
    to apply to this case; where it is not, and its requirement is met already, the finding is met all the same.
    """

    clause: str
    regulation: str
    article: str
    kind: str
    modality: str
    status: str
    material: str | tuple[str, ...] | None
    facts: tuple[str, ...]
    message: str
    quote: str
    remedy: str
    certain: bool = True


class Deadline(NamedTuple):
    """A due date of this case; ``offset`` in ``unit`` s from ``from_date``; ``workdays_left`` counted from as_of.

    ``earliest`` and ``latest`` bound the due date where it is provisional (暂定), else both equal ``due``.
    """

    deadline: str
    clause: str
    article: str
    from_event: str
    from_date: date
    offset: int
    unit: str
    bound: str
    due: date
    earliest: date
    latest: date
    status: str
    provisional: bool
    note: str | None
    workdays_left: int


class Question(NamedTuple):
    """A fact whose answer can still change the report, and the clauses that wait for it."""

    fact: str
    clauses: tuple[str, ...]


class Reminder(NamedTuple):
    """Something to keep in mind that never changes the outcome; ``clause`` is "" for one about the pack or the case."""

    clause: str
    article: str
    text: str


class Report(NamedTuple):
    """The whole verdict. ``outcome``: blocked, undetermined, deviating or ready; ``forum``: None where none applies."""

    as_of: date
    pack_id: str
    regulation: str
    in_force: str
    title: str
    kind: str
    unit: str | None
    source: str
    outcome: str
    findings: tuple[Finding, ...]
    forum: tuple[str, ...] | None
    signers: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    questions: tuple[Question, ...]
    reminders: tuple[Reminder, ...]


def outcome_of(findings: tuple[Finding, ...]) -> str:
    """Return the outcome: blocked > undetermined > deviating > ready. ``may`` clauses never change it.

    An ``overdue`` deadline (its day has passed, nothing says whether it was kept) is unsettled: neither kept nor broken
    is guessed.
    """
    worst = "ready"
    for finding in findings:
        if finding.modality == "may":
            continue
        if finding.status in BROKEN:
            if finding.modality != "normally":
                return "blocked"
            worst = "deviating" if worst == "ready" else worst
        elif finding.status in UNSETTLED:
            worst = "undetermined"
    return worst
