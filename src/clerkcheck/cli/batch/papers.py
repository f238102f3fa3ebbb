"""``batch … --papers FOLDER`` and ``--since RESULT``: what is made of a run beside its table of results."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cli.office_in_use import add_office_option, office_for
from clerkcheck.cli.say import say, say_error
from clerkcheck.i18n import _, listed
from clerkcheck.reading.errors import InputError, Place

if TYPE_CHECKING:
    from clerkcheck.batch.papers.gathered import Gathered
    from clerkcheck.batch.sources.items import BatchItem
    from clerkcheck.reports.model import Paper
    from clerkcheck.reports.office import Office

_MOST = 500  # cases of which papers are made at once: more is no meeting, and thousands of files
_MOST_TOLD = 20


def add_papers(parser: ArgumentParser) -> None:
    """Let ``batch`` write the papers of a run, by an office's file and with what was mended since another run."""
    parser.add_argument(
        "--papers",
        metavar="FOLDER",
        help=_("另写一套文书：每次会议一个文件夹（自查表、告知单、合订的打印件），各单位的征询单，汇总表"),
    )
    add_office_option(parser)
    parser.add_argument("--since", metavar="RESULT", help=_("和上次的结果（.csv .xlsx .jsonl）比，说哪些已经补正"))


def refuse_before(options: Namespace) -> None:
    """Raise InputError, before anything is judged, for what cannot be done afterwards."""
    if options.papers and os.path.exists(options.papers) and not os.path.isdir(options.papers):
        raise InputError(_("这是文件，不是文件夹"), Place(options.papers), _("给一个文件夹，没有会新建"))
    if options.since:
        from clerkcheck.batch.papers.since import read_earlier

        if os.path.exists(options.output) and os.path.samefile(options.since, options.output):
            raise InputError(_("上次的结果会被这次的盖掉"), Place(options.output), _("-o 换一个文件名"))
        options.earlier = read_earlier(options.since)
    if options.papers:
        _office(options)
        if find_spec("docx") is None or find_spec("openpyxl") is None:
            message = _("写文书要先装 {package}").format(package=listed(["python-docx", "openpyxl"]))
            raise InputError(message, Place("--papers"), _('用 pip install "clerkcheck[paper]" 装上'))


def make(options: Namespace, items: "Callable[[], Iterable[BatchItem]]", calendar: WorkCalendar, as_of: date) -> None:
    """Write the papers and say what has changed, as far as asked for; raises InputError."""
    if not options.papers and not options.since:
        return
    from clerkcheck.batch.papers.gathered import gathered

    found = list(gathered(items(), calendar, as_of))
    more = [_compare(options, found)] if options.since else []
    if options.papers:
        _write(options, found, as_of, more)


def _write(options: Namespace, found: "list[Gathered]", as_of: date, more: "list[Paper]") -> None:
    from clerkcheck.batch.papers.meeting_papers import write_papers

    if len(found) > _MOST:
        message = _("有 {n} 件，一次最多出 {most} 件的文书").format(n=len(found), most=_MOST)
        raise InputError(message, Place("--papers"), _("分成几份台账，或用 slip、check 的 --row 挑出几行"))
    name = listed(os.path.basename(os.path.abspath(each)) for each in options.sources)
    made = write_papers(found, options.papers, _office(options), as_of, name, more)
    say(_("文书：{folder}（{n} 个文件）").format(folder=options.papers, n=made.files))
    for kept in made.kept[:_MOST_TOLD]:
        say_error(_("已有同名文件，不是本程序写的或已被改过，没有动：{path}").format(path=kept))
    for left in made.left[:_MOST_TOLD]:
        say_error(_("上次写的、这次用不着了，已被改过，没有删：{path}").format(path=left))


def _compare(options: Namespace, found: "list[Gathered]") -> "Paper":
    from clerkcheck.batch.papers.since import compared

    comparison = compared(options.earlier, found)
    say(_("与上次相比：{summary}").format(summary=comparison.summary()))
    lines = comparison.lines()
    for line in lines[:_MOST_TOLD]:
        say("  " + line)
    if len(lines) > _MOST_TOLD:
        say(_("  另有 {n} 件").format(n=len(lines) - _MOST_TOLD))
    return comparison.paper(_office(options).letterhead, options.since)


def _office(options: Namespace) -> "Office":
    first = options.sources[0]
    return office_for(options, first if os.path.isdir(first) else os.path.dirname(first))
