"""``clerkcheck summary FOLDER``: the 议题审核汇总表 of a folder of cases."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.register import listing
from clerkcheck.cli.calendars_in_use import add_calendar_option, calendar_for
from clerkcheck.cli.check import exit_status
from clerkcheck.cli.chosen_rows import add_rows, is_table, refuse_row, table_cases
from clerkcheck.cli.day_options import day_option
from clerkcheck.cli.filed_away import add_closed_option, cases_of_folder
from clerkcheck.cli.layers_in_use import add_layers_option
from clerkcheck.cli.office_in_use import add_office_option, office_for
from clerkcheck.cli.out import add_output, chosen_format, emit, refuse_writing_over
from clerkcheck.cli.packs_in_use import add_packs_option
from clerkcheck.cli.say import say_error
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reports.formats import Takes

if TYPE_CHECKING:
    from clerkcheck.batch.papers.gathered import Gathered
    from clerkcheck.desk.folder_papers import FolderCase
    from clerkcheck.reports.summary import SummaryItem

TAKES: tuple[Takes, ...] = ("papers", "table")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of ``summary``."""
    parser.add_argument("folder", metavar="FOLDER", help=_("放着一次会议的案件文件的文件夹（不含子文件夹），或台账"))
    parser.add_argument("--as-of", metavar="DATE", help=_("按哪一天查（默认今天，写成 2026-12-10）"))
    parser.add_argument(
        "--order",
        choices=("meeting", "pinyin", "name"),
        default="meeting",
        help=_("次序：meeting 会议日期和会议（默认），pinyin 单位和题名的拼音，name 文件名"),
    )
    add_output(parser, TAKES, "text")
    add_office_option(parser)
    add_calendar_option(parser)
    add_packs_option(parser)
    add_layers_option(parser)
    add_rows(parser)
    add_closed_option(parser)


def run(options: Namespace) -> int:
    """Print the table; return 2 when a file could not be read or was left out, else 1 when some case is not ready."""
    from clerkcheck.reports.formats import rendered
    from clerkcheck.reports.summary import in_meeting_order, in_pinyin_order, summary_paper

    refuse_row(options, [options.folder])
    table = is_table(options.folder)
    paths = [options.folder] if table else _files(options.folder)
    refuse_writing_over(options.output, [*paths, options.office, options.calendar])
    form = chosen_format(options, TAKES, "text")
    as_of = day_option("--as-of", options.as_of)
    office = office_for(options, os.path.dirname(options.folder) if table else options.folder)
    calendar = calendar_for(options.calendar)
    entries = _items(options, calendar, as_of)
    if not entries:
        raise InputError(
            _("文件夹里没有案件文件"), Place(options.folder), _("放入 .yaml 或 .json 案件，或换一个文件夹")
        )
    name = os.path.basename(os.path.abspath(options.folder))
    if options.order != "name":
        entries = (in_meeting_order if options.order == "meeting" else in_pinyin_order)(entries)
    paper = summary_paper(entries, name, as_of, letterhead=office.letterhead)
    emit(rendered([paper], form, as_of), options.output, force=options.force)
    if (not table and _said_what_is_left_out(options.folder)) or any(each.error for each in entries):
        return 2
    return exit_status([each.report.outcome for each in entries if each.report], "deviating")


def _said_what_is_left_out(folder: str) -> bool:
    """Name on stderr each file of the folder that no line of the table speaks of; return whether there was one."""
    from clerkcheck.batch.sources.folders import left_out

    found = list(left_out(folder))
    for each in found:
        say_error(str(each))
    return bool(found)


def _files(folder: str) -> list[str]:
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise InputError(_("这是文件，不是文件夹"), Place(folder), _("查一件用 clerkcheck check"))
    try:
        return [each.path for each in listing(folder).files]
    except InputError as error:
        raise InputError(error.message, error.place, _("核对文件夹名")) from None


def _items(options: Namespace, calendar: WorkCalendar, as_of: date) -> "list[SummaryItem]":
    found: Sequence[Gathered | FolderCase]
    if is_table(options.folder):
        found = table_cases(options.folder, options, calendar, as_of)
    else:
        found = cases_of_folder(options.folder, options, calendar, as_of)
    for each in found:
        if each.error is not None:
            say_error(_("错误：{error}").format(error=each.error))
    return [each.summary_item() for each in found]
