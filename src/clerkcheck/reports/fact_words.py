"""The answer to a question, as it is said."""

from collections.abc import Collection
from typing import Any

from clerkcheck.i18n import _, listed
from clerkcheck.packs.model import Fact


def chosen_words(fact: Fact, chosen: Collection[str]) -> list[str]:
    """Return what was chosen of a fact's list in words, in the list's order, whatever order it was chosen in."""
    return [*(word for name, word in fact.of.items() if name in chosen), *(x for x in chosen if x not in fact.of)]


def answer_words(fact: Fact, value: Any) -> str:
    """Return a plain value of a fact in words."""
    if value is None or value == "unknown":
        return _("不清楚")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if fact.of:
        return listed(chosen_words(fact, value if isinstance(value, list | frozenset) else [value]))
    return f"{value:g}" if isinstance(value, float) else str(value)
