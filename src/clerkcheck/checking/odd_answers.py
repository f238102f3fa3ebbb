"""Answers of one case that contradict each other, as the vocabulary lists them (``at_odds``). Remarks only."""

from collections.abc import Mapping

from clerkcheck.checking.report import Remark
from clerkcheck.conditions.values import FactValue
from clerkcheck.i18n import _, linked, listed
from clerkcheck.packs.model import AtOdds, Fact, Vocabulary

_Answer = tuple[str, bool, tuple[FactValue, ...]]


class OddAnswers:
    """What is to be said of answers that contradict each other; only those that a case gives are looked at."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self._of_first: dict[str, list[tuple[int, AtOdds]]] = {}  # with their places in the vocabulary
        for place, each in enumerate(words.at_odds):
            self._of_first.setdefault(each[0][0][0], []).append((place, each))

    def remarks(self, facts: Mapping[str, FactValue]) -> tuple[Remark, ...]:
        """Return a remark on each set of answers that are at odds, in the vocabulary's order."""
        found = [
            each
            for name in self._of_first.keys() & facts.keys()
            for each in self._of_first[name]
            if all(_given(answer, facts) for answer in each[1][0])
        ]
        return tuple([Remark(each[0][0][0], said_of(each, self.words)) for _place, each in sorted(found)])


def said_of(found: AtOdds, words: Vocabulary) -> str:
    """Return in a sentence which answers are at odds, and why."""
    answers, why = found
    return _("{answers}：{why}，请核对").format(answers=linked(_said(each, words) for each in answers), why=why)


def _given(answer: _Answer, facts: Mapping[str, FactValue]) -> bool:
    name, wanted, values = answer
    value = facts.get(name)
    if value is None:
        return False
    among = not value.isdisjoint(values) if isinstance(value, frozenset) else value in values
    return among is wanted


def _said(answer: _Answer, words: Vocabulary) -> str:
    name, wanted, values = answer
    fact = words.facts[name]
    called = listed(_("“{value}”").format(value=_called(value, fact)) for value in values)
    text = _("“{label}”填{values}") if wanted else _("“{label}”填的不是{values}")
    if wanted and len(values) > 1:
        text = _("“{label}”填的是{values}之一")
    return text.format(label=fact.label, values=called)


def _called(value: FactValue, fact: Fact) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return fact.of.get(str(value), str(value))
