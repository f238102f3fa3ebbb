"""What is unknown, and which clauses wait for it: the questions of a report."""

from collections import defaultdict
from collections.abc import Collection
from typing import get_args

from clerkcheck.checking.report import Question
from clerkcheck.literals import Asked

_ABOUT: tuple[Asked, ...] = get_args(Asked)  # the order of the questions


class Waiting:
    """For each unknown fact, paper or date the clauses that wait for it, in order (a dict serves as a set)."""

    def __init__(self) -> None:
        self.facts: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.papers: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.dates: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def questions(self) -> tuple[Question, ...]:
        """Return facts still worth asking, the one most clauses wait for first; then papers, then dates."""
        found: list[Question] = []
        for about, waiting in zip(_ABOUT, (self.facts, self.papers, self.dates), strict=True):
            order = sorted(waiting.items(), key=_clauses) if len(waiting) > 1 else waiting.items()
            found += [Question(about, name, tuple(clauses)) for name, clauses in order]
        return tuple(found)


def _clauses(waiting: tuple[str, Collection[str]]) -> int:
    return -len(waiting[1])
