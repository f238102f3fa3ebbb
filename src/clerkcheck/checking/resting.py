"""What a verdict rests on: the answers "no" without which clauses would be open."""

from collections.abc import Mapping, Sequence

from clerkcheck.checking.report import Support
from clerkcheck.conditions.program import Program, Row


def supports(
    settled: Mapping[int, Sequence[int]], program: Program, row: Row, clauses: Sequence[str]
) -> tuple[Support, ...]:
    """Return the "no"s of a row in the order of the vocabulary, with the clauses that each settles.

    ``settled``: by the bits of "no"s, the places of the rules that each of them settles alone, among ``clauses``.
    """
    apart: dict[int, list[int]] = {}
    for carried, places in settled.items():
        single = not carried & (carried - 1)  # as nearly always
        bits = [carried] if single else [1 << each for each in range(carried.bit_length()) if carried >> each & 1]
        for bit in bits if carried else ():
            apart.setdefault(bit, []).extend(places)
    found = []
    for bit in sorted(apart):
        place = bit.bit_length() - 1
        found.append(Support(program.facts[place], row[place], tuple([clauses[each] for each in sorted(apart[bit])])))
    return tuple(found)
