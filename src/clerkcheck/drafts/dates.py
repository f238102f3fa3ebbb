"""Dates as official documents write them: 2018年12月21日, 二〇〇四年一月十六日."""

import re
from datetime import date

from clerkcheck.reading.numerals import chinese_number

_DIGITS = {char: digit for digit, char in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○ＯO０0Ｏ", 0)
_YEAR = "[〇一二三四五六七八九零○ＯO０0]{4}"
_SMALL = "[一二三四五六七八九十]{1,3}"
ARABIC = r"[12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
CHINESE = rf"{_YEAR}\s*年\s*{_SMALL}\s*月\s*{_SMALL}\s*日"
DATE = rf"(?:{ARABIC}|{CHINESE})"
_PARTS = re.compile(r"(.{4})年(.{1,3})月(.{1,3})日")
CURRENT_SINCE = date(2012, 7, 1)  # the regulation and the standard of today are in force


def date_of(text: str) -> date | None:
    """Return the day that a text names in full, in figures or Chinese numerals; None where there is no such day."""
    match = _PARTS.fullmatch(re.sub(r"\s", "", text))
    if not match:
        return None
    year, month, day = match.groups()
    try:
        number = year if year.isdecimal() and year.isascii() else "".join(str(_DIGITS[char]) for char in year)
        return date(int(number), _small(month), _small(day))
    except (KeyError, ValueError):
        return None


def dates_in(text: str) -> list[date]:
    """Return the days that are named in full in a text, in order."""
    found = (date_of(match[0]) for match in re.finditer(DATE, text))
    return [day for day in found if day]


def years_in(text: str) -> int | None:
    """Return a period of whole years written 5年, 5 年 or 五年; None for anything else."""
    match = re.fullmatch(r"(\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:个)?年", text.strip())
    return _small(match[1]) if match else None


def _small(text: str) -> int:
    return int(text) if text.isdecimal() else chinese_number(text)
