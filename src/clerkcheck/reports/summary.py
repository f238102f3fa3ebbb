"""议题审核汇总表: the items of a folder (a meeting): verdict, what is missing, by when it must be mended."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from clerkcheck.checking.report import Report
from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.reports.days import spelled
from clerkcheck.reports.model import Block, Column, Fields, Item, Line, Paper, Para, Sign, Table
from clerkcheck.reports.slip import mending_day
from clerkcheck.reports.writer import Writer

UNREADABLE = "unreadable"
_ORDER = ("ready", "deviating", "undetermined", "blocked", UNREADABLE)
_OPEN_SHOWN = 3  # questions named in a row: the rest stands on the item's own sheet


class Entry(NamedTuple):
    """A file of the folder: its report with its pack, or what is wrong with it."""

    name: str
    report: Report | None = None
    pack: Pack | None = None
    error: str = ""


def summary_paper(entries: Sequence[Entry], folder: str, as_of: date, *, letterhead: str = "") -> Paper:
    """Return the table of the entries in the order given, counted at the foot; ``folder`` is the name shown for all."""
    several = len({each.report.regulation for each in entries if each.report}) > 1
    rows = tuple(_row(each, several=several) for each in entries)
    columns = (
        Column(_("议题"), 24), Column(_("汇报单位"), 11), Column(_("结论"), 9), Column(_("缺什么"), 26),
        Column(_("依据"), 14), Column(_("须补正时间"), 10),
    )  # fmt: skip
    blocks: list[Block] = [
        Fields(tuple(_box(entries, folder, as_of))),
        Table(columns, rows, title=0, word=2),
        Para(count_sentence(entries), "addressee"),
        Sign((_("填报人"), _("审核人"), _("日期"))),
    ]
    return Paper(_("议题审核汇总表"), tuple(blocks), letterhead, landscape=True)


def outcome_words() -> dict[str, str]:
    """Return the verdicts in words short enough for a column."""
    return {
        "ready": _("可以报送"),
        "deviating": _("需说明理由"),
        "undetermined": _("待确认"),
        "blocked": _("不得报送"),
        UNREADABLE: _("读不了"),
    }


def count_sentence(entries: Sequence[Entry]) -> str:
    """Return 合计 23 件：可以报送 15 件，不得报送 6 件，待确认 2 件。"""
    found = Counter(each.report.outcome if each.report else UNREADABLE for each in entries)
    words = outcome_words()
    parts = "，".join(_("{word} {n} 件").format(word=words[key], n=found[key]) for key in _ORDER if found[key])
    return _("合计 {n} 件：{parts}。").format(n=len(entries), parts=parts)


def _box(entries: Sequence[Entry], folder: str, as_of: date) -> list[Line]:
    rules = dict.fromkeys(each.report.regulation for each in entries if each.report)
    lines = [Line(_("范围"), folder), Line(_("规则"), "；".join(rules)), Line(_("查询日"), spelled(as_of))]
    return [line for line in lines if line.text]


def _row(entry: Entry, *, several: bool) -> tuple[str, ...]:
    words = outcome_words()
    if entry.report is None or entry.pack is None:
        return entry.name, "", words[UNREADABLE], entry.error, "", ""
    writer = Writer(entry.report, entry.pack)
    broken = [finding.clause for group in writer.broken() for finding in group]
    open_ = writer.to_settle()
    waiting = [clause for question in entry.report.facts_asked() for clause in question.clauses]
    waiting += [f.clause for f in entry.report.findings if f.status in ("open", "overdue") and f.counts]
    basis = writer.articles(broken or waiting)
    if several and basis:
        basis = entry.report.regulation + basis
    lacking = [_lacking(item) for item in writer.to_do()]
    if open_:
        lacking.append(_open(open_))
    day = mending_day(entry.report)
    due = _("{day}前").format(day=day) if day and broken else ""
    return entry.report.title, entry.report.unit or "", words[entry.report.outcome], "；".join(lacking), basis, due


def _lacking(item: Item) -> str:
    return item.title if item.word == _("缺失") else f"{item.word}：{item.title}"


def _open(items: Sequence[Item]) -> str:
    named = "、".join(item.title.partition("（")[0] for item in items[:_OPEN_SHOWN])
    more = _("等") if len(items) > _OPEN_SHOWN else ""
    return _("待确认 {n} 项：{named}{more}").format(n=len(items), named=named, more=more)
