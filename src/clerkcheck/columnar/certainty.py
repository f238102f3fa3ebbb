"""Truths of a column asked for certain: true or not, never unknown; and how far on the columns they read are made."""

from collections.abc import Iterable

from clerkcheck.columnar import exprs as ex
from clerkcheck.columnar.expressions import ColumnExpr, Value, literal
from clerkcheck.columnar.exprs import Expr


def stage_of(values: Iterable[Value]) -> int:
    """Return after which step all columns are there that the values read."""
    return max((each.after for each in values if isinstance(each, ColumnExpr)), default=0)


def expr_of(value: Value) -> Expr:
    """Return a value as an expression."""
    return value.expr if isinstance(value, ColumnExpr) else literal(value)


def certain(value: Value) -> Expr:
    """Return whether a value is certainly true, as an expression."""
    return value.expr.fill_null(False) if isinstance(value, ColumnExpr) else ex.lit(value is True)


def surely(value: Value) -> Value:
    """Return whether a value is true: never unknown."""
    return ColumnExpr(certain(value), value.after) if isinstance(value, ColumnExpr) else value is True


def not_certainly(value: Value) -> Value:
    """Return whether a value is false or unknown."""
    return ColumnExpr(~value.expr.fill_null(False), value.after) if isinstance(value, ColumnExpr) else value is not True
