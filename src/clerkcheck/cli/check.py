"""``clerkcheck check CASE…``: the verdict on one case or several."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from clerkcheck.calendars.workdays import WorkCalendar, national_calendar
from clerkcheck.cases.loading import load_case_with_pack
from clerkcheck.checking.check import check
from clerkcheck.checking.report import Report
from clerkcheck.cli.days import day_option
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import load_pack
from clerkcheck.reading.errors import InputError, Place

SEVERITY = ("ready", "deviating", "undetermined", "blocked")
FORMATS = ("terminal", "text", "json")


class Judged(NamedTuple):
    """What came of one case file: a report with its pack, or the error that kept it from being read."""

    source: str
    report: Report | None
    pack: Pack | None
    error: InputError | None


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of ``check``."""
    parser.add_argument("cases", nargs="+", metavar="CASE", help=_("案件文件（.yaml 或 .json），可以几件"))
    parser.add_argument(
        "-f", "--format", choices=FORMATS, default="terminal", help=_("输出格式：terminal（默认）、text、json")
    )
    parser.add_argument("-o", "--output", metavar="FILE", help=_("写到文件，不写到屏幕"))
    parser.add_argument("--as-of", metavar="DATE", help=_("按哪一天查（默认今天，写成 2026-12-10）"))
    parser.add_argument(
        "--fail-on",
        choices=SEVERITY[:0:-1],
        default="deviating",
        help=_("多严重算不通过（退出码 1）：blocked、undetermined、deviating（默认）"),
    )


def run(options: Namespace) -> int:
    """Judge the cases and show the reports; return the contract's exit status."""
    as_of = day_option("--as-of", options.as_of)
    _refuse_writing_over(options.output, options.cases)
    calendar = national_calendar()
    judged = [_judge(path, calendar, as_of) for path in options.cases]
    failed = [each.error for each in judged if each.error is not None]
    if len(judged) == 1 and failed:
        raise failed[0]
    for error in failed:
        print(_("错误：{error}").format(error=error), file=sys.stderr)
    _emit(_RENDERERS[options.format](judged, options), options.output)
    return 2 if failed else exit_status([each.report.outcome for each in judged if each.report], options.fail_on)


def exit_status(outcomes: list[str], fail_on: str) -> int:
    """Return 1 when some outcome is as bad as ``fail_on`` or worse, else 0."""
    return int(any(SEVERITY.index(outcome) >= SEVERITY.index(fail_on) for outcome in outcomes))


@lru_cache(maxsize=8)
def _pack(name: str) -> Pack:
    return load_pack(name)


def _judge(path: str, calendar: WorkCalendar, as_of: date) -> Judged:
    try:
        case, pack = load_case_with_pack(path, _pack)
    except InputError as error:
        return Judged(path, None, None, error)
    return Judged(path, check(case, pack, calendar, as_of), pack, None)


def _as_json(judged: list[Judged], _options: Namespace) -> str:
    from clerkcheck.reports.json import dump, report_data

    data = [
        report_data(each.report) if each.report else {"source": each.source, "error": str(each.error)}
        for each in judged
    ]
    return dump(data[0] if len(data) == 1 else data)


def _as_text(judged: list[Judged], options: Namespace) -> str:
    from clerkcheck.reports.sheet import sheet_of
    from clerkcheck.reports.text import render_text

    on_screen = options.format == "terminal" and options.output is None and sys.stdout.isatty()
    colour = on_screen and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = _width() if on_screen else 80
    sheets = [
        render_text(sheet_of(each.report, each.pack), width=width, colour=colour)
        for each in judged
        if each.report and each.pack
    ]
    return ("\n" + "-" * width + "\n\n").join(sheets)


def _width() -> int:
    """The terminal's width, but no line longer than is easily read."""
    try:
        return max(40, min(os.get_terminal_size().columns, 100))
    except OSError:
        return 80


def _refuse_writing_over(output: str | None, cases: list[str]) -> None:
    """A report must never replace the case it is about."""
    if output is not None and os.path.exists(output):
        for case in cases:
            if os.path.exists(case) and os.path.samefile(case, output):
                raise InputError(_("输出文件就是案件文件，没有写"), Place(output), _("换一个文件名"))


def _emit(text: str, output: str | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    from clerkcheck.reading.files import write_whole

    write_whole(output, text.encode(errors="backslashreplace"))


_RENDERERS: dict[str, Callable[[list[Judged], Namespace], str]] = {
    "json": _as_json,
    "text": _as_text,
    "terminal": _as_text,
}
