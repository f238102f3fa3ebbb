"""议题审核汇总表: the items of a folder (a meeting): verdict, what is missing, by when it must be mended."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from clerkcheck.cases.model import Case
from clerkcheck.checking.report import Report
from clerkcheck.i18n import _, joined, labelled, linked, listed, remarked
from clerkcheck.literals import OUTCOMES
from clerkcheck.packs.model import Pack
from clerkcheck.reports.day_words import spelled
from clerkcheck.reports.deciding_words import row_words
from clerkcheck.reports.model import (
    Block,
    Column,
    Fields,
    Heading,
    Line,
    Paper,
    Para,
    Sign,
    Table,
    paper_titles,
    section_heading,
)
from clerkcheck.reports.rules_words import rules_of_place, source_of_bare_articles
from clerkcheck.reports.slip import mending_day
from clerkcheck.reports.states import UNREADABLE, outcome_words, state_words
from clerkcheck.reports.subjects import without_remark
from clerkcheck.reports.verdict import Verdict
from clerkcheck.reports.verdict_entries import Entry

_MEETING_DAY = "meeting"  # the date on which the meeting is held
_OPEN_SHOWN = 3  # questions named in a row: the rest stands on the item's own sheet


class SummaryItem(NamedTuple):
    """A file of the folder: its report with its pack, or what is wrong with it; the case adds amount and days."""

    name: str
    report: Report | None = None
    pack: Pack | None = None
    error: str = ""
    case: Case | None = None


Cell = Callable[[SummaryItem], str]


def summary_paper(entries: Sequence[SummaryItem], folder: str, as_of: date, *, letterhead: str = "") -> Paper:
    """Return the tables of the entries in the order given, counted at the foot: items (议题), documents, unread files.

    ``folder`` is the name shown for all.
    """
    several = len({each.report.regulation for each in entries if each.report}) > 1
    items = [each for each in entries if each.report and each.report.kind == "agenda_item"]
    documents = [each for each in entries if each.report and each.report.kind == "document"]
    unread = [each for each in entries if each.report is None]
    tables = (
        (_("议题"), _table(_item_columns(), items, several=several)),
        (_("公文"), _table(_document_columns(), documents, several=several)),
        (_("读不了的文件"), _unread(unread)),
    )
    kept = [(heading, table) for heading, table in tables if table.rows]
    blocks: list[Block] = [Fields(tuple(_box(entries, folder, as_of)))]
    for number, (heading, table) in enumerate(kept, 1):
        blocks += [Heading(section_heading(number, heading)), table] if len(kept) > 1 else [table]
    blocks += [Para(count_sentence(entries), "addressee"), Sign((_("填报人"), _("审核人"), _("日期")))]
    return Paper(paper_titles().summary, tuple(blocks), letterhead, landscape=True, dense=True)


def in_meeting_order(entries: Sequence[SummaryItem]) -> list[SummaryItem]:
    """Return the entries by day of the meeting, then by meeting, the highest first; undated ones last."""
    return sorted(entries, key=_meeting_rank)


def in_pinyin_order(entries: Sequence[SummaryItem]) -> list[SummaryItem]:
    """Return the entries by the pinyin of unit and title, as the usual characters stand in GB/T 2312 (others later)."""
    return sorted(entries, key=lambda each: (_pinyin(_unit(each)), _pinyin(_title(each))))


def _pinyin(text: str) -> bytes:
    return text.encode("gb18030", errors="replace")


def _meeting_rank(entry: SummaryItem) -> tuple[date, int]:
    if entry.case is None or entry.pack is None:
        return date.max, 0
    meetings = list(entry.pack.vocabulary.meetings)
    meeting = entry.case.facts.get("meeting")
    rank = meetings.index(meeting) if meeting in meetings else len(meetings)
    return entry.case.dates.get(_MEETING_DAY, date.max), rank


def count_sentence(entries: Sequence[SummaryItem]) -> str:
    """Return 合计 23 件：可以报送 15 件，不得报送 6 件，待确认 2 件。"""
    found = Counter(each.report.outcome if each.report else UNREADABLE for each in entries)
    words = outcome_words()
    order = (*reversed(OUTCOMES), UNREADABLE)
    parts = linked(_("{word} {n} 件").format(word=words[key], n=found[key]) for key in order if found[key])
    return _("合计 {n} 件：{parts}。").format(n=len(entries), parts=parts)


def _box(entries: Sequence[SummaryItem], folder: str, as_of: date) -> list[Line]:
    rules = dict.fromkeys(rules_of_place(each.pack) for each in entries if each.pack)
    lines = [Line(_("范围"), folder), Line(_("规则"), joined(rules)), Line(_("查询日"), spelled(as_of))]
    return [line for line in lines if line.text]


def _item_columns() -> tuple[tuple[Column, Cell], ...]:
    return (
        (Column(_("议题"), 22), _title), (Column(_("汇报单位"), 11), _unit), (Column(_("结论"), 8), _outcome),
        (Column(_("缺什么（依据）"), 28), _lacking), (Column(_("应提会议"), 11), _meeting),
        (Column(_("签批"), 8), _signers), (Column(_("金额"), 9), _amount), (Column(_("会议日期"), 9), _meeting_day),
        (Column(_("须补正时间"), 10), _mending),
    )  # fmt: skip


def _document_columns() -> tuple[tuple[Column, Cell], ...]:
    return (
        (Column(_("公文"), 25), _title), (Column(_("主办单位"), 12), _unit), (Column(_("文种"), 7), _genre),
        (Column(_("结论"), 8), _outcome), (Column(_("缺什么（依据）"), 33), _lacking),
        (Column(_("签批"), 11), _signers), (Column(_("金额"), 9), _amount), (Column(_("须补正时间"), 11), _mending),
    )  # fmt: skip


def _source(entry: SummaryItem) -> str:
    return source_of_bare_articles(entry.report, entry.pack) if entry.report and entry.pack else ""


def _table(columns: tuple[tuple[Column, Cell], ...], entries: Sequence[SummaryItem], *, several: bool) -> Table:
    """A row an entry; of ``several`` sets of rules each names its own. An empty cell would look forgotten."""
    rows = []
    for entry in entries:
        cells = [cell(entry) for _column, cell in columns]
        if several:
            at = next(at for at, (_column, cell) in enumerate(columns) if cell is _lacking)
            cells[at] = joined(filter(None, [cells[at], _source(entry)])) if cells[at] else ""
        rows.append(tuple(cell or "—" for cell in cells))
    word = next(at for at, (_column, cell) in enumerate(columns) if cell is _outcome)
    return Table(tuple(column for column, _cell in columns), tuple(rows), title=0, word=word)


def _unread(entries: Sequence[SummaryItem]) -> Table:
    word = outcome_words()[UNREADABLE]
    columns = Column(_("文件"), 30), Column(_("结论"), 10), Column(_("原因"), 60)
    return Table(columns, tuple((each.name, word, each.error) for each in entries), title=0, word=1)


def _title(entry: SummaryItem) -> str:
    return entry.report.title if entry.report else entry.name


def _unit(entry: SummaryItem) -> str:
    return (entry.report.unit if entry.report else "") or ""


def _outcome(entry: SummaryItem) -> str:
    return outcome_words()[entry.report.outcome if entry.report else UNREADABLE]


def _meeting(entry: SummaryItem) -> str:
    """The meetings that would do; where the rules name none, the one that the case is meant for."""
    if entry.report is None or entry.pack is None:
        return ""
    words = entry.pack.vocabulary.meetings
    if entry.report.forum is not None:
        return row_words(entry.report, entry.pack)
    meant = entry.case.facts.get("meeting") if entry.case else None
    return remarked(words[str(meant)], _("拟提")) if meant in words else ""


def _signers(entry: SummaryItem) -> str:
    if entry.report is None or entry.pack is None:
        return ""
    return _("或").join(entry.pack.vocabulary.signers[each] for each in entry.report.signers)


def _amount(entry: SummaryItem) -> str:
    """What the case is about in 万元: the first amount of the vocabulary that it gives."""
    if entry.case is None or entry.pack is None:
        return ""
    facts = entry.pack.vocabulary.facts.values()
    given = (entry.case.facts.get(fact.id) for fact in facts if fact.type == "money_wan")
    amount = next((each for each in given if each), None)
    return _("{n}万元").format(n=f"{amount:g}" if isinstance(amount, float) else amount) if amount else ""


def _genre(entry: SummaryItem) -> str:
    if entry.case is None or entry.pack is None:
        return ""
    genre, fact = entry.case.facts.get("genre"), entry.pack.vocabulary.facts.get("genre")
    return fact.of[genre] if fact and isinstance(genre, str) else ""


def _meeting_day(entry: SummaryItem) -> str:
    day = entry.case.dates.get(_MEETING_DAY) if entry.case else None
    return spelled(day) if day else ""


def _mending(entry: SummaryItem) -> str:
    day = mending_day(entry.report, year=False) if entry.report and entry.report.outcome == "blocked" else ""
    return _("{day}下班前").format(day=day) if day else ""


def _lacking(entry: SummaryItem) -> str:
    """What is missing, what is not as it must be, and what is open, each under its own word."""
    if entry.report is None or entry.pack is None:
        return ""
    verdict = Verdict(entry.report, entry.pack)
    words: dict[str, list[str]] = {}
    for each in verdict.to_do():
        words.setdefault(state_words()[each.state], []).append(
            remarked(without_remark(each.subject), verdict.articles(each.clauses))
        )
    parts = [labelled(word, listed(named)) for word, named in words.items()]
    open_ = verdict.to_settle()
    parts += [_open(verdict, open_)] if open_ else []
    return joined([*parts, *(each.text for each in entry.report.remarks)])


def _open(verdict: Verdict, entries: Sequence[Entry]) -> str:
    subjects = (verdict.words.facts[each.fact].label if each.fact else each.subject for each in entries[:_OPEN_SHOWN])
    named = listed(map(without_remark, subjects))
    more = _("等") if len(entries) > _OPEN_SHOWN else ""
    return _("待确认 {n} 项：{named}{more}").format(n=len(entries), named=named, more=more)
