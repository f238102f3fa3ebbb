"""What a verdict rests on: the answers "no" without which clauses would be open."""

from collections.abc import Mapping, Sequence

from clerkcheck.checking.report import Support
from clerkcheck.checking.shared import Shared
from clerkcheck.conditions.program import Program, Row


def supports(
    settled: Mapping[int, Sequence[int]],
    program: Program,
    row: Row,
    clauses: Sequence[str],
    shared: Shared[Support],
) -> tuple[Support, ...]:
    """Return the "no"s of a row in the order of the vocabulary, with the clauses that each settles.

    ``settled``: by the bits of "no"s, the places of the rules that each of them settles alone, among ``clauses``.
    Those that other cases have had are among those ``shared``.
    """
    apart: dict[int, list[int]] = {}
    for carried, places in settled.items():
        if not carried & (carried - 1):  # a single bit, as nearly always, or none
            apart.setdefault(carried, []).extend(places)
            continue
        for place in range(carried.bit_length()):
            if carried >> place & 1:
                apart.setdefault(1 << place, []).extend(places)
    apart.pop(0, None)
    found = []
    for bit in sorted(apart):
        place = bit.bit_length() - 1
        by = tuple(map(clauses.__getitem__, sorted(apart[bit])))
        found.append(shared[program.facts[place], row[place], by])
    return tuple(found)
