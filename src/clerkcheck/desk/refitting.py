"""A case under another government's rules, or of the other kind: what of it still fits, and what does not."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from clerkcheck.desk.answer_words import answer_words
from clerkcheck.i18n import _, labelled
from clerkcheck.literals import CaseKind
from clerkcheck.packs.model import Fact, Pack


class Refitted(NamedTuple):
    """The data of a case as the other rules have it, and what could not be taken along, in words."""

    data: dict[str, Any]
    lost: tuple[str, ...]


def refitted(data: Mapping[str, Any], old: Pack, new: Pack, kind: CaseKind, called: str = "") -> Refitted:
    """Return a case's data for the pack ``new`` and a kind; ``data`` itself stays, and so does its history.

    ``called``: by which the case finds the new pack, where that is not its id.
    """
    lost: list[str] = []
    facts = dict(data.get("facts") or {})
    for name in [name for name, value in facts.items() if not _fits(new.vocabulary.facts.get(name), value, kind)]:
        known = old.vocabulary.facts.get(name)
        value = facts.pop(name)
        if value is not None and value != "unknown":
            lost.append(labelled(known.label, answer_words(known, value)) if known else name)
    pack = data["pack"] if new.called == old.called else called or new.called  # as it was named, which may be by a path
    kept: dict[str, Any] = {**data, "pack": pack, "kind": kind, "facts": facts}
    if kind != data.get("kind"):
        kept["profile"] = None  # a kind of item is one of agenda items, or of documents
    for part, here, there in (
        ("materials", old.vocabulary.materials, new.vocabulary.materials),
        ("dates", old.vocabulary.dates, new.vocabulary.dates),
    ):
        kept[part] = {name: value for name, value in (data.get(part) or {}).items() if name in there}
        lost += [here.get(name, name) for name in (data.get(part) or {}) if name not in there]
    kept["exceptions"], gone = _exceptions(data, new)
    lost += gone
    return Refitted({key: value for key, value in kept.items() if value not in ({}, [], None)}, tuple(lost))


def _exceptions(data: Mapping[str, Any], new: Pack) -> tuple[list[Any], list[str]]:
    """An exception is from one clause of one regulation: under another there is nothing for it to be from."""
    kept, lost = [], []
    for each in data.get("exceptions") or []:
        if new.clause(each["clause"]) is not None:
            kept.append(each)
        else:
            lost.append(_("例外（{clause}）：{reason}").format(clause=each["clause"], reason=each["reason"]))
    return kept, lost


def _fits(fact: Fact | None, value: Any, kind: CaseKind) -> bool:
    """Whether an answer is one that the other vocabulary knows, to a question that it puts to this kind."""
    if fact is None or fact.kind not in (None, kind):
        return False
    if value is None or value == "unknown":
        return True
    if fact.of:
        chosen = value if isinstance(value, list) else [value]
        return all(each in fact.of for each in chosen) and (fact.type == "choices" or not isinstance(value, list))
    return isinstance(value, bool) == (fact.type == "bool")
