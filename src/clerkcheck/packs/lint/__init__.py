"""What a careful reviewer of a pack would remark, found by searching the cases its conditions can tell apart."""

from collections.abc import Iterator

from clerkcheck.i18n import _
from clerkcheck.packs.building import BuiltPack
from clerkcheck.packs.coverage import BLANK, is_stub
from clerkcheck.packs.lint.applying import applying_remarks
from clerkcheck.packs.lint.articles import ARTICLE_REMARKS, article_remarks
from clerkcheck.packs.lint.clause_places import PLACE_REMARKS, place_remarks
from clerkcheck.packs.lint.conflicts import conflict_remarks
from clerkcheck.packs.lint.dates import DATE_REMARKS, date_remarks
from clerkcheck.packs.lint.folder import folder_remarks
from clerkcheck.packs.lint.lint_remark import LintRemark
from clerkcheck.packs.lint.repeats import repeat_remarks
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack
from clerkcheck.packs.lint.versions import VERSION_REMARKS, version_remarks
from clerkcheck.packs.lint.vocabulary_names import name_remarks
from clerkcheck.packs.lint.word_remarks import word_checks, word_remarks
from clerkcheck.packs.loading import PackFiles
from clerkcheck.reading.errors import Place

__all__ = ["LintRemark", "review"]


def review(built: BuiltPack, files: PackFiles | None = None) -> tuple[LintRemark, ...]:
    """Return the remarks on a pack that loads without errors, in the order of its files (pack.yaml first) and lines.

    With ``files``, what it was built from, remarks on articles and on pack.yaml have lines, and the pack's own ids are
    told from the shared ones beside it; without, from the shipped shared vocabulary.
    """
    reviewed = ReviewedPack(built, files)
    found = [
        *_stubs(reviewed),
        *applying_remarks(reviewed),
        *conflict_remarks(reviewed),
        *repeat_remarks(reviewed),
        *_unsettled(built),
        *name_remarks(reviewed),
        *word_remarks(reviewed),
        *article_remarks(reviewed),
        *date_remarks(reviewed),
        *version_remarks(reviewed),
        *place_remarks(reviewed),
        *folder_remarks(reviewed),
    ]
    acceptable = [
        *(check.id for check in word_checks()),
        *ARTICLE_REMARKS,
        *DATE_REMARKS,
        *VERSION_REMARKS,
        *PLACE_REMARKS,
    ]
    found += reviewed.accepted.idle_remarks(acceptable)
    in_order = files.head.files if files else list(dict.fromkeys(clause.file for clause in built.pack.clauses))
    turns = {name: turn for turn, name in enumerate(in_order)}

    def order(remark: LintRemark) -> tuple[int, int]:
        """Sort by file, in the order in which pack.yaml names them, then by line."""
        return turns.get(remark.place.source, -1), remark.place.line or 0

    return tuple(sorted(found, key=order))


def _unsettled(built: BuiltPack) -> Iterator[LintRemark]:
    """What may be wrong and could not be found out while the pack was built."""
    for each in built.unsettled:
        place = each.place.without_folder() if each.place is not None else Place(built.pack.id)
        yield LintRemark("warning", each.message, place, each.remedy)


def _stubs(reviewed: ReviewedPack) -> Iterator[LintRemark]:
    """What ``pack new`` wrote and nobody has worked on: blanks of pack.yaml, and articles."""
    for key in ("region", "regulation", "government"):
        if BLANK in getattr(reviewed.pack, key):
            message = _("{key} 还没有填").format(key=key)
            yield LintRemark("error", message, reviewed.head_place((key,)), _("照原文填写"))
    for article in reviewed.pack.articles:
        if is_stub(article):
            message = _("{article}还没有整理").format(article=article.number)
            yield LintRemark("error", message, reviewed.article_place(article), _("写 clauses，或 skip 的理由"))
        if article.drafts:
            message = _("{article}有 {n} 款草稿没有确认").format(article=article.number, n=len(article.drafts))
            yield LintRemark(
                "error", message, reviewed.article_place(article), _("用 clerkcheck pack confirm 逐款确认")
            )
