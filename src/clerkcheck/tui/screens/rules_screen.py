"""A government's regulation: by chapter and article, with search, and every clause in full."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.tui.commands import Command
from clerkcheck.tui.rows_rules import clause_rows, contents_rows, count_words
from clerkcheck.tui.screens.clerk_screen import WIDE, ClerkScreen
from clerkcheck.tui.widgets.guide import Guide
from clerkcheck.tui.widgets.line_input import LineInput


class Contents(Guide):
    """The list of the clauses: it is walked while one types what is sought."""

    LIT = True


class RulesScreen(ClerkScreen):
    """Browses ``pack``; opened with a clause it shows that clause, and Esc goes straight back."""

    CSS_PATH: ClassVar[list[str]] = ["clerk_screen.tcss", "rules_screen.tcss"]  # type: ignore[assignment]
    COMMANDS_HERE = (
        Command("open", ("enter",), _("全文"), _("看光标所在的条款全文")),
        Command("search", ("slash",), _("查找"), _("在要旨、原文和条号里查找，几个词用空格隔开")),
        Command("contents", ("backspace", "left"), _("目录"), _("从条款全文回到目录")),
        Command("turn(-1)", ("b",), _("上一款"), _("看上一款"), footer=False),
        Command("turn(1)", ("n",), _("下一款"), _("看下一款"), footer=False),
        Command("leave", ("escape", "q"), _("返回"), _("清除查找，或回到来的地方")),
    )

    def __init__(self, pack: Pack, clause_id: str | None = None) -> None:
        super().__init__()
        self.pack, self.clause_id = pack, clause_id
        self.query_text = ""
        self.reading = clause_id is not None
        self.came_for = clause_id

    def body(self) -> ComposeResult:
        yield LineInput(id="rules-search", placeholder=_("查找：要旨、原文、条号"))
        with Horizontal(id="rules-panels"):
            yield Contents(id="rules-contents")
            yield Guide(id="rules-clause")

    def title_text(self) -> str:
        """The regulation, since when, and how many clauses."""
        pack = self.pack
        since = _("{day} 起施行").format(day=pack.in_force_from) if pack.in_force_from else ""
        return "  ".join(part for part in (pack.regulation, since, count_words(pack, self.query_text)) if part)

    @property
    def contents(self) -> Guide:
        return self.query_one("#rules-contents", Guide)

    @property
    def clause(self) -> Guide:
        return self.query_one("#rules-clause", Guide)

    def on_mount(self) -> None:
        """Start at the clause asked for, if one was."""
        self.lay_out()
        self.call_after_refresh(self.start)

    def start(self) -> None:
        """Fill both panels once their sizes are known, and put the cursor where it belongs."""
        self.show_contents()
        if self.clause_id is not None:
            self.contents.choose(self.clause_id)
        self.show_clause()
        (self.clause if self.reading else self.contents).focus()
        self.bring_into_view()

    def bring_into_view(self) -> None:
        """Scroll the list to its cursor once it is laid out."""
        self.call_after_refresh(lambda: self.contents.move_to(self.contents.cursor))

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self.lay_out()
        self.call_after_refresh(self.show_contents)
        self.call_after_refresh(self.show_clause)

    def lay_out(self) -> None:
        """Two panels, or the one that is being read."""
        self.set_class(self.size.width < WIDE, "narrow")
        self.set_class(self.reading, "reading")

    @property
    def panel_width(self) -> int:
        """Cells a line of a panel may take."""
        width = self.size.width
        return max(20, (width if width < WIDE else width // 2) - 5)

    def show_contents(self) -> None:
        """Write the chapters and articles anew, those that are sought."""
        self.contents.show(contents_rows(self.pack, self.query_text, self.panel_width))

    def show_clause(self) -> None:
        """Write the clause under the cursor, from its top."""
        chosen = self.contents.chosen
        self.clause.show(clause_rows(self.pack, str(chosen), self.panel_width) if chosen is not None else [])
        self.clause.scroll_top(0)

    def on_guide_moved(self, event: Guide.Moved) -> None:
        if event.guide is self.contents:
            self.show_clause()

    def action_open(self) -> None:
        if self.contents.chosen is not None:
            self.read(True)

    def read(self, reading: bool) -> None:
        """Go into the clause, or back to the list."""
        self.reading = reading
        self.lay_out()
        self.show_clause()
        (self.clause if reading else self.contents).focus()
        self.bring_into_view()

    def action_turn(self, by: int) -> None:
        """The next or the previous clause, in the list or in full."""
        places = [index for index, row in enumerate(self.contents.rows) if row.key is not None]
        if places:
            here = places.index(self.contents.cursor) if self.contents.cursor in places else 0
            self.contents.move_to(places[min(max(here + by, 0), len(places) - 1)])

    def action_contents(self) -> None:
        """Back to the list; from here on Esc leaves by way of it."""
        if self.reading:
            self.came_for = None
            self.read(False)

    # --- search

    def action_search(self) -> None:
        self.came_for = None
        if self.reading:
            self.read(False)
        search = self.query_one("#rules-search", Input)
        search.add_class("open")
        search.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_text = event.value
        self.show_contents()
        self.show_clause()
        self.refresh_frame()

    def on_input_submitted(self) -> None:
        """Go on in what was found."""
        self.contents.focus()

    def on_key(self, event: object) -> None:
        """From the search line, down goes to the list."""
        if getattr(event, "key", "") == "down" and self.focused is self.query_one("#rules-search", Input):
            self.contents.focus()

    def action_leave(self) -> None:
        """One step back: out of the clause, out of the search, out of the rules."""
        search = self.query_one("#rules-search", Input)
        if self.reading and self.came_for is None:
            self.read(False)
        elif search.has_class("open"):
            search.value = ""
            search.remove_class("open")
            self.contents.focus()
        else:
            self.dismiss()
