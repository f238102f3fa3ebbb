"""``clerkcheck check CASE…``: the verdict on one case or several."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.loading import case_with_pack_of, load_case_with_pack
from clerkcheck.cases.model import Case
from clerkcheck.checking.check import check
from clerkcheck.checking.counting import counted
from clerkcheck.checking.judging_rules import is_as_bad
from clerkcheck.checking.report import Report
from clerkcheck.cli.calendars_in_use import add_calendar_option, calendar_for
from clerkcheck.cli.case_names import STDIN, case_names, read_stdin
from clerkcheck.cli.chosen_rows import add_rows, is_table, refuse_row, table_cases
from clerkcheck.cli.day_options import day_option
from clerkcheck.cli.layers_in_use import add_layers_option, loader_for
from clerkcheck.cli.office_in_use import add_office_option, office_for
from clerkcheck.cli.option_words import add_fail_on
from clerkcheck.cli.out import (
    add_output,
    chosen_format,
    emit,
    in_colour,
    made_and_rendered,
    refuse_writing_over,
    screen_width,
)
from clerkcheck.cli.packs_in_use import add_packs_option
from clerkcheck.cli.parser import UsageError
from clerkcheck.cli.say import say_error
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import PackLoader
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.files import document_of
from clerkcheck.reports.formats import Takes, format_named

if TYPE_CHECKING:
    from clerkcheck.reports.model import Paper

TAKES: tuple[Takes, ...] = ("screen", "papers", "data")


class Judged(NamedTuple):
    """What came of one case file: its report with case and pack, or the error that kept it from being read."""

    source: str
    report: Report | None = None
    pack: Pack | None = None
    case: Case | None = None
    error: InputError | None = None


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of ``check``."""
    parser.add_argument(
        "cases",
        nargs="+",
        metavar="CASE",
        help=_("案件文件（.yaml 或 .json）、文件夹或 '*.yaml' 这样的写法，也可以是台账，可以几个；- 是标准输入"),
    )
    add_output(parser, TAKES, "terminal")
    parser.add_argument("--as-of", metavar="DATE", help=_("按哪一天查（默认今天，写成 2026-12-10）"))
    parser.add_argument("--explain", action="store_true", help=_("附期限推算单：每个期限逐日计入与否，理由和依据"))
    parser.add_argument(
        "--full", action="store_true", help=_("自查表印全文：条文原文、不适用的要件、全部提醒（默认一页）")
    )
    add_office_option(parser)
    add_calendar_option(parser)
    add_packs_option(parser)
    add_layers_option(parser)
    add_rows(parser)
    add_fail_on(parser)


def run(options: Namespace) -> int:
    """Judge the cases and show the reports; return the exit status (0 ready, 1 some case is not, 2 bad input)."""
    named = case_names(options.cases)
    options.cases = named.paths
    refuse_row(options, options.cases)
    refuse_writing_over(options.output, [*options.cases, options.office, options.calendar])
    options.format = chosen_format(options, TAKES, "terminal")
    if options.explain and format_named(options.format).takes == "data":
        form = options.format
        remedy = _("逐日推算用 clerkcheck due 起算日 ±N --explain --format {form}").format(form=form)
        raise UsageError(_("--explain 不能和 {form} 一起用").format(form=form), None, remedy)
    as_of = day_option("--as-of", options.as_of)
    calendar = calendar_for(options.calendar)
    loader = loader_for(options.layers)
    judged = _judged(options, loader, calendar, as_of)
    failed = [each.error for each in judged if each.error is not None]
    if len(judged) == 1 and failed:
        raise failed[0]
    for error in failed:
        say_error(_("错误：{error}").format(error=error))
    data = _rendered(judged, options, calendar, as_of)
    if data:
        coloured = in_colour(options.format, options.output)
        emit(data, options.output, coloured=coloured, force=options.force)
    if failed or named.passed_over:
        return 2
    return exit_status([each.report.outcome for each in judged if each.report], options.fail_on)


def exit_status(outcomes: list[str], fail_on: str) -> int:
    """Return 1 when some outcome is as bad as ``fail_on`` or worse, else 0."""
    return int(any(is_as_bad(outcome, fail_on) for outcome in outcomes))


def _judged(options: Namespace, loader: PackLoader, calendar: WorkCalendar, as_of: date) -> "list[Judged]":
    """Every case in the order given; numbers are counted over all that stand in files of their own."""
    files = (_read(path, loader) for path in options.cases if not is_table(path))
    found = (_judge(each, calendar, as_of) for each in counted(files))
    judged: list[Judged] = []
    for path in options.cases:
        if is_table(path):
            rows = table_cases(path, options, calendar, as_of)
            judged += [Judged(str(each.where), each.report, each.pack, each.case, each.error) for each in rows]
        else:
            judged.append(next(found))
    return judged


def _read(path: str, loader: PackLoader) -> Judged:
    try:
        if path == STDIN:
            case, pack = case_with_pack_of(document_of(read_stdin(), _("标准输入")), loader)
        else:
            case, pack = load_case_with_pack(path, loader)
        return Judged(path, None, pack, case)
    except InputError as error:
        return Judged(path, error=error)


def _judge(read: Judged, calendar: WorkCalendar, as_of: date) -> Judged:
    if read.case is None or read.pack is None:
        return read
    try:
        return read._replace(report=check(read.case, read.pack, calendar, as_of))
    except InputError as error:  # a date whose period ends beyond year 9999
        return Judged(read.source, error=error)


def _rendered(judged: list[Judged], options: Namespace, calendar: WorkCalendar, as_of: date) -> bytes:
    makers: Mapping[Takes, Callable[[], Any]] = {
        "screen": lambda: _on_screen(judged, options, calendar),
        "papers": lambda: list(_papers(judged, options, calendar)),
        "data": lambda: _data(judged),
    }
    return made_and_rendered(makers, options.format, as_of)


def _data(judged: list[Judged]) -> dict[str, Any] | list[dict[str, Any]]:
    from clerkcheck.reports.json import report_data

    data = [
        report_data(each.report) if each.report else {"source": each.source, "error": str(each.error)}
        for each in judged
    ]
    return data[0] if len(data) == 1 else data


def _papers(judged: list[Judged], options: Namespace, calendar: WorkCalendar) -> "Iterator[Paper]":
    from clerkcheck.reports.check_form import check_form
    from clerkcheck.reports.check_paper import check_paper

    office = office_for(options, os.path.dirname(options.cases[0]))
    for each in judged:
        if each.report and each.pack and each.case:
            if options.full:
                yield check_paper(each.report, each.pack, each.case, letterhead=office.letterhead)
            else:
                yield check_form(each.report, each.pack, each.case, office)
            yield from _periods(each, options, calendar)


def _periods(each: Judged, options: Namespace, calendar: WorkCalendar) -> "Iterator[Paper]":
    if options.explain and each.report and each.pack:
        from clerkcheck.reports.calendar.periods_paper import periods_paper

        paper = periods_paper(each.report, each.pack, calendar)
        if paper is not None:
            yield paper


def _on_screen(judged: list[Judged], options: Namespace, calendar: WorkCalendar) -> str:
    from clerkcheck.reports.sheet_text import render_text
    from clerkcheck.reports.verdict import Verdict

    screen = options.output is None and sys.stdout.isatty()
    colour = in_colour(options.format, options.output)
    width = screen_width() if screen else 80
    parts = []
    for each in judged:
        if each.report and each.pack:
            parts.append(render_text(Verdict(each.report, each.pack), width=width, colour=colour))
            parts += [_as_text(paper, width) for paper in _periods(each, options, calendar)]
    return ("\n" + "-" * width + "\n\n").join(parts)


def _as_text(paper: "Paper", width: int) -> str:
    from clerkcheck.reports.paper_text import render_paper

    return render_paper(paper, width=width)
