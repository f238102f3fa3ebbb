"""The app on a pseudo-terminal, for whoever drives it from outside: keys in, the screen as text out. POSIX only."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from codecs import getincrementaldecoder
from collections.abc import Callable, Mapping, Sequence

# A control sequence, a string that ends with BEL or ST, or a short escape.
_CODE = re.compile(
    r"\x1b(?:\[([0-9;:?<>=!$]*)([@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-OQ-WYZ\\`-~])"
)
_MODES = (1000, 1003, 1006, 1049, 2004)  # mouse, the other screen, bracketed paste
UP, DOWN, DELETE, ESC, F1 = "\x1b[A", "\x1b[B", "\x1b[3~", "\x1b", "\x1bOP"


class Terminal:
    """``clerkcheck`` with ``arguments`` on a terminal of its own; ``environment`` is added to this process's."""

    def __init__(
        self,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        program: Sequence[str] = ("-m", "clerkcheck"),
    ) -> None:
        """Start it; ``program`` is what Python is to run."""
        self.main, side = pty.openpty()
        self.before = termios.tcgetattr(side)
        self.size = size
        self.resize(*size)
        told = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8", **(environment or {})}
        command = [sys.executable, *program, *arguments]
        self.process = subprocess.Popen(
            command, stdin=side, stdout=side, stderr=side, env=os.environ | told, start_new_session=True
        )
        self.side = side  # kept open, so that how the terminal was left can be looked at
        self.raw = b""
        self.cells: dict[tuple[int, int], str] = {}
        self.at = (0, 0)  # line, column
        self.decoder = getincrementaldecoder("utf-8")("replace")
        self.rest = ""

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size; the app is told by a signal."""
        self.size = (columns, lines)
        fcntl.ioctl(self.main, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def write(self, keys: str) -> None:
        """Press keys, all in one write."""
        os.write(self.main, keys.encode())

    def read(self, patience: float) -> bool:
        """Take what the app writes; False where nothing comes within so many seconds."""
        if not select.select([self.main], [], [], patience)[0]:
            return False
        try:
            data = os.read(self.main, 1 << 16)
        except OSError:  # the other end is closed
            return False
        self.raw += data
        self._paint(self.decoder.decode(data))
        return bool(data)

    def until(self, *texts: str, patience: float = 60) -> str:
        """Read until all the texts stand on the screen; return it. Raises TimeoutError."""
        return self.until_true(lambda screen: all(text in screen for text in texts), repr(texts), patience)

    def until_true(self, holds: Callable[[str], bool], what: str, patience: float = 60) -> str:
        """Read until something holds of the screen; return it. Raises TimeoutError."""
        end = time.monotonic() + patience
        while not holds(self.screen):
            if time.monotonic() > end or (not self.read(0.2) and self.process.poll() is not None):
                raise TimeoutError(f"{what} not on the screen:\n{self.screen}")
        return self.screen

    @property
    def screen(self) -> str:
        """What can be read on the screen."""
        columns, lines = self.size
        return "\n".join(
            "".join(self.cells.get((line, column), " ") for column in range(columns)).rstrip() for line in range(lines)
        )

    def ended(self, patience: float = 60) -> int:
        """Wait for the end and return the exit status."""
        end = time.monotonic() + patience
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.05)
        while self.read(0.05):
            pass
        return self.process.wait(1)

    @property
    def last_words(self) -> str:
        """What was printed after the app had left its own screen."""
        return _CODE.sub("", self.raw.decode("utf-8", "replace").rpartition("\x1b[?1049l")[2]).strip()

    def restored(self) -> bool:
        """Whether the terminal was left as it was: its modes, no mouse, no other screen, the cursor shown."""
        said = self.raw.decode("utf-8", "replace")
        off = all(
            said.rfind(f"\x1b[?{mode}l") > said.rfind(f"\x1b[?{mode}h") for mode in (1000, 1003, 1006, 1049, 2004)
        )
        return off and said.rfind("\x1b[?25h") > said.rfind("\x1b[?25l") and termios.tcgetattr(self.side) == self.before

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def hang_up(self) -> None:
        """Take the terminal away, as closing its window does; the app is not sent a signal."""
        os.close(self.main)
        os.close(self.side)
        self.main = self.side = -1

    def close(self) -> None:
        """End it, if it still runs, and give the terminal back."""
        if self.process.poll() is None:
            self.kill()
        if self.main >= 0:
            os.close(self.main)
            os.close(self.side)

    def _paint(self, text: str) -> None:
        """As much of a terminal as textual needs: places, clearing, text of one and two cells."""
        text, here = self.rest + text, 0
        while here < len(text):
            if text[here] != "\x1b":
                self._put(text[here])
                here += 1
                continue
            code = _CODE.match(text, here)
            if code is None:
                break  # the rest of it comes with the next read
            self._obey(code[1] or "", code[2] or "")
            here = code.end()
        self.rest = text[here:]

    def _put(self, char: str) -> None:
        line, column = self.at
        if char == "\n":
            self.at = (line + 1, column)
        elif char == "\r":
            self.at = (line, 0)
        elif char.isprintable():
            self.cells[line, column] = char
            width = 2 if unicodedata.east_asian_width(char) in "WF" else 1
            if width == 2:
                self.cells[line, column + 1] = ""
            self.at = (line, column + width)

    def _obey(self, arguments: str, what: str) -> None:
        if what == "H":
            line, _semicolon, column = arguments.partition(";")
            self.at = (int(line or 1) - 1, int(column or 1) - 1)
        elif what == "J":
            self.cells.clear()
