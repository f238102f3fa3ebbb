"""``clerkcheck calendar``: a printed year or day, holiday notices imported, local days kept.

What is not the name of one of its commands is taken for a year or a day: ``calendar 2026`` is ``calendar show 2026``.
"""

import re
import unicodedata
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from clerkcheck.cli.calendars_in_use import add_calendar_option
from clerkcheck.cli.out import add_output, chosen_format, emit, made_and_rendered, refuse_writing_over
from clerkcheck.cli.parser import Parser, UsageError
from clerkcheck.cli.say import say
from clerkcheck.i18n import _
from clerkcheck.reports.formats import Takes

if TYPE_CHECKING:
    from clerkcheck.calendars.workdays import WorkCalendar

_TAKES: tuple[Takes, ...] = ("papers", "table", "plan")


def add_arguments(parser: Parser) -> None:
    """Add the year or day, and the commands of ``calendar``; each sets ``handle``."""
    also = _(
        "；或下列命令之一（各可加 --help）：import 导入放假通知、add 录入地方放假或上班、list 列出已录入的、remove 删去"
    )
    _add_show(parser, also)
    _add_show(parser.add_command("show", _("打印某年的工作日历，或说明某一天是不是工作日、依据是什么")))
    importing = _("导入国务院办公厅的放假通知，年中调整的也一样：文本、网页、Word、日历（.ics），或 holiday-cn 的 JSON")
    _add_import(parser.add_command("import", importing))
    _add_add(parser.add_command("add", _("录入地方规定的放假日或上班日，优先于全国的通知")))
    _add_list(parser.add_command("list", _("列出导入的通知和录入的地方放假日")))
    _add_remove(parser.add_command("remove", _("删去一天地方规定，或一年的通知")))


def run(options: Namespace) -> int:
    """Do what the command asks; return 0."""
    status: int = options.handle(options)
    return status


def _add_show(parser: Parser, also: str = "") -> None:
    parser.add_argument("when", metavar="YEAR", help=_("年份，如 2026；或某一天，如 2026-10-10") + also)
    add_calendar_option(parser)
    add_output(parser, _TAKES, "text")
    parser.set_defaults(handle=_show)


def _add_import(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("通知的文件：.txt .html .mht .docx .ics .json"))
    _add_store(parser)
    parser.add_argument("--year", metavar="YEAR", help=_("日历（.ics）里有几年的安排时，导入哪一年"))
    parser.add_argument("--dry-run", action="store_true", help=_("只看读到了什么，不存"))
    parser.set_defaults(handle=_import)


def _add_add(parser: Parser) -> None:
    parser.add_argument("date", metavar="DATE", help=_("哪一天，写成 2026-04-18"))
    parser.add_argument("kind", metavar=_("休|班"), help=_("休 放假，班 上班"))
    parser.add_argument("--paper", metavar="TEXT", required=True, help=_("依据的文件，写明发文机关和文号或标题"))
    parser.add_argument("--name", metavar="TEXT", default="", help=_("节日名称，如 三月三"))
    _add_store(parser)
    parser.set_defaults(handle=_add)


def _add_list(parser: Parser) -> None:
    _add_store(parser)
    parser.set_defaults(handle=_list)


def _add_remove(parser: Parser) -> None:
    parser.add_argument(
        "what", metavar="DATE|YEAR", help=_("2026-04-18 删去这一天的地方规定；2027 删去导入的这一年的通知")
    )
    _add_store(parser)
    parser.set_defaults(handle=_remove)


def _add_store(parser: Parser) -> None:
    parser.add_argument(
        "--calendar", metavar="FILE", help=_("存在哪个文件，如案件旁的 calendar.yaml（默认存在本用户的数据文件夹）")
    )


def _import(options: Namespace) -> int:
    from clerkcheck.cli.calendar.importing import import_notice

    year = None if options.year is None else _year_option(options.year)
    return import_notice(options.file, options.calendar, year, dry_run=options.dry_run)


def _add(options: Namespace) -> int:
    from clerkcheck.cli.calendar.keeping import add_day

    return add_day(options)


def _list(options: Namespace) -> int:
    from clerkcheck.cli.calendar.keeping import list_kept

    return list_kept(options.calendar)


def _remove(options: Namespace) -> int:
    from clerkcheck.cli.calendar.keeping import remove

    return remove(options.what, options.calendar)


def _show(options: Namespace) -> int:
    from clerkcheck.cli.calendars_in_use import calendar_for
    from clerkcheck.reports.calendar.year_page import year_page

    form = chosen_format(options, _TAKES, "text")
    refuse_writing_over(options.output, [options.calendar])
    plain = unicodedata.normalize("NFKC", options.when).strip()
    if re.match(r"\d+[-年]\d", plain):
        if options.output is not None or form != "text":
            raise UsageError(_("只有一年的日历能写到文件"), None, _("给年份，如 clerkcheck calendar 2026 -o 2026.docx"))
        from clerkcheck.cli.day_options import day_option
        from clerkcheck.reports.calendar.day_page import day_page

        say(day_page(day_option(_("日期"), plain), calendar_for(options.calendar)))
        return 0
    year, calendar = _year_option(options.when), calendar_for(options.calendar)
    if form == "text" and options.output is None:
        say(year_page(year, calendar))
        return 0
    emit(_rendered(year, calendar, form), options.output, force=options.force)
    return 0


def _rendered(year: int, calendar: "WorkCalendar", form: str) -> bytes:
    """The year as a file: a page of text, a paper, a table, or entries for the office calendar."""
    from clerkcheck.reports.calendar.year_page import year_page
    from clerkcheck.reports.calendar.year_paper import year_paper
    from clerkcheck.reports.formats import OfficeYear

    if form == "text":
        return (year_page(year, calendar) + "\n").encode()
    makers: Mapping[Takes, Callable[[], Any]] = {
        "papers": lambda: [year_paper(year, calendar)],
        "table": lambda: [year_paper(year, calendar)],
        "plan": lambda: OfficeYear(year, calendar),
    }
    return made_and_rendered(makers, form, date(year, 1, 1))


def _year_option(text: str) -> int:
    year = year_of(text)
    if year is None:
        from clerkcheck.reading.written_values import shown

        raise UsageError(_("“{text}”不是年份").format(text=shown(text)), None, _("写成 2026 这样，1 到 9999"))
    return year


def year_of(text: str) -> int | None:
    """Return the year that was typed (2026, ２０２６年), None where it is none of 1-9999."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("年")
    if plain.isascii() and plain.isdecimal() and len(plain) <= 4 and 1 <= int(plain) <= 9999:
        return int(plain)
    return None
