"""What a verdict rests on: the answers "no" without which clauses would be open."""

from collections import defaultdict
from collections.abc import Sequence

from clerkcheck.checking.report import Support
from clerkcheck.checking.shared import Shared
from clerkcheck.conditions.program import Program, Row


def supports(
    settled: defaultdict[int, list[int]],
    program: Program,
    row: Row,
    clauses: Sequence[str],
    shared: Shared[Support],
) -> tuple[Support, ...]:
    """Return the "no"s of a row in the order of the vocabulary, with the clauses that each settles.

    ``settled``: by the bits of "no"s, the places of the rules that each of them settles alone, among ``clauses``.
    It is used up. Supports that other cases have had are among those ``shared``.
    """
    for carried in [each for each in settled if each & (each - 1)]:  # several bits, which is seldom
        places = settled.pop(carried)
        for place in range(carried.bit_length()):
            if carried >> place & 1:
                settled[1 << place] += places
    found = []
    for bit in sorted(settled):
        if bit:
            place, places = bit.bit_length() - 1, settled[bit]
            places.sort()
            found.append(shared[program.facts[place], row[place], tuple(map(clauses.__getitem__, places))])
    return tuple(found)
