"""Two governments' rules side by side, by subject: papers, meetings, thresholds, days, signers, other demands.

Rules are lined up by the ids both packs share (a paper, a meeting's matter, a deadline, a role); two rules are the same
when they demand the same of the same cases, however their conditions are written. Nothing is lined up by likeness.
"""

from collections.abc import Hashable, Iterator, Mapping, Set
from typing import Any, Literal, NamedTuple, assert_never, get_args

from clerkcheck.conditions.readings import is_reading
from clerkcheck.conditions.syntax import And, Compare, Condition, DateOrder, Is, Not, OneOf, Or, Term, leaves, parts
from clerkcheck.i18n import _, joined, labelled, linked, listed
from clerkcheck.literals import Modality
from clerkcheck.packs.building import BuiltPack
from clerkcheck.packs.clauses import (
    CheckClause,
    Clause,
    DeadlineClause,
    ForumClause,
    MaterialClause,
    NoteClause,
    SignerClause,
    requirement,
)
from clerkcheck.packs.reading_labels import reading_label
from clerkcheck.packs.wording import comparison_words, condition_words, deadline_words, requirement_words

SubjectKind = Literal["materials", "meetings", "thresholds", "deadlines", "signers", "checks"]
SUBJECTS: tuple[SubjectKind, ...] = get_args(SubjectKind)
_NO_MATTER = frozenset({"meeting", "kind"})  # where a case goes and what it is, not what it is about


class Statement(NamedTuple):
    """What one clause says on a subject; ``same``: the other side says it too.

    ``article`` as it is cited: with its instrument, where the pack has several.
    ``detail`` has the parts a program wants: modality, kind of case, and by subject offset and unit, bounds, roles…
    """

    clause: str
    article: str
    text: str
    detail: dict[str, Any]
    same: bool


class Comparison(NamedTuple):
    """One subject (a paper, a matter, a deadline, a role), with what each side says of it."""

    subject: str
    label: str
    left: tuple[Statement, ...]
    right: tuple[Statement, ...]

    @property
    def agrees(self) -> bool:
        """Whether both sides say the same."""
        return all(each.same for each in (*self.left, *self.right))


class ComparedSubjects(NamedTuple):
    """One kind of subject: materials, meetings, thresholds, deadlines, signers or checks."""

    subject: SubjectKind
    rows: tuple[Comparison, ...]


class _Said(NamedTuple):
    """One clause on one subject, before it is known whether the other side says the same."""

    subject: str
    label: str
    clause: Clause
    text: str
    detail: dict[str, Any]
    meaning: Hashable


def compare_governments(left: BuiltPack, right: BuiltPack) -> tuple[ComparedSubjects, ...]:
    """Return every subject on which either pack says something, in the left pack's order, then the right's own."""
    readers = _DemandsReader(left), _DemandsReader(right)
    return tuple(
        ComparedSubjects(name, tuple(_rows(list(readers[0].said(name)), list(readers[1].said(name)))))
        for name in SUBJECTS
    )


def meaning(condition: Condition, questions: Mapping[str, str]) -> Hashable:
    """Return what a condition asks, the same however it is written: terms opened, order and brackets aside.

    A fact counts as its id and its question, since two packs may use one id of their own for different things.
    """
    if isinstance(condition, Term):
        return meaning(condition.body, questions)
    if isinstance(condition, Not):
        inner = condition.part
        return meaning(inner.part, questions) if isinstance(inner, Not) else ("not", meaning(inner, questions))
    if isinstance(condition, And | Or):
        word = "and" if isinstance(condition, And) else "or"
        found = frozenset(inner for part in parts(condition) for inner in _opened(word, meaning(part, questions)))
        return next(iter(found)) if len(found) == 1 else (word, found)
    asked = (condition.fact, questions.get(condition.fact, ""))
    if isinstance(condition, OneOf):
        return ("in", asked, frozenset(condition.values))
    return ("is", asked) if isinstance(condition, Is) else ("number", asked, condition.operator, condition.number)


def _opened(word: str, part: Hashable) -> Iterator[Hashable]:
    """The parts of a part of the same shape: (a and b) and c is one row of three."""
    if isinstance(part, tuple) and part[0] == word:
        yield from part[1]
    else:
        yield part


def _rows(left: list[_Said], right: list[_Said]) -> Iterator[Comparison]:
    theirs_too = {(each.subject, each.meaning) for each in right}
    shared = [key for each in left if (key := (each.subject, each.meaning)) in theirs_too]
    subjects = list(dict.fromkeys(each.subject for each in (*left, *right)))
    facts = [subject.split()[0] if subject else "" for subject in subjects]
    for subject in sorted(subjects, key=lambda each: facts.index(each.split()[0] if each else "")):
        ours, theirs = ([each for each in side if each.subject == subject] for side in (left, right))
        labels = dict.fromkeys(each.label for each in (*ours[:1], *theirs[:1]))
        yield Comparison(subject, "／".join(labels), _statements(ours, shared), _statements(theirs, shared))


def _statements(side: list[_Said], shared: list[tuple[str, Hashable]]) -> tuple[Statement, ...]:
    """What both sides say comes first, in one order on both sides."""
    keys = [(each.subject, each.meaning) for each in side]
    agreed = sorted((n for n, key in enumerate(keys) if key in shared), key=lambda n: shared.index(keys[n]))
    others = [n for n in range(len(side)) if n not in agreed]
    return tuple(
        Statement(side[n].clause.id, side[n].clause.cited, side[n].text, side[n].detail, n in agreed)
        for n in (*agreed, *others)
    )


class _DemandsReader:
    """Says what the clauses of one pack demand, subject by subject."""

    def __init__(self, built: BuiltPack) -> None:
        self.pack, self.words, self.trees = built.pack, built.pack.vocabulary, built.pack.trees.clauses
        self.questions = {name: fact.question for name, fact in self.words.facts.items()}

    def said(self, subject: SubjectKind) -> Iterator[_Said]:
        """Yield what each clause says on subjects of one kind, in the pack's order."""
        for clause in self.pack.clauses:
            if subject == "thresholds":
                yield from self.thresholds(clause)
            elif subject == _subject_of(clause):
                yield from self.demanded(clause)

    def demanded(self, clause: Clause) -> Iterator[_Said]:
        """Yield what a clause asks for, by the subjects of its kind."""
        match clause:
            case MaterialClause():
                yield from self.materials(clause)
            case ForumClause():
                yield from self.meetings(clause)
            case DeadlineClause():
                yield from self.deadlines(clause)
            case SignerClause():
                yield from self.signers(clause)
            case CheckClause():
                yield from self.checks(clause)
            case NoteClause():
                pass
            case _:
                assert_never(clause)

    def materials(self, clause: MaterialClause) -> Iterator[_Said]:
        """Yield one statement for each paper a material clause asks for, with the papers that may replace it."""
        for paper in clause.papers:
            others = [each for each in clause.any_of if each != paper]
            text = self.demand(clause)
            if others:
                papers = listed(self.words.materials[each] for each in others)
                text += _("（或有其一：{papers}）").format(papers=papers)
            detail = {"any_of": list(clause.any_of)} if others else {}
            deemed = (clause.deemed_from, clause.deemed_offset, clause.deemed_unit) if clause.deemed_from else ()
            if deemed:
                detail |= {"deemed": list(map(str, deemed))}
                text += _("（{requirement}）").format(requirement=requirement_words(clause, self.pack))
            yield self.one(clause, paper, self.words.materials[paper], text, detail, (frozenset(others), deemed))

    def meetings(self, clause: ForumClause) -> Iterator[_Said]:
        """Yield one statement for each matter of a forum clause: the meetings it goes or may not go to."""
        detail = {"forum": list(clause.forum)} if clause.forum else {"forum_not": list(clause.forum_not)}
        decided = requirement(clause)
        if clause.approval:
            detail = {key: value for key, value in detail.items() if clause.forum}
            detail |= {"approval": [clause.approval[0], *clause.approvers]}
        text = linked([requirement_words(clause, self.pack), self.demand(clause)])
        for subject, label in self.matters(clause):
            yield self.one(clause, subject, label, text, detail, decided)

    def thresholds(self, clause: Clause) -> Iterator[_Said]:
        """Yield one statement for each number fact in any clause's conditions and each matter of the clause."""
        trees = [tree for tree in self.trees[clause.id] if tree is not None]
        numbers = dict.fromkeys(
            leaf
            for tree in trees
            for leaf in leaves(tree)
            if isinstance(leaf, Compare) and not isinstance(leaf, DateOrder)
        )
        for fact in dict.fromkeys(leaf.fact for leaf in numbers):
            bounds = [leaf for leaf in numbers if leaf.fact == fact]
            said = listed(comparison_words(leaf) for leaf in bounds)
            detail = {"fact": fact, "bounds": [[leaf.operator, leaf.number] for leaf in bounds]}
            text = _("{bounds}：{what}").format(bounds=said, what=clause.gist)
            for subject, label in self.matters(clause):
                about = "" if subject == fact else _("：{label}").format(label=label)
                key = fact if subject == fact else f"{fact} {subject}"
                yield self.one(clause, key, self.words.facts[fact].label + about, text, detail, self.required(clause))

    def deadlines(self, clause: DeadlineClause) -> Iterator[_Said]:
        """Yield the one statement of a deadline clause: its period, and how binding it is."""
        label = self.words.deadlines[clause.due]
        period = deadline_words(clause, self.words).removeprefix(labelled(label, ""))
        detail = {
            "from": clause.from_date,
            "offset": clause.offset,
            "unit": clause.unit,
            "check": clause.check_date,
            "bound": clause.bound,
        }
        if clause.extension:
            by = [clause.extension[0], *clause.extenders]
            detail["extend"] = [str(clause.extended_offset), clause.extended_unit, *by]
        text = linked([period, self.demand(clause)])
        yield self.one(clause, clause.due, label, text, detail, requirement(clause))

    def signers(self, clause: SignerClause) -> Iterator[_Said]:
        """Yield one statement for each role of a signer clause, with the roles in its stead and those before it."""
        for role in clause.signer:
            others = [each for each in clause.signer if each != role]
            text = self.demand(clause)
            for word, roles in ((_("（或{roles}）"), others), (_("（先经{roles}）"), clause.also)):
                if roles:
                    text += word.format(roles=listed(self.words.signers[each] for each in roles))
            detail = {"signer": list(clause.signer), "also": list(clause.also)}
            decided = (frozenset(others), frozenset(clause.also))
            yield self.one(clause, role, self.words.signers[role], text, detail, decided)

    def checks(self, clause: CheckClause) -> Iterator[_Said]:
        """Yield the one statement of a check clause, under the first fact that its check reads."""
        check = self.trees[clause.id].check
        if check is None:
            return
        fact = next(leaf.fact for leaf in leaves(check))
        label = self.matter_label(fact) if fact != "kind" else _("类型")
        detail = {"expect": clause.expect} if clause.expect else {"forbid": clause.forbid}
        text = joined([clause.gist, self.demand(clause)])
        yield self.one(clause, fact, label, text, detail, self.required(clause))

    # --- what the subjects share

    def one(
        self, clause: Clause, subject: str, label: str, text: str, detail: dict[str, Any], decided: Hashable
    ) -> _Said:
        """Return a statement whose meaning is kind of case, modality, condition and ``decided``, not its words."""
        when = self.trees[clause.id].when
        asked = meaning(when, self.questions) if when is not None else None
        full = {"modality": clause.modality, "applies_to": clause.applies_to, **detail}
        return _Said(subject, label, clause, text, full, (clause.applies_to, clause.modality, asked, decided))

    def demand(self, clause: Clause) -> str:
        """How binding a clause is, on which kind of case, and when: 须（议题）：拟提交的会议是常务会议."""
        kinds = self.words.kinds
        kind = listed(kinds.values()) if clause.applies_to == "both" else kinds[clause.applies_to]
        when = self.trees[clause.id].when
        said = condition_words(when, self.words, self.pack.terms) if when is not None else _("一律适用")
        return _("{binding}（{kind}）：{when}").format(binding=_binding(clause.modality), kind=kind, when=said)

    def required(self, clause: Clause) -> Hashable:
        """What a clause demands, whatever its kind, for comparing."""
        check = self.trees[clause.id].check
        asked = meaning(check, self.questions) if check is not None else None
        return (requirement(clause), asked)

    def matters(self, clause: Clause) -> tuple[tuple[str, str], ...]:
        """What a clause is about, as ids and labels: the facts (or choices) its condition first asks for."""
        when = self.trees[clause.id].when
        # how a document is issued and addressed says less of what it is about than any other fact does
        shape = {fact.id for fact in self.words.facts.values() if fact.kind == "document"} | _NO_MATTER
        found = dict.fromkeys((*_matters(when, shape),) or _matters(when, _NO_MATTER)) if when is not None else {}
        named = tuple((matter, self.matter_label(matter)) for matter in found)
        return named or (("", _("一律适用")),)

    def matter_label(self, matter: str) -> str:
        """Return the label of a matter, ``fact`` or ``fact=value``; a value's follows its fact's."""
        fact, _equals, value = matter.partition("=")
        if is_reading(fact):
            return labelled(reading_label(fact, self.words), self.words.channels[value]) if value else reading_label(
                fact, self.words)  # fmt: skip
        known = self.words.facts[fact]
        return labelled(known.label, known.of[value]) if value else known.label


def _matters(condition: Condition, skipped: Set[str]) -> Iterator[str]:
    """The matters of a condition: of ``budget_item in [supplement, reserve] and amount_wan >= 500`` the two items.

    Facts in ``skipped`` are no matters, nor are numbers, nor what is excluded by ``not``.
    """
    if isinstance(condition, Or):
        for part in parts(condition):
            yield from _matters(part, skipped)
    elif isinstance(condition, And):
        yield from next((found for part in parts(condition) if (found := list(_matters(part, skipped)))), [])
    elif isinstance(condition, Term):
        yield from _matters(condition.body, skipped)
    elif isinstance(condition, OneOf) and condition.fact not in skipped:
        yield from (f"{condition.fact}={value}" for value in condition.values)
    elif isinstance(condition, Is) and condition.fact not in skipped:
        yield condition.fact


def _subject_of(clause: Clause) -> SubjectKind | None:
    """Under which subjects a clause's own demand is told; None for one that demands nothing."""
    match clause:
        case MaterialClause():
            return "materials"
        case ForumClause():
            return "meetings"
        case DeadlineClause():
            return "deadlines"
        case SignerClause():
            return "signers"
        case CheckClause():
            return "checks"
        case NoteClause():
            return None
        case _:
            assert_never(clause)


def _binding(modality: Modality) -> str:
    match modality:
        case "must":
            return _("须")
        case "must_not":
            return _("不得")
        case "normally":
            return _("一般")
        case "may":
            return _("可")
        case _:
            assert_never(modality)
