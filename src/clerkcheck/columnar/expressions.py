"""Conditions to expressions over columns: the trees of the packs, valued for every row at once.

Null is unknown. ``&``, ``|`` and ``~`` of Polars and of Spark are Kleene's, so an expression is built part by part as
the tree is. A property test holds it to :func:`clerkcheck.conditions.logic.evaluate`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import narwhals as nw

from clerkcheck.columnar import exprs as ex
from clerkcheck.columnar.exprs import Expr
from clerkcheck.conditions.readings import ReadSource, is_reading, sources_of
from clerkcheck.conditions.syntax import (
    And,
    Compare,
    Condition,
    DateOrder,
    Is,
    Leaf,
    Not,
    OneOf,
    Or,
    parts,
    without_terms,
)
from clerkcheck.conditions.values import Truth
from clerkcheck.reports.verdict_row import channel_column, choice_column, date_column, paper_column, paper_date_column


class ColumnExpr(NamedTuple):
    """A truth that differs from row to row.

    The expression reads columns that are there once ``after`` steps are done.
    """

    expr: Expr
    after: int = 0


Value = ColumnExpr | Truth  # a plain truth is that of every row; None: unknown in every row


class ColumnSteps:
    """Columns worked out one step after the other: those of a step read the frame as the step before left it."""

    def __init__(self) -> None:
        self.steps: list[list[Expr]] = []
        self._named = 0

    def keep(self, cell: ColumnExpr, name: str = "") -> ColumnExpr:
        """Make a column of an expression that is read more than once, and return the cell that reads it."""
        if not name:
            self._named += 1
            name = f"_{self._named}"
        while len(self.steps) <= cell.after:
            self.steps.append([])
        self.steps[cell.after].append(cell.expr.alias(name))
        return ColumnExpr(ex.col(name), cell.after + 1)

    def named(self, cell: ColumnExpr) -> str:
        """Make a column of an expression, and return its name."""
        self.keep(cell)
        return f"_{self._named}"


def literal(truth: Truth) -> Expr:
    """Return a truth as an expression."""
    return ex.lit(truth, ex.BOOLEAN)


def all_of(values: Iterable[Value]) -> Value:
    """Return Kleene's conjunction; what holds in every row alike is worked out here and now."""
    return _joined(values, absorbing=False)


def any_of(values: Iterable[Value]) -> Value:
    """Return Kleene's disjunction; what holds in every row alike is worked out here and now."""
    return _joined(values, absorbing=True)


def negated(value: Value) -> Value:
    """Return Kleene's negation: unknown stays unknown."""
    if isinstance(value, ColumnExpr):
        return ColumnExpr(~value.expr, value.after)
    return None if value is None else not value


def _joined(values: Iterable[Value], *, absorbing: bool) -> Value:
    cells: list[ColumnExpr] = []
    unknown = False
    for value in values:
        if isinstance(value, ColumnExpr):
            cells.append(value)
        elif value is absorbing:
            return absorbing
        else:
            unknown = unknown or value is None
    if not cells:
        return None if unknown else not absorbing
    found = [cell.expr for cell in cells] + ([literal(None)] if unknown else [])
    return ColumnExpr(_balanced(found, absorbing=absorbing), max(cell.after for cell in cells))


def _balanced(exprs: Sequence[Expr], *, absorbing: bool) -> Expr:
    """Join pairwise, so that a hundred parts nest seven deep, not a hundred: Spark's planner recurses."""
    if len(exprs) == 1:
        return exprs[0]
    middle = len(exprs) // 2
    left, right = _balanced(exprs[:middle], absorbing=absorbing), _balanced(exprs[middle:], absorbing=absorbing)
    return left | right if absorbing else left & right


class Conditions:
    """Values conditions on the columns of a frame; a part that stands in several conditions is worked out once."""

    def __init__(
        self, schema: Mapping[str, nw.dtypes.DType], conditions: Iterable[Condition], steps: ColumnSteps
    ) -> None:
        """Take the frame's columns, and all conditions that will be asked for."""
        self._schema = schema
        self._steps = steps
        self._seen: dict[Condition, Value] = {}
        self._counts: Counter[Condition] = Counter()
        for condition in conditions:
            self._count(without_terms(condition))

    def value(self, condition: Condition) -> Value:
        """Return the value of a condition, which was among those given."""
        return self._value(without_terms(condition))

    def _count(self, condition: Condition) -> None:
        self._counts[condition] += 1
        if self._counts[condition] == 1:
            for part in parts(condition):
                self._count(part)

    def _value(self, condition: Condition) -> Value:
        if condition not in self._seen:
            found = self._made(condition)
            if isinstance(found, ColumnExpr) and self._counts[condition] > 1 and not isinstance(condition, Is | Not):
                found = self._steps.keep(found)
            self._seen[condition] = found
        return self._seen[condition]

    def _made(self, condition: Condition) -> Value:
        if isinstance(condition, And):
            return all_of(map(self._value, condition.all))
        if isinstance(condition, Or):
            return any_of(map(self._value, condition.any))
        if isinstance(condition, Not):
            return negated(self._value(condition.part))
        assert isinstance(condition, Is | Compare | OneOf)
        return self._reading(condition) if is_reading(condition.fact) else self._leaf(condition)

    # --- papers and dates

    def _reading(self, leaf: Leaf) -> Value:
        if isinstance(leaf, DateOrder):
            first, second = (self._day(source) for source in sources_of(leaf.fact))
            return None if first is None or second is None else ColumnExpr(first.compared(leaf.operator, second))
        source = sources_of(leaf.fact)[0]
        if not isinstance(leaf, OneOf):
            return at_hand(source.id, self._schema)
        name = channel_column(source.id)
        if isinstance(self._schema.get(name), nw.List) or name not in self._schema:
            found = self._chosen(OneOf(name, leaf.values, many=True))
        else:
            found = ColumnExpr(_among(ex.col(name), leaf.values, self._schema[name]))
        return ColumnExpr(self._unless_missing(found.expr, source)) if isinstance(found, ColumnExpr) else found

    def _day(self, source: ReadSource) -> Expr | None:
        """The column of a date; that of a paper's own is empty where the paper is missing."""
        name = date_column(source.id) if source.about == "date" else paper_date_column(source.id)
        if name not in self._schema:
            return None
        return ex.col(name) if source.about == "date" else self._unless_missing(ex.col(name), source)

    def _unless_missing(self, found: Expr, source: ReadSource) -> Expr:
        there = at_hand(source.id, self._schema)
        if not isinstance(there, ColumnExpr):
            return found
        return ex.when(there.expr.fill_null(value=True)).then(found)

    def _leaf(self, leaf: Leaf) -> Value:
        if isinstance(leaf, OneOf) and leaf.many:
            return self._chosen(leaf)
        if leaf.fact not in self._schema:
            return None
        column = ex.col(leaf.fact)
        if isinstance(leaf, Is):
            return ColumnExpr(column)
        if isinstance(leaf, Compare):
            # NaN is how some programs write "no number", and would compare as the greatest.
            whole = not self._schema[leaf.fact].is_float()
            number = column if whole else column.without_nan()
            return ColumnExpr(number.compared(leaf.operator, leaf.number))
        return ColumnExpr(_among(column, leaf.values, self._schema[leaf.fact]))

    def _chosen(self, leaf: OneOf) -> Value:
        """Whether any chosen value of a choices fact is among the leaf's: a column of lists, or one column a value."""
        if leaf.fact in self._schema:
            column = ex.col(leaf.fact)
            return any_of(ColumnExpr(column.has(value)) for value in leaf.values)
        names = [choice_column(leaf.fact, value) for value in leaf.values]
        return any_of(ColumnExpr(ex.col(name)) if name in self._schema else None for name in names)


def at_hand(material: str, schema: Mapping[str, nw.dtypes.DType]) -> Value:
    """Return whether a paper is there: done true, missing false; ``schema``: the frame's columns."""
    column = paper_column(material)
    if column not in schema:
        return None
    status = ex.col(column)
    if schema[column] == nw.Boolean:
        return ColumnExpr(status)
    return ColumnExpr(ex.when(status.is_in(["done", "missing"])).then(status == "done"))


def _among(column: Expr, values: Sequence[str], kind: nw.dtypes.DType) -> Expr:
    if isinstance(kind, nw.Enum):
        possible = [each for each in values if each in kind.categories]
        if not possible:
            return ~column.is_in(list(kind.categories))  # false, and null where it is null
        values = possible
    return column == values[0] if len(values) == 1 else column.is_in(values)
