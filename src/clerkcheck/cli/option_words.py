"""Words that options take beside their ids: 待确认 for undetermined, 议题 for agenda_item."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from clerkcheck.i18n import _
from clerkcheck.literals import KINDS, OUTCOMES


def add_fail_on(parser: ArgumentParser) -> None:
    """Add ``--fail-on``: an outcome but the best, by id or in words."""
    parser.add_argument(
        "--fail-on",
        type=_outcome,
        choices=OUTCOMES[:-1],
        default="deviating",
        metavar="OUTCOME",
        help=_("多严重算不通过（退出码 1）：不得报送、待确认、需说明理由（默认），或 blocked、undetermined、deviating"),
    )


def add_kind(parser: ArgumentParser, default: str | None = None, said: str = "") -> None:
    """Add ``--kind``, by id or in words: the kind of cases that name none, or what the help ``said`` says."""
    said = said or _("台账里没有写类型的是什么：议题或公文")
    parser.add_argument("--kind", type=_kind, choices=KINDS, default=default, metavar="KIND", help=said)


def _outcome(text: str) -> str:
    if text in OUTCOMES:  # so is the default: the words need not be loaded
        return text
    from clerkcheck.packs.usual_words import OUTCOME_WORDS

    return _id_of(text, OUTCOME_WORDS)


def _kind(text: str) -> str:
    if text in KINDS:  # so is the default: the words need not be loaded
        return text
    from clerkcheck.packs.usual_words import KIND_WORDS

    return _id_of(text, KIND_WORDS)


def _id_of(text: str, words: Mapping[Any, str]) -> str:
    """The id for a word or an id; anything else as it is, for the parser to refuse."""
    return text if text in words else next((str(each) for each, word in words.items() if word == text), text)
