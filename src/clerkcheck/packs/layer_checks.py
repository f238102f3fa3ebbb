"""What a pack says of the layers below it: whether what it refines, decides, or is the same as, is there."""

from collections.abc import Iterable, Iterator

from clerkcheck.conditions.parsing import ConditionError, Scope, parse_condition
from clerkcheck.i18n import _
from clerkcheck.packs.clause_conditions import fact_types
from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.layering import terms_scope, united_vocabulary
from clerkcheck.packs.loading import PackFiles
from clerkcheck.packs.model import Pack, Vocabulary
from clerkcheck.reading.documents import Document
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.nearest import suggestion


def check_layers(
    files: PackFiles, clauses: Iterable[Clause], vocabulary: Vocabulary, below: Pack | None, errors: list[InputError]
) -> None:
    """Add an error for each thing a pack says of ``below`` that is not so; None: they are not there to be looked at.

    ``clauses`` and ``vocabulary`` are its own.
    """
    if below is None and files.head.extends:
        return
    known = {clause.id: clause for clause in below.clauses} if below is not None else {}
    errors += _refinements(files, known, below)
    for clause in clauses:
        if clause.id in known:
            message = _("{id} 在 {layer} 里已有").format(id=clause.id, layer=known[clause.id].layer)
            errors.append(_at_clause(files, clause.id, "id", message, _("换一个号")))
    head, document = files.head, files.head_document
    for name, entry in (head.vocabulary.materials or {}).items():
        same = entry.same_as if not isinstance(entry, str) else None
        labels = below.vocabulary.materials if below is not None else {}
        if same is not None and (same not in labels or same == name):
            path: KeyPath = ("vocabulary", "materials", name, "same_as")
            message = _("下层没有 {name} 这个要件").format(name=same)
            errors.append(document.error(message, path, suggestion(same, labels)))
    if below is None:
        for fact in head.decides:
            message, remedy = _("没有 extends，不用 decides"), _("写 extends: [national]，或删去")
            errors.append(document.error(message, ("decides", fact), remedy, key=True))
        return
    errors += _types_apart(document, vocabulary, below)
    errors += _decisions(files, vocabulary, below)


def _refinements(files: PackFiles, known: dict[str, Clause], below: Pack | None) -> Iterator[InputError]:
    replaced: dict[str, str] = {}
    for chapter in files.chapters:
        for number, article in enumerate(chapter.entries.articles):
            for index, entry in enumerate(article.clauses):
                path = ("articles", number, "clauses", index, "refines")
                for each in entry.refines or ():
                    found = known.get(each)
                    message, remedy = "", ""
                    if below is None:
                        message, remedy = _("没有 extends，不用 refines"), _("在 pack.yaml 写 extends: [national]")
                    elif found is None:
                        message, remedy = _("下层没有 {id} 这一款").format(id=each), suggestion(each, known)
                    elif (entry.refines or []).count(each) > 1:
                        message, remedy = _("同一个 id 写了两次"), _("只留一个")
                    elif found.fallback and replaced.setdefault(each, entry.id) != entry.id:
                        message = _("{id} 已由 {other} 代替").format(id=each, other=replaced[each])
                        remedy = _("只由最总括的一款写")
                    elif (entry.duty or "") != found.duty:
                        message = _("{id} 的 duty 不同，不是同一要求").format(id=each)
                        remedy = _("时点、义务人不同的各列各的")
                    if message:
                        yield chapter.document.error(message, path, remedy)


def _at_clause(files: PackFiles, clause: str, key: str, message: str, remedy: str) -> InputError:
    for chapter in files.chapters:
        for number, article in enumerate(chapter.entries.articles):
            for index, entry in enumerate(article.clauses):
                if entry.id == clause:
                    return chapter.document.error(message, ("articles", number, "clauses", index, key), remedy)
    raise KeyError(clause)


def _types_apart(document: Document, vocabulary: Vocabulary, below: Pack) -> Iterator[InputError]:
    """Where a fact of the pack's own has the id of one of another type."""
    for name, fact in vocabulary.facts.items():
        other = below.vocabulary.facts.get(name)
        if other is not None and other.type != fact.type:
            text = _("{name} 在下层是 {there}，这里是 {here}")
            message = text.format(name=name, there=other.type, here=fact.type)
            yield document.error(message, ("vocabulary", "facts", name, "type"), _("同 id 的事实要同型，或换一个 id"))


def _decisions(files: PackFiles, vocabulary: Vocabulary, below: Pack) -> Iterator[InputError]:
    """What is wrong with ``decides``: a fact there is not or that is no yes/no question, or a condition."""
    united = united_vocabulary(vocabulary, below.vocabulary)
    types = fact_types(united)
    texts = {name: term.is_ for name, term in (files.head.terms or {}).items()}
    document = files.head_document
    for name, entry in files.head.decides.items():
        fact = united.facts.get(name)
        if fact is None or fact.type != "bool":
            yes_no = [each for each, found in united.facts.items() if found.type == "bool"]
            message = _("没有 {name} 这个是非题").format(name=name)
            yield document.error(message, ("decides", name), suggestion(name, yes_no), key=True)
            continue
        if not (entry.true_when or entry.false_when):
            yield document.error(_("true_when、false_when 至少写一样"), ("decides", name), _("写 true_when: 条件"))
        scope = Scope(types, terms_scope(texts, types))
        for key, text in (("true_when", entry.true_when), ("false_when", entry.false_when)):
            try:
                if text:
                    parse_condition(text, scope)
            except ConditionError as error:
                yield document.error(error.message, ("decides", name, key), error.remedy)
