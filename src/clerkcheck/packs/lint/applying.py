"""A clause by itself: does its condition ever hold, ever fail, ever settle; can its check come out both ways."""

from collections.abc import Iterator

from clerkcheck.conditions.syntax import And, Condition, Not, facts_read
from clerkcheck.i18n import _, listed
from clerkcheck.literals import CaseKind
from clerkcheck.packs.clauses import Clause, DeadlineClause, NoteClause, is_binding
from clerkcheck.packs.lint.lint_remark import LintRemark
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack
from clerkcheck.packs.witness_search import Demand


def applying_remarks(reviewed: ReviewedPack) -> Iterator[LintRemark]:
    """Yield remarks on each clause's condition, check and dates."""
    for clause in reviewed.pack.clauses:
        yield from reviewed.bounded(clause, _of_clause(reviewed, clause))
        if isinstance(clause, DeadlineClause) and clause.from_date == clause.check_date:
            yield reviewed.remark(
                "error",
                clause,
                _("{id} 的 from 和 check 是同一个日期（{date}），查不出误期").format(
                    id=clause.id, date=reviewed.words.dates[clause.from_date]
                ),
                _("check 写办完这件事的日期"),
            )


def _of_clause(reviewed: ReviewedPack, clause: Clause) -> Iterator[LintRemark]:
    """What never settles is said alone: that it never holds follows from it."""
    stuck = list(_unsettled(reviewed, clause))
    yield from stuck
    if stuck:
        return
    live = [kind for kind in reviewed.kinds(clause) if reviewed.example(kind, reviewed.applies(clause)) is not None]
    yield from _when_remarks(reviewed, clause, live)
    for kind in live:
        yield from _check_remarks(reviewed, clause, kind)


def _unsettled(reviewed: ReviewedPack, clause: Clause) -> Iterator[LintRemark]:
    """A condition or check that stays unknown though every fact of the case's own kind is answered."""
    when, check = reviewed.conditions[clause.id]
    for kind in reviewed.kinds(clause):
        asked = [[*_unknown(when)], [*reviewed.applies(clause), *_unknown(check)]]
        for condition, demands in zip((when, check), asked, strict=True):
            example = reviewed.example(kind, demands) if condition is not None else None
            if condition is not None and example is not None:
                foreign = [reviewed.words.facts[fact] for fact in facts_read(condition) if fact in reviewed.words.facts]
                labels = listed(
                    _("“{label}”").format(label=fact.label) for fact in foreign if fact.kind not in (None, kind)
                )
                harmless = isinstance(clause, NoteClause) or not is_binding(clause.modality)
                yield reviewed.remark(
                    "warning" if harmless else "error",
                    clause,
                    _("{id} 对{kind}会一直定不下来：条件用到{kind}没有的{facts}").format(
                        id=clause.id, kind=reviewed.words.kinds[kind], facts=labels
                    ),
                    _("只在另一类时问它（如 kind == agenda_item and …），或改 applies_to"),
                )
                break


def _unknown(condition: Condition | None) -> Iterator[Demand]:
    if condition is not None:
        yield Demand(condition, truth=True, certain=False)
        yield Demand(condition, truth=False, certain=False)


def _when_remarks(reviewed: ReviewedPack, clause: Clause, live: list[CaseKind]) -> Iterator[LintRemark]:
    kinds, when = reviewed.kinds(clause), reviewed.conditions[clause.id].when
    if not live:
        message = _("{id} 的条件永远不成立，这一款不起作用").format(id=clause.id)
        yield reviewed.remark("error", clause, message, _("核对有没有互相排除的值、写反的大小，或把 or 写成了 and"))
    elif len(live) < len(kinds):
        dead = next(kind for kind in kinds if kind not in live)
        message = _("{id} 的条件对{kind}永远不成立").format(id=clause.id, kind=reviewed.words.kinds[dead])
        yield reviewed.remark("warning", clause, message, _("applies_to 改为 {kind}").format(kind=live[0]))
    elif when is not None and all(reviewed.example(kind, [Demand(when, truth=False)]) is None for kind in kinds):
        message = _("{id} 的条件永远成立，等于没有条件").format(id=clause.id)
        yield reviewed.remark("warning", clause, message, _("一律适用就删去 when；不是就核对 and、or 和 not"))
    elif not _unless_counts(reviewed, clause):
        message = _("{id} 的 unless 在 when 成立时永远不成立，这个例外不起作用").format(id=clause.id)
        yield reviewed.remark("warning", clause, message, _("核对 unless；确实多余就删去"))


def _unless_counts(reviewed: ReviewedPack, clause: Clause) -> bool:
    """Whether ``unless`` can hold where ``when`` does (the builder joined the two as: when and not unless)."""
    joined = reviewed.conditions[clause.id].when
    if not (clause.when and clause.unless and isinstance(joined, And)):
        return True
    when, excluded = joined.all
    assert isinstance(excluded, Not)
    both = [Demand(when, truth=True), Demand(excluded.part, truth=True)]
    return any(reviewed.example(kind, both) is not None for kind in reviewed.kinds(clause))


def _check_remarks(reviewed: ReviewedPack, clause: Clause, kind: CaseKind) -> Iterator[LintRemark]:
    check, applies = reviewed.conditions[clause.id].check, reviewed.applies(clause)
    if check is None:
        return
    name = reviewed.words.kinds[kind]
    if reviewed.example(kind, [*applies, Demand(check, truth=False)]) is None:
        message = _("{id} 凡对{kind}适用就必定相符，查不出什么").format(id=clause.id, kind=name)
        yield reviewed.remark("error", clause, message, _("核对 expect、forbid 是否已被 when 排除，或写反"))
    elif reviewed.example(kind, [*applies, Demand(check, truth=True)]) is None:
        message = _("{id} 凡对{kind}适用就必定不符").format(id=clause.id, kind=name)
        yield reviewed.remark("warning", clause, message, _("把所禁止的情形只写在 forbid 里，when 写在哪些情形下要查"))
