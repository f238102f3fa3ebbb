"""Python source of the function that values all conditions of a program."""

from collections.abc import Sequence

from clerkcheck.conditions.branches import Branch, Part, branches_of, joined
from clerkcheck.conditions.leaf_code import LeafCode
from clerkcheck.conditions.syntax import And, Condition, Not, Or, Term, parts


class JudgeCode:
    """Writes the function: of every condition 0 where it is false, else its place, negative where it is unknown.

    Conditions with a part in common stand under it: where it is false none of them is looked at. Each term is computed
    once, as a local t_name.
    """

    def __init__(self, code: LeafCode, order: Sequence[int]) -> None:
        """Take by the place of each condition its number."""
        self.values = Values(code)
        self.size = len(order)
        self.places: dict[int, list[int]] = {}
        for place, number in enumerate(order, start=1):
            self.places.setdefault(number, []).append(place)

    def lines(self, conditions: Sequence[Condition]) -> list[str]:
        """Return the lines of the function; ``conditions`` by their numbers."""
        apart = [tuple(dict.fromkeys(joined(condition, wanted=False))) for condition in conditions]
        lines = self.values.locals([part.condition for each in apart for part in each])
        lines.append(f"  found = [0] * {self.size}")
        for branch in branches_of(list(enumerate(apart)), 0):
            lines += self._branch(branch, "", 1)
        return [*lines, "  return found"]

    def _branch(self, branch: Branch, above: str, depth: int) -> list[str]:
        """The lines for what stands under a branch; ``above``: the local that says whether all above it is true."""
        indent = "  " * depth
        false = " or ".join(self.values.settled(part) for part in branch.parts)
        true = " and ".join([above] * bool(above) + [self.values.settled(part.turned()) for part in branch.parts])
        lines = [f"{indent}if not ({false}):"]
        if branch.branches:
            lines.append(f"{indent}  a{depth} = {true}")
            true = f"a{depth}"
        places = [place for number in branch.numbers for place in self.places[number]]
        if len(places) == 1:
            lines.append(f"{indent}  found[{places[0] - 1}] = {places[0]} if {true} else {-places[0]}")
        elif places:
            lines += [f"{indent}  if {true}:", *(f"{indent}    found[{place - 1}] = {place}" for place in places)]
            lines += [f"{indent}  else:", *(f"{indent}    found[{place - 1}] = {-place}" for place in places)]
        for each in branch.branches:
            lines += self._branch(each, true, depth + 1)
        return lines


class Values:
    """Writes expressions for the values of conditions; each term is computed once, as a local t_name."""

    def __init__(self, code: LeafCode) -> None:
        self.code = code

    def locals(self, conditions: Sequence[Condition]) -> list[str]:
        """Return the lines that compute the terms of ``conditions``."""
        terms: dict[str, Term] = {}
        for condition in conditions:
            _collect_terms(condition, terms)
        return [f"  t_{name} = {self.value(term.body)}" for name, term in terms.items()]

    def value(self, condition: Condition) -> str:
        """Return Python for the value of a condition; None while unknown facts leave it open."""
        return f"(False if {self.false(condition)} else True if {self.true(condition)} else None)"

    def settled(self, part: Part) -> str:
        """Return Python that holds exactly when a part certainly settles what it is part of."""
        return self.true(part.condition) if part.wanted else self.false(part.condition)

    def true(self, condition: Condition) -> str:
        """Return Python that holds exactly when the condition is certainly true."""
        if isinstance(condition, And | Or):
            word = " and " if isinstance(condition, And) else " or "
            return "(" + word.join(self.true(part) for part in parts(condition)) + ")" if parts(condition) else "True"
        if isinstance(condition, Not):
            return self.false(condition.part)
        if isinstance(condition, Term):
            return f"t_{condition.name}"
        return self.code.holds(condition, wanted=True)

    def false(self, condition: Condition) -> str:
        """Return Python that holds exactly when the condition is certainly false."""
        if isinstance(condition, And | Or):
            word = " or " if isinstance(condition, And) else " and "
            return "(" + word.join(self.false(part) for part in parts(condition)) + ")" if parts(condition) else "False"
        if isinstance(condition, Not):
            return self.true(condition.part)
        if isinstance(condition, Term):
            return f"t_{condition.name} is False"
        return self.code.holds(condition, wanted=False)


def _collect_terms(condition: Condition, found: dict[str, Term]) -> None:
    """Gather terms in an order in which each comes after those it names."""
    if isinstance(condition, Term) and condition.name in found:
        return
    for part in parts(condition):
        _collect_terms(part, found)
    if isinstance(condition, Term):
        found[condition.name] = condition
