"""``clerkcheck plan CASE|FOLDER|TABLE``: by which day each thing that a case still needs must be started."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.loading import load_case_with_pack
from clerkcheck.cases.model import Case
from clerkcheck.checking.check import check
from clerkcheck.checking.reminders import drafts_by_pack
from clerkcheck.checking.report import Report
from clerkcheck.cli.calendars_in_use import add_calendar_option, calendar_for
from clerkcheck.cli.chosen_rows import add_rows, is_table, refuse_row, table_cases
from clerkcheck.cli.day_options import day_option
from clerkcheck.cli.filed_away import add_closed_option, cases_of_folder
from clerkcheck.cli.layers_in_use import add_layers_option, loader_for
from clerkcheck.cli.office_in_use import add_office_option, office_for
from clerkcheck.cli.out import add_output, chosen_format, emit, in_colour, made_and_rendered, refuse_writing_over
from clerkcheck.cli.packs_in_use import add_packs_option
from clerkcheck.cli.say import say_error
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.planning.case_plan import plan_case
from clerkcheck.planning.plan import BackwardPlan
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reports.formats import Plans, Takes

if TYPE_CHECKING:
    from clerkcheck.reports.model import Paper

TAKES: tuple[Takes, ...] = ("screen", "papers", "data", "plan")
_RULE = "\n" + "-" * 80 + "\n\n"
Planned = Sequence[tuple[BackwardPlan, Pack]]


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of ``plan``."""
    about = _("案件文件（.yaml 或 .json），要填会议召开日或公布（印发）日；也可以是文件夹或台账，合成一份")
    parser.add_argument("case", metavar="CASE", help=about)
    add_output(parser, TAKES, "terminal")
    parser.add_argument("--as-of", metavar="DATE", help=_("按哪一天排（默认今天，写成 2026-12-10）"))
    add_office_option(parser)
    add_calendar_option(parser)
    add_packs_option(parser)
    add_layers_option(parser)
    add_rows(parser)
    add_closed_option(parser)


def run(options: Namespace) -> int:
    """Show the plans, or write them; return 2 when some case could not be planned, 1 when something is too late."""
    refuse_writing_over(options.output, [options.case, options.office, options.calendar])
    form = chosen_format(options, TAKES, "terminal")
    refuse_row(options, [options.case])
    as_of, calendar = day_option("--as-of", options.as_of), calendar_for(options.calendar)
    if os.path.isdir(options.case) or is_table(options.case):
        plans, failed = _of_several(options, calendar, as_of)
    else:
        case, pack = load_case_with_pack(options.case, loader_for(options.layers))
        plans, failed = [_plan(case, pack, check(case, pack, calendar, as_of), calendar)], False
    colour = in_colour(form, options.output)
    data = made_and_rendered(_makers(plans, options, colour=colour), form, as_of)
    for said in drafts_by_pack(pack for _made, pack in plans):
        say_error(_("注意：{note}").format(note=said))
    emit(data, options.output, coloured=colour, force=options.force)
    if failed:
        return 2
    return int(any(task.status == "too_late" for made, _pack in plans for task in made.tasks))


def _plan(case: Case, pack: Pack, report: Report, calendar: WorkCalendar) -> tuple[BackwardPlan, Pack]:
    return plan_case(case, pack, report, calendar), pack


def _of_several(options: Namespace, calendar: WorkCalendar, as_of: date) -> tuple[Planned, bool]:
    """The plans of a folder's or a table's cases, and whether some have none: each such is said.

    Raises InputError where there is not one.
    """
    plans, failed = [], False
    for where, case, pack, report, error in _cases(options, calendar, as_of):
        try:
            if case is None or pack is None or report is None:
                raise error or InputError(_("读不了"), Place(where))
            plans.append(_plan(case, pack, report, calendar))
        except InputError as problem:
            failed = True
            placed = problem if problem.place else InputError(problem.message, Place(where), problem.remedy)
            say_error(_("错误：{error}").format(error=placed))
    if not plans:
        raise InputError(_("没有一件能排"), Place(options.case), _("案件要填会议召开日或公布（印发）日"))
    return plans, failed


def _cases(options: Namespace, calendar: WorkCalendar, as_of: date) -> Iterator[tuple[Any, ...]]:
    """Where each case stands, the case with pack and report, and why there are none."""
    if is_table(options.case):
        for each in table_cases(options.case, options, calendar, as_of):
            yield str(each.where), each.case, each.pack, each.report, each.error
        return
    for found in cases_of_folder(options.case, options, calendar, as_of):
        yield found.path, found.case, found.pack, found.report, found.error


def _makers(plans: Planned, options: Namespace, *, colour: bool) -> Mapping[Takes, Callable[[], Any]]:
    case = options.case

    def papers() -> "list[Paper]":
        """Return each plan as a paper, under the letterhead of the office."""
        from clerkcheck.reports.plan_paper import plan_paper

        office = office_for(options, case if os.path.isdir(case) else os.path.dirname(case))
        return [plan_paper(made, pack, letterhead=office.letterhead) for made, pack in plans]

    def data() -> dict[str, Any] | list[dict[str, Any]]:
        """Return the plan of one case, or a list of plans, as plain data."""
        from clerkcheck.reports.plan_json import plan_data

        found = [plan_data(made, pack) for made, pack in plans]
        return found[0] if len(found) == 1 else found

    def screen() -> str:
        """Return the plans as text for the terminal, with a rule between them."""
        from clerkcheck.reports.plan_text import render_plan

        return _RULE.join(render_plan(made, pack, colour=colour) for made, pack in plans)

    name = plans[0][0].title if len(plans) == 1 else os.path.basename(os.path.abspath(case))
    return {"screen": screen, "papers": papers, "data": data, "plan": lambda: Plans(plans, name)}
