"""Conditions to a compiled program (bytes that :class:`clerkcheck.conditions.program.Program` loads)."""

import marshal
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from clerkcheck.conditions.dependence import Shape
from clerkcheck.conditions.domains import signatures
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
from clerkcheck.conditions.values import FactType


def compile_conditions(conditions: Sequence[Condition], types: Mapping[str, FactType]) -> bytes:
    """Return the compiled program of ``conditions``; ``types`` gives the type of every fact they read."""
    facts = tuple(dict.fromkeys(fact for condition in conditions for fact in facts_read(condition)))
    plain = [without_terms(condition) for condition in conditions]
    index = {fact: number for number, fact in enumerate(facts)}
    repeats = tuple(_repeats(condition, types, index) for condition in plain)
    source = _SourceWriter(index).module(conditions, plain, repeats)
    return marshal.dumps((facts, compile(source, "<conditions>", "exec"), repeats))


def _repeats(
    condition: Condition, types: Mapping[str, FactType], index: Mapping[str, int]
) -> tuple[int, tuple[Any, ...]] | None:
    """The bits of the facts that stand in several leaves, and the fields of the condition's LeafTable.

    None where every fact stands in one leaf, and where one of the facts has too many selections to list.
    """
    counts = Counter(leaf.fact for leaf in leaves(condition))
    repeated = sum(1 << index[fact] for fact, count in counts.items() if count > 1)
    different = {leaf: number for number, leaf in enumerate(dict.fromkeys(leaves(condition)))}
    if not repeated:
        return None
    states: dict[int, tuple[tuple[bool, ...], ...]] = {}
    for fact in counts:
        possible = signatures([leaf for leaf in different if leaf.fact == fact], types[fact])
        if possible is None:
            return None
        states[index[fact]] = possible
    return repeated, (_shape(condition, different), tuple(index[leaf.fact] for leaf in different), states)


def _shape(condition: Condition, numbers: Mapping[Leaf, int], *, negated: bool = False) -> Shape:
    """The condition over the numbers of its leaves, negations down at the leaves (De Morgan)."""
    if isinstance(condition, Not):
        return _shape(condition.part, numbers, negated=not negated)
    if isinstance(condition, And | Or):
        is_and = isinstance(condition, And) is not negated
        return (is_and, *(_shape(part, numbers, negated=negated) for part in parts(condition)))
    assert isinstance(condition, Is | Compare | OneOf)
    return ~numbers[condition] if negated else numbers[condition]


class _SourceWriter:
    """Writes the Python source; each term, and in a mask each part, is computed once, as a local t_name."""

    def __init__(self, index: Mapping[str, int]) -> None:
        self.index = index
        self.form = "f{}"  # how a fact is named: a local of judge(f0, f1, …), or f[0], f[1], … of a row

    def module(self, conditions: Sequence[Condition], plain: Sequence[Condition], repeats: Sequence[object]) -> str:
        """Python for ``judge``, two masks for each condition and its leaves where a fact stands in several."""
        head = ", ".join(f"f{i}" for i in range(len(self.index)))
        values = " ".join(self.value(condition) + "," for condition in conditions)
        lines = [f"def judge({head}):", *self.locals(conditions), f"  return ({values})"]
        lines += self.carrying(head, plain)
        self.form = "f[{}]"
        for number, condition in enumerate(plain):
            inner = _part_namer()(condition)
            lines += [f"def m{number}(f):", *self.locals([inner]), f"  return {self.mask(inner)}"]
            if repeats[number]:
                found = " ".join(self.value(leaf) + "," for leaf in dict.fromkeys(leaves(condition)))
                lines += [f"def k{number}(f):", f"  return ({found})"]
        lines.append(f"MASKS = ({' '.join(f'm{number},' for number in range(len(plain)))})")
        lines.append(
            f"LEAVES = ({' '.join(f'k{number},' if each else 'None,' for number, each in enumerate(repeats))})"
        )
        return "\n".join(lines)

    def carrying(self, head: str, plain: Sequence[Condition]) -> list[str]:
        """Python for ``carried``, which takes the values of all conditions, then the facts, and gives bits for each.

        A part that several conditions share is computed once.
        """
        name = _part_namer()
        inner = [name(condition) for condition in plain]
        found = []
        for number, condition in enumerate(inner):
            false, true = self.carriers(condition, wanted=False), self.carriers(condition, wanted=True)
            found.append(f"({false} if v[{number}] is False else {true} if v[{number}] is True else 0),")
        return [f"def carried(v, {head}):", *self.locals(inner), f"  return ({' '.join(found)})"]

    def locals(self, conditions: Sequence[Condition]) -> list[str]:
        """The lines that compute the terms of ``conditions``."""
        terms: dict[str, Term] = {}
        for condition in conditions:
            _collect_terms(condition, terms)
        return [f"  t_{name} = {self.value(term.body)}" for name, term in terms.items()]

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
        if isinstance(condition, Term):
            inner = " | ".join(self.mask(part) for part in parts(condition.body)) or "0"
            return f"({inner} if t_{condition.name} is None else 0)"
        assert isinstance(condition, Is | Compare | OneOf)
        place = self.index[condition.fact]
        return f"({1 << place} if {self.form.format(place)} is None else 0)"

    def carriers(self, condition: Condition, *, wanted: bool) -> str:
        """Python for the bits of the facts of which each alone keeps a condition certainly ``wanted``.

        Without its answer the condition would be unknown. Only answers that can be a "no" are looked at: a yes/no fact
        that is false, a choice that may be ``none``. "0" where no answer can carry it.
        """
        if isinstance(condition, Term):
            return self.carriers(condition.body, wanted=wanted)
        if isinstance(condition, Not):
            return self.carriers(condition.part, wanted=not wanted)
        if isinstance(condition, And | Or):
            # A conjunction is false by each of its false parts, true by all of them at once; a disjunction mirrored.
            each_must = isinstance(condition, And) is not wanted
            return self._each(parts(condition), wanted) if each_must else self._any(parts(condition), wanted)
        assert isinstance(condition, Is | Compare | OneOf)
        refused = isinstance(condition, Compare) or (isinstance(condition, Is) and wanted)
        return "0" if refused else str(1 << self.index[condition.fact])

    def _each(self, those: Sequence[Condition], wanted: bool) -> str:
        """A fact carries the whole only if it carries every part that by itself makes the whole ``wanted``."""
        holds = self.true if wanted else self.false
        found = [(self.carriers(part, wanted=wanted), holds(part)) for part in those]
        kept = " & ".join(f"({bits} if {held} else -1)" for bits, held in found if bits != "0")
        bare = " or ".join(held for bits, held in found if bits == "0")
        return f"(0 if {bare} else {kept})" if kept and bare else f"({kept})" if kept else "0"

    def _any(self, those: Sequence[Condition], wanted: bool) -> str:
        """A fact carries the whole where it carries any of the parts, all of which are ``wanted``."""
        found = [text for part in those if (text := self.carriers(part, wanted=wanted)) != "0"]
        return f"({' | '.join(found)})" if found else "0"


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
    if isinstance(condition, Term) and condition.name in found:
        return
    for part in parts(condition):
        _collect_terms(part, found)
    if isinstance(condition, Term):
        found[condition.name] = condition


def _part_namer() -> Callable[[Condition], Condition]:
    """Return what makes each ``and`` and ``or`` of a condition a term, equal ones the same.

    A mask that asks for the value of every part stays short that way.
    """
    names: dict[Condition, Term] = {}

    def named(part: Condition) -> Condition:
        if isinstance(part, Not):
            return Not(named(part.part))
        if not isinstance(part, And | Or):
            return part
        found = names.get(part)
        if found is None:
            inner = type(part)(tuple(map(named, parts(part))))
            found = names[part] = Term(str(len(names)), inner)
        return found

    return named
