"""From a CSV of cases to a file of verdicts, in columns, against JSONLogic in Rust (PyPI: datalogic-py).

We run `clerkcheck batch cases.csv -o result.csv`: 60 columns read, every clause judged, and a row in
words written for each case: outcome, missing papers, broken clauses, meetings, signers and due dates. The peer reads
the same file with the standard library, turns the cells into values by look-up, and values the conditions only (lowered
as in judging.py); it judges no papers, counts no days and writes nothing. Every run is a process of its own, timed from
before its imports, with compiled files as an installation has them, and with its own peak memory. Rounds are
interleaved; medians; the ratio is taken within a round.
Run:  python benchmarks/columnar.py [rows=200000] [rounds=5]        compare, and workbooks of a tenth of the rows
      python benchmarks/columnar.py --grow [most=2000000] [--plot]  cost per case from 2,000 on (and columnar.svg)
"""

import contextlib
import csv
import io
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PACK = "qianjiang"
AS_OF = date(2026, 11, 22)
COLUMNS = 60
PAPERS, DATES = 12, 6
UNKNOWN = 0.25
GOAL_MIB = 600


# --- the table


def heads() -> list[tuple[str, str]]:
    """Return part and id of the columns: title, unit, kind, pack, then facts (most used first), papers and dates."""
    from clerkcheck import load_pack
    from clerkcheck.conditions.syntax import facts_read

    pack = load_pack(PACK)
    uses: dict[str, int] = {}
    for parsed in pack.trees.clauses.values():
        for condition in parsed:
            for fact in facts_read(condition) if condition is not None else ():
                uses[fact] = uses.get(fact, 0) + 1
    needs = [name for clause in pack.clauses for name in clause.papers]
    days = [name for clause in pack.clauses for name in clause.dates]
    fixed = [("heads", name) for name in ("title", "unit", "kind", "pack")]
    papers = [("materials", f"m_{name}") for name in dict.fromkeys(needs)][:PAPERS]
    dates = [("dates", f"d_{name}") for name in dict.fromkeys(days)][:DATES]
    known = [name for name in sorted(uses, key=lambda name: -uses[name]) if name in pack.vocabulary.facts]
    facts = [("facts", name) for name in known][: COLUMNS - len(fixed) - len(papers) - len(dates)]
    return [*fixed, *facts, *papers, *dates]


def makers(dice: random.Random) -> list[Callable[[int], list[str]]]:
    """Return for each column what makes so many cells of it; a quarter of them is empty."""
    from clerkcheck import load_pack

    words = load_pack(PACK).vocabulary
    days = [(date(2026, 1, 5) + timedelta(n)).isoformat() for n in range(400)]

    def some(texts: list[str], *, always: bool = False) -> Callable[[int], list[str]]:
        blanks = 0 if always else round(len(texts) * UNKNOWN / (1 - UNKNOWN))
        return lambda count: dice.choices(texts + [""] * blanks, k=count)

    def cells(part: str, name: str) -> Callable[[int], list[str]]:
        if part == "heads":
            texts = {
                "pack": [PACK],
                "kind": ["议题", "公文"],
                "unit": ["区住房城乡建委", "区水利局", "区经济信息委"],
            }.get(name)
            return some(texts, always=True) if texts else titles
        if part in ("dates", "materials"):
            return some(days if part == "dates" else ["有", "有", "缺"])
        fact = words.facts[name]
        if fact.type in ("bool", "int"):
            return some(["是", "否", "否"] if fact.type == "bool" else ["0", "1", "3", "30"])
        if not fact.of:
            return amounts
        plain = [value for value in fact.of if value != "none"]
        several = [f"{a}|{b}" for a, b in pairwise(plain)] if fact.type == "choices" else []
        return some([*fact.of, *several] * 3)

    def amounts(count: int) -> list[str]:
        return [
            str(dice.choice((0, 49, 50, 100, 499, 500, 501, 1000, 4999.5, dice.randrange(9999)))) for _ in range(count)
        ]

    def titles(count: int) -> list[str]:
        return [f"关于第{dice.randrange(10**6)}号事项的议题" for _ in range(count)]

    return [cells(*head) for head in heads()]


def make_table(path: str, rows: int) -> None:
    """Write a table of random cases."""
    columns = makers(random.Random(7))
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(name for _, name in heads())
        for start in range(0, rows, 20_000):
            count = min(20_000, rows - start)
            writer.writerows(zip(*(make(count) for make in columns), strict=True))


# --- the contestants, each run in a process of its own


def run_ours(source: str, engine: str = "columnar") -> int:
    """Run the command on a table as its process does; return how many cases there were."""
    from clerkcheck.__main__ import main

    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        command = ["batch", source, "-o", f"{source}.out.csv", "--as-of", AS_OF.isoformat()]
        sys.argv = ["clerkcheck", *command, "--engine", engine]
        assert main() in (0, 1)
    return int(told.getvalue().splitlines()[-2].split()[-1].replace(",", ""))


def run_bare(source: str) -> int:
    """Read a workbook with python-calamine and do nothing with it; return how many rows there were."""
    from python_calamine import CalamineWorkbook

    return sum(1 for _row in CalamineWorkbook.from_path(source).get_sheet_by_index(0).iter_rows())


def run_peer(source: str, *, lean: bool = False) -> int:
    """Value the conditions of a table's cases with datalogic-py; return how many cases there were.

    ``lean``: without the known-tests that a leaf makes needless, the fastest form that stays right.
    """
    sys.path.insert(0, str(HERE))
    from judging import Peer, trees

    from clerkcheck.literals import KINDS
    from clerkcheck.packs.store import load_pack

    pack = load_pack(PACK)
    peer = Peer({kind: trees(pack, kind) for kind in KINDS}, lean=lean)
    facts = pack.vocabulary.facts
    with open(source, encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        plan = [(place, name, reader(facts[name])) for place, name in enumerate(next(rows)) if name in facts]
        kinds = {"议题": "agenda_item", "公文": "document"}
        count = 0
        for row in rows:
            peer.values(kinds[row[2]], {name: read(row[place]) for place, name, read in plan})
            count += 1
    return count


def reader(fact: Any) -> Callable[[str], Any]:
    """Return what turns a cell into a value for the peer, by look-up wherever cells repeat."""
    if fact.type == "bool":
        return {"是": True, "否": False, "": None}.__getitem__
    if fact.type == "choice":
        return {**{value: value for value in fact.of}, "": None}.__getitem__
    kept: dict[str, Any] = {"": None}

    def read(cell: str) -> Any:
        if cell not in kept:
            kept[cell] = cell.split("|") if fact.type == "choices" else float(cell)
        return kept[cell]

    return read


def measured(what: str, source: str) -> tuple[float, float, float]:
    """Return seconds, seconds of processor time and peak MiB of a process that runs one contestant."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, __file__, "--run", what, source]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(done.stderr)
    seconds, busy, peak = map(float, done.stdout.split())
    return seconds, busy, peak


def child(what: str, source: str) -> None:
    """Run a contestant and print its time and peak memory."""
    start = time.perf_counter()
    runs = {"ours": run_ours, "bare": run_bare, "peer": run_peer}
    runs |= {"plain": partial(run_ours, engine="plain"), "lean": partial(run_peer, lean=True)}
    runs[what](source)
    spent = time.perf_counter() - start
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    print(spent, time.process_time(), next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024)


# --- what is printed


def compare(rows: int, rounds: int) -> None:
    """Print medians and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "cases.csv")
        make_table(source, rows)
        found: dict[str, list[tuple[float, float, float]]] = {"peer": [], "lean": [], "ours": []}
        for _ in range(rounds):
            for name, runs in found.items():
                runs.append(measured(name, source))
    about = f"{os.cpu_count()} cores, Python {sys.version.split()[0]}"
    print(f"{rows:,} cases x {COLUMNS} columns, medians of {rounds} rounds, {about}")
    print(f"{'':34}{'seconds':>9}{'busy':>7}{'us/case':>9}{'speed':>8}{'peak MiB':>10}")
    labels = {
        "peer": "datalogic-py, conditions",
        "lean": "datalogic-py, lean conditions",
        "ours": "clerkcheck in columns",
    }
    for name, label in labels.items():
        seconds, busy, peak = (statistics.median(run[at] for run in found[name]) for at in (0, 1, 2))
        speed = statistics.median(a[0] / b[0] for a, b in zip(found["peer"], found[name], strict=True))
        print(f"{label:34}{seconds:9.2f}{busy:7.2f}{seconds / rows * 1e6:9.2f}{speed:8.2f}{peak:10.0f}")


def workbook(rows: int, rounds: int, ours: str) -> None:
    """Print what a workbook costs beside bare reading and the same table as .csv; ``ours``: by columns, or plain."""
    import openpyxl

    with tempfile.TemporaryDirectory() as folder:
        table = os.path.join(folder, "cases.csv")
        make_table(table, rows)
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        with open(table, encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                sheet.append([float(cell) if cell.replace(".", "", 1).isdigit() else cell or None for cell in row])
        book.save(f"{folder}/cases.xlsx")
        runs = [("bare", f"{folder}/cases.xlsx"), (ours, table), (ours, f"{folder}/cases.xlsx")]
        found = [[measured(*run) for run in runs] for _ in range(rounds)]
    how = "by columns" if ours == "ours" else "case by case"
    print(f"\n{rows:,} cases x {COLUMNS} columns in a workbook, {how}, medians of {rounds} rounds")
    labels = ("python-calamine, bare reading", "clerkcheck, the table as .csv", "clerkcheck, the workbook")
    for place, label in enumerate(labels):
        seconds, peak = (statistics.median(run[place][at] for run in found) for at in (0, 2))
        print(f"{label:34}{seconds:9.2f} s{peak:10.0f} MiB")
    for at, what in ((0, "time"), (2, "memory")):
        allowed = statistics.median(whole[at] / (1.5 * bare[at] + plain[at]) for bare, plain, whole in found)
        print(f"the workbook, of 1.5 x bare reading + the .csv: {what:7}{allowed:.2f}   <= 1")


def grow(most: int) -> list[tuple[int, float, float]]:
    """Print, and return, size, microseconds a case and peak MiB from 2,000 cases on.

    A process takes half a second to start, so what each further case costs is printed beside.
    """
    lines: list[tuple[int, float, float]] = []
    print(f"{'cases':>10}{'seconds':>9}{'us/case':>9}{'us/further case':>17}{'peak MiB':>10}")
    for size in (2_000, 20_000, 200_000, 2_000_000):
        if size > most:
            break
        with tempfile.TemporaryDirectory() as folder:
            source = os.path.join(folder, "cases.csv")
            make_table(source, size)
            runs = [measured("ours", source) for _ in range(3)]
        seconds, peak = (statistics.median(run[at] for run in runs) for at in (0, 2))
        start = lines[0][0] * lines[0][1] / 1e6 if lines else seconds
        further = f"{(seconds - start) / (size - lines[0][0]) * 1e6:.2f}" if lines else ""
        lines.append((size, seconds / size * 1e6, peak))
        print(f"{size:10,}{seconds:9.2f}{seconds / size * 1e6:9.2f}{further:>17}{peak:10.0f}", flush=True)
    return lines


def plot(lines: list[tuple[int, float, float]]) -> str:
    """Return an SVG of the time over the number of cases, both logarithmic; the line is a start plus so much a case."""
    left, top, wide, high = 70, 30, 480, 260
    seconds = [size * each / 1e6 for size, each, _ in lines]
    low_x, low_y, decades = 3.0, -1.0, (4.0, 3.0)  # 1,000 cases and 0.1 s; four and three decades

    def at(size: float, time_: float) -> tuple[float, float]:
        across, up = (math.log10(size) - low_x) / decades[0], (math.log10(time_) - low_y) / decades[1]
        return round(left + wide * across, 1), round(top + high * (1 - up), 1)

    marks = [at(size, spent) for (size, _, _), spent in zip(lines, seconds, strict=True)]
    start = seconds[0]
    slope = (seconds[-1] - start) / (lines[-1][0] - lines[0][0])
    straight = [at(size, start + slope * (size - lines[0][0])) for size in (10 ** (3.3 + n / 20) for n in range(61))]
    labels = [
        f'<text x="{x}" y="{y - 10}" text-anchor="middle">{size:,}: {spent:.2f} s</text>'
        for (x, y), (size, _, _), spent in zip(marks, lines, seconds, strict=True)
    ]
    dots = [f'<circle cx="{x}" cy="{y}" r="4"/>' for x, y in marks]
    path = " ".join(f"{x},{y}" for x, y in straight)
    title = f"seconds over cases (logarithmic); line: {start:.2f} s to start + {slope * 1e6:.1f} us a case"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + wide + 60} {top + high + 40}" '
        f'font-family="sans-serif" font-size="12">'
        f'<rect x="{left}" y="{top}" width="{wide}" height="{high}" fill="none" stroke="#999"/>'
        f'<polyline points="{path}" fill="none" stroke="#36c" stroke-dasharray="4 3"/>{"".join(dots)}{"".join(labels)}'
        f'<text x="{left}" y="{top + high + 25}">{title}</text></svg>\n'
    )


def main() -> None:
    """Compare, or grow."""
    if "--run" in sys.argv:
        child(*sys.argv[-2:])
        return
    numbers = [int(each) for each in sys.argv[1:] if each.isdigit()]
    if "--grow" in sys.argv:
        lines = grow(*(numbers or [2_000_000]))
        if "--plot" in sys.argv:
            (HERE / "columnar.svg").write_text(plot(lines), encoding="utf-8")
        return
    rows, rounds = (numbers + [200_000, 5][len(numbers) :])[:2]
    compare(rows, rounds)
    workbook(rows // 10, rounds, "ours")
    workbook(rows // 10, rounds, "plain")


if __name__ == "__main__":
    main()
