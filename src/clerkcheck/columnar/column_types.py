"""The columns of a frame of cases: what type each must have, and a message where it has another."""

from collections.abc import Mapping

import narwhals as nw

from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reading.errors import InputError
from clerkcheck.reports.verdict_row import (
    KIND,
    channel_column,
    choice_column,
    date_column,
    paper_column,
    paper_date_column,
)

_TEXT = (nw.String, nw.Categorical, nw.Enum)  # a column of nothing but nulls may have no type at all


def check_schema(schema: Mapping[str, nw.dtypes.DType], pack: Pack) -> None:
    """Raise InputError where the frame has no column ``kind``, or one that the pack reads has a wrong type."""
    if KIND not in schema:
        raise InputError(_("表里没有 kind 一列"), None, _("加上 kind 列：agenda_item 或 document"))
    wanted = expected_types(pack)
    for name, kind in schema.items():
        if name in wanted and kind != nw.Unknown and not _fits(kind, wanted[name]):
            message = _("{column} 列的类型是 {kind}").format(column=name, kind=kind)
            raise InputError(message, None, _("改为：{kind}").format(kind=_described(wanted[name])))


def expected_types(pack: Pack) -> dict[str, str]:
    """Return for each column that the pack can read: bool, text, paper, list, channels, number or date."""
    words = pack.vocabulary
    found = {KIND: "text"}
    for fact in words.facts.values():
        name, values = fact.condition_type
        found[fact.id] = {"bool": "bool", "choice": "text", "choices": "list"}.get(name, "number")
        if name == "choices":
            found |= {choice_column(fact.id, value): "bool" for value in values}
    for paper in words.materials:
        found |= {paper_column(paper): "paper", paper_date_column(paper): "date", channel_column(paper): "channels"}
        found |= {choice_column(channel_column(paper), value): "bool" for value in words.channels}
    return found | {date_column(name): "date" for name in words.dates}


def _fits(kind: nw.dtypes.DType, wanted: str) -> bool:
    if wanted == "bool":
        return kind == nw.Boolean
    if wanted == "text":
        return isinstance(kind, _TEXT)
    if wanted == "paper":
        return kind == nw.Boolean or isinstance(kind, _TEXT)
    if wanted == "channels" and isinstance(kind, _TEXT):
        return True
    if wanted in ("list", "channels"):
        return isinstance(kind, nw.List)
    return kind == nw.Date if wanted == "date" else kind.is_numeric()


def _described(wanted: str) -> str:
    return {
        "bool": _("布尔（true、false，不清楚的为空）"),
        "text": _("文字"),
        "paper": _("文字（done、missing、unknown）或布尔"),
        "channels": _("文字（一个渠道）、文字列表，或每个渠道一列布尔（列名=渠道）"),
        "list": _("文字列表，或每个值一列布尔（事实=值）"),
        "number": _("数字"),
        "date": _("日期"),
    }[wanted]
