"""``clerkcheck draft FILE``: what is wrong with a draft, and what it says of its case."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from clerkcheck.cli.out import (
    add_force,
    chosen_format,
    emit,
    in_colour,
    made_and_rendered,
    refuse_writing_over,
    screen_width,
)
from clerkcheck.cli.packs_in_use import add_packs_option
from clerkcheck.cli.parser import UsageError, quoted
from clerkcheck.cli.say import say_error
from clerkcheck.clock import today
from clerkcheck.drafts.faults.registry import SEVERITIES, Fault
from clerkcheck.drafts.files.opening import ENDINGS, MOST_BYTES, OFFICE_ENDINGS
from clerkcheck.drafts.reading import DraftReport, draft_report, worst
from clerkcheck.i18n import _, listed
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import read_bytes
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reports.formats import Takes, registered

if TYPE_CHECKING:
    from clerkcheck.reports.draft_sheet import DraftItem, Quoted

_SWEEP = 16  # drafts
_OF_ONE = ("terminal", "json", "docx")
_OF_MANY: tuple[Takes, ...] = ("screen", "data", "papers", "table")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of ``draft``."""
    parser.add_argument(
        "drafts",
        nargs="+",
        metavar="FILE",
        help=_("草稿：{endings}；可以几件，或一个文件夹").format(endings=listed(ENDINGS)),
    )
    add_packs_option(parser)
    parser.add_argument("--case", metavar="CASE", help=_("案件文件：草稿写到的，同案件里的回答放在一起看（不改案件）"))
    parser.add_argument(
        "-f", "--format", metavar="FORMAT",
        help=_("输出格式：terminal（默认）、json、docx（在草稿的副本上加批注）；文件夹还有 xlsx、html、text、markdown"),
    )  # fmt: skip
    parser.add_argument("-o", "--output", metavar="FILE", help=_("写到文件，不写到屏幕"))
    add_force(parser)
    parser.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        default="warning",
        help=_("多严重算不通过（退出码 1）：error、warning（默认）、note"),
    )


def run(options: Namespace) -> int:
    """Read the drafts; return 2 when one could not be read, 1 when one has a fault as bad as asked, else 0."""
    refuse_writing_over(options.output, [*options.drafts, options.case])
    if len(options.drafts) == 1 and not os.path.isdir(options.drafts[0]):
        return _one(options)
    if options.case:
        raise UsageError(_("--case 只能和一件草稿一起用"), None, _("给出一件草稿，或删去 --case"))
    return _many(options)


def _one(options: Namespace) -> int:
    form = _form_of_one(options)
    report = draft_report(options.drafts[0])
    quoted = _quoted(report, options.case)
    if form == "docx":
        emit(_commented(report), options.output, force=options.force)
    else:
        makers: Mapping[Takes, Callable[[], Any]] = {
            "screen": lambda: _sheet(report, quoted, options), "data": lambda: _data(report),
        }  # fmt: skip
        data = made_and_rendered(makers, form, today())
        emit(data, options.output, coloured=in_colour(form, options.output), force=options.force)
    return _status([report.faults], options.fail_on)


def _form_of_one(options: Namespace) -> str:
    """The format of one draft's report: as asked, or by the ending of the file that is to be written."""
    ending = os.path.splitext(options.output or "")[1].lower()
    by_ending = {".json": "json", ".docx": "docx", ".txt": "terminal", "": "terminal"}
    if options.output and ending not in by_ending:
        remedy = _("-o 的文件名可以用的结尾：") + listed([".docx", ".json", ".txt"])
        raise UsageError(_("写不了 {ending} 文件，没有写").format(ending=ending), None, remedy)
    form: str = options.format or by_ending[ending]
    _refuse_format(form, _OF_ONE)
    if options.output and ending and by_ending[ending] != form:
        message = _("以 {ending} 结尾的文件不能写成 {form}").format(ending=ending, form=form)
        raise UsageError(message, None, _("换一个文件名，或删去 --format"))
    if form == "docx" and not options.output:
        raise UsageError(
            _("{form} 要写到文件").format(form=form), None, _("加上 -o 文件名{ending}").format(ending=".docx")
        )
    return form


def _refuse_format(form: str | None, known: Sequence[str]) -> None:
    """Raise UsageError for a format that is none of ``known``: one draft has others than a folder."""
    if form is not None and form not in known:
        message = _("{option} 不能是 {value}").format(option="-f/--format", value=quoted(form))
        raise UsageError(message, None, suggestion(form, known))


def _commented(report: DraftReport) -> bytes:
    from clerkcheck.drafts.comments import with_comments
    from clerkcheck.drafts.files.office_files import as_docx

    path = report.draft.text.path
    if report.draft.text.word is None:
        remedy = _("先把草稿另存为 .docx，或不用 -f docx")
        raise InputError(_("只有 Word 草稿能加批注"), Place(path), remedy)
    data = read_bytes(path, limit=MOST_BYTES)
    if path.lower().endswith(OFFICE_ENDINGS) and not data.startswith(b"PK"):
        data = as_docx(path, data)
    return with_comments(data, report.draft, report.faults)


def _sheet(report: DraftReport, quoted: "Sequence[Quoted]", options: Namespace) -> str:
    from clerkcheck.reports.draft_sheet import draft_sheet

    return draft_sheet(
        report, quoted, width=80 if options.output else screen_width(), colour=in_colour("terminal", options.output)
    )


def _quoted(report: DraftReport, case_path: str | None) -> "list[Quoted]":
    """What the draft says: against the case that is given, or by the shared vocabulary alone."""
    from clerkcheck.cases.loading import load_case_with_pack
    from clerkcheck.cases.model import Case
    from clerkcheck.desk.draft_proposals import offers, quoted
    from clerkcheck.packs.store import load_pack

    if case_path:
        case, pack = load_case_with_pack(case_path, load_pack)
    else:
        pack = load_pack("national")
        case = Case("national", "document", "", None, {}, {}, {})
    return [quoted(each) for each in offers(report, case, pack)]


def _data(report: DraftReport) -> dict[str, Any]:
    from clerkcheck.drafts.data import draft_data

    return draft_data(report.draft, report.faults, report.proposals)


def _many(options: Namespace) -> int:
    from clerkcheck.reports.draft_sheet import drafts_paper, drafts_sheet

    _refuse_format(options.format, [each.name for each in registered(*_OF_MANY)])
    form = chosen_format(options, _OF_MANY, "terminal")
    folder = options.drafts[0] if len(options.drafts) == 1 else ""
    items = list(_items(options.drafts))
    if not items:
        remedy = _("放入草稿（{endings}），或换一个文件夹").format(endings=listed(ENDINGS))
        raise InputError(_("文件夹里没有草稿"), Place(folder), remedy)
    name = os.path.basename(os.path.abspath(folder)) if folder else ""
    cells = 80 if options.output else screen_width()
    makers: Mapping[Takes, Callable[[], Any]] = {
        "screen": lambda: drafts_sheet(items, width=cells, colour=in_colour("terminal", options.output)),
        "data": lambda: [each.data for each in items],
        "papers": lambda: [drafts_paper(items, name)],
        "table": lambda: [drafts_paper(items, name)],
    }  # fmt: skip
    emit(
        made_and_rendered(makers, form, today()),
        options.output,
        coloured=in_colour(form, options.output),
        force=options.force,
    )
    for item in items:
        if item.faults is None:
            say_error(_("错误：{error}").format(error=item.error))
    read = [item.faults for item in items if item.faults is not None]
    return 2 if len(read) < len(items) else _status(read, options.fail_on)


def _paths(given: Iterable[str]) -> list[str]:
    """The drafts that were named, and those in the folders that were; hidden and lock files (~$…) are none."""
    found: list[str] = []
    for path in given:
        if not os.path.isdir(path):
            found.append(path)
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            kept = (
                name for name in sorted(names) if name.lower().endswith(ENDINGS) and not name.startswith((".", "~$"))
            )
            found += [os.path.join(folder, name) for name in kept]
    return found


def _items(given: Iterable[str]) -> "Iterator[DraftItem]":
    """Read the drafts one after another; what a Word document leaves behind are circles, which must be swept up."""
    import gc

    given = list(given)
    folder = given[0] if len(given) == 1 else ""
    for number, path in enumerate(_paths(given), 1):
        yield _item(path, folder)
        if number % _SWEEP == 0:
            gc.collect()


def _item(path: str, folder: str) -> "DraftItem":
    from clerkcheck.reports.draft_sheet import DraftItem

    name = os.path.relpath(path, folder) if folder else path
    try:
        report = draft_report(path)
        return DraftItem(name, report.faults, _data(report))
    except InputError as error:
        return DraftItem(name, data={"source": path, "error": str(error)}, error=str(error))


def _status(found: Iterable[Sequence[Fault]], fail_on: str) -> int:
    bad = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return int(any(worst(faults) in bad for faults in found))
