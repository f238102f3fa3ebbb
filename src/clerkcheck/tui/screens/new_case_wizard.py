"""A new case: whose rules, agenda item or document, which title (the file's name follows), and which kind of item."""

from collections.abc import Callable, Iterable
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Input

from clerkcheck.desk.new_case import Block, Whose, begin_case, offered_as, packs_offered, place_needed, unit_proposed
from clerkcheck.desk.profile_file import Profile
from clerkcheck.desk.profiles import profiles_of, proposals
from clerkcheck.desk.remembered import last_pack
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.packs.place_words import place_name
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.written_values import one_line
from clerkcheck.tui.host import Host
from clerkcheck.tui.screens.dialogs import AskLine, Message, PickOne
from clerkcheck.tui.screens.profile_dialogs import WITHOUT, ConfirmBlock, PickProfile
from clerkcheck.tui.widgets.line_input import LineInput
from clerkcheck.tui.widgets.painted_rows import Lines, wrapped


class AskTitle(AskLine):
    """The title, and below it the unit, which may stay as it is proposed, or be empty; closes with both in lines."""

    def __init__(self, title: str, unit: str, *, kind: str, proposed: bool) -> None:
        """Take what the two were, and the kind of case; ``proposed``: the unit has been said by nobody yet."""
        text = _("照送审材料上的标题写，如“关于……的议题”；以后可以改")
        if kind == "document":
            text = _("照文稿上的标题写，如“关于……的请示”；以后可以改")
        super().__init__(_("新建一件（3/3）：事项名称"), title, text, one_line)
        self.unit, self.proposed = unit, proposed

    def body(self) -> ComposeResult:
        """The title, what is wrong with it, and the unit."""
        yield from super().body()
        yield Lines(id="about-unit")
        yield LineInput(self.unit, id="unit", select_on_focus=False)

    def keys_text(self) -> str:
        return _("Enter 确定  Tab 到单位  Esc 返回")

    def lay_out(self) -> None:
        """Say beside the unit where it comes from."""
        super().lay_out()
        given = self.proposed and self.unit
        said = _("单位（照这里已有的，请核对；不是的改掉）") if given else _("单位（印在自查表上；可以不填）")
        about = wrapped(said, self.inner_width, style="open" if given else "dim")
        self.query_one("#about-unit", Lines).styles.height = len(about)
        self.query_one("#about-unit", Lines).show(about)

    def taken(self) -> str:
        """Return the title and, on another line, the unit, "" for none; raises ValueProblem."""
        title, unit = (self.query_one(each, Input).value for each in ("#line", "#unit"))
        return f"{one_line(title)}\n{one_line(unit) if unit.strip() else ''}"


class NewCase:
    """The wizard: one small dialog a question; Esc goes back to the question before."""

    def __init__(self, host: Host, folder: str, created: Callable[[str], object], units: Iterable[str] = ()) -> None:
        """Take where the case is to be written, what to do with its path, and the units of those that are there."""
        self.host, self.folder, self.created, self.units = host, folder, created, units
        self.proposed = ""
        self.unit: str | None = None  # as said; None: not yet
        self.packs: dict[str, Pack] = {}
        self.pack: Pack | None = None
        self.kind = "agenda_item"
        self.title, self.profile, self.place = "", "", ""
        self.profiles: dict[str, Profile] = {}

    def start(self) -> None:
        """Ask which government's rules apply; the one used last is under the cursor."""
        self.packs = self.packs or {pack.id: pack for pack in packs_offered(self.folder)}
        choices = [(pack.id, offered_as(pack)) for pack in self.packs.values()]
        first = self.pack.id if self.pack else last_pack()
        self.host.push_screen(PickOne(_("新建一件（1/3）：按哪里的规则"), choices, first), self.pack_picked)

    def pack_picked(self, pack_id: Any) -> None:
        """Next: the place, where the rules are of none and nobody has said it before, or else the kind of case."""
        if pack_id is None:
            return
        self.pack = self.packs[pack_id]
        try:
            wanted, self.proposed = place_needed(self.pack, self.folder), unit_proposed(self.folder, self.units)
        except InputError as error:
            self.host.push_screen(Message(_("办公室文件读不了"), str(error)), lambda _answer: self.start())
            return
        if wanted:
            text = _("县、区、市的全称，如 禾谷县。会议等照此称呼（县政府常务会议）；只问这一次")
            self.host.push_screen(AskLine(_("新建一件：本地是哪里"), self.place, text, place_name), self.place_said)
        else:
            self.ask_kind()

    def place_said(self, place: Any) -> None:
        """Take the name of the place; None (Esc) goes back to the government."""
        if place is None:
            self.start()
            return
        self.place = place_name(place)
        self.ask_kind()

    def ask_kind(self) -> None:
        """Ask what kind of case it is."""
        assert self.pack is not None
        pack = self.pack
        asked = PickOne(_("新建一件（2/3）：议题还是公文"), tuple(self.kinds(pack).items()), self.kind)
        self.host.push_screen(asked, self.kind_picked)

    def kinds(self, pack: Pack) -> dict[str, str]:
        """The kinds of case, each with a word of explanation."""
        about = {"agenda_item": _("提请会议研究的事项"), "document": _("请示、报告、通知、函、纪要等")}
        return {kind: f"{label}　{about.get(kind, '')}".rstrip("　") for kind, label in pack.vocabulary.kinds.items()}

    def kind_picked(self, kind: Any) -> None:
        """Take agenda item or document and ask for the title; None (Esc) goes back to the government."""
        if kind is None:
            self.start()
            return
        self.kind = kind
        self.ask_title()

    def ask_title(self) -> None:
        """Ask for the title, with what was typed before; the unit that may be meant stands below."""
        unit = self.proposed if self.unit is None else self.unit
        self.host.push_screen(AskTitle(self.title, unit, kind=self.kind, proposed=self.unit is None), self.titled)

    def titled(self, title: Any) -> None:
        """Take the title and ask for the kind of item."""
        assert self.pack is not None
        if title is None:
            self.pack_picked(self.pack.id)
            return
        self.title, _end, self.unit = title.partition("\n")
        self.ask_profile()

    def ask_profile(self) -> None:
        """Ask for the kind of item, where there are profiles; what its title speaks of is proposed."""
        assert self.pack is not None
        try:
            self.profiles = {each.id: each for each in profiles_of(self.pack, self.kind)}
        except InputError as error:
            self.host.push_screen(Message(_("事项类别读不了，逐题回答"), str(error)), lambda _answer: self.begin(None))
            return
        if self.profiles:
            asked = PickProfile(tuple(self.profiles.values()), self.title, self.profile)
            self.host.push_screen(asked, self.profile_picked)
        else:
            self.begin(None)

    def profile_picked(self, profile: Any) -> None:
        """Show the block of answers that the profile proposes; None (Esc) goes back to the title."""
        assert self.pack is not None
        if profile is None:
            self.ask_title()
            return
        self.profile = profile
        if profile == WITHOUT:
            self.begin(None)
            return
        chosen = self.profiles[profile]
        proposed = proposals(self.pack, chosen, title=self.title)
        self.host.push_screen(ConfirmBlock(chosen, proposed), self.confirmed)

    def confirmed(self, block: Any) -> None:
        """Go on with the block as confirmed; None (Esc) goes back to the kinds of item."""
        if block is None:
            self.ask_profile()
        else:
            self.begin(block)

    def begin(self, block: Block | None) -> None:
        """Write the case and hand on its path."""
        assert self.pack is not None
        try:
            whose = Whose(self.place, self.unit or "")
            path = begin_case(self.folder, self.pack, self.kind, self.title, self.host.now(), block, whose)
        except InputError as error:
            self.host.push_screen(Message(_("没有建成"), str(error)), lambda _answer: self.ask_title())
            return
        self.created(path)
