"""Approvals that do in the place of a meeting, as texts beside the meetings that would do."""

from collections.abc import Mapping, Sequence

from clerkcheck.columnar.certainty import not_certainly, surely
from clerkcheck.columnar.expressions import ColumnExpr, ColumnSteps, Value, all_of, any_of, negated
from clerkcheck.columnar.texts import Piece, one
from clerkcheck.reports.deciding_words import approval_and_meeting, approved_by


def approval_pieces(
    waiting: Mapping[str, Sequence[Value]], sure: Value, meetings: Sequence[Piece], steps: ColumnSteps
) -> list[Piece]:
    """Return who may approve, where that does in the place of every meeting; or that it takes both.

    ``waiting`` has by roles, "" for none, whether a clause applies that they are to approve by; ``sure``: whether any
    does; ``meetings`` are the pieces of the meetings that would do.
    """

    def kept(value: Value) -> Value:
        """Have a value computed once, as a column; a constant is left as it is."""
        return steps.keep(value) if isinstance(value, ColumnExpr) else value

    found = {roles: kept(surely(any_of(values))) for roles, values in waiting.items()}
    alone = {
        roles: kept(all_of([value, *(negated(other) for name, other in found.items() if name != roles)]))
        for roles, value in found.items()
        if roles
    }
    if not alone:
        return []
    fitting = any_of(value for piece in meetings for _source, value in piece.said)
    wanted = any_of(value for roles, value in found.items() if roles)
    both = all_of([sure, wanted, negated(any_of(alone.values())), not_certainly(fitting)])
    return [*(one(approved_by(roles), value) for roles, value in alone.items()), one(approval_and_meeting(), both)]
