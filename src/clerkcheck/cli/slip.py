"""``clerkcheck slip CASE``: the 补正告知单 that goes back to the unit."""

import os
import re
from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING

from clerkcheck.cases.loading import load_case_with_pack
from clerkcheck.checking.check import check
from clerkcheck.checking.report import Report
from clerkcheck.cli.calendars_in_use import add_calendar_option, calendar_for
from clerkcheck.cli.chosen_rows import add_rows, is_table, refuse_row, table_cases
from clerkcheck.cli.day_options import day_option
from clerkcheck.cli.layers_in_use import add_layers_option, loader_for
from clerkcheck.cli.office_in_use import add_office_option, office_for
from clerkcheck.cli.out import add_output, chosen_format, emit, refuse_writing_over
from clerkcheck.cli.packs_in_use import add_packs_option
from clerkcheck.cli.parser import UsageError, quoted
from clerkcheck.cli.say import say, say_error
from clerkcheck.i18n import _, listed
from clerkcheck.packs.model import Pack

if TYPE_CHECKING:
    from clerkcheck.reports.formal_reasons import FormalReason


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of ``slip``."""
    parser.add_argument("case", metavar="CASE", help=_("案件文件（.yaml 或 .json），或台账"))
    parser.add_argument("--as-of", metavar="DATE", help=_("按哪一天查（默认今天，写成 2026-12-10）"))
    add_output(parser, ["papers"], "text")
    add_office_option(parser)
    parser.add_argument(
        "--formal",
        action="append",
        default=[],
        metavar="REASON",
        help=_("形式审查不符的情形，写序号 1–13 或词（如 印章、签发人），可以几次；没有别的问题也出告知单"),
    )
    add_calendar_option(parser)
    add_packs_option(parser)
    add_layers_option(parser)
    add_rows(parser)


def run(options: Namespace) -> int:
    """Print the slips; return 1 when there is one (a case is not ready), 0 when nothing is to be mended.

    Of a table there is one for each row that has something to mend; 2 where a row could not be read.
    """
    from clerkcheck.reports.formats import rendered
    from clerkcheck.reports.slip import slip_paper

    refuse_writing_over(options.output, [options.case, options.office, options.calendar])
    form = chosen_format(options, ["papers"], "text")
    as_of = day_option("--as-of", options.as_of)
    formal = _formal(options.formal)
    refuse_row(options, [options.case])
    judged, unread = _judged(options, as_of)
    office = office_for(options, os.path.dirname(options.case))
    made = [(report, slip_paper(report, pack, office, formal)) for report, pack in judged]
    papers = [paper for _report, paper in made if paper is not None]
    if not papers:
        (say_error if options.output is None else say)(_nothing([report for report, _paper in made]))
        return 2 if unread else 0
    emit(rendered(papers, form, as_of), options.output, force=options.force)
    if len(made) > 1 and options.output is not None:
        say(_("{n} 件中 {m} 件要补正").format(n=len(made), m=len(papers)))
    return 2 if unread else 1


def _judged(options: Namespace, as_of: date) -> "tuple[list[tuple[Report, Pack]], int]":
    """The reports with their packs, and how many rows of a table could not be read (each said)."""
    calendar = calendar_for(options.calendar)
    if not is_table(options.case):
        case, pack = load_case_with_pack(options.case, loader_for(options.layers))
        return [(check(case, pack, calendar, as_of), pack)], 0
    found = table_cases(options.case, options, calendar, as_of)
    errors = [each.error for each in found if each.error is not None]
    for error in errors:
        say_error(_("错误：{error}").format(error=error))
    return [(each.report, each.pack) for each in found if each.report and each.pack], len(errors)


def _formal(given: list[str]) -> "list[FormalReason]":
    """The reasons of form named, in the order of the list; raises UsageError for one that there is not."""
    from clerkcheck.reports.formal_reasons import formal_reason_named, formal_reasons

    named = {formal_reason_named(each.strip()): each for text in given for each in re.split("[,，、]", text)}
    if None in named:
        words = listed(f"{number} {each.word}" for number, each in enumerate(formal_reasons(), 1))
        raise UsageError(_("没有“{name}”这个形式审查情形").format(name=quoted(named[None])), None, words)
    return [reason for reason in formal_reasons() if reason in named]


def _nothing(reports: "list[Report]") -> str:
    text = _("没有须补正的事项，没有写补正告知单")
    waiting = [len(report.facts_asked()) for report in reports if report.outcome == "undetermined"]
    if not waiting:
        return text
    if len(reports) == 1:
        return text + _("；本件尚待确认（待回答 {n} 项），请先用 clerkcheck check 查看").format(n=waiting[0])
    return text + _("；{n} 件中 {m} 件尚待确认，请先用 clerkcheck check 查看").format(n=len(reports), m=len(waiting))
