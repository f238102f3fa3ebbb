"""Random cases of a pack, and the same cases as a frame; shared by the tests of Polars and of Spark."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import polars as pl

from clerkcheck.cases.model import Case, Material
from clerkcheck.checking.pages import papers_read
from clerkcheck.literals import KINDS
from clerkcheck.packs.model import Fact, Pack

AS_OF = date(2026, 11, 22)
SPAN = 400  # days of 2026 and beyond: known, the unknown last week of December, unknown 2027


def number_bounds(conditions: Any) -> dict[str, list[float]]:
    """Return the numbers that the pack compares each fact with."""
    from clerkcheck.conditions.syntax import Compare, leaves

    found: dict[str, list[float]] = {}
    for parsed in conditions.values():
        for condition in parsed:
            for leaf in leaves(condition) if condition is not None else ():
                if isinstance(leaf, Compare):
                    found.setdefault(leaf.fact, []).append(leaf.number)
    return found


def random_cases(pack: Pack, bounds: dict[str, list[float]], number: int, seed: int) -> list[Case]:
    """Return cases of both kinds; how much of each is unknown, and how much of it in order, differs from case to case."""
    dice = random.Random(f"{pack.id} {seed}")
    return [_case(pack, bounds, dice) for _ in range(number)]


def _case(pack: Pack, bounds: dict[str, list[float]], dice: random.Random) -> Case:
    words, unknown, missing = pack.vocabulary, dice.choice((0, 0.05, 0.3, 0.8)), dice.choice((0, 0.05, 0.4))
    read = papers_read(pack)  # where no condition looks at papers, their dates and channels are left out
    shy = dice.choice((0.5, 0.1))  # how often a yes/no fact is yes

    def known() -> bool:
        return dice.random() >= unknown

    def paper() -> Material:
        status = "missing" if dice.random() < missing else dice.choice(("done",) * 9 + ("unknown",))
        if not read:
            return Material(status)
        day = date(2026, 11, dice.randrange(1, 30)) if known() else None
        channels = tuple(dice.sample(list(words.channels), dice.choice((1, 1, 2))))
        return Material(status, day, channel=channels if known() else None)

    facts = {fact.id: _value(fact, bounds.get(fact.id, [0]), shy, dice) for fact in words.facts.values() if known()}
    papers = {name: paper() for name in words.materials if known()}
    dates = {name: date(2026, 1, 5) + timedelta(dice.randrange(SPAN)) for name in words.dates if known()}
    if dice.random() < 0.5:  # dates in order, so that deadlines are kept
        dates |= {"meeting": date(2026, 12, 10), "submitted": date(2026, 11, dice.randrange(1, 30))}
    return Case(pack.id, dice.choice(KINDS), "随机案件", None, facts, papers, dates)


def _value(fact: Fact, bounds: list[float], shy: float, dice: random.Random) -> Any:
    if fact.type == "bool":
        return dice.random() < shy
    if fact.type == "choice":
        return dice.choice(tuple(fact.of))
    if fact.type == "choices":
        chosen = dice.sample([value for value in fact.of if value != "none"], dice.choice((0, 1, 1, 2)))
        return frozenset(chosen or ["none"])
    return max(0, dice.choice(bounds) + dice.choice((-1, 0, 0, 1)))


def frame_of(cases: list[Case], pack: Pack, *, lists: bool) -> pl.DataFrame:
    """Return the cases as a frame; choices facts as lists, or as a yes/no column for each value."""
    types = dict(_types(pack, lists=lists))
    return pl.DataFrame([dict(_cells(case, pack, lists=lists)) for case in cases], schema=types)


def _types(pack: Pack, *, lists: bool) -> Iterator[tuple[str, Any]]:
    yield "kind", pl.String
    for fact in pack.vocabulary.facts.values():
        if fact.type == "choices" and not lists:
            yield from ((f"{fact.id}={value}", pl.Boolean) for value in fact.of)
        else:
            plain = {"bool": pl.Boolean, "choice": pl.String, "choices": pl.List(pl.String)}
            yield fact.id, plain.get(fact.type, pl.Float64)
    yield from ((f"m_{name}", pl.String) for name in pack.vocabulary.materials)
    yield from ((f"d_{name}", pl.Date) for name in pack.vocabulary.dates)
    for name in papers_read(pack):
        yield f"md_{name}", pl.Date
        if lists:
            yield f"mc_{name}", pl.List(pl.String)
        else:
            yield from ((f"mc_{name}={value}", pl.Boolean) for value in pack.vocabulary.channels)


def _cells(case: Case, pack: Pack, *, lists: bool) -> Iterator[tuple[str, Any]]:
    yield "kind", case.kind
    for name, value in case.facts.items():
        if isinstance(value, frozenset) and not lists:
            yield from ((f"{name}={each}", each in value) for each in pack.vocabulary.facts[name].of)
        else:
            yield name, sorted(value) if isinstance(value, frozenset) else value
    yield from ((f"m_{name}", paper.status) for name, paper in case.materials.items())
    yield from ((f"d_{name}", day) for name, day in case.dates.items())
    for name in papers_read(pack).keys() & case.materials.keys():
        paper = case.materials[name]
        yield f"md_{name}", paper.date
        if lists:
            yield f"mc_{name}", paper.channel and list(paper.channel)
        elif paper.channel:
            yield from ((f"mc_{name}={value}", value in paper.channel) for value in pack.vocabulary.channels)
