"""What the pack's keeper has looked at and accepted (``accepted:`` in pack.yaml), and what of that nothing needs."""

from collections.abc import Iterable, Iterator

from clerkcheck.i18n import _, listed
from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.lint.remarks import LintRemark
from clerkcheck.reading.errors import Place


class Accepted:
    """The accepted groups of clauses; remembers which of their clauses a remark was dropped for."""

    def __init__(self, groups: Iterable[tuple[str, ...]], places: Iterable[Place]) -> None:
        """Take the groups of clause ids, and where each stands."""
        self._groups = tuple(groups)
        self._places = tuple(places)
        self._needed: list[set[str]] = [set() for _group in self._groups]

    def covers(self, first: Clause, second: Clause) -> bool:
        """Return whether some group has both clauses; ask only for two that would be remarked on."""
        pair = {first.id, second.id}
        found = [number for number, group in enumerate(self._groups) if pair <= set(group)]
        for number in found:
            self._needed[number] |= pair
        return bool(found)

    def idle_remarks(self) -> Iterator[LintRemark]:
        """Yield remarks on what was never asked about; to be called when everything else was looked at."""
        for group, needed, place in zip(self._groups, self._needed, self._places, strict=True):
            idle = [each for each in group if each not in needed]
            if idle and not needed:
                message = _("accepted 里的 {ids} 之间没有矛盾，也没有重复").format(ids=listed(idle))
                yield LintRemark("warning", message, place, _("删去这一项"))
            elif idle:
                message = _("accepted 里的 {ids} 与同列的各款没有矛盾，也没有重复").format(ids=listed(idle))
                yield LintRemark("warning", message, place, _("从这一项里删去"))
