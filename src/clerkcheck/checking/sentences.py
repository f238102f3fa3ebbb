"""The sentences of a report."""

from datetime import date
from typing import assert_never

from clerkcheck.cases.model import Deviation
from clerkcheck.i18n import _, joined
from clerkcheck.literals import Judged
from clerkcheck.packs.clauses import (
    CheckClause,
    Clause,
    DeadlineClause,
    ForumClause,
    MaterialClause,
    MaterialIds,
    NoteClause,
    SignerClause,
    is_binding,
)
from clerkcheck.packs.model import Pack, Vocabulary


def message_of(pack: Pack, clause: Clause, status: Judged, material: MaterialIds | None) -> str:
    """Return one sentence that says how ``clause`` came out; the gist of the clause is part of it.

    ``material`` is the paper, or the papers of which any would do, that a material clause was judged by.
    """
    paper = ""
    if material is not None:
        paper = pack.vocabulary.paper(material)
        if isinstance(clause, ForumClause):
            return _approving(pack, clause, status, paper)
    return _sentence(clause, status, paper).format(gist=clause.gist, label=paper)


def _approving(pack: Pack, clause: ForumClause, status: Judged, paper: str) -> str:
    """How a forum clause came out that an approval may meet, and no meeting does."""
    said = _sentence(clause, status, paper)
    if status == "met":
        said = _("已由{roles}批准：{gist}")
    elif status == "violated" and not clause.forum:
        said = _("由{roles}审批，不必上会；没有{label}：{gist}")
    return said.format(gist=clause.gist, label=paper, roles=pack.vocabulary.roles(clause.approvers))


def _sentence(clause: Clause, status: Judged, paper: str) -> str:
    match status:
        case "met":
            return _met(clause)
        case "missing":
            return _("缺{label}：{gist}")
        case "violated":
            return _("不符合：{gist}")
        case "open":
            return _("待确认“{label}”：{gist}") if paper else _("待确认：{gist}")
        case "missed":
            early = isinstance(clause, DeadlineClause) and clause.bound == "earliest"
            return _("不足期限：{gist}") if early else _("超过时限：{gist}")
        case "pending":
            return _("时限未到：{gist}")
        case "overdue":
            return _("时限已过，未填办理日期：{gist}")
        case _:
            assert_never(status)


def _met(clause: Clause) -> str:
    match clause:
        case MaterialClause():
            return _("已具备{label}")
        case SignerClause():
            return _("签批：{gist}")
        case ForumClause():
            return _("可以：{gist}") if not is_binding(clause.modality) else _("符合：{gist}")
        case CheckClause() | DeadlineClause() | NoteClause():
            return _("符合：{gist}")
        case _:
            assert_never(clause)


def excepted(clause: Clause, exception: Deviation) -> str:
    """Return one sentence that says that a clause is not followed, why, and who approved of it."""
    until = _("，至 {day}").format(day=exception.until) if exception.until else ""
    return _("例外：{gist}（理由：{reason}；批准：{by}{until}）").format(
        gist=clause.gist, reason=exception.reason, by=exception.approved_by, until=until
    )


def refused_exception(clause: Clause, *, expired: bool, pack: Pack) -> str:
    """Return why an exception does not help a broken clause."""
    if expired:
        return _("（所列例外已过有效期）")
    return _("（所列例外不成立：本条是“{modality}”，只有“原则上、一般”的要求可以例外）").format(
        modality=pack.vocabulary.modalities[clause.modality]
    )


def day_words(day: date, as_of: date) -> str:
    """Return 12月8日, or 2027-01-08 in another year than that of ``as_of``."""
    if day.year != as_of.year:
        return day.isoformat()
    return _("{month}月{day}日").format(month=day.month, day=day.day)


def extension_words(clause: DeadlineClause, extended: date, words: Vocabulary, as_of: date, *, approved: bool) -> str:
    """Return what has become of the extension of a deadline, or could: 已经县长批准延长至12月8日."""
    text = _("已经{roles}批准延长至{day}") if approved else _("经{roles}批准可延长至{day}")
    return text.format(roles=words.roles(clause.extenders), day=day_words(extended, as_of))


def reminder_text(clause: Clause, *, certain: bool) -> str:
    """Return a note's text; one whose condition is not known says so."""
    text = joined([clause.gist, clause.remedy])
    return text if certain else _("如涉及：{text}").format(text=text)
