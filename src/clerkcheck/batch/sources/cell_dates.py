"""A day as clerks write it in a cell: taken where the day is certain, else refused with the reason that is true."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any

from clerkcheck.batch.sources.cell_words import UNKNOWN, plain, without_unseen
from clerkcheck.i18n import _
from clerkcheck.reading.traditional import simplified
from clerkcheck.reading.written_values import ValueProblem, real_date, shown

_WEEKDAYS = "一二三四五六日"
_WEEKDAY = r"(?: ?\(?(?:星期|周|礼拜)([一二三四五六日天])\)?)?"
_CLOCK = r"[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?|[时点](?:[0-9]{1,2}分?|半|整)?)"
_PART_OF_DAY = "(?:上午|下午|早上|晚上|中午|凌晨|早|晚)"
_WHEN = rf"(?:(?:[ T]|(?<=[日号)一二三四五六天])) ?{_PART_OF_DAY}? ?{_CLOCK}|{_PART_OF_DAY} ?(?:{_CLOCK})?)?"
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")  # most are written so
_DAY = re.compile(
    r"([0-9]{4})(?:([-./—–])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})[日号]?|([0-9]{2})([0-9]{2}))"
    rf"{_WEEKDAY}{_WHEN}{_WEEKDAY}\Z"
)
_NUMERALS = "〇一二三四五六七八九"
_IN_WORDS = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
_SERIALS = range(30_000, 74_000)  # days since 1899-12-30: 1982 to 2102
_PLANNED = "(?:暂定|暂拟|拟定?|预计|计划|初定|待定)"
# What is not certain about a text, the first that fits, and what to do about it where writing the day is not enough.
_REASONS = (
    (re.compile(r"(?=.*[OolI])[0-9OolI]{1,4}[-./年][0-9OolI]{1,2}[-./月][0-9OolI]{1,2}日?"),
     _("里有字母，不是数字"), ""),
    (re.compile(r"[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}[日号]?"), _("年份只写了两位"), ""),
    (re.compile(r"(?:[0-9]{1,2}[-./月][0-9]{1,2}[日号]?|[正一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}[日号])(?:\(.*\))?"),
     _("没有写年份，不补"), ""),
    (re.compile(r".*(?:旬|初[^定]|初\Z|底|末|左右|前后|上半|下半|季度|周内|近期|大概|约).*"),
     _("只说了大概的日子"), ""),
    (re.compile(rf"{_PLANNED}.*[0-9].*|.*[0-9日号].*{_PLANNED}.*"), _("写的是拟定的日子，没有定"),
     _("按这一天查的，只写日期；没有定的留空")),
    (re.compile(r"[0-9]{4}([、,，])[0-9]{1,2}\1[0-9]{1,2}"), _("年、月、日之间是顿号或逗号"), ""),
    (re.compile(r".*[日号0-9](?:前|之前|以前|后|以后|之后|起)"), _("写的是一段时间，不是一天"), ""),
    (re.compile(r".*[0-9日号](?:至|到|~|—|–|-|、|,|和|或)[0-9].*[0-9日号].*"), _("写的不止一天"), ""),
    (re.compile(r"[0-9]{4}[-./年](?:[0-9]{1,2}月?)?"), _("没有写是哪一天"), ""),
)  # fmt: skip


def read_date(cell: Any) -> date | None:
    """Return the day in a cell; None where it is empty or said to be unknown.

    Certain is a date of the spreadsheet, 2026-12-10, 2026/12/10, 2026.12.10, 20261210 and 2026年12月10日, also with the
    day of the week (which must be right) and the time of day. Raises ValueProblem for everything else.
    """
    if cell.__class__ is str and _ISO.match(cell):
        return real_date(cell)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, time | timedelta):
        raise ValueProblem(_("“{value}”是时刻，不是日期").format(value=cell), _HOW)
    text = _text(cell)
    if text == "" or plain(text) in UNKNOWN:
        return None
    found = _DAY.match(text)
    if found is None:
        raise _uncertain(cell, text)
    year, month, day = (part for at, part in enumerate(found.groups()[:8]) if part and at != 1)
    read = real_date(f"{year}-{month}-{day}")
    for said in found.groups()[8:]:
        if said and _WEEKDAYS.find("日" if said == "天" else said) != read.weekday():
            is_really = _WEEKDAYS[read.weekday()]
            message = _("{day} 是星期{right}，不是星期{said}").format(day=read, right=is_really, said=said)
            raise ValueProblem(message, _("核对日期和星期"))
    return read


_HOW = _("写成 2026-12-10 这样（年-月-日）")


def _text(cell: Any) -> str:
    """A cell's text without blanks that do not part two numbers, numerals as digits."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    cell = simplified(without_unseen(str(cell)))
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", cell)).strip()
    text = re.sub(r" ?([年月日号./—–()-]) ?", lambda found: found[1] + (" " if found[0].endswith("日 ") else ""), text)
    words = _IN_WORDS.fullmatch(text.replace(" ", ""))
    if words is None:
        return text
    year = "".join(str(_NUMERALS.index(_as_zero(each))) for each in words[1])
    return f"{year}年{_number(words[2])}月{_number(words[3])}日"


def _as_zero(numeral: str) -> str:
    return "〇" if numeral in "零○" else numeral


def _number(words: str) -> int:
    """Numerals up to 九十九 as a number."""
    tens, ten, ones = words.rpartition("十")
    return (_NUMERALS.index(tens or "一") * 10 if ten else 0) + (_NUMERALS.index(ones) if ones else 0)


def _uncertain(cell: Any, text: str) -> ValueProblem:
    """The error for a text that is no day, with the reason."""
    number = text.removesuffix(".0")
    if number.isascii() and number.isdigit() and len(number) < 6 and int(number) in _SERIALS:
        day = date(1899, 12, 30) + timedelta(int(number))
        message = _("“{value}”像是没有设日期格式的 {day}").format(value=number, day=day)
        return ValueProblem(message, _("把这一格设成日期格式，或写成 {day}").format(day=day))
    for pattern, why, remedy in _REASONS:
        if pattern.fullmatch(text.replace(" ", "")):
            return ValueProblem(_("“{value}”{why}").format(value=shown(text), why=why), remedy or _HOW)
    return ValueProblem(_("“{value}”不是日期").format(value=shown(cell)), _HOW)
