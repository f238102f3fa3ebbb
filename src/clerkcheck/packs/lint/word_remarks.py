"""Every clause held to the words it quotes."""

from collections.abc import Iterator

from clerkcheck.i18n import _
from clerkcheck.packs.lint import word_modality, word_numbers, word_periods  # they register their checks
from clerkcheck.packs.lint.lint_remark import LintRemark
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack
from clerkcheck.packs.lint.word_checks import WordCheck, registered

_GROUPS = tuple(each.__name__ for each in (word_numbers, word_periods, word_modality))


def word_checks() -> tuple[WordCheck, ...]:
    """Return every check: numbers first, then periods, then modal words."""
    return tuple(sorted(registered(), key=lambda check: _GROUPS.index(check.find.__module__)))


def word_remarks(reviewed: ReviewedPack) -> Iterator[LintRemark]:
    """Yield what in a clause is otherwise than in the words it quotes, unless the keeper has accepted it."""
    for clause in reviewed.pack.clauses:
        for check in word_checks():
            for values in check.find(reviewed, clause):
                if reviewed.accepted.covers_remark(check.id, clause.id):
                    break
                message = _("{id} {what}").format(id=clause.id, what=check.message.format(**values))
                yield reviewed.remark("warning", clause, message, check.remedy)._replace(id=check.id, subject=clause.id)
