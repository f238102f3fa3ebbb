"""One definition a command: it feeds the footer, the key help and the command palette."""

from typing import NamedTuple

from clerkcheck.i18n import _


class Command(NamedTuple):
    """Something a screen can do. ``action`` is the name of its ``action_…`` method.

    ``keys`` are textual's key names, the first one shown; ``label`` is two or four characters for the footer; ``help``
    says what it does in a sentence; ``footer`` False keeps it to the help and the palette.
    """

    action: str
    keys: tuple[str, ...]
    label: str
    help: str
    footer: bool = True

    @property
    def key_words(self) -> str:
        """The first key as a clerk would call it."""
        return _KEY_WORDS.get(self.keys[0], self.keys[0])


_KEY_WORDS = {
    "enter": "Enter",
    "escape": "Esc",
    "backspace": _("退格"),
    "question_mark": "?",
    "slash": "/",
    "ctrl+p": "Ctrl+P",
    "ctrl+q": "Ctrl+Q",
    "f1": "F1",
    "delete": "Del",
    "ctrl+z": "Ctrl+Z",
    "ctrl+y": "Ctrl+Y",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "tab": "Tab",
    "space": _("空格"),
    "plus": "+",
    "minus": "-",
    "full_stop": ".",
    "comma": ",",
}
