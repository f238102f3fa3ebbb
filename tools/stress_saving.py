"""Several sessions on one case, released together: is every answer that was acknowledged still there?

A round is a new case; each session opens it, waits for the others, and gives two answers: one that nobody else gives,
then one that all give differently. An answer is acknowledged where its session does not say 没有存上. It is lost where
neither the case nor the copy that the session says it was put into holds it.
Run:  python tools/stress_saving.py [rounds=300] [sessions=2]
"""

import json
import multiprocessing
import os
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from multiprocessing.synchronize import Barrier
from typing import Any

from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.editing import new_data
from clerkcheck.cases.saving import create, open_stored
from clerkcheck.desk.session import Session

OWN = ("amount_wan", "land_area_mu", "addressee_count", "soe_amount_wan")  # a number each
SHARED = "estimate_overrun_pct"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=timezone(timedelta(hours=8)))


def work(number: int, rounds: int, folder: str, together: Barrier) -> None:
    """Be one session of every round; write what came of it beside the cases."""
    calendar, told = national_calendar(), []
    for each in range(rounds):
        session = Session(open_stored(case_path(folder, each)), calendar, NOW.date(), lambda: NOW)
        together.wait()
        for fact, value in ((OWN[number], each + 1), (SHARED, 10 * each + number + 1)):
            session.change({"facts": {fact: value}}, f"{number} {fact}")
            told.append([each, fact, value, session.path, session.notice])
        together.wait()
    with open(os.path.join(folder, f"told-{number}.json"), "w", encoding="utf-8") as file:
        json.dump(told, file)


def case_path(folder: str, number: int) -> str:
    """Return the path of a round's case."""
    return os.path.join(folder, f"{number}.yaml")


def lost_answers(folder: str, sessions: int) -> tuple[dict[str, int], list[Any]]:
    """Return how many answers were told what, and those acknowledged without a word that are nowhere."""
    counts = {"given": 0, "refused": 0, "copied": 0, "merged": 0}
    gone = []
    for number in range(sessions):
        with open(os.path.join(folder, f"told-{number}.json"), encoding="utf-8") as file:
            for each, fact, value, path, notice in json.load(file):
                counts["given"] += 1
                counts["refused"] += "没有存上" in notice
                counts["merged"] += "两边的改动" in notice
                counts["copied"] += path != case_path(folder, each)
                held = open_stored(path).data
                recorded = f"{number} {fact}" in [entry["what"] for entry in held["history"]]
                answered = fact == SHARED or held["facts"].get(fact) == value  # others may answer the shared one again
                if "没有存上" not in notice and not (recorded and answered):
                    gone.append([each, number, fact, value, path, notice, held["facts"]])
    return counts, gone


def main(rounds: int, sessions: int) -> int:
    """Run the rounds, print the counts, return 1 where an answer was lost."""
    with tempfile.TemporaryDirectory() as folder:
        for each in range(rounds):
            create(case_path(folder, each), new_data("qianjiang", "agenda_item", f"关于第{each}轮的议题"))
        context = multiprocessing.get_context("spawn")
        together = context.Barrier(sessions)
        workers = [context.Process(target=work, args=(number, rounds, folder, together)) for number in range(sessions)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        counts, gone = lost_answers(folder, sessions)
        left = [name for name in os.listdir(folder) if name.endswith((".part", ".lock", ".lock-old"))]
    words = "  ".join(f"{name} {number}" for name, number in counts.items())
    print(f"{rounds} rounds, {sessions} sessions: {words}  lost {len(gone)}  left behind {len(left)}")
    for each in gone[:10]:
        print(each)
    return int(bool(gone or left or any(worker.exitcode for worker in workers)))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300, int(sys.argv[2]) if len(sys.argv) > 2 else 2))
