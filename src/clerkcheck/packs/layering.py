"""A pack and the layers below it as one pack: the nation's law under a government's own regulation.

The clauses of all layers stand side by side, a government's own first; none is changed by another, except that a
fallback gives way as a whole to the clause that refines it, that a paper which is the same as one of a layer below
counts as that, too, and that facts which other answers decide are not asked.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import partial
from itertools import takewhile
from typing import NamedTuple, assert_never

from clerkcheck.conditions.parsing import parse_condition
from clerkcheck.conditions.syntax import And, Condition, Is, Not, Or, Term, with_parts, without_terms
from clerkcheck.literals import CaseKind
from clerkcheck.packs.clause_conditions import ClauseConditions, bare_scope, fact_types, parsed_terms
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
from clerkcheck.packs.compiling import compile_kinds
from clerkcheck.packs.model import Article, Fact, Pack, Subject, TermText, Vocabulary
from clerkcheck.packs.same_papers import same_papers
from clerkcheck.packs.trees import Trees

_Decision = tuple[Condition | None, Condition | None]  # in which a fact is yes, and no


class Layered(NamedTuple):
    """A pack of several layers, and each kind's compiled program for the cache."""

    pack: Pack
    compiled: dict[CaseKind, bytes]


def layered(own: Pack, below: Pack) -> Layered:
    """Return ``own`` with the layers of ``below`` under it; what it says of them has been checked.

    ``told_with`` is worked out here: a national requirement that a local clause refines, or that asks for the same, is
    told of with that.
    """
    vocabulary = united_vocabulary(own.vocabulary, below.vocabulary)
    replaced = {each for clause in own.clauses for each in clause.refines}
    given_way = {each.id for each in below.clauses if each.fallback and each.id in replaced}
    lower = (each for each in below.clauses if each.id not in given_way)
    trees = united_trees(own, below)
    conditions = trees.clauses
    clauses = tuple(_read_anew(each, conditions) for each in (*own.clauses, *(_same(each, own) for each in lower)))
    kinds, compiled = compile_kinds(clauses, conditions, fact_types(vocabulary))
    pack = own._replace(
        vocabulary=vocabulary,
        terms={**_apart(below.terms, own), **own.terms},
        instruments={**own.instruments, **below.instruments},
        articles=(*own.articles, *_without(below.articles, given_way)),
        clauses=clauses,
        kinds=kinds,
        trees=trees,
        layers=(*own.layers, *below.layers),
        told_with=told_with(clauses, conditions, own.id),
    )
    return Layered(pack, compiled)


def united_trees(own: Pack, below: Pack) -> Trees:
    """Return the trees of both, parsed when first asked for; what other answers decide is worked into them."""

    def parse() -> tuple[dict[str, Condition], dict[str, ClauseConditions]]:
        """Return the trees of the terms and of the clauses of both layers."""

        def lower(condition: Condition) -> Condition:
            """A condition of a layer below whose terms cannot be taken for others of the same name."""
            found = same_papers(with_parts(condition, lower), own.same_as)
            return Term(_term_name(found.name, own), found.body) if isinstance(found, Term) else found

        decisions = _decisions(own, below)
        terms = {_term_name(name, own): lower(tree) for name, tree in below.trees.terms.items()}
        clauses = {name: pair.changed(lower) for name, pair in below.trees.clauses.items()}
        return {**terms, **own.trees.terms}, {
            name: pair if decisions.keys().isdisjoint(pair.facts()) else pair.changed(partial(_worked_in, decisions))
            for name, pair in {**own.trees.clauses, **clauses}.items()
        }

    return Trees(parse)


# --- the words


def united_vocabulary(own: Vocabulary, below: Vocabulary) -> Vocabulary:
    """Return one vocabulary: what both have is called as ``own`` calls it, and what only ``below`` has comes last."""
    facts = {name: _fact(fact, below.facts.get(name)) for name, fact in own.facts.items()}
    return own._replace(
        facts={**facts, **{name: fact for name, fact in below.facts.items() if name not in facts}},
        materials={**own.materials, **_besides(below.materials, own.materials)},
        material_help={**below.material_help, **own.material_help},
        dates={**own.dates, **_besides(below.dates, own.dates)},
        date_rules={**below.date_rules, **own.date_rules},
        deadlines={**own.deadlines, **_besides(below.deadlines, own.deadlines)},
        channels={**own.channels, **_besides(below.channels, own.channels)},
        at_odds=tuple(dict.fromkeys((*own.at_odds, *below.at_odds))),
    )


def _besides(labels: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    return {name: label for name, label in labels.items() if name not in known}


def _fact(own: Fact, below: Fact | None) -> Fact:
    """A fact of both: of either kind of case that one of them has it for, with the choices of both."""
    if below is None:
        return own
    kind = own.kind if own.kind == below.kind else None
    return own._replace(of={**below.of, **own.of} if below.of.keys() - own.of.keys() else own.of, kind=kind,
                        expressly=own.expressly or below.expressly, least=max(own.least, below.least))  # fmt: skip


def _apart(terms: Mapping[str, TermText], own: Pack) -> dict[str, TermText]:
    """The terms of the layers below; one whose name means something else above is called by another."""
    return {_term_name(name, own): term for name, term in terms.items()}


def _term_name(name: str, own: Pack) -> str:
    return f"{name}_below" if name in own.terms else name


# --- the conditions


def _decisions(own: Pack, below: Pack) -> dict[str, _Decision]:
    scope = bare_scope(united_vocabulary(own.vocabulary, below.vocabulary))
    scope = scope._replace(terms=parsed_terms({name: term.text for name, term in own.terms.items()}, scope))
    return {
        name: (parse_condition(yes, scope) if yes else None, parse_condition(no, scope) if no else None)
        for name, (yes, no) in own.decides.items()
    }


def _worked_in(decisions: Mapping[str, _Decision], condition: Condition) -> Condition:
    """A condition in which a fact counts as answered where other answers decide it."""
    if isinstance(condition, Is) and condition.fact in decisions:
        yes, no = decisions[condition.fact]
        found: Condition = Or((yes, condition)) if yes is not None else condition
        return And((Not(no), found)) if no is not None else found
    return with_parts(condition, partial(_worked_in, decisions))


# --- the clauses


def _without(articles: Iterable[Article], gone: Set[str]) -> Iterator[Article]:
    """The articles without the clauses that gave way, and without those that have none left."""
    for article in articles:
        left = tuple(each for each in article.clauses if each not in gone)
        if left or article.skip:
            yield article._replace(clauses=left)


def _same(clause: Clause, own: Pack) -> Clause:
    """A clause of a layer below, for which papers that are the same will do as well."""
    if not clause.papers or set(own.same_as.values()).isdisjoint(clause.papers):
        return clause
    others: dict[str, tuple[str, ...]] = {}
    for name, same in own.same_as.items():
        others[same] = (*others.get(same, ()), name)

    def widened(material: MaterialIds) -> tuple[str, ...]:
        """Return papers of which any will do: those named, and those that count as the same."""
        ids = (material,) if isinstance(material, str) else material
        return tuple(dict.fromkeys(each for name in ids for each in (name, *others.get(name, ()))))

    if isinstance(clause, ForumClause):
        return clause._replace(approval=widened(clause.approval))
    if isinstance(clause, DeadlineClause):
        return clause._replace(extension=widened(clause.extension))
    if not isinstance(clause, MaterialClause):
        return clause
    if clause.any_of:
        return clause._replace(any_of=widened(clause.any_of))
    needs = tuple(found if len(found := widened(each)) > 1 else each for each in clause.needs)
    return clause._replace(needs=needs)


def _read_anew(clause: Clause, conditions: Mapping[str, ClauseConditions]) -> Clause:
    """A clause with the facts that its conditions read now."""
    read, beside = conditions[clause.id].facts(), conditions[clause.id].readings()
    if set(read) <= set(clause.facts) and set(beside) <= set(clause.readings):
        return clause
    facts, readings = dict.fromkeys([*read, *clause.facts]), dict.fromkeys([*beside, *clause.readings])
    return clause._replace(facts=tuple(facts), readings=tuple(readings))


# --- what is told of together


def told_with(
    clauses: Iterable[Clause], conditions: Mapping[str, ClauseConditions], own: str = ""
) -> dict[Subject, tuple[Subject, ...]]:
    """Return the subjects with which others are told of, where both came out alike: the nearest first.

    A clause is told with what refines it; papers of which any would do, with one of them that is wanted by itself; a
    check with one of the very same condition. Never across duties. Clauses of the layer ``own`` ("" for none) stand by
    themselves, their papers of which any would do apart.
    """
    subjects = [(clause, material) for clause in clauses if is_binding(clause.modality) for material in _asked(clause)]
    near: dict[Subject, list[Subject]] = {}
    checks = {clause.id: without_terms(each) for clause, _paper in subjects if (each := conditions[clause.id].check)}
    for clause, material in subjects:
        if clause.layer == own and not isinstance(material, tuple):
            continue
        subject = (clause.id, material)
        for other in _nearest(clause, material, subjects, checks):
            if subject not in _reached(other, near):
                near.setdefault(subject, []).append(other)
    return {subject: tuple(_reached(subject, near))[1:] for subject in near}


def _asked(clause: Clause) -> tuple[MaterialIds | None, ...]:
    match clause:
        case MaterialClause():
            return clause.demands
        case CheckClause():
            return (None,)
        case ForumClause() | SignerClause() | DeadlineClause() | NoteClause():
            return ()  # which are told of together anyway, or each by itself
        case _:
            assert_never(clause)


def _nearest(
    clause: Clause,
    material: MaterialIds | None,
    subjects: Iterable[tuple[Clause, MaterialIds | None]],
    checks: Mapping[str, Condition],
) -> Iterator[Subject]:
    """What refines a clause, then what asks for the same by itself: of papers any, of checks one before it."""
    others = [(other, asked) for other, asked in subjects if other.id != clause.id and other.duty == clause.duty]
    refining: dict[str, list[MaterialIds | None]] = {}
    for other, asked in others:
        if clause.id in other.refines:
            refining.setdefault(other.id, []).append(asked)
    for name, wanted in refining.items():
        alike = [each for each in wanted if not _papers(each).isdisjoint(_papers(material))]
        lead = (alike or wanted)[0]
        if lead is None or lead != material:  # the same paper is told of as one anyway
            yield name, lead
    for other, asked in others:
        if isinstance(material, tuple) and asked in material:
            yield other.id, asked
    earlier = takewhile(lambda name: name != clause.id, checks)
    if clause.id in checks:
        yield from ((name, None) for name in earlier if checks[name] == checks[clause.id])


def _papers(material: MaterialIds | None) -> set[str]:
    return {material} if isinstance(material, str) else set(material or ())


def _reached(subject: Subject, near: Mapping[Subject, list[Subject]]) -> dict[Subject, None]:
    """A subject and those it is told with, directly or through another, in that order."""
    found: dict[Subject, None] = {subject: None}
    waiting = [subject]
    while waiting:
        for each in near.get(waiting.pop(0), ()):
            if each not in found:
                found[each] = None
                waiting.append(each)
    return found
