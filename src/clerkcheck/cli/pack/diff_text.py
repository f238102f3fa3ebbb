"""A comparison of packs as text, side by side in 120 columns."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest

from clerkcheck.cells import cells, wrap
from clerkcheck.i18n import _, labelled, listed, remarked
from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.diff import ComparedSubjects, Comparison, Statement
from clerkcheck.packs.model import Pack
from clerkcheck.packs.versions import Change, Versions

WIDTH = 120
_BAR = " | "
_SIDE = (WIDTH - len(_BAR)) // 2


def governments_lines(left: Pack, right: Pack, sections: Sequence[ComparedSubjects], *, whole: bool) -> Iterator[str]:
    """Yield the comparison of two governments; ``whole``: what agrees too."""
    yield from _heads(left, right)
    headings = {
        "materials": _("要件：什么情况要什么件"),
        "meetings": _("会议：什么事上什么会"),
        "thresholds": _("标准：金额、面积、比例和数量"),
        "deadlines": _("期限"),
        "signers": _("签批"),
        "checks": _("其他要求"),
    }
    differing = 0
    for section in sections:
        rows = [row for row in section.rows if whole or not row.agrees]
        agreeing = sum(row.agrees for row in section.rows)
        differing += len(section.rows) - agreeing
        yield ""
        yield _("== {heading}（不同 {a} 项，相同 {b} 项）").format(
            heading=headings[section.subject], a=len(section.rows) - agreeing, b=agreeing
        )
        for row in rows:
            yield ""
            yield from _row(row, whole=whole)
    if not differing:
        yield ""
        yield _("没有不同")


def _row(row: Comparison, *, whole: bool) -> Iterator[str]:
    name = _("（{subject}）").format(subject=row.subject) if row.subject else ""
    yield from wrap(_("■ {label}{name}").format(label=row.label, name=name), WIDTH, rest="  ")
    left, right = ([each for each in side if whole or not each.same] for side in (row.left, row.right))
    for pair in zip_longest(*_lined_up(left, right)):
        yield from _beside(*(_said(each) if each else "" for each in pair))
    hidden = sum(each.same for each in row.left)
    if hidden and not whole:
        yield _("  （另有 {n} 处两边相同）").format(n=hidden)


def _lined_up(left: list[Statement], right: list[Statement]) -> tuple[list[Statement | None], list[Statement | None]]:
    """What both sides say first, side by side; then what differs. A side that says nothing at all says so."""
    same = [[each for each in side if each.same] for side in (left, right)]
    most = max(map(len, same))
    sides: list[list[Statement | None]] = []
    for agreed, said in zip(same, (left, right), strict=True):
        others = [each for each in said if not each.same]
        sides.append([*agreed, *[None] * (most - len(agreed)), *others])
    return sides[0], sides[1]


def _said(statement: Statement) -> str:
    mark = "= " if statement.same else ""
    return f"{mark}{statement.article} {statement.text} [{statement.clause}]"


def versions_lines(old: Pack, new: Pack, versions: Versions) -> Iterator[str]:
    """Yield the comparison of two versions of one pack."""
    yield from _heads(old, new)
    if not any(versions):
        yield ""
        yield _("没有不同")
        return
    yield from _changes(_("规则包"), versions.head)
    yield from _changes(_("条"), versions.articles)
    yield from _listed(
        _("移到别条的款"),
        (labelled(f"{m.old} -> {m.new}", listed(m.clauses)) for m in versions.moved),
    )
    yield from _listed(_("增加的款"), map(_clause, versions.added))
    yield from _listed(_("删去的款"), map(_clause, versions.removed))
    yield from _changes(_("改动的款"), versions.changed)
    yield from _changes(_("术语"), versions.terms)
    yield from _changes(_("词汇"), versions.vocabulary)


def _clause(clause: Clause) -> str:
    return labelled(f"{clause.cited} {clause.id}", clause.gist)


def _listed(heading: str, texts: Iterable[str]) -> Iterator[str]:
    found = list(texts)
    if found:
        yield ""
        yield "== " + remarked(heading, len(found))
        for text in found:
            yield from wrap(text, WIDTH, first="  ", rest="    ")


def _changes(heading: str, changes: Sequence[Change]) -> Iterator[str]:
    if changes:
        yield ""
        yield "== " + remarked(heading, len(changes))
    for subject, group in groupby(changes, lambda each: each.subject):
        if subject:
            yield _("■ {subject}").format(subject=subject)
        for each in group:
            nothing = _("（无）")
            yield from _beside(*(labelled(each.key, value or nothing) for value in (each.old, each.new)))


def _heads(left: Pack, right: Pack) -> Iterator[str]:
    yield from _beside(*(f"{pack.region} {pack.id}" for pack in (left, right)))
    yield from _beside(*(f"{pack.regulation}{pack.document_number}" for pack in (left, right)))
    yield "-" * WIDTH


def _beside(left: str, right: str) -> Iterator[str]:
    columns = [wrap(text, _SIDE, rest="  ") for text in (left or _("（没有）"), right or _("（没有）"))]
    for one, other in zip_longest(*columns, fillvalue=""):
        yield f"{one}{' ' * (_SIDE - cells(one))}{_BAR}{other}".rstrip()
