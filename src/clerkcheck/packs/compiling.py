"""Clauses and their conditions to the rules and the program of each kind of case."""

from collections.abc import Iterable, Mapping

from clerkcheck.conditions.codegen import compile_conditions
from clerkcheck.conditions.logic import restrict
from clerkcheck.conditions.program import Program
from clerkcheck.conditions.syntax import ALWAYS, Condition, Not
from clerkcheck.conditions.values import FactType
from clerkcheck.literals import KINDS, CaseKind
from clerkcheck.packs.clause_conditions import ClauseConditions
from clerkcheck.packs.clauses import Clause, counts
from clerkcheck.packs.model import KindRules, Rule


def compile_kinds(
    clauses: Iterable[Clause], conditions: Mapping[str, ClauseConditions], types: Mapping[str, FactType]
) -> tuple[dict[CaseKind, KindRules], dict[CaseKind, bytes]]:
    """Return by kind of case the rules that can apply to it, with ``kind`` worked into their conditions, and the code.

    ``conditions`` are those of each clause by its id; ``types`` has every name they use.
    """
    kinds: dict[CaseKind, KindRules] = {}
    compiled: dict[CaseKind, bytes] = {}
    for kind in KINDS:
        apply = [(index, each) for index, each in enumerate(clauses) if each.applies_to in (kind, "both")]
        found = [
            (index, clause, when)
            for index, clause in apply
            if (when := _for_kind(conditions[clause.id].when, kind)) is not False
        ]
        checked = [conditions[clause.id].check for _index, clause, _when in found]
        checks = [_constant(_for_kind(check, kind)) for check in checked if check is not None]
        places = iter(range(len(found), len(found) + len(checks)))
        rules = tuple(
            Rule(index, next(places) if check is not None else None)
            for (index, _clause, _when), check in zip(found, checked, strict=True)
        )
        trees = [_constant(when) for _index, _clause, when in found] + checks
        guarding = {place for place, (_index, clause, _when) in enumerate(found) if counts(clause)}
        compiled[kind] = compile_conditions(trees, types, guarding)
        kinds[kind] = KindRules(rules, Program(compiled[kind]))
    return kinds, compiled


def _for_kind(condition: Condition | None, kind: CaseKind) -> Condition | bool:
    """A condition with the kind of case worked in; a ``when`` that is False can never apply there."""
    return restrict(condition, {"kind": kind}) if condition is not None else True


def _constant(condition: Condition | bool) -> Condition:
    """A condition that always comes out so, as a tree."""
    if isinstance(condition, bool):
        return ALWAYS if condition else Not(ALWAYS)
    return condition
