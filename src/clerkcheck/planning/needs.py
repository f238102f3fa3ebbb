"""What a case still needs, as steps: papers from its report, due days from its pack, lengths from both rule books."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.model import Case
from clerkcheck.checking.judging_rules import any_at_hand
from clerkcheck.checking.ready import ready
from clerkcheck.checking.report import Report
from clerkcheck.i18n import _, listed, remarked
from clerkcheck.literals import Unit
from clerkcheck.packs.clauses import DeadlineClause, MaterialIds, is_binding
from clerkcheck.packs.model import Pack
from clerkcheck.planning.backward import Edge, latest_start
from clerkcheck.reading.errors import InputError, Place

if TYPE_CHECKING:
    from clerkcheck.planning.steps import PlanStep, Steps

_UNSET = Edge(date.min)


class Source(NamedTuple):
    """The words that set a length or a due day: ``offset`` ``unit`` s (negative: before the anchor).

    ``title`` is the regulation, ``clause`` the clause of the pack, ``label``
    what the limit is called. ``certain``: known to apply to this case.
    """

    title: str
    article: str
    quote: str
    offset: int
    unit: Unit
    label: str
    clause: str
    certain: bool


class Anchor(NamedTuple):
    """The day planned from: ``event`` is the id of the date, ``label`` its name, ``short`` its name in the chart.

    Everything is to be ready by ``ready_by``.
    """

    event: str
    label: str
    short: str
    day: date
    ready_by: Edge


@dataclass(slots=True)
class StepDraft:
    """A step of this case, while it is planned.

    ``wanted``: papers not there yet, and whether they are certainly needed. ``limits``: rules that set its length, or
    may. ``due``: its day where it is a deadline counted from the anchor; ``waits``: that day is the earliest
    (不得早于), the days up to it are the task. ``missed``: the day given of doing it, after its last one. ``ruling``:
    the limit that governs, with its ``length`` and ``unit``.
    ``start`` and ``end`` are the latest ones, ``begins`` and ``finish`` those if everything starts at once.
    """

    step: "PlanStep"
    limits: tuple[Source, ...]
    wanted: dict[MaterialIds, bool] = field(default_factory=dict)
    met: dict[MaterialIds, None] = field(default_factory=dict)
    due: Edge | None = None
    waits: bool = False
    missed: date | None = None
    done: bool = False
    started: date | None = None
    ruling: Source | None = None
    length: int = 0
    unit: Unit | None = None
    start: Edge = _UNSET
    end: Edge = _UNSET
    begins: date = date.min
    finish: date = date.min
    critical: bool = False


def anchor_of(case: Case, pack: Pack, steps: "Steps", calendar: WorkCalendar) -> Anchor:
    """Return the day to plan from; raises InputError that says which date to fill where the case has none."""
    anchoring, labels = steps.anchors[case.kind], pack.vocabulary.dates
    if not anchoring.dates:
        remedy = _("在规则包的 vocabulary.yaml 旁边放一份自己的 steps.yaml，写明从哪个日期往回排")
        raise InputError(_("规则包的词汇里没有可以往回排的日期，排不出办理计划"), Place(case.source), remedy)
    name = next((each for each in anchoring.dates if each in case.dates), None)
    if name is None:
        first, *others = anchoring.dates
        remedy = _("在 dates 里填 {name}（{label}），写成 {name}: 2026-12-10 这样")
        also = _("；也可以填 {names}").format(names=listed(remarked(each, labels[each]) for each in others))
        raise InputError(
            _("没有填{label}，排不出办理计划").format(label=labels[first]),
            Place(case.source),
            remedy.format(name=first, label=labels[first]) + (also if others else ""),
        )
    day = case.dates[name]
    due = calendar.offset(day, -anchoring.ahead, "workday")
    ready_by = Edge(due.earliest, due.provisional, due.note)
    return Anchor(name, labels[name], anchoring.short, day, ready_by)


def ruling_limit(calendar: WorkCalendar, limits: tuple[Source, ...], end: Edge) -> tuple[Source | None, Edge]:
    """Return the limit that asks for the earliest start to end by ``end``, and that start; without limits: ``end``."""
    found: tuple[Source | None, Edge] = (None, end)
    for limit in limits:
        start = latest_start(calendar, end, limit.offset, limit.unit)
        surer = found[0] is not None and limit.certain > found[0].certain and start.day == found[1].day
        if found[0] is None or start.day < found[1].day or surer:
            found = (limit, start)
    return found


class Needs:
    """The steps of one case: :meth:`drafts` gives those it needs or has done, in the order of ``steps``."""

    def __init__(self, case: Case, pack: Pack, report: Report, steps: "Steps", calendar: WorkCalendar) -> None:
        """Take the case with its report; raises InputError when the case has no date to plan from."""
        self.case, self.pack, self.report, self.calendar = case, pack, report, calendar
        self.anchor = anchor_of(case, pack, steps, calendar)
        self.deadlines = tuple(self._deadlines())
        self.all = [StepDraft(step, tuple(self._limits(step))) for step in steps.steps]
        placed = {step.due for step in steps.steps} | {each for step in steps.steps for each in step.takes}
        self.unplaced = tuple(
            self._source(clause, certain)
            for clause, certain in self.deadlines
            if clause.due not in placed and clause.from_date == self.anchor.event and not clause.duty
        )

    def drafts(self) -> list[StepDraft]:
        """Return the steps that concern this case."""
        self._sort_papers()
        for draft in self.all:
            if draft.step.due:
                self._find_due(draft)
        found = [each for each in self.all if each.wanted or each.met or each.due]
        self._mark_started([each for each in found if each.wanted])
        return found

    def _deadlines(self) -> Iterator[tuple[DeadlineClause, bool]]:
        """Deadline clauses that apply to the case or may, and whether they certainly do."""
        program = self.pack.kinds[self.case.kind].program
        values = program.values(program.row(self.case.facts, self.case.materials, self.case.dates))
        day = self.report.as_of.isoformat()
        for rule, when in zip(ready(self.pack).rules(self.case.kind, self.case.step), values, strict=False):
            clause = rule.clause
            if not isinstance(clause, DeadlineClause) or rule.soft or when is False:
                continue
            if clause.in_force_on(day):
                yield clause, when is True

    def _limits(self, step: "PlanStep") -> Iterator[Source]:
        return (self._source(clause, certain) for clause, certain in self.deadlines if clause.due in step.takes)

    def _source(self, clause: DeadlineClause, certain: bool) -> Source:
        label = self.pack.vocabulary.deadlines[clause.due]
        return Source(
            self.pack.regulation_of(clause),
            clause.article,
            clause.quote,
            *self._period(clause),
            label,
            clause.id,
            certain,
        )

    def _sort_papers(self) -> None:
        """Give every paper of the report to its step, the wanted ones apart from those that are there."""
        found = [
            (each.material, each)
            for each in self.report.findings
            if each.kind == "material" and each.material is not None
            if is_binding(each.modality) and each.status != "excepted"
        ]
        certain = {material for material, each in found if each.status != "met" and each.certain}
        for material, each in found:
            draft = self._draft_of(material)
            if each.status == "met":
                draft.met[material] = None
            elif isinstance(material, str) or not certain.intersection(material):  # else one of them comes anyway
                draft.wanted[material] = draft.wanted.get(material, False) or each.certain

    def _draft_of(self, material: MaterialIds) -> StepDraft:
        """The step that yields a paper; of several of which any would do, the one that takes longest, to be safe."""
        ids = (material,) if isinstance(material, str) else material
        rest = next(each for each in self.all if each.step.rest)
        found = [next((draft for draft in self.all if each in draft.step.papers), rest) for each in ids]
        return min(found, key=lambda draft: ruling_limit(self.calendar, draft.limits, self.anchor.ready_by)[1].day)

    def _find_due(self, draft: StepDraft) -> None:
        """Of several clauses the earliest due day governs; of several earliest days (不得早于) the latest."""
        dues = [
            (self._due(clause), clause, certain)
            for clause, certain in self.deadlines
            if clause.due == draft.step.due and clause.from_date == self.anchor.event
        ]
        if not dues:
            return
        draft.waits = any(clause.bound == "earliest" for _edge, clause, _certain in dues)
        dues.sort(key=lambda due: due[2], reverse=True)  # among equal days one that certainly applies governs
        dues.sort(key=lambda due: due[0].day, reverse=draft.waits)
        draft.due, clause, _certain = dues[0]
        draft.ruling, *others = (self._source(each, certain) for _edge, each, certain in dues)
        draft.limits = tuple(others)
        late = {each.clause for each in self.report.deadlines if each.status == "missed" and each.bound == "latest"}
        missed = (each for _edge, each, _certain in dues if each.id in late)
        draft.missed = max((self.case.dates[each.check_date] for each in missed), default=None)
        draft.done = self._past(clause.check_date) and draft.missed is None

    def _due(self, clause: DeadlineClause) -> Edge:
        """The due day on the safe side; a valid exception moves it to the day that the case names."""
        excepted = any(each.clause == clause.id and each.status == "excepted" for each in self.report.deadlines)
        if excepted and clause.check_date in self.case.dates:
            return Edge(self.case.dates[clause.check_date])
        due = self.calendar.offset(self.anchor.day, *self._period(clause), clause.bound)
        day = due.latest if clause.bound == "earliest" else due.earliest
        return Edge(day, due.provisional, due.note if due.provisional else None)

    def _period(self, clause: DeadlineClause) -> tuple[int, Unit]:
        """How far off its day is: the farther one, where the paper is there by which it is put off."""
        if clause.extension and any_at_hand(clause.extension, self.case.materials) == "done":
            return clause.extended_offset, clause.extended_unit
        return clause.offset, clause.unit

    def _mark_started(self, drafts: list[StepDraft]) -> None:
        """A step is under way when the date its deadline counts from has come, and the one that ends it has not.

        One date starts one round: that of the first step that waits for it.
        """
        clauses = {each.id: each for each, _certain in self.deadlines}
        claimed: set[str] = set()
        for draft in drafts:
            for clause in (clauses[each.clause] for each in draft.limits if each.clause):
                begun = clause.from_date
                if begun not in claimed and self._past(begun) and not self._past(clause.check_date):
                    claimed.add(begun)
                    draft.started = self.case.dates[begun]

    def _past(self, name: str) -> bool:
        day = self.case.dates.get(name)
        return day is not None and day <= self.report.as_of
