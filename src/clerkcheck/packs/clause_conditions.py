"""The texts of a pack's conditions to trees: names looked up, ``when`` and ``unless`` made one."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from clerkcheck.conditions.parsing import Scope, parse_condition
from clerkcheck.conditions.syntax import And, Condition, Not
from clerkcheck.conditions.values import FactType
from clerkcheck.literals import KINDS
from clerkcheck.packs.clauses import CheckClause, Clause

if TYPE_CHECKING:
    from clerkcheck.packs.model import TermText, Vocabulary


class ClauseConditions(NamedTuple):
    """The parsed conditions of a clause: when it applies (None: always), and what a check looks at."""

    when: Condition | None
    check: Condition | None


def parsed_texts(
    vocabulary: "Vocabulary", texts: "Mapping[str, TermText]", clauses: Iterable[Clause]
) -> tuple[dict[str, Condition], dict[str, ClauseConditions]]:
    """Return the trees of a pack's terms by name and of its clauses by id; they were parsed before without error."""
    types = fact_types(vocabulary)
    terms: dict[str, Condition] = {}
    for name, term in texts.items():
        terms[name] = parse_condition(term.text, Scope(types, terms))
    scope = Scope(types, terms)

    def read(text: str) -> Condition | None:
        return parse_condition(text, scope) if text else None

    found = {}
    for each in clauses:
        expect, forbid = (each.expect, each.forbid) if isinstance(each, CheckClause) else ("", "")
        found[each.id] = combined(read(each.when), read(each.unless), read(expect), read(forbid))
    return terms, found


def fact_types(vocabulary: "Vocabulary") -> dict[str, FactType]:
    """Return the type of every name a condition may use, ``kind`` (agenda_item or document) among them."""
    return {**{name: fact.condition_type for name, fact in vocabulary.facts.items()}, "kind": FactType("choice", KINDS)}


def combined(
    when: Condition | None, unless: Condition | None, expect: Condition | None, forbid: Condition | None
) -> ClauseConditions:
    """Return when-and-not-unless as one condition, and what a check expects (the opposite of what it forbids)."""
    found = [each for each in (when, Not(unless) if unless is not None else None) if each is not None]
    both: Condition | None = And(tuple(found)) if len(found) > 1 else (found[0] if found else None)
    return ClauseConditions(both, expect if expect is not None else Not(forbid) if forbid is not None else None)
