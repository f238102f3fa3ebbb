"""What a number shows in a spreadsheet by its format: 1.2 as 120%, 3000000 as 300.0万.

A number whose format shows more, or another, than the number itself is read as it is shown, so that what the clerk sees
is what is judged. Formats are those of ECMA-376, 18.8.30.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from clerkcheck.calendars.days import weekday_name
from clerkcheck.i18n import _

_MONTH, _NOON = 'yyyy"年"m"月"', "上午/下午"
# Formats that files name by number only and that show more, or less, than the value (ECMA-376, 18.8.30): currencies and
# percentages; of dates only the month or the time (the numbers from 27 are those of Chinese editions).
BUILT_IN = {
    5: "¥0", 6: "¥0", 7: "¥0.00", 8: "¥0.00", 9: "0%", 10: "0.00%", 42: "¥0", 44: "¥0.00",
    **dict.fromkeys((27, 36, 50, 52, 57), _MONTH), 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), f'{_NOON}h"时"mm"分"'), **dict.fromkeys((35, 56), f'{_NOON}h"时"mm"分"ss"秒"'),
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
}  # fmt: skip
_TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|\[([^\]]*)\]|([0#?])|([.,%;])|(General|G/通用格式)|(.)', re.DOTALL)
_LITERAL = re.compile(r'"[^"]*"|[\\!_*].|\[[^\]]*\]|AM/PM|A/P|上午/下午|General|G/通用格式', re.IGNORECASE)
_CONDITION = re.compile(r"([<>]=?|=|<>)(-?[0-9.]+)\Z")
_UNIT = re.compile(r"(?:千万|百万|万|亿|千|百)?元|万|亿|千|‰")
_CURRENCY = re.compile(r"[¥￥]|CNY|RMB|人民币")
_FOREIGN = re.compile(r"[$€£]|美元|港元|欧元|日元|USD|HKD|EUR")
_PER_UNIT = {"万": 4, "亿": 8}  # powers of ten


class _FormatSection(NamedTuple):
    """One part of a format: by which power of ten the number is shown, and the words around it."""

    condition: str
    power: int
    percent: bool
    words: str


def shown_as(code: str, value: float) -> str | None:
    """Return the text by which a cell with this format is to be read; None where it is the number itself.

    The number is exact, not rounded to what fits the cell: 3000123 in the format ``0!.0,"万"`` is 3000123元.
    """
    section = _section_for(_sections(code), value)
    number = Decimal(f"{value:.15g}")  # as many digits as a spreadsheet keeps
    shown = number.scaleb(section.power)
    if section.percent:
        return f"{_plain(shown)}%"
    if foreign := _FOREIGN.search(section.words):
        return f"{_plain(shown)}{foreign[0]}"
    found = _UNIT.search(section.words)
    unit = found[0] if found else ""
    if unit in _PER_UNIT and section.power == -_PER_UNIT[unit]:
        return f"{_plain(number)}元"  # shown in 万, held in 元
    if unit:
        return f"{_plain(shown)}{unit}"
    if _CURRENCY.search(section.words):
        return f"¥{_plain(shown)}"
    return _plain(shown) if section.power else None


@lru_cache(maxsize=512)
def hides_the_day(code: str) -> bool:
    """Whether a format of dates shows no day of the month: 2026年12月, 12月, 9:00, 星期二."""
    letters = _letters(code)
    is_of_dates = re.search(r"[ymhs]|d{3}|a{3}", letters) is not None
    return is_of_dates and re.search(r"(?<!d)d{1,2}(?!d)", letters) is None


def _letters(code: str) -> str:
    """The first section of a format without what is only written there, which keeps d"日"dddd apart."""
    return _LITERAL.sub(" ", code.partition(";")[0]).lower()


def day_shown_as(code: str, day: date) -> str | None:
    """Return the text that a cell with a date shows where its format hides the day; None where it shows it."""
    if not hides_the_day(code):
        return None
    letters = _letters(code)
    months = re.search(r"(?<![hs:])m+(?!:|.?s)", letters) is not None and "h" not in letters
    year = _("{year}年").format(year=day.year) if re.search("[ye]", letters) else ""
    month = _("{month}月").format(month=day.month) if months else ""
    if year or month:
        return year + month
    if "h" in letters or "s" in letters:
        return f"{day:%H:%M}"
    return weekday_name(day)


@lru_cache(maxsize=512)
def matters(code: str) -> bool:
    """Whether a format can show more, or another, than the number or the date itself."""
    return hides_the_day(code) or any(
        each.power or each.percent or any(sign.search(each.words) for sign in (_UNIT, _CURRENCY, _FOREIGN))
        for each in _sections(code)
    )


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _section_for(sections: tuple[_FormatSection, ...], value: float) -> _FormatSection:
    """The part that shows a value: by its condition, else positive, negative, zero in this order."""
    if any(each.condition for each in sections):
        return next((each for each in sections if not each.condition or _holds(each.condition, value)), sections[-1])
    place = 0 if value > 0 else 1 if value < 0 else 2
    return sections[place] if place < min(3, len(sections)) else sections[0]


def _holds(condition: str, value: float) -> bool:
    found = _CONDITION.match(condition)
    if found is None:
        return False
    sign, bound = found[1], float(found[2])
    return {
        "<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound, "=": value == bound,
        "<>": value != bound,
    }[sign]  # fmt: skip


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_FormatSection, ...]:
    found: list[_FormatSection] = []
    reading = _SectionReader()
    for token in _TOKEN.finditer(code):
        if token[5] == ";":
            found.append(reading.section())
            reading = _SectionReader()
        else:
            reading.take(token)
    return (*found, reading.section())


class _SectionReader:
    """Reads one section of a format from left to right."""

    def __init__(self) -> None:
        self.condition = ""
        self.words: list[str] = []
        self.percents = self.thousands = 0
        self.digits = 0  # placeholders so far
        self.point_after: int | None = None  # how many stood before a point that is only written there (0!.0)
        self.real_point = False

    def take(self, token: re.Match[str]) -> None:
        """Count a placeholder, percent sign or comma, or keep a word, of the section."""
        quoted, escaped, bracket, digit, mark, general, other = token.groups()
        literal = quoted if quoted is not None else escaped
        if digit or general:
            self.digits += 1
            if not self.real_point:
                self.thousands = 0  # commas between digits group them
        elif bracket is not None:
            self._bracket(bracket)
        elif mark is not None:
            self._mark(mark)
        elif literal is not None or other is not None:
            text = literal if literal is not None else other
            if text == "." and self.digits and not self.real_point:
                self.point_after = self.digits
            self.words.append(text)

    def section(self) -> _FormatSection:
        """Return the section made of the tokens so far."""
        words = "".join(self.words).replace(" ", "")
        power = -3 * self.thousands
        if self.point_after is not None:
            power -= self.digits - self.point_after
        only_written = "%" in words or "％" in words
        return _FormatSection(self.condition, power + 2 * self.percents, bool(self.percents) or only_written, words)

    def _bracket(self, text: str) -> None:
        if text.startswith("$"):
            self.words.append(text[1:].partition("-")[0])  # [$¥-804]
        elif _CONDITION.match(text):
            self.condition = text

    def _mark(self, mark: str) -> None:
        if mark == "%":
            self.percents += 1
        elif mark == ".":
            self.real_point = True
        elif mark == "," and self.digits:
            self.thousands += 1
