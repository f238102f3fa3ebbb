"""The rules of one day, in the order and in the groups in which a case is judged by them."""

from collections.abc import Callable, Sequence
from typing import Any

from clerkcheck.checking.ready_rule import ReadyRule
from clerkcheck.conditions.values import Truth
from clerkcheck.packs.clauses import MaterialIds

Way = Callable[[Any, ReadyRule, Truth], None]  # judges a rule, given the value of its condition
Met = Callable[[Any, ReadyRule], bool]  # whether a rule would be met, applied it or not
Guarded = tuple[int, MaterialIds | None, Met, ReadyRule]
WayOf = Callable[[ReadyRule], tuple[Way, Met]]


class Docket:
    """The rules in force on one day for one kind of case that is to go so far, by how their conditions are judged.

    ``rules`` and ``notes`` are listed as :meth:`Program.judged` tells of them: by the place of a rule counted from 1,
    negative where its condition is unknown. ``rules`` are those that judge, each with its way of judging (a Way) and
    the value of its condition, ``notes`` the reminders of notes, None in both where there is nothing; ``judging`` and
    ``noting`` tell of every place whether it is of one or of the other. ``guarded``: the rules that a "no" can keep
    from applying, by the number of their condition, each with its place, the paper that meets it where that is all it
    asks for, and what says whether it would be met if it applied. ``clauses``: the id of the clause of every rule, by
    place.
    """

    __slots__ = ("clauses", "guarded", "judging", "notes", "noting", "rules")

    def __init__(self, rules: Sequence[ReadyRule], day: str, way_of: WayOf) -> None:
        """Take all rules of the kind, in the order of their places, the day (ISO text), and how each is judged."""
        self.clauses = tuple([rule.id for rule in rules])
        self.rules: list[Any] = [None] * (2 * len(rules) + 1)
        self.notes: list[Any] = [None] * (2 * len(rules) + 1)
        self.guarded: list[tuple[Guarded, ...]] = [()] * (1 + max([rule.condition for rule in rules], default=0))
        for place, rule in enumerate(rules, start=1):
            if not rule.clause.in_force_on(day):
                continue
            if rule.reminders:
                self.notes[place], self.notes[-place] = rule.reminders[True], rule.reminders[None]
                continue
            way, met = way_of(rule)
            self.rules[place], self.rules[-place] = (way, rule, True), (way, rule, None)
            if rule.kept_away_by:
                self.guarded[rule.condition] += ((rule.place, rule.paper, met, rule),)
        self.judging = tuple([each is not None for each in self.rules[1 : len(rules) + 1]])
        self.noting = tuple([each is not None for each in self.notes[1 : len(rules) + 1]])
