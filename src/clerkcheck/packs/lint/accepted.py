"""What the pack's keeper has looked at and accepted (``accepted:`` in pack.yaml), and what of that nothing needs."""

from collections.abc import Iterable, Iterator

from clerkcheck.i18n import _, listed
from clerkcheck.packs.building import AcceptedGroup
from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.lint.lint_remark import LintRemark
from clerkcheck.reading.errors import Place
from clerkcheck.reading.nearest import suggestion


class Accepted:
    """What is accepted; remembers what of it a remark was dropped for."""

    def __init__(self, groups: Iterable[AcceptedGroup], places: Iterable[Place]) -> None:
        """Take the groups, and where each stands."""
        self._groups = tuple(groups)
        self._places = tuple(places)
        self._needed: list[set[str]] = [set() for _group in self._groups]

    def covers(self, first: Clause, second: Clause) -> bool:
        """Return whether some group has both clauses; ask only for two that would be remarked on."""
        return self._covered("", {first.id, second.id})

    def covers_remark(self, remark: str, subject: str) -> bool:
        """Return whether a remark is accepted of a clause or article; ask only for one that would be remarked on."""
        return self._covered(remark, {subject})

    def _covered(self, remark: str, names: set[str]) -> bool:
        found = [
            number for number, group in enumerate(self._groups) if group.remark == remark and names <= set(group.names)
        ]
        for number in found:
            self._needed[number] |= names
        return bool(found)

    def idle_remarks(self, known: Iterable[str]) -> Iterator[LintRemark]:
        """Yield remarks on what was never asked about; to be called when everything else was looked at.

        ``known``: the ids of the remarks that can be accepted.
        """
        ids = list(known)
        for group, needed, place in zip(self._groups, self._needed, self._places, strict=True):
            idle = [each for each in group.names if each not in needed]
            if group.remark and group.remark not in ids:
                message = _("accepted 里没有 {remark} 这种提醒").format(remark=group.remark)
                yield LintRemark("error", message, place, suggestion(group.remark, ids))
            elif group.remark and idle:
                message = _("accepted 里的 {ids} 没有 {remark} 这个提醒").format(ids=listed(idle), remark=group.remark)
                yield LintRemark("warning", message, place, _("删去") if needed else _("删去这一项"))
            elif idle and not needed:
                message = _("accepted 里的 {ids} 之间没有矛盾，也没有重复").format(ids=listed(idle))
                yield LintRemark("warning", message, place, _("删去这一项"))
            elif idle:
                message = _("accepted 里的 {ids} 与同列的各款没有矛盾，也没有重复").format(ids=listed(idle))
                yield LintRemark("warning", message, place, _("从这一项里删去"))
