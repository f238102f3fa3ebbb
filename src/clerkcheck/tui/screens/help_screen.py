"""Key help for the screen one is on."""

from textual.app import ComposeResult

from clerkcheck.cells import cells, pad
from clerkcheck.i18n import _, labelled, listed
from clerkcheck.tui.commands import Command
from clerkcheck.tui.screens.clerk_screen import ClerkScreen
from clerkcheck.tui.widgets.guide import Guide
from clerkcheck.tui.widgets.painted_rows import Row, wrapped


class HelpScreen(ClerkScreen):
    """The commands of another screen, each with its keys and what it does."""

    COMMANDS_HERE = (Command("close", ("escape", "enter", "q"), _("返回"), _("回到刚才的屏幕")),)

    def __init__(self, place: str, listed: tuple[Command, ...]) -> None:
        """Take the title of the screen the help is about, and its commands."""
        super().__init__()
        self.place, self.listed = place, listed

    def body(self) -> ComposeResult:
        yield Guide(id="help")

    def title_text(self) -> str:
        """Help for where one came from."""
        return _("帮助 · {place}").format(place=self.place)

    def on_mount(self) -> None:
        self.show()
        self.query_one("#help", Guide).focus()

    def on_resize(self) -> None:
        self.show()

    def show(self) -> None:
        """Lay the lines out for the width that the screen has now."""
        width = max(40, self.size.width - 2)  # beside the keys there must be room for a word
        rows: list[Row] = []
        for command in self.listed:
            keys = listed(Command("", (key,), "", "").key_words for key in command.keys)
            rows += wrapped(
                command.help,
                width,
                first=f"  {keys}{' ' * max(1, 16 - cells(keys))}" + labelled(command.label, ""),
                rest=" " * 20,
            )
        mouse = _(
            "单击把光标放上去（在问题页就是勾选、回答），双击同 Enter；光标已在那一件上，再点“已有、缺、待定”就换一个；"
            "最下一行的命令、各步的名称和右上角的“返回”可以直接点"
        )
        rows += wrapped(mouse, width, first="  " + pad(_("鼠标"), 16), rest=" " * 16)
        self.query_one("#help", Guide).show([Row(""), *rows])

    def action_close(self) -> None:
        self.dismiss()
