"""The app on a pseudo-terminal: start to first paint, key to repaint, and answer to disk and screen, against Textual.

- First paint: a case opened at 120x40 until its first question is painted, against `python -c "import textual.app"`.
- Key to repaint: the arrow keys on a page of nine yes/no questions whose explanation changes with the cursor, against
  the smallest Textual app of that kind: a stock OptionList, and a Static panel updated at every key. Time until the row
  under the cursor (the panel's first line) has been painted; bytes until the terminal is quiet again.
- Answer to disk and screen: a number key that changes the state of a paper, in a case with 0, 200 and 1,000 lines of
  history, until the new state is painted; by then it must be in the file, which is looked into at every answer. Against
  a stock Textual app that writes the same data as JSON in the same way (a file beside it, fsync, replace, fsync of the
  folder) and then updates its panel. A third of the rounds.
Rounds are interleaved and ratios are taken within a round. Killed in the middle, it leaves nothing behind.
Run:  python benchmarks/app.py [rounds=15] [presses=40]
"""

import fcntl
import json
import os
import pty
import random
import select
import signal
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
# The pseudo-terminal becomes the process's own: it is hung up with the benchmark, however that ends. A stock app would
# read on for ever, at the cost of a whole core.
HUNG_UP_WITH_US = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
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
MEDIAN_GOAL, MOST_GOAL = 30, 60  # ms
HISTORIES = (0, 200, 1000)  # lines
LINE = {"at": "2026-11-22T10:00:00+08:00", "who": "办公室", "what": "勾选：涉及机构编制、财政资金"}
STATES = ("已有", "缺", "待定")
OWN_KEYS = {"已有": (b"1", "√ 已有"), "缺": (b"2", "× 缺"), "待定": (b"3", "○ 待定")}  # the key, and what it paints
STOCK_KEYS = {state: (b"1", f"1 {state}") for state in STATES}
STOCK_SAVING = """
import json, os, sys
from textual.app import App
from textual.containers import Horizontal
from textual.widgets import OptionList, Static
PATH = sys.argv[1]
DATA = json.load(open(PATH, encoding="utf-8"))
LINE = DATA["history"].pop()
class Stock(App):
    CSS = "OptionList { width: 1fr; height: 1fr } #side { width: 1fr; height: 1fr }"
    ENABLE_COMMAND_PALETTE = False
    number = 0
    def compose(self):
        yield Horizontal(OptionList(*[f"要件{i:02d}" for i in range(30)]), Static("就绪", id="side"))
    def on_key(self, event):
        if event.key != "1":
            return
        state = ("已有", "缺", "待定")[self.number % 3]
        self.number += 1
        DATA["materials"] = {"public_consultation": state}
        DATA["history"].append({**LINE, "what": state})
        with open(PATH + ".part", "w", encoding="utf-8") as file:
            json.dump(DATA, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(PATH + ".part", PATH)
        folder = os.open(os.path.dirname(PATH), os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
        self.query_one("#side", Static).update(f"1 {state}")
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


def answered(
    command: list[str], ready: str, keys: bytes, path: Path, each: dict[str, tuple[bytes, str]]
) -> list[float]:
    """Return the ms of each answer, from its key until it is on disk and seen; ``each``: key and mark of a state."""
    terminal, dice, times = Terminal(command), random.Random(3), []
    try:
        terminal.until(ready)
        terminal.drain(0.5)
        if keys:
            os.write(terminal.main, keys)
            terminal.drain(0.5)
        for number in range(PRESSES):
            state = STATES[number % len(STATES)]
            key, mark = each[state]
            pressed = time.perf_counter()
            os.write(terminal.main, key)
            shown, _bytes = terminal.until(mark)
            times.append((shown - pressed) * 1e3)
            last = path.read_text(encoding="utf-8").rstrip(" \n]}").rpartition("what")[2]
            assert state in last, f"painted {state}, on disk {last}"
            terminal.drain(0.03 + dice.random() * 0.02)
        return times
    finally:
        terminal.close()


def answers(folder: Path, lines: int) -> tuple[list[float], list[float]]:
    """Return the ms of our answers and of the peer's, in a round of a case with so many lines of history."""
    case, stock, data = folder / "long.yaml", folder / "saving.py", folder / "data.json"
    history = "".join(f'- {{at: "{LINE["at"]}", who: {LINE["who"]}, what: {LINE["what"]}}}\n' for _line in range(lines))
    case.write_text(CASE + (f"history:\n{history}" if lines else ""), encoding="utf-8")
    stock.write_text(HUNG_UP_WITH_US + STOCK_SAVING, encoding="utf-8")
    data.write_text(json.dumps({"title": CASE, "history": [LINE] * (lines + 1)}, ensure_ascii=False), encoding="utf-8")
    ours = answered([sys.executable, "-m", "clerkcheck", str(case)], "[ ] 9", b"m", case, OWN_KEYS)
    return ours, answered([sys.executable, str(stock), str(data)], "就绪", b"", data, STOCK_KEYS)


def importing() -> float:
    """Return the ms that `import textual.app` takes as a process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import textual.app"], check=True)
    return (time.perf_counter() - start) * 1e3


def main() -> None:
    """Print the medians and ratios."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # by way of each ``finally``
    with tempfile.TemporaryDirectory() as folder:
        case, stock = Path(folder) / "case.yaml", Path(folder) / "stock.py"
        case.write_text(CASE, encoding="utf-8")
        stock.write_text(HUNG_UP_WITH_US + STOCK, encoding="utf-8")
        ours_command = [sys.executable, "-m", "clerkcheck", str(case)]
        walked(ours_command, "[ ] 9", 9, lambda place: f"] {place + 1} ")  # the first run compiles the pack
        rounds = []
        for _ in range(ROUNDS):
            base = importing()
            ours = walked(ours_command, "[ ] 9", 9, lambda place: f"] {place + 1} ")
            peer = walked([sys.executable, str(stock)], "详情00", 60, lambda place: f"详情{place:02d}")
            rounds.append((base, ours, peer))
    goals = (("first paint, ms", 1.25), ("key to repaint, ms", 0.1), ("bytes a key", 0.3))
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"medians of {ROUNDS} rounds, {PRESSES} keys each, {os.cpu_count()} cores, Python {version}")
    print(f"{'':22}{'ours':>10}{'against':>10}{'ratio':>8}{'goal':>9}")
    for index, (name, goal) in enumerate(goals):
        ours_ = [ours[index] for _base, ours, _peer in rounds]
        against = [base if index == 0 else peer[index] for base, _ours, peer in rounds]
        ratio = statistics.median(one / other for one, other in zip(ours_, against, strict=True))
        print(f"{name:22}{statistics.median(ours_):10.1f}{statistics.median(against):10.1f}{ratio:8.2f}   <= {goal}")
    print_answers()


def print_answers() -> None:
    """Print median and 95th percentile of an answer, ours and the peer's, and the ratio of the medians of a round."""
    rounds: dict[int, list[tuple[list[float], list[float]]]] = {lines: [] for lines in HISTORIES}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(max(1, ROUNDS // 3)):
            for lines, found in rounds.items():
                found.append(answers(Path(folder), lines))
    print(f"answer to disk and screen, ms; goal: median <= {MEDIAN_GOAL}, 95 % <= {MOST_GOAL}")
    print(f"{'lines of history':22}{'ours':>10}{'95 %':>8}{'against':>10}{'95 %':>8}{'ratio':>8}")
    for lines, found in rounds.items():
        ours, against = ([each for part in side for each in part] for side in zip(*found, strict=True))
        ratio = statistics.median(statistics.median(one) / statistics.median(other) for one, other in found)
        numbers = (statistics.median(ours), most(ours), statistics.median(against), most(against))
        print(f"{lines:<22}{numbers[0]:10.1f}{numbers[1]:8.1f}{numbers[2]:10.1f}{numbers[3]:8.1f}{ratio:8.2f}")


def most(times: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
