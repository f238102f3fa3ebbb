"""Which characters a text may have: one test for what is read, and the guard for what is written.

Not allowed is what Unicode has no picture for: control characters (ESC, NUL, DEL, NEL…), direction marks, zero-width
characters, line and paragraph separators, odd spaces, code points that mean nothing. They could move a terminal's
cursor, hide words or turn them round. Chinese text has the ideographic space, which is allowed.
"""

from collections.abc import Callable
from typing import Any

from clerkcheck.i18n import _

_ALSO = "\u3000"


def unprintable(text: str) -> str | None:
    """Return the first character that may not stand in a line of text, None where there is none."""
    return None if text.isprintable() else next((char for char in text if not _shows(char)), None)


def name_of(char: str) -> str:
    """Return what a character that cannot be seen is called."""
    names = {"\n": _("换行"), "\r": _("换行"), "\t": _("制表符")}
    return names.get(char, _("控制字符 U+{code:04X}").format(code=ord(char)))


def printable(text: str) -> str:
    r"""Return one line that is safe for a terminal and in a file: what cannot be seen is written out (``\u001b``)."""
    return text if text.isprintable() else _spelled(text, lambda char: f"\\u{ord(char):04x}")


def printable_lines(text: str) -> str:
    """Return lines of text, each made printable."""
    return "\n".join(map(printable, text.split("\n")))


def json_text(data: Any, *, indent: int | None = None, default: Callable[[Any], Any] | None = None) -> str:
    """Return plain data as JSON with Chinese left readable; what cannot be seen is escaped as JSON has it.

    ``default`` makes something plain of what JSON does not know.
    """
    import json

    text = json.dumps(data, ensure_ascii=False, indent=indent, default=default)
    return "\n".join(line if line.isprintable() else _spelled(line, _escape) for line in text.split("\n"))


def _shows(char: str) -> bool:
    return char.isprintable() or char in _ALSO


def _spelled(text: str, spell: Callable[[str], str]) -> str:
    return "".join(char if _shows(char) else spell(char) for char in text)


def _escape(char: str) -> str:
    r"""As JSON writes it: ``\u`` and four digits for each half of a surrogate pair."""
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
