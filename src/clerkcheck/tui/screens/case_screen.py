"""One case: the questions that still matter in the middle, the steps on the left, the verdict growing on the right."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from clerkcheck.checking.pages import Page
from clerkcheck.desk.reasons import papers_left
from clerkcheck.desk.session import Session
from clerkcheck.desk.ticks import PageTicks
from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError
from clerkcheck.tui import rows_case as rows
from clerkcheck.tui import rows_narrow, rows_papers
from clerkcheck.tui.commands import Command
from clerkcheck.tui.row_keys import TENS
from clerkcheck.tui.screens.case_commands import COMMANDS, commands_of, commands_of_number, finished_commands, rowless
from clerkcheck.tui.screens.case_draft import CaseDraft
from clerkcheck.tui.screens.case_filing import CaseFiling
from clerkcheck.tui.screens.case_papers import CasePapers
from clerkcheck.tui.screens.case_questions import CaseQuestions, PageGuide
from clerkcheck.tui.screens.clerk_screen import WIDE, ClerkScreen
from clerkcheck.tui.widgets.guide import Guide
from clerkcheck.tui.widgets.painted_rows import Chooser, Lines, Pane, Row

SPREAD = 170  # columns from which what asks for a paper stands beside it
STEPS, VERDICT, BROAD_VERDICT = 26, 40, 56  # columns of the side panels, as in case_screen.tcss
FRAME = 6  # columns of a panel's border, padding and scroll bar


class StepList(Chooser):
    """The steps; a click goes there."""

    OPENING_CLICKS = 1


class CaseScreen(CasePapers, CaseQuestions, CaseFiling, CaseDraft, ClerkScreen):
    """Works on one session; ``panel`` is ask, papers or dates."""

    CSS_PATH: ClassVar[list[str]] = ["clerk_screen.tcss", "case_screen.tcss"]  # type: ignore[assignment]
    COMMANDS_HERE = COMMANDS

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.asked = object()  # another one for every question: no key answers one that was not there yet
        self.why = False
        self.laid_out_for = 0  # columns
        self.problem = ""  # with the number typed
        self.take(session)

    def take(self, session: Session) -> None:
        """Take a case to work on, where its work was left: at a question, else at the papers or the dates."""
        self.session = session
        self.current: Page | None = session.page
        self.visited: list[Page] = []
        self.ticks = PageTicks(session, self.current)
        self.panel = where_left(session)

    def begin(self, session: Session) -> None:
        """Take a case and show it."""
        self.take(session)
        if self.panel == "ask":
            self.turn_to(self.current)
        else:
            self.action_panel(self.panel)

    # --- what is shown

    def body(self) -> ComposeResult:
        """Steps, page, verdict; on a narrow screen the steps and the verdict are one line each.

        What few cases need (the input for a number, what asks for a paper) is mounted when it is first wanted.
        """
        with Pane(id="panels"):
            yield StepList(id="steps")
            with Pane(id="middle"):
                yield PageGuide(id="page")
            yield Guide(id="verdict")

    def lines_of(self, name: str) -> Lines:
        """The line of a narrow screen: stepline, above the panels, or verdictline, below them."""
        if not self.query("#stepline"):
            self.mount(Lines(id="stepline"), before="#panels")
            self.mount(Lines(id="verdictline"), after="#panels")
        return self.query_one(f"#{name}", Lines)

    def commands(self) -> tuple[Command, ...]:
        """The commands in the words of the panel that is on; of a question what Enter records."""
        commands = commands_of(self.panel, super().commands())
        if self.panel != "ask":
            return commands if self.panel != "dates" or self.session.dates else rowless(commands)
        if self.current is None:
            return finished_commands(commands, unsure=bool(self.session.left_unsure), before=bool(self.visited))
        if self.ticks.numeric:
            commands = commands_of_number(commands)
        words = self.enter_words()
        return tuple(each._replace(label=words) if each.action == "confirm" else each for each in commands)

    def title_text(self) -> str:
        session = self.session
        kind = session.pack.vocabulary.kinds[session.case.kind]
        return f"{session.pack.region} · {kind} · {session.case.title}"

    def on_mount(self) -> None:
        """Show everything and put the cursor on the page."""
        self.show()
        if self.panel == "ask":
            self.point_at_answer()
        else:
            self.point_at_row()
        self.focus_page()
        self.call_after_refresh(self.arrive)

    def on_unmount(self) -> None:
        """Remember until when the case was open."""
        self.depart()

    def on_resize(self) -> None:
        """Lay out for the new width."""
        if self.laid_out_for != self.app.size.width:
            self.show()
            self.say_problem(self.problem)

    def show(self) -> None:
        """Write every panel anew; only lines that changed are painted."""
        session, width = self.session, self.app.size.width
        self.laid_out_for = width
        self.set_class(width < WIDE, "narrow")
        self.set_class(self.spread, "spread")
        self.set_class(width >= SPREAD, "broad")
        self.show_page()
        if width < WIDE:
            self.lines_of("stepline").show(
                [Row(" " + rows_narrow.step_line(session, self.current, self.panel, width - 2), "dim")]
            )
            self.lines_of("verdictline").show([rows_narrow.verdict_line(session, width)])
        else:
            self.query_one("#steps", Chooser).show(rows.step_rows(session, self.current, self.panel))
            verdict = self.query_one("#verdict", Chooser)
            verdict.show(rows.verdict_rows(session, self.sides - STEPS - FRAME))
        notice = session.take_notice()
        if self.panel == "ask" and not self.flashing:
            self.refresh_frame()
        if notice:
            self.say(_("请留意"), notice)

    @property
    def page_width(self) -> int:
        """Cells of text in the middle panel; known before anything is laid out, so that the first paint is right."""
        width = self.app.size.width
        middle = width - (self.sides if width >= WIDE else 0)
        return max(20, (middle - middle // 3 if self.spread else middle) - FRAME)

    @property
    def sides(self) -> int:
        """Columns of the two side panels; on a broad screen the verdict grows."""
        return STEPS + (BROAD_VERDICT if self.app.size.width >= SPREAD else VERDICT)

    @property
    def spread(self) -> bool:
        """Whether what asks for a paper stands at the right of the papers, not below them."""
        return self.panel == "papers" and self.app.size.width >= SPREAD

    @property
    def beside_width(self) -> int:
        """Cells of text in the panel beside the papers."""
        return self.page_width if not self.spread else (self.app.size.width - self.sides) // 3 - FRAME

    def show_page(self) -> None:
        """Write the middle panel anew; the cursor stays on its row."""
        page = self.query_one("#page", Chooser)
        page.show(self.page_rows(self.page_width, page.chosen))
        self.show_beside(self.beside_width)

    def on_guide_moved(self, event: Guide.Moved) -> None:
        """On another yes/no question: its explanation; on another choice: what Enter would record; of a paper: why."""
        if event.guide.id != "page":
            return
        self.row_keys.forget()
        if self.panel == "papers":
            self.show_beside(self.beside_width)
        elif self.panel == "ask" and self.current is not None:
            if self.current.multi:
                self.show_page()
            else:
                self.refresh_frame()

    def page_rows(self, width: int, at: object) -> list[Row]:
        """Return the rows of the middle panel for a width in cells; ``chosen`` is the row under the cursor."""
        if self.panel == "papers":
            return rows_papers.paper_rows(self.session, width)
        if self.panel == "dates":
            return rows.date_rows(self.session, width)
        if self.current is None:
            return rows.finished_rows(self.session, width)
        page, marks, sought = self.current, self.ticks.marks, self.sought
        asked = rows.page_rows(self.session, page, marks, width, why=self.why, at=at, sought=sought)
        return [*asked, *self.said_rows(width)]

    # --- keys

    def on_key(self, event: object) -> None:
        key, typed = getattr(event, "key", ""), getattr(event, "character", None) or ""
        if isinstance(self.focused, Input):
            return
        if key in ("0", "minus"):  # commands: an answer left open, or denied
            return
        if key.isdigit() or key in TENS:
            self.digit(key)
            return
        self.row_keys.forget()
        if typed.isprintable() and not typed.isascii():
            self.seek(self.sought + typed)

    def action_digit(self, number: int) -> None:
        """A number key alone: how a paper stands."""
        self.mark(number)

    def pick(self, key: Any) -> None:
        """What a number key or the space bar does to the row with this key."""
        if self.panel == "papers":
            self.cycle(key)
        elif self.panel == "dates":
            self.open_date(key)
        elif self.ticks.several:
            self.found |= bool(self.sought)
            self.ticks.toggle(key)
            self.show()
        elif self.current is not None:
            self.answer(key)

    def on_page_guide_clicked(self, event: PageGuide.Clicked) -> None:
        """A row of the page was clicked: it is answered, or what the papers have for it."""
        if self.panel != "papers":
            self.pick(event.key)
        else:
            self.paper_clicked(event.key, event.column, event.times, again=event.again)

    def action_tick(self) -> None:
        key = self.query_one("#page", Chooser).chosen
        if key is not None:
            self.pick(key)

    def action_confirm(self) -> None:
        """Enter: confirm the page, or open the row."""
        if self.focused is self.query_one("#verdict"):
            self.action_verdict()
            return
        if self.focused is self.query_one("#steps"):
            self.go_to_step()
            return
        key: Any = self.query_one("#page", Chooser).chosen
        if self.panel == "papers" and key is not None:
            self.open_paper(key)
        elif self.panel == "dates" and key is not None:
            self.open_date(key)
        elif self.panel == "ask":
            self.confirm_page(key)

    def action_back(self) -> None:
        """Backspace: the page before; in dates, clear the row; of what is sought, the last character."""
        if self.sought:
            self.seek(self.sought[:-1])
            return
        if self.panel == "dates":
            event: Any = self.query_one("#page", Chooser).chosen
            if event is not None:
                self.do(lambda: self.session.set_date(event, None))
        elif self.panel == "papers":
            self.turn_to(self.session.page or (self.visited.pop() if self.visited else None))
        elif self.visited:
            self.turn_to(self.visited.pop())

    def action_panel(self, panel: str) -> None:
        """Go to a step of the case (the questions, the papers) by its name."""
        if panel == "ask":
            self.turn_to(self.session.page)
            return
        self.panel, self.passed = panel, frozenset()
        self.refresh_frame()
        self.show()
        self.point_at_row()
        self.focus_page()

    def point_at_row(self) -> None:
        """Put the cursor on the first paper that something is left to do about, or on the first row."""
        page = self.query_one("#page", PageGuide)
        left = next(papers_left(self.session), None) if self.panel == "papers" else None
        first = next((row.key for row in page.rows if row.key), None)
        page.begin(first if left is None else left, unchosen=False)

    def action_why(self) -> None:
        """Show or hide why the question is asked; of a paper, open what asks for it."""
        if self.paper is not None:
            self.why_paper(self.paper)
            return
        self.why = not self.why
        self.show()
        page = self.query_one("#page", PageGuide)
        at = next((place for place, row in enumerate(page.rows) if row.text == rows.why_heading()), None)
        if at is not None:
            page.reveal(at, min(at + 5, len(page.rows) - 1))  # a quote or two; the question stays where it can

    def action_undo(self) -> None:
        self.after_step(self.session.undo(), _("已撤销：{what}　Ctrl+Y 重做"))

    def action_redo(self) -> None:
        self.after_step(self.session.redo(), _("已重做：{what}"))

    def after_step(self, what: str | None, words: str) -> None:
        """Show the case as it is after undo or redo, and which step that was."""
        if what is None:
            return
        self.refresh_frame()
        if self.panel == "ask":
            self.turn_to(self.session.page)
        else:
            self.show()
        self.flash(words.format(what=what))

    def action_leave(self) -> None:
        """Back to the register; a number input is left first."""
        if isinstance(self.focused, Input):
            self.answer("unknown")
        elif self.sought:
            self.seek("")
        elif self.session.look(leaving=True) and self.session.notice:
            self.show()
        else:
            self.dismiss()

    def do(self, change: Callable[[], None]) -> bool:
        """Make a change; one that cannot be is shown and nothing is altered."""
        try:
            change()
        except InputError as error:
            self.say(_("这样不行"), str(error))
            return False
        self.show()
        return True


def where_left(session: Session) -> str:
    """Return the panel in which there is something left to do: ask, papers or dates; the papers where nothing is."""
    if session.page is not None:
        return "ask"
    papers_open = any(papers_left(session))
    return "dates" if session.dates_lacking and not papers_open else "papers"
