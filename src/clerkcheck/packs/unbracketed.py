"""``a and b or c``: the language knows which way it goes, a legal officer may not, so a pack writes the brackets."""

import re
from typing import NamedTuple

from clerkcheck.i18n import _

_MARK = r"\b(?:and|or)\b|[()\[\]]"  # compiled on first use
_MOST_SHOWN = 90  # characters of a condition that is shown whole


class Mixed(NamedTuple):
    """Where a second kind of operator stands (an index into the text), and the two ways to bracket it."""

    at: int
    ways: tuple[str, str]

    @property
    def message(self) -> str:
        """That both operators stand side by side: which of them binds is not for the reader to know."""
        return _("and 和 or 混着写，没有括号")

    @property
    def remedy(self) -> str:
        """Both ways of writing it."""
        return _("加括号写明是哪一种：{one}，还是 {other}").format(one=self.ways[0], other=self.ways[1])


class _Level:
    """What stands between two brackets: its operands and the operators between them."""

    def __init__(self, start: int) -> None:
        self.start, self.operands, self.operators, self.mixed = start, list[str](), list[str](), -1

    def take(self, text: str, end: int, operator: str, at: int) -> None:
        """Note an operator, and the operand that it ends."""
        self.operands.append(" ".join(text[self.start : end].split()))
        self.start = at + len(operator)
        if self.mixed < 0 and self.operators and operator != self.operators[-1]:
            self.mixed = at
            self.second = len(self.operators)  # the operator's place among them
        self.operators.append(operator)


def unclosed(text: str) -> int | None:
    """Return where a bracket stands that has no other, None where all have."""
    opened = list[int]()
    for mark in re.finditer(r"[()\[\]]", text):
        if mark[0] in ("(", "["):
            opened.append(mark.start())
        elif not opened or (text[opened.pop()] == "(") != (mark[0] == ")"):
            return mark.start()
    return opened[-1] if opened else None


def mixed_in(text: str) -> Mixed | None:
    """Return the first place of a condition where ``and`` and ``or`` stand side by side, None where there is none."""
    levels, found = [_Level(0)], list[Mixed]()
    for mark in re.finditer(_MARK, text):
        if mark[0] in ("(", "["):
            levels.append(_Level(mark.end()))
        elif mark[0] in (")", "]"):
            if len(levels) > 1:
                found += _closed(levels.pop(), text, mark.start())
        else:
            levels[-1].take(text, mark.start(), mark[0], mark.start())
    for level in levels:
        found += _closed(level, text, len(text))
    return min(found, default=None)


def _closed(level: _Level, text: str, end: int) -> list[Mixed]:
    if level.mixed < 0:
        return []
    operands = [*level.operands, " ".join(text[level.start : end].split())]
    operators = level.operators
    if sum(map(len, operands)) > _MOST_SHOWN:
        operands, operators = (
            operands[level.second - 1 : level.second + 2],
            operators[level.second - 1 : level.second + 1],
        )
    return [Mixed(level.mixed, (_bracketed(operands, operators, "and"), _bracketed(operands, operators, "or")))]


def _bracketed(operands: list[str], operators: list[str], inner: str) -> str:
    """The operands with each run that ``inner`` joins in brackets."""
    outer = "or" if inner == "and" else "and"
    runs = [[operands[0]]]
    for operator, operand in zip(operators, operands[1:], strict=True):
        if operator == inner:
            runs[-1].append(operand)
        else:
            runs.append([operand])
    parts = [f" {inner} ".join(run) for run in runs]
    return f" {outer} ".join(f"({part})" if len(run) > 1 else part for part, run in zip(parts, runs, strict=True))
