"""What holds of many (packs, sizes, keys) is tried on few of them in the suite; on the others by `make test-wide`."""

from collections.abc import Collection, Iterable
from typing import Any

import pytest

from clerkcheck.packs.store import pack_ids

# A government's own rules, and the pack that holds everywhere: the largest of either sort.
KEPT = ("qianjiang", "national")


def wide(values: Iterable[Any], kept: Collection[Any]) -> list[Any]:
    """Return parameters for each of the values; those that are not ``kept`` for the suite are marked ``wide``.

    A tuple is the values of several arguments.
    """
    each = list(values)
    assert set(kept) <= set(each), "kept for the suite, and not there"
    return [_parameter(value, () if value in kept else (pytest.mark.wide,)) for value in each]


def _parameter(value: Any, marks: tuple[pytest.MarkDecorator, ...]) -> Any:
    return pytest.param(*value, marks=marks) if isinstance(value, tuple) else pytest.param(value, marks=marks)


def packs() -> list[Any]:
    """Return a parameter for the id of each shipped pack, the suite's own among them."""
    return wide(pack_ids(), KEPT)
