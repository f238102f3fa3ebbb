"""Two clauses that cannot both be followed: no meeting, or no signer, satisfies both where both apply.

An agenda item of several subjects (two choices of one fact) belongs to several meetings and should be split: that is no
fault of the pack, so each example has one choice a fact. What a clause only allows (``may``) contradicts nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple, assert_never

from clerkcheck.conditions.logic import restrict
from clerkcheck.conditions.syntax import Condition, Or
from clerkcheck.conditions.values import FactValue
from clerkcheck.i18n import _, listed, remarked
from clerkcheck.literals import CaseKind
from clerkcheck.packs.clauses import (
    CheckClause,
    Clause,
    DeadlineClause,
    ForumClause,
    MaterialClause,
    NoteClause,
    SignerClause,
    is_binding,
)
from clerkcheck.packs.lint.in_force import side_by_side
from clerkcheck.packs.lint.lint_remark import LintRemark
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack
from clerkcheck.packs.witness import example_words
from clerkcheck.packs.witness_search import Demand, SearchLimit
from clerkcheck.packs.wording import requirement_words

_NAMED = 6  # clauses named in one remark; of more, the number


class _Conflict(NamedTuple):
    first: Clause
    second: Clause
    kind: CaseKind
    example: Mapping[str, FactValue]

    def other(self, clause: Clause) -> Clause:
        """Return the clause that ``clause``, one of the two, conflicts with."""
        return self.second if clause is self.first else self.first


def conflict_remarks(reviewed: ReviewedPack) -> Iterator[LintRemark]:
    """Yield one remark for each clause that others contradict, naming them, with an example case."""
    binding = [clause for clause in reviewed.pack.clauses if is_binding(clause.modality)]
    found: list[_Conflict] = []
    for first, second in combinations(binding, 2):
        try:
            found += _between(reviewed, first, second)
        except SearchLimit:
            message = _("{a} 与 {b} 的条件太复杂，是否矛盾没有查完").format(a=first.id, b=second.id)
            yield reviewed.remark("warning", first, message, _("用 terms 分开写，或拆成几款"))
    yield from _gathered(reviewed, found)


def _between(reviewed: ReviewedPack, first: Clause, second: Clause) -> Iterator[_Conflict]:
    if type(first) is not type(second) or not side_by_side(first, second):
        return
    for kind in reviewed.kinds(first):
        example = _example(reviewed, first, second, kind) if kind in reviewed.kinds(second) else None
        if example is not None and not reviewed.accepted.covers(first, second):
            yield _Conflict(first, second, kind, example)
            return


def _example(reviewed: ReviewedPack, first: Clause, second: Clause, kind: CaseKind) -> Mapping[str, FactValue] | None:
    """A case in which two clauses of one class cannot both be followed."""
    match first:
        case SignerClause():
            return _signer_example(reviewed, first, second, kind) if isinstance(second, SignerClause) else None
        case ForumClause():
            return _forum_example(reviewed, first, second, kind) if isinstance(second, ForumClause) else None
        case MaterialClause() | CheckClause() | DeadlineClause() | NoteClause():
            return None  # what one of them asks for leaves the other possible, or a check contradicts itself
        case _:
            assert_never(first)


def _signer_example(
    reviewed: ReviewedPack, first: SignerClause, second: SignerClause, kind: CaseKind
) -> Mapping[str, FactValue] | None:
    if set(first.signer) & set(second.signer):
        return None
    return reviewed.spaces[kind].find([*reviewed.applies(first), *reviewed.applies(second)], one_choice=True)


def _forum_example(
    reviewed: ReviewedPack, first: ForumClause, second: ForumClause, kind: CaseKind
) -> Mapping[str, FactValue] | None:
    """A case that breaks one clause or the other whichever meeting is proposed; a document proposes none."""
    meetings = reviewed.words.meetings
    if first.approval or second.approval:
        return None  # the approval does
    if any(first.accepts(meeting) and second.accepts(meeting) for meeting in meetings):
        return None
    demands: list[Demand] = [*reviewed.applies(first), *reviewed.applies(second)]
    if kind == "agenda_item":
        demands = []
        for meeting in meetings:
            broken = [clause for clause in (first, second) if not clause.accepts(meeting)]
            applying = _any_of(_at(reviewed, clause, meeting) for clause in broken)
            if applying is False:
                return None
            demands += [] if applying is True else [Demand(applying, truth=True)]
    return reviewed.spaces[kind].find(demands, one_choice=True)


def _at(reviewed: ReviewedPack, clause: Clause, meeting: str) -> Condition | bool:
    """What is left of a clause's condition once the meeting is known."""
    when = reviewed.conditions[clause.id].when
    return True if when is None else restrict(when, {"meeting": meeting})


def _any_of(conditions: Iterable[Condition | bool]) -> Condition | bool:
    left: list[Condition] = []
    for condition in conditions:
        if condition is True:
            return True
        if condition is not False:
            left.append(condition)
    return Or(tuple(left)) if len(left) > 1 else left[0] if left else False


def _gathered(reviewed: ReviewedPack, conflicts: list[_Conflict]) -> Iterator[LintRemark]:
    """One remark for the clause in most conflicts, then for the next of what is left: few remarks, nothing lost."""
    while conflicts:
        count = {clause.id: 0 for conflict in conflicts for clause in conflict[:2]}
        for conflict in conflicts:
            for clause in conflict[:2]:
                count[clause.id] += 1
        most = max(count, key=lambda name: count[name])
        mine = [conflict for conflict in conflicts if most in (conflict.first.id, conflict.second.id)]
        yield _remark(reviewed, mine[0].first if mine[0].first.id == most else mine[0].second, mine)
        conflicts = [conflict for conflict in conflicts if conflict not in mine]


def _remark(reviewed: ReviewedPack, clause: Clause, conflicts: list[_Conflict]) -> LintRemark:
    others = [conflict.other(clause) for conflict in conflicts]
    named = listed(remarked(each.id, each.article) for each in others[:_NAMED])
    more = _("等 {n} 款").format(n=len(others)) if len(others) > _NAMED else ""
    nothing = _("没有共同的签发人") if isinstance(clause, SignerClause) else _("怎么提会议都要违反一款")
    message = _("{id} 与 {others}可以同时适用，而{nothing}。例如：{example}。这时 {first}；{second}").format(
        id=clause.id,
        others=named + more,
        nothing=nothing,
        example=example_words(conflicts[0].kind, conflicts[0].example, reviewed.words),
        first=_said(reviewed, clause),
        second=_said(reviewed, others[0]),
    )
    ids = ", ".join([clause.id, *(each.id for each in others)])
    remedy = _(
        "核对原文以哪一款为准，给另一款加 unless；原文本来如此的，在 pack.yaml 的 accepted 里写 clauses: [{ids}]"
    )
    return reviewed.remark("warning", clause, message, remedy.format(ids=ids))


def _said(reviewed: ReviewedPack, clause: Clause) -> str:
    return _("{id} 说“{requirement}”").format(id=clause.id, requirement=requirement_words(clause, reviewed.pack))
