"""The answer to a question, as it is said."""

from typing import Any

from clerkcheck.i18n import _, listed
from clerkcheck.packs.model import Fact


def answer_words(fact: Fact, value: Any) -> str:
    """Return a plain value of a fact in words."""
    if value is None or value == "unknown":
        return _("不清楚")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if fact.of:
        chosen: list[str] = list(value) if isinstance(value, list | frozenset) else [value]
        return listed(fact.of.get(each, each) for each in chosen)
    return f"{value:g}" if isinstance(value, float) else str(value)
