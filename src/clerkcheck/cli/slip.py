"""``clerkcheck slip CASE``: the 补正告知单 that goes back to the unit."""

import os
import re
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from clerkcheck.cases.loading import load_case_with_pack
from clerkcheck.checking.check import check
from clerkcheck.checking.report import Report
from clerkcheck.cli.calendars_in_use import add_calendar_option, calendar_for
from clerkcheck.cli.days import day_option
from clerkcheck.cli.out import add_output, chosen_format, emit, refuse_writing_over
from clerkcheck.cli.parser import UsageError, quoted
from clerkcheck.cli.say import say, say_error
from clerkcheck.i18n import _, listed
from clerkcheck.packs.store import load_pack

if TYPE_CHECKING:
    from clerkcheck.reports.formal_reasons import FormalReason


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
    parser.add_argument(
        "--formal",
        action="append",
        default=[],
        metavar="REASON",
        help=_("形式审查不符的情形，写序号 1–13 或词（如 印章、签发人），可以几次；没有别的问题也出告知单"),
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
    _formal(options.formal)
    case, pack = load_case_with_pack(options.case, load_pack)
    office = load_office(options.office) if options.office else office_beside(os.path.dirname(options.case))
    report = check(case, pack, calendar_for(options.calendar), as_of)
    paper = slip_paper(report, pack, office, _formal(options.formal))
    if paper is None:
        (say_error if options.output is None else say)(_nothing(report))
        return 0
    emit(rendered([paper], form, as_of), options.output, force=options.force)
    return 1


def _formal(given: list[str]) -> "list[FormalReason]":
    """The reasons of form named, in the order of the list; raises UsageError for one that there is not."""
    from clerkcheck.reports.formal_reasons import formal_reason_named, formal_reasons

    named = {formal_reason_named(each.strip()): each for text in given for each in re.split("[,，、]", text)}
    if None in named:
        words = listed(f"{number} {each.word}" for number, each in enumerate(formal_reasons(), 1))
        raise UsageError(_("没有“{name}”这个形式审查情形").format(name=quoted(named[None])), None, words)
    return [reason for reason in formal_reasons() if reason in named]


def _nothing(report: Report) -> str:
    waiting = len(report.facts_asked())
    text = _("没有须补正的事项，没有写补正告知单")
    if report.outcome != "undetermined":
        return text
    return text + _("；本件尚待确认（待回答 {n} 项），请先用 clerkcheck check 查看").format(n=waiting)
