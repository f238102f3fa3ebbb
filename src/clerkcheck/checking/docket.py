"""The rules of one day, in the order and in the groups in which a case is judged by them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from clerkcheck.checking.ready_rule import ReadyRule
from clerkcheck.checking.report import Reminder
from clerkcheck.conditions.values import Truth

Way = Callable[[Any, ReadyRule, Truth], None]  # judges a rule, given the value of its condition
Met = Callable[[Any, ReadyRule], bool]  # whether a rule would be met, applied it or not
WayOf = Callable[[ReadyRule], tuple[Way, Met]]


class Docket:
    """The rules in force on one day for one kind of case that is to go so far.

    ``rules`` are those that judge, each with its way of judging, ``notes`` the two texts of each note by the value of
    its condition. The values of a case that belong to them are those that ``of_rules`` and ``of_notes`` select.
    ``guarded``: the rules that a "no" can keep from applying, by the number of their condition, each with what says
    whether it would be met if it applied. ``clauses``: the id of the clause of every rule, by place.
    """

    __slots__ = ("clauses", "guarded", "notes", "of_notes", "of_rules", "rules")

    def __init__(self, rules: Sequence[ReadyRule], day: str, way_of: WayOf) -> None:
        """Take all rules of the kind, in the order of their places, the day (ISO text), and how each is judged."""
        in_force = [rule for rule in rules if rule.clause.in_force_on(day)]
        judging = [(rule, *way_of(rule)) for rule in in_force if not rule.reminders]
        noting = [rule for rule in in_force if rule.reminders]
        alike: dict[int, list[tuple[ReadyRule, Met]]] = {}
        for rule, _way, met in judging:
            if rule.kept_away_by:
                alike.setdefault(rule.condition, []).append((rule, met))
        self.clauses = tuple([rule.id for rule in rules])
        self.rules: tuple[tuple[ReadyRule, Way], ...] = tuple([(rule, judged) for rule, judged, _met in judging])
        self.notes: tuple[Mapping[Truth, Reminder], ...] = tuple([rule.reminders for rule in noting])
        self.guarded = {number: tuple(found) for number, found in alike.items()}
        self.of_rules = _selection(rule for rule, _way in self.rules)
        self.of_notes = _selection(noting)


def _selection(rules: Iterable[ReadyRule]) -> tuple[bool, ...]:
    """Which values of a program's conditions are those of the rules: true at their places, for ``compress``."""
    places = {rule.place for rule in rules}
    return tuple([place in places for place in range(max(places, default=-1) + 1)])
