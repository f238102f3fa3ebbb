"""What a verdict rests on: the answers "no" without which clauses would be open."""

from collections import defaultdict
from collections.abc import Sequence

from clerkcheck.checking.report import Support
from clerkcheck.conditions.program import Program, Row


class Resting:
    """The "no"s of one case, and the rules that each settles."""

    __slots__ = ("_places",)

    def __init__(self) -> None:
        self._places: dict[int, list[int]] = {}  # bits of "no"s -> the places of the rules that each settles

    def add(self, carried: int, place: int) -> None:
        """Note the rule at ``place``; ``carried``: the bits of the "no"s of which each alone settles it."""
        if carried in self._places:
            self._places[carried].append(place)
        elif carried:
            self._places[carried] = [place]

    def supports(self, program: Program, row: Row, clauses: Sequence[str]) -> tuple[Support, ...]:
        """Return the "no"s of a row in the order of the vocabulary, with the clauses (by place) that each settles."""
        settled: defaultdict[str, list[int]] = defaultdict(list)
        for carried, places in self._places.items():
            for fact in program.names[carried]:
                settled[fact] += places
        order = sorted(settled, key=program.places.__getitem__)
        return tuple(
            [
                Support(fact, row[program.places[fact]], tuple([clauses[place] for place in sorted(settled[fact])]))
                for fact in order
            ]
        )
