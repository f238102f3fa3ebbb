"""The meetings to which a case may not go as it is answered now: a check that says 不得 of them is broken."""

from clerkcheck.checking.report import Finding, Report
from clerkcheck.packs.clauses import CheckClause, Clause
from clerkcheck.packs.model import Pack


def forbidding(report: Report, pack: Pack) -> dict[str, list[Finding]]:
    """Return each meeting that broken 不得 checks of a report close to the case, with their findings.

    A check counts that bears on some meetings only, and on these in the same way: whatever its condition asks besides
    is true of this case, for it is broken.
    """
    broken = [each for each in report.findings if each.kind == "check" and each.status == "violated" and each.certain]
    wanted = {each.clause for each in broken if each.modality == "must_not"}
    clauses = {each.id: each for each in pack.clauses if each.id in wanted and "meeting" in each.facts}
    found: dict[str, list[Finding]] = {}
    for finding in broken:
        if finding.clause in clauses:
            for meeting in _closed(clauses[finding.clause], pack):
                found.setdefault(meeting, []).append(finding)
    return found


def _closed(clause: Clause, pack: Pack) -> list[str]:
    """The meetings that a clause's condition names; none where it bears on all, or on some otherwise than on others."""
    from clerkcheck.conditions.logic import restrict  # most reports do without conditions as trees

    trees = pack.trees.clauses[clause.id]
    if trees.when is None or not isinstance(clause, CheckClause):
        return []
    left = {meeting: restrict(trees.when, {"meeting": meeting}) for meeting in pack.vocabulary.meetings}
    bears = [meeting for meeting, rest in left.items() if rest is not False]
    alike = all(left[meeting] == left[bears[0]] for meeting in bears)
    return bears if alike and len(bears) < len(left) else []
