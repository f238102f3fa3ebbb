"""Conditions to a compiled program (bytes that :class:`clerkcheck.conditions.program.Program` loads)."""

import marshal
from collections import Counter
from collections.abc import Mapping, Sequence

from clerkcheck.conditions.domains import representatives
from clerkcheck.conditions.syntax import (
    OPERATORS,
    And,
    Compare,
    Condition,
    Is,
    Leaf,
    Not,
    OneOf,
    Or,
    Term,
    facts_read,
    leaves,
    parts,
    without_terms,
)
from clerkcheck.conditions.values import FactType, FactValue


def compile_conditions(conditions: Sequence[Condition], types: Mapping[str, FactType]) -> bytes:
    """Return the compiled program of ``conditions``; ``types`` gives the type of every fact they read."""
    facts = tuple(dict.fromkeys(fact for condition in conditions for fact in facts_read(condition)))
    writer = _Writer({fact: index for index, fact in enumerate(facts)})
    source = writer.module(conditions)
    domains = tuple(_domains(condition, types, writer.index) for condition in conditions)
    return marshal.dumps((facts, compile(source, "<conditions>", "exec"), domains))


def _domains(
    condition: Condition, types: Mapping[str, FactType], index: Mapping[str, int]
) -> tuple[int, dict[int, tuple[FactValue, ...]]]:
    """The bits of the facts that stand in several leaves and, where there are any, values to try for every fact."""
    counts = Counter(leaf.fact for leaf in leaves(condition))
    repeated = sum(1 << index[fact] for fact, count in counts.items() if count > 1)
    if not repeated:
        return 0, {}
    different = list(dict.fromkeys(leaves(condition)))
    return repeated, {
        index[fact]: representatives([leaf for leaf in different if leaf.fact == fact], types[fact])
        for fact in facts_read(condition)
    }


class _Writer:
    """Writes the Python source; in ``judge`` each term is computed once, as the local t_name."""

    def __init__(self, index: Mapping[str, int]) -> None:
        self.index = index
        self.form = "f{}"  # how a fact is named: a local of judge(f0, f1, …), or f[0], f[1], … of a row

    def module(self, conditions: Sequence[Condition]) -> str:
        """Python for ``judge``, a mask, value and leaves function for each condition, and the tables of these."""
        terms: dict[str, Term] = {}
        for condition in conditions:
            _collect_terms(condition, terms)
        head = ", ".join(f"f{i}" for i in range(len(self.index)))
        lines = [f"def judge({head}):"]
        lines += [f"  t_{name} = {self.value(term.body)}" for name, term in terms.items()]
        lines.append(f"  return ({' '.join(self.value(c) + ',' for c in conditions)})")
        self.form = "f[{}]"
        for number, condition in enumerate(conditions):
            plain = without_terms(condition)
            lines += [f"def m{number}(f):", f"  return {self.mask(plain)}"]
            lines += [f"def v{number}(f):", f"  return {self.value(plain)}"]
            different = dict.fromkeys(leaves(plain))
            lines += [f"def k{number}(f):", f"  return ({' '.join(self.value(leaf) + ',' for leaf in different)})"]
        for name, letter in (("MASKS", "m"), ("VALUES", "v"), ("LEAVES", "k")):
            lines.append(f"{name} = ({' '.join(f'{letter}{n},' for n in range(len(conditions)))})")
        return "\n".join(lines)

    def value(self, condition: Condition) -> str:
        """Python that gives True, False or, while unknown facts leave the condition open, None."""
        return f"(False if {self.false(condition)} else True if {self.true(condition)} else None)"

    def true(self, condition: Condition) -> str:
        """Python that holds exactly when the condition is certainly true."""
        if isinstance(condition, And | Or):
            word = " and " if isinstance(condition, And) else " or "
            return "(" + word.join(self.true(part) for part in parts(condition)) + ")" if parts(condition) else "True"
        if isinstance(condition, Not):
            return self.false(condition.part)
        if isinstance(condition, Term):
            return f"t_{condition.name}"
        return self.leaf(condition, wanted=True)

    def false(self, condition: Condition) -> str:
        """Python that holds exactly when the condition is certainly false."""
        if isinstance(condition, And | Or):
            word = " or " if isinstance(condition, And) else " and "
            return "(" + word.join(self.false(part) for part in parts(condition)) + ")" if parts(condition) else "False"
        if isinstance(condition, Not):
            return self.true(condition.part)
        if isinstance(condition, Term):
            return f"t_{condition.name} is False"
        return self.leaf(condition, wanted=False)

    def leaf(self, leaf: Leaf, *, wanted: bool) -> str:
        """Python that holds exactly when the leaf is certainly true, or without ``wanted`` certainly false."""
        name = self.form.format(self.index[leaf.fact])
        if isinstance(leaf, Is):
            return name if wanted else f"{name} is False"
        if isinstance(leaf, Compare):
            operator = leaf.operator if wanted else OPERATORS[leaf.operator]
            return f"({name} is not None and {name} {operator} {leaf.number!r})"
        return _membership(name, leaf, wanted=wanted)

    def mask(self, condition: Condition) -> str:
        """Python for the bits of the unknown facts that keep the condition unknown; 0 when it is known."""
        if isinstance(condition, Not):
            return self.mask(condition.part)
        if isinstance(condition, And | Or):
            inner = " | ".join(self.mask(part) for part in parts(condition)) or "0"
            return f"(0 if {self.false(condition)} or {self.true(condition)} else {inner})"
        assert isinstance(condition, Is | Compare | OneOf)
        place = self.index[condition.fact]
        return f"({1 << place} if {self.form.format(place)} is None else 0)"


def _membership(name: str, leaf: OneOf, *, wanted: bool) -> str:
    if leaf.many:
        listed = "(" + " ".join(f"{value!r}," for value in leaf.values) + ")"
        disjoint = f"{name}.isdisjoint({listed})"
        return f"({name} is not None and {'not ' if wanted else ''}{disjoint})"
    if len(leaf.values) == 1:
        return f"{name} == {leaf.values[0]!r}" if wanted else f"({name} is not None and {name} != {leaf.values[0]!r})"
    listed = "{" + ", ".join(map(repr, leaf.values)) + "}"
    return f"{name} in {listed}" if wanted else f"({name} is not None and {name} not in {listed})"


def _collect_terms(condition: Condition, found: dict[str, Term]) -> None:
    """Gather terms in an order in which each comes after those it names."""
    for part in parts(condition):
        _collect_terms(part, found)
    if isinstance(condition, Term):
        found.setdefault(condition.name, condition)
