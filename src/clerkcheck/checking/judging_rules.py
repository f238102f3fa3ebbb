"""Rules of judging that a single case and a whole column of cases share: the order of outcomes, of days, of signers."""

from collections.abc import Iterable, Mapping
from typing import Any, assert_never

from clerkcheck.cases.model import Material
from clerkcheck.literals import OUTCOMES, Bound, MaterialStatus, Modality, Outcome
from clerkcheck.packs.clauses import SignerClause

BEST: Outcome = OUTCOMES[-1]  # of a case with which nothing is wrong
IF_UNSETTLED: Outcome = "undetermined"  # of one that hangs on something not known


def is_as_bad(outcome: str, bar: str) -> bool:
    """Return whether an outcome is as bad as ``bar``, or worse."""
    order: tuple[str, ...] = OUTCOMES
    return order.index(outcome) <= order.index(bar)


def outcome_if_broken(modality: Modality) -> Outcome:
    """Return how a case comes out at best, of which a clause that counts and is so binding is broken."""
    match modality:
        case "must" | "must_not":
            return "blocked"
        case "normally":
            return "deviating"
        case "may":
            return BEST  # it allows something, and cannot be broken
        case _:
            assert_never(modality)


def kept_or_missed(bound: Bound, done: Any, earliest: Any, latest: Any) -> tuple[Any, Any]:
    """Return whether a day of doing it keeps a deadline for certain, and whether it misses it for certain.

    ``earliest`` and ``latest`` bound the due day. All three are days, or all three columns of days; so is what comes.
    """
    match bound:
        case "latest":
            return done <= earliest, done > latest
        case "earliest":
            return done >= latest, done < earliest
        case _:
            assert_never(bound)


def is_overdue(bound: Bound, latest: Any, as_of: Any) -> Any:
    """Return whether a due day has passed for certain; False of one that is only not to be done before.

    ``latest``: the last day that the due day can be, or a column of such days; so is what comes.
    """
    match bound:
        case "latest":
            return latest < as_of
        case "earliest":
            return False
        case _:
            assert_never(bound)


def by_specificity(signing: Iterable[SignerClause]) -> list[SignerClause]:
    """Return signer clauses in the order in which their roles are named: the most specific first, else as given."""
    return sorted(signing, key=lambda clause: -clause.specificity)


def any_at_hand(wanted: Iterable[str], papers: Mapping[str, Material]) -> MaterialStatus:
    """Return how papers any of which would do stand: one at hand is enough; while one is unknown none is missing."""
    found: MaterialStatus = "missing"
    for each in wanted:
        status = papers[each].status if each in papers else "unknown"
        if status == "done":
            return status
        if status == "unknown":
            found = status
    return found
