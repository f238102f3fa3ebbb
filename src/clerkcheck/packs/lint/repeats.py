"""Two clauses of one article that say the same: one missing paper would be reported twice.

Different articles may ask for the same paper, each with its own consequence; the reports join those by the paper.
"""

from collections.abc import Iterator
from itertools import combinations

from clerkcheck.i18n import _, listed
from clerkcheck.packs.clauses import (
    Clause,
    MaterialClause,
    can_be_broken,
    is_binding,
    requirement,
)
from clerkcheck.packs.lint.in_force import side_by_side
from clerkcheck.packs.lint.lint_remark import LintRemark
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack
from clerkcheck.packs.witness_search import Demand


def repeat_remarks(reviewed: ReviewedPack) -> Iterator[LintRemark]:
    """Yield remarks on clauses shadowed by another, and on quotations used twice for the same requirement."""
    for article in reviewed.pack.articles:
        clauses = [clause for clause in reviewed.pack.clauses if clause.id in article.clauses]
        for first, second in combinations(clauses, 2):
            if side_by_side(first, second) and set(reviewed.kinds(first)) & set(reviewed.kinds(second)):
                yield from reviewed.bounded(second, _between(reviewed, first, second))


def _between(reviewed: ReviewedPack, first: Clause, second: Clause) -> Iterator[LintRemark]:
    same = _requirement(reviewed, first) == _requirement(reviewed, second)
    shadowed = next(_shadowed(reviewed, first, second), None) if same or _shared(first, second) else None
    quoted_twice = same and first.quote == second.quote
    if not (shadowed or quoted_twice) or reviewed.accepted.covers(first, second):
        return
    if shadowed:
        yield shadowed
    else:
        message = _("{b} 与 {a} 引文相同，要求也相同").format(a=first.id, b=second.id)
        yield reviewed.remark(
            "warning",
            second,
            message,
            _("把引文截到各自那几个字，或用 or 合成一款；原文本来如此的，写进 pack.yaml 的 accepted"),
        )


def _shadowed(reviewed: ReviewedPack, first: Clause, second: Clause) -> Iterator[LintRemark]:
    if not (can_be_broken(first) and is_binding(first.modality) and is_binding(second.modality)):
        return
    papers = listed(_("“{each}”").format(each=reviewed.words.materials[each]) for each in _shared(first, second))
    what = papers or _("同一件事")
    for narrow, wide in ((second, first), (first, second)):
        if _implies(reviewed, narrow, wide):
            message = _("{a} 适用时 {b} 总也适用，两款都要{what}，缺了会报两次").format(
                a=narrow.id, b=wide.id, what=what
            )
            yield reviewed.remark("warning", narrow, message, _("删去一款，或用 unless 使两款不同时适用"))


def _shared(first: Clause, second: Clause) -> tuple[str, ...]:
    """Papers that both clauses need."""
    if isinstance(first, MaterialClause) and isinstance(second, MaterialClause):
        return tuple(each for each in first.needs if isinstance(each, str) and each in second.needs)
    return ()


def _implies(reviewed: ReviewedPack, narrow: Clause, wide: Clause) -> bool:
    """Whether ``narrow`` applies in some case, and in none without ``wide``."""
    when, applies = reviewed.conditions[wide.id].when, reviewed.applies(narrow)
    kinds = [kind for kind in reviewed.kinds(narrow) if reviewed.example(kind, applies) is not None]
    for kind in kinds:
        if kind not in reviewed.kinds(wide):
            return False
        without = [*applies, Demand(when, truth=False, certain=False)] if when is not None else None
        if without is not None and reviewed.example(kind, without) is not None:
            return False
    return bool(kinds)


def _requirement(reviewed: ReviewedPack, clause: Clause) -> tuple[object, ...]:
    """What a clause asks for, apart from when: equal for two clauses that ask for the same."""
    return (requirement(clause), reviewed.conditions[clause.id].check)
