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
from clerkcheck.packs.lint.desk import Desk
from clerkcheck.packs.lint.in_force import side_by_side
from clerkcheck.packs.lint.lint_remark import LintRemark
from clerkcheck.packs.lint.search import Demand


def repeat_remarks(desk: Desk) -> Iterator[LintRemark]:
    """Yield remarks on clauses shadowed by another, and on quotations used twice for the same requirement."""
    for article in desk.pack.articles:
        clauses = [clause for clause in desk.pack.clauses if clause.id in article.clauses]
        for first, second in combinations(clauses, 2):
            if side_by_side(first, second) and set(desk.kinds(first)) & set(desk.kinds(second)):
                yield from desk.bounded(second, _between(desk, first, second))


def _between(desk: Desk, first: Clause, second: Clause) -> Iterator[LintRemark]:
    same = _requirement(desk, first) == _requirement(desk, second)
    shadowed = next(_shadowed(desk, first, second), None) if same or _shared(first, second) else None
    quoted_twice = same and first.quote == second.quote
    if not (shadowed or quoted_twice) or desk.accepted.covers(first, second):
        return
    if shadowed:
        yield shadowed
    else:
        message = _("{b} 与 {a} 引文相同，要求也相同").format(a=first.id, b=second.id)
        yield desk.remark(
            "warning",
            second,
            message,
            _("把引文截到各自那几个字，或用 or 合成一款；原文本来如此的，写进 pack.yaml 的 accepted"),
        )


def _shadowed(desk: Desk, first: Clause, second: Clause) -> Iterator[LintRemark]:
    if not (can_be_broken(first) and is_binding(first.modality) and is_binding(second.modality)):
        return
    papers = listed(_("“{each}”").format(each=desk.words.materials[each]) for each in _shared(first, second))
    what = papers or _("同一件事")
    for narrow, wide in ((second, first), (first, second)):
        if _implies(desk, narrow, wide):
            message = _("{a} 适用时 {b} 总也适用，两款都要{what}，缺了会报两次").format(
                a=narrow.id, b=wide.id, what=what
            )
            yield desk.remark("warning", narrow, message, _("删去一款，或用 unless 使两款不同时适用"))


def _shared(first: Clause, second: Clause) -> tuple[str, ...]:
    """Papers that both clauses need."""
    if isinstance(first, MaterialClause) and isinstance(second, MaterialClause):
        return tuple(each for each in first.needs if isinstance(each, str) and each in second.needs)
    return ()


def _implies(desk: Desk, narrow: Clause, wide: Clause) -> bool:
    """Whether ``narrow`` applies in some case, and in none without ``wide``."""
    when, applies = desk.conditions[wide.id].when, desk.applies(narrow)
    kinds = [kind for kind in desk.kinds(narrow) if desk.example(kind, applies) is not None]
    for kind in kinds:
        if kind not in desk.kinds(wide):
            return False
        without = [*applies, Demand(when, truth=False, certain=False)] if when is not None else None
        if without is not None and desk.example(kind, without) is not None:
            return False
    return bool(kinds)


def _requirement(desk: Desk, clause: Clause) -> tuple[object, ...]:
    """What a clause asks for, apart from when: equal for two clauses that ask for the same."""
    return (requirement(clause), desk.conditions[clause.id].check)
