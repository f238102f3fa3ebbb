"""Amounts of money in a text: in figures with their units, and in the capital numerals of cheques."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_SCALES = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
_FIGURES = re.compile(
    r"(?P<about>约|近|大约|大概)?\s*(?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<more>多|余)?\s*(?P<unit>百万元|万元|亿元|千元|元)(?P<some>左右|以上|以内|以下)?"
)
_CAPITALS = {char: number for number, char in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"〇": 0, "两": 2, "弍": 2, "参": 3}
_STEPS = {"拾": 10, "佰": 100, "仟": 1000}
CAPITALS = r"[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿两参]{2,24}[元圆](?:整|正)?(?:[零壹贰叁肆伍陆柒捌玖]角)?(?:[零壹贰叁肆伍陆柒捌玖]分)?(?:整|正)?"


class Sum(NamedTuple):
    """An amount as written: in yuan, whether it is exact, and where in the text it stands."""

    yuan: Decimal
    exact: bool
    words: str
    start: int
    end: int


def sums_in(text: str) -> Iterator[Sum]:
    """Yield the amounts in figures, in order; those per unit (100元/吨) are none."""
    for match in _FIGURES.finditer(text):
        if re.match(r"\s*[/／每]", text[match.end() :]):
            continue
        number = Decimal(re.sub("[,，]", "", match["number"]))
        exact = not (match["about"] or match["more"] or match["some"])
        yield Sum(number * _SCALES[match["unit"]], exact, match[0].strip(), match.start(), match.end())


def before(text: str, each: Sum, most: int = 40) -> str:
    """Return the words that stand just before an amount: enough to say what it is, of a text however long."""
    return text[max(0, each.start - most) : each.start]


def capital_sum(text: str) -> Decimal | None:
    """Return the yuan that capital numerals such as 壹佰贰拾万元整 write; None for anything else."""
    match = re.fullmatch(r"([^元圆]+)[元圆](?:整|正)?(?:(.)角)?(?:(.)分)?(?:整|正)?", text)
    if not match:
        return None
    total = section = digit = 0
    for char in match[1]:
        if char in _CAPITALS:
            digit = _CAPITALS[char]
        elif char in _STEPS:
            section += (digit or 1) * _STEPS[char]
            digit = 0
        elif char in "万亿":
            total = (total + section + digit) * (10_000 if char == "万" else 100_000_000)
            section = digit = 0
        else:
            return None
    whole = Decimal(total + section + digit)
    return whole + Decimal(_CAPITALS.get(match[2] or "零", 0)) / 10 + Decimal(_CAPITALS.get(match[3] or "零", 0)) / 100


def plain_number(text: str) -> Decimal | None:
    """Return the number of a table's cell: 1,200.5, 50万元 as 50; None where it is no number."""
    match = re.fullmatch(
        r"[￥¥]?\s*(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*(?:万元|亿元|元|人|个|件|亩|%|％)?", text.strip()
    )
    return Decimal(match[1].replace(",", "")) if match else None


def shown_yuan(amount: Decimal) -> str:
    """Return an amount as it is usually written: 50万元, 3.5元."""
    for unit in ("亿元", "万元"):
        if abs(amount) >= _SCALES[unit]:
            return f"{(amount / _SCALES[unit]).normalize():f}{unit}"
    return f"{amount.normalize():f}元"
