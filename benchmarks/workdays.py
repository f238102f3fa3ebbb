"""Working-day offsets: how many times faster than ``chinese_calendar.find_workday``, and how many are wrong.

Run: ``python benchmarks/workdays.py [rounds]``. Both engines take the same random (date, offset) pairs, one after the
other in every round; the ratio is the median over the rounds. Wrong answers are counted against brute force over
``chinese_calendar.is_workday`` with the start day not counted (民法典第二百零一条). ``find_workday`` counts from a day
off one day later, so only its time is compared, not its answers. Start-up is measured in fresh processes.
"""

import gc
import os
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from time import perf_counter

import chinese_calendar

from clerkcheck.calendars.workdays import national_calendar

PAIRS = 100_000
SLOW_SAMPLE = 300
DAY = timedelta(1)
FIRST, LAST = date(2004, 3, 1), date(2026, 10, 20)
Pair = tuple[date, int]


def random_pairs() -> list[Pair]:
    """Return the pairs: days of 2004-2026 with the offsets of regulations; always the same."""
    chance = random.Random(20261122)
    days = (LAST - FIRST).days + 1
    return [(FIRST + DAY * chance.randrange(days), chance.choice((-3, 3, 7, 15, 30))) for _ in range(PAIRS)]


def count_wrong(pairs: list[Pair]) -> int:
    """Return how many offsets differ from stepping day by day over ``is_workday``."""
    every = [date(2004, 1, 1) + DAY * k for k in range((date(2026, 12, 31) - date(2004, 1, 1)).days + 1)]
    workdays = {day for day in every if chinese_calendar.is_workday(day)}
    calendar = national_calendar()
    return sum(calendar.offset(day, n, "workday").day != _stepped(day, n, workdays) for day, n in pairs)


def time_ratio(pairs: list[Pair], rounds: int) -> tuple[float, float]:
    """Return (median ratio of the times, median seconds of one of our offsets)."""
    offset, find = national_calendar().offset, chinese_calendar.find_workday
    ratios, ours = [], []
    for number in range(rounds):
        sample = [pairs[(number * SLOW_SAMPLE + k) % len(pairs)] for k in range(SLOW_SAMPLE)]
        theirs = _seconds(lambda: [find(n, day) for day, n in sample]) / len(sample)  # noqa: B023 - called at once
        ours.append(_seconds(lambda: [offset(day, n, "workday") for day, n in pairs]) / len(pairs))
        ratios.append(theirs / ours[-1])
    return median(ratios), median(ours)


def startup_milliseconds(rounds: int) -> float:
    """Return how much the calendar of a command adds to a process that already has typing, enum, gettext, argparse."""
    base = "import enum, typing, gettext, datetime, argparse"
    with_calendar = base + "\nfrom clerkcheck.cli.calendars_in_use import calendar_for; calendar_for(None)"
    return median(_process(with_calendar) - _process(base) for _ in range(rounds)) * 1000


def main(rounds: int = 15) -> None:
    """Print the ratio, the number wrong and the start-up."""
    pairs = random_pairs()
    wrong = count_wrong(pairs)
    gc.collect()
    gc.freeze()
    ratio, ours = time_ratio(pairs, rounds)
    print(f"offset: {ratio:,.0f} x chinese_calendar.find_workday ({ours * 1e9:,.0f} ns each), medians of {rounds}")
    print(f"wrong:  {wrong} of {len(pairs):,}")
    print(f"start:  {startup_milliseconds(rounds):.1f} ms for the calendar of a command in a fresh process")


def _stepped(day: date, n: int, workdays: set[date]) -> date:
    step = DAY if n > 0 else -DAY
    for _ in range(abs(n)):
        day += step
        while day not in workdays:
            day += step
    return day


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _process(code: str) -> float:
    # Compiled modules are kept, as an installation keeps them, whatever this machine's setting.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return _seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True, env=environment))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
