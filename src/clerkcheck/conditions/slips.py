"""What people write in a condition that the language has in another form: named, at its place."""

import re
from typing import NamedTuple

from clerkcheck.i18n import _
from clerkcheck.reading.fullwidth import fullwidth_in, named

_SIGNS = {
    "≥": ">=", "≧": ">=", "⩾": ">=", "≤": "<=", "≦": "<=", "⩽": "<=", "≠": "!=", "=>": ">=", "=<": "<=", "<>": "!=",
    "===": "==", "&&": "and", "&": "and", "||": "or", "|": "or", "且": "and", "并且": "and", "或": "or", "或者": "or",
    "非": "not", "不是": "not", "等于": "==", "大于": ">", "小于": "<", "不小于": ">=", "不大于": "<=", "×": "*",
}  # fmt: skip
_IN_TEN_THOUSANDS = {"亿元": 10_000.0, "亿": 10_000.0, "万元": 1.0, "万": 1.0, "元": 0.0001}
_WORDS = re.compile(r"(?<![^\s()\]\d])(并且|或者|不小于|不大于|不是|等于|大于|小于|且|或|非)(?![^\s(\[\d])")
_OPERATORS = re.compile(r"[≥≧⩾≤≦⩽≠×]|===|=>|=<|<>|&&?|\|\|?")
_CAPITALS = re.compile(r"\b(AND|OR|NOT|IN|And|Or|Not|In)\b")
_SINGLE = re.compile(r"(?<![=!<>])=(?!=)")
_BANG = re.compile(r"!(?!=)")
_AMOUNT = re.compile(r"(?<![\w.])([0-9]+(?:\.[0-9]+)?)\s*(亿元|亿|万元|万|元|%|％|亩|公顷|个|人|天|日|年)")


class Slip(NamedTuple):
    """What is wrong, what to write, and at which character, counted from 0."""

    message: str
    remedy: str
    at: int


def slip_in(text: str) -> Slip | None:
    """Return the first thing in ``text`` that the language has in another form; None where nothing is known."""
    found = [_operator(text), _capital(text), _single(text), _bang(text), _amount(text), _mark(text)]
    return min((each for each in found if each is not None), key=lambda slip: slip.at, default=None)


def _operator(text: str) -> Slip | None:
    matches = [match for match in (_OPERATORS.search(text), _WORDS.search(text)) if match is not None]
    first = min(matches, key=lambda match: match.start(), default=None)
    return None if first is None else _instead(first[0], _SIGNS[first[0]], first.start())


def _capital(text: str) -> Slip | None:
    found = _CAPITALS.search(text)
    return None if found is None else _instead(found[0], found[0].lower(), found.start())


def _single(text: str) -> Slip | None:
    found = _SINGLE.search(text)
    before = text[found.start() - 1 : found.start()] if found else ""
    after = text[found.end() : found.end() + 1] if found else ""
    return None if found is None or after in (">", "<") or before == "=" else _instead("=", "==", found.start())


def _bang(text: str) -> Slip | None:
    found = _BANG.search(text)
    return None if found is None else _instead("!", "not", found.start())


def _instead(wrong: str, right: str, at: int) -> Slip:
    return Slip(_("没有 {wrong} 这种写法").format(wrong=wrong), _("写成 {right}").format(right=right), at)


def _amount(text: str) -> Slip | None:
    found = _AMOUNT.search(text)
    if found is None:
        return None
    number, unit = found[1], found[2]
    times = _IN_TEN_THOUSANDS.get(unit)
    right = number if times is None else f"{float(number) * times:g}" if times * float(number) < 1e6 else (
        f"{float(number) * times:.0f}")  # fmt: skip
    message = _("数字后面不带单位（{written}）").format(written=found[0])
    remedy = _("只写数字：{right}") if times is None else _("金额以万元计，只写数字：{right}")
    return Slip(message, remedy.format(right=right), found.start())


def _mark(text: str) -> Slip | None:
    found = fullwidth_in(text)
    return None if found is None else Slip(*named(found[0]), found.start())
