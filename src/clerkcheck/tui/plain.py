"""Consoles on which characters of ambiguous width take two cells (the CP936 console of Windows, GBK terminals).

Frames, signs and marks drawn with such characters push everything behind them aside. There every one of them on the
screen is shown as a plain ASCII character of one cell; what is stored and printed stays as it is.
"""

import os
import sys
import unicodedata
from collections.abc import Mapping

_ENCODINGS = ("gbk", "gb2312", "gb18030", "cp936", "euccn", "euc-cn")
_CP936 = 936
# What stands for a character; any other of ambiguous width is a full-width one of no doubt, or a dot.
_PLAIN = dict(zip("“”‘’—…·√×○●◎→←↑↓│─■□◆◇▲△★☆§±÷≤≥≠∶", "\"\"''-..vxo*o><^v|-#=*=^^**S+/<>!:", strict=True))


def is_ambiguous(char: str) -> bool:
    """Whether a terminal may take one cell for a character, or two."""
    return unicodedata.east_asian_width(char) == "A"


def plain_text(text: str) -> str:
    """Return a line with each character of ambiguous width replaced by one that takes one cell everywhere."""
    if text.isascii():
        return text
    text = text.replace("【□", "【 ")  # a box to tick, not the bar of a chart
    return "".join(_plain(char) if is_ambiguous(char) else char for char in text)


def _plain(char: str) -> str:
    found = _PLAIN.get(char)
    if found:
        return found
    number = unicodedata.numeric(char, -1)
    return str(int(number)) if 0 <= number <= 9 else "."


def found_plain(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether this terminal is such a console: by the locale, or on Windows by the code page of its old console."""
    if sys.platform == "win32":
        import ctypes

        return "WT_SESSION" not in environment and ctypes.windll.kernel32.GetConsoleOutputCP() == _CP936
    named = next((environment[key] for key in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(key)), "")
    return named.partition(".")[2].partition("@")[0].lower() in _ENCODINGS


def use_plain_scrollbars() -> None:
    """Have the ends of scroll bars drawn without block characters."""
    from textual.scrollbar import ScrollBar, ScrollBarRender

    class PlainBar(ScrollBarRender):
        """A scroll bar of whole cells."""

        VERTICAL_BARS = (" ",) * 8  # type: ignore[assignment]
        HORIZONTAL_BARS = (" ",) * 8  # type: ignore[assignment]

    ScrollBar.renderer = PlainBar
