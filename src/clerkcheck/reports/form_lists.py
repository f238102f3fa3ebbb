"""What the sheet on one page says of what is to be mended and of what is to be settled, each with its articles."""

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from clerkcheck.i18n import _, joined, labelled, linked, listed, remarked
from clerkcheck.reports.form_room import Room
from clerkcheck.reports.model import Block, Column, Para, Table
from clerkcheck.reports.one_page import height
from clerkcheck.reports.states import state_words
from clerkcheck.reports.subjects import without_remark
from clerkcheck.reports.verdict import Verdict
from clerkcheck.reports.verdict_entries import Entry

_SHARES = (11, 32, 21, 36), (9, 25, 33, 33), (9, 22, 24, 45)  # of a table's columns, of which the shortest is taken


def to_do(verdict: Verdict, room: Room) -> Table | Para | None:
    """What breaks a rule, by which articles, and what mends it; where it is very much, in one paragraph."""
    entries = verdict.to_do()
    if not entries:
        return None
    words = state_words()
    rows = [
        (words[each.state], each.subject, verdict.brief_articles(each.clauses, room.cited), _remedy(each, room))
        for each in entries
    ]
    if not room.table:
        return Para(joined(_in_a_row(rows)), "note")
    labels = (_("情形"), _("要件或事项"), _("依据"), _("怎样补"))
    tables = [
        Table(tuple(Column(*each) for each in zip(labels, shares, strict=True)), tuple(rows), title=1, word=0)
        for shares in _SHARES
    ]
    return min(tables, key=lambda table: height([table]))


def _remedy(entry: Entry, room: Room) -> str:
    match room.remedies:
        case "all":
            return joined(line.text for line in entry.lines[1:])
        case "first":
            return entry.lines[1].text.partition(joined(["", ""]))[0]
        case "none":
            return ""
        case _:
            assert_never(room.remedies)


def _in_a_row(rows: list[tuple[str, str, str, str]]) -> Iterator[str]:
    """Each thing with its number; how it stands where that is another than of the one before."""
    before = ""
    for number, (state, subject, articles, remedy) in enumerate(rows, 1):
        what = linked(filter(None, [remarked(subject, articles), remedy]))
        yield _("{n}. {what}").format(n=number, what=labelled(state, what) if state != before else what)
        before = state


def elsewhere(verdict: Verdict, room: Room) -> Para | None:
    """Where there is more of the things to mend than is said here."""
    whole = all(
        verdict.brief_articles(each.clauses, room.cited) == verdict.brief_articles(each.clauses)
        for each in verdict.to_do()
    )
    if whole and room.remedies == "all":
        return None
    left = _("各项的全部依据见自查表全文") if room.remedies == "all" else _("各项的全部依据和怎样补见自查表全文")
    return Para(left, "note")


def to_settle(verdict: Verdict, room: Room) -> list[Block]:
    """What is open, each with its articles: first what is to be answered, then papers, then dates."""
    groups: dict[str, list[str]] = {_("要回答的 {n} 项"): [], _("要落实的要件 {n} 件"): [], _("要填的日期 {n} 个"): []}
    questions, papers, dates = groups.values()
    for entry in verdict.to_settle():
        group = papers if entry.state == "paper_open" else dates if entry.state == "date_open" else questions
        group.append(_asked(verdict, entry, room))
    return [
        Para(labelled(heading.format(n=len(texts)), some(texts, room.open, joined)), "note")
        for heading, texts in groups.items()
        if texts
    ]


def _asked(verdict: Verdict, entry: Entry, room: Room) -> str:
    name = without_remark(verdict.words.facts[entry.fact].label) if entry.fact else entry.subject
    return cited_briefly(verdict, name, entry.clauses, room.asked)


def cited_briefly(verdict: Verdict, text: str, clauses: Iterable[str], most: int | None) -> str:
    """Return a text with the articles behind it; alone where none may stand there, or there is none."""
    articles = verdict.brief_articles(clauses, most) if most != 0 else ""
    return remarked(text, articles) if articles else text


def some(texts: list[str], most: int | None, in_a_row: Callable[[Iterable[str]], str] = listed) -> str:
    """Return texts in a row; of many the first, and how many there are."""
    if most is None or len(texts) <= most:
        return in_a_row(texts)
    return _("{names}等 {n} 项").format(names=in_a_row(texts[:most]), n=len(texts))
