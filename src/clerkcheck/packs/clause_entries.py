"""An entry of a chapter as a clause: what its kind has, with what every clause has."""

from typing import Any, assert_never

from clerkcheck.conditions.syntax import And, Condition, Not, Or, Term, parts
from clerkcheck.literals import ClauseKind
from clerkcheck.packs.clause_conditions import ClauseConditions
from clerkcheck.packs.clauses import (
    CheckClause,
    Clause,
    DeadlineClause,
    ForumClause,
    MaterialClause,
    NoteClause,
    SignerClause,
)
from clerkcheck.packs.schema import ClauseEntry


def clause_of(entry: ClauseEntry, said: dict[str, Any]) -> Clause:
    """Return the clause of an entry; ``said`` has what every kind has, and keys of another kind are left out."""
    match entry.kind:
        case "material":
            deemed = entry.deemed
            return MaterialClause(
                needs=tuple(entry.needs or ()),
                any_of=tuple(entry.any_of or ()),
                deemed_from=deemed.from_date if deemed else "",
                deemed_offset=deemed.offset if deemed else 0,
                deemed_unit=deemed.unit if deemed else "day",
                **said,
            )
        case "check":
            return CheckClause(expect=entry.expect, forbid=entry.forbid, **said)
        case "forum":
            approval = entry.approval
            return ForumClause(
                forum=tuple(entry.forum or ()),
                forum_not=tuple(entry.forum_not or ()),
                approval=(approval.paper,) if approval else (),
                approvers=tuple(approval.by) if approval else (),
                **said,
            )
        case "signer":
            return SignerClause(signer=tuple(entry.signer or ()), also=tuple(entry.also or ()), **said)
        case "deadline":
            return _deadline(entry, said)
        case "note":
            return NoteClause(**said)
        case _:
            assert_never(entry.kind)


def _deadline(entry: ClauseEntry, said: dict[str, Any]) -> DeadlineClause:
    extend = entry.extend
    return DeadlineClause(
        due=entry.due,
        from_date=entry.from_date,
        offset=entry.offset,
        unit=entry.unit or "day",  # one that lacks it is an error
        check_date=entry.check,
        bound=entry.bound or "latest",
        extension=(extend.paper,) if extend else (),
        extenders=tuple(extend.by) if extend else (),
        extended_offset=extend.offset if extend else 0,
        extended_unit=extend.unit if extend else "day",
        **said,
    )


def said_by(entry: ClauseEntry, parsed: ClauseConditions, file: str, line: int) -> dict[str, Any]:
    """Return what an entry says that every kind of clause says, by the names of :class:`ClauseBase`.

    Which article of which instrument it stands in is not its own to say. ``parsed``: its conditions; ``file`` and
    ``line``: where it stands.
    """
    period = entry.in_force
    return {
        "id": entry.id,
        "applies_to": entry.applies_to,
        "modality": entry.modality,
        "quote": entry.quote,
        "also_from": tuple((each.article, each.quote) for each in entry.also_from),
        "gist": entry.gist,
        "remedy": entry.remedy,
        "reading": entry.reading,
        "when": " ".join(entry.when.split()),
        "unless": " ".join(entry.unless.split()),
        "duty": entry.duty or "",
        "step": entry.step,
        "fallback": entry.fallback,
        "refines": tuple(entry.refines or ()),
        "in_force_from": (period.from_ if period else "") or "",
        "in_force_until": (period.until if period else "") or "",
        "facts": tuple(dict.fromkeys([*parsed.facts(), *_judged_by(entry.kind)])),
        "readings": parsed.readings(),
        "specificity": _specificity(parsed.when) if parsed.when is not None else 0,
        "file": file,
        "line": line,
    }


def _judged_by(kind: ClauseKind) -> tuple[str, ...]:
    """The facts that clauses of a kind are judged by, beside those of their conditions."""
    match kind:
        case "forum":
            return ("meeting",)
        case "material" | "check" | "signer" | "deadline" | "note":
            return ()
        case _:
            assert_never(kind)


def _specificity(condition: Condition) -> int:
    """How many tests a condition makes that narrow it: those outside ``not`` (exclusions do not make it special)."""
    if isinstance(condition, Not):
        return 0
    if isinstance(condition, And | Or | Term):
        return sum(_specificity(part) for part in parts(condition))
    return 1
