"""Two clauses of a pack that refine the same one below: right where each has its own cases or asks for its own part."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from clerkcheck.conditions.values import FactValue
from clerkcheck.i18n import _
from clerkcheck.literals import KINDS, CaseKind
from clerkcheck.packs.clause_conditions import ClauseConditions
from clerkcheck.packs.clauses import Clause, MaterialClause
from clerkcheck.packs.layering import united_vocabulary
from clerkcheck.packs.model import Pack, Vocabulary
from clerkcheck.packs.witness import example_words
from clerkcheck.packs.witness_search import Demand, SearchLimit, Space


def refined_twice(
    clauses: Iterable[Clause], conditions: Mapping[str, ClauseConditions], vocabulary: Vocabulary, below: Pack
) -> Iterator[tuple[str, str, str]]:
    """Yield a clause, what is wrong and what to do, where one before it refines the same in the same case.

    ``conditions``, by clause, and ``vocabulary`` are the pack's own. Of two such it could not be said which one stands
    for the requirement below. What gives way as a whole (a fallback) does so to one clause, which is seen to elsewhere.
    """
    refining: dict[str, list[Clause]] = {}
    for clause in clauses:
        for each in clause.refines:
            refining.setdefault(each, []).append(clause)
    words = united_vocabulary(vocabulary, below.vocabulary)
    spaces = {kind: Space(words, kind) for kind in KINDS}
    for refined in (each for each in below.clauses if not each.fallback and each.id in refining):
        for first, second in combinations(refining[refined.id], 2):
            if not _is_of_one_part(first, second):
                continue
            known = (conditions[first.id], conditions[second.id], below.trees.clauses[refined.id])
            example = _case_of_all((first, second, refined), known, spaces)
            if example is not None:
                kind, answers = example
                message = _("{id} 已由 {other} 细化，两款会同时适用。例如：{example}").format(
                    id=refined.id, other=first.id, example=example_words(kind, answers, words)
                )
                yield second.id, message, _("只由一款写 refines，或用 unless 使两款不同时适用")


def _is_of_one_part(first: Clause, second: Clause) -> bool:
    """Whether two clauses ask for the same thing: papers of different names are different parts of a requirement."""
    if type(first) is not type(second):
        return False
    return not isinstance(first, MaterialClause) or not set(first.papers).isdisjoint(second.papers)


def _case_of_all(
    clauses: tuple[Clause, ...], conditions: tuple[ClauseConditions, ...], spaces: Mapping[CaseKind, Space]
) -> tuple[CaseKind, dict[str, FactValue]] | None:
    """The kind of a case to which all apply, and its answers; None where there is none, or the search gave up."""
    for kind in KINDS:
        if any(clause.applies_to not in (kind, "both") for clause in clauses):
            continue
        demands = [Demand(each.when, truth=True) for each in conditions if each.when is not None]
        try:
            found = spaces[kind].find(demands, one_choice=True)
        except SearchLimit:
            continue
        if found is not None:
            return kind, found
    return None
