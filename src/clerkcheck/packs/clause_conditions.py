"""The texts of a pack's conditions to trees: names looked up, ``when`` and ``unless`` made one."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from clerkcheck.conditions.parsing import Scope, parse_condition
from clerkcheck.conditions.syntax import And, Condition, Not, facts_read
from clerkcheck.conditions.values import FactType
from clerkcheck.literals import KINDS
from clerkcheck.packs.clauses import CheckClause, Clause

if TYPE_CHECKING:
    from clerkcheck.packs.model import TermText, Vocabulary


class ClauseConditions(NamedTuple):
    """The parsed conditions of a clause: when it applies (None: always), and what a check looks at."""

    when: Condition | None
    check: Condition | None

    def facts(self) -> tuple[str, ...]:
        """Return the ids of the facts that they read, each once; the kind of a case is none."""
        read = (fact for each in self if each is not None for fact in facts_read(each))
        return tuple(dict.fromkeys(fact for fact in read if fact != "kind"))

    def changed(self, change: Callable[[Condition], Condition]) -> "ClauseConditions":
        """Return them with each of the two that there is changed."""
        return ClauseConditions(*(change(each) if each is not None else None for each in self))


def parsed_texts(
    vocabulary: "Vocabulary", texts: "Mapping[str, TermText]", clauses: Iterable[Clause]
) -> tuple[dict[str, Condition], dict[str, ClauseConditions]]:
    """Return the trees of a pack's terms by name and of its clauses by id; they were parsed before without error."""
    types = fact_types(vocabulary)
    terms = parsed_terms({name: term.text for name, term in texts.items()}, types)
    scope = Scope(types, terms)

    def read(text: str) -> Condition | None:
        return parse_condition(text, scope) if text else None

    found = {}
    for each in clauses:
        expect, forbid = (each.expect, each.forbid) if isinstance(each, CheckClause) else ("", "")
        found[each.id] = combined(read(each.when), read(each.unless), read(expect), read(forbid))
    return terms, found


def parsed_terms(texts: Mapping[str, str], types: Mapping[str, FactType]) -> dict[str, Condition]:
    """Return the trees of terms, each of which may name those before it; raises ConditionError."""
    terms: dict[str, Condition] = {}
    for name, text in texts.items():
        terms[name] = parse_condition(text, Scope(types, terms))
    return terms


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
