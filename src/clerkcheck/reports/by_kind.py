"""How the verdict tells of a clause, by its kind: in which order, with what together, and under which heading."""

from collections.abc import Hashable
from typing import assert_never

from clerkcheck.checking.report import Finding
from clerkcheck.literals import Asked, CaseKind
from clerkcheck.packs.clauses import (
    CheckClause,
    Clause,
    DeadlineClause,
    ForumClause,
    MaterialClause,
    MaterialIds,
    NoteClause,
    SignerClause,
    is_binding,
)


def broken_rank(clause: Clause) -> int:
    """Return the place of a broken clause among those broken: a wrong meeting before a missing paper."""
    match clause:
        case ForumClause():
            return 0
        case CheckClause():
            return 1
        case DeadlineClause():
            return 2
        case MaterialClause():
            return 3
        case SignerClause() | NoteClause():
            return 4  # which cannot be broken
        case _:
            assert_never(clause)


def about(clause: Clause, material: MaterialIds | None) -> Hashable:
    """Return what a finding is about; findings about the same thing are told as one, however many clauses demand it."""
    match clause:
        case MaterialClause():
            return material
        case CheckClause():
            return clause.kind, clause.expect or clause.forbid
        case ForumClause():
            return clause.kind, clause.approvers
        case SignerClause() | DeadlineClause() | NoteClause():
            return clause.id
        case _:
            assert_never(clause)


def settled_by(clause: Clause) -> Asked:
    """Return what is asked for where a clause is unsettled and no fact is waited for."""
    match clause:
        case MaterialClause():
            return "material"
        case DeadlineClause():
            return "date"
        case CheckClause() | ForumClause() | SignerClause() | NoteClause():
            return "fact"
        case _:
            assert_never(clause)


def satisfied_rank(clause: Clause, finding: Finding, kind: CaseKind) -> int | None:
    """Return the place of a clause that is met among what is in order; None where it is told elsewhere, if at all."""
    match clause:
        case MaterialClause() | CheckClause():
            return 0
        case ForumClause():
            proposed = kind == "agenda_item" and finding.certain  # only an item proposes a meeting
            return 1 if proposed and is_binding(clause.modality) else None
        case SignerClause() | DeadlineClause() | NoteClause():
            return None
        case _:
            assert_never(clause)
