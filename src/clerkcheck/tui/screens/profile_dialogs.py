"""The kind of item, and the block of answers that it proposes: seen, corrected and confirmed once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key

from clerkcheck.desk.new_case import Block
from clerkcheck.desk.profile_file import Profile
from clerkcheck.desk.profiles import ProfileProposal, fitting
from clerkcheck.i18n import _
from clerkcheck.tui.screens.dialogs import Dialog, PickOne
from clerkcheck.tui.widgets.guide import Guide
from clerkcheck.tui.widgets.painted_rows import Row, wrapped
from clerkcheck.tui.widgets.seen_rows import KeyedRow, SeenRows

WITHOUT = "without"  # no kind of item: every question is asked


class PickProfile(PickOne):
    """Which kind of item; the one that the title speaks of is under the cursor, and said to be a proposal."""

    TYPE_AHEAD = False  # the proposal must be seen before it can be taken

    def __init__(self, profiles: tuple[Profile, ...], title: str, chosen: str = "") -> None:
        """Take the profiles, the title of the case, and the id of the profile that it has already."""
        likely = next(fitting(profiles, title), None)
        text = _("选一类，常见的“否”一次看完、一次确认；先不选也行，逐题回答")
        if likely is not None:
            text = _("按标题像是〔{label}〕；是不是由你定").format(label=likely.label)
        choices: list[tuple[object, str]] = [(each.id, _labelled(each)) for each in profiles]
        choices.append((WITHOUT, _("先不选类别，逐题回答")))
        super().__init__(_("事项类别"), choices, chosen or (likely.id if likely else WITHOUT), text)

    def keys_text(self) -> str:
        return super().keys_text() if self.sought else _("0 先不选  ") + super().keys_text()

    def on_key(self, event: Key) -> None:
        """As in any list; 0 alone takes no kind."""
        if event.key == "0" and self.row_keys.tens is None:
            event.stop()
            event.prevent_default()
            self.pick(WITHOUT)
        else:
            super().on_key(event)


def _labelled(profile: Profile) -> str:
    return _("{label}　{help}").format(label=profile.label, help=profile.help)


class ConfirmBlock(Dialog[Block]):
    """The answers that a profile proposes, all ticked; what is wrong is unticked and asked later."""

    TYPE_AHEAD = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "untick", _("去掉或恢复"), show=False, priority=True),
        Binding("enter", "confirm", _("确认"), show=False, priority=True),
    ]

    def __init__(self, profile: Profile, proposed: tuple[ProfileProposal, ...]) -> None:
        text = _("打勾的就照这样写进去，算你确认的；不对的按空格去掉，以后另问。没有列出的以后再问")
        if not proposed:
            text = _("这一类常有的答案都答过了，或者不影响结论；没有要再确认的")
        super().__init__(_("〔{label}〕一般是这样，看一遍").format(label=profile.label), text)
        groups = list(dict.fromkeys(each.fact.group for each in proposed))  # each is headed once
        self.profile = profile
        self.proposed = tuple(sorted(proposed, key=lambda each: groups.index(each.fact.group)))
        self.dropped: set[str] = set()

    def body(self) -> ComposeResult:
        yield Answers(id="choices")

    def keys_text(self) -> str:
        if self.below:
            below = self.below[0].start >= self.query_one("#choices", Answers).scroll_offset.y
            words = _("下面还有 {n} 项  Enter 往下看  空格 去掉或恢复  Esc 返回")
            words = words if below else _("上面还有 {n} 项没看到  Enter 往上看  空格 去掉或恢复  Esc 返回")
            return words.format(n=len(self.below))
        return _("Enter 确认这 {n} 项  空格 去掉或恢复  ↑↓ 翻看  Esc 返回").format(n=len(self.taken))

    @property
    def below(self) -> list[KeyedRow]:
        """The answers that have not come into view yet: Enter shows them first, and takes them only then."""
        chooser = self.query_one("#choices", Answers)
        return chooser.hidden if chooser.size.height else []

    @property
    def taken(self) -> tuple[ProfileProposal, ...]:
        """The answers that Enter would record: those proposed and not unticked."""
        return tuple(each for each in self.proposed if each.fact.id not in self.dropped)

    def lay_out(self) -> None:
        """Lay the proposed answers out under their groups, no higher than the window."""
        super().lay_out()
        chooser = self.query_one("#choices", Answers)
        rows = self.answer_rows()
        chooser.styles.height = min(len(rows), self.room)
        chooser.show(rows)
        self.show_keys()

    def on_seen_rows_more_seen(self) -> None:
        """More of the answers have been on screen: say what Enter does now."""
        if not self.flashing:
            self.show_keys()

    def on_mount(self) -> None:
        """Let the keys go to the answers from the start."""
        self.query_one("#choices", Answers).focus()

    def answer_rows(self) -> list[Row]:
        """Each answer with its tick, under its group."""
        width = min(68, self.app.size.width - 10)
        rows: list[Row] = []
        group = None
        for each in self.proposed:
            if each.fact.group != group:
                group = each.fact.group
                rows.append(Row(group, "heading"))
            mark = "[ ]" if each.fact.id in self.dropped else "[x]"
            style = "dim" if each.fact.id in self.dropped else "plain"
            rows += wrapped(each.sentence, width, first=f"{mark} ", rest="    ", style=style, key=each.fact.id)
        return rows

    def action_untick(self) -> None:
        """Untick the answer under the cursor, or tick it again."""
        chooser = self.query_one("#choices", Answers)
        if chooser.chosen is not None:
            self.dropped ^= {str(chooser.chosen)}
            chooser.show(self.answer_rows())
            self.show_keys()

    def action_confirm(self) -> None:
        """Close with the block of answers still ticked, which the caller records; what was not seen is shown first."""
        chooser = self.query_one("#choices", Answers)
        chooser.look()
        if chooser.unseen:
            chooser.show_unseen(chooser.unseen[0])
        else:
            self.dismiss(Block(self.profile, self.taken))


class Answers(SeenRows, Guide):
    """The answers of a block; a click is as the space bar."""

    OPENING_CLICKS = 0

    def clicked(self, _times: int) -> None:
        """Untick what was clicked, or tick it again."""
        screen = self.screen
        assert isinstance(screen, ConfirmBlock)
        screen.action_untick()
