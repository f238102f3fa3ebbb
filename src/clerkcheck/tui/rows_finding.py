"""The verdict item by item, and one finding in full, as rows: pure functions of the session."""

from collections.abc import Iterable
from typing import NamedTuple

from clerkcheck.checking.report import Deadline, Finding
from clerkcheck.desk.answer_words import answer_words
from clerkcheck.desk.exceptions import exceptable, force_words, why_no_exception
from clerkcheck.desk.session import Session
from clerkcheck.i18n import _, labelled, listed, remarked
from clerkcheck.packs.clauses import Clause, MaterialIds
from clerkcheck.reports.day_words import spelled
from clerkcheck.reports.next_step import next_line
from clerkcheck.reports.permitted_meetings import permission_words
from clerkcheck.reports.rules_words import rules_of_place
from clerkcheck.reports.sheet import section_headings
from clerkcheck.reports.states import state_words
from clerkcheck.reports.verdict import Verdict
from clerkcheck.reports.verdict_entries import Entry
from clerkcheck.tui.rows_case import (
    STATE_STYLES,
    asked_words,
    badge_rows,
    deadline_words,
    entry_article,
    entry_head,
    why_rows,
)
from clerkcheck.tui.widgets.painted_rows import Row, with_article, wrapped


class Jump(NamedTuple):
    """A row of a finding that leads elsewhere: to the question of ``fact``, or to the text of ``clause``."""

    fact: str = ""
    clause: str = ""


# --- the verdict


def verdict_entries(session: Session) -> list[tuple[str, list[Entry]]]:
    """Return the verdict's sections under their headings, as the printed sheet has them."""
    headings = section_headings()
    return [(headings[part.key], list(part.entries)) for part in Verdict(session.report, session.pack).sections()]


def verdict_page(session: Session, width: int, *, brief: bool = False) -> list[Row]:
    """Return the whole verdict as rows of ``width`` cells; rows that open something carry their Entry as key.

    ``brief``: of a question how many articles wait for it, not which; they are named beside it.
    """
    verdict = Verdict(session.report, session.pack)
    rows = badge_rows(session.report.outcome, verdict.outcome_word, width)
    rows += wrapped(verdict.summary(), width, style="dim")
    for line in (*next_line(verdict), *verdict.cautions()):
        rows += wrapped(labelled(line.label, line.text), width, style="note")
    rows += wrapped(labelled(_("规则"), rules_of_place(session.pack)), width, style="dim")
    number = 0
    for heading, entries in verdict_entries(session):
        rows += [Row(""), Row(heading, "heading")]
        for entry in entries:
            number += 1
            opens = entry if entry.clauses or entry.fact else None
            head = (f"{number} " if number <= 9 else "  ") + entry_head(entry.state, _word(session, entry))
            article, style = entry_article(session, entry), STATE_STYLES.get(entry.state, "")
            subject = asked_words(session, entry) if brief and entry.fact else entry.subject
            rows += with_article(subject, article, width, first=head, rest="    ", key=opens, word=style)
    return rows


def _word(session: Session, entry: Entry) -> str:
    """The word of an entry; a question that was put and could not be answered says so."""
    return _("不清楚") if entry.fact and entry.fact in session.unsure else state_words()[entry.state]


# --- one finding


def findings_of(session: Session, clauses: tuple[str, ...], material: MaterialIds | None) -> list[Finding]:
    """Return the findings of those clauses (about that paper, where one is named) as the report has them now."""
    found = [finding for finding in session.report.findings if finding.clause in clauses]
    return [finding for finding in found if material is None or finding.material == material]


def finding_rows(session: Session, clauses: tuple[str, ...], material: MaterialIds | None, width: int) -> list[Row]:
    """Return one finding in full: what, what to do, the article, why here, the deadline, the exception.

    Rows that lead somewhere carry a Jump as key.
    """
    texts = [session.clause(each) for each in clauses]
    rows = _what(session, findings_of(session, clauses, material), texts, width)
    rows += _article_parts(session, texts, width)
    return rows + _here_parts(session, clauses, material, width)


def finding_beside(session: Session, clauses: tuple[str, ...], material: MaterialIds | None, width: int) -> list[Row]:
    """Return of one finding what stands at the left of :func:`article_rows`: what, why here, deadline, exception."""
    texts = [session.clause(each) for each in clauses]
    rows = _what(session, findings_of(session, clauses, material), texts, width)
    return rows + _here_parts(session, clauses, material, width)


def article_rows(session: Session, clauses: tuple[str, ...], width: int) -> list[Row]:
    """Return what stands beside a finding where there is room: what to do, and the articles in their words."""
    return _article_parts(session, [session.clause(each) for each in clauses], width)[1:]


def entry_beside(session: Session, entry: Entry, width: int) -> list[Row]:
    """Return what stands beside an item of the verdict: of a question why it is asked, else remedy and articles."""
    label = session.fact(entry.fact).label if entry.fact else entry.subject
    rows = wrapped(label, width, style="strong")
    if entry.fact:
        help_ = session.fact(entry.fact).help
        rows += wrapped(help_, width, first=_("说明："), rest="      ", style="note") if help_ else []
        return [*rows, Row(""), *why_rows(session, entry.fact, width)]
    for finding in entry.findings:
        if finding.message not in (entry.subject, *(row.text for row in rows)):
            rows += wrapped(finding.message, width)
    done = STATE_STYLES.get(entry.state) == "good"
    return rows + _article_parts(session, [session.clause(each) for each in entry.clauses], width, done=done)


def _article_parts(session: Session, texts: list[Clause], width: int, *, done: bool = False) -> list[Row]:
    """What to do (unless it is done), then the articles in their words, each leading to its clause."""
    rows = [] if done else _part(_("怎么办"), _remedies(session, texts), width)
    rows += [Row(""), Row(_("依据"), "heading")]
    for clause in texts:
        words = remarked(clause.basis, force_words(session, clause))
        rows += wrapped(words, width, first="· ", rest="  ", key=Jump(clause=clause.id))
    return rows


def _remedies(session: Session, texts: list[Clause]) -> list[str]:
    """What to do, and of a wrong meeting which others the case may go to."""
    named = {each.id for each in texts}
    wrong = any(f.kind == "forum" and f.status == "violated" and f.clause in named for f in session.report.findings)
    others = permission_words(Verdict(session.report, session.pack)) if wrong and session.report.forum else []
    return [*(each.remedy for each in texts), *others]


def _here_parts(session: Session, clauses: tuple[str, ...], material: MaterialIds | None, width: int) -> list[Row]:
    """Why it applies to this case, the deadline, the exception."""
    texts = [session.clause(each) for each in clauses]
    rows = _why_rows(session, findings_of(session, clauses, material), texts, width)
    rows += _part(_("关系到的期限"), endangered(session, texts), width)
    return rows + _part(_("例外"), exception_words(session, clauses), width)


def _what(session: Session, group: list[Finding], texts: list[Clause], width: int) -> list[Row]:
    if not group:
        words = _("本条现在不适用于这一件：{gist}").format(gist=texts[0].gist)
        return wrapped(words, width, style="dim")
    verdict = Verdict(session.report, session.pack)
    state, subject = verdict.state_of(group[0]), verdict.subject_of(group)
    rows = wrapped(labelled(state_words()[state], subject), width, style=STATE_STYLES.get(state, "strong"))
    for message in dict.fromkeys(finding.message for finding in group):
        if message != subject:
            rows += wrapped(message, width)
    return rows


def _part(heading: str, texts: Iterable[str], width: int) -> list[Row]:
    """A heading with its paragraphs, or nothing where there are none."""
    found = [text for text in dict.fromkeys(texts) if text]
    rows = [row for text in found for row in wrapped(text, width, first="  ", rest="  ")]
    return [Row(""), Row(heading, "heading"), *rows] if rows else []


def _why_rows(session: Session, group: list[Finding], texts: list[Clause], width: int) -> list[Row]:
    certain = not group or any(finding.certain for finding in group)
    heading = _("为什么适用于这一件") if certain else _("适用不适用，要看这些回答")
    rows = [Row(""), Row(heading, "heading")]
    for said in dict.fromkeys(condition_of(session, clause) for clause in texts):
        rows += wrapped(said, width, first="  ", rest="  ", style="note")
    read = [fact for fact in facts_read(texts) if session.fact(fact).kind in (None, session.case.kind)]
    for number, fact in enumerate(sorted(read, key=lambda fact: needless(session, fact)), 1):
        entry = session.fact(fact)
        mark = f"{number} " if number <= 9 else "  "
        rows += wrapped(
            labelled(entry.label, answer_now(session, fact)), width, first=mark, rest="  ", key=Jump(fact=fact)
        )
    return rows


def facts_read(clauses: Iterable[Clause]) -> tuple[str, ...]:
    """Return the facts that conditions and checks of the clauses read, each once."""
    return tuple(dict.fromkeys(fact for clause in clauses for fact in clause.facts))


def answer_now(session: Session, fact: str) -> str:
    """Return this case's answer in words; one never given is 未答 (or needs none any more), not 否."""
    if fact in session.case.facts:
        return answer_words(session.fact(fact), session.case.facts[fact])
    if fact in session.unsure:
        return _("不清楚")
    return _("没有问，不影响") if needless(session, fact) else _("未答")


def needless(session: Session, fact: str) -> bool:
    """Whether a fact has no answer and needs none: none could change the report."""
    waiting = any(question.id == fact for question in session.report.facts_asked())
    return not waiting and fact not in session.case.facts and fact not in session.unsure


def condition_of(session: Session, clause: Clause) -> str:
    """Return when a clause applies to a case of this kind, in words."""
    from clerkcheck.conditions.logic import restrict
    from clerkcheck.packs.wording import condition_words

    written = session.pack.trees.clauses[clause.id].when
    when = None if written is None else restrict(written, {"kind": session.case.kind})
    if when is None or isinstance(when, bool):
        return _("{kind}一律适用").format(kind=session.pack.vocabulary.kinds[session.case.kind])
    return _("条件：{words}").format(words=condition_words(when, session.pack.vocabulary, session.pack.terms))


def endangered(session: Session, clauses: list[Clause]) -> list[str]:
    """Return the deadlines a finding concerns: its own, or else the next one of the case; or what date is lacking."""
    own = [each for each in session.report.deadlines if each.clause in {clause.id for clause in clauses}]
    ahead = [
        each for each in session.report.deadlines if each.status in ("pending", "overdue") and each.bound == "latest"
    ]
    shown = own or sorted(ahead, key=lambda each: each.safe)[:1]
    if shown:
        return [_deadline_line(session, each) for each in shown]
    lacking = session.dates_lacking
    if not lacking:
        return [_("没有待办的期限")]
    labels = listed(session.pack.vocabulary.dates[event] for event in lacking)
    return [_("还推算不了：没有填{dates}").format(dates=labels)]


def _deadline_line(session: Session, deadline: Deadline) -> str:
    words = deadline_words(session, deadline)
    event = session.pack.vocabulary.dates[deadline.from_event]
    start = f"{event} {spelled(deadline.from_date, beside=session.today)}"
    notes = (deadline.note, deadline.extension.text if deadline.extension else "")
    note = "".join(_("；{note}").format(note=each) for each in notes if each)
    return _("{words}（{article}，从{start}起算）").format(words=words, article=deadline.cited, start=start) + note


# --- exceptions


def exception_words(session: Session, clauses: tuple[str, ...]) -> list[str]:
    """Return the exceptions recorded, or whether one may be, and why not."""
    kept = [each for each in session.case.exceptions if each.clause in clauses]
    if kept:
        return [_recorded(session, each.clause, each.reason, each.approved_by, each.until) for each in kept]
    if exceptable(session, clauses):
        return [_("本条是“原则上、一般”的要求，经批准可以例外：按 e 记下理由、批准人和期限")]
    return [why_no_exception(session, clauses)]


def _recorded(session: Session, clause: str, reason: str, by: str, until: object) -> str:
    article = session.clause(clause).cited
    end = _("至 {day} 止").format(day=until) if until else _("未定期限")
    return _("{article}：{reason}（批准：{by}，{end}）；e 修改，x 删去").format(
        article=article, reason=reason, by=by, end=end
    )
