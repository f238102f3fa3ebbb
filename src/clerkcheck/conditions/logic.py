"""The value of a condition in Kleene's strong three-valued logic: True, False, or None for unknown.

Kleene's logic looks at each part by itself, so it is weaker than asking whether all completions of the unknown facts
agree: ``x or not x`` is unknown while x is, and so is ``n >= 5 or n < 5``. It never errs the other way: what it calls
true (or false) is true (or false) in every completion. ``pack lint`` reports conditions that can never be true or
never be false, which is where the difference would show.
"""

import operator
from collections.abc import Collection, Iterable

from clerkcheck.conditions.syntax import And, Compare, Condition, Is, Not, OneOf, Or, Term
from clerkcheck.conditions.values import Facts, FactValue, Truth

_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def evaluate(condition: Condition, facts: Facts, true: Collection[Condition] = ()) -> Truth:
    """Return the value of ``condition`` where a fact that ``facts`` lacks, or holds as None, is unknown.

    Parts that are among ``true`` are so, whatever the facts leave open.
    """
    if true and condition in true:
        return True
    if isinstance(condition, And):
        return kleene_all(evaluate(part, facts, true) for part in condition.all)
    if isinstance(condition, Or):
        return negate(kleene_all(negate(evaluate(part, facts, true)) for part in condition.any))
    if isinstance(condition, Not):
        return negate(evaluate(condition.part, facts, true))
    if isinstance(condition, Term):
        return evaluate(condition.body, facts, true)
    value = facts.get(condition.fact)
    return None if value is None else holds(condition, value)


def holds(leaf: Is | Compare | OneOf, value: FactValue) -> bool:
    """Return whether a leaf is true of a known value of its fact."""
    if isinstance(leaf, Compare):
        return isinstance(value, int | float) and bool(_COMPARE[leaf.operator](value, leaf.number))
    if isinstance(leaf, OneOf):
        return any(v in leaf.values for v in value) if isinstance(value, frozenset) else value in leaf.values
    return value is True


def kleene_all(values: Iterable[Truth]) -> Truth:
    """Return Kleene's conjunction of an iterable of truths: false if any is, else unknown if any is, else true."""
    result: Truth = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def negate(value: Truth) -> Truth:
    """Return Kleene's negation: unknown stays unknown."""
    return None if value is None else not value


def restrict(condition: Condition, facts: Facts) -> Condition | bool:
    """Return ``condition`` with the known ``facts`` worked in: True, False, or what is left of it."""
    if isinstance(condition, And | Or):
        return _restrict_many(condition, facts)
    if isinstance(condition, Not):
        left = restrict(condition.part, facts)
        return (not left) if isinstance(left, bool) else Not(left)
    if isinstance(condition, Term):
        left = restrict(condition.body, facts)
        return left if isinstance(left, bool) else Term(condition.name, left)
    value = facts.get(condition.fact)
    return condition if value is None else holds(condition, value)


def _restrict_many(condition: And | Or, facts: Facts) -> Condition | bool:
    absorbing = isinstance(condition, Or)
    left: list[Condition] = []
    for part in condition.any if isinstance(condition, Or) else condition.all:
        found = restrict(part, facts)
        if isinstance(found, bool):
            if found is absorbing:
                return absorbing
        else:
            left.append(found)
    if not left:
        return not absorbing
    return left[0] if len(left) == 1 else (Or if absorbing else And)(tuple(left))
