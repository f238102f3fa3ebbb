"""What is printed of a whole folder from the register: chosen, made in the background, opened by the system."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from clerkcheck.desk.background import from_thread
from clerkcheck.desk.folder_papers import FolderPaper, Printed, folder_papers, print_folder
from clerkcheck.i18n import _, labelled, listed
from clerkcheck.reading.errors import InputError
from clerkcheck.tui.host import host_of
from clerkcheck.tui.screens.cases_files import CasesFiles


class CasesPapers(CasesFiles):
    """The part of the register that prints."""

    @property
    def shows_closed(self) -> bool:
        """Whether the register shows what is filed away, and that alone."""
        raise NotImplementedError

    def action_print(self) -> None:
        """Choose what to print of this folder."""
        choices = [(paper, labelled(paper.name, paper.help)) for paper in folder_papers()]
        self.choose_one(_("印这个文件夹的"), choices, self.print_picked)

    def print_picked(self, paper: Any) -> None:
        """Make it in the background: many cases take a while, and keys never wait."""
        if isinstance(paper, FolderPaper):
            self.flash(_("正在做：{paper}……").format(paper=paper.name))
            self.run_worker(partial(self.printing, paper), group="print")  # type: ignore[arg-type]

    async def printing(self, paper: FolderPaper) -> None:
        """Say where the file is, or why there is none."""
        from clerkcheck.cases.saving import Conflict

        host, folder, closed = host_of(self), self.folder, self.shows_closed

        def work() -> Iterator[Printed]:
            yield print_folder(folder, paper, host.calendar, host.now(), closed=closed)

        try:
            async for made in from_thread(work(), lambda: None):
                lines = [_("{n} 件").format(n=made.cases), *made.without]
                if made.unread:
                    lines.append(_("读不了、没有印的：{files}").format(files=listed(made.unread)))
                self.stored(made.path, "\n".join(lines))
        except (InputError, Conflict) as problem:
            self.say(_("没有印成"), str(problem))
