"""The list of cases: once the user has moved its cursor it stays where it is put."""

from textual.message import Message as TextualMessage

from clerkcheck.tui.widgets.painted_rows import Chooser


class CaseTable(Chooser):
    """The list of cases; tells the screen whenever the cursor moves."""

    class Walked(TextualMessage):
        """The cursor is on another row."""

    def move_to(self, index: int | None) -> None:
        """Put the cursor on a row and say so."""
        super().move_to(index)
        self.post_message(self.Walked())

    def step(self, by: int) -> None:
        """Once the cursor has been walked it stays where it is put."""
        self.moved_by_hand()
        super().step(by)

    def clicked(self, times: int) -> None:
        """A click is as good as a key: from now on the cursor stays where it is put."""
        self.moved_by_hand()
        super().clicked(times)

    def moved_by_hand(self) -> None:
        """Tell the screen at once: what it shows next leaves the cursor where it is."""
        vars(self.screen)["walked"] = True
