"""Expressions over columns as they are written down: what to ask of a library of frames, in which order, with what.

Polars and narwhals (for Spark) call everything alike, so that one expression is made for either (:meth:`Expr.made`).
Narwhals between this and Polars would take half a second for a pack of four hundred clauses.
"""

from collections.abc import Iterable
from operator import attrgetter
from types import ModuleType
from typing import Any


class Kind:
    """A type of cells by the name that both libraries have for it."""

    def __init__(self, name: str) -> None:
        self.name = name


BOOLEAN, STRING, DATE, INT16 = map(Kind, ("Boolean", "String", "Date", "Int16"))


class Expr:
    """What to call of ``base`` (None: of the library itself) by which name, dots and all, with which arguments."""

    __slots__ = ("_args", "_base", "_by", "_kwargs", "_made", "_name")

    def __init__(self, base: "Expr | None", name: str, *args: Any, **kwargs: Any) -> None:
        self._base, self._name, self._args, self._kwargs = base, name, args, kwargs
        self._by: ModuleType | None = None  # for which library it was last made
        self._made: Any = None

    def made(self, library: ModuleType) -> Any:
        """Return the expression as one of ``library`` (polars or narwhals); a part of several is made once."""
        if self._by is not library:
            whose = library if self._base is None else self._base.made(library)
            args = [_given(each, library) for each in self._args]
            kwargs = {name: _given(each, library) for name, each in self._kwargs.items()}
            self._made, self._by = attrgetter(self._name)(whose)(*args, **kwargs), library
        return self._made

    def alias(self, name: str) -> "Expr":
        """Name the column that comes of it, by which later expressions read it."""
        return Expr(self, "alias", name)

    def cast(self, kind: Kind) -> "Expr":
        """As cells of a type."""
        return Expr(self, "cast", kind)

    def is_null(self) -> "Expr":
        """Whether there is nothing."""
        return Expr(self, "is_null")

    def fill_null(self, value: Any) -> "Expr":
        """``value`` where there is nothing."""
        return Expr(self, "fill_null", value)

    def without_nan(self) -> "Expr":
        """Nothing where a number is none."""
        return Expr(self, "fill_nan", None)

    def is_in(self, values: Iterable[Any]) -> "Expr":
        """Whether it is one of some values; unknown of nothing."""
        return Expr(self, "is_in", list(values))

    def has(self, value: Any) -> "Expr":
        """Whether a cell that is a list has a value in it."""
        return Expr(self, "list.contains", value)

    def looked_up(self, values: Iterable[Any], texts: Iterable[str]) -> "Expr":
        """The text that stands in the place of each value, nothing for any other."""
        return Expr(self, "replace_strict", list(values), list(texts), default=None, return_dtype=STRING)

    def compared(self, operator: str, other: Any) -> "Expr":
        """Compare by ``<``, ``<=``, ``>``, ``>=``, ``==`` or ``!=``."""
        return Expr(self, _COMPARED[operator], other)

    def __lt__(self, other: Any) -> "Expr":
        return Expr(self, "__lt__", other)

    def __le__(self, other: Any) -> "Expr":
        return Expr(self, "__le__", other)

    def __gt__(self, other: Any) -> "Expr":
        return Expr(self, "__gt__", other)

    def __ge__(self, other: Any) -> "Expr":
        return Expr(self, "__ge__", other)

    def __eq__(self, other: object) -> "Expr":  # type: ignore[override]
        return Expr(self, "__eq__", other)

    def __ne__(self, other: object) -> "Expr":  # type: ignore[override]
        return Expr(self, "__ne__", other)

    __hash__ = None  # type: ignore[assignment]  # of two expressions nobody can say whether they are equal

    def __and__(self, other: "Expr") -> "Expr":
        return Expr(self, "__and__", other)

    def __or__(self, other: "Expr") -> "Expr":
        return Expr(self, "__or__", other)

    def __invert__(self) -> "Expr":
        return Expr(self, "__invert__")

    def __mul__(self, number: int) -> "Expr":
        return Expr(self, "__mul__", number)

    def __bool__(self) -> bool:
        """Raise TypeError: a truth of many rows is not one."""
        raise TypeError


class When(Expr):
    """A condition that still wants what holds then."""

    __slots__ = ()

    def then(self, value: Expr) -> "Then":
        """``value`` where the condition is true."""
        return Then(self, "then", value)


class Then(Expr):
    """What holds under some conditions; nothing where none is true and no ``otherwise`` is given."""

    __slots__ = ()

    def when(self, condition: Expr) -> When:
        """Another condition, where none before is true."""
        return When(self, "when", condition)

    def otherwise(self, value: Expr) -> Expr:
        """What holds where no condition is true."""
        return Expr(self, "otherwise", value)


def col(name: str) -> Expr:
    """Return the column of a name."""
    return Expr(None, "col", name)


def lit(value: Any, kind: Kind | None = None) -> Expr:
    """Return one value for every row, of a type if one is given."""
    return Expr(None, "lit", value) if kind is None else Expr(None, "lit", value, dtype=kind)


def when(condition: Expr) -> When:
    """Begin an expression that depends on conditions."""
    return When(None, "when", condition)


def summed(exprs: Iterable[Expr]) -> Expr:
    """Return the sum of what stands in a row."""
    return Expr(None, "sum_horizontal", *exprs)


def joined(exprs: Iterable[Expr], separator: str) -> Expr:
    """Return the texts in a row joined, those left out that are not there."""
    return Expr(None, "concat_str", *exprs, separator=separator, ignore_nulls=True)


_COMPARED = {"<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__", "==": "__eq__", "!=": "__ne__"}


def _given(value: Any, library: ModuleType) -> Any:
    """An argument as the library takes it."""
    if isinstance(value, Expr):
        return value.made(library)
    return getattr(library, value.name) if isinstance(value, Kind) else value
