"""``clerkcheck due DATE ±N``: the day on which a period ends, and every day counted."""

import re
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from clerkcheck.cli.calendars_in_use import add_calendar_option
from clerkcheck.cli.day_options import day_option
from clerkcheck.cli.out import add_page_format, emit
from clerkcheck.cli.parser import UsageError
from clerkcheck.cli.say import say
from clerkcheck.i18n import _
from clerkcheck.literals import Bound, Unit
from clerkcheck.reports.formats import rendered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clerkcheck.calendars.counting import CountedPeriod
    from clerkcheck.calendars.days import CountedDay, DueDate
    from clerkcheck.calendars.workdays import WorkCalendar

UNITS = get_args(Unit)
_CALLED = {
    "工作日": "workday",
    "个工作日": "workday",
    "日": "day",
    "天": "day",
    "月": "month",
    "个月": "month",
    "年": "year",
}
_MINUS = str.maketrans("－−–＋", "---+")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of ``due``."""
    parser.add_argument("date", metavar="DATE", help=_("起算日（当日不计入），写成 2026-12-28"))
    parser.add_argument("offset", metavar="±N", help=_("向后 +3（或 3），向前 -3"))
    parser.add_argument(
        "--unit",
        type=_unit,
        choices=UNITS,
        default="workday",
        help=_("单位：workday 工作日（默认）、day 日、month 月、year 年，也可以写中文"),
    )
    parser.add_argument(
        "--bound",
        choices=get_args(Bound),
        default="latest",
        help=_("latest 最迟在（默认；按日计的末日逢休息日顺延，倒推的不移动）、earliest 最早自（不移动）"),
    )
    parser.add_argument("--explain", action="store_true", help=_("打印期限推算单：每一天计入与否，理由和依据"))
    parser.add_argument(
        "--as-of", metavar="DATE", help=_("说明从哪一天起还余几个工作日（在屏幕上默认今天；输出到管道时给了才说）")
    )
    add_calendar_option(parser)
    add_page_format(parser)


def run(options: Namespace) -> int:
    """Print the due date; return 0."""
    from clerkcheck.calendars.counting import counted_period
    from clerkcheck.cli.calendars_in_use import calendar_for

    start, n = _start(options.date), _offset(options.offset)
    calendar = calendar_for(options.calendar)
    due = calendar.offset(start, n, options.unit, options.bound)
    period = counted_period(calendar, start, n, options.unit, options.bound) if options.explain else None
    if options.format != "text":
        data = _data(start, n, options, due, period.days if period else ())
        emit(rendered(data, options.format, start), None)
    else:
        say(_as_text(due, period, options.bound))
        if options.as_of is not None or sys.stdout.isatty():
            say(_countdown(calendar, due, options.bound, day_option("--as-of", options.as_of)))
    return 0


def _countdown(calendar: "WorkCalendar", due: "DueDate", bound: Bound, as_of: date) -> str:
    """The working days left to the safe day, and from which day they are counted."""
    from clerkcheck.checking.deadlines import safe_day
    from clerkcheck.reports.day_words import working_days_left

    safe = safe_day(bound, due.earliest, due.latest)
    left = working_days_left(safe, as_of, calendar.workdays_between(as_of, safe))
    return _("{left}（自 {day} 起）").format(left=left, day=as_of)


def _unit(text: str) -> str:
    """A unit by its id or in Chinese."""
    return _CALLED.get(text.strip(), text)


def _start(text: str) -> date:
    from clerkcheck.batch.sources.cell_dates import read_date
    from clerkcheck.reading.written_values import ValueProblem, real_date

    try:
        return read_date(text) or real_date(text)
    except ValueProblem as problem:
        raise UsageError(_("起算日：{problem}").format(problem=problem.message), None, problem.remedy) from None


def _offset(text: str) -> int:
    plain = text.translate(_MINUS)
    if not re.fullmatch(r"[+-]?[0-9]{1,5}", plain):
        from clerkcheck.reading.written_values import shown

        remedy = _("写成 +3（之后第三个）或 -3（之前第三个）")
        raise UsageError(_("期限“{text}”不是五位以内的整数").format(text=shown(text)), None, remedy)
    return int(plain)


def _as_text(due: "DueDate", period: "CountedPeriod | None", bound: Bound) -> str:
    from clerkcheck.reports.calendar.period_sheet import due_page, period_page, period_sheet

    return period_page(period_sheet(period, bound=bound)) if period else due_page(due, bound)


def _data(start: date, n: int, options: Namespace, due: "DueDate", days: "Sequence[CountedDay]") -> dict[str, Any]:
    from clerkcheck.calendars.days import weekday_name

    data: dict[str, Any] = {
        "schema": "clerkcheck.due/1",
        "from_date": start,
        "offset": n,
        "unit": options.unit,
        "bound": options.bound,
        "due": due.day,
        "weekday": weekday_name(due.day),
        "provisional": due.provisional,
        "earliest": due.earliest,
        "latest": due.latest,
        "note": due.note,
        "advice": due.advice,
    }
    return _plain(data | ({"days": [_plain(day._asdict()) for day in days]} if days else {}))


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in data.items()}
