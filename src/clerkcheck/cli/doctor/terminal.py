"""The terminal: how large it is, which characters it takes, and how wide it draws them."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from clerkcheck.cli.doctor.machine_finding import GOOD, NOTE, WRONG, MachineFinding
from clerkcheck.i18n import _, listed

_SMALLEST = (80, 24)
# What screens and papers are made of: Chinese, marks and frames, with the cells that the program counts for each.
_CHARACTERS = {"汉": 2, "（": 2, "─": 1, "│": 1, "●": 1, "✓": 1, "“": 1}
_ANSWER = re.compile(rb"\x1b\[(\d+);(\d+)R")
_PATIENCE = 0.5  # seconds for a terminal to say where its cursor stands


def terminal_findings() -> Iterator[MachineFinding]:
    """Yield what was found of encoding, size and widths."""
    yield _encoding()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        remedy = _("直接在终端窗口里运行 clerkcheck doctor，才能查终端")
        yield MachineFinding(NOTE, _("终端：输入或输出不是终端，没有查"), remedy)
        return
    yield _kind()
    yield _size()
    yield _widths()


def _encoding() -> MachineFinding:
    name = sys.stdout.encoding or "utf-8"  # none: a stream of text in this process
    what = _("输出编码：{name}").format(name=name)
    lost = [char for char in _CHARACTERS if not _carried(char, name)]
    if "汉" in lost:
        # What follows is itself not printed but for the ASCII in it.
        remedy = _("设环境变量 (set PYTHONUTF8=1)；Linux 上 export LANG=C.UTF-8，Windows 上先运行 chcp 65001")
        return MachineFinding(WRONG, _("{what}，写不出汉字").format(what=what), remedy)
    if lost:
        remedy = _("这些符号会写成 ?；设环境变量 PYTHONUTF8=1，并把终端的编码改为 UTF-8")
        return MachineFinding(NOTE, _("{what}，写不出 {lost}").format(what=what, lost=" ".join(lost)), remedy)
    return MachineFinding(GOOD, what)


def _carried(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _kind() -> MachineFinding:
    term = os.environ.get("TERM", "")
    what = _("终端：{term}").format(term=term or (os.environ.get("WT_SESSION") and "Windows Terminal") or _("没有写明"))
    if term in ("dumb", "unknown"):
        remedy = _("设 TERM=xterm-256color；改不了的，用行模式 clerkcheck --line")
        return MachineFinding(WRONG, _("{what}，打不开应用").format(what=what), remedy)
    return MachineFinding(GOOD, what)


def _size() -> MachineFinding:
    columns, lines = os.get_terminal_size(sys.stdout.fileno())
    what = _("窗口：{columns} 列 {lines} 行").format(columns=columns, lines=lines)
    if columns < _SMALLEST[0] or lines < _SMALLEST[1]:
        return MachineFinding(NOTE, what, _("把窗口拉大到 80 列 24 行以上，或把字号调小"))
    return MachineFinding(GOOD, what)


def _widths() -> MachineFinding:
    wrong = []
    for char, cells in _CHARACTERS.items():
        drawn = _drawn(char)
        if drawn is None:
            sample = "汉字汉字│\n      12345678│"
            remedy = _("看下面两行的竖线是否对齐；不齐的，换等宽字体（如 更纱黑体、黑体）：\n      {sample}")
            return MachineFinding(NOTE, _("字宽：这个终端不回答，没有量"), remedy.format(sample=sample))
        if drawn != cells:
            wrong.append(_("{char} 占 {drawn} 格（应是 {cells}）").format(char=char, drawn=drawn, cells=cells))
    if wrong:
        remedy = _("在终端的设置里把“宽度不明的字符”改为窄（1 格），用等宽中文字体")
        return MachineFinding(WRONG, _("字宽：{wrong}，表格和边框会错位").format(wrong=listed(wrong)), remedy)
    return MachineFinding(GOOD, _("字宽：汉字 2 格，边框和符号 1 格"))


def _drawn(char: str) -> int | None:
    """Return how many cells the terminal moves on for a character, None where it does not say."""
    try:
        import termios
        import tty
    except ImportError:
        return None
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        with _erased():
            sys.stdout.write(f"\r{char}\x1b[6n")
            sys.stdout.flush()
            answer = _answer(descriptor)
    except OSError:
        return None
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
    found = _ANSWER.search(answer)
    return int(found[2]) - 1 if found else None


@contextmanager
def _erased() -> Iterator[None]:
    try:
        yield
    finally:
        sys.stdout.write("\r\x1b[K")
        sys.stdout.flush()


def _answer(descriptor: int) -> bytes:
    import select

    answer = b""
    while not _ANSWER.search(answer) and select.select([descriptor], [], [], _PATIENCE)[0]:
        part = os.read(descriptor, 64)
        if not part:
            break
        answer += part
    return answer
