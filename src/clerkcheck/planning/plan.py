"""The backward plan: from the meeting or the issue back to the day by which each paper must be started.

What is needed comes from the report; its order and how long it takes from ``checklists/steps.yaml`` and the pack.
Pure, like judging: the day and the calendar are arguments. The day on which one step ends is the first on which the
next may start; a step whose length no rule sets counts no days.
"""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.model import Case
from clerkcheck.checking.report import Report
from clerkcheck.literals import CaseKind, TaskStatus, Unit
from clerkcheck.packs.clauses import MaterialIds
from clerkcheck.packs.model import Pack
from clerkcheck.planning.backward import Edge, first_workday, latest_start
from clerkcheck.planning.needs import Anchor, Needs, Source, StepDraft, ruling_limit

if TYPE_CHECKING:
    from clerkcheck.planning.steps import Steps

__all__ = ["Anchor", "BackwardPlan", "Source", "Task", "Wanted", "backward_plan"]


class Wanted(NamedTuple):
    """A paper's id, or a tuple of ids of which any would do; ``certain``: known to be needed."""

    material: MaterialIds
    certain: bool


class Task(NamedTuple):
    """One step of this case. ``status``: done, open, or too_late (its latest start has passed, or it is ``missed``).

    ``papers`` are those still wanted (of a done task: those it yielded). ``length`` in ``unit`` s is 0 where no rule
    sets it and for a due day; ``source`` is the rule that governs (None: no rule does), ``others`` are rules that ask
    for less. ``certain``: known to be needed. ``started``: the day it was started on. ``ready_on``: the day on which it
    ends if everything starts as soon as it can; ``slack``: working days by which its start can then still move.
    ``missed``: the day given of doing it, which is after its last one.
    ``workdays_left`` counts from as_of to ``start_by``. Days and counts are None for a done task, ``ready_on`` for one
    that ``follows`` the anchor too.
    """

    id: str
    label: str
    papers: tuple[Wanted, ...]
    status: TaskStatus
    certain: bool
    start_by: date | None
    end_by: date | None
    length: int
    unit: Unit | None
    source: Source | None
    others: tuple[Source, ...]
    provisional: bool
    note: str | None
    workdays_left: int | None
    slack: int | None
    critical: bool
    started: date | None
    ready_on: date | None
    follows: bool
    missed: date | None


class BackwardPlan(NamedTuple):
    """The whole plan. ``critical_path``: ids of the chain that sets the first start.

    ``ready_on``: the day on which all is ready (and handed in) if everything starts as soon as it can; None where
    nothing is open. ``workdays_left``: from as_of to the anchor. ``unplaced``: the pack's deadlines before the anchor
    that no step is due by or takes; the plan does not count with them.
    """

    as_of: date
    pack_id: str
    regulation: str
    title: str
    kind: CaseKind
    unit: str | None
    source: str
    anchor: Anchor
    workdays_left: int
    tasks: tuple[Task, ...]
    critical_path: tuple[str, ...]
    ready_on: date | None
    unplaced: tuple[Source, ...]


def backward_plan(case: Case, pack: Pack, report: Report, steps: "Steps", calendar: WorkCalendar) -> BackwardPlan:
    """Return the plan of ``case`` as of the day of its ``report``.

    Raises InputError when the case has no date to plan from.
    """
    needs = Needs(case, pack, report, steps, calendar)
    drafts = needs.drafts()
    schedule = _Schedule(drafts, needs.anchor, calendar, report.as_of)
    schedule.settle()
    return BackwardPlan(
        as_of=report.as_of,
        pack_id=pack.id,
        regulation=pack.regulation,
        title=case.title,
        kind=case.kind,
        unit=case.unit,
        source=case.source,
        anchor=needs.anchor,
        workdays_left=calendar.workdays_between(report.as_of, needs.anchor.day),
        tasks=tuple(schedule.task(each) for each in drafts),
        critical_path=tuple(each.step.id for each in schedule.before if each.critical),
        ready_on=max((each.finish for each in schedule.before), default=None),
        unplaced=needs.unplaced,
    )


class _Schedule:
    """Puts the steps on days: backward from the anchor, forward from today, then marks the critical chain."""

    def __init__(self, drafts: list[StepDraft], anchor: Anchor, calendar: WorkCalendar, as_of: date) -> None:
        self.anchor, self.calendar, self.as_of = anchor, calendar, as_of
        for each in drafts:
            each.done = each.done if each.step.due else not each.wanted
        self.before = [each for each in drafts if not each.done and not each.step.follows]
        self.after = [each for each in drafts if not each.done and each.step.follows]

    def settle(self) -> None:
        """Set days, lengths and critical marks of the steps not done, in their drafts; ``task`` relies on it."""
        for place in reversed(range(len(self.before))):
            self._back(self.before[place], self.before[place + 1 :])
        for place, draft in enumerate(self.before):
            self._forth(draft, self.before[:place])
        for draft in self.after:
            self._follow(draft)
        self._mark_critical()

    def _back(self, draft: StepDraft, later: list[StepDraft]) -> None:
        """A step ends by the latest start of whatever comes after it, and by its own due day."""
        limits = [self.anchor.ready_by, *(each.start for each in later if draft.step.id in each.step.before)]
        limits += [draft.due] if draft.due else []
        draft.end = latest_start(self.calendar, min(limits, key=lambda edge: edge.day), 0, "workday")
        if draft.due:
            draft.start = draft.end
            return
        draft.ruling, draft.start = ruling_limit(self.calendar, draft.limits, draft.end)
        if draft.ruling:
            draft.length, draft.unit = draft.ruling.offset, draft.ruling.unit

    def _forth(self, draft: StepDraft, earlier: list[StepDraft]) -> None:
        """From today on: when a step begins, and ends for certain, if everything starts as soon as it can."""
        today = first_workday(self.calendar, self.as_of)
        ended = [each.finish for each in earlier if each.step.id in draft.step.before]
        draft.begins = draft.started or max([today, *ended])
        takes = self.calendar.offset(draft.begins, draft.length, draft.unit).latest if draft.unit else draft.begins
        draft.finish = max(takes, today)

    def _follow(self, draft: StepDraft) -> None:
        """A step after the anchor: a day it is due by, or days to wait for."""
        draft.begins = first_workday(self.calendar, self.as_of)
        due = draft.due or Edge(self.anchor.day)
        draft.start = draft.end = due
        if draft.waits and draft.ruling:
            draft.start = Edge(self.anchor.day)
            draft.length, draft.unit = draft.ruling.offset, draft.ruling.unit

    def _mark_critical(self) -> None:
        """The chain that sets the first start of all: each step ends on the day on which the next must start."""
        first = min((each.start.day for each in self.before), default=date.max)
        for place, draft in enumerate(self.before):
            draft.critical = draft.start.day == first or any(
                each.critical and each.end.day == draft.start.day and each.step.id in draft.step.before
                for each in self.before[:place]
            )

    def task(self, draft: StepDraft) -> Task:
        """Return a settled step as a task."""
        papers = dict.fromkeys(draft.met, True) if draft.done else draft.wanted
        sources = [each for each in (draft.ruling, *draft.limits) if each]
        return Task(
            id=draft.step.id,
            label=draft.step.label,
            papers=tuple(Wanted(*each) for each in papers.items()),
            status=self._status(draft),
            certain=any(papers.values()) if papers else any(each.certain for each in sources),
            start_by=None if draft.done else draft.start.day,
            end_by=None if draft.done else draft.end.day,
            length=draft.length,
            unit=draft.unit,
            source=draft.ruling,
            others=() if draft.done else tuple(each for each in draft.limits if each != draft.ruling),
            provisional=draft.start.provisional or draft.end.provisional,
            note=draft.start.note or draft.end.note,
            workdays_left=None if draft.done else self.calendar.workdays_between(self.as_of, draft.start.day),
            slack=None if draft.done else self._slack(draft),
            critical=draft.critical,
            started=draft.started,
            ready_on=None if draft.done or draft.step.follows else draft.finish,
            follows=draft.step.follows,
            missed=draft.missed,
        )

    def _status(self, draft: StepDraft) -> TaskStatus:
        if draft.done or draft.waits:
            return "done" if draft.done else "open"
        if draft.missed is not None:
            return "too_late"
        late = draft.finish > draft.end.day if draft.started else self.as_of > draft.start.day
        return "too_late" if late else "open"

    def _slack(self, draft: StepDraft) -> int:
        """What has been started cannot move: there the end's leeway counts."""
        if draft.started:
            return self.calendar.workdays_between(draft.finish, draft.end.day)
        return self.calendar.workdays_between(draft.begins, draft.start.day)
