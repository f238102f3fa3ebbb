"""Answers of one case that contradict each other, as the vocabulary lists them (``at_odds``). Remarks only."""

from collections.abc import Iterable, Mapping
from functools import cached_property, reduce
from operator import and_, getitem

from clerkcheck.checking.report import Remark
from clerkcheck.conditions.values import FactValue
from clerkcheck.i18n import _, linked, listed
from clerkcheck.packs.model import AtOdds, Fact, Vocabulary

_Answer = tuple[str, bool, tuple[FactValue, ...]]
_MOST_KEPT = 1_000  # values of one fact: a number has no end of them


class OddAnswers:
    """What is to be said of answers that contradict each other: each set of those has a bit, in the vocabulary's order.

    A case has those left that every fact leaves by its answer.
    """

    def __init__(self, words: Vocabulary) -> None:
        self._odds = tuple([_Odd(each, words) for each in words.at_odds])
        self._all = (1 << len(self._odds)) - 1
        by_fact: dict[str, _Left] = {}
        for place, (odd, _why) in enumerate(words.at_odds):
            for answer in odd:
                by_fact.setdefault(answer[0], _Left(self._all)).answers.append((1 << place, answer))
        self._facts, self._left = tuple(by_fact), tuple(by_fact.values())

    def remarks(self, facts: Mapping[str, FactValue]) -> list[Remark]:
        """Return a remark on each set of answers that are at odds, in the vocabulary's order."""
        left = reduce(and_, map(getitem, self._left, map(facts.get, self._facts)), self._all)
        found: list[Remark] = []
        while left:
            lowest = left & -left
            found.append(self._odds[lowest.bit_length() - 1].remark)
            left ^= lowest
        return found


class _Odd:
    """Answers at odds, and what is said of them."""

    def __init__(self, found: AtOdds, words: Vocabulary) -> None:
        self.found, self.words = found, words

    @cached_property
    def remark(self) -> Remark:
        return Remark(self.found[0][0][0], said_of(self.found, self.words))


class _Left(dict[FactValue, int]):
    """By the value of a fact the bits of what can be at odds with it: all but those with an answer not given by it."""

    def __init__(self, all_of_them: int) -> None:
        super().__init__()
        self.all_of_them = all_of_them
        self.answers: list[tuple[int, _Answer]] = []  # those of the fact, each with the bit of where it is at odds

    def __missing__(self, value: FactValue) -> int:
        left = self.all_of_them
        for bit, answer in self.answers:
            if not _given(answer, {answer[0]: value}):
                left &= ~bit
        if len(self) < _MOST_KEPT:
            self[value] = left
        return left


def contradicted(fact: Fact, value: str, facts: Mapping[str, FactValue], words: Vocabulary) -> tuple[str, ...]:
    """Return the labels of the facts whose answers a choice of ``fact`` would contradict (minutes are of some meeting).

    It may be the right one all the same: then the other answer is wrong.
    """
    answers = {**facts, fact.id: frozenset([value]) if fact.type == "choices" else value}
    found = [
        name
        for odd, _why in words.at_odds
        if any(name == fact.id for name, *_rest in odd) and at_odds(odd, answers)
        for name, *_rest in odd
    ]
    return tuple(dict.fromkeys(words.facts[name].label for name in found if name != fact.id))


def at_odds(answers: Iterable[_Answer], facts: Mapping[str, FactValue]) -> bool:
    """Return whether a case gives all of these answers, by its ``facts``; one that it leaves open it does not give."""
    return all(_given(answer, facts) for answer in answers)


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
