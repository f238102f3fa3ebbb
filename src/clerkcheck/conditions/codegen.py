"""Conditions to a compiled program (bytes that :class:`clerkcheck.conditions.program.Program` loads)."""

import marshal
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from clerkcheck.conditions.dependence import Shape
from clerkcheck.conditions.domains import representatives, signatures
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

_NO_CHOICE = "none"  # the value of a choice by which it is answered "no"


def compile_conditions(
    conditions: Sequence[Condition], types: Mapping[str, FactType], guarding: Container[int] | None = None
) -> bytes:
    """Return the compiled program of ``conditions``; ``types`` gives the type of every fact they read.

    Only of the conditions at the places ``guarding`` it is looked which "no"s keep them false; None for all.
    """
    facts = tuple(dict.fromkeys(fact for condition in conditions for fact in facts_read(condition)))
    numbers = {condition: number for number, condition in enumerate(dict.fromkeys(conditions))}
    order = tuple(numbers[condition] for condition in conditions)  # those that are alike are compiled once
    plain = [without_terms(condition) for condition in numbers]
    index = {fact: number for number, fact in enumerate(facts)}
    repeats = tuple(_repeats(condition, types, index) for condition in plain)
    guards = {order[place] for place in range(len(order)) if guarding is None or place in guarding}
    source = _SourceWriter(index, types).module(order, tuple(numbers), plain, repeats, guards)
    refusable = tuple(
        tuple(_refusable(condition, index, types, wanted=wanted) for wanted in (False, True)) for condition in plain
    )
    return marshal.dumps((facts, compile(source, "<conditions>", "exec"), order, repeats, refusable))


def _repeats(
    condition: Condition, types: Mapping[str, FactType], index: Mapping[str, int]
) -> tuple[int, tuple[Any, ...], dict[int, tuple[FactValue, ...]]] | None:
    """The bits of the facts that stand in several leaves, the fields of the condition's LeafTable, and their answers.

    None where every fact stands in one leaf, and where one of the facts has too many selections to list. The answers
    are one of each kind that its leaves tell apart, by the bit of the fact; none where some leaf cannot come out either
    way.
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
    fields = _shape(condition, different), tuple(index[leaf.fact] for leaf in different), states
    answers = {
        1 << index[fact]: representatives([leaf for leaf in different if leaf.fact == fact], types[fact])
        for fact, count in counts.items()
        if count > 1
    }
    one_way = any(len(set(outcomes)) < 2 for found in states.values() for outcomes in zip(*found, strict=True))
    return repeated, fields, {} if one_way else answers


def _shape(condition: Condition, numbers: Mapping[Leaf, int], *, negated: bool = False) -> Shape:
    """The condition over the numbers of its leaves, negations down at the leaves (De Morgan)."""
    if isinstance(condition, Not):
        return _shape(condition.part, numbers, negated=not negated)
    if isinstance(condition, And | Or):
        is_and = isinstance(condition, And) is not negated
        return (is_and, *(_shape(part, numbers, negated=negated) for part in parts(condition)))
    assert isinstance(condition, Is | Compare | OneOf)
    return ~numbers[condition] if negated else numbers[condition]


def _refusable(condition: Condition, index: Mapping[str, int], types: Mapping[str, FactType], *, wanted: bool) -> int:
    """The bits of the facts that can keep the condition ``wanted`` by an answer that can be a "no"."""
    if isinstance(condition, Term):
        return _refusable(condition.body, index, types, wanted=wanted)
    if isinstance(condition, Not):
        return _refusable(condition.part, index, types, wanted=not wanted)
    if isinstance(condition, And | Or):
        found = 0
        for part in parts(condition):
            found |= _refusable(part, index, types, wanted=wanted)
        return found
    assert isinstance(condition, Is | Compare | OneOf)
    return 1 << index[condition.fact] if _can_be_no(condition, types, wanted=wanted) else 0


def _can_be_no(leaf: Leaf, types: Mapping[str, FactType], *, wanted: bool) -> bool:
    """Whether an answer by which the leaf is ``wanted`` can be a "no": a yes/no fact's, or a choice's ``none``."""
    if isinstance(leaf, OneOf):
        return _NO_CHOICE in types[leaf.fact].values and (_NO_CHOICE in leaf.values) is wanted
    return isinstance(leaf, Is) and not wanted


class _SourceWriter:
    """Writes the Python source; each term is computed once, as a local t_name."""

    def __init__(self, index: Mapping[str, int], types: Mapping[str, FactType]) -> None:
        self.index, self.types = index, types
        self.form = "f{}"  # how a fact is named: a local of judge(f0, f1, …), or f[0], f[1], … of a row

    def module(
        self,
        order: Sequence[int],
        conditions: Sequence[Condition],
        plain: Sequence[Condition],
        repeats: Sequence[object],
        guards: Iterable[int],
    ) -> str:
        """Python for ``judge``, ``refused`` and ``kept_false``, and for each condition its open facts and some more."""
        head = ", ".join(f"f{i}" for i in range(len(self.index)))
        written = [self.value(condition) for condition in conditions]
        lines = [f"def judge({head}):", *self.locals(conditions)]
        for number, times in Counter(order).items():
            if times > 1:
                lines.append(f"  v{number} = {written[number]}")
                written[number] = f"v{number}"
        lines.append(f"  return ({' '.join(written[number] + ',' for number in order)})")
        lines += [f"def refused({head}):", f"  return {self.refused()}"]
        guarding = {number: conditions[number] for number in sorted(guards)}
        lines += [f"def kept_false(no, {head}):", *_Carriers(self, tuple(guarding.values())).kept_false(guarding)]
        self.form = "f[{}]"
        for number, condition in enumerate(plain):
            lines += [f"def m{number}(f):", *_OpenFacts(self).lines(condition)]
            if _refusable(condition, self.index, self.types, wanted=True):
                lines += [f"def c{number}(f):", f"  return {_Carriers(self).bits(condition, wanted=True)}"]
            if repeats[number]:
                found = " ".join(self.value(leaf) + "," for leaf in dict.fromkeys(leaves(condition)))
                lines += [f"def k{number}(f):", f"  return ({found})"]
        return "\n".join(lines)

    def refused(self) -> str:
        """Python for the bits of the facts that are answered "no": what is false, and a choice that is ``none``."""
        no = {
            "bool": "{} is False",
            "choice": f"{{}} == {_NO_CHOICE!r}",
            "choices": f"{{}} == {{{{{_NO_CHOICE!r}}}}}",
        }
        held = [
            f"({1 << place} if {no[self.types[fact].name].format(self.form.format(place))} else 0)"
            for fact, place in self.index.items()
            if self.types[fact].name in no
        ]
        return " | ".join(held) or "0"

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


class _Carriers:
    """Writes which facts carry a condition: each alone keeps it what it is by its answer, which can be a "no"."""

    def __init__(self, writer: _SourceWriter, several: Sequence[Condition] = ()) -> None:
        """Take all conditions of a function that looks at several: what stands in more than one is looked at once."""
        self.writer = writer
        self.uses = Counter(part for condition in several for part in _named_once(condition))
        self.written: list[str] = []
        self.names: dict[tuple[Condition, bool], str] = {}

    def kept_false(self, conditions: Mapping[int, Condition]) -> list[str]:
        """The lines that list the conditions, by their numbers, kept false by one "no" of the bits ``no``."""
        lines = []
        for number, condition in conditions.items():
            if by := self.refusable(condition):
                others = " and ".join(f"not {test}" for test in self.otherwise_false(condition))
                lines += [
                    f"  if no & {by} and {others}{' and ' if others else ''}"
                    f"(c := {self.bits(condition, wanted=False)}) > 0 and (c := c & no):",
                    f"    found.append(({number}, c))",
                ]
        return ["  found = []", *self.written, *lines, "  return found"]

    def refusable(self, condition: Condition) -> int:
        return _refusable(condition, self.writer.index, self.writer.types, wanted=False)

    def otherwise_false(self, condition: Condition) -> Iterator[str]:
        """Python that holds when a part that no "no" makes false is so: then there is nothing to carry."""
        if isinstance(condition, And):
            for part in parts(condition):
                if isinstance(part, Is | Compare | OneOf) and not self.refusable(part):
                    yield self.writer.leaf(part, wanted=False)

    def bits(self, condition: Condition, *, wanted: bool) -> str:
        """Python for the bits of the facts of which each alone keeps a condition certainly ``wanted``; -1 if it is not.

        Without its answer the condition would be unknown. Only answers that can be a "no" are looked at. A conjunction
        is false by each of its false parts: a fact must carry them all, and of those that are not false -1 takes
        nothing away. It is true by all of its parts at once: a fact need carry one, and -1 stays -1. A disjunction is
        the mirror image.
        """
        if isinstance(condition, Not):
            return self.bits(condition.part, wanted=not wanted)
        name = self.names.get((condition, wanted))
        if name is not None:
            return name
        found = self._bits(condition, wanted=wanted)
        if self.uses[condition] > 1:
            name = self.names[condition, wanted] = f"l{len(self.names)}"
            self.written.append(f"  {name} = {found}")
        return name or found

    def _bits(self, condition: Condition, *, wanted: bool) -> str:
        if isinstance(condition, Term):
            return self.bits(condition.body, wanted=wanted)
        if isinstance(condition, And | Or):
            each_must = isinstance(condition, And) is not wanted
            if not parts(condition):
                return "-1" if each_must else "0"
            word = " & " if each_must else " | "
            return f"({word.join(self.bits(part, wanted=wanted) for part in parts(condition))})"
        assert isinstance(condition, Is | Compare | OneOf)
        writer = self.writer
        bits = 1 << writer.index[condition.fact] if _can_be_no(condition, writer.types, wanted=wanted) else 0
        return f"({bits} if {writer.leaf(condition, wanted=wanted)} else -1)"


def _named_once(condition: Condition) -> Iterator[Condition]:
    """The terms of a condition and the leaves outside of them."""
    if isinstance(condition, Term | Is | Compare | OneOf):
        yield condition
    else:
        for part in parts(condition):
            yield from _named_once(part)


class _OpenFacts:
    """Writes what gives the unknown facts that keep one condition unknown, as bits; 0 where it is true, -1 where false.

    So written a conjunction is the ``|`` of its parts: the false one takes all. A disjunction is the conjunction of the
    opposites, turned over.
    """

    def __init__(self, writer: _SourceWriter) -> None:
        self.writer = writer
        self.written: list[str] = []
        self.names: dict[Condition, str] = {}

    def lines(self, condition: Condition) -> list[str]:
        """The lines of the function, its last the return; equal parts are computed once."""
        found = self.bits(condition, negated=False)
        return [*self.written, f"  return {found}"]

    def bits(self, condition: Condition, *, negated: bool) -> str:
        """An expression for a condition, or for its opposite."""
        if isinstance(condition, Not):
            return self.bits(condition.part, negated=not negated)
        if not isinstance(condition, And | Or):
            return self._leaf(condition, negated=negated)
        name = self.names.get(condition)
        if name is None:
            opposite = isinstance(condition, Or)
            found = " | ".join(self.bits(part, negated=opposite) for part in parts(condition)) or "0"
            name = self.names[condition] = f"t{len(self.names)}"
            self.written.append(f"  {name} = {found}")
        turned = isinstance(condition, Or) is not negated
        return f"({name} if {name} > 0 else ~{name})" if turned else name

    def _leaf(self, leaf: Condition, *, negated: bool) -> str:
        assert isinstance(leaf, Is | Compare | OneOf)
        place = self.writer.index[leaf.fact]
        holds = self.writer.leaf(leaf, wanted=not negated)
        return f"({1 << place} if {self.writer.form.format(place)} is None else 0 if {holds} else -1)"


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
