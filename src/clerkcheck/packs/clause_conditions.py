"""The texts of a pack's conditions to trees: names looked up, ``when`` and ``unless`` made one."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from clerkcheck.conditions.parsing import Scope, names_alone, parse_condition
from clerkcheck.conditions.readings import is_reading, reading_type
from clerkcheck.conditions.syntax import And, Condition, Not, facts_read
from clerkcheck.conditions.values import FactType
from clerkcheck.literals import KINDS

if TYPE_CHECKING:
    from clerkcheck.packs.model import Vocabulary


class ClauseConditions(NamedTuple):
    """The parsed conditions of a clause: when it applies (None: always), and what a check looks at."""

    when: Condition | None
    check: Condition | None

    def facts(self) -> tuple[str, ...]:
        """Return the ids of the facts that they read, each once; the kind of a case is none."""
        return tuple(name for name in self.names() if not is_reading(name) and name != "kind")

    def readings(self) -> tuple[str, ...]:
        """Return the names of what they read of papers and dates, each once."""
        return tuple(filter(is_reading, self.names()))

    def names(self) -> tuple[str, ...]:
        """Return the names of all that they read, each once."""
        return tuple(dict.fromkeys(name for each in self if each is not None for name in facts_read(each)))

    def changed(self, change: Callable[[Condition], Condition]) -> "ClauseConditions":
        """Return them with each of the two that there is changed."""
        return ClauseConditions(*(change(each) if each is not None else None for each in self))


def parsed_terms(texts: Mapping[str, str], scope: Scope) -> dict[str, Condition]:
    """Return the trees of terms, whatever their order; ``scope``: what else they may name; raises ConditionError."""
    terms: dict[str, Condition] = {}
    for name in ordered_terms(texts).order:
        terms[name] = parse_condition(texts[name], scope._replace(terms=terms))
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


class NameTypes(dict[str, FactType]):
    """The types of facts by their ids, and of what conditions read of papers and dates by the names of that.

    What has a name of its own are the facts; any other name with a dot has the type that its form tells.
    """

    def __init__(self, facts: Mapping[str, FactType], channels: Iterable[str]) -> None:
        super().__init__(facts)
        self.channels = tuple(channels)

    def __missing__(self, name: str) -> FactType:
        if not is_reading(name):
            raise KeyError(name)
        return reading_type(name, self.channels)


def fact_types(vocabulary: "Vocabulary") -> NameTypes:
    """Return the type of every name a condition may use, ``kind`` (agenda_item or document) among them."""
    facts = {name: fact.condition_type for name, fact in vocabulary.facts.items()}
    return NameTypes({**facts, "kind": FactType("choice", KINDS)}, vocabulary.channels)


def bare_scope(vocabulary: "Vocabulary", terms: Mapping[str, Condition] | None = None) -> Scope:
    """Return what conditions may name that are known to be right: nothing is said of labels of facts."""
    return Scope(
        fact_types(vocabulary), terms or {},
        papers=vocabulary.materials, dates=vocabulary.dates, channels=vocabulary.channels,
    )  # fmt: skip


def pack_scope(vocabulary: "Vocabulary", means: Mapping[str, str]) -> Scope:
    """Return what the conditions of a pack may name, with what all of it is called; the terms are still to come.

    ``means``: what each term stands for, in words.
    """
    labels = {**{name: fact.label for name, fact in vocabulary.facts.items()}, **means}
    values = {name: fact.of for name, fact in vocabulary.facts.items() if fact.of} | {"kind": dict(vocabulary.kinds)}
    return bare_scope(vocabulary)._replace(labels=labels, values=values)


def combined(
    when: Condition | None, unless: Condition | None, expect: Condition | None, forbid: Condition | None
) -> ClauseConditions:
    """Return when-and-not-unless as one condition, and what a check expects (the opposite of what it forbids)."""
    found = [each for each in (when, Not(unless) if unless is not None else None) if each is not None]
    both: Condition | None = And(tuple(found)) if len(found) > 1 else (found[0] if found else None)
    return ClauseConditions(both, expect if expect is not None else Not(forbid) if forbid is not None else None)
