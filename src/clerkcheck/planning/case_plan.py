"""The plan of a case: the steps of its pack are read, and counted back from its meeting or issue.

What every surface calls; :mod:`clerkcheck.planning.plan` counts and reads no file.
"""

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.model import Case
from clerkcheck.checking.report import Report
from clerkcheck.packs.model import Pack
from clerkcheck.planning.plan import BackwardPlan, backward_plan
from clerkcheck.planning.steps import load_steps, steps_file


def plan_case(case: Case, pack: Pack, report: Report, calendar: WorkCalendar) -> BackwardPlan:
    """Return the plan of ``case`` as of the day of its ``report``.

    Raises InputErrors for a steps.yaml that cannot be read, InputError for a case without a date to plan from.
    """
    steps = load_steps(steps_file(pack.folder), pack)
    return backward_plan(case, pack, report, steps, calendar)
