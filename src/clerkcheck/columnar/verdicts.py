"""Clauses to verdict columns: the rules of ``checking.check`` in Kleene's terms.

Every thing a clause is judged by (a paper, or the clause as a whole) becomes one truth: false where it is broken, null
where it is open, true where it is met or the clause does not apply. For most kinds that is ``not when or requirement``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple, assert_never

import narwhals as nw

from clerkcheck.checking.judging_rules import BEST, IF_UNSETTLED, by_specificity, outcome_if_broken
from clerkcheck.columnar import exprs as ex
from clerkcheck.columnar.approvals import approval_pieces
from clerkcheck.columnar.certainty import certain, expr_of, not_certainly, stage_of, surely
from clerkcheck.columnar.due_columns import DueNames, DueRule, Listed, due_rules, listed, passed_by
from clerkcheck.columnar.expressions import (
    ColumnExpr,
    ColumnSteps,
    Conditions,
    Value,
    all_of,
    any_of,
    at_hand,
    literal,
    negated,
)
from clerkcheck.columnar.exprs import Expr
from clerkcheck.columnar.texts import Joined, Piece, lanes_of, one
from clerkcheck.conditions.syntax import ALWAYS
from clerkcheck.i18n import _
from clerkcheck.literals import KINDS, OUTCOMES, Outcome, Status
from clerkcheck.packs.clauses import (
    CheckClause,
    Clause,
    DeadlineClause,
    ForumClause,
    MaterialClause,
    MaterialIds,
    NoteClause,
    SignerClause,
    can_be_broken,
    counts,
    is_binding,
)
from clerkcheck.packs.model import Citation, Pack, Subject
from clerkcheck.reports.case_row import OR, name_ranks
from clerkcheck.reports.deciding_words import meetings_clash
from clerkcheck.reports.subjects import subject_words
from clerkcheck.reports.verdict_row import JOIN, KIND, material_order, paper_name, status_clauses


class Requirement(NamedTuple):
    """What a clause is judged by: a paper (or several of which any would do), or the clause as a whole (None).

    ``stands``: true where it is met or the clause does not apply, false where it is broken, unknown where it is open.
    """

    clause: Clause
    material: MaterialIds | None
    stands: Value

    @property
    def subject(self) -> Subject:
        """What is required, and by which clause."""
        return self.clause.id, self.material


class VerdictColumns:
    """One pack's clauses on a day, over a frame with the columns ``schema``; ``steps`` takes the columns worked out."""

    def __init__(
        self,
        pack: Pack,
        schema: Mapping[str, nw.dtypes.DType],
        dues: Mapping[str, Mapping[DueRule, DueNames]],
        as_of: date,
    ) -> None:
        """Take by start date the columns of the due dates."""
        self.pack, self.schema, self.dues, self.as_of = pack, schema, dues, as_of
        day = as_of.isoformat()
        self.clauses = [
            clause for clause in pack.clauses if not isinstance(clause, NoteClause) and clause.in_force_on(day)
        ]
        self.by_id = {clause.id: clause for clause in self.clauses}
        self.trees = pack.trees.clauses
        self.steps = ColumnSteps()
        found = (each for clause in self.clauses for each in self.trees[clause.id] if each is not None)
        self.conditions = Conditions(schema, [ALWAYS, *found], self.steps)
        self.of_kind = {kind: self.steps.keep(ColumnExpr(ex.col(KIND) == kind)) for kind in KINDS}
        self.papers: dict[MaterialIds, Value] = {}
        self.deadlines: dict[str, Listed] = {}
        self.whens, self.beyond = dict[str, Value](), list[Value]()  # beyond: of days after which silence is consent

    def columns(self, *, statuses: bool, words: bool) -> tuple[dict[str, Expr], dict[str, Joined]]:
        """Return the verdict columns by name, which read what ``steps`` worked out: those of values, and the texts.

        ``words``: the texts are for people, with articles, as in a table of results; else they are ids.
        """
        subjects = [each for clause in self.clauses for each in self._subjects(clause, statuses=statuses)]
        binding = [each for each in subjects if counts(each.clause)]
        between, among = (_("；"), OR) if words else (JOIN, JOIN)
        texts = {
            "missing": self._joined(self._missing(binding, words=words), between),
            "broken": self._joined(self._broken(binding, words=words), between),
            "signers": self._joined(self._signers(words=words), among),
            "forum": self._forum(among, words=words),
        }
        made = {"open_count": self._open_count(binding)}
        counted = ColumnExpr(made["open_count"], stage_of(each.stands for each in binding))
        made["outcome"] = self._outcome(binding, self.steps.keep(counted))
        made |= self._deadline_columns(words=words)
        return made | (self._status_columns(subjects) if statuses else {}), texts

    def _joined(self, pieces: Iterable[Piece], separator: str) -> Joined:
        return Joined(lanes_of(pieces, separator, self.steps), separator)

    # --- one clause

    def _subjects(self, clause: Clause, *, statuses: bool) -> Iterable[Requirement]:
        shown = statuses or is_binding(clause.modality) or isinstance(clause, SignerClause | DeadlineClause)
        if not shown:
            return
        when = self.whens[clause.id] = self._when(clause)
        match clause:
            case MaterialClause():
                for material in clause.demands:
                    yield Requirement(clause, material, self._met_or_idle(when, self._had(clause, when, material)))
            case CheckClause():
                check = self.trees[clause.id].check
                assert check is not None
                yield Requirement(clause, None, self._met_or_idle(when, self.conditions.value(check)))
            case ForumClause():
                yield Requirement(clause, None, self._met_or_idle(when, self._fits(clause, when)))
            case SignerClause():
                yield Requirement(clause, None, self._met_or_idle(when, when))  # it only says who signs
            case DeadlineClause():
                yield Requirement(clause, None, self._deadline(clause, when))
            case NoteClause():
                return  # it asks for nothing
            case _:
                assert_never(clause)

    def _met_or_idle(self, when: Value, requirement: Value) -> Value:
        """Whether a clause does not apply or is met."""
        return self._kept(any_of([negated(when), requirement]))

    def _when(self, clause: Clause) -> Value:
        when = self.trees[clause.id].when
        applies = [self.conditions.value(when)] if when is not None else []
        if clause.applies_to != "both":
            applies.insert(0, self.of_kind[clause.applies_to])
        return self._kept(all_of(applies))

    def _fits(self, clause: ForumClause, when: Value) -> Value:
        """Whether the meeting proposed is one that the clause lets decide; a document proposes none."""
        if not is_binding(clause.modality):
            return when  # where it applies, it is met: it only says which meeting may decide
        fits: Value = False if clause.approval and not clause.forum else None
        if fits is None and "meeting" in self.schema:
            fits = ColumnExpr(ex.col("meeting").is_in(sorted(self._accepted(clause))))
        if clause.approval:
            fits = any_of([fits, self._paper(clause.approval)])
        item, document = (self.of_kind[kind] for kind in KINDS)
        return any_of([all_of([item, fits]), all_of([document, when])])

    def _paper(self, material: MaterialIds) -> Value:
        """Whether a paper is there, or any of several: done true, missing false."""
        if material not in self.papers:
            if isinstance(material, str):
                self.papers[material] = self._kept(at_hand(material, self.schema))
            else:
                self.papers[material] = self._kept(any_of(map(self._paper, material)))
        return self.papers[material]

    def _had(self, clause: MaterialClause, when: Value, material: MaterialIds) -> Value:
        """Whether a paper is there, or known not to have come by the day after which silence is consent."""
        paper, (passed, beyond) = self._paper(material), passed_by(clause, self.dues, self.as_of)
        self.beyond.append(all_of([not_certainly(negated(when)), surely(negated(paper)), beyond]))
        return any_of([paper, all_of([negated(paper), passed])]) if clause.deemed_from else paper

    def _accepted(self, clause: ForumClause) -> frozenset[str]:
        return clause.accepted_meetings(self.pack.vocabulary.meetings)

    def _deadline(self, clause: DeadlineClause, when: Value) -> Value:
        if clause.from_date not in self.dues:
            return True  # no case has the date it starts from
        names = [self.dues[clause.from_date][rule] for rule in due_rules(clause)]
        approved = self._paper(clause.extension) if clause.extension else False
        found = listed(clause, when, names, approved, self.schema, self.as_of, self.steps)
        self.deadlines[clause.id] = found
        return found.kept

    def _kept(self, value: Value) -> Value:
        return self.steps.keep(value) if isinstance(value, ColumnExpr) else value

    # --- the columns

    def _outcome(self, subjects: Sequence[Requirement], open_count: ColumnExpr) -> Expr:
        broken: dict[Outcome, list[Value]] = {}
        for each in subjects:
            broken.setdefault(outcome_if_broken(each.clause.modality), []).append(each.stands)
        called_for = {outcome: ~expr_of(all_of(stands)) for outcome, stands in broken.items()}
        called_for[IF_UNSETTLED] = open_count.expr > 0
        beyond = any_of([*self.beyond, *(each.beyond for each in self.deadlines.values())])
        judged = ex.col(KIND).is_in(list(KINDS)).fill_null(False) & ~certain(beyond)
        found = ex.when(~judged).then(ex.lit(None, ex.STRING))
        for outcome in OUTCOMES:
            if outcome in called_for:
                found = found.when(called_for[outcome]).then(ex.lit(outcome))
        return found.otherwise(ex.lit(BEST))

    def _open_count(self, subjects: Iterable[Requirement]) -> Expr:
        counted = [expr_of(each.stands).is_null().cast(ex.INT16) for each in subjects]
        return ex.summed(counted) if counted else ex.lit(0, ex.INT16)

    def _missing(self, subjects: Iterable[Requirement], *, words: bool) -> list[Piece]:
        """The papers lacking: in the vocabulary's order, or in words each with the articles that want it."""
        papers = [each for each in subjects if each.material is not None]
        if words:
            return self._ranked(papers)
        by_id: dict[str, list[Value]] = {}
        for _clause, material, stands in papers:
            by_id.setdefault(paper_name(material or ""), []).append(stands)
        return [one(name, negated(all_of(by_id[name]))) for name in material_order(self.pack) if name in by_id]

    def _broken(self, subjects: Iterable[Requirement], *, words: bool) -> list[Piece]:
        """The clauses broken; in words without those whose paper is missing, which is said already."""
        breakable = [each for each in subjects if can_be_broken(each.clause)]
        if words:
            return self._ranked([each for each in breakable if each.material is None])
        by_clause: dict[str, list[Value]] = {}
        for clause, _material, stands in breakable:
            by_clause.setdefault(clause.id, []).append(stands)
        return [one(name, negated(all_of(stands))) for name, stands in by_clause.items()]

    def _ranked(self, subjects: Sequence[Requirement]) -> list[Piece]:
        """What is broken by name, with the articles that bring it up, in the order that names have in every row."""
        ranks = name_ranks(self.pack)
        said: dict[str, dict[Citation, list[Value]]] = {}
        told = self.pack.told_with
        involved = {*told, *chain.from_iterable(told.values())}
        broken = {each.subject: negated(each.stands) for each in subjects}
        broken |= {each: self._kept(surely(broken[each])) for each in broken if each in involved}
        for clause, material, _stands in subjects:
            for name, value in self._told((clause.id, material), broken):
                for source in self.pack.citations(clause):
                    said.setdefault(name, {}).setdefault(source, []).append(value)
        pieces = {name: tuple((source, any_of(values)) for source, values in said[name].items()) for name in said}
        return [Piece(name, pieces[name]) for name in sorted(pieces, key=ranks.__getitem__)]

    def _told(self, subject: Subject, broken: Mapping[Subject, Value]) -> Iterator[tuple[str, Value]]:
        """By the name of each subject that one may be told with, whether it is: the first told with no other itself."""
        others = [each for each in self.pack.told_with.get(subject, ()) if each in broken]
        before: list[Value] = []
        for other in others:
            theirs = (broken[each] for each in self.pack.told_with.get(other, ()) if each in broken)
            leads = all_of([broken[other], negated(any_of(theirs))])
            yield self._name(other), self._kept(all_of([broken[subject], leads, negated(any_of(before))]))
            before.append(leads)
        alone = negated(any_of(broken[each] for each in others))
        yield self._name(subject), self._kept(all_of([broken[subject], alone])) if others else broken[subject]

    def _name(self, subject: Subject) -> str:
        name, material = subject
        return subject_words(self.pack.vocabulary, self.by_id[name], material)

    def _forum(self, separator: str, *, words: bool) -> Joined:
        """The meetings that fit every forum clause that certainly applies.

        Where none does, those that fit every one that may apply and names the meeting proposed.
        """
        groups: dict[frozenset[str], list[Value]] = {}
        named: dict[frozenset[str], list[Value]] = {}
        waiting: dict[str, list[Value]] = {}
        for clause in self.clauses:
            if isinstance(clause, ForumClause) and is_binding(clause.modality):
                when = self._deciding(clause)
                waiting.setdefault(self.pack.vocabulary.roles(clause.approvers), []).append(when)
                for found_in in (groups, named) if clause.forum else (groups,):
                    found_in.setdefault(self._accepted(clause), []).append(when)
        found = {meetings: self._kept(any_of(whens)) for meetings, whens in groups.items()}
        possible = {meetings: self._kept(self._possible(meetings, any_of(whens))) for meetings, whens in named.items()}
        sure = self._kept(surely(any_of(found.values())))
        pieces: list[Piece] = []
        for meeting, label in self.pack.vocabulary.meetings.items():
            against = any_of(value for meetings, value in found.items() if meeting not in meetings)
            doubted = any_of(value for meetings, value in possible.items() if meeting not in meetings)
            fits = any_of([all_of([sure, not_certainly(against)]), all_of([negated(sure), negated(doubted)])])
            pieces.append(one(label if words else meeting, fits))
        pieces += approval_pieces(waiting, sure, pieces, self.steps) if words else []
        said = any_of([sure, *possible.values()])
        where = self.steps.named(ColumnExpr(certain(said), said.after if isinstance(said, ColumnExpr) else 0))
        return Joined(lanes_of(pieces, separator, self.steps), separator, meetings_clash() if words else "", where)

    def _deciding(self, clause: ForumClause) -> Value:
        """Whether a forum clause applies and no approval is there that does in the place of a meeting."""
        when = self.whens[clause.id]
        return all_of([when, not_certainly(self._paper(clause.approval))]) if clause.approval else when

    def _possible(self, meetings: frozenset[str], when: Value) -> Value:
        """Whether a clause that names those meetings is only possible, and names the one proposed."""
        if "meeting" not in self.schema or when is True or when is False:
            return False
        fits = ex.col("meeting").is_in(sorted(meetings)).fill_null(False)
        item = self.of_kind[KINDS[0]]
        return ColumnExpr(fits & certain(item) & expr_of(when).is_null(), stage_of([item, when]))

    def _signers(self, *, words: bool) -> list[Piece]:
        """Roles by the most specific clause that names them; a role named already is not named again."""
        labels = self.pack.vocabulary.signers
        signing = (clause for clause in self.clauses if isinstance(clause, SignerClause))
        pieces: list[Piece] = []
        named: dict[str, list[Value]] = {}
        for clause in by_specificity(signing):
            for role in dict.fromkeys(clause.signer):
                before = named.setdefault(role, [])
                first = all_of([self.whens[clause.id], not_certainly(any_of(before))])
                pieces.append(one(labels[role] if words else role, first))
                before.append(self.whens[clause.id])
        return pieces

    def _deadline_columns(self, *, words: bool) -> dict[str, Expr]:
        """Due day, status and provisionality of each deadline; for people the day is the one to keep to."""
        made: dict[str, Expr] = {}
        for clause in self.pack.deadlines():
            found = self.deadlines.get(clause.id)
            day = found and (found.safe if words else found.due)
            made[f"due_{clause.id}"] = day.expr if day else ex.lit(None, ex.DATE)
            made[f"status_{clause.id}"] = found.status.expr if found else ex.lit(None, ex.STRING)
            made[f"provisional_{clause.id}"] = found.provisional.expr if found else literal(None)
        return made

    def _status_columns(self, subjects: Iterable[Requirement]) -> dict[str, Expr]:
        by_clause: dict[str, list[Value]] = {}
        for each in subjects:
            by_clause.setdefault(each.clause.id, []).append(each.stands)
        made = {}
        for clause in status_clauses(self.pack):
            stands = by_clause.get(clause.id)
            made[f"status_{clause.id}"] = self._status(clause, all_of(stands)) if stands else ex.lit(None, ex.STRING)
        return made

    def _status(self, clause: Clause, stands: Value) -> Expr:
        broken: Status = "missing" if isinstance(clause, MaterialClause) else "violated"
        found, when = expr_of(stands), expr_of(self.whens[clause.id])
        met = ex.when(when.is_null() | when).then(ex.lit("met"))
        return ex.when(~found).then(ex.lit(broken)).when(found.is_null()).then(ex.lit("open")).otherwise(met)
