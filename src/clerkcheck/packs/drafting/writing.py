"""Proposals as entries of a new pack's files."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from clerkcheck.i18n import _
from clerkcheck.packs.coverage import BLANK
from clerkcheck.packs.drafting.borrowing import Borrowed, Borrower
from clerkcheck.packs.drafting.clause_keys import KEYS
from clerkcheck.packs.drafting.entry_lines import draft_lines
from clerkcheck.packs.drafting.proposing import Proposal
from clerkcheck.packs.loading import PackFiles
from clerkcheck.reading.numerals import article_order
from clerkcheck.reading.yaml_library import yaml_library

_AGENDA = re.compile("议题|会议|上会|审议")
_DOCUMENTS = re.compile("公文|文件|请示|签发|发文|行文|报文|文稿|纪要|印发|制发")
_PLACE = re.compile("[市区县](?=政府|长(?![期远效])|委(?!员)|人大|政协|司法局|财政局)")
_MOST_ORIGINS = 4


class Drafts(NamedTuple):
    """The drafts of a pack: lines for its chapters by article, lines for pack.yaml, and how many there are.

    ``certain`` of them are proposed as certain, ``open`` are mere provisions.
    """

    articles: Mapping[str, Sequence[str]]
    head: Sequence[str]
    total: int
    certain: int
    open: int


def written(pack_id: str, proposals: Sequence[Proposal], neighbours: Mapping[str, PackFiles], place: str) -> Drafts:
    """Return proposals as drafts of the pack ``pack_id``.

    ``neighbours``: the files of the packs they come from; ``place``: 市, 区 or 县, as the new text calls its own.
    """
    borrower = Borrower(neighbours)
    articles: dict[str, list[str]] = {}
    prefix = re.sub("[^a-z]", "", pack_id)
    numbers: dict[str, int] = {}
    for proposal in proposals:
        entry = _complete(proposal, borrower, neighbours, place)
        number = numbers[proposal.article] = numbers.get(proposal.article, 0) + 1
        lines = articles.setdefault(proposal.article, [])
        lines += draft_lines(
            f"{prefix}-{_article_id(proposal.article)}-{number}",
            proposal.quote,
            entry,
            map(" ".join, proposal.origins[:_MOST_ORIGINS]),
            [key for key in KEYS if key in proposal.unsure],
        )
    return Drafts(
        articles,
        list(_head_lines(borrower.borrowed)),
        len(proposals),
        sum(each.certain for each in proposals),
        sum(each.open for each in proposals),
    )


def _complete(
    proposal: Proposal, borrower: Borrower, neighbours: Mapping[str, PackFiles], place: str
) -> dict[str, object]:
    """The entry with all that an entry must have; what is not known is to be filled in."""
    entry = dict(proposal.entry)
    if proposal.origins:
        pack = proposal.origins[0].pack
        entry = borrower.taken_over(entry, pack)
        own = neighbours[pack].head.government[:1]
        for key in ("gist", "remedy", "reading"):
            if key in entry:
                entry[key] = _PLACE.sub(lambda match: place if match[0] == own else match[0], str(entry[key]))
        return entry
    entry.setdefault("applies_to", _applies_to(proposal.quote))
    entry.setdefault("gist", proposal.quote)
    entry.setdefault("remedy", BLANK)
    return entry


def _applies_to(words: str) -> str:
    agenda, documents = bool(_AGENDA.search(words)), bool(_DOCUMENTS.search(words))
    return "both" if agenda == documents else "agenda_item" if agenda else "document"


def _article_id(number: str) -> str:
    order, inserted = article_order(number)
    return f"{order}z{inserted}" if inserted else str(order)


def _head_lines(borrowed: Borrowed) -> Iterator[str]:
    if any(borrowed.vocabulary.values()):
        yield ""
        yield _("# 草稿用到的、别处规则包自己的事实、要件、日期、期限，请核对；用不着的删去")
        yield from _block({"vocabulary": borrowed.vocabulary})
    if borrowed.terms:
        yield ""
        yield _("# 草稿用到的、别处规则包起了名字的条件，请核对；用不着的删去")
        yield from _block({"terms": borrowed.terms})


def _block(data: dict[str, Any]) -> list[str]:
    text: str = yaml_library().safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    return text.rstrip("\n").split("\n")
