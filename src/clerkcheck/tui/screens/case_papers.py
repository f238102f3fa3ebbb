"""The papers of a case: their state by key, what asks for each beside it, its file opened."""

from typing import Any

from clerkcheck.cases.labels import status_labels
from clerkcheck.desk.attached import found_file, open_by_system
from clerkcheck.desk.bundle import set_bundle
from clerkcheck.desk.exceptions import exceptable, why_no_exception
from clerkcheck.desk.reasons import asking_for_paper
from clerkcheck.i18n import _
from clerkcheck.literals import MaterialStatus
from clerkcheck.reading.errors import InputError
from clerkcheck.tui import rows_papers
from clerkcheck.tui.rows_papers import Bundled
from clerkcheck.tui.screens.case_navigation import CaseNavigation
from clerkcheck.tui.widgets.guide import Guide
from clerkcheck.tui.widgets.painted_rows import Chooser

_BY_KEY: dict[int, MaterialStatus] = {1: "done", 2: "missing", 3: "unknown"}
_EXCEPTION = 4
_ROUND: tuple[MaterialStatus, ...] = ("unknown", "done", "missing")


class CasePapers(CaseNavigation):
    """The part of the case screen that works on papers; the one under the cursor is ``paper``."""

    panel: str

    @property
    def paper(self) -> Any:
        """The id of the paper under the cursor, a ``Bundled``, or None."""
        return self.query_one("#page", Chooser).chosen if self.panel == "papers" else None

    def go_to_paper(self, paper: str) -> None:
        """Put the cursor on a paper; the panel of papers is on."""
        self.query_one("#page", Chooser).choose(paper)

    def show_beside(self, width: int) -> None:
        """Write what stands beside the paper under the cursor, or put that panel away."""
        beside = next(iter(self.query("#beside").results(Guide)), None)
        if beside is None and self.panel == "papers":
            beside = Guide(id="beside")
            self.query_one("#middle").mount(beside, after="#page")
        if beside is not None:
            beside.display = self.panel == "papers"
        if beside is not None and beside.display:
            beside.show(rows_papers.beside_rows(self.session, self.paper, width))
            beside.scroll_top(0)

    def status_of(self, paper: Any) -> MaterialStatus:
        """How a paper stands, one of the bundle as well."""
        if isinstance(paper, Bundled):
            return self.session.case.bundle.get(paper.id, "unknown")
        return self.session.paper_status(paper)

    def set_status(self, paper: Any, status: MaterialStatus) -> None:
        """Say how a paper stands; its date, number and the rest stay."""
        if not isinstance(paper, Bundled):
            self.do(lambda: self.session.set_paper_status(paper, status))
            return
        lines = rows_papers.bundle_lines_of(self.session)
        line = next((each for each in lines if each.item.id == paper.id), None)
        if line is not None:
            self.do(lambda: set_bundle(self.session, line, status))

    def mark(self, number: int) -> None:
        """A number key: how the paper under the cursor stands."""
        if self.paper is None:
            return
        if number in _BY_KEY:
            self.set_status(self.paper, _BY_KEY[number])
        elif number == _EXCEPTION and not isinstance(self.paper, Bundled):
            self.except_paper(self.paper)
        elif number > _EXCEPTION:
            self.flash(_("1 已有  2 缺  3 待定  4 例外；到第 {n} 件按 0{n}").format(n=number))

    def cycle(self, paper: Any) -> None:
        """Unknown, at hand, missing, and round again."""
        following = _ROUND[(_ROUND.index(self.status_of(paper)) + 1) % len(_ROUND)]
        self.set_status(paper, following)

    def paper_clicked(self, paper: Any, column: int, times: int, *, again: bool) -> None:
        """A paper was clicked: twice opens it; the word in front changes where the cursor stood there already.

        A first click, which is to bring the cursor there, must not say that the paper is missing.
        """
        if column < rows_papers.HEAD:
            if again:
                self.cycle(paper)
        elif times == Guide.OPENING_CLICKS:
            self.open_paper(paper)

    def except_paper(self, paper: str) -> None:
        """Record an exception for the clause that asks for a paper, or say why there can be none."""
        from clerkcheck.tui.screens.exception_dialog import ExceptionDialog

        clauses = asking_for_paper(self.session, paper)
        allowed = exceptable(self.session, clauses)
        if not allowed:
            self.say(_("不能记例外"), why_no_exception(self.session, clauses))
            return
        self.app.push_screen(ExceptionDialog(self.session, allowed[0].id), lambda _saved: self.show())

    def open_paper(self, paper: Any) -> None:
        """Fill in what is known of a paper; of one of the bundle, which has no more, how it stands."""
        from clerkcheck.tui.screens.paper_dialog import PaperDialog

        if isinstance(paper, Bundled):
            self.open_bundled(paper)
        else:
            self.app.push_screen(PaperDialog(self.session, paper), lambda _answer: self.show())

    def open_bundled(self, paper: Bundled) -> None:
        """Ask how a paper of the bundle stands; nothing changes until it is said."""
        from clerkcheck.tui.screens.dialogs import PickOne

        line = next((each for each in rows_papers.bundle_lines_of(self.session) if each.item.id == paper.id), None)
        if line is None:
            return
        text = _("本单位报送清单里的一件，只记有没有")
        choices = [(each, status_labels()[each]) for each in _BY_KEY.values()]

        def picked(status: Any) -> None:
            if status is not None:
                self.set_status(paper, status)

        self.app.push_screen(PickOne(line.item.name, choices, line.status, text), picked)

    def why_paper(self, paper: Any) -> None:
        """The finding of a paper in full: article, words, why here, what to do, exception."""
        from clerkcheck.tui.screens.finding_screen import FindingScreen

        clauses = () if isinstance(paper, Bundled) else asking_for_paper(self.session, paper)
        if clauses:
            self.app.push_screen(FindingScreen(self.session, clauses), lambda _answer: self.returned())

    def action_file(self) -> None:
        """Have the system open the file of the paper under the cursor."""
        kept = None if isinstance(self.paper, Bundled) else self.session.case.materials.get(self.paper)
        if kept is None or kept.file is None:
            self.flash(_("这一件还没有记文件：Enter 打开，在“文件”一栏写路径"))
            return
        path = found_file(self.session.path, kept.file)
        if path is None:
            self.say(_("找不到文件"), _("{file} 不在了；Enter 打开这一件，改路径或删去").format(file=kept.file))
            return
        try:
            open_by_system(path)
        except InputError as error:
            self.say(_("没有打开"), str(error))
        else:
            self.flash(_("已交给系统打开：{file}").format(file=kept.file))
