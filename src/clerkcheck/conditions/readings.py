"""What a condition reads beside facts: whether a paper is there, where it was published, which of two days is first.

Each such reading has a name, stands in a leaf as a fact's id does, and has one value a case:

- ``papers.ID``: true where the paper is done, false where it is missing, else unknown;
- ``papers.ID.channel``: the channels it was published in;
- ``A - B`` with A and B each ``papers.ID.date`` or ``dates.ID``: the days from B to A; conditions ask for the sign.

A paper that is missing has neither date nor channel. A fact's id has no dot, so that no name is both.
"""

import datetime
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol

from clerkcheck.conditions.values import FactType, FactValue

PAPERS, DATES = "papers.", "dates."
DATE, CHANNEL = ".date", ".channel"
_MINUS = " - "

Part = Literal["", "date", "channel"]


class ReadSource(NamedTuple):
    """What a reading looks at: a paper (its date or its channel, by ``part``; "": whether it is there), or a date."""

    about: Literal["material", "date"]
    id: str
    part: Part = ""


class ReadPaper(Protocol):
    """What is read of a paper of a case."""

    @property
    def status(self) -> str:
        """Whether it is there: done, missing or unknown."""

    @property
    def date(self) -> datetime.date | None:
        """Its day, None where that is not said."""

    @property
    def channel(self) -> tuple[str, ...] | None:
        """The ids of the channels it was published in, None where that is not said."""


def is_reading(name: str) -> bool:
    """Whether what a leaf reads is no fact."""
    return "." in name


def days_between(first: str, second: str) -> str:
    """Return the name of the days from one date to another, each named as in a condition."""
    return f"{first}{_MINUS}{second}"


def dates_between(name: str) -> tuple[str, str]:
    """Return the two dates whose distance has this name; "" and "" for another reading."""
    first, _minus, second = name.partition(_MINUS)
    return (first, second) if second else ("", "")


@lru_cache(maxsize=1_000)
def sources_of(name: str) -> tuple[ReadSource, ...]:
    """Return what a reading looks at."""
    found = dates_between(name)
    return tuple(_source(each) for each in found) if found[0] else (_source(name),)


def _source(name: str) -> ReadSource:
    if name.startswith(DATES):
        return ReadSource("date", name.removeprefix(DATES))
    paper = name.removeprefix(PAPERS)
    if paper.endswith(DATE):
        return ReadSource("material", paper.removesuffix(DATE), "date")
    if paper.endswith(CHANNEL):
        return ReadSource("material", paper.removesuffix(CHANNEL), "channel")
    return ReadSource("material", paper)


def reading_type(name: str, channels: Iterable[str]) -> FactType:
    """Return the type of a reading; ``channels``: all ids that a paper's channel may have."""
    if dates_between(name)[0]:
        return FactType("number")
    return FactType("choices", tuple(channels)) if _source(name).part == "channel" else FactType("bool")


def with_readings(
    names: Iterable[str], facts: Mapping[str, FactValue], papers: Mapping[str, ReadPaper],
    dates: Mapping[str, datetime.date],
) -> dict[str, FactValue]:  # fmt: skip
    """Return the facts of a case and beside them, by name, the readings of its papers and dates; None for unknown."""
    return {**facts, **{name: _value(name, papers, dates) for name in names if is_reading(name)}}


def _value(name: str, papers: Mapping[str, ReadPaper], dates: Mapping[str, datetime.date]) -> FactValue:
    first, *others = sources_of(name)
    if others:
        one, two = (_day(each, papers, dates) for each in (first, *others))
        return None if one is None or two is None else (one - two).days
    paper = papers.get(first.id)
    if paper is None:
        return None
    if first.part == "channel":
        return None if paper.channel is None or paper.status == "missing" else frozenset(paper.channel)
    return {"done": True, "missing": False}.get(paper.status)


def _day(
    source: ReadSource, papers: Mapping[str, ReadPaper], dates: Mapping[str, datetime.date]
) -> datetime.date | None:
    if source.about == "date":
        return dates.get(source.id)
    paper = papers.get(source.id)
    return None if paper is None or paper.status == "missing" else paper.date


def unknown_sources(
    name: str, papers: Mapping[str, ReadPaper], dates: Mapping[str, datetime.date]
) -> tuple[ReadSource, ...]:
    """Return what must be said of a case before a reading that is unknown can have a value."""
    sources = sources_of(name)
    if len(sources) == 1:
        return sources
    return tuple(each for each in sources if _day(each, papers, dates) is None)
