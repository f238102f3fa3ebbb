"""Which columns a register of a pack needs: what the pack's clauses read, by the kind of case."""

from typing import NamedTuple

from clerkcheck.batch.sources.head_words import HEADS
from clerkcheck.batch.sources.headings import paper_headings, papers_parted
from clerkcheck.literals import KINDS
from clerkcheck.packs.counted import counted_facts, facts_counted_by
from clerkcheck.packs.model import Pack


class ColumnsAsked(NamedTuple):
    """The ids of the facts, papers and dates that are read, and of which papers the date or the channel is."""

    facts: frozenset[str]
    papers: frozenset[str]
    dates: frozenset[str]
    parts: frozenset[tuple[str, str]]


def asked_of(pack: Pack, kind: str) -> ColumnsAsked:
    """Return what the clauses of a kind of case read."""
    clauses = [clause for clause in pack.clauses if clause.applies_to in (kind, "both")]
    read = {fact for clause in clauses for fact in clause.facts} | ({"meeting"} if kind == "agenda_item" else set())
    read |= facts_counted_by(pack)
    days = {day for clause in clauses for day in clause.dates_looked_at}
    days |= {fact.counted_date for fact in counted_facts(pack) if fact.id in read}
    return ColumnsAsked(
        frozenset(fact.id for fact in pack.vocabulary.facts.values() if fact.id in read and fact.kind in (None, kind)),
        frozenset(paper for clause in clauses for paper in clause.papers_looked_at),
        frozenset(days),
        frozenset((part, paper) for clause in clauses for paper, part in clause.papers_parted),
    )


_offered: dict[int, tuple[Pack, dict[str, str]]] = {}  # by identity: packs are not hashable


def labels_offered(pack: Pack) -> dict[str, str]:
    """Return the labels of the columns that a blank register of a pack has, by id."""
    kept = _offered.get(id(pack))
    if kept is None or kept[0] is not pack:
        kept = _offered[id(pack)] = (pack, _labels_offered(pack))
    return kept[1]


def _labels_offered(pack: Pack) -> dict[str, str]:
    words, asked = pack.vocabulary, [asked_of(pack, kind) for kind in KINDS]
    labels = {name: fact.label for name, fact in words.facts.items() if any(name in each.facts for each in asked)}
    labels |= {name: label for name, label in words.materials.items() if any(name in each.papers for each in asked)}
    labels |= {name: label for name, label in words.dates.items() if any(name in each.dates for each in asked)}
    for part, name in papers_parted(pack):
        if any((part, name) in each.parts for each in asked):
            labels[f"papers.{name}.{part}"] = paper_headings(pack, part, name)[0]
    return labels | {name: others[0] for name, others in HEADS.items()}
