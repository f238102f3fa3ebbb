"""The texts of a pack's conditions to trees: names looked up, ``when`` and ``unless`` made one."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from clerkcheck.conditions.parsing import Scope, names_alone, parse_condition
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
    """Return the trees of terms, whatever their order; raises ConditionError."""
    terms: dict[str, Condition] = {}
    for name in ordered_terms(texts).order:
        terms[name] = parse_condition(texts[name], Scope(types, terms))
    return {name: terms[name] for name in texts if name in terms}


class TermOrder(NamedTuple):
    """Names of terms, each after those it uses, and the rings of those that use one another, which are left out."""

    order: tuple[str, ...]
    rings: tuple[tuple[str, ...], ...]


def ordered_terms(texts: Mapping[str, str]) -> TermOrder:
    """Return in which order the terms with these texts can be read; what cannot be parsed uses none."""
    from graphlib import CycleError, TopologicalSorter

    needs = {name: names_alone(text) & texts.keys() for name, text in texts.items()}
    rings: list[tuple[str, ...]] = []
    while True:
        try:
            return TermOrder(tuple(TopologicalSorter(needs).static_order()), tuple(rings))
        except CycleError as error:
            ring = tuple(reversed(error.args[1]))
            rings.append(ring)
            needs = {name: used - set(ring) for name, used in needs.items() if name not in ring}


def fact_types(vocabulary: "Vocabulary") -> dict[str, FactType]:
    """Return the type of every name a condition may use, ``kind`` (agenda_item or document) among them."""
    return {**{name: fact.condition_type for name, fact in vocabulary.facts.items()}, "kind": FactType("choice", KINDS)}


def pack_scope(vocabulary: "Vocabulary", means: Mapping[str, str]) -> Scope:
    """Return what the conditions of a pack may name, with what all of it is called; the terms are still to come.

    ``means``: what each term stands for, in words.
    """
    labels = {**{name: fact.label for name, fact in vocabulary.facts.items()}, **means}
    values = {name: fact.of for name, fact in vocabulary.facts.items() if fact.of} | {"kind": dict(vocabulary.kinds)}
    return Scope(fact_types(vocabulary), {}, labels, values)


def combined(
    when: Condition | None, unless: Condition | None, expect: Condition | None, forbid: Condition | None
) -> ClauseConditions:
    """Return when-and-not-unless as one condition, and what a check expects (the opposite of what it forbids)."""
    found = [each for each in (when, Not(unless) if unless is not None else None) if each is not None]
    both: Condition | None = And(tuple(found)) if len(found) > 1 else (found[0] if found else None)
    return ClauseConditions(both, expect if expect is not None else Not(forbid) if forbid is not None else None)
