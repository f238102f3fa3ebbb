"""The app on a pseudo-terminal: start to first paint, and key to repaint, against Textual itself.

- First paint: a case opened at 120x40 until its first question is painted, against `python -c "import textual.app"`.
- Key to repaint: the arrow keys on a page of nine yes/no questions whose explanation changes with the cursor, against
  the smallest Textual app of that kind: a stock OptionList, and a Static panel updated at every key. Time until the row
  under the cursor (the panel's first line) has been painted; bytes until the terminal is quiet again.
Rounds are interleaved and ratios are taken within a round.
Run:  python benchmarks/app.py [rounds=15] [presses=40]
"""

import fcntl
import os
import pty
import random
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 15
PRESSES = int(sys.argv[2]) if len(sys.argv) > 2 else 40
UP, DOWN = b"\x1b[A", b"\x1b[B"
CASE = "pack: qianjiang\nkind: agenda_item\ntitle: 关于试用的议题\nfacts: {meeting: standing}\n"
STOCK = """
from textual.app import App
from textual.containers import Horizontal
from textual.widgets import OptionList, Static
ROWS = [f"规则{i:02d} 政府采购项目材料要求（第{i:02d}条） 待补充" for i in range(60)]
def detail(i):
    return f"详情{i:02d}\\n依据：《中华人民共和国政府采购法》第三十六条第一款\\n期限：自收到之日起7个工作日内\\n" + \\
        "\\n".join(f"材料{j}：法定代表人身份证明（加盖公章）" for j in range(i % 5 + 4))
class Stock(App):
    CSS = "OptionList { width: 1fr; height: 1fr } #side { width: 1fr; height: 1fr }"
    ENABLE_COMMAND_PALETTE = False
    def compose(self):
        yield Horizontal(OptionList(*ROWS), Static(detail(0), id="side"))
    def on_option_list_option_highlighted(self, event):
        self.query_one("#side", Static).update(detail(event.option_index))
Stock().run()
"""


class Terminal:
    """A process on a pseudo-terminal of 120x40."""

    def __init__(self, command: list[str]) -> None:
        """Start it."""
        self.main, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        self.start = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=side, stdout=side, stderr=side, env=environment, start_new_session=True
        )
        os.close(side)

    def until(self, text: str, timeout: float = 20) -> tuple[float, int]:
        """Read until ``text`` has been painted; return when that was, and how many bytes it took."""
        wanted, read, end = text.encode(), b"", time.perf_counter() + timeout
        while wanted not in read:
            if not select.select([self.main], [], [], max(0, end - time.perf_counter()))[0]:
                raise TimeoutError(f"{text} not in {read[-300:]!r}")
            read += os.read(self.main, 65536)
        return time.perf_counter(), len(read)

    def drain(self, quiet: float) -> int:
        """Read until nothing comes for so many seconds; return how many bytes."""
        count = 0
        while select.select([self.main], [], [], quiet)[0]:
            count += len(os.read(self.main, 65536))
        return count

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        os.close(self.main)


def walked(command: list[str], first: str, rows: int, mark: Callable[[int], str]) -> tuple[float, float, float]:
    """Return ms to the first paint, and the median ms and bytes of a key; ``mark``: what the row at a place paints."""
    terminal, dice = Terminal(command), random.Random(3)
    try:
        painted = (terminal.until(first)[0] - terminal.start) * 1e3
        terminal.drain(0.5)
        times, sizes, place, step = [], [], 0, 1
        for _ in range(PRESSES):
            step = 1 if place == 0 else -1 if place == rows - 1 else step
            place += step
            pressed = time.perf_counter()
            os.write(terminal.main, DOWN if step > 0 else UP)
            shown, count = terminal.until(mark(place))
            times.append((shown - pressed) * 1e3)
            sizes.append(count + terminal.drain(0.03 + dice.random() * 0.02))
        return painted, statistics.median(times), statistics.median(sizes)
    finally:
        terminal.close()


def importing() -> float:
    """Return the ms that `import textual.app` takes as a process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import textual.app"], check=True)
    return (time.perf_counter() - start) * 1e3


def main() -> None:
    """Print the medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        case, stock = Path(folder) / "case.yaml", Path(folder) / "stock.py"
        case.write_text(CASE, encoding="utf-8")
        stock.write_text(STOCK, encoding="utf-8")
        ours_command = [sys.executable, "-m", "clerkcheck", str(case)]
        walked(ours_command, "[ ] 9", 9, lambda place: f"] {place + 1} ")  # the first run compiles the pack
        rounds = []
        for _ in range(ROUNDS):
            base = importing()
            ours = walked(ours_command, "[ ] 9", 9, lambda place: f"] {place + 1} ")
            peer = walked([sys.executable, str(stock)], "详情00", 60, lambda place: f"详情{place:02d}")
            rounds.append((base, ours, peer))
    goals = (("first paint, ms", 1.3), ("key to repaint, ms", 0.6), ("bytes a key", 0.3))
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"medians of {ROUNDS} rounds, {PRESSES} keys each, {os.cpu_count()} cores, Python {version}")
    print(f"{'':22}{'ours':>10}{'against':>10}{'ratio':>8}{'goal':>9}")
    for index, (name, goal) in enumerate(goals):
        ours_ = [ours[index] for _base, ours, _peer in rounds]
        against = [base if index == 0 else peer[index] for base, _ours, peer in rounds]
        ratio = statistics.median(one / other for one, other in zip(ours_, against, strict=True))
        print(f"{name:22}{statistics.median(ours_):10.1f}{statistics.median(against):10.1f}{ratio:8.2f}   <= {goal}")


if __name__ == "__main__":
    main()
