"""What is unknown, and which clauses wait for it: the questions of a report."""

from collections import defaultdict
from collections.abc import Iterable
from typing import get_args

from clerkcheck.cases.model import Case
from clerkcheck.checking.report import Question
from clerkcheck.checking.shared import Shared
from clerkcheck.conditions.program import Program, Row, Waits
from clerkcheck.conditions.readings import Part, ReadSource, is_reading, unknown_sources
from clerkcheck.literals import Asked

_ABOUT: tuple[Asked, ...] = get_args(Asked)  # the order of the questions
_MANY = 1_000_000  # more than clauses there are


Clauses = defaultdict[str, dict[str, None]]  # by what is unknown, those that wait for it


class Waiting:
    """For each unknown fact, paper or date the clauses that wait for it, in order (a dict serves as a set).

    ``unsettled`` is where that is noted while rules are judged: the id of a clause, and the number of the condition by
    which it is open, or what it waits for itself, as an id among ``facts``, ``papers`` or ``dates``.
    """

    def __init__(self) -> None:
        self.facts: Clauses = defaultdict(dict)
        self.papers: Clauses = defaultdict(dict)
        self.dates: Clauses = defaultdict(dict)
        self.parts: dict[tuple[str, Part], dict[str, None]] = {}  # of papers: their dates and channels
        self.unsettled: list[tuple[str, int | tuple[Clauses, str]]] = []

    def settle(self, program: Program, row: Row, case: Case) -> None:
        """Take in what is unsettled: of a condition of a row the facts whose answers can change the outcome."""
        if not self.unsettled:
            return
        waiting, waits, readings = self.facts, Waits(program, row).of, program.readings
        for clause, what in self.unsettled:
            if isinstance(what, tuple):
                those, name = what
                those[name][clause] = None
                continue
            facts = waits(what)
            if readings:
                facts = self._without_readings(facts, clause, case)
            for fact in facts:
                waiting[fact][clause] = None

    def _without_readings(self, names: Iterable[str], clause: str, case: Case) -> tuple[str, ...]:
        """Note that a clause waits for what conditions read of papers and dates; return the names of facts."""
        facts = []
        for name in names:
            if not is_reading(name):
                facts.append(name)
                continue
            for source in unknown_sources(name, case.materials, case.dates):
                self._of(source)[clause] = None
        return tuple(facts)

    def _of(self, source: ReadSource) -> dict[str, None]:
        if source.about == "date":
            return self.dates[source.id]
        return self.parts.setdefault((source.id, source.part), {}) if source.part else self.papers[source.id]

    def questions(self, lower: frozenset[str], shared: Shared[Question]) -> tuple[Question, ...]:
        """Return facts still worth asking, the one most clauses wait for first; then papers, then dates.

        What only ``lower`` clauses wait for, those of the layers below, comes after what others do. Questions that
        other cases have had are among those ``shared``.
        """

        def place(waiting: tuple[str, dict[str, None]]) -> int:
            """Sort by how many clauses wait, most first; what only clauses of ``lower`` wait for comes last."""
            by = waiting[1]
            for first in by:  # if one of the government's own waits, that one comes first
                return _MANY - len(by) if first in lower else -len(by)
            raise AssertionError(waiting)

        found: list[Question] = []
        for about, waiting in zip(_ABOUT, (self.facts, self.papers, self.dates), strict=True):
            order = sorted(waiting.items(), key=place) if len(waiting) > 1 else waiting.items()
            found += [shared[about, name, tuple(clauses)] for name, clauses in order]
            if about == "material":
                found += [shared[about, name, tuple(by), part] for (name, part), by in self.parts.items()]
        return tuple(found)
