"""The conditions of a pack as trees: parsed once a pack, whoever asks for them.

The builder has parsed them; a pack compiled before has only their text, which is parsed when a tree is first asked for.
Judging needs none (it runs the compiled program), so that nothing of the parser is imported here before.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple, Self

from clerkcheck.conditions.values import FactType
from clerkcheck.literals import KINDS
from clerkcheck.packs.clauses import CheckClause, Clause

if TYPE_CHECKING:
    from clerkcheck.conditions.syntax import Condition
    from clerkcheck.packs.model import TermText, Vocabulary


class ClauseConditions(NamedTuple):
    """The parsed conditions of a clause: when it applies (None: always), and what a check looks at."""

    when: "Condition | None"
    check: "Condition | None"


class Trees:
    """The trees of a pack's conditions; they do not change once they are there."""

    def __init__(self, parse: "Callable[[], tuple[dict[str, Condition], dict[str, ClauseConditions]]]") -> None:
        """Take what gives the trees of the terms and those of the clauses; it is called once, when first needed."""
        self._parse = parse

    @classmethod
    def of_texts(cls, vocabulary: "Vocabulary", terms: "Mapping[str, TermText]", clauses: Iterable[Clause]) -> Self:
        """Return the trees of conditions that were parsed before without error, from their texts."""
        return cls(partial(_parsed, vocabulary, terms, clauses))

    @cached_property
    def _parts(self) -> "tuple[dict[str, Condition], dict[str, ClauseConditions]]":
        return self._parse()

    @property
    def terms(self) -> "Mapping[str, Condition]":
        """What each term of the pack stands for, by its name."""
        return self._parts[0]

    @property
    def clauses(self) -> Mapping[str, ClauseConditions]:
        """The conditions of each clause, by its id, in the pack's order."""
        return self._parts[1]


def _parsed(
    vocabulary: "Vocabulary", texts: "Mapping[str, TermText]", clauses: Iterable[Clause]
) -> "tuple[dict[str, Condition], dict[str, ClauseConditions]]":
    from clerkcheck.conditions.parsing import Scope, parse_condition

    types = fact_types(vocabulary)
    terms: dict[str, Condition] = {}
    for name, term in texts.items():
        terms[name] = parse_condition(term.text, Scope(types, terms))
    scope = Scope(types, terms)

    def read(text: str) -> "Condition | None":
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
    when: "Condition | None", unless: "Condition | None", expect: "Condition | None", forbid: "Condition | None"
) -> ClauseConditions:
    """Return when-and-not-unless as one condition, and what a check expects (the opposite of what it forbids)."""
    from clerkcheck.conditions.syntax import And, Not

    found = [each for each in (when, Not(unless) if unless is not None else None) if each is not None]
    both: Condition | None = And(tuple(found)) if len(found) > 1 else (found[0] if found else None)
    return ClauseConditions(both, expect if expect is not None else Not(forbid) if forbid is not None else None)
