"""How fast `clerkcheck batch` goes without extras, from a CSV to a written CSV, against JSONLogic in Rust.

One process. The peer (PyPI: datalogic-py) reads with csv.reader, casts every cell by its column and values the
conditions only, lowered to true/false form (see judging.py), writing nothing. We read, convert and check every cell,
judge, and write a row in words. Both in the same run, in interleaved rounds; times are of the processor, the ratio is
taken within each round. With --growth the last lines show the cost per case and the peak memory of a process for
growing inputs.
Run:  python benchmarks/batch.py [rounds=5] [cases=4000] [--growth]
"""

import csv
import gc
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from judging import AS_OF, PACK, Peer, random_cases, trees

from clerkcheck import load_pack, national_calendar
from clerkcheck.batch.running import Job, Watcher, run
from clerkcheck.batch.sources.source_files import Sources
from clerkcheck.cases.model import Case
from clerkcheck.literals import KINDS
from clerkcheck.packs.model import Pack

COLUMNS = 60
SIZES = (2_000, 20_000, 200_000)


def headers(pack: Pack) -> list[str]:
    """Return 60 columns: the facts that conditions read, then papers and dates in turn."""
    words = pack.vocabulary
    read = {fact for clause in pack.clauses for fact in clause.facts}
    facts = [fact for fact in words.facts if fact in read][: COLUMNS - 14]
    papers = [f"m_{name}" for name in words.materials][:8]
    return ["kind", "title", *facts, *papers, *[f"d_{name}" for name in words.dates]][:COLUMNS]


def write_cases(path: str, columns: Sequence[str], cases: Sequence[Case], times: int = 1) -> None:
    """Write the cases as a CSV file, the whole of them ``times`` times."""
    rows = [_cells(columns, case) for case in cases]
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for _ in range(times):
            writer.writerows(rows)


def _cells(columns: Sequence[str], case: Case) -> list[str]:
    found: dict[str, Any] = {"kind": case.kind, "title": case.title} | case.facts
    found |= {f"m_{name}": paper.status for name, paper in case.materials.items()}
    found |= {f"d_{name}": day.isoformat() for name, day in case.dates.items()}
    return [_text(found.get(name)) for name in columns]


def _text(value: Any) -> str:
    if isinstance(value, frozenset):
        return "|".join(sorted(value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def casts(pack: Pack, columns: Sequence[str]) -> list[Callable[[str], Any]]:
    """Return for each column what a peer's user would write to get a JSON value from a cell."""
    truths = {"true": True, "false": False, "": None}
    by_type: dict[str, Callable[[str], Any]] = {
        "bool": truths.__getitem__,
        "number": lambda cell: float(cell) if cell else None,
        "choices": lambda cell: cell.split("|") if cell else None,
        "choice": lambda cell: cell or None,
    }
    facts = pack.vocabulary.facts
    return [by_type[facts[name].condition_type.name if name in facts else "choice"] for name in columns]


def peer_run(path: str, peer: Peer, cast: Sequence[Callable[[str], Any]]) -> int:
    """Value every condition for every row; return the number of rows."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        names = next(rows)
        number = 0
        for row in rows:
            facts = {name: convert(cell) for name, convert, cell in zip(names, cast, row, strict=True)}
            peer.values(row[0], facts)
            number += 1
    return number


def our_run(path: str, output: str, pack: Pack) -> int:
    """Judge every row and write the result; return the number of rows."""
    sources = Sources([path], load_pack, pack, output)
    job = Job(sources, output, national_calendar(), AS_OF, "deviating", resume=False)
    summary = run(job, Watcher())
    assert not summary.counts["unread"], summary
    return summary.counts.total()


def seconds(work: Callable[[], int]) -> tuple[float, int]:
    """Return the processor time that ``work`` takes (it uses one core), and what it returns."""
    gc.collect()
    start = time.process_time()
    number = work()
    return time.process_time() - start, number


def growth(folder: str, columns: Sequence[str], cases: Sequence[Case]) -> None:
    """Print the cost per case and the peak memory, each size in a process of its own."""
    print(f"{'cases':>12}{'us/case':>10}{'peak MiB':>10}")
    for size in SIZES:
        path = os.path.join(folder, f"{size}.csv")
        write_cases(path, columns, cases[: min(size, len(cases))], max(1, size // len(cases)))
        done = subprocess.run(
            [sys.executable, __file__, "--one", path, os.path.join(folder, "out.csv")],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        spent, number, peak = json.loads(done.stdout)
        print(f"{number:>12,}{spent / number * 1e6:>10.1f}{peak:>10.0f}")


def one(path: str, output: str) -> None:
    """Judge one file; print seconds, cases and peak memory (MiB) as JSON."""
    spent, number = seconds(lambda: our_run(path, output, load_pack(PACK)))
    peak = 0.0
    with suppress(OSError), open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    print(json.dumps([spent, number, peak]))


def main() -> None:
    """Compare, then print medians and the ratio."""
    if "--one" in sys.argv:
        one(*sys.argv[2:])
        return
    numbers = [int(each) for each in sys.argv[1:] if each.isdigit()]
    rounds, number = (numbers + [5, 4000][len(numbers) :])[:2]
    pack = load_pack(PACK)
    columns = headers(pack)
    peer = Peer({kind: trees(pack, kind) for kind in KINDS})
    with tempfile.TemporaryDirectory() as home:
        path, output = os.path.join(home, "cases.csv"), os.path.join(home, "result.csv")
        times: list[tuple[float, float]] = []
        for turn in range(rounds + 1):
            write_cases(path, columns, random_cases(pack, number, seed=random.Random(turn).randrange(10**6)))
            theirs, rows = seconds(lambda: peer_run(path, peer, casts(pack, columns)))
            ours, judged = seconds(lambda: our_run(path, output, pack))
            assert rows == judged == number
            times.append((theirs / number * 1e6, ours / number * 1e6))
        peer_time, own_time = (statistics.median(each) for each in zip(*times[1:], strict=True))
        ratio = statistics.median(theirs / ours for theirs, ours in times[1:])
        print(f"{number} cases x {len(columns)} columns, medians of {rounds} rounds, Python {sys.version.split()[0]}")
        print(f"{'':34}{'us/case':>10}{'speed':>8}")
        print(f"{'csv + datalogic-py, conditions':34}{peer_time:>10.1f}{1:>8.2f}")
        print(f"{'clerkcheck batch, csv to csv':34}{own_time:>10.1f}{ratio:>8.2f}")
        if "--growth" in sys.argv:
            growth(home, columns, random_cases(pack, SIZES[0] * 10, seed=5))


if __name__ == "__main__":
    main()
