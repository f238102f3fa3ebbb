"""议题审核汇总表: the items of a folder (a meeting): verdict, what is missing, by when it must be mended."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from clerkcheck.checking.report import Report
from clerkcheck.i18n import _, joined, labelled, linked, listed
from clerkcheck.literals import OUTCOMES
from clerkcheck.packs.model import Pack
from clerkcheck.reports.days import spelled
from clerkcheck.reports.entries import Entry
from clerkcheck.reports.model import Block, Column, Fields, Line, Paper, Para, Sign, Table, paper_titles
from clerkcheck.reports.slip import mending_day
from clerkcheck.reports.states import UNREADABLE, outcome_words, state_words
from clerkcheck.reports.subjects import without_remark
from clerkcheck.reports.verdict import Verdict

_OPEN_SHOWN = 3  # questions named in a row: the rest stands on the item's own sheet


class SummaryItem(NamedTuple):
    """A file of the folder: its report with its pack, or what is wrong with it."""

    name: str
    report: Report | None = None
    pack: Pack | None = None
    error: str = ""


def summary_paper(entries: Sequence[SummaryItem], folder: str, as_of: date, *, letterhead: str = "") -> Paper:
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
    return Paper(paper_titles().summary, tuple(blocks), letterhead, landscape=True)


def count_sentence(entries: Sequence[SummaryItem]) -> str:
    """Return 合计 23 件：可以报送 15 件，不得报送 6 件，待确认 2 件。"""
    found = Counter(each.report.outcome if each.report else UNREADABLE for each in entries)
    words = outcome_words()
    order = (*reversed(OUTCOMES), UNREADABLE)
    parts = linked(_("{word} {n} 件").format(word=words[key], n=found[key]) for key in order if found[key])
    return _("合计 {n} 件：{parts}。").format(n=len(entries), parts=parts)


def _box(entries: Sequence[SummaryItem], folder: str, as_of: date) -> list[Line]:
    rules = dict.fromkeys(each.report.regulation for each in entries if each.report)
    lines = [Line(_("范围"), folder), Line(_("规则"), joined(rules)), Line(_("查询日"), spelled(as_of))]
    return [line for line in lines if line.text]


def _row(entry: SummaryItem, *, several: bool) -> tuple[str, ...]:
    words = outcome_words()
    if entry.report is None or entry.pack is None:
        return entry.name, "", words[UNREADABLE], entry.error, "", ""
    report, verdict = entry.report, Verdict(entry.report, entry.pack)
    broken, open_ = verdict.to_do(), verdict.to_settle()
    basis = verdict.articles(clause for each in broken or open_ for clause in each.clauses)
    if several and basis and not entry.pack.has_instruments():
        basis = report.regulation + basis
    lacking = [_lacking(each) for each in broken]
    if open_:
        lacking.append(_open(verdict, open_))
    lacking += [each.text for each in report.remarks]
    day = mending_day(report, year=False)
    due = _("{day}前").format(day=day) if day and broken else ""
    return report.title, report.unit or "", words[report.outcome], joined(lacking), basis, due


def _lacking(entry: Entry) -> str:
    return entry.subject if entry.state == "missing" else labelled(state_words()[entry.state], entry.subject)


def _open(verdict: Verdict, entries: Sequence[Entry]) -> str:
    subjects = (verdict.words.facts[each.fact].label if each.fact else each.subject for each in entries[:_OPEN_SHOWN])
    named = listed(map(without_remark, subjects))
    more = _("等") if len(entries) > _OPEN_SHOWN else ""
    return _("待确认 {n} 项：{named}{more}").format(n=len(entries), named=named, more=more)
