"""How the papers of one case stand."""

from collections.abc import Mapping
from operator import attrgetter

from clerkcheck.cases.model import Material
from clerkcheck.checking.judging_rules import any_at_hand
from clerkcheck.literals import MaterialStatus
from clerkcheck.packs.clauses import MaterialIds

_status = attrgetter("status")


class Papers(dict[MaterialIds | None, MaterialStatus]):
    """The status of each paper by its id, of several of which any would do by theirs; what is not said is unknown."""

    def __init__(self, papers: Mapping[str, Material]) -> None:
        """Take what a case says of its papers."""
        self._said = papers
        super().__init__(zip(papers, map(_status, papers.values()), strict=True))

    def __missing__(self, wanted: MaterialIds | None) -> MaterialStatus:
        status = any_at_hand(wanted, self._said) if isinstance(wanted, tuple) else "unknown"
        self[wanted] = status
        return status
