"""Who decides: the meetings that fit every clause, an approval (审批、批准) in the place of one, and who signs."""

from collections.abc import Iterable, Sequence

from clerkcheck.checking.judging_rules import by_specificity
from clerkcheck.checking.report import Approval
from clerkcheck.conditions.values import Truth
from clerkcheck.literals import MaterialStatus
from clerkcheck.packs.clauses import Clause, ForumClause, SignerClause


def or_approved(fits: Truth, status: MaterialStatus, clause: Clause) -> Truth:
    """Return whether a forum clause is met whose meetings alone leave it at ``fits`` (not True), with its paper."""
    match status:
        case "done":
            return True
        case "unknown":
            return None
        case _:
            return fits if isinstance(clause, ForumClause) and clause.forum else False  # no meeting would do


def approval_of(clause: Clause, status: MaterialStatus) -> Approval:
    """Return the approval of a forum clause that has one, as the report tells of it."""
    assert isinstance(clause, ForumClause)
    return Approval(clause.id, clause.approval, clause.approvers, clause.forum, status)


def acceptable(said: Sequence[frozenset[str]], meetings: Iterable[str]) -> tuple[str, ...] | None:
    """Return those of ``meetings`` that all of ``said`` have; None where nothing is said.

    ``said`` is what each applicable forum clause accepts. Where none applies for certain, those that may apply say it
    if they name the meeting proposed: nothing more is asked then, and each of the meetings that all of them name is
    right whatever the answers.
    """
    if not said:
        return None
    found = frozenset.intersection(*said)
    return tuple([meeting for meeting in meetings if meeting in found])


def signers_of(signing: Iterable[SignerClause]) -> tuple[str, ...]:
    """Return the roles that may sign by these clauses, those of the most specific clause first."""
    return tuple(dict.fromkeys(role for clause in by_specificity(signing) for role in clause.signer))
