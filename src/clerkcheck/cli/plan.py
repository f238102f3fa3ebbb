"""``clerkcheck plan CASE``: by which day each thing the case still needs must be started."""

from argparse import ArgumentParser, Namespace

from clerkcheck.cases.loading import load_case_with_pack
from clerkcheck.checking.check import check
from clerkcheck.cli.calendars_in_use import add_calendar_option, calendar_for
from clerkcheck.cli.days import day_option
from clerkcheck.cli.out import emit, in_colour, refuse_writing_over
from clerkcheck.cli.parser import UsageError
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.planning.case_plan import plan_case
from clerkcheck.planning.plan import BackwardPlan

FORMATS = ("terminal", "text", "json")
ICS = ".ics"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of ``plan``."""
    parser.add_argument("case", metavar="CASE", help=_("案件文件（.yaml 或 .json），要填会议召开日或公布（印发）日"))
    parser.add_argument("-f", "--format", choices=FORMATS, help=_("输出格式：terminal（默认）、text、json"))
    parser.add_argument("-o", "--output", metavar="FILE", help=_("写到文件；以 .ics 结尾的写成日历文件"))
    parser.add_argument("--as-of", metavar="DATE", help=_("按哪一天排（默认今天，写成 2026-12-10）"))
    add_calendar_option(parser)


def run(options: Namespace) -> int:
    """Show the plan, or write it; return 1 when something is already too late, else 0."""
    if options.format and _wants_ics(options):
        raise UsageError(
            _("以 {end} 结尾的文件只能是日历文件").format(end=ICS), None, _("删去 --format，或换一个文件名")
        )
    refuse_writing_over(options.output, [options.case, options.calendar])
    made, pack = _make(options)
    colour = in_colour(options.format, options.output)
    emit(_rendered(made, pack, options, colour=colour), options.output, coloured=colour)
    return int(any(task.status == "too_late" for task in made.tasks))


def _make(options: Namespace) -> tuple[BackwardPlan, Pack]:
    as_of = day_option("--as-of", options.as_of)
    case, pack = load_case_with_pack(options.case)
    calendar = calendar_for(options.calendar)
    return plan_case(case, pack, check(case, pack, calendar, as_of), calendar), pack


def _wants_ics(options: Namespace) -> bool:
    return options.output is not None and options.output.lower().endswith(ICS)


def _rendered(made: BackwardPlan, pack: Pack, options: Namespace, *, colour: bool) -> bytes:
    if _wants_ics(options):
        from clerkcheck.reports.ics import plan_ics

        return plan_ics(made, pack)
    if options.format == "json":
        from clerkcheck.reports.json import dump
        from clerkcheck.reports.plan_json import plan_data

        return dump(plan_data(made, pack)).encode()
    from clerkcheck.reports.gantt import render_plan

    return render_plan(made, pack, colour=colour).encode()
