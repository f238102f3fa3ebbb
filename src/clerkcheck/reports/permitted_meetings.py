"""The meetings that a clause permits a case to go to instead, in the place of those that decide."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from clerkcheck.i18n import _
from clerkcheck.packs.clauses import ForumClause, is_binding
from clerkcheck.reports.cited_report import CitedReport
from clerkcheck.reports.forbidden_meetings import forbidding

if TYPE_CHECKING:
    from clerkcheck.conditions.syntax import Condition


class _Permission(NamedTuple):
    """What a clause that applies permits: meetings beside those that decide."""

    clause: ForumClause
    meetings: tuple[str, ...]


def permission_words(verdict: CitedReport) -> list[str]:
    """Return which meetings the case may go to beside those that decide, by which article, and what that asks for."""
    text, words = _("按{article}也可以提{meetings}，{remedy}"), verdict.words
    return [
        text.format(
            article=verdict.articles([clause.id]),
            meetings=_("或").join(words.meetings[each] for each in meetings),
            remedy=clause.remedy,
        )
        for clause, meetings in _permitted(verdict)
    ]


def _permitted(verdict: CitedReport) -> Iterator[_Permission]:
    """Yield what clauses that certainly apply permit beside the meetings that decide.

    A meeting counts to which every clause that certainly binds the case to others gives way, whatever else is answered.
    """
    report, closed = verdict.report, forbidding(verdict.report, verdict.pack)
    binding: list[ForumClause] = []
    permitting: list[ForumClause] = []
    for clause in (verdict.clauses[each.clause] for each in report.findings if each.kind == "forum" and each.certain):
        if isinstance(clause, ForumClause):
            (binding if is_binding(clause.modality) else permitting).append(clause)
    for clause in permitting:
        others = (each for each in clause.forum if each not in (report.forum or ()) and each not in closed)
        found = tuple(
            meeting
            for meeting in others
            if all(each.accepts(meeting) or _gives_way(each, clause, meeting, verdict) for each in binding)
        )
        if found:
            yield _Permission(clause, found)


def _gives_way(clause: ForumClause, to: ForumClause, meeting: str, verdict: CitedReport) -> bool:
    """Whether a clause does not apply to a case that goes to a meeting, and to which the clause ``to`` applies."""
    from clerkcheck.conditions.logic import evaluate  # most reports do without conditions as trees
    from clerkcheck.conditions.syntax import facts_read

    trees = verdict.pack.trees.clauses
    when, given = trees[clause.id].when, trees[to.id].when
    if when is None or given is None:
        return False
    known, facts = [*_all_true(given)], {"meeting": meeting}
    if any(evaluate(each, facts) is not True for each in known if "meeting" in facts_read(each)):
        return False  # the permission would go with the meeting
    return evaluate(when, facts, known) is False


def _all_true(condition: "Condition") -> Iterator["Condition"]:
    """Yield what is true where a condition is."""
    from clerkcheck.conditions.syntax import And, Term

    yield condition
    for part in condition.all if isinstance(condition, And) else ():
        yield from _all_true(part)
    if isinstance(condition, Term):
        yield from _all_true(condition.body)
