"""What a pack says of the layers below it: whether what it refines, decides, or is the same as, is there."""

from collections.abc import Iterator, Mapping, Sequence

from clerkcheck.conditions.parsing import ConditionError
from clerkcheck.i18n import _
from clerkcheck.packs.clause_conditions import ClauseConditions, bare_scope, parsed_terms
from clerkcheck.packs.clauses import Clause, MaterialClause
from clerkcheck.packs.conditions_at import parse_at
from clerkcheck.packs.form_words import VALUES
from clerkcheck.packs.layering import united_vocabulary
from clerkcheck.packs.loading import PackFiles
from clerkcheck.packs.model import Pack, Vocabulary
from clerkcheck.packs.refined_twice import refined_twice
from clerkcheck.packs.schema import ClauseEntry
from clerkcheck.reading.documents import Document
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.nearest import suggestion


def check_layers(
    files: PackFiles, read: tuple[Vocabulary, Sequence[Clause], Mapping[str, ClauseConditions]], below: Pack | None,
    errors: list[InputError],
) -> tuple[InputError, ...]:  # fmt: skip
    """Add an error for each thing a pack says of ``below`` that is not so; None: they are not there to be looked at.

    ``read``: its own vocabulary, its clauses, and their conditions. Returns what may be wrong and was not settled.
    """
    vocabulary, clauses, conditions = read
    if below is None and files.head.extends:
        return ()
    known = {clause.id: clause for clause in below.clauses} if below is not None else {}
    errors += _refinements(files, known, below)
    errors += _taken_ids(files, known)
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
        return ()
    errors += _types_apart(document, vocabulary, below)
    errors += _decisions(files, vocabulary, below)
    if errors:  # what could not be read may well be what tells two clauses apart
        return ()
    at = {entry.id: (document, path) for document, path, entry in _clauses(files)}
    unsettled: list[InputError] = []
    for found in refined_twice(clauses, conditions, vocabulary, below):
        where, path = at[found.clause]
        error = where.error(found.message, (*path, "refines"), found.remedy)
        (errors if found.settled else unsettled).append(error)
    unsettled += _unlikely_refinements(files, {clause.id: clause for clause in clauses}, known)
    return tuple(unsettled)


def _unlikely_refinements(
    files: PackFiles, ours: Mapping[str, Clause], known: Mapping[str, Clause]
) -> Iterator[InputError]:
    for document, path, entry in _clauses(files):
        for each in () if entry.draft else entry.refines or ():
            unlike = _unlike(ours[entry.id], known[each])
            if unlike is not None:
                yield document.error(unlike[0], (*path, "refines"), unlike[1])


def _unlike(ours: Clause, refined: Clause) -> tuple[str, str] | None:
    """What makes it unlikely that two clauses are the same requirement, and what to do; None where nothing does."""
    remedy = _("refines 写下层与它是同一要求的款；不是的删去")
    if "both" not in (ours.applies_to, refined.applies_to) and ours.applies_to != refined.applies_to:
        kinds = VALUES["applies_to"]
        text = _("{id} 管{theirs}，这一款管{ours}，不会同时适用")
        return text.format(id=refined.id, theirs=kinds[refined.applies_to], ours=kinds[ours.applies_to]), remedy
    if ours.kind == refined.kind or _asked_by(ours) & _asked_by(refined):
        return None
    kinds = VALUES["kind"]
    text = _("{id} 是“{theirs}”款，这一款是“{ours}”款，用到的事实、要件没有一样相同")
    return text.format(id=refined.id, theirs=kinds[refined.kind], ours=kinds[ours.kind]), remedy


def _asked_by(clause: Clause) -> set[str]:
    """The facts and papers that a clause goes by."""
    papers = (*clause.needs, *clause.any_of) if isinstance(clause, MaterialClause) else ()
    return {*clause.facts, *(each for paper in papers for each in ([paper] if isinstance(paper, str) else paper))}


def _clauses(files: PackFiles) -> Iterator[tuple[Document, KeyPath, ClauseEntry]]:
    """Every clause as its file has it: the file, where in it the clause stands, and its entry."""
    for chapter in files.chapters:
        for number, article in enumerate(chapter.entries.articles):
            for index, entry in enumerate(article.clauses):
                yield chapter.document, ("articles", number, "clauses", index), entry


def _taken_ids(files: PackFiles, known: Mapping[str, Clause]) -> Iterator[InputError]:
    for document, path, entry in _clauses(files):
        if entry.id in known:
            message = _("{id} 在 {layer} 里已有").format(id=entry.id, layer=known[entry.id].layer)
            yield document.error(message, (*path, "id"), _("换一个号"))


def _refinements(files: PackFiles, known: Mapping[str, Clause], below: Pack | None) -> Iterator[InputError]:
    replaced: dict[str, str] = {}  # a fallback -> the clause that replaces it
    ours = {entry.id for _document, _path, entry in _clauses(files)}
    for document, path, entry in _clauses(files):
        for each in dict.fromkeys(entry.refines or ()):
            problem = _refining_problem(entry, each, known, replaced)
            if each in ours and each not in known:
                remedy = _("refines 写下层的款号（如 {id}）；不是细化下层的，删去").format(id=next(iter(known), ""))
                problem = _("{id} 是本包自己的款").format(id=each), remedy
            if below is None:
                problem = _("没有 extends，不用 refines"), _("在 pack.yaml 写 extends: [national]")
            elif each in below.ungathered:
                group = f"{below.id}/{below.ungathered[each]}"
                problem = (
                    _("{id} 在 {group} 里，没有引").format(id=each, group=group),
                    _("extends 里加上 {name}").format(name=group),
                )
            if problem is not None:
                yield document.error(problem[0], (*path, "refines"), problem[1])


def _refining_problem(
    entry: ClauseEntry, refined: str, known: Mapping[str, Clause], replaced: dict[str, str]
) -> tuple[str, str] | None:
    """What is wrong with refining a clause, and what to do; None where it is right, and then noted in ``replaced``."""
    found = known.get(refined)
    if found is None:
        return _("下层没有 {id} 这一款").format(id=refined), suggestion(refined, known)
    if (entry.refines or []).count(refined) > 1:
        return _("同一个 id 写了两次"), _("只留一个")
    if found.fallback and (found.kind != entry.kind or entry.applies_to not in (found.applies_to, "both")):
        kinds = VALUES["kind"]
        whom = kinds.get(found.applies_to, _("议题、公文"))
        text = _("{id} 是“{kind}”款，管{whom}，这一款代替不了")
        message = text.format(id=refined, kind=kinds[found.kind], whom=whom)
        return message, _("由同一种、管到同样的件的款写 refines，或删去")
    if found.fallback and replaced.setdefault(refined, entry.id) != entry.id:
        message = _("{id} 已由 {other} 代替").format(id=refined, other=replaced[refined])
        return message, _("只由最总括的一款写")
    if (entry.duty or "") != found.duty:
        return _("{id} 的 duty 不同，不是同一要求").format(id=refined), _("时点、义务人不同的各列各的")
    return None


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
    names = bare_scope(united)
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
        try:
            scope = names._replace(terms=parsed_terms(texts, names))
        except ConditionError:  # said where the term stands
            return
        for key, text in (("true_when", entry.true_when), ("false_when", entry.false_when)):
            errors: list[InputError] = []
            if text:
                parse_at(document, ("decides", name, key), text, scope, errors)
            yield from errors
