"""Preview of what is printed from a case, and saving it to a file."""

import os
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from clerkcheck.desk.papers_out import PAPER_WIDTH, PaperOut, papers_out, proposed_name, save_paper, target_of
from clerkcheck.desk.session import Session
from clerkcheck.desk.trail import printed_words
from clerkcheck.i18n import _, labelled
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.user_folders import from_home
from clerkcheck.tui.commands import Command
from clerkcheck.tui.row_keys import RowKeys, row_key
from clerkcheck.tui.rows_case import OUTCOME_STYLES
from clerkcheck.tui.screens.clerk_screen import WIDE, ClerkScreen
from clerkcheck.tui.widgets.guide import Guide
from clerkcheck.tui.widgets.painted_rows import Row, wrapped

PREVIEW = 82  # columns of the preview where what can be printed stands beside it, as in report_screen.tcss


class ReportScreen(ClerkScreen):
    """Shows a paper as it is printed; ``papers`` are those to choose from, by default all there are.

    On a wide screen they stand beside it, each with its keys.
    """

    CSS_PATH: ClassVar[list[str]] = ["clerk_screen.tcss", "report_screen.tcss"]  # type: ignore[assignment]
    COMMANDS_HERE = (
        Command("save", ("s",), _("存文件"), _("存成文件，放在案件旁边；同名的先问过才盖")),
        Command("choose", ("c", "tab"), _("换一种"), _("选要打印的：自查表等")),
        Command("leave", ("escape", "r", "q", "backspace"), _("返回"), _("回到案件")),
    )

    def __init__(self, session: Session, papers: tuple[PaperOut, ...] = ()) -> None:
        super().__init__()
        self.session, self.papers = session, papers or papers_out()
        self.paper = self.papers[0]
        self.laid_out_for = 0  # columns
        self.row_keys = RowKeys()

    def body(self) -> ComposeResult:
        with Horizontal():
            yield Guide(id="preview")
            yield Guide(id="offered")

    def title_text(self) -> str:
        return f"{self.paper.name} · {self.session.case.title}"

    def on_mount(self) -> None:
        """Show the paper from its top."""
        self.show()
        self.query_one("#preview", Guide).focus()

    def show(self) -> None:
        """Write the preview of the paper anew, from its first line."""
        self.laid_out_for = self.app.size.width
        self.show_offered()
        width = max(20, min(self.app.size.width, PREVIEW) - 3)
        narrow = self.paper.narrow if width < PAPER_WIDTH else None
        lines = (narrow(self.session, width) if narrow else self.paper.preview(self.session)).splitlines()
        style = OUTCOME_STYLES[self.session.report.outcome]
        rows = [
            row
            for number, line in enumerate(lines)
            for row in wrapped(line, width, style=style if number == 0 else "plain")
        ]
        preview = self.query_one("#preview", Guide)
        preview.show(rows)
        preview.scroll_top(0)
        self.refresh_frame()

    def show_offered(self) -> None:
        """Write beside the preview what can be printed; its cursor stands on what is shown."""
        self.set_class(self.app.size.width >= WIDE, "broad")
        if self.app.size.width < WIDE:
            return
        width, offered = self.app.size.width - PREVIEW - 5, self.query_one("#offered", Guide)
        rows = [Row(_("打印什么"), "heading"), Row("")]
        for number, paper in enumerate(self.papers, 1):
            head = f"{'>' if paper is self.paper else ' '}{row_key(number)} "
            style = "strong" if paper is self.paper else "plain"
            rows += wrapped(paper.name, width, first=head, rest="    ", style=style, key=paper)
            rows += wrapped(paper.help, width, first="    ", rest="    ", style="dim")
        offered.show(rows)
        offered.choose(self.paper)

    def on_key(self, event: object) -> None:
        """The keys of a paper beside the preview show it."""
        number = self.row_keys.number(getattr(event, "key", ""))
        if number is not None and number <= len(self.papers) and self.has_class("broad"):
            self.chosen(self.papers[number - 1])

    def on_guide_moved(self, event: Guide.Moved) -> None:
        """A paper beside the preview was clicked, or walked to: show it."""
        if event.guide.id == "offered" and event.key is not self.paper:
            self.chosen(event.key)

    def on_resize(self) -> None:
        """Break the lines anew for another width."""
        if self.laid_out_for != self.app.size.width:
            self.show()

    def action_choose(self) -> None:
        choices = [(paper, labelled(paper.name, paper.help)) for paper in self.papers]
        self.choose_one(_("打印什么"), choices, self.chosen, self.paper)

    def chosen(self, paper: Any) -> None:
        """Show the paper that was chosen."""
        if paper is not None:
            self.paper = paper
            self.show()

    def action_save(self) -> None:
        folder = os.path.dirname(os.path.abspath(self.session.path))
        where = _("存在 {folder}").format(folder=from_home(folder))
        name = proposed_name(self.session, self.paper)
        self.ask_line(_("存成文件"), name, self.named, text=where, check=self.target)

    def target(self, name: str) -> str:
        """The path a typed name means; raises ValueProblem."""
        return target_of(self.session, self.paper, name)

    def named(self, name: str | None) -> None:
        """Save, after asking where a file of that name is there."""
        if name is None:
            return
        path = self.target(name)
        if not os.path.exists(path):
            self.save(path, replace=False)
            return

        def answered(sure: Any) -> None:
            if sure:
                self.save(path, replace=True)

        text = _("{name} 已经有了").format(name=os.path.basename(path))
        self.confirm(_("盖掉原来的文件？"), text, _("盖掉"), answered)

    def save(self, path: str, *, replace: bool) -> None:
        """Write the file and say where it is, or why it could not be written."""
        try:
            save_paper(self.session, self.paper, path, replace=replace)
        except InputError as error:
            self.say(_("没有存上"), str(error))
            return
        self.session.record(printed_words(self.paper.label))
        self.stored(path)

    def action_leave(self) -> None:
        self.dismiss()
