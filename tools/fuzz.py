"""Fuzz the program for a bounded time: made-up cases, packs, conditions, notices, tables and command lines.

Run:  python tools/fuzz.py [--seconds 300] [--seed N] [--first N] [--kinds condition,case] [--kept FOLDER]
      python tools/fuzz.py --replay tests/fuzz/seeds/NAME …

Every finding is printed in one line and kept as a folder with the command that replays it. The attempts are made in a
process of their own, so that one that ends it (or holds it fast) is a finding too and the rest goes on. What is made
depends on kind, seed and number alone. Status 1: something was found.
"""

import argparse
import faulthandler
import multiprocessing
import os
import re
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "support")]

# How many of each kind go in one round: the quick ones most.
ROUND = {"condition": 2000, "case": 100, "draft": 60, "notice": 250, "option": 40, "pack": 8, "table": 2}
STUCK = 60.0  # seconds without a sign of life, after which the process is ended
SAID = 120.0  # seconds between two words on how far it is
MEMORY = 8 << 30


def main() -> int:
    """Fuzz, or replay what was kept; return 1 where there was a fault."""
    options = _options()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        for name in ("DATA", "CONFIG", "STATE", "CACHE"):
            os.environ[f"CLERKCHECK_{name}"] = os.path.join(folder, name.lower())
        work = Path(folder) / "inside" / "work"  # a path that leads up is still ours
        work.mkdir(parents=True)
        return _replayed(options.replay, work) if options.replay else _fuzzed(options, work)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument(
        "--seed", type=int, default=int(time.time()), help="default: the time, so that no two runs are the same"
    )
    parser.add_argument("--first", type=int, default=0, help="the round to begin with")
    parser.add_argument("--kinds", default=",".join(ROUND))
    parser.add_argument("--kept", type=Path, default=ROOT / "build" / "fuzz", help="where findings are kept")
    parser.add_argument("--replay", nargs="+", type=Path, metavar="FOLDER")
    return parser.parse_args()


def _replayed(folders: list[Path], work: Path) -> int:
    from fuzzing.run import tried
    from fuzzing.seeds import replayed

    found = 0
    for folder in folders:
        fault = tried(replayed(folder.resolve()), work)
        found += fault is not None
        print(f"{folder}: {f'{fault.what}{chr(10)}{fault.detail}' if fault else 'no fault'}")
    return int(found > 0)


def _fuzzed(options: argparse.Namespace, work: Path) -> int:
    """Start one process after the other until the time is up; each goes on after what ended the one before."""
    began, counts, findings = time.monotonic(), Counter[str](), 0
    end = began + options.seconds
    at = [options.first, 0, 0]  # round, kind, number within the round
    print(f"seed {options.seed}, {options.seconds:g} s, kinds {options.kinds}", flush=True)
    while time.monotonic() < end:
        shared = multiprocessing.get_context("fork").Array("q", [*at, 0, *[0] * len(ROUND)], lock=False)
        process = multiprocessing.get_context("fork").Process(target=_work, args=(options, work, shared, end))
        begin = time.monotonic()
        process.start()
        try:
            stuck = _watched(process, shared)
        except KeyboardInterrupt:  # enough: what was done is said all the same
            process.kill()
            process.join()
            end, stuck = 0.0, False
        counts.update(dict(zip(ROUND, shared[4:], strict=True)))
        findings += shared[3]
        if process.exitcode == 0 or not end:
            break
        what = "stuck" if stuck else f"the process ended with {process.exitcode}"
        _keep_last(options, list(shared[:3]), what)
        findings += 1
        at = [shared[0], shared[1], shared[2] + 1]
        _emptied(work)
        if time.monotonic() - begin < 1:
            return 1  # it cannot even begin
    total = ", ".join(f"{kind} {counts[kind]}" for kind in ROUND if counts[kind])
    took = time.monotonic() - began
    print(f"{sum(counts.values())} inputs ({total}) in {took:.0f} s: {findings} findings", flush=True)
    return int(findings > 0)


def _watched(process: Any, shared: Any) -> bool:
    """Wait for the process; return whether it gave no sign of life and was ended."""
    last, since = None, time.monotonic()
    begin = said = since
    while process.is_alive():
        process.join(1)
        if time.monotonic() - said > SAID:
            said = time.monotonic()
            print(f"{sum(shared[4:])} inputs, {sum(shared[4:]) / (said - begin):.0f} a second", flush=True)
        if list(shared[:3]) != last:
            last, since = list(shared[:3]), time.monotonic()
        elif time.monotonic() - since > STUCK:
            process.kill()
            process.join()
            return True
    return False


def _work(options: argparse.Namespace, work: Path, shared: Any, end: float) -> None:
    from fuzzing import made, tried

    faulthandler.enable()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    kinds, seen = options.kinds.split(","), Counter[str]()
    while True:
        kind = kinds[shared[1]]
        while shared[2] < ROUND[kind]:
            if time.monotonic() > end:
                return
            number = shared[0] * ROUND[kind] + shared[2]
            attempt = made(kind, options.seed, number)
            fault = tried(attempt, work)
            shared[4 + list(ROUND).index(kind)] += 1
            if fault is not None:
                shared[3] += 1
                signature = f"{kind} {_signature(fault)}"
                seen[signature] += 1
                if seen[signature] <= 3:  # of one fault three are enough
                    _keep(options, kind, number, attempt, f"{fault.what}\n{fault.detail}")
            shared[2] += 1
        shared[2] = 0
        shared[1] = (shared[1] + 1) % len(kinds)
        shared[0] += shared[1] == 0


def _signature(fault: Any) -> str:
    """What two findings of one fault have in common: the last place in our sources, or the line without its numbers."""
    places = re.findall(r'src/clerkcheck/(\S+)", line (\d+)', fault.detail)
    return " ".join(places[-1]) if places else re.sub(r"\d+", "0", fault.what)


def _keep_last(options: argparse.Namespace, at: list[int], what: str) -> None:
    from fuzzing import made

    kind = options.kinds.split(",")[at[1]]
    number = at[0] * ROUND[kind] + at[2]
    _keep(options, kind, number, made(kind, options.seed, number), what)


def _keep(options: argparse.Namespace, kind: str, number: int, attempt: Any, why: str) -> None:
    from fuzzing.seeds import kept

    folder = options.kept / f"{kind}-{options.seed}-{number}"
    kept(attempt, folder, why[:4000])
    print(f"{why.splitlines()[0][:200]!r}: python tools/fuzz.py --replay {os.path.relpath(folder)}", flush=True)


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


if __name__ == "__main__":
    sys.exit(main())
