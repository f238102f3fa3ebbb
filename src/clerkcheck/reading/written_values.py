"""Amounts, dates and lines of text as clerks write them: accepted where certain, refused where not."""

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING

from clerkcheck.i18n import _
from clerkcheck.reading.characters import name_of, unprintable

if TYPE_CHECKING:
    from decimal import Decimal

# Patterns are compiled on first use (re keeps them): reading a plain case should not pay for all of them.
_AMOUNT = r"\+?(-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(万元|亿元|千元|元)?\Z"
_SCALE = {"元": "0.0001", "千元": "0.1", "万元": "1", "亿元": "10000"}  # 万元 each
UNITS = tuple(_SCALE)  # of money
_DATE = r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)\Z"
# Why a text is no certain amount, the first that fits.
_UNSURE = (
    (r"美元|美金|港元|港币|欧元|日元|英镑|[$€£]|usd|hkd|eur",
     _("“{value}”不是人民币"), _("折成人民币写，如 “800万元”")),
    (r"/|每|年均|月均|人均|一年|分[0-9一二两三四五六七八九十]年",
     _("“{value}”是按年、按份计的，不是总额"), _("写总额，不清楚的留空")),
    (r"约|近|余|左右|上下|以内|以上|以下|不超过|不低于|不少于|多(?:[万亿元]|\Z)|几|[<>≤≥≦≧]|暂[定估列]|预[计估]|估|拟",
     _("“{value}”不是确定的数"), _("写确定的数，不清楚的留空")),
    (r"[0-9元万亿)][-~—–至到][(0-9]",
     _("“{value}”是一个范围"), _("写确定的数，不清楚的留空")),
    (r"\A=|[0-9元万亿)][+*×÷][(0-9]",
     _("“{value}”是算式，没有算出来"), _("写算好的数")),
    (r"[0-9]e[+-]?[0-9]",
     _("“{value}”是科学记数，可能少了几位"), _("把数字写全，或把单元格设成数值")),
    (r"\A(?:无|没有|不涉及)\Z",
     _("“{value}”不是金额"), _("没有金额的写 0，不清楚的留空")),
    (r"\A[0-9]+(?:[.,][0-9]+)*(?:[千万亿]?元)?[(\[].+[)\]]\Z",
     _("“{value}”的数后面还有说明"), _("只写数和单位，说明写到备注里")),
    (r"\A(?=.*[ol])[0-9ol]+(?:\.[0-9ol]+)?(?:[千万亿]?元)?\Z",
     _("“{value}”里有字母，不是数字"), _("字母 O、l 改成数字 0、1")),
    (r"[一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰仟]+.*元?整?\Z",
     _("“{value}”是用汉字写的数"), _("用阿拉伯数字写，如 “800万元”")),
)  # fmt: skip
_MOST_WAN = 10**12  # 万元: a hundred times the country's output of a year
_ASKED_WAN = 10**6  # 万元 (100亿元): beyond it the unit must stand beside the number, 元 in place of 万元 is likelier


class ValueProblem(ValueError):
    """A value that cannot be taken; ``remedy`` says what to write instead (Chinese)."""

    def __init__(self, message: str, remedy: str = "") -> None:
        """Take the message and the remedy; the caller adds the place."""
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def amount_wan(value: object, unit: str = "万元") -> float | int:
    """Return an amount in 万元 (ten thousand yuan) from ``800``, ``"800万元"``, ``"0.08亿元"`` or ``"8000000元"``.

    ``unit`` is that of a number without one: 元, 千元, 万元 or 亿元. Raises ValueProblem where the unit is not certain,
    such as ``"800万"``, for more than 100亿元 that is not written in 亿元, and for an amount no budget could hold.
    """
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and unit == "万元" and 0 <= value <= _ASKED_WAN:  # type: ignore[operator]
        return value  # type: ignore[return-value]
    from decimal import Decimal  # exact: 0.07亿元 is 700, not 700.0000000000001

    text = unicodedata.normalize("NFKC", str(value)).replace(" ", "").lower()
    if is_number and "e" in text:  # 1e+16
        text = f"{Decimal(text):f}"
    match = None if isinstance(value, bool) else re.match(_AMOUNT, text)
    if not match:
        raise _unclear_amount(value, text, unit)
    given = Decimal(match[1].replace(",", ""))
    number = given * Decimal(_SCALE[match[2] or unit])
    if number < 0:
        raise ValueProblem(_("金额不能是负数：{value}").format(value=shown(value)), _("写不小于 0 的数"))
    if number > _MOST_WAN:
        raise ValueProblem(_("金额大得不合理：{value}").format(value=shown(value)), _("核对位数和单位"))
    if number > _ASKED_WAN and match[2] != "亿元":
        raise _doubtful_amount(_digits(given), match[2] or unit, _digits(number / 10000))
    return int(number) if number == number.to_integral_value() else float(number)


def _doubtful_amount(given: str, unit: str, in_yi: str) -> ValueProblem:
    """More than 100亿元: most likely yuan entered where 万元 were asked for. 亿元 beside the number confirms it."""
    confirm = _("确是这么多的，写成“{n}亿元”").format(n=in_yi)
    if unit == "万元":
        message = _("{n} 万元是 {yi} 亿元，是不是按元填的？").format(n=given, yi=in_yi)
        return ValueProblem(message, _("是的话，写成“{n}元”；").format(n=given) + confirm)
    if unit == "亿元":
        message = _("{n} 亿元大得不寻常，是不是按万元填的？").format(n=given)
        return ValueProblem(message, _("是的话，写成“{n}万元”；").format(n=given) + confirm)
    return ValueProblem(_("{n} {unit}是 {yi} 亿元，是不是多写了？").format(n=given, unit=unit, yi=in_yi), confirm)


def _digits(number: "Decimal") -> str:
    """A number without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unclear_amount(value: object, text: str, unit: str) -> ValueProblem:
    """Only where the number is certain is it repeated in the remedy: 8百万 must not be answered with 8万元."""
    for pattern, what, remedy in _UNSURE:
        if re.search(pattern, text):
            return ValueProblem(what.format(value=shown(value)), remedy)
    plain = re.match(r"([0-9]+(?:\.[0-9]+)?)万\Z", text)
    if plain and unit == "万元":
        remedy = _("以万元计，写 {n} 或 “{n}万元”").format(n=plain[1])
    elif plain:
        remedy = _("写明单位，如 “{n}万元”").format(n=plain[1])
    else:
        remedy = _("只用数字，以{unit}计，写成 800 或 “800万元” 这样").format(unit=unit)
    if not isinstance(value, str) or not re.search("[0-9]", text):
        what = _("“{value}”不是金额")
    elif re.search(r"[0-9][^0-9a-z.,()]*[十百千万亿元wk]", text):
        what = _("金额“{value}”的单位不明确")
    else:
        what = _("“{value}”不是一个数") if re.fullmatch("[0-9.,]+", text) else _("“{value}”里除了数还有别的字")
    return ValueProblem(what.format(value=shown(value)), remedy)


def plain_number(value: str, *, whole: bool = False) -> float | int:
    """Return a number not below 0 that a user typed, full-width digits too; raises ValueProblem for anything else."""
    text = unicodedata.normalize("NFKC", value).strip()
    if re.fullmatch(r"[-−–—]\s*[0-9]{1,15}(\.[0-9]+)?", text):
        remedy = _("写不小于 0 的整数") if whole else _("写不小于 0 的数")
        raise ValueProblem(_("不能是负数：{value}").format(value=shown(value)), remedy)
    if not re.fullmatch(r"[0-9]{1,15}" if whole else r"[0-9]{1,15}(\.[0-9]{1,6})?", text):
        raise ValueProblem(
            _("“{value}”不是{what}").format(value=value, what=_("整数") if whole else _("数")), _("只写数字，不带单位")
        )
    return float(text) if "." in text else int(text)


def not_below(least: int, number: float | int) -> float | int:
    """Return a number that is at least ``least``; raises ValueProblem for one below it."""
    if number < least:
        message = _("不能是 {value}，至少是 {n}").format(value=shown(number), n=least)
        raise ValueProblem(message, _("核对数目，不清楚的留空"))
    return number


def counted(text: str, most: int) -> int | None:
    """Return the number up to ``most`` that ASCII digits write; None for anything else, were it thousands of digits."""
    digits = text.lstrip("0") or "0"
    if not (text.isascii() and text.isdigit()) or len(digits) > len(str(most)):
        return None
    return int(digits) if int(digits) <= most else None


def real_date(value: object) -> date:
    """Return the date written as ``2026-12-10`` or ``2026年12月10日``; raises ValueProblem for any other text."""
    text = unicodedata.normalize("NFKC", str(value)).strip()
    match = re.match(_DATE, text)
    if not match:
        raise ValueProblem(_("“{value}”不是日期").format(value=shown(value)), _("写成 2026-12-10 这样（年-月-日）"))
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueProblem(_("没有 {value} 这一天").format(value=value), _date_remedy(year, month, day)) from None


def one_line(value: object, *, longest: int = 200) -> str:
    """Return a title or name; raises ValueProblem for control characters, line breaks or undue length.

    What looks like markup is text like any other; whoever prints it escapes it.
    """
    if not isinstance(value, str):
        remedy = _("写成一行文字") if isinstance(value, dict | list) else _("给文字加上引号")
        raise ValueProblem(_("应当是文字"), remedy)
    bad = unprintable(value)
    if bad is not None:
        raise ValueProblem(_("含有{name}").format(name=name_of(bad)), _("写成一行，删去看不见的字符"))
    text = value.strip()
    if not text:
        raise ValueProblem(_("是空的"), _("写上文字，或删去这一行"))
    if len(text) > longest:
        raise ValueProblem(_("太长（{n} 字，最多 {longest} 字）").format(n=len(text), longest=longest), _("写短些"))
    return text


def shown(value: object) -> str:
    """Return a value as a case file has it (true, not True), short enough for one line of a message."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, list | dict):
        return _("一个列表") if isinstance(value, list) else _("一组“键: 值”")
    text = str(value)
    return text if len(text) <= 40 else text[:40] + "…"


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
