"""A folder of 20,000 cases in the app, on a pseudo-terminal of 120x40.

Measured from the start of the process: the first paint, and until every case is judged; meanwhile the time from a key
(↓, which shows the next case in full) to its answer on the screen; then the most memory and the time to close. And how
long closing takes in the midst of it. No peer: the goals are absolute.
Run:  python benchmarks/register.py [rounds=3] [cases=20000]
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "tools"))

from terminal import DOWN, Terminal

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 3
CASES = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
PAUSE = 0.1  # seconds between two keys
QUIT = "\x11"
GOALS = (("first paint, s", 2.0), ("all judged, s", 15.0), ("key, median ms", 200.0), ("key, worst ms", 200.0),
         ("closing, s", 1.0), ("closing in the midst, s", 1.0))  # fmt: skip


def lay_out(folder: Path) -> None:
    """Write the examples, each many times with a title of its own."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.yaml"))]
    for number in range(CASES):
        text = texts[number % len(texts)].replace("title: ", f"title: 第{number}件", 1)
        (folder / f"第{number}件.yaml").write_text(text, encoding="utf-8")


def detail(screen: str) -> str:
    """The case under the cursor, in full below the list."""
    return screen.rpartition("───")[2].strip().split("\n")[0]


def pressed(app: Terminal) -> float:
    """Press ↓ and return the seconds until the next case is shown."""
    before, start = detail(app.screen), time.perf_counter()
    app.write(DOWN)
    app.until_true(lambda screen: detail(screen) != before, "the next case")
    return time.perf_counter() - start


def closed(app: Terminal) -> float:
    """Press Ctrl+Q and return the seconds until the process has ended."""
    start = time.perf_counter()
    app.write(QUIT)
    while app.process.poll() is None:
        app.read(0.01)
    return time.perf_counter() - start


def opened(folder: Path) -> tuple[Terminal, float]:
    """Start the app; return it with the seconds to its first paint."""
    start = time.perf_counter()
    app = Terminal(str(folder), size=(120, 40), environment={"CLERKCHECK_CONFIG": str(folder.parent)})
    app.until(f"0 全部 {CASES}", "核对中")
    return app, time.perf_counter() - start


def a_round(folder: Path) -> tuple[float, ...]:
    """Return the figures of ``GOALS`` and the most memory in MiB."""
    app, _painted = opened(folder)
    pressed(app)
    in_the_midst = closed(app)
    app.close()
    start = time.perf_counter()
    app, painted = opened(folder)
    keys = []
    while "核对中" in app.screen.split("\n")[1]:
        keys.append(pressed(app) * 1e3)
        app.read(PAUSE)
    judged = time.perf_counter() - start
    status = Path(f"/proc/{app.process.pid}/status").read_text(encoding="utf-8")
    memory = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    closing = closed(app)
    app.close()
    return painted, judged, statistics.median(keys), max(keys), closing, in_the_midst, memory


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
    print(f"{'memory of the app, MiB':26}{statistics.median(each[-1] for each in rounds):10.0f}")


if __name__ == "__main__":
    main()
