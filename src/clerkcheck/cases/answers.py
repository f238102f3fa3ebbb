"""What a fact may be answered with, wherever the answer came from: a case file, or a cell of a table."""

from collections.abc import Sequence

from clerkcheck.i18n import _
from clerkcheck.packs.model import Fact
from clerkcheck.reading.written_values import ValueProblem, amount_wan, not_below, shown

_MOST_COPIES = 9999


def number_of(fact: Fact, value: object) -> float | int:
    """Return the number a fact (int, number, percent, money_wan) is answered with; raises ValueProblem."""
    if fact.type == "money_wan":
        return amount_wan(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueProblem(_("“{value}”不是数").format(value=shown(value)), _("只写数字，不带单位"))
    if value < 0 or (fact.type == "int" and value != int(value)):
        whole = fact.type == "int"
        raise ValueProblem(
            _("不能是 {value}").format(value=shown(value)), _("写不小于 0 的整数") if whole else _("写不小于 0 的数")
        )
    return not_below(fact.least, value)


def copies_of(value: object) -> int:
    """Return how many copies (份数) of a paper are handed in; raises ValueProblem for no number from 1 to 9999."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST_COPIES:
        raise ValueProblem(_("“{value}”不是份数").format(value=shown(value)), _("写 1 到 9999 的整数"))
    return value


def selection_of(fact: Fact, chosen: Sequence[str]) -> frozenset[str]:
    """Return the values chosen (each is one of the fact's) for a fact of type choices; raises ValueProblem."""
    if not chosen:
        raise ValueProblem(_("没有选任何一项"), _("都不是的写 none，不清楚的删去这一行"))
    if len(set(chosen)) != len(chosen):
        raise ValueProblem(_("同一项写了两次"), _("只留一个"))
    if "none" in chosen and len(chosen) > 1:
        raise ValueProblem(
            _("none（{none}）不能和别的同时选").format(none=fact.of["none"]), _("删去 none，或只留 none")
        )
    return frozenset(chosen)
