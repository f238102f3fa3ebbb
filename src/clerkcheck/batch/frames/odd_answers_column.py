"""Which answers of rows contradict each other, in columns: the texts of :mod:`clerkcheck.checking.odd_answers`."""

from collections.abc import Iterator

import narwhals as nw
import polars as pl

from clerkcheck.checking.odd_answers import said_of
from clerkcheck.columnar.expressions import ColumnExpr, ColumnSteps, Conditions
from clerkcheck.conditions.syntax import And, Compare, Condition, Is, Not, OneOf, Or
from clerkcheck.i18n import joined
from clerkcheck.packs.model import AtOdds, Fact, Vocabulary


class OddAnswersColumn:
    """The remarks on answers that are at odds, behind those that rows have already."""

    def __init__(self, words: Vocabulary) -> None:
        self.found = [(_condition(each, words), said_of(each, words)) for each in words.at_odds]

    def values(self) -> Iterator[Condition]:
        """Yield the conditions whose values of choices must be in the frame."""
        return (condition for condition, _text in self.found)

    def added(self, typed: pl.DataFrame, remarks: str) -> pl.DataFrame:
        """Return a frame of typed columns in which the column ``remarks`` has these remarks, too."""
        schema = nw.from_native(typed).schema
        told: dict[str, tuple[nw.Expr, str]] = {}
        for number, (condition, text) in enumerate(self.found):
            value = Conditions(schema, (condition,), ColumnSteps()).value(condition)
            if isinstance(value, ColumnExpr):
                told[str(number)] = value.expr, text
        if not told:
            return typed
        called_for = nw.from_native(typed).select(**{name: expr.any() for name, (expr, _text) in told.items()})
        there = [each for name, each in told.items() if called_for[name][0]]
        if not there:
            return typed
        said = [nw.when(expr).then(nw.lit(text)) for expr, text in there]
        parts = nw.concat_str([nw.col(remarks), *said], separator=joined(("", "")), ignore_nulls=True)
        return nw.from_native(typed).with_columns(nw.when(parts != "").then(parts).alias(remarks)).to_native()


def _condition(found: AtOdds, words: Vocabulary) -> Condition:
    return And(tuple(_answered(words.facts[name], values, wanted=wanted) for name, wanted, values in found[0]))


def _answered(fact: Fact, values: tuple[object, ...], *, wanted: bool) -> Condition:
    """The condition that a fact's answer is one of these values."""
    condition: Condition
    if fact.type == "bool":
        condition = Is(fact.id) if values == (True,) else Not(Is(fact.id))
    elif fact.of:
        condition = OneOf(fact.id, tuple(map(str, values)), many=fact.type == "choices")
    else:
        equal = tuple(Compare(fact.id, "==", float(str(each))) for each in values)
        condition = Or(equal) if len(equal) > 1 else equal[0]
    return condition if wanted else Not(condition)
