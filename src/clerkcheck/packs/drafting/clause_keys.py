"""A clause as the keys of its entry, as the files write them; what is asked of it apart from when."""

from collections.abc import Hashable, Mapping
from typing import assert_never

from clerkcheck.literals import ClauseKind
from clerkcheck.packs.clause_checks import own_keys
from clerkcheck.packs.clauses import (
    CheckClause,
    Clause,
    DeadlineClause,
    ForumClause,
    MaterialClause,
    NoteClause,
    SignerClause,
)

CONDITIONS = ("when", "unless", "expect", "forbid")
Entry = Mapping[str, object]  # the keys of a clause as its file writes them, in the order they are written in
KEYS = (
    "also_from", "kind", "applies_to", "when", "unless", "needs", "any_of", "deemed", "forum", "forum_not", "approval",
    "expect", "forbid", "due", "from", "offset", "unit", "check", "bound", "extend", "signer", "also", "modality",
    "duty", "step", "gist", "remedy", "reading", "refines", "fallback", "in_force",
)  # fmt: skip


def entry_of(clause: Clause) -> dict[str, object]:
    """Return a clause as the keys of an entry that says something, without its id, quotation and dates."""
    said: dict[str, object] = {
        "kind": clause.kind,
        "applies_to": clause.applies_to,
        "when": clause.when,
        "unless": clause.unless,
        "modality": clause.modality,
        "duty": clause.duty,
        "step": "" if clause.step == "submit" else clause.step,
        "gist": clause.gist,
        "remedy": clause.remedy,
        "reading": clause.reading,
        **_asked(clause),
    }
    return {key: said[key] for key in KEYS if said.get(key) not in ("", (), None)}


def _asked(clause: Clause) -> dict[str, object]:
    match clause:
        case MaterialClause():
            counted = (clause.deemed_from, clause.deemed_offset, clause.deemed_unit)
            deemed = dict(zip(("from", "offset", "unit"), counted, strict=True)) if clause.deemed_from else None
            return {"needs": tuple(map(_one, clause.needs)), "any_of": clause.any_of, "deemed": deemed}
        case CheckClause():
            return {"expect": clause.expect, "forbid": clause.forbid}
        case ForumClause():
            approval = {"paper": clause.approval[0], "by": clause.approvers} if clause.approval else None
            return {"forum": clause.forum, "forum_not": clause.forum_not, "approval": approval}
        case SignerClause():
            return {"signer": clause.signer, "also": clause.also}
        case DeadlineClause():
            return {
                "due": clause.due,
                "from": clause.from_date,
                "offset": clause.offset,
                "unit": clause.unit,
                "check": clause.check_date,
                "bound": clause.bound,
                "extend": _extend(clause),
            }
        case NoteClause():
            return {}
        case _:
            assert_never(clause)


def _extend(clause: DeadlineClause) -> dict[str, object] | None:
    if not clause.extension:
        return None
    period = {"offset": clause.extended_offset, "unit": clause.extended_unit}
    return {**period, "paper": clause.extension[0], "by": clause.extenders}


def _one(material: str | tuple[str, ...]) -> str:
    return material if isinstance(material, str) else material[0]


def kind_of(entry: Entry) -> ClauseKind:
    """Return an entry's kind."""
    kind: ClauseKind = entry["kind"]  # type: ignore[assignment]
    return kind


def ids(entry: Entry, key: str) -> tuple[str, ...]:
    """Return the ids that an entry lists under a key."""
    found = entry.get(key, ())
    return (found,) if isinstance(found, str) else tuple(found)  # type: ignore[arg-type]


def requirement(entry: Entry) -> Hashable:
    """Return what an entry asks for, its kind included, apart from when: equal for two that ask for the same."""
    kind = kind_of(entry)
    said = (entry.get(key) for key in own_keys(kind))
    return kind, tuple(
        frozenset(each) if isinstance(each, tuple | list) else " ".join(str(each).split()) if each else None
        for each in said
    )
