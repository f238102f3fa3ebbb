"""The lock of a file: one at a time, given back by the dead, never waited for long."""

import os
import subprocess
import sys
import time

import pytest

from clerkcheck.reading import locks
from clerkcheck.reading.abandoned import clear_leftovers
from clerkcheck.reading.locks import Busy, lock_of, locked
from clerkcheck.reading.parts import machine

HOUR = 3600


@pytest.fixture
def target(tmp_path):
    return str(tmp_path / "甲.yaml")


@pytest.fixture
def left(target):
    """Leave a lock that says what is asked, so many seconds old."""

    def made(text, age=0.0, name=""):
        path = lock_of(target).path + name
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.utime(path, times=(time.time() - age,) * 2)
        return path

    return made


def ended():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def names(target):
    return os.listdir(os.path.dirname(target))


def test_one_at_a_time_and_nothing_left(target):
    with locked(target) as lock:
        assert lock.holds
        with pytest.raises(Busy), locked(target, 0):
            pass
        assert lock.holds
    with locked(target, 0):
        pass
    assert names(target) == []


@pytest.mark.parametrize("other", ["乙.yaml", "甲.yml"])
def test_another_file_has_another_lock(target, other):
    with locked(target), locked(os.path.join(os.path.dirname(target), other), 0):
        pass


@pytest.mark.parametrize(
    ("one", "other"), [("Café.yaml", "Cafe\u0301.yaml"), ("A.yaml", "a.YAML")], ids=["nfd", "case"]
)
def test_names_that_some_system_takes_for_one(tmp_path, one, other):
    with locked(str(tmp_path / one)), pytest.raises(Busy), locked(str(tmp_path / other), 0):
        pass


@pytest.mark.parametrize("length", [1, 255])
def test_the_lock_of_any_name_can_be_made(tmp_path, length):
    with locked(str(tmp_path / ("a" * length)), 0):
        pass


@pytest.mark.skipif(os.name != "posix", reason="there it cannot be asked whether a process has ended")
def test_the_lock_of_a_process_that_has_ended(target, left):
    left(f"{machine()} {ended()} 0123456789abcdef\n")
    with locked(target, 0.5):
        pass
    assert names(target) == []


@pytest.mark.parametrize(
    "holder", [f"{machine()} {os.getpid()} x", "ffffffff 1 x", "", "anything at all", f"{machine()} {'9' * 40} x"],
    ids=["us", "another-machine", "empty", "no-lock", "no-process"],
)  # fmt: skip
def test_of_any_other_the_age_decides(target, left, holder):
    left(holder, age=1)
    with pytest.raises(Busy), locked(target, 0.01):
        pass
    left(holder, age=HOUR)
    with locked(target, 0.5):
        pass
    assert names(target) == []


@pytest.mark.parametrize("skew", [-HOUR, HOUR], ids=["behind", "ahead"])
def test_age_is_by_the_clock_of_the_share(target, left, monkeypatch, skew):
    """Our clock is wrong by an hour: a young lock is not broken, an old one is."""
    real = time.time
    left("ffffffff 1 x", age=1)
    monkeypatch.setattr(locks.time, "time", lambda: real() + skew)
    with pytest.raises(Busy), locked(target, 0.01):
        pass
    monkeypatch.undo()
    left("ffffffff 1 x", age=HOUR)
    monkeypatch.setattr(locks.time, "time", lambda: real() + 2 * skew)
    with locked(target, 0.5):
        pass


def test_a_lock_that_was_taken_away_is_not_given_back(target, left):
    """Whoever hung for so long that the lock was broken does not free the lock of the next."""
    with locked(target) as lock:
        left("ffffffff 1 x")
        assert not lock.holds
    assert len(names(target)) == 1


def test_killed_while_breaking_a_lock(target, left):
    if os.name == "posix":
        left(f"{machine()} {ended()} x", name="-old")
    else:
        left("x", age=HOUR, name="-old")
    left("", age=HOUR)
    with locked(target, 0.5):
        pass
    assert names(target) == []


@pytest.mark.skipif(os.name != "posix", reason="there it cannot be asked whether a process has ended")
def test_locks_left_behind_are_cleared_away_but_not_those_held(target, left, tmp_path):
    left(f"{machine()} {ended()} x")
    with locked(str(tmp_path / "乙.yaml")) as lock:
        clear_leftovers(str(tmp_path))
        assert lock.holds
    assert names(target) == []


def test_a_link_planted_for_the_lock_is_not_followed(target, tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("mine")
    os.symlink(victim, lock_of(target).path)
    with pytest.raises(Busy), locked(target, 0.01):
        pass
    assert victim.read_text() == "mine"
