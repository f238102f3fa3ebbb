"""A cell of a table to a value of a case. What a case file accepts is accepted here, and what people write in tables:
是/否, 有/缺, labels in place of ids, several values with 、 or |. What is not certain is refused, never guessed.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from clerkcheck.cases.answers import number_of, selection_of
from clerkcheck.cases.model import Paper
from clerkcheck.i18n import _
from clerkcheck.packs.model import Fact
from clerkcheck.reading.characters import unprintable
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.values import ValueProblem, amount_wan, one_line, plain_number, real_date, shown

UNKNOWN = frozenset(["", "空", "unknown", "null", "未知", "不清楚", "待定"])
_YES, _NO = ("是", "有", "true", "√"), ("否", "无", "false", "×")
_NEARLY_YES = frozenset(["1", "1.0", "y", "yes", "对", "属于", "涉及", "✓"])
_NEARLY_NO = frozenset(["0", "0.0", "n", "no", "不是", "没有", "不属于", "不涉及", "x"])
_TRUTHS = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
_DONE, _MISSING = ("done", "有", "已有", "是", "√"), ("missing", "缺", "无", "否", "×")
_PAPERS = {**dict.fromkeys(_DONE, Paper("done")), **dict.fromkeys(_MISSING, Paper("missing"))}
_MIDNIGHT = r"[T ]0?0:00(:00(\.0+)?)?\Z"
_MOST_KEPT = 4096  # texts remembered per column


class Cells(dict[Any, Any]):
    """``cells[raw]`` is the value of a cell, None for unknown; what has been read once is looked up.

    ``raw`` is a text, or for any other kind of cell the pair of its class and itself (1, 1.0 and True are one key).
    Raises ValueProblem.
    """

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        """Take what makes a value from a cell."""
        super().__init__()
        self.convert = convert

    def __missing__(self, raw: Any) -> Any:
        """Convert a cell not seen yet."""
        value = self.convert(raw if raw.__class__ is str else raw[1])
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[raw] = value
        return value


def raw_cell(value: Any) -> Any:
    """Return a cell of a typed table as :class:`Cells` looks it up."""
    if value.__class__ is str:
        return value
    if value is None:
        return ""
    return (list, tuple(value)) if isinstance(value, list) else (value.__class__, value)


def plain(text: str) -> str:
    """Return a text without what does not matter: full width or half, upper case or lower, blanks around it."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def fact_reader(fact: Fact) -> Callable[[Any], Any]:
    """Return the function that reads cells of a fact's column; it raises ValueProblem."""
    if fact.type == "bool":
        return _truth
    if fact.type == "choice":
        names = _names(fact.of)
        return lambda cell: None if _unknown(cell, names) else _one_of(str(cell), fact.of, names)
    if fact.type == "choices":
        return _choices_reader(fact)
    return lambda cell: None if _unknown(cell) else _number(fact, cell)


def read_paper(cell: Any) -> Paper | None:
    """Return a paper (有 done, 缺 missing), or None where that is not known."""
    if isinstance(cell, bool):
        return _PAPERS["done" if cell else "missing"]
    if _unknown(cell):
        return None
    paper = _PAPERS.get(plain(str(cell)))
    if paper is None:
        raise ValueProblem(
            _("“{value}”不是有或缺").format(value=shown(cell)), _("有的写 有，没有的写 缺，不清楚的留空")
        )
    return paper


def read_date(cell: Any) -> date | None:
    """Return the day in a cell: a date of the spreadsheet, 2026-12-10, 2026/12/10 or 2026年12月10日."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date) or _unknown(cell):
        return cell if isinstance(cell, date) else None
    text = re.sub(_MIDNIGHT, "", str(cell).strip())
    return real_date(re.sub(r"\A([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})\Z", r"\1-\2-\3", text))


def read_line(cell: Any) -> str | None:
    """Return a title or name, or None for an empty cell; numbers are taken as they are written.

    Line breaks and other control characters, which a cell holds unseen, become a space (contract.md).
    """
    text = cell if isinstance(cell, str) else _digits(cell)
    if not text.strip():
        return None
    if len(text) <= 200 and text.isprintable():  # what one_line asks for, quickly
        return text.strip()
    lines = "".join("\n" if unprintable(char) else char for char in text).split("\n")
    return one_line(" ".join(line.strip() for line in lines if line.strip()))


def read_name(cell: Any, labels: Mapping[str, str]) -> str | None:
    """Return the id for an id or label, or None for an empty cell; raises ValueProblem with the nearest right one."""
    return None if _unknown(cell) else _one_of(str(cell), labels, _names(labels))


def _unknown(cell: Any, names: Mapping[str, str] = {}) -> bool:
    if not isinstance(cell, str):
        return False
    text = plain(cell)
    return text in UNKNOWN and text not in names


def _truth(cell: Any) -> bool | None:
    if isinstance(cell, bool) or _unknown(cell):
        return cell if isinstance(cell, bool) else None
    text = plain(str(cell))
    found = _TRUTHS.get(text)
    if found is None:
        nearly = "是" if text in _NEARLY_YES else "否" if text in _NEARLY_NO else ""
        remedy = _("是不是 {word}？").format(word=nearly) if nearly else _("写 是 或 否，不清楚的留空")
        raise ValueProblem(_("“{value}”不是是或否").format(value=shown(cell)), remedy)
    return found


def _names(labels: Mapping[str, str]) -> dict[str, str]:
    """Everything that may be written for each id."""
    names = {plain(label): name for name, label in labels.items()}
    names |= {plain(name): name for name in labels}
    if "none" in labels:
        names.setdefault("无", "none")
    return names


def _one_of(text: str, labels: Mapping[str, str], names: Mapping[str, str]) -> str:
    found = names.get(plain(text))
    if found is None:
        remedy = suggestion(text.strip(), labels) or _("可用的名字见 clerkcheck batch template 写出的台账")
        raise ValueProblem(_("“{value}”不在可选的值里").format(value=shown(text)), remedy)
    return found


def _choices_reader(fact: Fact) -> Callable[[Any], Any]:
    names = _names(fact.of)

    def read(cell: Any) -> frozenset[str] | None:
        if isinstance(cell, tuple):  # a list of a typed table
            return selection_of(fact, [_one_of(str(each), fact.of, names) for each in cell]) if cell else None
        if _unknown(cell, names):
            return None
        return selection_of(fact, _several(str(cell), fact.of, names))

    return read


def _several(text: str, labels: Mapping[str, str], names: Mapping[str, str]) -> list[str]:
    """Split at | and 、; labels have 、 of their own, so the longest run of parts that is a label is taken."""
    chosen: list[str] = []
    for piece in filter(str.strip, re.split(r"[|｜;；\n]", text)):
        parts = piece.strip(" 、").split("、")
        while parts:
            length = next((n for n in range(len(parts), 0, -1) if plain("、".join(parts[:n])) in names), 0)
            chosen.append(_one_of("、".join(parts[: length or 1]) if length else piece, labels, names))
            parts = parts[length or 1 :]
    return chosen


def _number(fact: Fact, cell: Any) -> float | int:
    if isinstance(cell, str) and fact.type == "money_wan":
        return amount_wan(cell)
    if isinstance(cell, str):
        text = cell.strip()
        percent = fact.type == "percent" and text[-1] in "%％"
        return plain_number(text[:-1] if percent else text, whole=fact.type == "int")
    if fact.type == "percent" and isinstance(cell, float) and 0 < cell < 1:
        # A cell formatted as 10% holds 0.1; the file's reader does not tell the format.
        raise ValueProblem(
            _("不清楚 {value} 是百分之几").format(value=cell),
            _("10% 写 10；确是百分之零点几的，把单元格改成文本，写成 0.5%"),
        )
    number = number_of(fact, cell)
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _digits(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
