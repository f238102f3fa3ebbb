"""Answers as they are typed at a prompt: numbers of a list, ticks, amounts."""

import re
from collections.abc import Sequence
from typing import NoReturn

from clerkcheck.i18n import _
from clerkcheck.literals import AnswerType, Tick
from clerkcheck.reading.written_values import ValueProblem, amount_wan, counted, not_below, plain_number, shown


def split(text: str) -> list[str]:
    """Return the parts of an answer such as ``1 3 5``, ``1,3,5`` or ``1、3、5``."""
    return [part for part in re.split(r"[\s,、;]+", text) if part]


def picked(text: str, most: int, *, least: int = 1) -> int:
    """Return the number typed; raises ValueProblem for anything that is not one of ``least`` to ``most``."""
    number = counted(text, most)
    if number is None or number < least:
        refuse_number(text, least, most)
    return number


def refuse_number(text: str, least: int, most: int) -> NoReturn:
    """Raise the ValueProblem for a number that is none of those offered."""
    remedy = _("输入 {least} 到 {most} 的数字").format(least=least, most=most)
    raise ValueProblem(_("没有“{text}”这一项").format(text=shown(text)) if text else _("还没有选"), remedy)


def flags_of(text: str, facts: Sequence[str]) -> dict[str, Tick]:
    """Return what ``1 3 5? 6-`` says of the facts it names; -: that none holds; 0: that all are left open."""
    if text in ("-", "0"):
        return dict.fromkeys(facts, "no" if text == "-" else "unsure")
    said: dict[str, Tick] = {}
    for part in split(text):
        fact = facts[picked(part.rstrip("?-"), len(facts)) - 1]
        said[fact] = "unsure" if part.endswith("?") else "no" if part.endswith("-") else "yes"
    return said


def typed_number(text: str, kind: AnswerType, least: int = 0) -> int | float:
    """Return the number a fact of that type is answered with, not below ``least``; raises ValueProblem."""
    return amount_wan(text) if kind == "money_wan" else not_below(least, plain_number(text, whole=kind == "int"))
