"""Checked entries to a :class:`Pack`: names resolved, conditions parsed and compiled, articles in order."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from clerkcheck.conditions.codegen import compile_conditions
from clerkcheck.conditions.logic import restrict
from clerkcheck.conditions.parsing import ConditionError, Scope, parse_condition
from clerkcheck.conditions.program import Program
from clerkcheck.conditions.syntax import ALWAYS, Condition, Is, Not, parts
from clerkcheck.conditions.values import FactType
from clerkcheck.i18n import _
from clerkcheck.literals import KINDS, CaseKind
from clerkcheck.packs.clause_checks import clause_problems
from clerkcheck.packs.clause_conditions import ClauseConditions, combined, fact_types
from clerkcheck.packs.clause_entries import clause_of, said_by
from clerkcheck.packs.clauses import (
    Clause,
)
from clerkcheck.packs.loading import Chapter, PackFiles
from clerkcheck.packs.model import Article, KindRules, Pack, Rule, TermText, Vocabulary
from clerkcheck.packs.numerals import article_order
from clerkcheck.packs.schema import ClauseEntry
from clerkcheck.packs.trees import Trees
from clerkcheck.packs.vocabulary import build_vocabulary
from clerkcheck.reading.documents import Document
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError, InputErrors, Place
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.values import ValueProblem, real_date


class BuiltPack(NamedTuple):
    """A pack, and each kind's compiled program for the cache.

    ``accepted``: the groups of clause ids whose contradictions and repetitions the pack's keeper has accepted.
    """

    pack: Pack
    compiled: dict[CaseKind, bytes]
    accepted: tuple[tuple[str, ...], ...]


def build_pack(files: PackFiles) -> BuiltPack:
    """Return the pack; raises InputErrors with every problem found."""
    errors: list[InputError] = []
    vocabulary = build_vocabulary(files, errors)
    types = fact_types(vocabulary)
    _check_head(files, errors)
    terms = _terms(files, types, errors)
    scope = Scope(types, terms)
    builder = _ClauseBuilder(files, vocabulary, scope, errors)
    builder.read_chapters()
    conditions = builder.conditions
    _check_accepted(files, list(conditions), errors)
    if errors:
        raise InputErrors(errors)
    vocabulary = _with_expected(vocabulary, conditions.values())
    kinds, compiled = _compile(builder.clauses, conditions, types)
    head = files.head
    pack = Pack(
        id=head.id,
        region=head.region,
        regulation=head.regulation,
        government=head.government,
        document_number=head.document_number or "",
        issued=head.issued or "",
        in_force_from=head.in_force.from_ or "",
        in_force_until=head.in_force.until or "",
        review_by=head.review_by or "",
        article_count=head.article_count,
        vocabulary=vocabulary,
        terms={name: TermText(term.means, term.is_) for name, term in (head.terms or {}).items()},
        articles=tuple(builder.articles),
        clauses=tuple(builder.clauses),
        kinds=kinds,
        trees=Trees(lambda: (terms, conditions)),
    )
    return BuiltPack(pack, compiled, tuple(tuple(each.clauses) for each in head.accepted))


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


def _check_head(files: PackFiles, errors: list[InputError]) -> None:
    head, document = files.head, files.head_document
    dated = {
        ("issued",): head.issued,
        ("review_by",): head.review_by,
        ("in_force", "from"): head.in_force.from_,
        ("in_force", "until"): head.in_force.until,
    }
    for path, text in dated.items():
        check_date(document, path, text, errors)
    for name in head.names.signers:
        if name not in files.shared.signers:
            errors.append(document.error(_("没有 {name}").format(name=name), ("names", "signers", name)))


def _check_accepted(files: PackFiles, known: list[str], errors: list[InputError]) -> None:
    """Only clauses there are, each once, can be accepted together."""
    for number, entry in enumerate(files.head.accepted):
        for index, name in enumerate(entry.clauses):
            path: KeyPath = ("accepted", number, "clauses", index)
            if name not in known:
                message = _("没有 {id} 这一款").format(id=name)
                errors.append(files.head_document.error(message, path, suggestion(name, known)))
            elif name in entry.clauses[:index]:
                errors.append(files.head_document.error(_("{id} 写了两次").format(id=name), path, _("只写一次")))


def check_date(document: Document, path: KeyPath, text: str | None, errors: list[InputError]) -> None:
    """Add an error when ``text`` is given and is no real date."""
    if text is None:
        return
    try:
        real_date(text)
    except ValueProblem as problem:
        errors.append(document.error(problem.message, path, problem.remedy))


def _terms(files: PackFiles, types: Mapping[str, FactType], errors: list[InputError]) -> dict[str, Condition]:
    terms: dict[str, Condition] = {}
    for name, entry in (files.head.terms or {}).items():
        path: KeyPath = ("terms", name, "is")
        if name in types:
            errors.append(
                files.head_document.error(
                    _("{name} 已是事实名").format(name=name), path[:-1], _("换一个名字"), key=True
                )
            )
        parsed = parse_at(files.head_document, path, entry.is_, Scope(types, terms), errors)
        terms[name] = parsed or ALWAYS  # a name that stands for nothing yet: what names it is not wrong, too
    return terms


def parse_at(document: Document, path: KeyPath, text: str, scope: Scope, errors: list[InputError]) -> Condition | None:
    """Parse the condition at ``path``; an error is added with its line and column in the file, and None returned."""
    mark = document.marks.get(path)
    written = document.text[mark.start : mark.end] if mark and mark.plain else text
    try:
        return parse_condition(written, scope)
    except ConditionError as error:
        place = document.place(path)
        if mark and mark.plain:
            column = error.column + (mark.column - 1 if error.line == 1 else 0)
            place = Place(place.source, mark.line + error.line - 1, column, place.path)
        errors.append(InputError(error.message, place, error.remedy))
        return None


class _ClauseBuilder:
    """Walks the chapters once, gathering articles, clauses, conditions and errors."""

    def __init__(self, files: PackFiles, vocabulary: Vocabulary, scope: Scope, errors: list[InputError]) -> None:
        self.files, self.vocabulary, self.scope, self.errors = files, vocabulary, scope, errors
        self.articles: list[Article] = []
        self.clauses: list[Clause] = []
        self.conditions: dict[str, ClauseConditions] = {}
        self.last = (0, 0)

    def read_chapters(self) -> None:
        """Gather every article of every chapter, in the order of the files."""
        for chapter in self.files.chapters:
            for number in range(len(chapter.entries.articles)):
                self.article(chapter, number)

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
        ids = []
        for index, clause in enumerate(entry.clauses):
            self.clause(chapter, entry.article, clause, (*path, "clauses", index))
            ids.append(clause.id)
        self.articles.append(Article(entry.article, chapter.entries.chapter, entry.skip, tuple(ids)))

    def check_order(self, chapter: Chapter, number: str, path: KeyPath) -> None:
        """Add an error where an article's number is no number or does not come after all those before it."""
        try:
            order = article_order(number)
        except ValueError:
            self.errors.append(
                chapter.document.error(_("“{number}”不是条号").format(number=number), path, _("写成 第四十九条"))
            )
            return
        if order <= self.last:
            self.errors.append(
                chapter.document.error(
                    _("{number}的次序不对，或写了两次").format(number=number), path, _("按条号从小到大排")
                )
            )
        self.last = max(self.last, order)

    def clause(self, chapter: Chapter, article: str, entry: ClauseEntry, path: KeyPath) -> None:
        """Gather one clause and its conditions; an error is added for each thing wrong with it."""
        document = chapter.document
        if entry.id in self.conditions:
            self.errors.append(
                document.error(_("条款号 {id} 用了两次").format(id=entry.id), (*path, "id"), _("换一个号"))
            )
        for key, message, remedy in clause_problems(entry, self.vocabulary):
            self.errors.append(document.error(message, (*path, key) if key else path, remedy))
        for key in ("from", "until"):
            value = getattr(entry.in_force, "from_" if key == "from" else key) if entry.in_force else None
            check_date(document, (*path, "in_force", key), value, self.errors)
        parsed = self.parsed(document, entry, path)
        self.conditions[entry.id] = parsed
        said = said_by(entry, article, parsed, Path(document.source).name, document.place(path).line or 0)
        self.clauses.append(clause_of(entry, said))

    def parsed(self, document: Document, entry: ClauseEntry, path: KeyPath) -> ClauseConditions:
        """Return the entry's conditions; one left empty, or unreadable (an error is added), counts as not written."""

        def read(key: str, text: str) -> Condition | None:
            return parse_at(document, (*path, key), text, self.scope, self.errors) if text else None

        return combined(
            read("when", entry.when),
            read("unless", entry.unless),
            read("expect", entry.expect),
            read("forbid", entry.forbid),
        )


def _compile(
    clauses: Iterable[Clause], conditions: Mapping[str, ClauseConditions], types: Mapping[str, FactType]
) -> tuple[dict[CaseKind, KindRules], dict[CaseKind, bytes]]:
    """For each kind of case: the rules that can apply to it, with ``kind`` worked into their conditions."""
    kinds: dict[CaseKind, KindRules] = {}
    compiled: dict[CaseKind, bytes] = {}
    for kind in KINDS:
        apply = [(index, clause.id) for index, clause in enumerate(clauses) if clause.applies_to in (kind, "both")]
        found = [
            (index, when, conditions[name].check)
            for index, name in apply
            if (when := _for_kind(conditions[name].when, kind)) is not False
        ]
        checks = [_constant(_for_kind(check, kind)) for _index, _when, check in found if check is not None]
        places = iter(range(len(found), len(found) + len(checks)))
        rules = tuple(Rule(index, next(places) if check is not None else None) for index, _when, check in found)
        trees = [_constant(when) for _index, when, _check in found] + checks
        compiled[kind] = compile_conditions(trees, types)
        kinds[kind] = KindRules(rules, Program(compiled[kind]))
    return kinds, compiled


def _for_kind(condition: Condition | None, kind: CaseKind) -> Condition | bool:
    """A condition with the kind of case worked in; a ``when`` that is False can never apply there."""
    return restrict(condition, {"kind": kind}) if condition is not None else True


def _constant(condition: Condition | bool) -> Condition:
    """A condition that always comes out so, as a tree."""
    if isinstance(condition, bool):
        return ALWAYS if condition else Not(ALWAYS)
    return condition
