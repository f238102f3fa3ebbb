"""Clauses that say of themselves what their place does not bear out: by their ids, and of giving way."""

import re
from collections.abc import Iterator, Mapping

from clerkcheck.i18n import _
from clerkcheck.packs.lint.lint_remark import LintRemark
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack
from clerkcheck.reading.errors import Place
from clerkcheck.reading.numerals import article_order, is_article_number

_ID, _FALLBACK = "clause-id", "fallback-local"
PLACE_REMARKS: Mapping[str, str] = {
    _ID: _("款号里的条号不是它所在的那一条"),
    _FALLBACK: _("本地规则包的款写了 fallback: true"),
}


def place_remarks(reviewed: ReviewedPack) -> Iterator[LintRemark]:
    """Yield a remark on each clause whose id names another article, and on one that gives way in a local regulation."""
    for clause in reviewed.pack.clauses:
        place = Place(clause.file, clause.line or None)
        right = _own_number(clause.id, clause.article)
        if right and not reviewed.accepted.covers_remark(_ID, clause.id):
            message = _("{id} 在{article}里，款号写的是另一条").format(id=clause.id, article=clause.article)
            remedy = _("写成 {right} 这样（地名缩写-条号-序号），或移到那一条").format(right=right)
            yield LintRemark("warning", message, place, remedy, _ID, clause.id)
        local = reviewed.pack.instruments[clause.instrument].is_local
        if clause.fallback and local and not reviewed.accepted.covers_remark(_FALLBACK, clause.id):
            message = _("{id} 写了 fallback: true，本地规则包不用写").format(id=clause.id)
            remedy = _("删去；只有下层（别的包 extends 的）才写，有细化它的款就整条让位")
            yield LintRemark("warning", message, place, remedy, _FALLBACK, clause.id)


def _own_number(clause_id: str, article: str) -> str:
    """The id with the number of the article it stands in; "" where it has that, or no number of an article at all."""
    found = re.match(r"([a-z]+)-([0-9]+)(-.+)\Z", clause_id)
    if found is None or not is_article_number(article) or int(found[2]) == article_order(article)[0]:
        return ""
    return f"{found[1]}-{article_order(article)[0]}{found[3]}"
