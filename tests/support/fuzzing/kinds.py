"""The kinds of inputs, and one of each by seed and number: the same again wherever and whenever it is made."""

import random
from collections.abc import Callable

from fuzzing.cases import case
from fuzzing.conditions import condition
from fuzzing.drafts import draft
from fuzzing.notices import notice
from fuzzing.options import option
from fuzzing.packs import pack
from fuzzing.run import Attempt
from fuzzing.tables import table

KINDS: dict[str, Callable[[random.Random], Attempt]] = {
    "condition": condition, "case": case, "draft": draft, "notice": notice, "option": option, "pack": pack, "table": table,
}  # fmt: skip


def made(kind: str, seed: int, number: int) -> Attempt:
    """Return the attempt of that kind, seed and number."""
    return KINDS[kind](random.Random(f"{seed} {kind} {number}"))
