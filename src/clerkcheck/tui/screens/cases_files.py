"""What is done to the files of a register: rename, copy, delete; what cannot be read is never touched."""

from collections.abc import Callable
from typing import Any

from clerkcheck.cases import register
from clerkcheck.desk import filing
from clerkcheck.desk.case_line import CaseLine
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.values import one_line
from clerkcheck.reports.states import UNREADABLE
from clerkcheck.tui.host import host_of
from clerkcheck.tui.screens.clerk_screen import ClerkScreen


class CasesFiles(ClerkScreen):
    """The part of the register that changes files."""

    def chosen_line(self) -> CaseLine | None:
        """The case under the cursor; None where it is on something else."""
        raise NotImplementedError

    def find(self, path: str) -> None:
        """Read the folder again and put the cursor on a case."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the folder again and show it."""
        raise NotImplementedError

    def settled(self, why: str) -> CaseLine | None:
        """The case under the cursor if it may be changed; what cannot be read is never touched."""
        line = self.chosen_line()
        if line is not None and line.outcome == UNREADABLE:
            text = _("它不是能读的案件，原样留着：{error}").format(error=line.error)
            self.say(_("不{why}这个文件").format(why=why), text)
            return None
        return line

    def action_rename(self) -> None:
        """A new title; the file's name follows."""
        line = self.settled(_("改"))
        if line is None:
            return

        def titled(title: Any) -> None:
            if title:
                self.do(lambda: self.find(filing.retitle(line.path, title.strip(), host_of(self).now())))

        self.ask_line(_("事项名称（文件名跟着改）"), line.title, titled, check=one_line)

    def action_copy(self) -> None:
        """A new case with everything this one says."""
        line = self.settled(_("复制"))
        if line is None:
            return

        def titled(title: Any) -> None:
            if title:
                self.do(lambda: self.find(filing.copy(line.path, line.title, title.strip(), host_of(self).now())))

        self.ask_line(_("新的事项名称"), line.title + _("（副本）"), titled, check=one_line)

    def action_trash(self) -> None:
        """Ask, then move the case to the trash folder."""
        line = self.settled(_("删"))
        if line is None:
            return

        def answered(yes: Any) -> None:
            if yes:
                self.do(lambda: register.to_trash(line.path))
                self.reload()

        where = _("{title}\n移到本文件夹里的“{trash}”，要找回时从那里移出来").format(
            trash=register.TRASH, title=line.title
        )
        self.confirm(_("删除这一件？"), where, _("删除"), answered)

    def do(self, change: Callable[[], object]) -> None:
        """Make a change to the folder; what cannot be done is said, and what there is is shown."""
        from clerkcheck.cases.saving import Conflict

        try:
            change()
        except (InputError, Conflict) as problem:
            self.say(_("这样不行"), str(problem))
            self.reload()
