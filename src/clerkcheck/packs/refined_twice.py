"""Two clauses of a pack that refine the same one below: right where each has its own cases or asks for its own part."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from clerkcheck.conditions.values import FactValue
from clerkcheck.i18n import _
from clerkcheck.literals import KINDS, CaseKind
from clerkcheck.packs.clause_conditions import ClauseConditions
from clerkcheck.packs.clauses import Clause, MaterialClause
from clerkcheck.packs.layering import united_vocabulary
from clerkcheck.packs.model import Pack, Vocabulary
from clerkcheck.packs.witness import example_words
from clerkcheck.packs.witness_search import Demand, SearchLimit, Space


class RefinedTwice(NamedTuple):
    """A clause that refines what one before it does: what is wrong and what to do.

    ``settled``: both can apply to one case; or else it was not found out whether they can.
    """

    clause: str
    message: str
    remedy: str
    settled: bool


def refined_twice(
    clauses: Iterable[Clause], conditions: Mapping[str, ClauseConditions], vocabulary: Vocabulary, below: Pack
) -> Iterator[RefinedTwice]:
    """Yield each clause that refines, in the same case, what one before it does, or of which that was not settled.

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
            try:
                example = _case_of_all((first, second, refined), known, spaces)
            except SearchLimit:
                text = _("{b} 与 {a} 都细化 {id}，条件太复杂，会不会同时适用于一件事没有查完")
                message = text.format(b=second.id, a=first.id, id=refined.id)
                remedy = _("用 terms 分开写，或拆成几款，再查一次；核对下来会同时适用的，只由一款写 refines")
                yield RefinedTwice(second.id, message, remedy, settled=False)
                continue
            if example is not None:
                kind, answers = example
                message = _("{id} 已由 {other} 细化，两款会同时适用。例如：{example}").format(
                    id=refined.id, other=first.id, example=example_words(kind, answers, words)
                )
                remedy = _("只由一款写 refines，或用 unless 使两款不同时适用")
                yield RefinedTwice(second.id, message, remedy, settled=True)


def _is_of_one_part(first: Clause, second: Clause) -> bool:
    """Whether two clauses ask for the same thing: papers of different names are different parts of a requirement."""
    if type(first) is not type(second):
        return False
    return not isinstance(first, MaterialClause) or not set(first.papers).isdisjoint(second.papers)


def _case_of_all(
    clauses: tuple[Clause, ...], conditions: tuple[ClauseConditions, ...], spaces: Mapping[CaseKind, Space]
) -> tuple[CaseKind, dict[str, FactValue]] | None:
    """The kind of a case to which all apply, and its answers; None where there is none.

    Raises SearchLimit where none was found and the search among the cases of some kind gave up.
    """
    gave_up = None
    for kind in KINDS:
        if any(clause.applies_to not in (kind, "both") for clause in clauses):
            continue
        demands = [Demand(each.when, truth=True) for each in conditions if each.when is not None]
        try:
            found = spaces[kind].find(demands, one_choice=True)
        except SearchLimit as limit:
            gave_up = limit
            continue
        if found is not None:
            return kind, found
    if gave_up is not None:
        raise gave_up
    return None
