"""A clause that was amended stands twice, until a day and from a day: days that find none of the two, or both.

Which clauses are versions of one another nobody writes down: they stand in one article, are of one kind, apply to the
same cases and ask for the same by much the same words.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from difflib import SequenceMatcher

from clerkcheck.i18n import _
from clerkcheck.packs.clauses import Clause, DeadlineClause, MaterialClause
from clerkcheck.packs.lint.lint_remark import LintRemark
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack
from clerkcheck.packs.source_text import canonical
from clerkcheck.reading.errors import Place

_GAP, _OVERLAP = "version-gap", "version-overlap"
VERSION_REMARKS: Mapping[str, str] = {
    _GAP: _("同一要求的前一款止了，后一款还没有起，中间的日子哪一款都没有"),
    _OVERLAP: _("同一要求的前一款没有止，后一款已经起了，有些日子两款都有"),
}
_ALIKE = 0.6  # of the quotations' characters


def version_remarks(reviewed: ReviewedPack) -> Iterator[LintRemark]:
    """Yield a remark for each clause that ends and is not followed on the next day by the one that replaces it."""
    for old in reviewed.pack.clauses:
        found = [each for each in reviewed.pack.clauses if _replaces(reviewed, old, each)] if old.in_force_until else []
        if found:
            new = min(found, key=lambda each: abs(_days_between(old, each)))
            yield from _remark(reviewed, old, new)


def _replaces(reviewed: ReviewedPack, old: Clause, new: Clause) -> bool:
    """Whether the clause is the same requirement, from a day of its own on that comes after the old one's first."""
    whole = reviewed.pack.instruments[new.instrument].in_force_from
    if old is new or type(old) is not type(new) or not new.in_force_from > max(whole, old.in_force_from):
        return False
    if (old.instrument, old.article) != (new.instrument, new.article):
        return False
    return bool(set(reviewed.kinds(old)) & set(reviewed.kinds(new))) and _same(old, new)


def _same(old: Clause, new: Clause) -> bool:
    if isinstance(old, DeadlineClause) and isinstance(new, DeadlineClause) and old.due != new.due:
        return False
    if isinstance(old, MaterialClause) and isinstance(new, MaterialClause):
        return bool({*old.needs, *old.any_of} & {*new.needs, *new.any_of})
    alike = SequenceMatcher(None, canonical(old.quote), canonical(new.quote)).ratio()
    return alike >= _ALIKE


def _days_between(old: Clause, new: Clause) -> int:
    """How many days there are without either; below 0, how many with both."""
    return (date.fromisoformat(new.in_force_from) - date.fromisoformat(old.in_force_until)).days - 1


def _remark(reviewed: ReviewedPack, old: Clause, new: Clause) -> Iterator[LintRemark]:
    days = _days_between(old, new)
    name = _GAP if days > 0 else _OVERLAP
    if not days or reviewed.accepted.covers_remark(name, new.id):
        return
    at = _place(reviewed, old)
    text = _("{old}（{place}）到 {until} 止，{new} 自 {from_} 起，")
    text += _("中间 {n} 天哪一款都没有") if days > 0 else _("有 {n} 天两款都算")
    message = text.format(
        old=old.id, place=at, until=old.in_force_until, new=new.id, from_=new.in_force_from, n=abs(days)
    )
    before = date.fromisoformat(new.in_force_from) - timedelta(1)
    remedy = _("是同一要求的前后两款，前一款写 until: {day}；原文本来如此的，写进 accepted").format(day=before)
    yield LintRemark("warning", message, _place(reviewed, new), remedy, name, new.id)


def _place(reviewed: ReviewedPack, clause: Clause) -> Place:
    """Where a clause's days stand; without the files, where the clause does."""
    for chapter in reviewed.files.chapters if reviewed.files else ():
        for number, article in enumerate(chapter.entries.articles):
            for index, entry in enumerate(article.clauses):
                if entry.id == clause.id:
                    path = ("articles", number, "clauses", index, "in_force")
                    found = chapter.document.place(path, key=True)
                    return Place(clause.file, found.line)
    return Place(clause.file, clause.line or None)
