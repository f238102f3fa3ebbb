"""The plan of a case: the steps of its pack are read, and counted back from its meeting or issue.

What every surface calls; :mod:`clerkcheck.planning.plan` counts and reads no file.
"""

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.model import Case
from clerkcheck.checking.report import Report
from clerkcheck.packs.model import Pack
from clerkcheck.planning.plan import BackwardPlan, backward_plan
from clerkcheck.planning.steps import load_steps, steps_file


def days_to_plan_from(case: Case, pack: Pack) -> tuple[str, ...]:
    """Return the dates any of which the plan of ``case`` counts back from, the one that governs first.

    Raises InputErrors for a steps.yaml that cannot be read.
    """
    dates = load_steps(steps_file(pack.folder), pack).anchors[case.kind].dates
    return tuple(sorted(dates, key=lambda each: each not in case.dates))


def plan_case(case: Case, pack: Pack, report: Report, calendar: WorkCalendar) -> BackwardPlan:
    """Return the plan of ``case`` as of the day of its ``report``.

    Raises InputErrors for a steps.yaml that cannot be read, InputError for a case without a date to plan from.
    """
    steps = load_steps(steps_file(pack.folder), pack)
    return backward_plan(case, pack, report, steps, calendar)
