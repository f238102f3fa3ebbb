"""The words of a pack: facts nobody could answer, and names nobody uses."""

from collections import Counter
from collections.abc import Iterator

from clerkcheck.conditions.syntax import Condition, Term, parts
from clerkcheck.i18n import _
from clerkcheck.packs.counted import counted_condition, counted_facts, facts_counted_by
from clerkcheck.packs.lint.lint_remark import LintRemark
from clerkcheck.packs.lint.reviewed_pack import ReviewedPack
from clerkcheck.reading.errors import Place


def name_remarks(reviewed: ReviewedPack) -> Iterator[LintRemark]:
    """Yield remarks on facts, on the pack's own papers, dates and deadlines, and on terms."""
    read = {fact for clause in reviewed.pack.clauses for fact in clause.facts}
    yield from _unexplained(reviewed, read)
    read |= facts_counted_by(reviewed.pack)
    if reviewed.pack.drafts:
        return  # what no clause uses a draft may
    used = {
        "facts": read,
        "materials": {each for clause in reviewed.pack.clauses for each in clause.papers_looked_at},
        "dates": {each for clause in reviewed.pack.clauses for each in clause.dates_looked_at},
        "deadlines": {clause.due for clause in reviewed.pack.deadlines()},
    }
    for part, names in used.items():
        yield from _unused(reviewed, part, names)
    yield from _terms(reviewed)


def _unexplained(reviewed: ReviewedPack, read: set[str]) -> Iterator[LintRemark]:
    """Facts the pack reads, or brings, that lack what a clerk needs to answer them."""
    own = reviewed.own("facts")
    for name, fact in reviewed.words.facts.items():
        lacking = [
            word for word, text in ((_("提问（question）"), fact.question), (_("说明（help）"), fact.help)) if not text
        ]
        if lacking and (name in read or name in own):
            place = reviewed.head_place(("vocabulary", "facts", name)) if name in own else _shared_place("facts", name)
            message = _("事实 {name}（{label}）没有{what}").format(
                name=name, label=fact.label, what=_("和").join(lacking)
            )
            yield LintRemark(
                "warning", message, place, _("用平常的话补上，说明写“含……；不含……”，不熟悉规则的人才能答对")
            )


def _shared_place(part: str, name: str) -> Place:
    return Place("vocabulary.yaml", path=f"{part}.{name}")


def _unused(reviewed: ReviewedPack, part: str, used: set[str]) -> Iterator[LintRemark]:
    words = {"facts": _("事实"), "materials": _("要件"), "dates": _("日期"), "deadlines": _("期限")}
    for name in reviewed.own(part):
        if name not in used:
            message = _("{part} {name} 没有条款用到").format(part=words[part], name=name)
            yield LintRemark(
                "warning", message, reviewed.head_place(("vocabulary", part, name)), _("删去，或核对本应用它的条款")
            )


def _terms(reviewed: ReviewedPack) -> Iterator[LintRemark]:
    """Terms that save no writing: named in fewer than two places."""
    counts = Counter(name for condition in _conditions(reviewed) for name in _named(condition))
    for name in reviewed.pack.terms:
        if counts[name] < 2:
            text = _("terms 里的 {name} 没有用到") if not counts[name] else _("terms 里的 {name} 只用了一次")
            remedy = _("删去") if not counts[name] else _("直接写进那一处条件，或让别的条款也用它")
            yield LintRemark("warning", text.format(name=name), reviewed.head_place(("terms", name)), remedy)


def _conditions(reviewed: ReviewedPack) -> Iterator[Condition]:
    """Every condition as written: those of the clauses, and those the terms stand for."""
    for pair in reviewed.conditions.values():
        yield from (condition for condition in pair if condition is not None)
    yield from reviewed.pack.trees.terms.values()
    yield from (counted_condition(fact, reviewed.pack) for fact in counted_facts(reviewed.pack))


def _named(condition: Condition) -> Iterator[str]:
    """The terms a condition names itself; what those name in turn is theirs."""
    if isinstance(condition, Term):
        yield condition.name
    else:
        for part in parts(condition):
            yield from _named(part)
