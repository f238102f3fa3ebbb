"""Amounts, dates and lines of text as clerks write them: accepted where certain, refused where not."""

import re
import unicodedata
from datetime import date, timedelta

from clerkcheck.i18n import _

# Patterns are compiled on first use (re keeps them): reading a plain case should not pay for all of them.
_AMOUNT = r"(-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(万元|亿元|元)?\Z"
_SCALE = {"万元": "1", "亿元": "10000", "元": "0.0001", None: "1"}
_DATE = r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)\Z"
_MARKUP = r"\[/[A-Za-z0-9 _#]*\]"


class ValueProblem(ValueError):
    """A value that cannot be taken; ``remedy`` says what to write instead (Chinese)."""

    def __init__(self, message: str, remedy: str = "") -> None:
        """Take the message and the remedy; the caller adds the place."""
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def amount_wan(value: object) -> float | int:
    """Return an amount in 万元 (ten thousand yuan) from ``800``, ``"800万元"``, ``"0.08亿元"`` or ``"8000000元"``.

    Raises ValueProblem where the unit is not certain, such as ``"800万"``.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
        return value
    text = unicodedata.normalize("NFKC", str(value)).replace(" ", "")
    match = None if isinstance(value, bool) else re.match(_AMOUNT, text)
    if not match:
        hint = re.match(r"-?[0-9.,]+", text)
        example = hint.group().replace(",", "") if hint else "800"
        raise ValueProblem(_("金额“{value}”的单位不明确").format(value=value),
                           _("以万元计，写 {n} 或 “{n}万元”").format(n=example))
    from decimal import Decimal  # exact: 0.07亿元 is 700, not 700.0000000000001

    number = Decimal(match[1].replace(",", "")) * Decimal(_SCALE[match[2]])
    if number < 0:
        raise ValueProblem(_("金额不能是负数：{value}").format(value=value))
    return int(number) if number == number.to_integral_value() else float(number)


def real_date(value: object) -> date:
    """Return the date written as ``2026-12-10`` or ``2026年12月10日``; raises ValueProblem for one that does not exist."""
    text = unicodedata.normalize("NFKC", str(value)).strip()
    match = re.match(_DATE, text)
    if not match:
        raise ValueProblem(_("“{value}”不是日期").format(value=value), _("写成 2026-12-10 这样（年-月-日）"))
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueProblem(_("没有 {value} 这一天").format(value=value), _date_remedy(year, month, day)) from None


def one_line(value: object, *, longest: int = 200) -> str:
    """Return a title or name; raises ValueProblem for control characters, newlines, markup tags or undue length."""
    if not isinstance(value, str):
        raise ValueProblem(_("应当是文字"), _("给文字加上引号"))
    bad = next((c for c in value if not c.isprintable() and c != "\u3000"), None)
    if bad is not None:
        name = {"\n": _("换行"), "\r": _("换行"), "\t": _("制表符")}.get(bad, _("控制字符 U+{:04X}").format(ord(bad)))
        raise ValueProblem(_("含有{name}").format(name=name), _("写成一行，删去看不见的字符"))
    tag = re.search(_MARKUP, value) if "[/" in value else None
    if tag:
        raise ValueProblem(_("含有排版标记 {tag}").format(tag=tag.group()), _("删去标记，只留文字"))
    text = value.strip()
    if not text:
        raise ValueProblem(_("是空的"), _("写上文字，或删去这一行"))
    if len(text) > longest:
        raise ValueProblem(_("太长（{n} 字，最多 {longest} 字）").format(n=len(text), longest=longest))
    return text


def _date_remedy(year: int, month: int, day: int) -> str:
    if not 1 <= year <= 9999:
        return _("年份写四位数")
    if month > 12 and 1 <= day <= 12:
        return _("月和日写反了？是不是 {day}").format(day=_iso(year, day, month))
    if 1 <= month <= 12 and day > 28:
        following = date(year + month // 12, month % 12 + 1, 1)
        return _("{year}年{month}月最后一天是 {last}").format(year=year, month=month, last=following - timedelta(1))
    return _("月份是 1 到 12，日从 1 起")


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}"
