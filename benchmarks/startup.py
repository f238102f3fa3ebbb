"""How long `clerkcheck check CASE` takes as a process, against the bare interpreter (`python -c pass`).

Rounds are interleaved and the ratio is taken within each round, so that a busy machine slows both sides alike.
Run:  python benchmarks/startup.py [rounds=15] [case]
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

CASE = Path(__file__).parent.parent / "examples" / "standing-factory-buildings.yaml"
BASE = "python -c pass"
GOALS = {
    "check --format json": 6.5,
    "check --format terminal": 7.5,
}


def commands(case: Path) -> dict[str, list[str]]:
    """Return the processes to time; ``clerkcheck`` is the console script beside this interpreter."""
    script = shutil.which("clerkcheck", path=str(Path(sys.executable).parent))
    clerkcheck = [script] if script else [sys.executable, "-m", "clerkcheck"]
    timed = {BASE: [sys.executable, "-c", "pass"]}
    for name in GOALS:
        timed[name] = [*clerkcheck, *name.split(), str(case), "--as-of", "2026-11-22"]
    return timed


def milliseconds(command: list[str]) -> float:
    """Run one process to its end and return the wall time."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    spent = (time.perf_counter() - start) * 1e3
    if done.returncode not in (0, 1):
        sys.exit(f"{command}: exit status {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return spent


def main() -> None:
    """Print the medians and ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    timed = commands(Path(sys.argv[2]) if len(sys.argv) > 2 else CASE)
    for command in timed.values():
        milliseconds(command)  # the first run compiles the pack and Python's own files
    times: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(rounds):
        for name, command in timed.items():
            times[name].append(milliseconds(command))
    print(f"medians of {rounds} rounds, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print(f"{'process':36}{'ms':>8}{'ratio':>8}{'goal':>8}")
    for name in timed:
        ratio = statistics.median(one / base for one, base in zip(times[name], times[BASE], strict=True))
        goal = f"<= {GOALS[name]}" if name in GOALS else ""
        print(f"{name:36}{statistics.median(times[name]):8.1f}{ratio:8.2f}{goal:>8}")


if __name__ == "__main__":
    main()
