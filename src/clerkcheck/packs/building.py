"""Checked entries to a :class:`Pack`: names resolved, conditions parsed and compiled, articles in order."""

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from clerkcheck.conditions.parsing import Scope
from clerkcheck.conditions.syntax import ALWAYS, Condition, Is, Not, parts
from clerkcheck.i18n import _, listed
from clerkcheck.literals import CaseKind
from clerkcheck.packs.article_order import Numbered, out_of_order
from clerkcheck.packs.clause_checks import clause_problems
from clerkcheck.packs.clause_conditions import ClauseConditions, combined, fact_types, ordered_terms, pack_scope
from clerkcheck.packs.clause_entries import clause_of, said_by
from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.compiling import compile_kinds
from clerkcheck.packs.conditions_at import check_counted, parse_at
from clerkcheck.packs.date_checks import check_date, check_within
from clerkcheck.packs.head_checks import check_accepted, check_head
from clerkcheck.packs.layer_checks import check_layers
from clerkcheck.packs.layering import told_with
from clerkcheck.packs.loading import Chapter, PackFiles, said_once
from clerkcheck.packs.model import Article, Instrument, Pack, TermText, Vocabulary
from clerkcheck.packs.schema import ClauseEntry, MaterialEntry, PackFile, Period
from clerkcheck.packs.trees import Trees
from clerkcheck.packs.vocabulary import build_vocabulary
from clerkcheck.reading.documents import Document
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError, InputErrors
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.numerals import article_order, beyond_remedy, number_remedy


class AcceptedGroup(NamedTuple):
    """Clauses whose contradictions and repetitions are accepted; with ``remark``, what that remark is accepted of.

    ``names``: ids of clauses and, with ``remark``, numbers of articles.
    """

    remark: str
    names: tuple[str, ...]


class BuiltPack(NamedTuple):
    """A pack, and each kind's compiled program for the cache.

    ``accepted``: what the pack's keeper has looked at and accepted, in the order of pack.yaml. ``unsettled``: what may
    be wrong and could not be found out, for its keeper to look at; it keeps nobody from judging by the pack.
    """

    pack: Pack
    compiled: dict[CaseKind, bytes]
    accepted: tuple[AcceptedGroup, ...]
    unsettled: tuple[InputError, ...]


def build_pack(files: PackFiles, groups: Collection[str] | None = None, below: Pack | None = None) -> BuiltPack:
    """Return the pack by itself; raises InputErrors with every problem found.

    Of one whose instruments stand in groups, only those of ``groups`` are in it; all, where that is None. ``below`` has
    the layers that it extends: what it says of them must be so.
    """
    errors: list[InputError] = []
    vocabulary = build_vocabulary(files, errors)
    types = fact_types(vocabulary)
    check_head(files, errors)
    words = pack_scope(vocabulary, {name: term.means for name, term in (files.head.terms or {}).items()})
    terms = _terms(files, words, errors)
    scope = words._replace(terms=terms)
    builder = _ClauseBuilder(files, vocabulary, scope, errors)
    builder.read_chapters()
    builder.link_articles()
    check_counted(files, vocabulary, scope, errors)
    check_accepted(files, list(builder.conditions), errors)
    unsettled = check_layers(files, (vocabulary, builder.clauses, builder.conditions), below, errors)
    if errors:
        raise InputErrors(said_once(errors))
    taken = _taken(files, builder.instruments, groups)
    clauses = tuple(clause for clause in builder.clauses if clause.instrument in taken)
    conditions = {clause.id: builder.conditions[clause.id] for clause in clauses}
    kinds, compiled = compile_kinds(clauses, conditions, types)
    pack = _pack_of(files.head)(
        vocabulary=_with_expected(vocabulary, conditions.values()),
        instruments=taken,
        articles=tuple(article for article in builder.articles if article.instrument in taken),
        clauses=clauses,
        kinds=kinds,
        trees=Trees(lambda: (terms, conditions)),
        told_with=told_with(clauses, conditions, "" if len(taken) > 1 else files.head.id),
        ungathered=_ungathered(files.head.groups, builder.clauses, taken),
        not_taken=_not_taken(files.head.groups, builder.instruments, taken),
    )
    accepted = tuple(AcceptedGroup(each.remark, (*each.clauses, *each.articles)) for each in files.head.accepted)
    return BuiltPack(pack, compiled, accepted, unsettled)


def _pack_of(head: PackFile) -> partial[Pack]:
    """The pack as far as its head says it."""
    period = head.in_force or Period()
    return partial(
        Pack,
        id=head.id,
        region=head.region,
        regulation=head.regulation,
        government=head.government,
        document_number=head.document_number or "",
        issued=head.issued or "",
        in_force_from=period.from_ or "",
        in_force_until=period.until or "",
        review_by=head.review_by or "",
        article_count=head.article_count or 0,
        terms={name: TermText(term.means, term.is_) for name, term in (head.terms or {}).items()},
        groups={name: tuple(ids) for name, ids in head.groups.items()},
        layers=(head.id,),
        extends=tuple(head.extends or ()),
        same_as={
            name: entry.same_as
            for name, entry in (head.vocabulary.materials or {}).items()
            if isinstance(entry, MaterialEntry) and entry.same_as
        },
        decides={name: (entry.true_when, entry.false_when) for name, entry in head.decides.items()},
    )


def _taken(
    files: PackFiles, instruments: dict[str, Instrument], groups: Collection[str] | None
) -> dict[str, Instrument]:
    if groups is None or not files.head.groups:
        return instruments
    wanted = {each for name in groups for each in files.head.groups.get(name, ())}
    return {name: instrument for name, instrument in instruments.items() if name in wanted}


def _ungathered(groups: Mapping[str, list[str]], clauses: Iterable[Clause], taken: Collection[str]) -> dict[str, str]:
    """The clauses of instruments that were not asked for, each with a group that has it."""
    left = (each for each in clauses if each.instrument not in taken)
    return {each.id: next(name for name, ids in groups.items() if each.instrument in ids) for each in left}


def _not_taken(
    groups: Mapping[str, list[str]], instruments: Mapping[str, Instrument], taken: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """The names of the instruments that were not asked for, by each group that has some."""
    left = {
        name: tuple(instruments[each].regulation for each in ids if each not in taken) for name, ids in groups.items()
    }
    return {name: regulations for name, regulations in left.items() if regulations}


def _with_expected(vocabulary: Vocabulary, conditions: Iterable[ClauseConditions]) -> Vocabulary:
    """Facts whose "no" breaks a check must be answered expressly: an unticked box is no answer to them."""
    checks = (each.check for each in conditions if each.check is not None)
    expected = {fact for check in checks for fact in _hoped_for(check, wanted=True)}
    facts = {
        name: fact._replace(expressly=True) if name in expected and fact.type == "bool" else fact
        for name, fact in vocabulary.facts.items()
    }
    return vocabulary._replace(facts=facts)


def _hoped_for(condition: Condition, *, wanted: bool) -> set[str]:
    """The yes/no facts whose "yes" helps a condition to come out as ``wanted``: those not under an odd ``not``."""
    if isinstance(condition, Is):
        return {condition.fact} if wanted else set()
    turned = wanted is not isinstance(condition, Not)
    return {fact for part in parts(condition) for fact in _hoped_for(part, wanted=turned)}


def _terms(files: PackFiles, scope: Scope, errors: list[InputError]) -> dict[str, Condition]:
    """The terms, whatever their order; one that cannot be read stands for nothing: what names it is not wrong, too."""
    entries, document = files.head.terms or {}, files.head_document
    terms: dict[str, Condition] = {}
    for name in scope.facts.keys() & entries.keys():
        message = _("{name} 已是事实名").format(name=name)
        errors.append(document.error(message, ("terms", name), _("换一个名字"), key=True))
    found = ordered_terms({name: entry.is_ for name, entry in entries.items()})
    for ring in found.rings:
        message = _("terms 互相套用：{way}").format(way=" → ".join(ring))
        errors.append(document.error(message, ("terms", ring[0], "is"), _("改写其中一个，不再用另一个")))
        terms |= dict.fromkeys(ring, ALWAYS)
    for name in found.order:
        inner = scope._replace(terms=terms)
        terms[name] = parse_at(document, ("terms", name, "is"), entries[name].is_, inner, errors) or ALWAYS
    return {name: terms[name] for name in entries}


class _ClauseBuilder:
    """Walks the chapters once, gathering articles, clauses, conditions and errors."""

    def __init__(self, files: PackFiles, vocabulary: Vocabulary, scope: Scope, errors: list[InputError]) -> None:
        self.files, self.vocabulary, self.scope, self.errors = files, vocabulary, scope, errors
        self.instruments: dict[str, Instrument] = {}
        self.articles: list[Article] = []
        self.clauses: list[Clause] = []
        self.conditions: dict[str, ClauseConditions] = {}
        self.ids: set[str] = set()
        self.links: list[tuple[Clause, Chapter, KeyPath]] = []  # clauses that rest on other articles, too
        self.numbered: list[list[Numbered]] = [[]]  # articles, by instrument
        self.items: set[str] = set()  # of an instrument that is numbered in another way

    def read_chapters(self) -> None:
        """Gather every article of every chapter, in the order of the files."""
        for chapter in self.files.chapters:
            self.instrument = self.instrument_of(chapter)
            for number in range(len(chapter.entries.articles)):
                self.article(chapter, number)
        for articles in self.numbered:
            self.errors += out_of_order(articles)

    def instrument_of(self, chapter: Chapter) -> Instrument:
        """Return the instrument that a file is of; an error is added where two files are of the same."""
        entry, head = chapter.entries.instrument, self.files.head
        if entry is None:
            period = head.in_force or Period()
            return self.instruments.setdefault(head.id, Instrument(
                head.id, head.regulation, head.document_number or "", head.issued or "", period.from_ or "",
                period.until or "", "local",
            ))  # fmt: skip
        for key in ("issued", "in_force"):
            check_date(chapter.document, ("instrument", key), getattr(entry, key), self.errors)
        if entry.id in self.instruments:
            message = _("法规 {id} 用了两次").format(id=entry.id)
            self.errors.append(chapter.document.error(message, ("instrument", "id"), _("换一个 id")))
        self.items = set()
        self.numbered.append([])
        found = self.instruments[entry.id] = Instrument(
            entry.id, entry.regulation, entry.document_number or "", entry.issued or "", entry.in_force, "",
            entry.rank, entry.partial, entry.selected,
        )  # fmt: skip
        return found

    def article(self, chapter: Chapter, number: int) -> None:
        """Gather one article with its clauses; an error is added where it has both ``skip`` and ``clauses``."""
        entry, path = chapter.entries.articles[number], ("articles", number)
        self.check_order(chapter, entry.article, (*path, "article"))
        if bool(entry.skip) == bool(entry.clauses) and entry.skip:
            self.errors.append(
                chapter.document.error(
                    _("{article}既有 skip 又有 clauses").format(article=entry.article), path, _("只留一种")
                )
            )
        ids, drafts = list[str](), list[str]()
        for index, clause in enumerate(entry.clauses):
            at = (*path, "clauses", index)
            self.check_id(chapter, clause.id, (*at, "id"))
            if not clause.draft:
                self.clause(chapter, entry.article, clause, at)
            (drafts if clause.draft else ids).append(clause.id)
        self.articles.append(Article(
            self.instrument.id, entry.article, self.instrument.cite(entry.article),
            chapter.entries.chapter or self.instrument.regulation, entry.skip, tuple(ids), tuple(drafts),
        ))  # fmt: skip

    def check_order(self, chapter: Chapter, number: str, path: KeyPath) -> None:
        """Add an error where an article's number is none; whether it stands in its order is looked at in the end.

        Instruments that are no regulations have items under numbers of other forms (二（三）), which stand as they are.
        """
        try:
            order = article_order(number)
        except ValueError:
            if chapter.entries.instrument is not None:
                self.check_item(chapter, number, path)
                return
            self.errors.append(
                chapter.document.error(_("“{number}”不是条号").format(number=number), path, number_remedy(number))
            )
            return
        self.numbered[-1].append(Numbered(order, number, chapter.document, path))

    def check_item(self, chapter: Chapter, number: str, path: KeyPath) -> None:
        """Add an error where an item's number stands twice."""
        if number in self.items:
            message = _("{number} 写了两次").format(number=number)
            self.errors.append(chapter.document.error(message, path, _("并成一条，或核对条号")))
        self.items.add(number)

    def check_id(self, chapter: Chapter, clause_id: str, path: KeyPath) -> None:
        """Add an error where a clause's id stands twice, be it that of a draft."""
        if clause_id in self.ids:
            message = _("条款号 {id} 用了两次").format(id=clause_id)
            self.errors.append(chapter.document.error(message, path, _("换一个号")))
        self.ids.add(clause_id)

    def clause(self, chapter: Chapter, article: str, entry: ClauseEntry, path: KeyPath) -> None:
        """Gather one clause and its conditions; an error is added for each thing wrong with it."""
        document = chapter.document
        for key, message, remedy in clause_problems(entry, self.vocabulary):
            at = (key,) if isinstance(key, str) else key
            self.errors.append(document.error(message, (*path, *at) if key else path, remedy))
        whole = self.instrument.in_force_from, self.instrument.in_force_until
        check_within(document, (*path, "in_force"), entry.in_force or Period(), whole, self.errors)
        parsed = self.parsed(document, entry, path)
        self.conditions[entry.id] = parsed
        said = said_by(entry, parsed, Path(document.source).name, document.place(path).line or 0)
        said |= {"layer": self.files.head.id, "instrument": self.instrument.id}
        others = (each.article for each in entry.also_from)
        said |= {"article": article, "cited": self.instrument.cite(listed([article, *others]))}
        if not self.instrument.is_local:  # an instrument is dated as its clauses are
            said["in_force_from"] = max(said["in_force_from"], self.instrument.in_force_from)
        self.clauses.append(clause_of(entry, said))
        if entry.also_from:
            self.links.append((self.clauses[-1], chapter, (*path, "also_from")))

    def link_articles(self) -> None:
        """Note with each article the clauses of others that rest on it, too; an error is added where it is none."""
        known = {(each.instrument, each.number): place for place, each in enumerate(self.articles)}
        for clause, chapter, path in self.links:
            seen = {clause.article}
            for index, (number, _quote) in enumerate(clause.also_from):
                at, place = (*path, index, "article"), known.get((clause.instrument, number))
                if number in seen:
                    message = _("{article}已是这一款的依据").format(article=number)
                    self.errors.append(
                        chapter.document.error(message, at, _("写另一条的条号；同一条的话写在 quote 里"))
                    )
                elif place is None:
                    message = _("本规则包没有{article}").format(article=number)
                    ours = [each for instrument, each in known if instrument == clause.instrument]
                    near = beyond_remedy(number, ours) or suggestion(number, ours)
                    self.errors.append(chapter.document.error(message, at, near or _("写成 第八条")))
                else:
                    found = self.articles[place]
                    self.articles[place] = found._replace(also=(*found.also, clause.id))
                seen.add(number)

    def parsed(self, document: Document, entry: ClauseEntry, path: KeyPath) -> ClauseConditions:
        """Return the entry's conditions; one left empty, or unreadable (an error is added), counts as not written."""

        def read(key: str, text: str) -> Condition | None:
            """Return the tree of the condition under a key; None for an empty or unreadable one."""
            return parse_at(document, (*path, key), text, self.scope, self.errors) if text else None

        return combined(
            read("when", entry.when),
            read("unless", entry.unless),
            read("expect", entry.expect),
            read("forbid", entry.forbid),
        )
