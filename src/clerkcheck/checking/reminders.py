"""Reminders that no clause gives: exceptions that helped nothing, and the state of the rules themselves."""

from collections.abc import Container, Iterable, Iterator

from clerkcheck.cases.model import Deviation
from clerkcheck.checking.report import Reminder
from clerkcheck.i18n import _, joined, labelled, listed, remarked
from clerkcheck.literals import RemindedOf
from clerkcheck.packs.model import Pack


def exception_reminders(pack: Pack, unused: Iterable[Deviation]) -> Iterator[Reminder]:
    """Yield a reminder for each exception that no broken clause had any use for."""
    for exception in unused:
        clause = pack.clause(exception.clause)
        article, cited = (clause.article, clause.cited) if clause else ("", "")
        regulation = pack.regulation_of(clause) if clause else pack.regulation
        text = _("所列例外没有用到，可以删去")
        layer = clause.layer if clause else pack.id
        yield Reminder("exception", exception.clause, article, cited, text, regulation, layer)


def pack_reminders(pack: Pack, day: str) -> Iterator[Reminder]:
    """Yield reminders of rules past their review, not in force on ``day`` (ISO text), held in part, or not taken."""
    if pack.review_by and pack.review_by < day:
        text = _("规则包已过复核期（{day}），使用前请核实本规则是否已修订")
        yield _said("review", pack, text.format(day=pack.review_by))
    if pack.in_force_from > day:
        yield _said("in_force", pack, _("本规则自 {day} 起施行，所查日期在此之前").format(day=pack.in_force_from))
    if pack.in_force_until and pack.in_force_until < day:
        yield _said("in_force", pack, _("本规则施行至 {day}，所查日期已在此之后").format(day=pack.in_force_until))
    if drafts := drafts_left(pack):
        yield _said("drafts", pack, drafts)
    if partial := partly_held(pack):
        yield _said("partly_held", pack, partial)
    if left := not_taken(pack):
        yield _said("not_taken", pack, left)


def drafts_left(pack: Pack) -> str:
    """Return how many clauses of a pack are drafts, which judge nothing; "" for none."""
    return _("规则包还有 {n} 款草稿没有确认，没有算进来").format(n=pack.drafts) if pack.drafts else ""


def drafts_by_pack(packs: Iterable[Pack]) -> list[str]:
    """Return that sentence of each pack that has drafts, with its id, once."""
    used = {(each.folder, each.id): each for each in packs}.values()
    return list(dict.fromkeys(labelled(each.id, said) for each in used if (said := drafts_left(each))))


def partly_held(pack: Pack, among: Container[str] | None = None) -> str:
    """Return which instruments of a pack were not had whole, so that only what was read is looked at; "" for none.

    ``among``: ids of instruments; only of these, where that is given.
    """
    partial = [
        each.document_number or each.regulation
        for each in pack.instruments.values()
        if each.partial and (among is None or each.id in among)
    ]
    return _("{names}存本不全，只查读到的部分").format(names=listed(partial)) if partial else ""


def not_taken(pack: Pack) -> str:
    """Return which instruments of a pack were not asked for, so that nothing was looked at by them; "" for none."""
    groups = [remarked(listed(regulations), f"{pack.id}/{name}") for name, regulations in pack.not_taken.items()]
    text = _("没有查{groups}；事情涉及的，规则包改成括号里的再查")
    return text.format(groups=joined(groups)) if groups else ""


def _said(about: RemindedOf, pack: Pack, text: str) -> Reminder:
    return Reminder(about, "", "", "", text, pack.regulation, pack.id)
