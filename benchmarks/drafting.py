"""How much of a regulation `pack new` drafts from its neighbours: each of the five left out, drafted from the others.

A clause of the left-out pack (notes aside) is proposed where a draft stands in its article on words of which the two
share half of the shorter one's characters; it is right where such a draft has its kind, its requirement and its
modality. A draft is right where such a clause has the same. Mere provisions, of which only kind, modality and days are
guessed, do not count. `when` is the part of the clauses rightly drafted that have the condition, too, as written.
The plain way is a ratio of the quotations alone: each neighbour's clause at the passage most like it, from 0.6.
Run:  python benchmarks/drafting.py
"""

import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from clerkcheck.packs.drafting.clause_keys import Entry, entry_of, requirement
from clerkcheck.packs.drafting.folding import FoldedArticle, Span, folded
from clerkcheck.packs.drafting.proposing import Proposal, propose
from clerkcheck.packs.model import Pack
from clerkcheck.packs.source_text import SourceArticle, read_source, split_source
from clerkcheck.packs.store import load_whole, pack_ids

SOURCES = Path(__file__).parent.parent.parent / "shared" / "sources"
PROPOSED, RIGHT, CERTAIN = 0.60, 0.45, 0.85
KINDS = ("material", "forum", "check", "signer", "deadline")


class Draft(NamedTuple):
    """A draft, or a clause as the pack's keeper wrote it: where it stands and what it says."""

    article: str
    span: Span
    entry: Entry
    certain: bool = False

    @property
    def says(self) -> Hashable:
        """Its kind, its requirement and its modality."""
        return requirement(self.entry), self.entry["modality"]

    @property
    def when(self) -> tuple[object, ...]:
        """Its condition as written."""
        return tuple(" ".join(str(self.entry.get(key, "")).split()) for key in ("when", "unless"))

    def at(self, other: "Draft") -> bool:
        """Whether the two stand at one passage."""
        return self.article == other.article and self.span.shares(other.span)


def wanted(pack: Pack, articles: Iterable[SourceArticle]) -> list[Draft]:
    """Return the pack's own clauses at their places in the text."""
    texts = {each.number: FoldedArticle(each).folded for each in articles}
    found = []
    for clause in pack.clauses:
        quote = folded(clause.quote)
        start = texts[clause.article].index(quote)
        found.append(Draft(clause.article, Span(start, start + len(quote)), entry_of(clause)))
    return found


def ours(articles: tuple[SourceArticle, ...], packs: list[Pack]) -> list[Draft]:
    """Return what is proposed."""

    def draft(each: Proposal) -> Draft:
        return Draft(each.article, each.span, each.entry, each.certain)

    return [draft(each) for each in propose(articles, packs) if not each.open]


def plain(articles: tuple[SourceArticle, ...], packs: list[Pack]) -> list[Draft]:
    """Return each neighbour's clause at the passage most like its quotation."""
    texts = {each.number: FoldedArticle(each).folded for each in articles}
    found = []
    for clause in (clause for pack in packs for clause in pack.clauses):
        hits = [(fuzz.partial_ratio_alignment(folded(clause.quote), text), number) for number, text in texts.items()]
        best, number = max(hits, key=lambda hit: hit[0].score if hit[0] else 0)
        if best and best.score >= 60:
            found.append(Draft(number, Span(best.dest_start, best.dest_end), entry_of(clause), best.score >= 90))
    return found


def counted(drafts: list[Draft], clauses: list[Draft]) -> dict[str, Counter[str]]:
    """Return what came of it by kind."""
    counts = {kind: Counter[str]() for kind in KINDS}
    drafts = [each for each in drafts if each.entry["kind"] != "note"]
    for clause in clauses:
        if clause.entry["kind"] == "note":
            continue
        of = counts[str(clause.entry["kind"])]
        there = [each for each in drafts if each.at(clause)]
        right = [each for each in there if each.says == clause.says]
        of["clauses"] += 1
        of["proposed"] += bool(there)
        of["right"] += bool(right)
        of["when"] += any(each.when == clause.when for each in right)
    for draft in drafts:
        of = counts[str(draft.entry["kind"])]
        right_one = any(draft.at(clause) and draft.says == clause.says for clause in clauses)
        of["drafts"] += 1
        of["drafts right"] += right_one
        of["certain"] += draft.certain
        of["certain right"] += draft.certain and right_one
    return counts


def part(counts: Counter[str], of: str, whole: str) -> str:
    """Return one count as a part of another."""
    return f"{counts[of] / counts[whole]:6.1%}" if counts[whole] else "     –"


def line(name: str, counts: Counter[str]) -> str:
    """Return a line of the table."""
    parts = [("proposed", "clauses"), ("right", "clauses"), ("when", "right")]
    drafts = [("drafts right", "drafts"), ("certain right", "certain")]
    cells = [part(counts, *each) for each in parts]
    said = [part(counts, *each) for each in drafts]
    return (
        f"{name:22}{counts['clauses']:8}  {cells[0]}  {cells[1]}  {cells[2]}"
        f"{counts['drafts']:8}  {said[0]}{counts['certain']:8}  {said[1]}"
    )


def table(make: Callable[[tuple[SourceArticle, ...], list[Pack]], list[Draft]]) -> Counter[str]:
    """Print what comes of a way to draft; return the sum of all packs."""
    packs = {each: load_whole(each) for each in pack_ids()}
    packs = {name: pack for name, pack in packs.items() if not pack.has_instruments()}
    print(f"{'':22} clauses  prop'd   right    when  drafts   right certain   right")
    kinds = {kind: Counter[str]() for kind in KINDS}
    whole = Counter[str]()
    for name, pack in packs.items():
        articles = split_source(read_source(str(SOURCES / f"{name}.txt")), name).articles
        drafts = make(articles, [each for other, each in packs.items() if other != name])
        counts = counted(drafts, wanted(pack, articles))
        own = Counter[str]()
        for kind, found in counts.items():
            own += found
            kinds[kind] += found
        whole += own
        print(line(name, own))
        for kind, found in counts.items():
            print(line(f"  {kind}", found))
    print(line("all", whole))
    for kind, found in kinds.items():
        print(line(f"  {kind}", found))
    return whole


def main() -> None:
    """Print the tables and whether the goals are met; leave with 1 where they are not."""
    if not SOURCES.is_dir():
        print("drafting: the regulations (../shared/sources) are not on this machine")
        return
    print("a plain ratio of quotations")
    table(plain)
    print("\npack new")
    found = table(ours)
    goals = (("proposed", "clauses", PROPOSED), ("right", "clauses", RIGHT), ("certain right", "certain", CERTAIN))
    missed = [of for of, whole, least in goals if found[of] < least * found[whole]]
    for of, whole, least in goals:
        print(f"{of}: {found[of] / found[whole]:.1%} of {whole} (goal >= {least:.0%})")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
