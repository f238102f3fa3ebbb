"""The verdict in full, item by item, and one finding with its article, its reasons and the ways on from it."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from clerkcheck.desk.exceptions import exceptable, remove_exceptions, why_no_exception
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _, listed
from clerkcheck.packs.clauses import MaterialIds
from clerkcheck.reading.errors import InputError
from clerkcheck.reports.verdict_entries import Entry
from clerkcheck.tui import rows_finding as told
from clerkcheck.tui.commands import Command
from clerkcheck.tui.rows_finding import Jump
from clerkcheck.tui.screens.clerk_screen import WIDE, ClerkScreen
from clerkcheck.tui.widgets.guide import Guide
from clerkcheck.tui.widgets.painted_rows import Row


class _VerdictPage(ClerkScreen):
    """A page of a case's verdict: text whose rows lead on, and beside it, where there is room, the articles in their
    words; dismissed as soon as a question is wanted.
    """

    CSS_PATH: ClassVar[list[str]] = ["clerk_screen.tcss", "finding_screen.tcss"]  # type: ignore[assignment]
    GUIDE: ClassVar[str]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def body(self) -> ComposeResult:
        with Horizontal():
            yield Guide(id=self.GUIDE)
            yield Guide(id="articles")

    @property
    def guide(self) -> Guide:
        return self.query_one(f"#{self.GUIDE}", Guide)

    @property
    def articles(self) -> Guide:
        """What stands beside the page, on a wide screen."""
        return self.query_one("#articles", Guide)

    @property
    def pointed(self) -> Any:
        """What the row under the cursor stands for, in the column that has the focus."""
        return (self.articles if self.focused is self.articles else self.guide).chosen

    @property
    def broad(self) -> bool:
        return self.app.size.width >= WIDE

    @property
    def column_width(self) -> int:
        """Cells of text in a column."""
        width = self.app.size.width
        return max(20, (width // 2 - 1 if self.broad else width) - 4)

    def page(self, width: int) -> list[Row]:
        """The rows of the page; each kind of page says."""
        raise NotImplementedError

    def beside(self, width: int) -> list[Row]:
        """The rows beside the page; each kind of page says."""
        raise NotImplementedError

    def open_key(self, key: Any) -> None:
        """What Enter or a number key does to a row; each kind of page says."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the page and put the cursor on its first row."""
        self.show()
        self.guide.focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Write the page anew for the width there is, and say what others have changed meanwhile."""
        self.set_class(self.broad, "broad")
        self.guide.show(self.page(self.column_width))
        self.show_beside()
        notice = self.session.take_notice()
        if notice:
            self.say(_("请留意"), notice)

    def show_beside(self) -> None:
        """Write what stands beside the page anew, from its top."""
        if self.broad:
            self.articles.show(self.beside(self.column_width))
            self.articles.scroll_top(0)

    def on_key(self, event: object) -> None:
        """A number key opens the row of that number."""
        key = getattr(event, "key", "")
        keys = self.numbered()
        if key.isdigit() and 1 <= int(key) <= len(keys):
            self.guide.choose(keys[int(key) - 1])
            self.open_key(keys[int(key) - 1])

    def numbered(self) -> list[Any]:
        """The rows that show a number, in order; None for one that opens nothing."""
        return [row.key for row in self.guide.rows if row.key is not None]

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.pointed is not None:
            self.open_key(self.pointed)

    def ask_again(self, fact: str) -> None:
        """Leave for the question of a fact: the case screen takes it from ``session.wanted``."""
        self.session.wanted = self.session.page_asking(fact)
        self.dismiss()

    def returned(self) -> None:
        """A page opened from here was left: go on back to the case if a question is wanted."""
        if self.session.wanted is not None:
            self.dismiss()
        else:
            self.show()

    def open_rules(self, clause: str | None) -> None:
        """Open the regulation at a clause; Esc comes back here."""
        from clerkcheck.tui.screens.rules_screen import RulesScreen

        self.app.push_screen(RulesScreen(self.session.pack, clause))

    def action_leave(self) -> None:
        self.dismiss()


class VerdictScreen(_VerdictPage):
    """Everything the report says about the case; Enter opens an item."""

    GUIDE = "verdict-items"
    COMMANDS_HERE = (
        Command("open", ("enter",), _("打开"), _("看这一项的依据和办法；待回答的直接去答")),
        Command("rules", ("l",), _("规则"), _("翻到这一项的条款")),
        Command("leave", ("escape", "v", "q", "backspace"), _("返回"), _("回到问题")),
    )

    def title_text(self) -> str:
        return _("结论 · {title}").format(title=self.session.case.title)

    def page(self, width: int) -> list[Row]:
        return told.verdict_page(self.session, width, brief=self.broad)

    def beside(self, width: int) -> list[Row]:
        entry = self.guide.chosen
        return told.entry_beside(self.session, entry, width) if isinstance(entry, Entry) else []

    def on_guide_moved(self, event: Guide.Moved) -> None:
        """Another item: its articles."""
        if event.guide is self.guide:
            self.show_beside()

    def numbered(self) -> list[Any]:
        """Items are numbered whether or not they open something."""
        entries = [entry for _heading, found in told.verdict_entries(self.session) for entry in found]
        return [entry if entry.clauses or entry.fact else None for entry in entries]

    def open_key(self, key: Any) -> None:
        """Go to the question, or open the finding."""
        if not isinstance(key, Entry):
            return
        if key.fact:
            self.ask_again(key.fact)
        else:
            screen = FindingScreen(self.session, key.clauses, key.material)
            self.app.push_screen(screen, lambda _answer: self.returned())

    def action_rules(self) -> None:
        """Open the regulation at the item's first clause."""
        entry = self.guide.chosen
        self.open_rules(entry.clauses[0] if isinstance(entry, Entry) and entry.clauses else None)


class FindingScreen(_VerdictPage):
    """One finding: ``clauses`` that say the same, about one paper where ``material`` names it."""

    GUIDE = "finding-text"
    COMMANDS_HERE = (
        Command("open", ("enter",), _("打开"), _("光标在回答上就去改这一项，在条文上就看条款全文；数字键直接去改回答")),
        Command("rules", ("l",), _("条款"), _("看本条款全文，Esc 回到这里")),
        Command("exception", ("e",), _("例外"), _("记下经批准的例外；只有“原则上、一般”的要求可以")),
        Command("unexcept", ("x", "delete"), _("删例外"), _("删去记下的例外"), footer=False),
        Command("leave", ("escape", "q", "backspace"), _("返回"), _("回到结论")),
    )

    def __init__(self, session: Session, clauses: tuple[str, ...], material: MaterialIds | None = None) -> None:
        """Take the clauses the finding comes from; there is at least one."""
        super().__init__(session)
        self.clauses, self.material = clauses, material

    def title_text(self) -> str:
        """The articles, and what is judged."""
        articles = dict.fromkeys(self.session.clause(each).cited for each in self.clauses)
        return _("{articles} · {title}").format(articles=listed(articles), title=self.session.case.title)

    def page(self, width: int) -> list[Row]:
        rows = told.finding_beside if self.broad else told.finding_rows
        return rows(self.session, self.clauses, self.material, width)

    def beside(self, width: int) -> list[Row]:
        return told.article_rows(self.session, self.clauses, width)

    def numbered(self) -> list[Any]:
        return [key for key in super().numbered() if isinstance(key, Jump) and key.fact]

    def open_key(self, key: Any) -> None:
        """Go to the question, or open the clause."""
        if isinstance(key, Jump) and key.fact:
            self.ask_again(key.fact)
        elif isinstance(key, Jump):
            self.open_rules(key.clause)

    def action_rules(self) -> None:
        """Open the clause under the cursor, else the first."""
        key = self.pointed
        self.open_rules((key.clause if isinstance(key, Jump) else "") or self.clauses[0])

    def action_exception(self) -> None:
        """Record or change an exception where one is allowed; else say why not."""
        allowed = exceptable(self.session, self.clauses)
        if not allowed:
            self.say(_("不能记例外"), why_no_exception(self.session, self.clauses))
        elif len(allowed) == 1:
            self.record(allowed[0].id)
        else:
            choices = [(clause.id, f"{clause.cited} {clause.gist}") for clause in allowed]
            self.choose_one(_("哪一条的例外"), choices, self.record)

    def record(self, clause_id: Any) -> None:
        """Ask for reason, approval and term."""
        if clause_id is None:
            return
        from clerkcheck.tui.screens.exception_dialog import ExceptionDialog

        self.app.push_screen(ExceptionDialog(self.session, clause_id), lambda _saved: self.show())

    def action_unexcept(self) -> None:
        """Take the recorded exceptions of these clauses away, after asking."""
        if not any(each.clause in self.clauses for each in self.session.case.exceptions):
            return
        self.confirm(_("删去这条例外？"), _("删去后，本条仍按不符合处理"), _("删去"), self.removed)

    def removed(self, sure: Any) -> None:
        """Remove them; the rest stay."""
        if not sure:
            return
        try:
            remove_exceptions(self.session, self.clauses)
        except InputError as error:
            self.say(_("这样不行"), str(error))
        self.show()
