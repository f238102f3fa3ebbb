"""Two versions of one pack: what was added, removed, changed and moved."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from clerkcheck.i18n import cited
from clerkcheck.packs.clauses import Clause, ClauseBase
from clerkcheck.packs.model import Article, AtOdds, Fact, Pack, Vocabulary
from clerkcheck.packs.source_text import canonical

# A clause's fields, in the order in which a change of them is told; those of its own kind stand between the two.
_FIRST = ("kind", "applies_to", "quote", "also_from", "when", "unless")
_LAST = (
    "duty",
    "step",
    "modality",
    "refines",
    "fallback",
    "in_force_from",
    "in_force_until",
    "gist",
    "remedy",
    "reading",
)
# Fields that the files write otherwise.
_WRITTEN = {
    "from_date": "from",
    "check_date": "check",
    "approval": "approval.paper",
    "approvers": "approval.by",
    "deemed_from": "deemed.from",
    "deemed_offset": "deemed.offset",
    "deemed_unit": "deemed.unit",
    "extension": "extend.paper",
    "extenders": "extend.by",
    "extended_offset": "extend.offset",
    "extended_unit": "extend.unit",
    "in_force_from": "in_force.from",
    "in_force_until": "in_force.until",
}
_HEAD = (
    "region",
    "regulation",
    "government",
    "document_number",
    "issued",
    "in_force_from",
    "in_force_until",
    "review_by",
    "article_count",
    "extends",
)
_INSTRUMENT = ("regulation", "document_number", "issued", "in_force_from", "rank", "partial", "selected")


class Change(NamedTuple):
    """One value that differs: what it belongs to (a clause's id, an article, a name), which key, before and after."""

    subject: str
    key: str
    old: str
    new: str


class Move(NamedTuple):
    """Clauses that stood in article ``old`` and stand in ``new``, by the ids they have now."""

    old: str
    new: str
    clauses: tuple[str, ...]


class Versions(NamedTuple):
    """Everything that differs between two versions of a pack."""

    head: tuple[Change, ...]
    articles: tuple[Change, ...]
    moved: tuple[Move, ...]
    added: tuple[Clause, ...]
    removed: tuple[Clause, ...]
    changed: tuple[Change, ...]
    terms: tuple[Change, ...]
    vocabulary: tuple[Change, ...]


def compare_versions(old: Pack, new: Pack) -> Versions:
    """Return what differs. Clauses are paired by id, those left over by kind and quotation where only one fits."""
    pairs = _pairs(old, new)
    before, after = {each.id for each, _other in pairs}, {each.id for _other, each in pairs}
    return Versions(
        head=tuple(_head(old, new)),
        articles=tuple(_articles(old, new)),
        moved=tuple(_moves(pairs)),
        added=tuple(clause for clause in new.clauses if clause.id not in after),
        removed=tuple(clause for clause in old.clauses if clause.id not in before),
        changed=tuple(change for pair in pairs for change in _clause_changes(*pair)),
        terms=tuple(_terms(old, new)),
        vocabulary=(*_vocabulary(old.vocabulary, new.vocabulary), *_words_of_layers(old, new)),
    )


def _head(old: Pack, new: Pack) -> Iterator[Change]:
    """What the packs say of themselves, and each instrument of a pack of several; one that is new or gone, too."""
    yield from _changes("", {key: (getattr(old, key), getattr(new, key)) for key in _HEAD})
    for name in dict.fromkeys((*old.instruments, *new.instruments)):
        pair = old.instruments.get(name), new.instruments.get(name)
        if not any(each is not None and each.is_local for each in pair):  # which is the pack itself
            heads = {key: (getattr(pair[0], key, None), getattr(pair[1], key, None)) for key in _INSTRUMENT}
            yield from _changes(name, heads)


def _words_of_layers(old: Pack, new: Pack) -> Iterator[Change]:
    """Papers that count as one of a layer below, facts that other answers decide, and answers that are at odds."""
    for name in dict.fromkeys((*old.same_as, *new.same_as)):
        yield from _changes(f"materials.{name}", {"same_as": (old.same_as.get(name), new.same_as.get(name))})
    for name in dict.fromkeys((*old.decides, *new.decides)):
        before, after = old.decides.get(name, ("", "")), new.decides.get(name, ("", ""))
        yield from _changes(
            f"decides.{name}", {"true_when": (before[0], after[0]), "false_when": (before[1], after[1])}
        )
    before_odd, after_odd = ({_answers(each): each[1] for each in pack.vocabulary.at_odds} for pack in (old, new))
    for answers in {**before_odd, **after_odd}:
        yield from _changes(f"at_odds {answers}", {"why": (before_odd.get(answers), after_odd.get(answers))})


def _answers(found: AtOdds) -> str:
    """Answers that are at odds, as the files write them."""
    return ", ".join(
        f"{name}: {'' if wanted else 'not '}{'|'.join(map(_written, values))}" for name, wanted, values in found[0]
    )


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _pairs(old: Pack, new: Pack) -> list[tuple[Clause, Clause]]:
    known = {clause.id: clause for clause in old.clauses}
    same = {clause.id for clause in new.clauses} & known.keys()
    gone = _by_words(clause for clause in old.clauses if clause.id not in same)
    fresh = _by_words(clause for clause in new.clauses if clause.id not in same)
    pairs = []
    for clause in new.clauses:
        if clause.id in same:
            pairs.append((known[clause.id], clause))
        elif len(gone.get(_words(clause), ())) == 1 == len(fresh[_words(clause)]):
            pairs.append((gone[_words(clause)][0], clause))
    return pairs


def _words(clause: Clause) -> tuple[str, str]:
    return clause.kind, canonical(clause.quote)


def _by_words(clauses: Iterable[Clause]) -> dict[tuple[str, str], list[Clause]]:
    found: dict[tuple[str, str], list[Clause]] = {}
    for clause in clauses:
        found.setdefault(_words(clause), []).append(clause)
    return found


def _clause_changes(old: Clause, new: Clause) -> list[Change]:
    own = dict.fromkeys((*_own_fields(old), *_own_fields(new)))  # the kind may have changed
    fields = ("id", *_FIRST, *own, *_LAST)
    return _changes(new.id, {_WRITTEN.get(name, name): (_field(old, name), _field(new, name)) for name in fields})


def _own_fields(clause: Clause) -> tuple[str, ...]:
    """The fields that only clauses of this kind have."""
    return clause.FIELDS[len(ClauseBase.FIELDS) :]


def _field(clause: Clause, name: str) -> object:
    """A field's value; nothing where clauses of this kind do not have it, or this one leaves it empty."""
    if name == "also_from":
        return tuple(cited(*source) for source in clause.also_from) or None
    whole = {"deemed_unit": "deemed_from", "extended_unit": "extension"}.get(name, name)  # of which it is a part
    return (getattr(clause, name, None) or None) if getattr(clause, whole, None) else None


def _moves(pairs: Iterable[tuple[Clause, Clause]]) -> list[Move]:
    moved: dict[tuple[str, str], list[str]] = {}
    for old, new in pairs:
        if old.article != new.article:
            moved.setdefault((old.article, new.article), []).append(new.id)
    return [Move(old, new, tuple(clauses)) for (old, new), clauses in moved.items()]


def _articles(old: Pack, new: Pack) -> list[Change]:
    """Articles only one version has, and those whose reason for having no clause differs."""
    before = {article.cited: _standing(article) for article in old.articles}
    after = {article.cited: _standing(article) for article in new.articles}
    return [
        Change(number, "article" if not (number in before and number in after) else "skip", was, now)
        for number in dict.fromkeys((*before, *after))
        if (was := before.get(number, "")) != (now := after.get(number, ""))
    ]


def _standing(article: Article) -> str:
    return article.skip or "clauses"


def _terms(old: Pack, new: Pack) -> list[Change]:
    changes: list[Change] = []
    for name in dict.fromkeys((*old.terms, *new.terms)):
        was, now = old.terms.get(name), new.terms.get(name)
        changes += _changes(
            name,
            {
                "means": (was.means if was else "", now.means if now else ""),
                "is": (was.text if was else "", now.text if now else ""),
            },
        )
    return changes


def _vocabulary(old: Vocabulary, new: Vocabulary) -> list[Change]:
    changes: list[Change] = []
    for name in dict.fromkeys((*old.facts, *new.facts)):
        before, after = _fact(old.facts.get(name)), _fact(new.facts.get(name))
        changes += _changes(f"facts.{name}", {key: (before.get(key), after.get(key)) for key in {**before, **after}})
    for part in ("materials", "material_help", "dates", "deadlines", "meetings", "signers"):
        labels: tuple[Mapping[str, str], Mapping[str, str]] = getattr(old, part), getattr(new, part)
        for name in dict.fromkeys((*labels[0], *labels[1])):
            changes += _changes(f"{part}.{name}", {"label": (labels[0].get(name), labels[1].get(name))})
    return changes


def _fact(fact: Fact | None) -> dict[str, object]:
    if fact is None:
        return {}
    choices = {f"of.{name}": label for name, label in fact.of.items()}
    plain: dict[str, object] = {"label": fact.label, "type": fact.type, "kind": fact.kind, "group": fact.group}
    plain |= {"expressly": fact.expressly or None, "least": fact.least or None}
    counted = {"per": fact.counted_per, "of": fact.counted_of, "date": fact.counted_date}
    counted = {f"counted.{key}": value for key, value in counted.items() if value}
    return {**plain, "question": fact.question, "help": fact.help, **counted, **choices}


def _changes(subject: str, values: Mapping[str, tuple[object, object]]) -> list[Change]:
    return [Change(subject, key, _text(old), _text(new)) for key, (old, new) in values.items() if old != new]


def _text(value: object) -> str:
    """A value as the files write it; nothing is an empty text."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else _written(value)
