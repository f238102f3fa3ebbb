"""Findings about one thing from several clauses: which are told of as one, and whether an exception still holds."""

from collections.abc import Iterable, Mapping
from datetime import date

from clerkcheck.cases.model import Deviation
from clerkcheck.checking.report import BROKEN, Finding
from clerkcheck.checking.sentences import excepted, refused_exception
from clerkcheck.i18n import _
from clerkcheck.literals import ClauseKind, Status
from clerkcheck.packs.clauses import Clause, allows_exceptions
from clerkcheck.packs.model import Pack, Subject

_BROKEN_BY: Mapping[ClauseKind, Status] = {
    "material": "missing", "check": "violated", "forum": "violated", "deadline": "missed",
    "signer": "open", "note": "open",  # which are never excepted
}  # fmt: skip


def subject_of(finding: Finding) -> Subject:
    """Return what a finding is of: its clause and, for a paper, that paper."""
    return finding.clause, finding.material


def led_by(pack: Pack, findings: Iterable[Finding]) -> dict[Subject, Finding]:
    """Return by subject the finding with which each is told: another of ``findings``, or itself.

    ``findings`` came out alike. It is the first of ``told_with`` that is there and is told with no other.
    """
    found = {subject_of(each): each for each in findings}
    if not pack.told_with:
        return found
    told = {subject: [each for each in pack.told_with.get(subject, ()) if each in found] for subject in found}
    return {
        subject: found[next((each for each in others if not told[each]), subject)] for subject, others in told.items()
    }


def with_exception(finding: Finding, clause: Clause, exception: Deviation, as_of: date, pack: Pack) -> Finding:
    """Return a broken (or overdue) finding as the exception recorded of its clause leaves it on the day ``as_of``."""
    expired = exception.until is not None and exception.until < as_of
    if allows_exceptions(clause.modality) and not expired:
        return finding._replace(status="excepted", message=excepted(clause, exception))
    if finding.status not in BROKEN:
        return finding
    why = refused_exception(clause, expired=expired, pack=pack)
    return finding._replace(message=finding.message + why, refused=True)


def unexcepted(pack: Pack, findings: list[Finding]) -> list[Finding]:
    """Return the findings without the exceptions that do not hold: where another clause says must of the same thing.

    An exception is made from what holds 原则上 or 一般; of what is also wanted without exception there is none.
    """
    binding = [each for each in findings if each.counts and each.status in BROKEN]
    strict = {each.material: each for each in binding if each.material and not allows_exceptions(each.modality)}
    by_clause = {subject_of(each): each for each in binding if not allows_exceptions(each.modality)}
    made = []
    for each in findings:
        above = None
        if each.status == "excepted":
            above = strict.get(each.material or "") or _told_with_strict(pack, each, by_clause)
        made.append(each if above is None else _refused(each, above))
    return made


def _told_with_strict(pack: Pack, finding: Finding, strict: dict[Subject, Finding]) -> Finding | None:
    """A broken clause without exception that is told with an excepted one, whichever of the two stands below."""
    own, told = subject_of(finding), pack.told_with
    return next(
        (each for other, each in strict.items() if own in told.get(other, ()) or other in told.get(own, ())), None
    )


def _refused(finding: Finding, strict: Finding) -> Finding:
    named = strict.cited.startswith(strict.regulation) or strict.regulation == finding.regulation
    article = strict.cited if named else strict.regulation + strict.cited
    why = _("（所列例外不成立：{article}同样要求，没有例外）").format(article=article)
    return finding._replace(status=_BROKEN_BY[finding.kind], message=finding.message + why, refused=True)
