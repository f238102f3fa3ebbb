"""Whether all that an extra brings is here: a test may then not be passed over for want of it."""

import os
from importlib import import_module
from typing import Any, NoReturn

import pytest

# "1" under `make test`; "spark" under `make test-spark`, which has PySpark and little else.
EVERYTHING = os.environ.get("CLERKCHECK_TEST") or os.environ.get("CI") or ""
_skipping = pytest.importorskip


def needed(name: str, *arguments: Any, **options: Any) -> Any:
    """Import a package, as ``pytest.importorskip`` does; one that ought to be here fails the test where it is not."""
    spark = name.split(".", maxsplit=1)[0] == "pyspark"
    if EVERYTHING and spark is (EVERYTHING == "spark"):
        return import_module(name)
    return _skipping(name, *arguments, **options)


def passed_over(reason: str, *, spark: bool = False) -> NoReturn:
    """Skip a test for want of a package; fail it where that ought to be here."""
    if EVERYTHING and spark is (EVERYTHING == "spark"):
        pytest.fail(reason)
    pytest.skip(reason)
