"""The condition that words put on an amount: 超过300万元的预算追加 is an amount above 300, and a choice of a fact."""

import re

from clerkcheck.packs.model import Vocabulary
from clerkcheck.packs.quantities import Quantity, plain_words, quantities

_AMOUNT = "amount_wan"  # of the shared vocabulary: the keeper says whether another is meant
_AROUND = 12  # characters before and after a number that say which side of it is meant
_BELOW = re.compile("不超过|不高于|不大于|不多于|不足|低于|不满|少于|小于|未达到|不到")
_SHORTEST = 3  # characters of a label that words are taken to speak of


def amount_condition(words: str, vocabulary: Vocabulary) -> str:
    """Return the condition of words that name amounts of which they say on which side they mean it; "" for others."""
    found = [each for each in quantities(words) if each.measure == "money" and each.fitting is not None]
    parts = [_side(plain_words(words), each) for each in found]
    if not parts or len(parts) > 2 or not all(parts):
        return ""
    return " and ".join([*_choices(words, vocabulary), *(f"{_AMOUNT} {part}" for part in parts)])


def _side(text: str, found: Quantity) -> str:
    """The operator and the number; "" where the words around it do not say the side."""
    assert found.fitting is not None
    at = text.find(found.written)
    before, after = text[max(0, at - _AROUND) : at], text[at + len(found.written) :][:_AROUND]
    before = re.split(r"[,。;]", before)[-1]
    below = re.match(r"(?:人民币)?(?:\([^)]*\))?及?以下", after) or _BELOW.search(before)
    fits = sorted(each for each in found.fitting if each.startswith("<" if below else ">"))
    return f"{fits[0]} {found.value:.10g}" if fits else ""


def _choices(words: str, vocabulary: Vocabulary) -> list[str]:
    """Answers of choices whose label stands in the words, the longest of a fact."""
    found: list[str] = []
    for name, fact in vocabulary.facts.items():
        said = {each: label for each, label in fact.of.items() if len(label) >= _SHORTEST and label in words}
        if said and fact.kind != "document":
            found.append(f"{name} == {max(said, key=lambda each: len(said[each]))}")
    return found
