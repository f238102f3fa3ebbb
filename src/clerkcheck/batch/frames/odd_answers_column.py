"""Which answers of rows contradict each other, in columns: the texts of :mod:`clerkcheck.checking.odd_answers`."""

from collections.abc import Iterator, Mapping

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
        self.told: tuple[tuple[str, pl.Expr], ...] | None = None  # by the first frame

    def values(self) -> Iterator[Condition]:
        """Yield the conditions whose values of choices must be in the frame."""
        return (condition for condition, _text in self.found)

    def added(self, typed: pl.DataFrame, remarks: str) -> pl.DataFrame:
        """Return a frame of typed columns in which the column ``remarks`` has these remarks, too."""
        if self.told is None:
            self.told = tuple(self._planned(nw.from_native(typed).schema))
        if not self.told:
            return typed
        called_for = typed.select(held.any().alias(f"{n}") for n, (_text, held) in enumerate(self.told)).row(0)
        called = (each for each, there in zip(self.told, called_for, strict=True) if there)
        said = [pl.when(held).then(pl.lit(text)) for text, held in called]
        if not said:
            return typed
        parts = pl.concat_str([pl.col(remarks), *said], separator=joined(("", "")), ignore_nulls=True)
        return typed.with_columns(pl.when(parts != "").then(parts).alias(remarks))

    def _planned(self, schema: Mapping[str, nw.dtypes.DType]) -> Iterator[tuple[str, pl.Expr]]:
        """Yield each text with whether it is to be said of a row; none that frames of these columns cannot call for."""
        for condition, text in self.found:
            value = Conditions(schema, (condition,), ColumnSteps()).value(condition)
            if isinstance(value, ColumnExpr):
                yield text, value.expr.made(pl)


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
