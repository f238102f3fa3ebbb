"""The conditions of a loaded pack as trees again: the pack keeps them compiled, and as text."""

from collections.abc import Iterable
from typing import NamedTuple

from clerkcheck.conditions.parsing import Scope, parse_condition
from clerkcheck.conditions.syntax import And, Condition, Not
from clerkcheck.conditions.values import FactType
from clerkcheck.packs.clauses import CheckClause, Clause
from clerkcheck.packs.model import KINDS, Pack, Vocabulary


class ClauseConditions(NamedTuple):
    """The parsed conditions of a clause: when it applies (None: always), and what a check looks at."""

    when: Condition | None
    check: Condition | None


def parsed_conditions(pack: Pack, clauses: Iterable[Clause] | None = None) -> dict[str, ClauseConditions]:
    """Return the parsed conditions of a loaded pack's clauses (all by default) by their ids."""
    types = fact_types(pack.vocabulary)
    terms: dict[str, Condition] = {}
    for name, term in pack.terms.items():
        terms[name] = parse_condition(term.text, Scope(types, terms))
    scope = Scope(types, terms)

    def read(*texts: str) -> list[Condition | None]:
        return [parse_condition(text, scope) if text else None for text in texts]

    wanted = pack.clauses if clauses is None else clauses
    return {
        each.id: combined(
            *read(each.when, each.unless),
            *(read(each.expect, each.forbid) if isinstance(each, CheckClause) else (None, None)),
        )
        for each in wanted
    }


def conditions_of(pack: Pack, clause: Clause) -> ClauseConditions:
    """Return the parsed conditions of one clause."""
    return parsed_conditions(pack, (clause,))[clause.id]


def fact_types(vocabulary: Vocabulary) -> dict[str, FactType]:
    """Return the type of every name a condition may use, ``kind`` (agenda_item or document) among them."""
    return {**{name: fact.condition_type for name, fact in vocabulary.facts.items()}, "kind": FactType("choice", KINDS)}


def combined(
    when: Condition | None, unless: Condition | None, expect: Condition | None, forbid: Condition | None
) -> ClauseConditions:
    """Return when-and-not-unless as one condition, and what a check expects (the opposite of what it forbids)."""
    found = [each for each in (when, Not(unless) if unless is not None else None) if each is not None]
    both: Condition | None = And(tuple(found)) if len(found) > 1 else (found[0] if found else None)
    return ClauseConditions(both, expect if expect is not None else Not(forbid) if forbid is not None else None)
