"""What is done to the files of a register: rename, copy, templates, marks, notes, other rules, the trash and back.

What cannot be read is never touched.
"""

from collections.abc import Callable
from typing import Any

from clerkcheck.cases import register
from clerkcheck.cases.labels import state_labels
from clerkcheck.desk import filing, templates
from clerkcheck.desk.case_line import CaseLine
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _, labelled
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.parts import TRASH
from clerkcheck.reading.written_values import one_line
from clerkcheck.reports.states import UNREADABLE
from clerkcheck.tui.host import host_of
from clerkcheck.tui.screens.clerk_screen import ClerkScreen


class CasesFiles(ClerkScreen):
    """The part of the register that changes files."""

    thrown_away = ""  # the path in the trash of the case deleted last

    @property
    def folder(self) -> str:
        """The folder looked at."""
        raise NotImplementedError

    def chosen_line(self) -> CaseLine | None:
        """The case under the cursor; None where it is on something else."""
        raise NotImplementedError

    def find(self, path: str) -> None:
        """Read the folder again and put the cursor on a case."""
        raise NotImplementedError

    def created(self, path: str) -> None:
        """Open a new case."""
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

    def opened(self, line: CaseLine) -> Session:
        """Open a case to change it from here; raises InputError."""
        from clerkcheck.cases.saving import open_stored

        host = host_of(self)
        return Session(open_stored(line.path), host.calendar, host.today, host.now)

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
        """A new case with the answers of this one, or with everything it says."""
        line = self.settled(_("复制"))
        if line is None:
            return

        def picked(whole: Any) -> None:
            if whole is not None:
                self.ask_line(
                    _("新的事项名称"), line.title + _("（副本）"), lambda title: titled(title, whole), check=one_line
                )

        def titled(title: Any, whole: bool) -> None:
            if title:
                now = host_of(self).now()
                self.do(lambda: self.find(filing.copy(line.path, line.title, title.strip(), now, whole=whole)))

        choices = [(False, _("只带回答：要件、日期、例外、备注都不带")), (True, _("连要件、日期、例外、备注一起带"))]
        self.choose_one(_("照这一件另立一件"), choices, picked, False)

    # --- templates

    def action_templates(self) -> None:
        """A new case from a template, this one as a template, or a template dropped."""
        line, kept = self.chosen_line(), templates.templates()
        choices: list[tuple[Any, str]] = [(("new", path), _("新建自“{name}”").format(name=name)) for path, name in kept]
        if line is not None and line.outcome != UNREADABLE:
            choices.append((("keep", line.path), _("把“{title}”另存为模板").format(title=line.title)))
        choices += [(("drop", path), _("删去模板“{name}”").format(name=name)) for path, name in kept]
        if choices:
            self.choose_one(_("模板：存着回答，不存要件、日期"), choices, self.template_picked)
        else:
            self.say(_("还没有模板"), _("把光标放在一件上再按 m，就能把它的回答另存为模板"))

    def template_picked(self, choice: Any) -> None:
        """Ask for the title or the name."""
        if choice is None:
            return
        what, path = choice
        name, now = filing.title_of(path), host_of(self).now

        def begun(title: Any) -> None:
            if title:
                self.do(lambda: self.created(templates.begin_from_template(self.folder, path, title.strip(), now())))

        def kept(title: Any) -> None:
            if title and self.do(lambda: templates.save_template(path, title.strip(), now())):
                self.flash(_("已另存为模板：{name}").format(name=title.strip()))

        if what == "new":
            self.ask_line(_("事项名称"), "", begun, text=_("按模板“{name}”").format(name=name), check=one_line)
        elif what == "keep":
            self.ask_line(_("模板的名称"), name, kept, check=one_line)
        elif self.do(lambda: templates.drop_template(path)):
            self.flash(_("已删去模板：{name}").format(name=name))

    # --- marks, notes, rules

    def action_mark(self) -> None:
        """Say how far the office is with the case."""
        line = self.settled(_("标记"))
        if line is None:
            return

        def picked(state: Any) -> None:
            if state is not None:
                words = labelled(_("标记"), state_labels()[state])
                self.change(line, {"state": None if state == "preparing" else state}, words)

        self.choose_one(_("标记（不影响结论）"), list(state_labels().items()), picked, line.state)

    def action_notes(self) -> None:
        """Write notes on the case."""
        line = self.settled(_("改"))
        if line is None:
            return
        from clerkcheck.tui.screens.notes_dialog import NotesDialog

        def noted(notes: Any) -> None:
            if notes is not None and notes != before:
                self.change(line, {"notes": notes or None}, _("备注"))

        try:
            before = self.opened(line).case.notes
        except InputError as error:
            self.say(_("打不开这件"), str(error))
            return
        self.app.push_screen(NotesDialog(line.title, before, undoable=False), noted)

    def change(self, line: CaseLine, changes: dict[str, Any], what: str) -> None:
        """Make a change to a case that is not open, and show what came of it."""

        def changed() -> None:
            session = self.opened(line)
            session.change(changes, what)
            if session.notice:
                self.say(_("请留意"), session.notice)
            self.reload()

        self.do(changed)

    def action_refit(self) -> None:
        """Another government's rules, or the other kind."""
        line = self.settled(_("改"))
        if line is None:
            return
        from clerkcheck.tui.screens.refit import Refit

        self.do(lambda: Refit(host_of(self), line.path, self.reload).start())

    # --- the trash

    def action_trash(self) -> None:
        """Ask, then move the case to the trash folder."""
        line = self.settled(_("删"))
        if line is None:
            return

        def answered(yes: Any) -> None:
            if yes and self.do(lambda: setattr(self, "thrown_away", register.to_trash(line.path))):
                self.reload()
                self.flash(_("已删除：{title}　u 撤销，r 看回收站").format(title=line.title))

        where = _("{title}\n移到本文件夹里的“{trash}”，按 r 可以找回").format(trash=TRASH, title=line.title)
        self.confirm(_("删除这一件？"), where, _("删除"), answered)

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        if self.thrown_away:
            self.bring_back(self.thrown_away)

    def action_restore(self) -> None:
        """Choose what to bring back from the trash."""
        found = register.trashed(self.folder)
        choices = [(file.path, filing.title_of(file.path)) for file in found]
        if choices:
            self.choose_one(_("从回收站找回哪一件"), choices, self.bring_back)
        else:
            self.flash(_("这个文件夹的回收站是空的"))

    def bring_back(self, path: Any) -> None:
        """Move a case from the trash back into the folder, and put the cursor on it."""
        if path is None:
            return
        self.thrown_away = ""
        title = filing.title_of(path)

        def restored() -> None:
            self.find(register.restore(path))
            self.flash(_("已找回：{title}").format(title=title))

        self.do(restored)

    def do(self, change: Callable[[], object]) -> bool:
        """Make a change to the folder; False where it cannot be: that is said, and what there is is shown."""
        from clerkcheck.cases.saving import Conflict

        try:
            change()
        except (InputError, Conflict) as problem:
            self.say(_("这样不行"), str(problem))
            self.reload()
            return False
        return True
