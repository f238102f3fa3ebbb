"""A draft's faults and proposals for a terminal, and a folder of drafts as a table of faults."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from clerkcheck.drafts.data import elements_data
from clerkcheck.drafts.faults.registry import Fault, Severity, level_words
from clerkcheck.drafts.reading import DraftReport, counted, worst
from clerkcheck.i18n import _, joined, labelled, linked, listed, remarked
from clerkcheck.reports.model import WORD_MARKS, Block, Column, Fields, Item, Line, Paper, Para, Table, paper_titles
from clerkcheck.reports.painting import BOLD, GREEN, RED, YELLOW, Painter

_COLOURS: Mapping[Severity | None, str] = {"error": RED, "warning": YELLOW, "note": GREEN, None: GREEN}


class DraftItem(NamedTuple):
    """A file of a folder: its faults (None where it could not be read, for the ``error``), and its report as data.

    The draft itself is not kept: a folder may hold many.
    """

    name: str
    faults: tuple[Fault, ...] | None = None
    data: Mapping[str, object] | None = None
    error: str = ""


class Quoted(NamedTuple):
    """A proposal in words: what it is called, its value, the case's own answer where it differs, words and place."""

    label: str
    value: str
    current: str
    words: str
    where: str


def severity_words() -> Mapping[Severity, str]:
    """Return the Chinese word for each severity, the worst first."""
    return {"error": _("须改"), "warning": _("应改"), "note": _("提示")}


def draft_sheet(report: DraftReport, quoted: Sequence[Quoted], *, width: int = 80, colour: bool = False) -> str:
    """Return elements, faults and proposals as lines of text, ending in a newline."""
    painter = Painter(width, colour=colour)
    lines = painter.sentence(count_sentence(report.faults), f"{BOLD};{_COLOURS[worst(report.faults)]}", rest="  ")
    lines += painter.box(_elements(report))
    sections = [
        (_("毛病"), [fault_item(each) for each in report.faults if not each.check.layout]),
        (_("版式"), [fault_item(each) for each in report.faults if each.check.layout]),
        (_("草稿写到的（由人核对后填进案件）"), [_quotation(each) for each in quoted]),
    ]
    for number, (heading, items) in enumerate((each for each in sections if each[1]), 1):
        lines += painter.section(number, heading, painter.items(items))
    return "\n".join(lines) + "\n"


def count_sentence(faults: Sequence[Fault]) -> str:
    """Return 查出 8 处：须改 3 处，应改 4 处，提示 1 处。"""
    words = severity_words()
    if not faults:
        return _("没有查出形式上的毛病")
    parts = linked(_("{word} {n} 处").format(word=words[each], n=n) for each, n in counted(faults).items() if n)
    return _("查出 {n} 处：{parts}").format(n=len(faults), parts=parts)


def fault_item(fault: Fault) -> Item:
    """Return a fault as it is printed: its words, its source, what to do, and its id for looking it up."""
    check = fault.check
    lines = [
        Line(_("原文"), fault.words),
        Line(_("依据"), WORD_MARKS.format(level_words()[check.level]) + check.source),
        Line(_("办法"), check.remedy),
        Line(_("编号"), check.id),
    ]
    title = remarked(fault.message, fault.where)
    return Item(severity_words()[check.severity], title, tuple(line for line in lines if line.text))


def _quotation(quoted: Quoted) -> Item:
    lines = [Line(_("原文"), remarked(quoted.words, quoted.where)), Line(_("案件里写的是"), quoted.current)]
    return Item("", labelled(quoted.label, quoted.value), tuple(line for line in lines if line.text))


def _elements(report: DraftReport) -> Iterator[Line]:
    import os

    yield Line(_("草稿"), os.path.basename(report.draft.text.path))
    data = elements_data(report.draft.elements)
    yield from _element_lines(data)
    inner = data.get("inner")
    if inner:
        words = joined(labelled(*line) for line in _element_lines(inner))
        yield Line(_("所附公文"), words)


def _element_lines(data: Mapping[str, object]) -> Iterator[Line]:
    labels = {
        "genre_label": _("文种"), "number": _("发文字号"), "title": _("标题"), "addressees": _("主送"),
        "issuers": _("署名"), "date": _("成文日期"), "attachments": _("附件"), "secrecy": _("密级"),
        "urgency": _("紧急程度"), "copies": _("抄送"),
    }  # fmt: skip
    for key, label in labels.items():
        value = data.get(key)
        if value:
            yield Line(label, listed(map(str, value)) if isinstance(value, list) else str(value))


def drafts_paper(items: Sequence[DraftItem], folder: str) -> Paper:
    """Return the faults of a folder's drafts as one table: a row a fault, one for a draft without any or unreadable."""
    columns = (
        Column(_("草稿"), 20), Column(_("程度"), 7), Column(_("毛病"), 23), Column(_("位置"), 10),
        Column(_("原文"), 20), Column(_("依据"), 20),
    )  # fmt: skip
    rows = tuple(row for item in items for row in _rows(item))
    blocks: tuple[Block, ...] = (
        Fields((Line(_("范围"), folder),)),
        Table(columns, rows, title=2, word=1),
        Para(drafts_sentence(items), "addressee"),
    )
    return Paper(paper_titles().drafts, blocks, landscape=True)


def _rows(item: DraftItem) -> Iterable[tuple[str, ...]]:
    if item.faults is None:
        return [(item.name, _("读不了"), item.error, "", "", "")]
    words = severity_words()
    rows = [
        (item.name, words[each.check.severity], each.message, str(each.where), each.words, each.check.source)
        for each in item.faults
    ]
    return rows or [(item.name, _("无"), _("没有查出形式上的毛病"), "", "", "")]


def drafts_sentence(items: Sequence[DraftItem]) -> str:
    """Return 合计 23 件：有毛病的 15 件，没有查出的 6 件，读不了 2 件。"""
    read = [item.faults for item in items if item.faults is not None]
    faulty = sum(map(bool, read))
    parts = [_("有毛病的 {n} 件").format(n=faulty), _("没有查出的 {n} 件").format(n=len(read) - faulty)]
    if len(read) < len(items):
        parts.append(_("读不了 {n} 件").format(n=len(items) - len(read)))
    return _("合计 {n} 件：{parts}。").format(n=len(items), parts=linked(parts))


def drafts_sheet(items: Sequence[DraftItem], *, width: int = 80, colour: bool = False) -> str:
    """Return a folder's drafts for a terminal: a line a draft, its faults by severity below it."""
    painter = Painter(width, colour=colour)
    lines = painter.sentence(drafts_sentence(items), BOLD)
    for item in items:
        if item.faults is None:
            entries = [Item(_("读不了"), item.error)]
        else:
            words = severity_words()
            entries = [Item(words[each.check.severity], remarked(each.message, each.where)) for each in item.faults]
        heading = item.name if item.faults is None else remarked(item.name, count_sentence(item.faults))
        lines += ["", painter.paint(heading, BOLD), *painter.items(entries)]
    return "\n".join(lines) + "\n"
