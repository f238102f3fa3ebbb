"""Which row of a sheet holds the headings: not always the first, and sometimes two of them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

from clerkcheck.batch.sources.headings import heading_key, heading_unit, is_ignored, looks_like_header
from clerkcheck.reading.written_values import UNITS

LOOKED_AT = 30  # rows that hold something

# Below the heading of a paper, where no cell of a case says so.
_OF_PAPERS = ("文号", "发文号", "文件号", "字号", "编号", "日期", "时间", "出具日期", "出具时间", "结论")
_ASKED = ("有无", "有/无", "是否", "是/否", "有否", "有或无")  # below the heading that says what is asked

Known = Callable[[Any], bool]
Rows = Sequence[tuple[int, list[Any]]]


class Header(NamedTuple):
    """The headings, and the rows they were found in (two where they have two levels) with what each holds.

    ``above``: the filled rows before them; ``below``: all rows after them. Rows have their numbers.
    """

    texts: tuple[str, ...]
    levels: tuple[tuple[int, tuple[str, ...]], ...]
    above: Rows
    below: Iterator[tuple[int, list[Any]]]


def find_header(rows: Iterator[tuple[int, list[Any]]], known: Known) -> Header | Rows:
    """Return the header of a table, or the filled rows looked at where none of them can be one.

    It is the first row of which at least half are known headings, else the one with most of them among the first
    ``LOOKED_AT`` filled rows, else the one with most filled cells.
    """
    filled = ((number, row) for number, row in rows if any(row))
    first = list(islice(filled, LOOKED_AT))
    texts = [header_texts(row) for _number, row in first]
    at = _chosen([row for _number, row in first], texts, known)
    if at is None:
        return first
    for top in (at, at - 1):
        both = _two_levels(top, first, texts, known)
        if both is not None:
            return _header(both, first, top, top + 1, texts, filled)
    return _header(texts[at], first, at, at, texts, filled)


def header_texts(row: Sequence[Any]) -> tuple[str, ...]:
    """Return the texts of a row's cells without blanks around them, as headings."""
    return tuple(str(cell if cell.__class__ is str else cell[1]).strip() for cell in row)


def are_in_a_column(rows: Sequence[tuple[int, Sequence[Any]]], known: Known) -> bool:
    """Whether the headings stand one below the other in the first column, each case in a column of its own."""
    texts = [header_texts(row) for _number, row in rows]
    first = min((at for each in texts for at, text in enumerate(each) if text), default=0)
    below = {each[first] for each in texts if len(each) > first and known(each[first])}
    beside = max((len({text for text in each if known(text)}) for each in texts), default=0)
    return len(below) >= 3 and 2 * len(below) > 3 * beside


def _header(
    texts: tuple[str, ...], first: Rows, top: int, bottom: int, all_texts: Sequence[tuple[str, ...]],
    rest: Iterator[tuple[int, list[Any]]],
) -> Header:  # fmt: skip
    levels = tuple((first[at][0], all_texts[at]) for at in range(top, bottom + 1))
    return Header(texts, levels, first[:top], chain(first[bottom + 1 :], rest))


def _chosen(rows: Sequence[Sequence[Any]], texts: Sequence[tuple[str, ...]], known: Known) -> int | None:
    """The place of the row of headings among the first ones; None where no row has two cells."""
    if not any(sum(map(bool, each)) > 1 for each in texts):
        return None
    likely = next((at for at, row in enumerate(rows) if looks_like_header(row, known)), None)
    if likely is not None:
        return likely
    scores = [(_known_in(each, known) and _known_in(each, known) + sum(map(_for_people, each))) for each in texts]
    best = max(scores)
    if best >= 2:
        return scores.index(best)
    widths = [sum(map(bool, each)) for each in texts]
    return widths.index(max(widths))


def _two_levels(top: int, first: Rows, texts: Sequence[tuple[str, ...]], known: Known) -> tuple[str, ...] | None:
    """The headings of two rows together, where the lower one divides some headings of the upper; else None."""
    if top < 0 or top + 1 >= len(first) or first[top + 1][0] != first[top][0] + 1:
        return None
    if any(cell != "" and cell.__class__ is not str for cell in first[top + 1][1]):
        return None  # numbers and dates are no headings
    width = max(len(texts[top]), len(texts[top + 1]))
    upper, lower = (list(each) + [""] * (width - len(each)) for each in texts[top : top + 2])
    found = _together(upper, lower, known)
    if found is None or _different(found, known) <= _different(lower, known):
        return None
    more = _different(found, known) - _different(upper, known)
    divides = more == 0 and any(each in (*_ASKED, *_OF_PAPERS) for each in lower)
    return tuple(found) if more > 0 or divides else None


def _different(texts: Sequence[str], known: Known) -> int:
    """How many headings are known; one that is repeated over each of its columns counts once."""
    return len({heading_key(each) for each in texts if known(each)})


def _together(upper: Sequence[str], lower: Sequence[str], known: Known) -> list[str] | None:
    """One heading a column; None where the lower row stands under a heading that it cannot divide."""
    found, group = [], ""
    upper = [
        "" if at and each and each == upper[at - 1] and lower[at] and lower[at - 1] else each
        for at, each in enumerate(upper)
    ]  # the same group written over each of its columns
    for at, (over, under) in enumerate(zip(upper, lower, strict=True)):
        if over:
            group = over
        elif not under:
            group = ""
        if not under:
            found.append(over)
            continue
        divides = at + 1 < len(lower) and bool(lower[at + 1]) and not upper[at + 1]
        joint = _joint(group, under, known)
        if over and not divides and not joint:
            return None
        found.append(joint or (under if known(under) or _for_people(under) else f"{group}{under}"))
    return found


def _joint(over: str, under: str, known: Known) -> str:
    """A heading that the two make together: 涉及金额 over 万元; "" where they make none."""
    if under.strip("()（）") in _ASKED and known(over):
        return over
    if under in UNITS:
        under = f"（{under}）"
    whole = f"{over}{under}"
    return whole if known(whole) and (heading_unit(under) or not under.startswith(("（", "("))) else ""


def _known_in(texts: Sequence[str], known: Known) -> int:
    return sum(map(known, texts))


def _for_people(text: str) -> bool:
    return bool(text) and is_ignored(text)
