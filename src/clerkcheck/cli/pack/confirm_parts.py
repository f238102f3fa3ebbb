"""Keys of a clause that have several parts (审批、逾期视为同意、可延长至、并据): shown, and asked for part by part."""

from collections.abc import Mapping
from typing import Any

from clerkcheck.cli.pack.confirm_values import read_value, shown_value
from clerkcheck.i18n import _, joined, labelled, linked
from clerkcheck.line.talk import Talk
from clerkcheck.packs.form_words import KEYS
from clerkcheck.packs.model import Pack, Vocabulary
from clerkcheck.reading.written_values import ValueProblem

PARTS: Mapping[str, tuple[str, ...]] = {
    "approval": ("paper", "by"),
    "deemed": ("from", "offset", "unit"),
    "extend": ("offset", "unit", "paper", "by"),
}
ALSO = "also_from"  # a list, of which each has these two
_OF_A_SOURCE = ("article", "quote")
_LEFT_OUT = "-"


def shown_parts(key: str, value: Any, words: Vocabulary) -> str:
    """Return the value of a key with its parts named, and the labels of its ids."""
    if key == ALSO:
        return joined(labelled(each["article"], each["quote"]) for each in value)
    said = (_("{part} {value}").format(part=KEYS[part], value=shown_value(part, value[part], words))
            for part in PARTS[key] if part in value)  # fmt: skip
    return linked(said)


def ask_parts(talk: Talk, key: str, value: Any, pack: Pack) -> Any:
    """Ask for every part of a key and return its new value; None where it is to be left out.

    Enter keeps a part; what cannot be read is said and asked again. Raises Leave at the end of input.
    """
    if key == ALSO:
        return _ask_sources(talk)
    found: dict[str, object] = dict(value or {})
    for part in PARTS[key]:
        while True:
            typed = talk.line(_("{part} {key}（回车不变，只打 - 是整项不写）：").format(part=KEYS[part], key=part))
            if typed == _LEFT_OUT:
                return None
            if not typed and part in found:
                break
            try:
                found[part] = read_value(part, typed, pack)
                break
            except ValueProblem as problem:
                talk.problem(problem)
    return found


def _ask_sources(talk: Talk) -> list[dict[str, str]] | None:
    """The other articles that a clause rests on, until an article is left empty."""
    found: list[dict[str, str]] = []
    while True:
        article = talk.line(_("还根据哪一条，如 第八条（回车写完，一条也没有就是不写）："))
        if not article or article == _LEFT_OUT:
            return found or None
        quote = talk.line(_("{article}的引文：").format(article=article))
        found += [dict(zip(_OF_A_SOURCE, (article, quote), strict=True))] if quote else []
