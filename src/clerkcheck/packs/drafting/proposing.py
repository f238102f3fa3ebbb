"""The clauses that are proposed for a new regulation: from its neighbours' readings, from its lists, from its words."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from clerkcheck.packs.clause_checks import own_keys
from clerkcheck.packs.drafting.adapting import adapted
from clerkcheck.packs.drafting.aligning import Hit, align
from clerkcheck.packs.drafting.amounts import amount_condition
from clerkcheck.packs.drafting.clause_keys import Entry, entry_of, ids, kind_of, requirement
from clerkcheck.packs.drafting.folding import FoldedArticle, Span, folded
from clerkcheck.packs.drafting.list_proposals import list_proposals
from clerkcheck.packs.drafting.provisions import Provision, left_open, provisions, with_subject
from clerkcheck.packs.drafting.quoted_words import modality_in
from clerkcheck.packs.model import Pack, Vocabulary
from clerkcheck.packs.source_text import SourceArticle
from clerkcheck.reading.characters import printable

_GOOD = 0.6  # the weight of a hit from which it is proposed
_ALONE = 0.75  # where no other pack has it there
_SURE = 0.9  # the likeness from which a proposal may be certain
_AGREED = 0.8  # the part of its neighbours' readings that it must have, too
_COMPARES = re.compile("[<>]=?")
_LONGEST = 60  # characters of a quotation
# In a neighbour's words an article or a clause's id is one of the neighbour's.
_CITES = re.compile("第[零一二三四五六七八九十百0-9]+条|(?<![a-z])[a-z]{2,}-[0-9]+-[0-9a-z]+")
_WORDS = ("gist", "remedy", "reading")  # which a neighbour's keeper wrote: nothing of the new text bears them out


class Origin(NamedTuple):
    """A clause of a neighbour, by the ids of its pack and its own."""

    pack: str
    clause: str


class Proposal(NamedTuple):
    """A clause proposed for an article: the article's own words, and the keys of an entry.

    ``origins`` are the neighbours' clauses that read so, the nearest first; none where the words alone say it.
    ``unsure`` are the keys that may be wrong: a proposal is certain of its kind, its requirement and its modality where
    none of these is among them. ``open``: only its kind is guessed, and more has to be said.
    """

    article: str
    span: Span
    quote: str
    entry: Entry
    origins: tuple[Origin, ...]
    unsure: tuple[str, ...]
    open: bool

    @property
    def certain(self) -> bool:
        """Whether kind, requirement and modality are proposed as certain."""
        return not {"kind", "modality", *own_keys(kind_of(self.entry))} & set(self.unsure)


class _Reading(NamedTuple):
    """A hit, and its clause's entry fitted to the new words."""

    hit: Hit
    entry: Entry

    @property
    def signature(self) -> Hashable:
        return requirement(self.entry), self.entry["modality"]


def propose(source: Sequence[SourceArticle], packs: Sequence[Pack]) -> tuple[Proposal, ...]:
    """Return what is proposed of a regulation's articles, in their order.

    ``packs`` are its neighbours, by themselves (``load_whole``): their clauses are aligned with the text, and where
    several stand at one passage, what most of them say is proposed. What lists and words say is added where no
    neighbour has said as much; passages with a word that binds that are left over are proposed as open ones.
    """
    articles = {each.number: FoldedArticle(each) for each in source}
    readings = [_fitted(hit, articles[hit.article]) for hit in align(list(articles.values()), packs)]
    readings = sorted((each for each in readings if each.hit.weight >= _GOOD), key=lambda each: -each.hit.weight)
    groups = [each for each in _grouped(readings) if each[0].hit.weight >= _ALONE or len(_packs(each)) > 1]
    found = _told_once(_chosen(group, readings, articles[group[0].hit.article]) for group in groups)
    for number, provision in _from_words(articles.values(), packs):
        _add(found, articles[number], provision)
    for article in articles.values():
        covered = [each.span for each in found if each.article == article.number]
        for provision in left_open(article, covered):
            _add(found, article, provision)
    words = packs[0].vocabulary if packs else None
    found = _apart(_with_amount(each, articles[each.article], words) for each in found) if words else found
    turns = {number: turn for turn, number in enumerate(articles)}
    return tuple(sorted(found, key=lambda each: (turns[each.article], each.span)))


def _told_once(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals, the best first, without those that say of the next words what is said already: 决定,由县长签发."""
    kept: list[Proposal] = []
    for each in proposals:
        says = requirement(each.entry), each.entry["modality"]
        if not any(
            other.article == each.article
            and (requirement(other.entry), other.entry["modality"]) == says
            and max(other.span.start, each.span.start) - min(other.span.end, each.span.end) <= 1
            for other in kept
        ):
            kept.append(each)
    return kept


def _fitted(hit: Hit, article: FoldedArticle) -> _Reading:
    return _Reading(hit, adapted(entry_of(hit.clause), folded(hit.clause.quote), article.words(hit.span)))


def _grouped(readings: Iterable[_Reading]) -> list[list[_Reading]]:
    """Readings of one passage that say something of the same kind of thing, the best first."""
    groups: list[list[_Reading]] = []
    for reading in readings:
        group = next((each for each in groups if _same_subject(each[0], reading)), None)
        if group is None:
            groups.append([reading])
        else:
            group.append(reading)
    return groups


def _packs(readings: Iterable[_Reading]) -> set[str]:
    return {each.hit.pack for each in readings}


def _same_subject(one: _Reading, other: _Reading) -> bool:
    if one.hit.article != other.hit.article or not one.hit.span.shares(other.hit.span):
        return False
    return _about_the_same(one.entry, other.entry, one.hit.clause.facts, other.hit.clause.facts)


def _about_the_same(one: Entry, other: Entry, facts: Iterable[str] = (), others: Iterable[str] = ()) -> bool:
    if one["kind"] != other["kind"]:
        return False
    match kind_of(one):
        case "material":
            return bool(_papers(one) & _papers(other))
        case "deadline":
            return one.get("due") == other.get("due")
        case "check":
            return bool(set(facts) & set(others))
        case "forum" | "signer" | "note":
            return True


def _papers(entry: Entry) -> set[str]:
    return {*ids(entry, "needs"), *ids(entry, "any_of")}


def _chosen(group: Sequence[_Reading], readings: Sequence[_Reading], article: FoldedArticle) -> Proposal:
    """What most of a group says, in the words of its best hit."""
    votes: dict[Hashable, float] = defaultdict(float)
    for reading in group:
        votes[reading.signature] += reading.hit.weight**2
    signature = max(votes, key=lambda each: votes[each])
    agreeing = [each for each in group if each.signature == signature]
    best = agreeing[0]
    agreed = votes[signature] / sum(votes.values())
    unsure = _unsure(best, agreeing, agreed, readings, article)
    return Proposal(
        article.number,
        best.hit.span,
        _quote(article, best.hit.span),
        {key: value for key, value in best.entry.items() if key != "reading" or not _CITES.search(str(value))},
        tuple(dict.fromkeys(Origin(each.hit.pack, each.hit.clause.id) for each in agreeing)),
        unsure,
        open=False,
    )


def _unsure(
    best: _Reading,
    agreeing: Sequence[_Reading],
    agreed: float,
    readings: Sequence[_Reading],
    article: FoldedArticle,
) -> tuple[str, ...]:
    """The keys of the chosen reading that may be wrong."""
    entry = best.entry
    found: list[str] = []
    packs = _packs(agreeing)
    rivals = [
        each
        for each in readings
        if each.hit.article == best.hit.article
        and each.hit.span.shares(best.hit.span)
        and each.hit.pack not in packs
        and each.entry["kind"] != entry["kind"]
        and each.hit.likeness >= best.hit.likeness - 0.05
    ]
    if len(packs) < 2 or agreed < _AGREED or best.hit.likeness < _SURE or rivals:
        found += ["kind", *(key for key in own_keys(kind_of(entry)) if key in entry)]
    if (says := modality_in(article.words(best.hit.span))) and says != entry["modality"]:
        found.append("modality")
    # Of the right drafts one condition in ten is that of the pack's own keeper (benchmarks/drafting.py).
    found += [key for key in ("when", "unless") if key in entry]
    found += [key for key in _WORDS if entry.get(key) and (key != "reading" or not _CITES.search(str(entry[key])))]
    return tuple(found)


def _with_amount(found: Proposal, article: FoldedArticle, words: Vocabulary) -> Proposal:
    """The proposal with the amount that its sentence names (300万元以上的……,由常务会议决定), which none may lose.

    Where the neighbour's words do not have what the sentence is about, its condition is of another thing.
    """
    number = next((at for at, each in enumerate(article.phrases) if each.start <= found.span.start < each.end), None)
    when = str(found.entry.get("when", ""))
    if found.entry["kind"] != "forum" or number is None or _COMPARES.search(when):
        return found
    sentence = with_subject(article, number)
    whole = Span(min(sentence.start, found.span.start), max(sentence.end, found.span.end))
    amount = amount_condition(article.words(whole), words)
    if not amount:
        return found
    if when and found.span.start <= sentence.start:
        when, left = f"({when}) and {amount}" if " or " in when else f"{when} and {amount}", frozenset[str]()
    else:
        when, left = amount, frozenset({"unless", "gist", "reading"})
    quote = _quote(article, whole)
    entry = {key: value for key, value in found.entry.items() if key not in left} | {"when": when}
    entry = entry | {"gist": quote} if "gist" in left & found.entry.keys() else entry
    unsure = tuple(dict.fromkeys((*(each for each in found.unsure if each not in left), "when")))
    return found._replace(quote=quote, entry=entry, unsure=unsure)


def _apart(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals without those that have come to say the same of the same words."""
    kept: list[Proposal] = []
    for each in proposals:
        if not any(
            (each.article, each.quote, each.entry) == (other.article, other.quote, other.entry) for other in kept
        ):
            kept.append(each)
    return kept


def _from_words(articles: Iterable[FoldedArticle], packs: Sequence[Pack]) -> Iterator[tuple[str, Provision]]:
    articles = list(articles)
    yield from list_proposals(articles, packs)
    for article in articles:
        for provision in provisions(article):
            yield article.number, provision


def _add(found: list[Proposal], article: FoldedArticle, provision: Provision) -> None:
    """Add what the words say, unless something of the kind is proposed there already."""
    for each in found:
        same_place = each.article == article.number and each.span.shares(provision.span)
        if same_place and each.entry["kind"] == provision.entry["kind"]:
            return
    keys = tuple(key for key in own_keys(kind_of(provision.entry)) if key in provision.entry)
    unsure = ("kind", "modality", *keys)
    quote = _quote(article, provision.span)
    found.append(Proposal(article.number, provision.span, quote, provision.entry, (), unsure, provision.open))


def _quote(article: FoldedArticle, span: Span) -> str:
    """The article's own words, cut after the last whole phrase where they are more than a quotation may have."""
    written = article.as_written(span)
    if _fits(written):
        return written
    ends = [each.end for each in article.pieces if span.start < each.end <= span.end]
    fitting = [end for end in ends if _fits(article.as_written(Span(span.start, end)))]
    if fitting:
        return article.as_written(Span(span.start, fitting[-1]))
    return next(written[:end] for end in range(_LONGEST, 0, -1) if _fits(written[:end]) or end == 1)


def _fits(quote: str) -> bool:
    return len(printable(quote)) <= _LONGEST  # as it is written in the file
