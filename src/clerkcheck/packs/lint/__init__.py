"""What a careful reviewer of a pack would remark, found by searching the cases its conditions can tell apart."""

from collections.abc import Iterator

from clerkcheck.i18n import _
from clerkcheck.packs.building import BuiltPack
from clerkcheck.packs.coverage import is_stub
from clerkcheck.packs.lint.applying import applying_remarks
from clerkcheck.packs.lint.conflicts import conflict_remarks
from clerkcheck.packs.lint.desk import Desk
from clerkcheck.packs.lint.names import name_remarks
from clerkcheck.packs.lint.remarks import Remark
from clerkcheck.packs.lint.repeats import repeat_remarks
from clerkcheck.packs.loading import PackFiles

__all__ = ["Remark", "review"]


def review(built: BuiltPack, files: PackFiles | None = None) -> tuple[Remark, ...]:
    """Return the remarks on a pack that loads without errors, in the order of its files and lines.

    With ``files``, what it was built from, remarks on articles and on pack.yaml have lines, and the pack's own ids are
    told from the shared ones beside it; without, from the shipped shared vocabulary.
    """
    desk = Desk(built, files)
    found = [
        *_stubs(desk),
        *applying_remarks(desk),
        *conflict_remarks(desk),
        *repeat_remarks(desk),
        *name_remarks(desk),
    ]
    files_in_order = list(dict.fromkeys(clause.file for clause in built.pack.clauses))

    def order(remark: Remark) -> tuple[int, int]:
        source = remark.place.source
        return files_in_order.index(source) if source in files_in_order else -1, remark.place.line or 0

    return tuple(sorted(found, key=order))


def _stubs(desk: Desk) -> Iterator[Remark]:
    """Articles that ``pack new`` wrote and nobody has worked on."""
    for article in desk.pack.articles:
        if is_stub(article):
            message = _("{article}还没有整理").format(article=article.number)
            yield Remark("error", message, desk.article_place(article), _("写 clauses，或在 skip 写明为什么不需要条款"))
