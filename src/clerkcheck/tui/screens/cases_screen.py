"""The folder as register: its cases by urgency, its subfolders as meetings; judged in the background."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.events import Click, ScreenResume
from textual.widgets import Input

from clerkcheck.cases import register
from clerkcheck.desk.background import from_thread
from clerkcheck.desk.case_line import ORDERS, CaseLine, in_view, matches, waiting_line
from clerkcheck.desk.remembered import last_order, remember_order
from clerkcheck.desk.shelf import Shelf, ShelfJudging
from clerkcheck.i18n import _
from clerkcheck.literals import OUTCOMES
from clerkcheck.reading.written_values import one_line
from clerkcheck.tui import rows_cases as rows
from clerkcheck.tui.commands import Command
from clerkcheck.tui.host import host_of
from clerkcheck.tui.screens.cases_commands import COMMANDS, commands_of
from clerkcheck.tui.screens.cases_papers import CasesPapers
from clerkcheck.tui.widgets.case_table import CaseTable
from clerkcheck.tui.widgets.line_input import LineInput
from clerkcheck.tui.widgets.painted_rows import LazyRows, Lines, Row, wrapped

_REST = 10  # times as long as showing took, until it is done again


class CasesScreen(CasesPapers):
    """A folder of cases, kept by a ``Shelf``."""

    _left = True  # nothing is below it to go back to
    CSS_PATH: ClassVar[list[str]] = ["clerk_screen.tcss", "cases_screen.tcss"]  # type: ignore[assignment]
    COMMANDS_HERE = COMMANDS

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.shelf = Shelf(folder)
        self.shelf.sort(next((order for order in ORDERS if order == last_order()), "urgency"))
        self.sought, self.only = "", ""  # what is searched for, and the outcome shown alone
        self.filters: rows.FilterLines = []  # as they are shown
        self.laid_out_for = 0  # columns
        self.walked = False  # the user has moved the cursor: from now on it stays on its case

    # --- what is shown

    def body(self) -> ComposeResult:
        """Filters, search, table, the case under the cursor."""
        yield Lines(id="filters")
        yield LineInput(id="query", compact=True, placeholder=_("查找：输名称、单位或文件名；Enter 到列表，Esc 清除"))
        yield Lines(id="head")
        yield CaseTable(id="table")
        yield Lines(id="detail")

    def title_text(self) -> str:
        """The folder's path, as short as the home folder allows."""
        home, folder = os.path.expanduser("~"), self.shelf.folder
        return "clerkcheck  " + ("~" + folder[len(home) :] if folder.startswith(home + os.sep) else folder)

    def commands(self) -> tuple[Command, ...]:
        """The commands that do something here: where there is no case yet, those that need none."""
        return commands_of(super().commands(), empty=self.has_class("empty"), narrowed=self.has_class("narrowed"))

    @property
    def folder(self) -> str:
        return self.shelf.folder

    @property
    def shows_closed(self) -> bool:
        return self.only == "closed"

    @property
    def table(self) -> CaseTable:
        return self.query_one("#table", CaseTable)

    def on_mount(self) -> None:
        """Put the cursor on the list."""
        self.table.focus()

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """Opened, or back from a case or a dialog: read the folder, or what changed in it meanwhile."""
        if self.shelf.large:
            self.look(again=True)
        else:
            self.reload()

    def on_resize(self) -> None:
        """Lay out for the new width."""
        if self.laid_out_for != self.app.size.width:
            self.show()

    def show(self) -> None:
        """Write everything anew; only lines that changed are painted."""
        lines, width = self.shelf.lines(host_of(self).today), self.app.size.width
        self.laid_out_for = width
        bare, narrowed = self.shelf.bare and self.shelf.at_home, self.query_one("#query").has_class("open")
        for name, on in (("empty", bare), ("narrowed", narrowed or bool(self.only))):
            if on is not self.has_class(name):
                self.set_class(on, name)
                self.refresh_frame()
        self.filters = rows.filter_lines(lines, self.only, width, host_of(self).today)
        self.query_one("#filters", Lines).styles.height = len(self.filters)
        self.query_one("#filters", Lines).show(rows.filter_rows(self.filters))
        self.query_one("#head", Lines).show([rows.head_row(width)])
        self.table.show(self.table_rows(lines, width))
        if not self.walked:
            self.to_first()

    def table_rows(self, lines: list[CaseLine], width: int) -> Sequence[Row]:
        """The rows of the table: what went wrong, or the way up, the meetings, the cases."""
        shelf = self.shelf
        if shelf.problem:
            return wrapped(shelf.problem, width - 2, first=" ", rest=" ", style="bad")
        if shelf.bare and shelf.at_home:
            return rows.welcome_rows(width, examples=bool(register.shipped_examples()))
        up = [] if shelf.at_home else [Row(" " + _("返回上一级"), "dim", ("up", ""))]
        today = host_of(self).today
        wanted = [line for line in lines if in_view(line, self.only, today)]
        wanted = [line for line in wanted if matches(line, self.sought)] if self.sought else wanted
        above = [*up, *self.folder_rows(width)]
        if not wanted and len(above) == len(up):
            none = _("这里还没有案件；按 n 新建一件") if shelf.bare else _("没有这样的案件；按 0 看全部，Esc 清除查找")
            above.append(Row(" " + none, "dim"))
        return self.case_rows(above, wanted, width)

    def case_rows(self, above: list[Row], lines: list[CaseLine], width: int) -> LazyRows:
        """Some rows, and then one for every line, made when it comes into view."""
        today, first = host_of(self).today, len(above)
        keys = [*(row.key for row in above), *(rows.case_key(line.path) for line in lines)]
        return LazyRows(keys, lambda at: above[at] if at < first else rows.table_row(lines[at - first], width, today))

    def folder_rows(self, width: int) -> list[Row]:
        """The meetings; while cases are filtered by outcome they step aside."""
        if self.only:
            return []
        wanted = [each for each in self.shelf.listing.folders if matches(waiting_line(each), self.sought)]
        return [rows.folder_row(each, self.shelf.meeting(each), width, host_of(self).today) for each in wanted]

    def on_case_table_walked(self) -> None:
        """Show the case under the cursor in full, or the meeting."""
        line, width = self.chosen_line(), self.app.size.width
        kind, path = self.chosen()
        detail = rows.detail_rows(line, width, host_of(self).today) if line else []
        if kind == "folder":
            detail = rows.folder_detail(path, self.shelf.meeting(path), width)
        self.query_one("#detail", Lines).show(detail)

    def on_key(self, event: object) -> None:
        """From the search line ↓ goes to the list; once a key was pressed the cursor stays where it is put."""
        self.walked = True
        if self.focused is not self.table and getattr(event, "key", "") == "down":
            self.table.focus()

    # --- reading and judging

    def reload(self) -> None:
        """Read the folder's names at once and judge in the background what is new, changed, or of another day."""
        today = host_of(self).today
        self.shelf.read(today)
        self.refresh_frame()
        self.show()
        self.look()

    def look(self, *, again: bool = False) -> None:
        """Judge in the background what is not known yet; ``again``: after reading the names there too."""
        judging = self.shelf.judging(host_of(self).calendar, host_of(self).today, again=again)

        self.run_worker(partial(self.judge, judging), exclusive=True, group="judge")  # type: ignore[arg-type]

    async def judge(self, judging: ShelfJudging) -> None:
        """Show what is judged as it comes; the longer that takes, the rarer, so that keys never wait for it."""
        rested = 0.0
        async for news in from_thread(judging, judging.stop):
            self.shelf.take(news)
            begun = monotonic()
            if begun >= rested:
                self.show()
                rested = monotonic() + _REST * (monotonic() - begun)
        self.show()

    # --- what the keys do

    def chosen(self) -> tuple[str, str]:
        """What the cursor is on: case, folder, up, new or examples, and its path."""
        key: Any = self.table.chosen
        return key or ("", "")

    def chosen_line(self) -> CaseLine | None:
        kind, path = self.chosen()
        return self.shelf.line(path) if kind == "case" else None

    def action_open(self) -> None:
        """Open a case, go into a meeting or up, or do what the first screen offers."""
        kind, path = self.chosen()
        doing: dict[str, Callable[[], None]] = {
            "case": lambda: host_of(self).open_case(path), "folder": lambda: self.go(path), "up": self.action_up,
            "new": self.action_new, "examples": self.open_examples}  # fmt: skip
        if kind:
            doing[kind]()

    def action_new(self) -> None:
        """The wizard; what it makes is opened."""
        from clerkcheck.tui.screens.new_case_wizard import NewCase

        def begin() -> None:
            NewCase(host_of(self), self.shelf.folder, self.created, self.shelf.units()).start()
            self.calm()

        self.flash(_("正在读各地的规则……"))  # the first time of all takes seconds
        self.call_after_refresh(begin)

    def created(self, path: str) -> None:
        """Open a new case, and have the cursor on it when one comes back."""
        self.find(path)
        host_of(self).open_case(path)

    def open_examples(self) -> None:
        """Copy the examples here and show them."""
        self.do(lambda: self.go(register.copy_examples(self.shelf.folder)))

    def action_only(self, outcome: str) -> None:
        """Filter by outcome; on the first screen the numbers choose."""
        if self.has_class("empty"):
            if outcome in OUTCOMES[:2]:
                keys = [key for key in self.table.keys if key is not None]
                self.table.choose(dict(zip(OUTCOMES, keys, strict=False)).get(outcome))
                self.action_open()
            return
        self.only = outcome
        self.from_top()

    def action_search(self) -> None:
        self.query_one("#query", Input).add_class("open").focus()
        self.show()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.sought = event.value
        self.from_top()

    def on_input_submitted(self) -> None:
        """Enter goes on to the list, which stays narrowed."""
        self.table.focus()

    def action_sort(self) -> None:
        """Choose the order of the cases; it is remembered."""

        def picked(order: Any) -> None:
            if order is not None:
                self.shelf.sort(order)
                remember_order(order)
                self.from_top()

        self.choose_one(_("怎样排列"), list(rows.order_words().items()), picked, self.shelf.order)

    async def on_click(self, event: Click) -> None:
        """A click on a filter is as its number key, one on the heads asks for the order."""
        place, filters = event.screen_offset, self.query_one("#filters").region
        if filters.contains_point(place):
            if (view := rows.filter_at(self.filters, place - filters.offset)) is not None:
                self.action_only(view)
        elif self.query_one("#head").region.contains_point(place):
            self.action_sort()
        else:
            await super().on_click(event)

    def from_top(self) -> None:
        """Show another choice of cases from its first one."""
        self.show()
        self.to_first()

    def to_first(self) -> None:
        """Put the cursor on the first row that can be chosen; the way up comes last."""
        places = [place for place, key in enumerate(self.table.keys) if key is not None]
        self.table.move_to(
            next((place for place in places if self.table.keys[place] != ("up", "")), places[0] if places else None)
        )

    def action_leave(self) -> None:
        """Esc: end the search, then the filter, then go up."""
        if self.query_one("#query", Input).has_class("open"):
            self.end_search()
            self.table.focus()
            self.show()
        elif self.only:
            self.action_only("")
        elif not self.shelf.at_home:
            self.action_up()

    def end_search(self) -> None:
        """Close the search line and forget what was searched for."""
        search = self.query_one("#query", Input)
        search.remove_class("open")
        with search.prevent(Input.Changed):
            search.value = self.sought = ""

    def action_up(self) -> None:
        """One folder up, with the cursor on the one we come from."""
        came_from = self.shelf.folder
        self.go(self.shelf.parent)
        self.walked = True
        self.table.choose(("folder", came_from))

    def go(self, folder: str) -> None:
        """Show another folder, with nothing sought and nothing left out."""
        self.shelf.go(folder)
        self.end_search()
        self.only, self.walked = "", False
        self.table.focus()
        self.reload()

    def action_folder(self) -> None:
        """Offer the folder above, those inside and any other by its path; the list then shows the one chosen."""
        parent = self.shelf.parent
        choices = [] if parent == self.shelf.folder else [(parent, _("上一级：{folder}").format(folder=parent))]
        choices += [("", _("另输一个文件夹"))]
        choices += [(folder, os.path.basename(folder)) for folder in self.shelf.listing.folders]

        def picked(folder: Any) -> None:
            if folder == "":
                self.ask_line(_("打开哪个文件夹"), self.shelf.folder, typed, check=one_line)
            elif folder == parent:
                self.action_up()
            elif folder is not None:
                self.go(folder)

        def typed(folder: Any) -> None:
            if folder:
                self.open_folder(os.path.join(self.shelf.folder, os.path.expanduser(folder.strip())))

        self.choose_one(_("换文件夹"), choices, picked)

    def open_folder(self, folder: str) -> None:
        """Go to a folder that was typed, if there is one."""

        def opened() -> None:
            register.listing(folder)
            self.go(folder)

        self.do(opened)

    def find(self, path: str) -> None:
        """Read the folder again and put the cursor on a case, whatever is searched or filtered."""
        self.end_search()
        self.only, self.walked = "", True
        self.reload()
        self.table.choose(("case", path))
