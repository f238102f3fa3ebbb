"""The papers that can be printed from a case, in the formats that are registered for it."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from clerkcheck.cases.register import paper_stem
from clerkcheck.cells import wrap
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import write_new, write_whole
from clerkcheck.reading.written_values import ValueProblem, one_line

if TYPE_CHECKING:
    from clerkcheck.packs.model import Pack
    from clerkcheck.planning.plan import BackwardPlan
    from clerkcheck.reports.formats import Format, Plans
    from clerkcheck.reports.model import Paper
    from clerkcheck.reports.office import Office

PAPER_WIDTH = 76  # cells a printed line may take: what is seen at 80 columns is what is saved
_CASE_FILES = (".yaml", ".yml", ".json")


class PaperOut(NamedTuple):
    """A paper to print. ``preview`` gives its text; ``content`` the bytes of its file, named with ``extension``.

    ``narrow`` gives the text at most so many cells wide, for a screen that has no more.

    ``label`` is the paper's own name, ``name`` says the kind of file too.
    """

    label: str
    name: str
    help: str
    extension: str
    preview: Callable[[Session], str]
    content: Callable[[Session], bytes]
    narrow: Callable[[Session, int], str] | None = None


def _sheet(session: Session) -> "Paper":
    """The 送审自查表, on one page."""
    from clerkcheck.reports.check_form import check_form

    return check_form(session.report, session.pack, session.case, _office(session))


def _whole_sheet(session: Session) -> "Paper":
    """The sheet with every article's words, the papers that are not needed, and all reminders."""
    from clerkcheck.reports.check_paper import check_paper

    return check_paper(session.report, session.pack, session.case, letterhead=_office(session).letterhead)


def _slip(session: Session) -> "Paper":
    """The slip; raises InputError where nothing is to be mended."""
    from clerkcheck.reports.slip import slip_paper

    paper = slip_paper(session.report, session.pack, _office(session))
    if paper is None:
        raise InputError(_("没有须补正的事项，不出补正告知单"))
    return paper


def _plan(session: Session) -> "tuple[BackwardPlan, Pack]":
    """The backward plan; raises InputError without a date to plan from."""
    from clerkcheck.planning.case_plan import plan_case

    return plan_case(session.case, session.pack, session.report, session.calendar), session.pack


def _plans(session: Session) -> "Plans":
    from clerkcheck.reports.formats import Plans

    plan, pack = _plan(session)
    return Plans([(plan, pack)], plan.title)


def _plan_paper(session: Session) -> "Paper":
    from clerkcheck.reports.plan_paper import plan_paper

    return plan_paper(*_plan(session), letterhead=_office(session).letterhead)


def _office(session: Session) -> "Office":
    from clerkcheck.reports.office import office_beside

    return office_beside(os.path.dirname(session.path))


def _printed(label: str, help_: str, form: "Format", paper: Callable[[Session], "Paper"]) -> PaperOut:
    """A paper in a format; whatever the format, its preview is the text of it."""

    def preview(session: Session, width: int = PAPER_WIDTH) -> str:
        """Return the paper as text, at most so many cells wide; where it cannot be made, why."""
        from clerkcheck.reports.paper_text import render_paper

        try:
            return render_paper(paper(session), width=min(width, PAPER_WIDTH))
        except InputError as error:
            return "".join(f"{line}\n" for line in wrap(str(error), min(width, PAPER_WIDTH)))

    def content(session: Session) -> bytes:
        """Return the paper as the file's bytes; raises InputError."""
        from clerkcheck.reports.formats import rendered

        if form.name == "text":
            return preview(session).encode()
        made = _plans(session) if form.takes == "plan" else [paper(session)]
        return rendered(made, form.name, session.today)

    return PaperOut(label, form.named(label), help_, form.endings[0], preview, content, preview)


def papers_out() -> tuple[PaperOut, ...]:
    """Return what can be printed: the sheet in each format that a clerk is told of, the notice and the plan as files.

    A notice goes out under a letterhead and is numbered by hand, a plan has blanks to fill in: they are offered only in
    the formats of office programs, the plan also for the calendars of such.
    """
    from clerkcheck.reports.formats import format_named, registered
    from clerkcheck.reports.model import paper_titles

    titles = paper_titles()
    told = {
        ("sheet", "text"): _("一页，结论、缺什么、会议、签批、期限、材料、申报情况都在"),
        ("sheet", "docx"): _("A4 一页，签字用"),
        ("whole", "text"): _("条文原文、不适用的要件和全部提醒都在"),
        ("whole", "docx"): _("A4，条文原文和全部提醒都在"),
        ("slip", "docx"): _("退给报送单位，条条有依据"),
        ("plan", "docx"): _("每步谁办、最迟哪天开始和办完"),
    }
    offered = [form for form in registered("papers") if form.about]
    first = [format_named(name) for name in ("text", "docx")]
    offered = [*first, *(form for form in offered if form not in first)]
    office = [form for form in offered if form.binary]
    calendars = [form for form in registered("plan") if form.about]
    forms = (
        ("sheet", titles.check, _sheet, offered),
        ("whole", _("{paper}全文").format(paper=titles.check), _whole_sheet, first),
        ("slip", titles.slip, _slip, office),
        ("plan", titles.plan, _plan_paper, [*office, *calendars]),
    )
    return tuple(
        _printed(label, told.get((name, form.name), form.about), form, paper)
        for name, label, paper, found in forms
        for form in found
    )


def proposed_name(session: Session, paper: PaperOut) -> str:
    """Return the file name proposed for a paper: the title of the case, with the paper's name."""
    return f"{paper_stem(session.path, session.case.title)}-{paper.label}{paper.extension}"


def target_of(session: Session, paper: PaperOut, name: str) -> str:
    """Return the path a typed name means: beside the case unless it names a folder itself.

    Raises ValueProblem for a name that cannot be, or that is a case's.
    """
    path = os.path.expanduser(one_line(name))
    if not os.path.splitext(path)[1]:
        path += paper.extension
    if os.path.splitext(path)[1].lower() in _CASE_FILES and paper.extension not in _CASE_FILES:
        problem = _("{name} 是案件文件的名字").format(name=os.path.basename(path))
        raise ValueProblem(problem, _("换成 {extension} 结尾的名字").format(extension=paper.extension))
    return os.path.join(os.path.dirname(os.path.abspath(session.path)), path)


def save_paper(session: Session, paper: PaperOut, path: str, *, replace: bool = False) -> None:
    """Write a paper, whole or not at all; raises InputError where it cannot, or where a file is there already."""
    if replace:
        write_whole(path, paper.content(session))
    elif not write_new(path, paper.content(session)):
        raise InputError(_("文件已存在，没有改动"), Place(path), _("换一个文件名"))
