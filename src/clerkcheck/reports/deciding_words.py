"""Which meeting decides, or who approves in the place of one, in words: as a row of a table has it, and a sheet."""

from clerkcheck.checking.report import Report
from clerkcheck.i18n import _, listed
from clerkcheck.packs.approval_words import approval_words
from clerkcheck.packs.clauses import ForumClause, is_binding
from clerkcheck.packs.model import Pack
from clerkcheck.reports.subjects import no_meeting


def meetings_clash() -> str:
    """Return what stands in the place of a meeting where no meeting fits all clauses."""
    return _("各条要求抵触，无一符合")


def approved_by(roles: str) -> str:
    """Return who approves in the place of a meeting, as one of several ways."""
    return _("由{roles}批准").format(roles=roles)


def approval_and_meeting() -> str:
    """Return what stands in the place of a meeting where an approval is wanted beside what other clauses want."""
    return _("须经批准，会议按各条要求")


def approvals_waited_for(report: Report, pack: Pack) -> list[str]:
    """Return the roles by whose approvals clauses that apply would be met, and are not yet."""
    waiting = (each for each in report.approvals if each.status != "done")
    return list(dict.fromkeys(pack.vocabulary.roles(each.by) for each in waiting))


def meetings_alone(report: Report, pack: Pack) -> list[ForumClause]:
    """Return the clauses that certainly apply and only a meeting meets."""
    applying = {each.clause for each in report.findings if each.kind == "forum" and each.certain}
    return [
        clause
        for clause in pack.clauses
        if clause.id in applying
        and isinstance(clause, ForumClause)
        and is_binding(clause.modality)
        and not clause.approval
    ]


def row_words(report: Report, pack: Pack) -> str:
    """Return which meetings decide, or who approves, for the cell of a table."""
    if report.forum is None:
        return ""
    ways = [pack.vocabulary.meetings[each] for each in report.forum]
    waiting = approvals_waited_for(report, pack) if report.approvals else []
    if waiting and len(waiting) == 1 and not meetings_alone(report, pack):
        ways.append(approved_by(waiting[0]))
    elif waiting and not ways:
        return approval_and_meeting()
    return _("或").join(ways) or meetings_clash()


def deciding_words(report: Report, pack: Pack) -> str:
    """Return which meetings decide, or who approves, in a sentence; ``forum`` is not None."""
    words = pack.vocabulary
    meetings = _("或").join(words.meetings[each] for each in report.forum or ())
    waiting = listed(approvals_waited_for(report, pack)) if report.approvals else ""
    alone = meetings_alone(report, pack) if waiting else []
    if not waiting or (alone and meetings):
        return meetings or no_meeting()
    if not alone:
        return approval_words(waiting, meetings)
    left = (each for each in words.meetings if all(clause.accepts(each) for clause in alone))
    also = _("或").join(words.meetings[each] for each in left)
    return _("由{roles}审批，并提{meetings}").format(roles=waiting, meetings=also) if also else no_meeting()
