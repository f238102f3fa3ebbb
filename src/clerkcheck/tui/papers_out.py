"""The papers that can be printed from a case: one entry each, so that another paper or file format is another entry."""

import os
from collections.abc import Callable
from typing import NamedTuple

from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place
from clerkcheck.reading.files import write_whole
from clerkcheck.reading.values import ValueProblem, one_line
from clerkcheck.reports.sheet import sheet_of
from clerkcheck.reports.text import render_text
from clerkcheck.tui.session import Session

PAPER_WIDTH = 76  # cells a printed line may take: what is seen at 80 columns is what is saved
_CASE_FILES = (".yaml", ".yml", ".json")


class PaperOut(NamedTuple):
    """A paper to print. ``preview`` gives its text; ``content`` the bytes of its file, named with ``extension``."""

    label: str
    help: str
    extension: str
    preview: Callable[[Session], str]
    content: Callable[[Session], bytes]


def _sheet_text(session: Session) -> str:
    return render_text(sheet_of(session.report, session.pack), width=PAPER_WIDTH)


PAPERS: tuple[PaperOut, ...] = (
    PaperOut(
        _("送审自查表"),
        _("结论、须补正、待确认、期限、已具备，条条有依据"),
        ".txt",
        _sheet_text,
        lambda session: _sheet_text(session).encode(),
    ),
)


def proposed_name(session: Session, paper: PaperOut) -> str:
    """Return the file name proposed for a paper: the case's own, with the paper's name."""
    stem = os.path.splitext(os.path.basename(session.path))[0]
    return f"{stem}-{paper.label}{paper.extension}"


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
    if os.path.exists(path) and not replace:
        raise InputError(_("文件已存在，没有改动"), Place(path), _("换一个文件名"))
    write_whole(path, paper.content(session))
