"""``clerkcheck plan CASE``: by which day each thing the case still needs must be started."""

import os
from argparse import ArgumentParser, Namespace

from clerkcheck.cases.loading import load_case_with_pack
from clerkcheck.checking.check import check
from clerkcheck.cli.calendars_in_use import add_calendar_option, calendar_for
from clerkcheck.cli.days import day_option
from clerkcheck.cli.out import add_output, chosen_format, emit, in_colour, refuse_writing_over
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.planning.case_plan import plan_case
from clerkcheck.planning.plan import BackwardPlan

FORMATS = ("terminal", "text", "json", "html", "docx", "markdown", "ics")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of ``plan``."""
    parser.add_argument("case", metavar="CASE", help=_("案件文件（.yaml 或 .json），要填会议召开日或公布（印发）日"))
    add_output(parser, FORMATS, "terminal")
    parser.add_argument("--as-of", metavar="DATE", help=_("按哪一天排（默认今天，写成 2026-12-10）"))
    add_calendar_option(parser)


def run(options: Namespace) -> int:
    """Show the plan, or write it; return 1 when something is already too late, else 0."""
    refuse_writing_over(options.output, [options.case, options.calendar])
    form = chosen_format(options, FORMATS, "terminal")
    made, pack = _make(options)
    colour = in_colour(form, options.output)
    data = _rendered(made, pack, form, options, colour=colour)
    emit(data, options.output, coloured=colour, force=options.force)
    return int(any(task.status == "too_late" for task in made.tasks))


def _make(options: Namespace) -> tuple[BackwardPlan, Pack]:
    as_of = day_option("--as-of", options.as_of)
    case, pack = load_case_with_pack(options.case)
    calendar = calendar_for(options.calendar)
    return plan_case(case, pack, check(case, pack, calendar, as_of), calendar), pack


def _rendered(made: BackwardPlan, pack: Pack, form: str, options: Namespace, *, colour: bool) -> bytes:
    if form == "ics":
        from clerkcheck.reports.ics import plan_ics

        return plan_ics(made, pack)
    if form == "json":
        from clerkcheck.reports.json import dump
        from clerkcheck.reports.plan_json import plan_data

        return dump(plan_data(made, pack)).encode()
    if form == "terminal":
        from clerkcheck.reports.plan_text import render_plan

        return render_plan(made, pack, colour=colour).encode()
    from clerkcheck.reports.formats import rendered
    from clerkcheck.reports.office import office_beside
    from clerkcheck.reports.plan_paper import plan_paper

    letterhead = office_beside(os.path.dirname(options.case)).letterhead
    return rendered([plan_paper(made, pack, letterhead=letterhead)], form, made.as_of)
