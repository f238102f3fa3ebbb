"""Numbers that are counted over the cases judged together (同一次会议的同类议题不超过2个): each case is given its own.

A fact of a pack that is ``counted`` is filled in where the case leaves it out, never written over. What is not known of
some case leaves a range; where the rules draw a line inside it, the number stays unanswered, and a remark says why.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

from clerkcheck.cases.model import Case
from clerkcheck.conditions.values import Truth
from clerkcheck.i18n import _, linked
from clerkcheck.packs.counted import counted_condition, counted_facts
from clerkcheck.packs.model import Fact, Pack

Group = tuple[object, object]  # the meeting's day and which it is, or a year and nothing; None for what is not known


class Together(Protocol):
    """A named tuple of one of several cases judged together, with its pack; both None where it could not be read."""

    @property
    def case(self) -> Case | None:
        """What was read; its counted facts are still as its file has them."""

    @property
    def pack(self) -> Pack | None:
        """The rules that judge it, and say what is counted."""


Item = TypeVar("Item", bound=Together)


def counted(items: Iterable[Item], rest: Callable[[], Iterable[Item]] = tuple) -> Iterator[Item]:
    """Yield items with their counted facts filled in; ``rest`` gives more of them, to be read only where some count.

    Up to the first case whose pack counts, items are passed on one by one; from there on all are read first. A case
    that is alone is left as it is: who knows of no other is asked for the number.
    """
    waiting: list[Item] = []
    passed_on, unread, last, counts = 0, 0, None, False
    for item in items:
        if item.pack is not None and item.pack is not last:
            last, counts = item.pack, bool(counted_facts(item.pack))
        if waiting or (counts and item.pack is last):
            waiting.append(item)
        else:
            passed_on += 1
            unread += item.case is None
            yield item
    waiting += rest() if waiting else ()
    if passed_on + len(waiting) == 1:
        yield from waiting
        return
    unread += sum(item.case is None for item in waiting)
    tallies = tallied((each.pack, each.case) for each in waiting)
    for item in waiting:
        if item.case is None or item.pack is None:
            yield item
        else:
            named: Any = item
            yield named._replace(case=tallies[item.pack.id].filled(item.case, unread))


def tallied(cases: Iterable[tuple[Pack | None, Case | None]]) -> dict[str, "Tally"]:
    """Return by the pack's id the counts of cases, those that could not be read left out."""
    found: dict[str, Tally] = {}
    for pack, case in cases:
        if pack is not None and case is not None:
            if pack.id not in found:
                found[pack.id] = Tally(pack)
            found[pack.id].add(case)
    return found


class Tally:
    """The cases of one pack that are judged together, counted for each of its counted facts."""

    def __init__(self, pack: Pack) -> None:
        """Take the pack; no case is counted yet."""
        self.pack = pack
        self.counts = tuple(_Count(fact, pack) for fact in counted_facts(pack))

    def add(self, case: Case) -> None:
        """Take one more case into the count of each counted fact."""
        for each in self.counts:
            each.add(case)

    def filled(self, case: Case, unread: int) -> Case:
        """Return a case with the numbers that it leaves out, once all are counted; ``unread`` could not be read."""
        facts, said = dict(case.facts), list(case.counted)
        for each in self.counts:
            fact = each.fact
            if fact.id in facts or fact.kind not in (None, case.kind) or not each.concerns(case):
                continue
            number, why = each.number(case, unread)
            if number is not None:
                facts[fact.id] = number
                why = _("{label}：没有填，按一起查的案件数出来是 {n}").format(label=fact.label, n=number)
            if each.holds(case) is not False:  # of one that is not counted itself there is nothing to say
                said.append((fact.id, why))
        return case._replace(facts=facts, counted=tuple(said))


class _Count:
    """How many cases of each group are counted for certain, and how many perhaps."""

    def __init__(self, fact: Fact, pack: Pack) -> None:
        from clerkcheck.conditions.syntax import Compare, facts_read, leaves

        self.fact, self.pack, self.condition = fact, pack, counted_condition(fact, pack)
        self.names = tuple(facts_read(self.condition))
        self.sure, self.maybe = Counter[Group](), Counter[Group]()
        trees = (tree for pair in pack.trees.clauses.values() for tree in pair if tree is not None)
        found = (leaf for tree in trees for leaf in leaves(tree) if isinstance(leaf, Compare))
        self.lines = {leaf for leaf in found if leaf.fact == fact.id}

    def concerns(self, case: Case) -> bool:
        """Whether the number is one of such a case: a document goes to no meeting."""
        return self.fact.counted_per == "year" or case.kind == "agenda_item"

    def add(self, case: Case) -> None:
        """Take one more case, where it is or may be one of those that are counted, into its group."""
        holds = self.holds(case) if self.concerns(case) else False
        if holds is not False:
            group = self._group(case)
            (self.maybe if holds is None or None in group else self.sure)[group] += 1

    def number(self, case: Case, unread: int) -> tuple[int | None, str]:
        """Return the number of a case, or None and the reason why it cannot be told."""
        group, label, words = self._group(case), self.fact.label, self.pack.vocabulary
        if None in group:
            lacking = [words.dates[self.fact.counted_date]] if group[0] is None else []
            lacking += [words.facts["meeting"].label] if group[1] is None else []
            return None, _("{label}：没有填{lacking}，数不出来").format(label=label, lacking=linked(lacking))
        low = self.sure[group]
        doubted = sum(n for other, n in self.maybe.items() if _may_be(other, group))
        high = low + doubted + unread
        if all(_alike(leaf, low, high) for leaf in self.lines):
            return low, ""
        text = _("{label}：一起查的案件里是 {low} 至 {high} 件（{why}），定不下来")
        why = [_("{n} 件没有填全，不知道算不算").format(n=doubted)] if doubted else []
        why += [_("{n} 件读不出来").format(n=unread)] if unread else []
        return None, text.format(label=label, low=low, high=high, why=linked(why))

    def holds(self, case: Case) -> Truth:
        """Whether a case is one of those that are counted."""
        from clerkcheck.conditions.logic import evaluate
        from clerkcheck.conditions.readings import with_readings

        facts = with_readings(self.names, case.facts, case.materials, case.dates)
        return evaluate(self.condition, {**facts, "kind": case.kind})

    def _group(self, case: Case) -> Group:
        day = case.dates.get(self.fact.counted_date)
        if self.fact.counted_per == "year":
            return day and day.year, ""
        return day, case.facts.get("meeting") if "meeting" in self.pack.vocabulary.facts else ""


def _may_be(group: Group, other: Group) -> bool:
    """Whether a group of which something is not known may be another one."""
    return all(mine is None or mine == theirs for mine, theirs in zip(group, other, strict=True))


def _alike(leaf: Any, low: int, high: int) -> bool:
    """Whether a comparison comes out alike for every number of a range."""
    from clerkcheck.conditions.logic import holds

    inside = leaf.operator in ("==", "!=") and low < leaf.number < high
    return not inside and holds(leaf, low) == holds(leaf, high)
