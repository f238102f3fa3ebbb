"""A folder of 20,000 cases in the app, on a pseudo-terminal of 120x40.

Measured from the start of the process: the first paint, and until every case is judged; meanwhile the time from a key
(↓ and ↑, pressed when nothing is being painted) to its answer on the terminal; then the most memory, the processor time
of the app and of the processes that judged, and the time to close. And how long closing takes in the midst of it.
No peer: the goals are absolute.
Run:  python benchmarks/register.py [rounds=3] [cases=20000]
"""

import fcntl
import os
import pty
import re
import resource
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 3
CASES = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
UP, DOWN, QUIT = b"\x1b[A", b"\x1b[B", b"\x11"
QUIET = 0.03  # seconds without a byte: nothing is being painted
WAITING = re.compile(f"0 全部 {CASES}[^\x1b]*".encode())  # the line that counts the cases, as it was painted last
GOALS = (("first paint, s", 2.0), ("all judged, s", 15.0), ("key, median ms", 200.0), ("key, worst ms", 200.0),
         ("closing, s", 1.0), ("closing in the midst, s", 1.0))  # fmt: skip


def lay_out(folder: Path) -> None:
    """Write the examples, each many times with a title of its own."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.yaml"))]
    for number in range(CASES):
        text = texts[number % len(texts)].replace("title: ", f"title: 第{number}件", 1)
        (folder / f"第{number}件.yaml").write_text(text, encoding="utf-8")


class Register:
    """The app on a folder."""

    def __init__(self, folder: Path) -> None:
        """Start it."""
        self.main, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        told = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        self.start = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "clerkcheck", str(folder)],
            stdin=side, stdout=side, stderr=side, env=os.environ | told, start_new_session=True,
        )  # fmt: skip
        os.close(side)
        self.tail = b""
        self.pressed = 0

    def read(self, patience: float) -> bool:
        """Take what is painted; False where nothing comes within so many seconds."""
        if not select.select([self.main], [], [], patience)[0]:
            return False
        try:
            data = os.read(self.main, 1 << 16)
        except OSError:  # it has ended
            return False
        self.tail = (self.tail + data)[-(1 << 17) :]
        return bool(data)

    def painted(self) -> float:
        """Wait for the first paint; return the seconds since the start."""
        while not WAITING.search(self.tail):
            self.read(1)
        return time.perf_counter() - self.start

    def judged(self) -> bool:
        """Whether the line of counts has none left to be judged."""
        counts = WAITING.findall(self.tail)
        return bool(counts) and "核对中".encode() not in counts[-1]

    def key(self) -> float:
        """Press a key in a quiet moment and return the seconds until something is painted."""
        while self.read(QUIET):
            pass
        self.pressed += 1
        start = time.perf_counter()
        os.write(self.main, UP if self.pressed % 3 == 0 else DOWN)
        while not self.read(5):
            pass
        return time.perf_counter() - start

    def memory(self) -> float:
        """The most memory the app has had so far, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def close(self) -> float:
        """Leave by Ctrl+Q; return the seconds until the process has ended."""
        start = time.perf_counter()
        os.write(self.main, QUIT)
        while self.process.poll() is None:
            self.read(0.01)
        taken = time.perf_counter() - start
        os.close(self.main)
        return taken


def a_round(folder: Path) -> tuple[float, ...]:
    """Return the figures of ``GOALS``, the most memory in MiB, and the seconds of processor time."""
    app = Register(folder)
    app.painted()
    app.key()
    in_the_midst = app.close()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    app = Register(folder)
    painted, keys = app.painted(), []
    while not app.judged():
        keys.append(app.key() * 1e3)
    judged = time.perf_counter() - app.start
    memory, closing = app.memory(), app.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return painted, judged, statistics.median(keys), max(keys), closing, in_the_midst, memory, busy


def main() -> None:
    """Print the medians, and of the worst key the worst."""
    with tempfile.TemporaryDirectory() as above:
        folder = Path(above) / "送审"
        folder.mkdir()
        lay_out(folder)
        rounds = [a_round(folder) for _ in range(ROUNDS)]
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"{CASES:,} cases, medians of {ROUNDS} rounds, {os.cpu_count()} cores, Python {version}")
    for index, (name, goal) in enumerate(GOALS):
        values = [each[index] for each in rounds]
        found = max(values) if "worst" in name else statistics.median(values)
        print(f"{name:26}{found:10.2f}   <= {goal:g}")
    print(f"{'memory of the app, MiB':26}{statistics.median(each[-2] for each in rounds):10.0f}")
    print(f"{'processor time, s':26}{statistics.median(each[-1] for each in rounds):10.1f}")


if __name__ == "__main__":
    main()
