"""The questions of the case screen: what a key does to the page in the middle, and which page comes next."""

from collections.abc import Sequence
from typing import Any

from textual.events import Click, Paste
from textual.message import Message
from textual.widgets import Input

from clerkcheck.checking.pages import Page
from clerkcheck.desk.ticks import PageTicks
from clerkcheck.i18n import _
from clerkcheck.packs.model import Fact
from clerkcheck.reading.typed_answers import typed_number
from clerkcheck.reading.written_values import ValueProblem, shown
from clerkcheck.tui.row_keys import MOST_KEYS, TENS, RowKeys
from clerkcheck.tui.rows_case import is_long
from clerkcheck.tui.screens.case_navigation import CaseNavigation
from clerkcheck.tui.widgets.guide import Guide
from clerkcheck.tui.widgets.line_input import in_one_line
from clerkcheck.tui.widgets.painted_rows import Chooser, Lines, Row, wrapped
from clerkcheck.tui.widgets.seen_rows import KeyedRow, SeenRows


class PageGuide(SeenRows, Guide):
    """The page in the middle; says which row was clicked, and where in it.

    While ``unchosen`` the cursor stands on nothing until an arrow key, a number or the mouse brings it to a row: what
    nobody has pointed at cannot be confirmed.
    """

    class Clicked(Message):
        """The row of ``key`` was clicked at a cell of its line, the ``times``-th time running.

        ``again``: the cursor stood there already.
        """

        def __init__(self, key: object, column: int, times: int, again: bool) -> None:
            super().__init__()
            self.key, self.column, self.times, self.again = key, column, times, again

    FROM_TOP = False
    unchosen = False

    def show(self, rows: Sequence[Row]) -> None:
        """Replace the rows; no row comes under the cursor by itself while none was chosen."""
        bare = self.unchosen and self.cursor is None
        super().show(rows)
        if bare:
            self.move_to(None)

    def begin(self, key: object, *, unchosen: bool) -> None:
        """Put the cursor on the row with this key at the top of another page, or on none."""
        self.unchosen = unchosen
        self.forget_seen()
        self.scroll_top(0)  # from its question, wherever the page before was left
        self.move_to(None if unchosen else self.keys.index(key) if key in self.keys else None)

    def on_click(self, event: Click) -> None:
        """Keep where in its row the click was, and the cursor; the chooser does the rest."""
        offset = event.get_content_offset(self)
        self.column = 0 if offset is None else offset.x
        self.again = self.index_at(event) == self.cursor

    def clicked(self, times: int) -> None:
        """Post that a row was clicked, where in it, and how often."""
        self.post_message(self.Clicked(self.chosen, self.column, times, self.again))


class CaseQuestions(CaseNavigation):
    """The part of the case screen that asks: ``ticks`` is the page as it is answered so far."""

    def __init__(self) -> None:
        super().__init__()
        self.row_keys = RowKeys()

    panel: str
    visited: list[Page]
    ticks: PageTicks
    problem: str
    sought = ""  # typed to find a choice of a long list
    found = False  # a choice was ticked that was found so
    passed: frozenset[str] = frozenset()  # facts left unclear that were gone back to, once nothing else was asked

    def digit(self, key: str) -> None:
        """A number key, or the sign before one: the row that they stand for, once it is complete.

        Of papers a number alone says how the one under the cursor stands, and each row has two keys.
        """
        if self.panel == "papers" and self.row_keys.tens is None and key not in TENS:
            self.action_digit(int(key))
            return
        if key in TENS and len(self.row_values()) <= MOST_KEYS and self.panel != "papers":
            return  # one key reaches every row
        begun = self.panel == "papers" and self.row_keys.begin(key)
        self.completed = self.row_keys.tens is not None and not begun
        number = None if begun else self.row_keys.number(key)
        if number is not None:
            self.number(number)
        elif self.row_keys.tens is not None:
            first = self.row_keys.tens * 10
            self.flash(_("再按一个数字：第 {a} 到 {b} 项").format(a=max(1, first), b=first + 9))

    def action_digit(self, number: int) -> None:
        """A number key alone, of papers: a state."""
        raise NotImplementedError

    @property
    def page_width(self) -> int:
        """Cells of text in the middle panel."""
        raise NotImplementedError

    def pick(self, key: Any) -> None:
        """What a number key or the space bar does to the row with this key."""
        raise NotImplementedError

    def number(self, number: int) -> None:
        """Answer with the keys of a row: tick or choose; among the papers, go there."""
        keys = self.row_values()
        if number <= len(keys):
            self.query_one("#page", Chooser).choose(keys[number - 1])
            if self.panel != "papers":
                self.pick(keys[number - 1])

    def row_values(self) -> list[Any]:
        """What the rows stand for by their numbers, those too that a search leaves out."""
        if self.panel == "ask" and self.listed is not None:
            return list(self.listed.of)
        return [row.key for row in self.query_one("#page", Chooser).rows if row.key is not None]

    @property
    def listed(self) -> Fact | None:
        """The fact whose choices the page lists, or None."""
        page = self.current
        return None if page is None or page.multi else self.session.fact(page.facts[0])

    def on_paste(self, event: Paste) -> None:
        """An input method may hand over what was typed at once."""
        self.seek(self.sought + in_one_line(event.text))

    def seek(self, text: str) -> None:
        """Show only the choices of a long list in which a text stands; nothing where it stands in none."""
        fact = self.listed
        if self.panel != "ask" or fact is None or not is_long(fact) or self.focused is not self.query_one("#page"):
            return
        if text and not any(text in label for label in fact.of.values()):
            self.flash(_("没有哪一项有“{text}”").format(text=shown(text)))
            return
        self.sought = text
        self.show()

    def action_unsure(self) -> None:
        """0: leave this open; as the second of a row's two keys, that row."""
        if self.row_keys.tens is not None or self.panel == "papers":
            self.digit("0")
            return
        if self.panel != "ask" or self.current is None:
            return
        if self.ticks.numeric:  # 0 is a number there: it belongs into the input
            self.focus_page()
        elif self.current.multi:
            self.ticks.toggle_unsure(str(self.query_one("#page", Chooser).chosen))
            self.show()
        else:
            self.answer("unknown")

    def action_deny(self) -> None:
        """-: answer the yes/no row under the cursor with no; in a list, the first of a row's two keys.

        What waits for an express answer cannot be denied by its number pressed twice: a key doubled counts once.
        """
        if self.panel == "ask" and self.current is not None and self.current.multi:
            self.ticks.deny(str(self.query_one("#page", Chooser).chosen))
            self.show()
        else:
            self.digit("minus")

    @property
    def to_see(self) -> list[KeyedRow]:
        """What Enter would answer that has not been on screen; nothing where what is ticked was found by typing."""
        if self.panel != "ask" or not self.ticks.several or (self.found and self.ticks.ticked):
            return []
        return self.query_one("#page", PageGuide).unseen

    def enter_words(self) -> str:
        """What Enter does to the page as it is: it shows what has not been on screen, or records."""
        page = self.query_one("#page", PageGuide)
        hidden = page.hidden if self.to_see and page.size.height else []
        if hidden:
            below = hidden[0].start >= page.scroll_offset.y
            words = _("往下看，下面还有 {n} 项") if below else _("往上看，还有 {n} 项没看到")
            return words.format(n=len(hidden))
        return self.ticks.enter_words(page.chosen)

    def on_seen_rows_more_seen(self) -> None:
        """More of the page has been on screen: say what Enter does now."""
        if self.panel == "ask" and not self.flashing:
            self.refresh_frame()

    def show_rest(self) -> bool:
        """Bring into view what Enter would answer unseen; whether there was something, and nothing is recorded yet.

        ``none``, which is recorded where nothing else is ticked, must be in view as it is recorded.
        """
        if self.panel != "ask" or not self.ticks.several:
            return False
        page = self.query_one("#page", PageGuide)
        page.look()
        if self.sought and not self.ticks.ticked:
            self.seek("")
        first = next(iter(self.to_see), None)
        if first is None and self.ticks.recorded_none:
            first = next((each for each in page.items() if page.keys[each.start] == "none"), None)
            first = None if first is None or page.in_view(first.start) else first
        if first is not None:
            page.show_unseen(first)
        return first is not None

    def confirm_page(self, key: Any) -> None:
        """Save the answers of the page and go on to what matters next; after the last, to what was left open."""
        page = self.current
        if page is None:
            if self.session.left_unsure:
                self.turn_to(self.session.page_asking(self.session.left_unsure[0]))
            return
        if self.show_rest():
            return
        if not self.ticks.several:
            if key is None:
                self.say(_("还没有选"), _("按序号选定，或用 ↑↓ 移到要选的一项再按 Enter；不清楚的按 0"))
            else:
                self.answer(key)
        elif not self.ticks.complete:
            self.say(_("还没有勾选"), _("勾选适用的；不清楚的按 0"))
        elif self.do(self.ticks.save):
            self.advance(page)

    def answer(self, value: Any) -> None:
        """Answer a single question and go on."""
        page = self.current
        if page is not None and value is not None and self.do(lambda: self.session.answer(page.facts[0], value)):
            self.advance(page)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with the number typed; what is none, or cannot be one of the fact, is said below the line."""
        page = self.current
        if page is None:
            return
        entry = self.session.fact(page.facts[0])
        try:
            value = typed_number(event.value, entry.type, entry.least)
        except ValueProblem as problem:
            self.say_problem(_("{message}。{remedy}").format(message=problem.message, remedy=problem.remedy))
            return
        self.say_problem("")
        self.answer(value)

    def say_problem(self, text: str) -> None:
        """Say under the input what is wrong with the number typed; "" takes it back."""
        self.problem = text
        for line in self.query("#problem").results(Lines):
            line.show(wrapped(text, self.page_width, style="bad") if text else [])

    def advance(self, page: Page) -> None:
        """Go to the next page that matters; when none does, to the papers.

        From an answer that had been left unclear it goes on to the next of those, each once.
        """
        self.visited.append(page)
        following = self.session.page
        if following is None and self.passed:
            left = next((fact for fact in self.session.left_unsure if fact not in self.passed), None)
            following = None if left is None else self.session.page_asking(left)
        self.turn_to(following)
        if self.current is None:
            self.action_panel("papers")

    def turn_to(self, page: Page | None) -> None:
        """Ask a page of questions, from its beginning; None where nothing is left to ask."""
        if page is not None and self.session.page is None:
            self.passed |= self.session.unsure.intersection(page.facts)
        self.panel, self.current, self.asked, self.sought = "ask", page, object(), ""
        self.found = False
        self.ticks = PageTicks(self.session, page)
        self.show()
        self.point_at_answer()
        self.refresh_frame()
        self.focus_page()

    def point_at_answer(self) -> None:
        """Put the cursor where the page begins: of a single choice on the answer it has, else on none."""
        guide = self.query_one("#page", PageGuide)
        first = next((row.key for row in guide.rows if row.key is not None), None)
        if self.current is None or self.ticks.several or self.ticks.numeric:
            guide.begin(first, unchosen=False)
        else:
            known = self.session.case.facts.get(self.current.facts[0])
            guide.begin(known, unchosen=known is None)

    def focus_page(self) -> None:
        """Put the caret where the next key belongs: the number input where a number is asked, else the page."""
        wanted = self.panel == "ask" and self.ticks.numeric
        if wanted and not self.query("#value"):
            self.mount_input()
        for each in self.query("#value, #problem"):
            each.display = wanted
        if wanted and self.current is not None:
            known, value = self.session.case.facts.get(self.current.facts[0]), self.query_one("#value", Input)
            value.value = "" if known is None else f"{known:g}" if isinstance(known, int | float) else ""
            value.focus()
        else:
            self.query_one("#page", Chooser).focus()

    def mount_input(self) -> None:
        """Mount the input for a number, and the line below it for what is wrong with one."""
        from clerkcheck.tui.widgets.number_input import NumberInput

        value = NumberInput(id="value", placeholder=_("填数字，Enter 确定；不清楚按 Esc"))
        self.query_one("#middle").mount(value, Lines(id="problem"))
