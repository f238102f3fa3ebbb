"""Python source that tells which answers "no" keep conditions what they are: without any one of those it is open."""

from collections import Counter
from collections.abc import Mapping, Sequence

from clerkcheck.conditions.branches import Branch, Part, branches_of, joined
from clerkcheck.conditions.leaf_code import LeafCode
from clerkcheck.conditions.syntax import And, Compare, Condition, Is, Not, OneOf, Or, Term, parts, without_terms


def refusable(condition: Condition, code: LeafCode, *, wanted: bool) -> int:
    """Return the bits of the facts that can keep the condition ``wanted`` by an answer that can be a "no"."""
    if isinstance(condition, Term):
        return refusable(condition.body, code, wanted=wanted)
    if isinstance(condition, Not):
        return refusable(condition.part, code, wanted=not wanted)
    if isinstance(condition, And | Or):
        found = 0
        for part in parts(condition):
            found |= refusable(part, code, wanted=wanted)
        return found
    assert isinstance(condition, Is | Compare | OneOf)
    return code.bit(condition) if code.can_be_no(condition, wanted=wanted) else 0


def carriers(condition: Condition, code: LeafCode, *, wanted: bool, names: Mapping["Part", str] | None = None) -> str:
    """Return Python for the bits of the facts of which each alone keeps a condition ``wanted``; -1 where it may not be.

    Without its answer, a "no", the condition would be unknown. A conjunction is false by each of its false parts: a
    fact must carry them all, and of those that are not false -1 takes nothing away. It is true by all of its parts at
    once: a fact need carry one, and -1 stays -1. A disjunction is the mirror image. ``names``: the locals that hold
    what has been worked out of some parts.
    """
    if isinstance(condition, Not):
        return carriers(condition.part, code, wanted=not wanted, names=names)
    known = names.get(Part(condition, wanted=wanted)) if names else None
    if known is not None:
        return known
    if isinstance(condition, Term):
        return carriers(condition.body, code, wanted=wanted, names=names)
    if isinstance(condition, And | Or):
        each_must = isinstance(condition, And) is not wanted
        if not parts(condition):
            return "-1" if each_must else "0"
        word = " & " if each_must else " | "
        return f"({word.join(carriers(part, code, wanted=wanted, names=names) for part in parts(condition))})"
    assert isinstance(condition, Is | Compare | OneOf)
    holds = code.holds(condition, wanted=wanted)
    if not code.can_be_no(condition, wanted=wanted):
        return f"(0 if {holds} else -1)"
    if isinstance(condition, Is):
        return f"({code.bit(condition)} if {holds} else -1)"
    return f"({code.bit(condition)} if {code.is_no(condition)} else 0 if {holds} else -1)"


class KeptFalse:
    """Writes the function that lists which conditions a "no" alone keeps false.

    Each is a conjunction of parts (of one, if of nothing else). Conditions with a part in common stand under it: where
    two "no"s make a part false, or an answer that is none, no condition that has it is looked at.
    """

    def __init__(self, code: LeafCode) -> None:
        self.code = code
        self.names: dict[Part, str] = {}

    def lines(self, conditions: Mapping[int, Condition]) -> list[str]:
        """Return the lines of the function: it lists pairs of a number and the bits of the facts, each a "no"."""
        looked_at = [
            (number, tuple(dict.fromkeys(joined(condition, wanted=False))))
            for number, condition in conditions.items()
            if refusable(condition, self.code, wanted=False)
        ]
        branches = branches_of(looked_at, 0)
        written = self._shared(branches)
        lines = [line for branch in branches for line in self._branch(branch, "", 1)]
        return ["  found = []", *written, *lines, "  return found"]

    def _shared(self, branches: Sequence[Branch]) -> list[str]:
        """The lines for what stands in several branches and is no leaf."""
        uses = Counter(_large_parts(branches))
        written = []
        for part in [each for each, times in uses.items() if times > 1]:
            found = carriers(part.condition, self.code, wanted=part.wanted, names=self.names)
            self.names[part] = name = f"l{len(self.names)}"
            written.append(f"  {name} = {found}")
        return written

    def _branch(self, branch: Branch, carried: str, depth: int) -> list[str]:
        name, tests = f"c{depth}", []
        gates = [part for part in branch.parts if not refusable(part.condition, self.code, wanted=part.wanted)]
        for part in gates:
            tests.append(f"not {self._settled(part)}")
        for part in branch.parts:
            if part in gates:
                continue
            bits = carriers(part.condition, self.code, wanted=part.wanted, names=self.names)
            tests.append(f"({name} := {carried} & {bits})" if carried else f"({name} := {bits})")
            carried = name
        indent = "  " * depth
        lines = [f"{indent}if {' and '.join(tests)}:"] if tests else [f"{indent}if True:"]
        if branch.numbers:
            pairs = ", ".join(f"({number}, {carried})" for number in branch.numbers)
            added = f"found.append({pairs})" if len(branch.numbers) == 1 else f"found += ({pairs})"
            lines.append(f"{indent}  if {carried} > 0: {added}")
        for each in branch.branches:
            lines += self._branch(each, carried, depth + 1)
        return lines

    def _settled(self, part: Part) -> str:
        """Python that holds when a part that no "no" can settle is settled."""
        condition = without_terms(part.condition)
        if isinstance(condition, Is | Compare | OneOf):
            return self.code.holds(condition, wanted=part.wanted)
        return f"{carriers(condition, self.code, wanted=part.wanted, names=self.names)} == 0"


def _large_parts(branches: Sequence[Branch]) -> list[Part]:
    found = []
    for branch in branches:
        found += [part for part in branch.parts if not isinstance(part.condition, Is | Compare | OneOf)]
        found += _large_parts(branch.branches)
    return found
