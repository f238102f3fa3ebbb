"""What the panels of a case show, as rows: pure functions of the session, so that they can be tested as text."""

from collections.abc import Collection
from datetime import date

from clerkcheck.checking.pages import Page, dates_that_matter, papers_that_matter
from clerkcheck.i18n import _
from clerkcheck.reports.days import spelled, working_days_left
from clerkcheck.reports.sheet import Item, sheet_of
from clerkcheck.tui.session import Session, answer_words
from clerkcheck.tui.widgets.lines import Row, wrapped

OUTCOME_STYLES = {"blocked": "bad", "undetermined": "open", "deviating": "open", "ready": "good"}
_WORD_STYLES = {_("缺失"): "bad", _("不符合"): "bad", _("会议不符"): "bad", _("超期"): "bad", _("满足"): "good"}


def step_rows(session: Session, page: Page | None, panel: str) -> list[Row]:
    """The steps: each group of questions with how much of it is answered, then papers and dates."""
    rows = []
    for state in session.groups:
        done, todo = len(state.answered), len([fact for fact in state.open if fact not in session.unsure])
        words = _("待答 {n}").format(n=todo) if todo else _("已答 {n}").format(n=done) if done else _("不再需要")
        here = panel == "ask" and page is not None and page.group == state.group
        rows.append(
            Row(
                f"{'>' if here else ' '} {state.group}  {words}",
                "strong" if here else "open" if todo else "plain",
                state.group,
            )
        )
    papers = papers_that_matter(session.report)
    at_hand = sum(paper_word(session, paper) == _("已有") for paper in papers)
    dates = dates_that_matter(session.case, session.pack)
    filled = sum(event in session.case.dates for event in dates)
    for key, label, words in (
        ("papers", _("要件"), _("{n} 件，有 {m}").format(n=len(papers), m=at_hand)),
        ("dates", _("日期"), _("已填 {m}/{n}").format(n=len(dates), m=filled)),
    ):
        rows.append(Row(f"{'>' if panel == key else ' '} {label}  {words}", "strong" if panel == key else "plain", key))
    return rows


def step_line(session: Session, page: Page | None, panel: str) -> str:
    """The steps in one line, for a narrow screen."""
    return "  ".join(row.text.strip() for row in step_rows(session, page, panel))


def page_rows(
    session: Session, page: Page, ticks: dict[str, str], width: int, *, why: bool, at: object = None
) -> list[Row]:
    """A page of questions. ``ticks``: fact -> yes, no or unsure, for a multi-select or a list."""
    rows: list[Row] = []
    if page.multi:
        rows += [
            Row(page.group, "heading"),
            *wrapped(_("勾选适用的，其余均不涉及；不清楚的按 0"), width, style="dim"),
            Row(""),
        ]
        for number, fact in enumerate(page.facts, 1):
            mark = {"yes": "[x]", "unsure": "[?]"}.get(ticks.get(fact, "no"), "[ ]")
            rows += wrapped(session.fact(fact).label, width, first=f"{mark} {number} ", rest="      ", key=fact)
        asked = at if isinstance(at, str) and at in page.facts else page.facts[0]
    else:
        asked = page.facts[0]
        rows += [
            Row(page.group, "heading"),
            *wrapped(session.fact(asked).question or session.fact(asked).label, width, style="strong"),
            Row(""),
        ]
        rows += _choice_rows(session, asked, ticks, width)
    rows.append(Row(""))
    help_ = session.fact(asked).help
    if help_:
        rows += wrapped(help_, width, first=_("说明："), rest="      ", style="note")
    return rows + (why_rows(session, asked, width) if why else wrapped(_("w 看为什么问"), width, style="dim"))


def _choice_rows(session: Session, fact: str, ticks: dict[str, str], width: int) -> list[Row]:
    entry = session.fact(fact)
    now = session.case.facts.get(fact)
    rows: list[Row] = []
    for number, (value, label) in enumerate(entry.of.items(), 1):
        if entry.type == "choices":
            mark = "[x]" if ticks.get(value) == "yes" else "[ ]"
        else:
            mark = "(o)" if now == value else "( )"
        head = f"{mark} {number if number <= 9 else ' '} "
        rows += wrapped(label, width, first=head, rest="      ", key=value)
    if not entry.of:
        rows += wrapped(_("现在：{value}").format(value=answer_words(entry, now)), width)
    return rows


def why_rows(session: Session, fact: str, width: int) -> list[Row]:
    """Why a fact is asked: the clauses that wait for it (or read it), each with its article and operative words."""
    waiting = next((question.clauses for question in session.report.questions if question.fact == fact), ())
    readers = waiting or tuple(finding.clause for finding in session.report.findings if fact in finding.facts)
    rows = [Row(_("为什么问："), "note")]
    seen: set[tuple[str, str]] = set()
    for clause_id in readers:
        clause = session.pack.clause(clause_id)
        if clause is not None and (clause.article, clause.quote) not in seen:
            seen.add((clause.article, clause.quote))
            rows += wrapped(f"{clause.article}“{clause.quote}”", width, first="  ", rest="  ", style="note")
    if len(rows) == 1:
        rows += wrapped(
            _("现在没有条款还取决于这一项；答案留着，情况变了再用"), width, first="  ", rest="  ", style="note"
        )
    return rows


def paper_word(session: Session, paper: str) -> str:
    """已有, 缺, or 待定."""
    status = session.case.materials[paper].status if paper in session.case.materials else "unknown"
    return {"done": _("已有"), "missing": _("缺"), "unknown": _("待定")}[status]


def paper_rows(session: Session, width: int) -> list[Row]:
    """The papers this case needs or may need, each with its state, date, number and issuer."""
    rows = [
        Row(_("要件"), "heading"),
        *wrapped(_("空格换状态：待定、已有、缺；Enter 填日期、文号、出具单位"), width, style="dim"),
        Row(""),
    ]
    styles = {_("已有"): "good", _("缺"): "bad", _("待定"): "open"}
    papers = papers_that_matter(session.report)
    for number, paper in enumerate(papers, 1):
        word = paper_word(session, paper)
        head = f"{number if number <= 9 else ' '} {word}{'　' * (2 - len(word))} "
        rows += wrapped(
            session.pack.vocabulary.materials[paper], width, first=head, rest=" " * 7, style=styles[word], key=paper
        )
        kept = session.case.materials.get(paper)
        if kept and (kept.date or kept.ref or kept.issuer):
            parts = [str(kept.date or ""), kept.ref or "", kept.issuer or ""]
            rows += wrapped("，".join(part for part in parts if part), width, first=" " * 7, rest=" " * 7, style="dim")
    if not papers:
        rows += wrapped(_("按现在的回答，没有条款要求要件"), width)
    return rows


def date_rows(session: Session, width: int) -> list[Row]:
    """The dates this case's deadlines count from, and its deadlines."""
    rows = [Row(_("日期"), "heading"), *wrapped(_("Enter 选日期，退格清除"), width, style="dim"), Row("")]
    for number, event in enumerate(dates_that_matter(session.case, session.pack), 1):
        day = session.case.dates.get(event)
        shown = spelled(day, beside=session.today) if day else _("待定")
        label = session.pack.vocabulary.dates[event]
        head = f"{number if number <= 9 else ' '} "
        rows += wrapped(f"{label}：{shown}", width, first=head, rest="  ", style="plain" if day else "open", key=event)
    rows.append(Row(""))
    rows += [Row(_("期限"), "heading")] if session.report.deadlines else []
    for deadline in session.report.deadlines:
        rows += wrapped(
            deadline_words(session, deadline.deadline, deadline.due, deadline.provisional, deadline.workdays_left),
            width,
            first="  ",
            rest="  ",
        )
    return rows


def deadline_words(session: Session, deadline: str, due: date, provisional: bool, left: int) -> str:
    """A deadline as 报送截止 12月7日 周一（暂定），余 11 个工作日."""
    mark = _("（暂定）") if provisional else ""
    label, day = session.pack.vocabulary.deadlines[deadline], spelled(due, beside=session.today)
    return f"{label} {day}{mark}，{working_days_left(left)}"


def verdict_rows(session: Session, width: int) -> list[Row]:
    """The verdict panel: outcome, what to do, what is open, meeting, signer, deadlines; each item can be chosen."""
    sheet = sheet_of(session.report, session.pack)
    rows = wrapped(sheet.verdict, width, style=OUTCOME_STYLES[sheet.outcome]) + wrapped(
        sheet.summary, width, style="dim"
    )
    for section in (
        sheet.sections[:-1] if sheet.sections and sheet.sections[-1].heading.endswith(_("提醒")) else sheet.sections
    ):
        rows += [Row(""), Row(section.heading, "heading")]
        for item in section.items:
            rows += _item_rows(item, width)
    return rows


def _item_rows(item: Item, width: int) -> list[Row]:
    style = _WORD_STYLES.get(item.word, "plain")
    return wrapped(f"{item.word} {item.title}", width, first="· ", rest="  ", style=style, key=item)


def verdict_line(session: Session) -> str:
    """The verdict in one line for a narrow screen: 不得报送 缺2 待3 · 报送 12月7日 余11日."""
    sheet = sheet_of(session.report, session.pack)
    words = [sheet.verdict, sheet.summary]
    ahead = [each for each in session.report.deadlines if each.status in ("pending", "overdue")]
    if ahead:
        first = min(ahead, key=lambda each: each.due)
        words.append(f"{spelled(first.due, beside=session.today)} {working_days_left(first.workdays_left)}")
    return "  ".join(words)


def ticks_of(session: Session, page: Page, kept: Collection[str] = ()) -> dict[str, str]:
    """The ticks a page starts with: what was answered before."""
    if page.multi:
        known = {fact: "yes" if session.case.facts.get(fact) else "no" for fact in page.facts}
        return known | {fact: "unsure" for fact in page.facts if fact in session.unsure} | dict.fromkeys(kept, "yes")
    value = session.case.facts.get(page.facts[0])
    return dict.fromkeys(value, "yes") if isinstance(value, frozenset) else {}
