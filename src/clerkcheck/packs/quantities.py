"""Amounts, shares, areas and periods in the words of a regulation, with what they say of the boundary itself."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from clerkcheck.literals import Unit
from clerkcheck.reading.numerals import chinese_number

Measure = Literal["money", "percent", "area"]
_NUMBER = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千]+)"
_MONEY = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<times>[万亿]?)(?:元|(?=\s*(?:元|[-—~至到]|以上|及以上|以下|\())|(?=[-—~至到]{_NUMBER}[万亿]元))"
)
_PERCENT = re.compile(rf"(?P<number>[0-9]+(?:\.[0-9]+)?)\s*%|百分之(?P<words>{_NUMBER})")
_AREA = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<times>万?)亩")
_PERIOD = re.compile(
    rf"(?P<half>半)?(?P<number>{_NUMBER})?\s*个?(?P<unit>工作日|星期|周(?!岁|年|边|期|密|转)|自然日|日|天|月(?!份)|年(?!度|初|末|底|内))"
)
_ITEM = re.compile(r"(?:^|(?<=[。;]))\s*[0-9]{1,2}[.、]\s*(?=[0-9\s])")  # the number of an item of a list
_TIMES = {"": 0.0001, "万": 1.0, "亿": 10_000.0}  # of yuan, in 万元
_UNITS: dict[str, Unit] = {
    "工作日": "workday", "自然日": "day", "日": "day", "天": "day", "月": "month", "年": "year",
}  # fmt: skip
_CONTEXT = 12  # characters before and after a number that are looked at

# What is said of the boundary: the operators that a condition may have at the number, either way round.
_WITH_UPPER, _WITHOUT_LOWER = frozenset({">=", "<"}), frozenset({">", "<="})
_AFTER = (
    (re.compile(r"(?:人民币)?以上[(（]不含[^)）]*[)）]"), _WITHOUT_LOWER),
    (re.compile(r"(?:人民币)?以下[(（]不含[^)）]*[)）]"), _WITH_UPPER),
    (re.compile(r"(?:人民币)?[(（]不含[^)）]*[)）](?:及)?以上"), _WITHOUT_LOWER),
    (re.compile(r"(?:人民币)?(?:[(（][^)）]*含[^)）]*[)）])?(?:及其?)?以上"), _WITH_UPPER),
    (re.compile(r"(?:人民币)?[(（]不含[^)）]*[)）](?:及)?以下"), _WITH_UPPER),
    (re.compile(r"(?:人民币)?(?:[(（]含[^)）]*[)）]以下|及以下|以下[(（]含[^)）]*[)）])"), _WITHOUT_LOWER),
)
_BEFORE = (
    (re.compile(r"(?:不超过|不高于|不大于|不多于)(?:人民币|原?[^，。；]{0,6}的?)?\Z"), _WITHOUT_LOWER),
    (re.compile(r"(?:不少于|不低于|不小于|达到|达|满)(?:人民币)?\Z"), _WITH_UPPER),
    (re.compile(r"(?:超过|高于|大于|多于|超出|逾)(?:人民币|原?[^，。；0-9]{0,8}的?)?\Z"), _WITHOUT_LOWER),
    (re.compile(r"(?:不足|低于|不满|少于|小于|未达到|不到)(?:人民币)?\Z"), _WITH_UPPER),
)


class Quantity(NamedTuple):
    """A number with its measure (money in 万元, area in 亩), as written, and the operators that fit its words.

    ``fitting`` is None where the words say nothing of the boundary that is certain.
    """

    measure: Measure
    value: float
    written: str
    fitting: frozenset[str] | None


class PeriodWords(NamedTuple):
    """A period as written: how many of which unit, and what stands before and after it."""

    number: int
    unit: Unit
    written: str
    before: str
    after: str


def plain_words(text: str) -> str:
    """Return a text with digits, signs and brackets of one width, and without spaces."""
    return re.sub(r"\s+", "", _ITEM.sub("", unicodedata.normalize("NFKC", text)))


def quantities(quote: str) -> Iterator[Quantity]:
    """Yield the amounts, shares and areas in a quotation, in the order of their measures."""
    text = plain_words(quote)
    for match in _MONEY.finditer(text):
        times = match["times"] or (_range_unit(text, match.end()) if text[match.end() - 1] != "元" else "")
        value = _value(match["number"])
        if value is not None:
            yield Quantity("money", round(value * _TIMES[times], 6), match[0], _fitting(text, match))
    for match in _PERCENT.finditer(text):
        value = float(match["number"]) if match["number"] else _value(match["words"])
        if value is not None:
            yield Quantity("percent", value, match[0], _fitting(text, match))
    for match in _AREA.finditer(text):
        value = _value(match["number"])
        if value is not None:
            yield Quantity("area", value * (10_000 if match["times"] else 1), match[0], _fitting(text, match))


def periods(quote: str) -> Iterator[PeriodWords]:
    """Yield the periods in a quotation; a week is seven days, half a month fifteen."""
    text = plain_words(quote)
    for match in _PERIOD.finditer(text):
        before, after = text[max(0, match.start() - _CONTEXT) : match.start()], text[match.end() :][:_CONTEXT]
        if before.endswith("第") or (match["number"] is None and match["half"] is None):
            continue
        number = _value(match["number"]) if match["number"] else 1
        if number is None:
            continue
        unit = match["unit"]
        if unit in ("星期", "周"):
            yield PeriodWords(int(number) * 7, "day", match[0], before, after)
        elif match["half"]:
            half: dict[str, tuple[int, Unit]] = {"月": (15, "day"), "年": (6, "month")}
            if unit in half:
                yield PeriodWords(*half[unit], match[0], before, after)
        else:
            yield PeriodWords(int(number), _UNITS[unit], match[0], before, after)


def _range_unit(text: str, end: int) -> str:
    """The unit of the second number of a range, which is the first one's too: 500—1000万元."""
    found = re.match(rf"[-—~至到]{_NUMBER}([万亿]?)元", text[end:])
    return found[1] if found else "万"


def _fitting(text: str, match: re.Match[str]) -> frozenset[str] | None:
    before, after = text[max(0, match.start() - _CONTEXT) : match.start()], text[match.end() :]
    for pattern, operators in _AFTER:
        if pattern.match(after):
            return operators
    if re.match(r"(?:人民币)?[(（]含[^)）]*[)）]", after):  # 大于400万元（含）
        return _WITH_UPPER if _BEFORE[2][0].search(before) else _WITHOUT_LOWER if _BEFORE[3][0].search(before) else None
    return next((operators for pattern, operators in _BEFORE if pattern.search(before)), None)


def _value(text: str) -> float | None:
    try:
        return float(text.replace(",", "")) if text[0].isdigit() and text.isascii() else float(chinese_number(text))
    except ValueError:
        return None
