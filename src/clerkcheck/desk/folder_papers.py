"""The papers of a whole folder (a meeting): the 汇总表, all slips, all sheets, in one file each."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from clerkcheck.calendars.workdays import WorkCalendar
from clerkcheck.cases.loading import load_case_with_pack
from clerkcheck.cases.model import Case
from clerkcheck.cases.register import free_paths, listing, looks_like_case
from clerkcheck.checking.check import check
from clerkcheck.checking.counting import counted
from clerkcheck.checking.report import Report
from clerkcheck.desk.filing import note
from clerkcheck.desk.trail import printed_words
from clerkcheck.i18n import _, linked
from clerkcheck.packs.model import Pack
from clerkcheck.packs.store import PackLoader, remembering
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import read_text, write_new

if TYPE_CHECKING:
    from clerkcheck.reports.model import Paper
    from clerkcheck.reports.office import Office
    from clerkcheck.reports.summary import SummaryItem


class FolderCase(NamedTuple):
    """A case of the folder as judged, or why it could not be read."""

    path: str
    case: Case | None = None
    pack: Pack | None = None
    report: Report | None = None
    error: InputError | None = None

    def summary_item(self) -> "SummaryItem":
        """Return the row that the case, or why it could not be read, makes in the 汇总表."""
        from clerkcheck.reports.summary import SummaryItem

        error = str(self.error.without_folder()) if self.error is not None else ""
        return SummaryItem(os.path.basename(self.path), self.report, self.pack, error, self.case)


class Folder(NamedTuple):
    """A folder as it is to be printed: its cases as judged, its office, the calendar and the day."""

    path: str
    found: Sequence[FolderCase]
    office: "Office"
    calendar: WorkCalendar
    today: date

    @property
    def name(self) -> str:
        """The folder's own name."""
        return os.path.basename(os.path.abspath(self.path))


class Made(NamedTuple):
    """A paper of a folder as made: what its format takes, and the cases that are in it (none: nothing to print)."""

    content: Any
    held: Sequence[FolderCase]


class FolderPaper(NamedTuple):
    """A paper of a folder, which ``made`` makes.

    ``tells``: the history of each case in it is to say that it was printed. ``absent``: what is said of {n} cases that
    have nothing to print in it.
    """

    label: str
    help: str
    format: str
    made: Callable[[Folder], Made]
    tells: bool = False
    absent: str = ""

    @property
    def name(self) -> str:
        """What it is called where others of the same name are, with the kind of file."""
        from clerkcheck.reports.formats import format_named

        return format_named(self.format).named(self.label)


class Printed(NamedTuple):
    """A file that was written, how many cases are in it, what is said of the others, the files not to be read."""

    path: str
    cases: int
    unread: tuple[str, ...]
    without: tuple[str, ...] = ()


def folder_papers() -> tuple[FolderPaper, ...]:
    """Return what can be printed of a folder."""
    return (
        FolderPaper(_("议题审核汇总表"), _("横排一张表"), "docx", _summary),
        FolderPaper(_("议题审核汇总表"), _("一件一行，可以接着改"), "xlsx", _summary),
        FolderPaper(_("补正告知单合订"), _("要补正的每件一份"), "docx", _slips, tells=True,
                    absent=_("不用补正的 {n} 件没有告知单")),
        FolderPaper(_("送审自查表合订"), _("每件一份"), "docx", _sheets, tells=True),
        FolderPaper(_("办理日历"), _("各件各步的日子进到办公软件的日历里，提前提醒"), "ics", _plans,
                    absent=_("没有日子可以往回排的 {n} 件不在里面")),
    )  # fmt: skip


def print_folder(
    folder: str, paper: FolderPaper, calendar: WorkCalendar, now: datetime, *, closed: bool = False
) -> Printed:
    """Write a paper into its folder under a name that is free; raises InputError where there is nothing to print.

    ``closed``: what is filed away, which else is left out, alone.
    """
    from clerkcheck.reports.formats import format_named, rendered
    from clerkcheck.reports.office import office_beside

    today = now.date()
    judged = list(judged_folder(folder, remembering(), calendar, today))
    found, filed = filed_apart(judged, closed=closed)
    content, held = paper.made(Folder(folder, found, office_beside(folder), calendar, today))
    known = [each for each in found if each.error is None]
    absent = paper.absent.format(n=len(known) - len(held)) if len(held) < len(known) else ""
    said = tuple(words for words in (filed, absent) if words)
    if not held:
        why = _("这里没有要印的：{paper}").format(paper=paper.label)
        raise InputError(why, Place(folder), linked(said))
    written = rendered(content, paper.format, today)
    stem = f"{os.path.basename(os.path.abspath(folder))}-{paper.label}-{today:%m%d}"
    for path in free_paths(folder, stem, format_named(paper.format).endings[0]):
        if write_new(path, written):
            break
    if paper.tells:
        for each in held:
            note(each.path, printed_words(paper.label), now)
    unread = tuple(os.path.basename(each.path) for each in found if each.error)
    return Printed(path, sum(each.error is None for each in held), unread, said)


def filed_apart(found: Sequence[FolderCase], *, closed: bool = False) -> tuple[list[FolderCase], str]:
    """Return the cases that the papers of a folder hold, and what is to be said of those that they do not, if any.

    What is filed away (已归档) is left out, as the register leaves it out; ``closed``: it alone is held.
    """
    held = [each for each in found if (each.case is not None and each.case.state == "closed") is closed]
    said = _("没有归档的 {n} 件不在里面") if closed else _("已归档的 {n} 件不在里面")
    return held, said.format(n=len(found) - len(held)) if len(held) < len(found) else ""


def judged_folder(folder: str, loader: PackLoader, calendar: WorkCalendar, as_of: date) -> Iterator[FolderCase]:
    """Yield the cases of a folder as judged; a file that has none of a case's keys is left alone."""
    for each in counted(read_folder(folder, loader)):
        if each.case is None or each.pack is None:
            yield each
            continue
        try:
            yield each._replace(report=check(each.case, each.pack, calendar, as_of))
        except InputError as error:
            yield FolderCase(each.path, error=error)


def read_folder(folder: str, loader: PackLoader) -> Iterator[FolderCase]:
    """Yield the cases of a folder, not judged yet; a file that has none of a case's keys is left alone."""
    for file in listing(folder).files:
        try:
            if looks_like_case(read_text(file.path)):
                case, pack = load_case_with_pack(file.path, loader)
                yield FolderCase(file.path, case, pack)
        except InputError as error:
            yield FolderCase(file.path, error=error)


def _summary(folder: Folder) -> Made:
    from clerkcheck.reports.summary import summary_paper

    items = [each.summary_item() for each in folder.found]
    letterhead = folder.office.letterhead
    return Made([summary_paper(items, folder.name, folder.today, letterhead=letterhead)], folder.found)


def _slips(folder: Folder) -> Made:
    from clerkcheck.reports.slip import slip_paper

    return _held(folder, lambda report, pack, _case: slip_paper(report, pack, folder.office))


def _sheets(folder: Folder) -> Made:
    from clerkcheck.reports.check_form import check_form

    return _held(folder, lambda report, pack, case: check_form(report, pack, case, folder.office))


def _held(folder: Folder, paper_of: "Callable[[Report, Pack, Case], Paper | None]") -> Made:
    """A paper each, of the cases that have one."""
    made = [
        (each, paper_of(each.report, each.pack, each.case))
        for each in folder.found
        if each.report and each.pack and each.case
    ]
    return Made([paper for _each, paper in made if paper is not None], [each for each, paper in made if paper])


def _plans(folder: Folder) -> Made:
    from clerkcheck.planning.case_plan import plan_case
    from clerkcheck.reports.formats import Plans

    plans, held = [], []
    for each in folder.found:
        if each.case and each.pack and each.report:
            with suppress(InputError):  # without a day to plan from there is no plan
                plans.append((plan_case(each.case, each.pack, each.report, folder.calendar), each.pack))
                held.append(each)
    return Made(Plans(plans, folder.name), held)
