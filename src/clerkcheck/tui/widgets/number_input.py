"""An input for numbers, in which letters are still commands."""

from textual.events import Key

from clerkcheck.i18n import joined
from clerkcheck.tui.widgets.line_input import LineInput


class NumberInput(LineInput):
    """Takes what numbers are written with (also 万, 亿, %); a plain letter goes on to the screen as its command."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is text here (textual asks, to know which keys are free)."""
        return super().check_consume_key(key, character) and not _is_command(character)

    def _on_key(self, event: Key) -> None:  # type: ignore[override]
        if _is_command(event.character):
            event.prevent_default()  # not typed; it bubbles on

    def in_one_line(self, text: str) -> str:
        """Several numbers that are pasted are not made one: they are refused as they stand."""
        return joined(filter(None, map(str.strip, text.splitlines())))

    def action_delete_left(self) -> None:
        """Delete a character; with none left, backspace is the screen's as well."""
        if self.value:
            super().action_delete_left()
        else:
            self.call_later(self.screen.run_action, "back")


def _is_command(character: str | None) -> bool:
    return character is not None and character.isascii() and (character.isalpha() or character == "?")
