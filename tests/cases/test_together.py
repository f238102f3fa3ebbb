"""Several people at once: whatever the moment, no answer is lost without a word and no file replaces another.

``tools/stress_saving.py ROUNDS SESSIONS`` does the same as the first test for as long as one likes.
"""

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

from clerkcheck.cases.editing import new_data
from clerkcheck.cases.register import copy_case, create_case, to_trash
from clerkcheck.cases.saving import Conflict, create, open_stored, save

ROOT = Path(__file__).resolve().parents[2]
ENTRY = {"at": "2026-11-22T10:00:00+08:00", "who": "张三", "what": "试"}
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


@pytest.mark.parametrize("sessions", [pytest.param(2, marks=pytest.mark.wide), 4])
def test_sessions_on_one_case(sessions):
    command = [sys.executable, str(ROOT / "tools" / "stress_saving.py"), "4", str(sessions)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, ""), ran
    assert "lost 0" in ran.stdout and f"given {8 * sessions}" in ran.stdout


def together(work, people=6):
    """Let so many processes do ``work(number)`` at one moment; what each returned (a text), by number."""
    context = multiprocessing.get_context("fork")
    barrier, answers = context.Barrier(people), context.Queue()

    def one(number):
        barrier.wait()
        answers.put((number, work(number)))

    processes = [context.Process(target=one, args=(number,)) for number in range(people)]
    for process in processes:
        process.start()
    found = dict(answers.get(timeout=60) for _process in processes)
    for process in processes:
        process.join()
    return [found[number] for number in range(people)]


@needs_fork
def test_new_cases_of_one_title(tmp_path):
    def work(number):
        return create_case(str(tmp_path), new_data("qianjiang", "document", "甲") | {"unit": str(number)}).path

    for _round in range(3):
        paths = together(work)
        assert [open_stored(path).data["unit"] for path in paths] == list("012345")
    assert len(os.listdir(tmp_path)) == 18


@needs_fork
def test_copies_of_one_title(tmp_path):
    path = create(str(tmp_path / "甲.yaml"), new_data("qianjiang", "document", "甲")).path
    paths = together(lambda number: copy_case(path, "乙", ENTRY | {"who": str(number)}))
    assert [open_stored(each).data["history"][0]["who"] for each in paths] == list("012345")
    assert len(os.listdir(tmp_path)) == 7


@needs_fork
def test_copies_of_one_second_beside_a_case_that_somebody_changed(tmp_path):
    stored = create(str(tmp_path / "甲.yaml"), new_data("qianjiang", "document", "甲"))
    save(stored, {**stored.data, "unit": "别人"}, "x")

    def work(number):
        try:
            save(stored, {**stored.data, "unit": str(number)}, "20261122-100000")
        except Conflict as conflict:
            return conflict.kept
        return ""

    assert [open_stored(path).data["unit"] for path in together(work)] == list("012345")
    assert open_stored(stored.path).data["unit"] == "别人" and len(os.listdir(tmp_path)) == 7


@needs_fork
def test_cases_of_one_name_to_the_trash(tmp_path):
    places = []
    for number in range(6):
        folder = tmp_path / str(number)
        folder.mkdir()
        places.append(create(str(folder / "甲.yaml"), {"title": str(number)}).path)
        os.symlink(tmp_path, folder / ".回收站")
    paths = together(lambda number: to_trash(places[number]))
    assert [open_stored(path).data["title"] for path in paths] == list("012345")


@needs_fork
def test_a_case_is_moved_while_it_is_answered(tmp_path):
    """One answers, another puts the case in the trash: the answer is in the case, or in the copy that is told."""
    for number in range(5):
        stored = create(str(tmp_path / f"{number}.yaml"), new_data("qianjiang", "document", "甲"))

        def work(person, stored=stored):
            if person:
                return to_trash(stored.path)
            try:
                return save(stored, {**stored.data, "unit": "区教委"}, "x").path
            except Conflict as conflict:
                return conflict.kept

        answered, moved = together(work, 2)
        assert open_stored(answered if answered != stored.path else moved).data["unit"] == "区教委"
        assert not os.path.exists(stored.path)
