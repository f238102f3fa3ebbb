"""``clerkcheck plan CASE``: by which day each thing the case still needs must be started."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from clerkcheck.cases.loading import load_case_with_pack
from clerkcheck.checking.check import check
from clerkcheck.cli.calendars_in_use import add_calendar_option, calendar_for
from clerkcheck.cli.days import day_option
from clerkcheck.cli.out import add_output, chosen_format, emit, in_colour, made_and_rendered, refuse_writing_over
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.planning.case_plan import plan_case
from clerkcheck.planning.plan import BackwardPlan
from clerkcheck.reports.formats import Takes

if TYPE_CHECKING:
    from clerkcheck.reports.model import Paper

TAKES: tuple[Takes, ...] = ("screen", "papers", "data", "plan")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of ``plan``."""
    parser.add_argument("case", metavar="CASE", help=_("案件文件（.yaml 或 .json），要填会议召开日或公布（印发）日"))
    add_output(parser, TAKES, "terminal")
    parser.add_argument("--as-of", metavar="DATE", help=_("按哪一天排（默认今天，写成 2026-12-10）"))
    add_calendar_option(parser)


def run(options: Namespace) -> int:
    """Show the plan, or write it; return 1 when something is already too late, else 0."""
    refuse_writing_over(options.output, [options.case, options.calendar])
    form = chosen_format(options, TAKES, "terminal")
    made, pack = _make(options)
    colour = in_colour(form, options.output)
    data = made_and_rendered(_makers(made, pack, options.case, colour=colour), form, made.as_of)
    emit(data, options.output, coloured=colour, force=options.force)
    return int(any(task.status == "too_late" for task in made.tasks))


def _make(options: Namespace) -> tuple[BackwardPlan, Pack]:
    as_of = day_option("--as-of", options.as_of)
    case, pack = load_case_with_pack(options.case)
    calendar = calendar_for(options.calendar)
    return plan_case(case, pack, check(case, pack, calendar, as_of), calendar), pack


def _makers(made: BackwardPlan, pack: Pack, case: str, *, colour: bool) -> Mapping[Takes, Callable[[], Any]]:
    def paper() -> "Paper":
        from clerkcheck.reports.office import office_beside
        from clerkcheck.reports.plan_paper import plan_paper

        return plan_paper(made, pack, letterhead=office_beside(os.path.dirname(case)).letterhead)

    def data() -> dict[str, Any]:
        from clerkcheck.reports.plan_json import plan_data

        return plan_data(made, pack)

    def screen() -> str:
        from clerkcheck.reports.plan_text import render_plan

        return render_plan(made, pack, colour=colour)

    return {"screen": screen, "papers": lambda: [paper()], "data": data, "plan": lambda: (made, pack)}
