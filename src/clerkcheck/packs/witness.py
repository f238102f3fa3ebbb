"""An example case in words, so that a keeper sees at once what a search found."""

from collections.abc import Iterable, Mapping

from clerkcheck.conditions.readings import is_reading
from clerkcheck.conditions.values import FactValue
from clerkcheck.i18n import _, joined, listed
from clerkcheck.packs.model import Fact, Vocabulary
from clerkcheck.packs.reading_labels import reading_answer


def example_words(kind: str, example: Mapping[str, FactValue], words: Vocabulary) -> str:
    """Return the kind of case and the answers that matter, as 议题，拟提交的会议：常务会议；涉及金额（万元） 500."""
    said = [_said(fact, value, words) for fact, value in example.items()]
    return _("{kind}，{answers}").format(kind=words.kinds[kind], answers=joined(said) or _("任何一件"))


def _said(fact: str, value: FactValue, words: Vocabulary) -> str:
    return reading_answer(fact, value, words) if is_reading(fact) else _answer(words.facts[fact], value)


def _answer(fact: Fact, value: FactValue) -> str:
    if value is True:
        return fact.label
    if value is False:
        return _("不是“{label}”").format(label=fact.label)
    if isinstance(value, frozenset):
        return _labelled(fact, (choice for choice in fact.of if choice in value))
    if isinstance(value, str):
        return _labelled(fact, (value,))
    return _("{label} {n:g}").format(label=fact.label, n=value)


def _labelled(fact: Fact, choices: Iterable[str]) -> str:
    values = listed(fact.of[choice] for choice in choices)
    return _("{label}：{values}").format(label=fact.label, values=values)
