"""``clerkcheck slip CASE``: the 补正告知单 that goes back to the unit."""

import os
from argparse import ArgumentParser, Namespace

from clerkcheck.cases.loading import load_case_with_pack
from clerkcheck.checking.check import check
from clerkcheck.checking.report import Report
from clerkcheck.cli.calendars_in_use import add_calendar_option, calendar_for
from clerkcheck.cli.days import day_option
from clerkcheck.cli.out import add_output, chosen_format, emit, refuse_writing_over
from clerkcheck.cli.say import say, say_error
from clerkcheck.i18n import _
from clerkcheck.packs.store import load_pack


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of ``slip``."""
    parser.add_argument("case", metavar="CASE", help=_("案件文件（.yaml 或 .json）"))
    parser.add_argument("--as-of", metavar="DATE", help=_("按哪一天查（默认今天，写成 2026-12-10）"))
    add_output(parser, ["papers"], "text")
    parser.add_argument(
        "--office",
        metavar="FILE",
        help=_("办公室文件：抬头、名称、联系人、用语（默认用案件旁边的 办公室.yaml 或 office.yaml）"),
    )
    add_calendar_option(parser)


def run(options: Namespace) -> int:
    """Print the slip; return 1 when there is one (the case is not ready), 0 when nothing is to be mended."""
    from clerkcheck.reports.formats import rendered
    from clerkcheck.reports.office import load_office, office_beside
    from clerkcheck.reports.slip import slip_paper

    refuse_writing_over(options.output, [options.case, options.office, options.calendar])
    form = chosen_format(options, ["papers"], "text")
    as_of = day_option("--as-of", options.as_of)
    case, pack = load_case_with_pack(options.case, load_pack)
    office = load_office(options.office) if options.office else office_beside(os.path.dirname(options.case))
    report = check(case, pack, calendar_for(options.calendar), as_of)
    paper = slip_paper(report, pack, office)
    if paper is None:
        (say_error if options.output is None else say)(_nothing(report))
        return 0
    emit(rendered([paper], form, as_of), options.output, force=options.force)
    return 1


def _nothing(report: Report) -> str:
    waiting = len(report.facts_asked())
    text = _("没有须补正的事项，没有写补正告知单")
    if report.outcome != "undetermined":
        return text
    return text + _("；本件尚待确认（待回答 {n} 项），请先用 clerkcheck check 查看").format(n=waiting)
