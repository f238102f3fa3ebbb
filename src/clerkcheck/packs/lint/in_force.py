"""Versions of a clause: two that were never in force on the same day do not meet."""

from clerkcheck.packs.clauses import Clause

_ALWAYS = "9999-12-31"


def side_by_side(first: Clause, second: Clause) -> bool:
    """Return whether some day finds both clauses in force (first and last day counted; "" is open)."""
    return (first.in_force_from <= (second.in_force_until or _ALWAYS)) and (
        second.in_force_from <= (first.in_force_until or _ALWAYS)
    )
