"""A cell of a table to a value of a case. What a case file accepts is accepted here, and what people write in tables:
是/否, 有/缺, labels in place of ids, several values with 、 or |. What is not certain is refused, never guessed.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, assert_never

from clerkcheck.batch.sources.areas import AREAS, MU, counts_mu, read_area
from clerkcheck.batch.sources.cell_words import (
    NEARLY_NO,
    NEARLY_YES,
    NO,
    PAPERS,
    TRUTHS,
    UNKNOWN,
    YES,
    answer,
    document_numbers,
    paper_remedy,
    plain,
    ticked,
    without_unseen,
    words_of_paper,
    words_of_question,
)
from clerkcheck.batch.sources.choice_names import in_words, names_of
from clerkcheck.batch.sources.meeting_names import meeting_named, not_of_the_government
from clerkcheck.cases.answers import number_of, selection_of
from clerkcheck.cases.model import Material
from clerkcheck.i18n import _
from clerkcheck.packs.model import Fact
from clerkcheck.reading.characters import unprintable
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.traditional import simplified
from clerkcheck.reading.written_values import ValueProblem, amount_wan, not_below, one_line, plain_number, shown

SHORT_TITLE = 4  # characters: a title of fewer is looked at, since it may say that there is none yet
EXAMPLE_WORD = "示例"
EXAMPLE_MARK = f"（{EXAMPLE_WORD}）"  # before the title of a template's example
# What stands in a column 单位 that is one of measure: 万元 is nobody's name.
MEASURES = ("元", "千元", "万元", "百万元", "亿元", "万", "亿", "平方米", "亩", "公顷", "公里", "米", "吨", "人", "户")
_EXAMPLE = rf"\A\s*[（(]{EXAMPLE_WORD}[）)]"
_MOST_KEPT = 4096  # texts remembered per column


class BadCell(NamedTuple):
    """A cell that holds no value to be read: an error of the spreadsheet, a formula that was never worked out."""

    message: str
    remedy: str
    text: str = ""

    def __str__(self) -> str:
        return self.text


class MergedCell(NamedTuple):
    """A cell of a merged range, with the range's value as :func:`raw_cell` gives it, and its name (D2:D3)."""

    raw: Any
    range: str

    def __str__(self) -> str:
        return self.raw if self.raw.__class__ is str else _digits(self.raw[1])


def content(raw: Any, *, own: bool = False) -> Any:
    """Return what is in a cell as :func:`raw_cell` gives it; raises ValueProblem for one that holds no value.

    ``own``: the column says something of each case by itself, so that a merged range leaves open of which.
    """
    if raw.__class__ is str:
        return raw
    kind, value = raw
    if kind is BadCell:
        raise ValueProblem(value.message, value.remedy)
    if kind is not MergedCell:
        return value
    if own:
        raise ValueProblem(
            _("{range} 合并成了一格，不清楚“{value}”是哪一行的").format(range=value.range, value=shown(str(value))),
            _("拆开合并的单元格，一件一行，各行分别填写"),
        )
    return content(value.raw)


class CellCache(dict[Any, Any]):
    """``cells[raw]`` is the value of a cell, None for unknown; what has been read once is looked up.

    ``raw`` is a text, or for any other kind of cell the pair of its class and itself (1, 1.0 and True are one key).
    Raises ValueProblem.
    """

    def __init__(self, convert: Callable[[Any], Any], *, own: bool = False) -> None:
        """Take what makes a value from what is in a cell; ``own`` as in :func:`content`."""
        super().__init__()
        self.convert, self.own = convert, own

    def read(self, raw: Any) -> Any:
        """Return the value of a cell without remembering it."""
        return self.convert(raw if raw.__class__ is str else content(raw, own=self.own))

    def __missing__(self, raw: Any) -> Any:
        value = self.read(raw)
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[raw] = value
        return value


def raw_cell(value: Any) -> Any:
    """Return a cell of a typed table as :class:`CellCache` looks it up."""
    if value.__class__ is str:
        return value
    if value is None:
        return ""
    return (list, tuple(value)) if isinstance(value, list) else (value.__class__, value)


def is_example(cell: Any) -> bool:
    """Whether a title marks the row as the example of a template."""
    return cell.__class__ is str and EXAMPLE_WORD in cell and re.match(_EXAMPLE, cell) is not None


def fact_reader(fact: Fact, unit: str = "万元", doubt: str = "") -> Callable[[Any], Any]:
    """Return the function that reads cells of a fact's column; it raises ValueProblem.

    For amounts and areas: ``unit`` of a number without one; for amounts why that is uncertain, if it is.
    """
    match fact.type:
        case "bool":
            own = words_of_question(fact.label)
            return lambda cell: _truth(cell, own)
        case "choice":
            names = names_of(fact.of)
            return lambda cell: None if _unknown(cell, names) else _choice(str(cell), fact.of, names)
        case "choices":
            return _choices_reader(fact)
        case "money_wan":
            return lambda cell: None if _unknown(cell) else _amount(cell, unit, doubt)
        case "number" if counts_mu(fact):
            return lambda cell: None if _unknown(cell) else read_area(fact, cell, unit if unit in AREAS else MU)
        case "int" | "number" | "percent":
            return lambda cell: None if _unknown(cell) else _number(fact, cell)
        case _:
            assert_never(fact.type)


def paper_reader(name: str) -> Callable[[Any], Material | None]:
    """Return the function that reads cells of the column of a paper of this name; it raises ValueProblem."""
    own = words_of_paper(name)
    return lambda cell: read_paper(cell, own)


def read_paper(cell: Any, own: Mapping[str, Material] = MappingProxyType({})) -> Material | None:
    """Return a paper (有 done, 缺 missing), or None where that is not known; ``own``: what says so of this one."""
    if isinstance(cell, bool):
        return PAPERS["done" if cell else "missing"]
    if _unknown(cell):
        return None
    text = answer(plain(str(cell)))
    paper = PAPERS.get(text) or own.get(text)
    if text == "":
        return None
    if paper is None and document_numbers(text):  # it has been issued, or it would have none
        return Material("done", ref=str(cell).strip())
    if paper is None:
        raise ValueProblem(_("“{value}”不是有或缺").format(value=_digits(cell)), paper_remedy(text))
    return paper


def channel_reader(channels: Mapping[str, str]) -> Callable[[Any], Any]:
    """Return the function that reads where a paper was published, one channel or several; it raises ValueProblem."""
    return _choices_reader(Fact("channel", "choices", _("发布渠道"), dict(channels), None, "", "", ""))


def read_line(cell: Any) -> str | None:
    """Return a title or name, or None for an empty cell; numbers are taken as they are written.

    Line breaks and other control characters, which a cell holds unseen, become a space.
    """
    text = cell if isinstance(cell, str) else _digits(cell)
    if not text.strip():
        return None
    if len(text) <= 200 and text.isprintable():  # what one_line asks for, quickly
        return text.strip()
    lines = "".join("\n" if unprintable(char) else char for char in text).split("\n")
    return one_line(" ".join(line.strip() for line in lines if line.strip()))


def read_title(cell: Any) -> str | None:
    """Return a title, or None for an empty cell, one struck out with a dash, and one that says 待定 or 不清楚."""
    text = read_line(cell)
    return None if text is not None and len(text) < SHORT_TITLE and _unknown(text) else text


def read_unit(cell: Any) -> str | None:
    """Return the unit that reports, or None for an empty cell; a unit of measure (万元) is none."""
    text = read_line(cell)
    if text in MEASURES:
        remedy = _("这一列不是汇报单位的，列名改成 计量单位，放在金额右边")
        raise ValueProblem(_("“{value}”是计量单位，不是汇报单位").format(value=text), remedy)
    return text


def read_name(cell: Any, labels: Mapping[str, str]) -> str | None:
    """Return the id for an id or label, or None for an empty cell; raises ValueProblem with the nearest right one."""
    return None if _unknown(cell) else _one_of(str(cell), labels, names_of(labels))


def read_kind(cell: Any, labels: Mapping[str, str]) -> str | None:
    """Return the kind of case, as :func:`read_name` does; a word for a sort of them (审议议题) will do."""
    text = plain(cell) if isinstance(cell, str) else ""
    sorts = [name for name, label in labels.items() if text.endswith(plain(label)) and text[0] not in "非不"]
    return sorts[0] if len(sorts) == 1 else read_name(cell, labels)


def _unknown(cell: Any, names: Mapping[str, str] = {}) -> bool:
    if not isinstance(cell, str):
        return False
    text = plain(cell)
    return text in UNKNOWN and text not in names


def _truth(cell: Any, own: Mapping[str, bool]) -> bool | None:
    if isinstance(cell, bool) or _unknown(cell):
        return cell if isinstance(cell, bool) else None
    text = answer(plain(str(cell)))
    found = TRUTHS.get(text, own.get(text))
    if text == "":
        return None
    if found is None:
        nearly = YES if text in NEARLY_YES else NO if text in NEARLY_NO else ""
        remedy = _("是不是 {word}？").format(word=nearly) if nearly else _("写 是 或 否，不清楚的留空")
        raise ValueProblem(_("“{value}”不是是或否").format(value=shown(_digits(cell))), remedy)
    return found


def _choice(text: str, labels: Mapping[str, str], names: Mapping[str, str]) -> str | None:
    """The one that a cell names, or that has the tick (☑常务会议 □专题会议)."""
    chosen = ticked(plain(text))
    if chosen == []:
        return None
    return _one_of(chosen[0] if chosen and len(chosen) == 1 else text, labels, names)


def _one_of(text: str, labels: Mapping[str, str], names: Mapping[str, str]) -> str:
    found = names.get(plain(text)) or meeting_named(text, labels)
    if found is None:
        others = not_of_the_government(text, labels) if "standing" in labels else None
        if others is not None:
            raise ValueProblem(*others)
        remedy = in_words(suggestion(text.strip(), labels), labels) or _(
            "可用的名字见 clerkcheck batch template 写出的台账"
        )
        raise ValueProblem(_("“{value}”不在可选的值里").format(value=shown(text)), remedy)
    return found


def _choices_reader(fact: Fact) -> Callable[[Any], Any]:
    names = names_of(fact.of)

    def read(cell: Any) -> frozenset[str] | None:
        """Return the ids that a cell names; None where it says that they are not known."""
        if isinstance(cell, tuple):  # a list of a typed table
            return selection_of(fact, [_one_of(str(each), fact.of, names) for each in cell]) if cell else None
        if _unknown(cell, names):
            return None
        return selection_of(fact, _several(str(cell), fact.of, names))

    return read


def _several(text: str, labels: Mapping[str, str], names: Mapping[str, str]) -> list[str]:
    """Split at | and 、; labels have 、 of their own, so the longest run of parts that is a label is taken."""
    chosen: list[str] = []
    if marked := ticked(plain(text)):
        return [_one_of(each, labels, names) for each in marked]
    for piece in filter(str.strip, re.split(r"[|｜;；\n]", text)):
        parts = piece.strip(" 、").split("、")
        while parts:
            length = next((n for n in range(len(parts), 0, -1) if plain("、".join(parts[:n])) in names), 0)
            chosen.append(_one_of("、".join(parts[: length or 1]) if length else piece, labels, names))
            parts = parts[length or 1 :]
    return chosen


def _amount(cell: Any, unit: str, doubt: str) -> float | int:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, str):
        cell = simplified(without_unseen(cell))  # 萬元
    text = plain(cell).replace(" ", "") if isinstance(cell, str) else ""
    if (text.startswith(_CURRENCY) or text.endswith("元整")) and re.search("[0-9]", text):
        yuan = re.sub(rf"\A(?:{'|'.join(_CURRENCY)})", "", text).removesuffix("整")
        if unit == "元" or yuan.endswith("元"):
            return amount_wan(yuan, unit)
        message = _("“{value}”是以元计的格式，这一列以{unit}计，不清楚是多少").format(value=shown(cell), unit=unit)
        raise ValueProblem(message, _("写明单位，如 “800万元”、“8000000元”"))
    if doubt and not text.endswith("元"):
        message = _("{doubt}，不清楚 {value} 是多少").format(doubt=doubt, value=_digits(cell))
        raise ValueProblem(message, _NAME_UNIT)
    return amount_wan(cell, unit)


_CURRENCY = ("¥", "人民币", "rmb", "cny")
_NAME_UNIT = _("改正其中一处，或在格子里写明单位，如 “800万元”")


def _number(fact: Fact, cell: Any) -> float | int:
    if isinstance(cell, str):
        text = without_unseen(cell).strip()
        if fact.type == "percent" and text[-1] in "%％":
            return _percent(text[:-1])
        counted = re.fullmatch(r"([0-9０-９]{1,9})\s*[个件项人位次家]", text) if fact.type == "int" else None
        return not_below(fact.least, plain_number(counted[1] if counted else text, whole=fact.type == "int"))
    if fact.type == "percent" and isinstance(cell, float) and 0 < cell < 1:
        # 0.1 may be what a cell formatted as 10% held before its format was lost.
        raise ValueProblem(
            _("不清楚 {value} 是百分之几").format(value=cell),
            _("10% 写 10；确是百分之零点几的，把单元格改成文本，写成 0.5%"),
        )
    number = number_of(fact, cell)
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _percent(digits: str) -> float | int:
    """What stands before a %; a cell of a spreadsheet may show a third with more places than people write."""
    return float(digits) if re.fullmatch(r"[0-9]{1,15}\.[0-9]{7,}", digits) else plain_number(digits)


def _digits(cell: Any) -> str:
    """A number as a spreadsheet shows it."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
