"""Answers of one case that contradict each other, as the vocabulary lists them (``at_odds``). Remarks only."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import attrgetter, getitem

from clerkcheck.checking.report import Remark
from clerkcheck.conditions.values import FactValue
from clerkcheck.i18n import _, linked, listed
from clerkcheck.packs.model import AtOdds, Fact, Vocabulary

_Answer = tuple[str, bool, tuple[FactValue, ...]]
_MOST_KEPT = 1_000  # values of one fact: a number has no end of them


class OddAnswers:
    """What is to be said of answers that contradict each other; only those that a case gives are looked at."""

    def __init__(self, words: Vocabulary) -> None:
        by_fact: dict[str, _OfValue] = {}  # of the first answer
        for place, each in enumerate(words.at_odds):
            by_fact.setdefault(each[0][0][0], _OfValue()).listed.append(_Odd(place, each, words))
        self._facts, self._of_value = tuple(by_fact), tuple(by_fact.values())

    def remarks(self, facts: Mapping[str, FactValue]) -> list[Remark]:
        """Return a remark on each set of answers that are at odds, in the vocabulary's order."""
        found: list[_Odd] = []
        for odds in filter(None, map(getitem, self._of_value, map(facts.get, self._facts))):
            for odd in odds:
                if odd.second_given[facts.get(odd.second)] and (not odd.others or at_odds(odd.others, facts)):
                    found.append(odd)
        found.sort(key=_place)
        return [odd.remark for odd in found]


class _Odd:
    """Answers at odds: their place in the vocabulary, the answers after the second, and what is said of them.

    ``second_given`` tells by the value of the fact ``second`` whether the second answer is given.
    """

    def __init__(self, place: int, found: AtOdds, words: Vocabulary) -> None:
        self.place, self.found, self.words = place, found, words
        self.first, second, *self.others = found[0]
        self.second, self.second_given = second[0], _Given(second)

    @cached_property
    def remark(self) -> Remark:
        return Remark(self.first[0], said_of(self.found, self.words))


class _Given(dict[FactValue, bool]):
    """Whether an answer is given, by the value of its fact."""

    def __init__(self, answer: _Answer) -> None:
        super().__init__()
        self.answer = answer

    def __missing__(self, value: FactValue) -> bool:
        found = _given(self.answer, {self.answer[0]: value})
        if len(self) < _MOST_KEPT:
            self[value] = found
        return found


class _OfValue(dict[FactValue, tuple[_Odd, ...]]):
    """Of those listed, all with one fact first, the ones whose first answer is given by a value of it."""

    def __init__(self) -> None:
        super().__init__()
        self.listed: list[_Odd] = []

    def __missing__(self, value: FactValue) -> tuple[_Odd, ...]:
        found = tuple([odd for odd in self.listed if _given(odd.first, {odd.first[0]: value})])
        if len(self) < _MOST_KEPT:
            self[value] = found
        return found


_place = attrgetter("place")


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
