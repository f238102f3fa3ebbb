"""Which lines of a regulation open its articles: numbers as they are written, and references that look like them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from clerkcheck.reading.numerals import article_number, article_order, chinese_number

NUMERAL = "[零〇一二三四五六七八九十百]+"
_SPACED = r"(?:[零〇一二三四五六七八九十百][ \t\u3000]*)+|[0-9０-９][0-9０-９ \t]{0,4}"
_OPENING = re.compile(
    rf"(?P<open>[【〔\[（(]?)\s*第\s*(?P<number>{_SPACED})条(?:\s*之\s*(?P<inserted>[一二三四五六七八九十]{{1,3}}))?"
    r"\s*(?P<close>[】〕\]）)]?)(?P<space>[\s:：]*)(?P<rest>.*)"
)
_REFERENCE = re.compile("第.{1,4}[款项]|规定|所列|所称|所指|的|之规定|、|和|或|至|以及|及其|中|执行|办理|有关|处理")
_UNFINISHED = re.compile('[^。．.！？!?；;：:”"）)】]$')
_LISTED = re.compile(rf"(?P<number>{NUMERAL})、\s*(?P<rest>.*)")
# A line that opens an article counts one; what speaks against it takes from that.
_IF_REFERENCE, _IF_UNSPACED, _IF_GOES_ON = 0.9, 0.6, 0.25
_MUCH = 0.7  # likely
_IF_SKIPPED = 0.02  # for each article that would be missing before it, up to ten


class Opening(NamedTuple):
    """A line that may open an article: which line, its number (第十五条) and order, the rest, and how likely it is."""

    line: int
    number: str
    order: tuple[int, int]
    rest: str
    likely: float


def openings(lines: Sequence[str]) -> list[Opening]:
    """Return the openings of a text's articles, numbered 第十五条 or, where none is, 十五、.

    Of the lines that look like one those are taken whose numbers rise, so that as many articles as likely are found: a
    line that begins with 第十五条规定的 is a reference, and does not swallow those before 第十五条.
    """
    found = _candidates(lines)
    return _rising(found) if found else _listed(lines)


def passed_over(lines: Sequence[str]) -> list[Opening]:
    """Return the lines that look much like the opening of an article and are none, for their numbers do not rise."""
    found = _candidates(lines)
    taken = {each.line for each in _rising(found)} if found else set()
    return [each for each in found if each.line not in taken and each.likely >= _MUCH]


def _candidates(lines: Sequence[str]) -> list[Opening]:
    found = [each for index, line in enumerate(lines) if (each := _opening(lines, index, line)) is not None]
    spaced = sum(_is_spaced(lines[each.line]) for each in found) * 2 > len(found)
    if spaced:
        found = [
            each if _is_spaced(lines[each.line]) or not each.rest else each._replace(likely=each.likely - _IF_UNSPACED)
            for each in found
        ]
    return found


def _opening(lines: Sequence[str], index: int, line: str) -> Opening | None:
    match = _OPENING.match(line)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    number = re.sub(r"\s", "", match["number"])
    try:
        order = int(number) if number.isdigit() else chinese_number(number)
    except ValueError:
        return None
    if not 0 < order < 1000:
        return None
    name = article_number(order) + (f"之{match['inserted']}" if match["inserted"] else "")
    likely = 1.0
    if not match["space"] and not match["close"] and _REFERENCE.match(match["rest"]):
        likely -= _IF_REFERENCE
    before = next((each for each in reversed(lines[:index]) if each), "")
    if index and len(before) > 20 and _UNFINISHED.search(before):  # a heading is short
        likely -= _IF_GOES_ON
    return Opening(index, name, article_order(name), match["rest"], likely)


def _is_spaced(line: str) -> bool:
    match = _OPENING.match(line)
    return bool(match and (match["space"] or match["close"]))


def _rising(found: Sequence[Opening]) -> list[Opening]:
    """Of these the ones whose numbers rise, so that the sum of what is likely is the greatest."""
    best: list[tuple[float, int]] = []  # the greatest sum that ends with each, and the one before it
    for place, each in enumerate(found):
        sums = [
            (best[other][0] - _IF_SKIPPED * min(10, max(0, each.order[0] - found[other].order[0] - 1)), other)
            for other in range(place)
            if found[other].order < each.order
        ]
        total, before = max(sums, default=(0.0, -1))
        best.append((each.likely + total, before) if total > 0 else (each.likely, -1))
    place = max(range(len(found)), key=lambda at: best[at][0])
    chosen = []
    while place >= 0:
        chosen.append(found[place])
        place = best[place][1]
    return chosen[::-1]


def _listed(lines: Sequence[str]) -> list[Opening]:
    """The lines 一、 二、 and so on in strict sequence; an excerpt begins with the first that has a follower."""
    items = []
    for index, line in enumerate(lines):
        match = _LISTED.match(line)
        if match is not None and (order := chinese_number(match["number"])):
            items.append(Opening(index, article_number(order), (order, 0), match["rest"], 1.0))
    orders = [each.order[0] for each in items]
    first = next((at for at, order in enumerate(orders) if order == 1), None)
    if first is None:
        first = next((at for at, order in enumerate(orders) if order + 1 in orders[at + 1 :]), None)
    if first is None:
        return []
    chosen = [items[first]]
    for each in items[first + 1 :]:
        if each.order[0] == chosen[-1].order[0] + 1:
            chosen.append(each)
    return chosen
