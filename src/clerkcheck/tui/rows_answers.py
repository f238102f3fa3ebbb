"""All answers of a case on one page, as rows: by section, each with who gave it and when."""

import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from clerkcheck.cases.labels import status_labels
from clerkcheck.desk.answer_words import answer_words
from clerkcheck.desk.session import Session
from clerkcheck.desk.trail import TrailStep, brought, given, trail
from clerkcheck.i18n import _, labelled
from clerkcheck.reports.day_words import spelled
from clerkcheck.tui.rows_papers import PAPER_STYLES, known_of
from clerkcheck.tui.widgets.painted_rows import Row, with_article, wrapped


class Answer(NamedTuple):
    """What a row of the page stands for: a fact, a paper or a date, by its id."""

    part: Literal["fact", "paper", "date"]
    id: str


class AnswerRow(NamedTuple):
    """An answer as it is shown; ``words`` is "" where there is none."""

    key: Answer
    label: str
    words: str
    style: str = "plain"


def answer_rows(session: Session, sought: str, width: int) -> list[Row]:
    """Return the answers in which every word of ``sought`` is found, under the headings of their sections."""
    words, history = _folded(sought).split(), trail(session)
    rows: list[Row] = []
    for heading, lines in sections(session):
        found = [
            line for line in lines if all(word in _folded(f"{heading} {line.label} {line.words}") for word in words)
        ]
        if found:
            rows += [Row("")] * bool(rows) + [Row(heading, "heading")]
            for line in found:
                came = brought(history) if line.key.part == "fact" else None
                rows += _line(line, given(history, line.label) or came, width)
    return rows or wrapped(_("没有含“{query}”的回答").format(query=sought.strip()), width, style="dim")


def _line(line: AnswerRow, done: TrailStep | None, width: int) -> list[Row]:
    by = f"{done.who} {done.day}".strip() if done and line.words else ""
    words = line.words or _("未答")
    rows = with_article(labelled(line.label, words), by, width, first="  ", rest="    ", key=line.key)
    style = line.style if line.words else "open"
    return rows if style == "plain" else [row._replace(style=style) for row in rows]


def sections(session: Session) -> Iterator[tuple[str, list[AnswerRow]]]:
    """Yield each group of questions, then papers and dates, with what is answered or still open in it."""
    vocabulary = session.pack.vocabulary
    for state in session.groups:
        facts = [fact for fact in vocabulary.facts if fact in {*state.answered, *state.open, *state.idle}]
        yield state.group, [_fact(session, fact) for fact in facts]
    if session.papers:
        yield _("要件"), [_paper(session, paper) for paper in session.papers]
    for heading, certain in ((_("日期"), True), (_("可能用到的日期"), False)):
        dates = [_date(session, event) for event, use in session.dates.items() if use.certain == certain]
        if dates:
            yield heading, dates


def _fact(session: Session, fact: str) -> AnswerRow:
    entry = session.fact(fact)
    if fact in session.case.facts:
        words = answer_words(entry, session.case.facts[fact])
        idle = any(fact in state.idle for state in session.groups)
        return AnswerRow(Answer("fact", fact), entry.label, words, "dim" if idle else "plain")
    return AnswerRow(Answer("fact", fact), entry.label, _("不清楚") if fact in session.unsure else "", "open")


def _paper(session: Session, paper: str) -> AnswerRow:
    status, kept = session.paper_status(paper), session.case.materials.get(paper)
    more = known_of(session, kept) if kept else ""
    words = status_labels()[status] + (_("，{more}").format(more=more) if more else "")
    return AnswerRow(
        Answer("paper", paper), session.pack.vocabulary.materials[paper], words,
        "plain" if status == "done" else PAPER_STYLES[status],
    )  # fmt: skip


def _date(session: Session, event: str) -> AnswerRow:
    day = session.case.dates.get(event)
    return AnswerRow(
        Answer("date", event), session.pack.vocabulary.dates[event], spelled(day, beside=session.today) if day else ""
    )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
