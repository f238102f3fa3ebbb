"""Article numbers: 第四十九条 and 49, both ways."""

import re
import unicodedata
from collections.abc import Iterable

from clerkcheck.i18n import _, listed

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ARTICLE = r"第([零〇一二三四五六七八九十百千]+)条(?:之([一二三四五六七八九十]+))?\Z"  # compiled on first use


def chinese_number(text: str) -> int:
    """Return the number written as 四十九; raises ValueError for anything else."""
    total = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            raise ValueError(text)
    return total + digit


def chinese_numeral(number: int) -> str:
    """Return 49 as 四十九, for 1 to 9999."""
    digits = "零一二三四五六七八九"
    text, zero = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += (
                ("零" if zero and text else "")
                + ("" if unit == 10 and digit == 1 and not text else digits[digit])
                + word
            )
            zero = False
        else:
            zero = True
    return text


def article_order(number: str) -> tuple[int, int]:
    """Return the sort key of 第四十九条 or 第四十九条之一; raises ValueError for anything else."""
    match = re.match(_ARTICLE, number)
    if not match:
        raise ValueError(number)
    return chinese_number(match[1]), chinese_number(match[2]) if match[2] else 0


def missing_numbers(numbers: Iterable[str]) -> list[str]:
    """Return the articles that are left out between the first (第一条) and the last of ``numbers``; 之一 are none.

    What is no number of an article is passed over.
    """
    found = {article_order(each)[0] for each in numbers if is_article_number(each)}
    return [article_number(order) for order in range(1, max(found, default=0)) if order not in found]


def spans(numbers: Iterable[str]) -> str:
    """Return numbers of articles in words, runs of three and more by their ends: 第三条、第七条至第九条."""
    runs: list[list[str]] = []
    for each in numbers:
        if runs and article_order(each)[0] == article_order(runs[-1][-1])[0] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    shown = [[_("{first}至{last}").format(first=run[0], last=run[-1])] if len(run) > 2 else run for run in runs]
    return listed(each for run in shown for each in run)


def is_article_number(text: str) -> bool:
    """Return whether a text is the number of an article, as :func:`article_order` reads it."""
    return re.match(_ARTICLE, text) is not None


def article_number(order: int) -> str:
    """Return 49 as 第四十九条."""
    return f"第{chinese_numeral(order)}条"


def number_remedy(text: str) -> str:
    """Return how to write what is no number of an article: 第4条 as 第四条; an example where that is not certain."""
    found = re.match(r"\s*第?\s*([0-9]{1,4})\s*条?\s*\Z", text)
    right = article_number(int(found[1])) if found is not None and int(found[1]) else "第四十九条"
    return _("写成 {right}").format(right=right)


def number_alone(text: str) -> int | None:
    """Return the number that a text certainly means, with its unit or without: 十一, 3, 3个工作日; None where none."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("负", "-", 1)
    found = re.match(r"(-?)([0-9]{1,4}|[零一二两三四五六七八九十百千]+)(?:个?(?:工作日|日|天|月|年|条))?\Z", plain)
    if found is None:
        return None
    number = int(found[2]) if found[2].isdecimal() else chinese_number(found[2])
    return -number if found[1] else number


def beyond_remedy(number: str, known: Iterable[str]) -> str:
    """Return that ``known`` has no such high number (第九十条 of 74), "" where that is not what is wrong."""
    orders = [article_order(each)[0] for each in known if is_article_number(each)]
    if not orders or not is_article_number(number) or article_order(number)[0] <= max(orders):
        return ""
    return _("最后一条是{last}，核对条号").format(last=article_number(max(orders)))
