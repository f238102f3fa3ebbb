"""What the panels of a case show, as rows: pure functions of the session, so that they can be tested as text."""

from collections.abc import Mapping
from typing import NamedTuple

from clerkcheck.cells import cells
from clerkcheck.checking.odd_answers import contradicted
from clerkcheck.checking.pages import DateUse, Page, papers_demanded
from clerkcheck.checking.report import Deadline
from clerkcheck.desk.answer_words import answer_words
from clerkcheck.desk.reasons import sources, waiting_for
from clerkcheck.desk.session import Session
from clerkcheck.desk.title_words import said_in_title
from clerkcheck.i18n import _, labelled, linked, listed
from clerkcheck.literals import Outcome
from clerkcheck.packs.clauses import DeadlineClause
from clerkcheck.packs.model import Fact
from clerkcheck.reports.day_words import spelled, working_days_left
from clerkcheck.reports.next_step import next_line
from clerkcheck.reports.sheet import sheet_parts
from clerkcheck.reports.states import State, deadline_state, state_words
from clerkcheck.reports.verdict import Verdict
from clerkcheck.reports.verdict_entries import Entry
from clerkcheck.tui.row_keys import MOST_KEYS, row_key
from clerkcheck.tui.widgets.painted_rows import Row, with_article, wrapped

OUTCOME_STYLES: Mapping[Outcome, str] = {
    "blocked": "bad", "undetermined": "open", "deviating": "open", "ready": "good",
}  # fmt: skip
BADGES: Mapping[Outcome, str] = {
    "blocked": "badge_bad", "undetermined": "badge_open", "deviating": "badge_open", "ready": "badge_good",
}  # fmt: skip
OUTCOME_SIGNS: Mapping[Outcome, str] = {"blocked": "×", "undetermined": "○", "deviating": "○", "ready": "√"}
_ROOMY = 70  # cells from which an explanation finds room above a long list
MOST_QUESTIONS = 3  # in the side panel
MOST_LINES = {True: 4, False: 10}  # there, of what the verdict rests on: while something is asked, and then
STATE_STYLES: dict[State, str] = {
    **dict.fromkeys(("missing", "violated", "wrong_meeting", "late", "early"), "bad"),
    **dict.fromkeys(("overdue", "open", "unanswered", "paper_open", "date_open"), "open"),
    "met": "good",
    "kept": "good",
}


class CaseStep(NamedTuple):
    """A step of a case: its key and label, how far it is (in full and in short), and how much is still to do in it."""

    key: str
    label: str
    words: str
    short: str
    todo: int


def steps(session: Session) -> list[CaseStep]:
    """Each group of questions with how much of it is answered, then papers and dates."""
    found = []
    for state in session.groups:
        left = [fact for fact in state.open if fact in session.unsure]
        done, todo = len(state.answered), len(state.open) - len(left)
        words, short = _("不再需要"), ""
        if todo:
            words, short = _("待答 {n}").format(n=todo), _("待{n}").format(n=todo)
        elif left:  # asked, and left open
            words, short = _("未答 {n}").format(n=len(left)), _("未{n}").format(n=len(left))
        elif done:
            words, short = _("已答 {n}").format(n=done), _("已{n}").format(n=done)
        found.append(CaseStep(state.group, state.group, words, short, todo))
    at_hand, papers = papers_demanded(session.report)
    dates = session.dates
    certain = [event for event, use in dates.items() if use.certain or event in session.case.dates]
    filled = sum(event in session.case.dates for event in certain)
    words = _("{n} 件，有 {m}").format(n=papers, m=at_hand)
    found.append(CaseStep("papers", _("要件"), words, f"{at_hand}/{papers}", papers - at_hand))
    words = _("可能要填 {n}").format(n=len(dates)) if dates else _("没有要填的")
    short = _("可能{n}").format(n=len(dates)) if dates else _("无")
    if certain:
        words, short = _("已填 {m}/{n}").format(n=len(certain), m=filled), f"{filled}/{len(certain)}"
    found.append(CaseStep("dates", _("日期"), words, short, len(session.dates_lacking)))
    return found


def here(page: Page | None, panel: str) -> str | None:
    """The key of the step one is in."""
    return panel if panel != "ask" else page.group if page is not None else None


def step_rows(session: Session, page: Page | None, panel: str) -> list[Row]:
    """The steps, one a row."""
    at = here(page, panel)
    rows = []
    for step in steps(session):
        style = "strong" if step.key == at else "open" if step.todo and step.key == step.label else "plain"
        rows.append(Row(f"{'>' if step.key == at else ' '} {step.label}  {step.words}", style, step.key))
    return rows


def page_rows(
    session: Session,
    page: Page,
    ticks: Mapping[str, str],
    width: int,
    *,
    why: bool,
    at: object = None,
    sought: str = "",
) -> list[Row]:
    """A page of questions. ``ticks``: fact -> yes, no or unsure, for a multi-select or a list.

    Of a long list only what ``sought`` stands in is shown, and what counts as what stands above it; on a narrow screen
    below, lest no choice is seen.
    """
    asked = at if isinstance(at, str) and at in page.facts else page.facts[0]
    entry = session.fact(asked)
    help_ = wrapped(entry.help, width, first=_("说明："), rest="      ", style="note") if entry.help else []
    if page.multi:
        rows = [*_flag_rows(session, page, ticks, width), Row(""), *help_]
    else:
        above = help_ if is_long(entry) and width >= _ROOMY else []
        rows = [
            Row(page.group, "heading"),
            *wrapped(entry.question or entry.label, width, style="strong"),
            *above,
            *wrapped(_how(entry, sought), width, style="dim"),
            Row(""),
            *_choice_rows(session, asked, ticks, width, sought),
            Row(""),
            *([] if above else help_),
        ]
    return rows + (
        why_rows(session, asked, width) if why else wrapped(_("w 看为什么问（条文原话）"), width, style="dim")
    )


def is_long(fact: Fact) -> bool:
    """Whether a fact has more choices than one key reaches."""
    return len(fact.of) > MOST_KEYS


def _flag_rows(session: Session, page: Page, ticks: Mapping[str, str], width: int) -> list[Row]:
    """The yes/no questions of a page, each with its mark; where they are of several groups, under their headings."""
    rows = wrapped(_("勾选适用的；没勾的按 Enter 记为“否”，不清楚的按 0"), width, style="dim")
    if "unsure" in ticks.values():
        rows += wrapped(_("带 [?] 的要明确回答：按序号答“是”，接着按 - 改为“否”"), width, style="open")
    group, in_title = None, said_in_title(session.pack, session.case.title)
    for number, fact in enumerate(page.facts, 1):
        if session.fact(fact).group != group:
            rows += [Row("")] if group is None else []
            group = session.fact(fact).group
            rows.append(Row(group, "heading"))
        mark = {"yes": "[x]", "unsure": "[?]"}.get(ticks.get(fact, "no"), "[ ]")
        rows += wrapped(session.fact(fact).label, width, first=f"{mark} {number} ", rest="      ", key=fact)
        if mark == "[?]" and fact in in_title:
            words = _("标题里写了“{word}”").format(word=in_title[fact])
            rows += wrapped(words, width, first="      ", rest="      ", style="open")
    return rows


def finished_rows(session: Session, width: int) -> list[Row]:
    """What stands in place of a page when nothing is left to ask: what was left open may still change the report."""
    unsure = session.left_unsure
    said = _("问完了：再答什么也不会改变结论。")
    if unsure:
        words = _("问过一遍，还有 {n} 题不清楚：{labels}。查清了按 Enter 接着答。")
        said = words.format(n=len(unsure), labels=listed(session.fact(fact).label for fact in unsure))
    return [
        *wrapped(said, width, style="strong"),
        Row(""),
        *wrapped(_("m 核对要件   d 填日期   v 看结论   r 打印   g 改以前的回答"), width),
    ]


def _how(fact: Fact, sought: str) -> str:
    """How a single question is answered."""
    if sought:
        return _("找：{text}（退格改，Esc 全部列出）").format(text=sought)
    if fact.type == "choices":
        how = (
            _("勾选适用的；都不是的直接按 Enter；不清楚的按 0") if "none" in fact.of else _("勾选适用的；不清楚的按 0")
        )
    else:
        how = _("按序号选定；不清楚的按 0") if fact.of else _("填数字；不清楚的按 Esc")
    return linked([how, _("第 10 项起按两键（如 .3 是第 13 项），或直接打字来找")]) if is_long(fact) else how


def _choice_rows(session: Session, fact: str, ticks: Mapping[str, str], width: int, sought: str) -> list[Row]:
    entry = session.fact(fact)
    none_of_them = "yes" not in ticks.values()
    now = session.case.facts.get(fact)
    rows: list[Row] = []
    for number, (value, label) in enumerate(entry.of.items(), 1):
        if sought not in label:
            continue
        if entry.type == "choices":
            ticked = ticks.get(value) == "yes" or (value == "none" and none_of_them)
            mark = "[x]" if ticked else "[ ]"
        else:
            mark = "(o)" if now == value else "( )"
        head = f"{mark} {row_key(number) if is_long(entry) else number} "
        text = label + _contradicting(session, entry, value)
        rows += wrapped(text, width, first=head, rest=" " * len(head), key=value)
    if not entry.of:
        rows += wrapped(_("现在：{value}").format(value=answer_words(entry, now)), width)
    return rows


def _contradicting(session: Session, fact: Fact, value: str) -> str:
    """What stands behind a choice that contradicts another answer; "" where it does not."""
    others = contradicted(fact, value, session.case.facts, session.pack.vocabulary)
    named = listed(_("“{value}”").format(value=each) for each in others)
    return _("（和{others}的答案对不上）").format(others=named) if others else ""


def why_heading() -> str:
    """Return the line above the articles for which something is asked."""
    return _("为什么问：")


def why_rows(session: Session, fact: str, width: int) -> list[Row]:
    """Why a fact is asked: the clauses that wait for it (or read it), each with its article and operative words."""
    rows = [Row(why_heading(), "note")]
    for source in sources(session, waiting_for(session, fact)):
        rows += wrapped(source, width, first="  ", rest="  ", style="note")
    return rows


def date_rows(session: Session, width: int) -> list[Row]:
    """The dates this case's deadlines count from, then those they may count from; and its deadlines, alike."""
    dates = session.dates
    none = _("本件没有要填的日期。按 r 看报告，按 p 看倒排计划")
    how = _("按序号或 Enter 选日期，退格清除；填完按 r 看报告") if dates else none
    rows = [Row(_("日期"), "heading"), *wrapped(how, width, style="dim" if dates else "plain")]
    certain = True
    for number, (event, use) in enumerate(dates.items(), 1):
        rows += [Row("")] if number == 1 or use.certain != certain else []
        if not use.certain and (number == 1 or certain):
            rows += wrapped(_("以下可能用到（条款是否适用还没有定）："), width, style="note")
        certain = use.certain
        rows += _date_row(session, number, event, width)
        if event not in session.case.dates or not certain:
            rows += wrapped(_used_for(session, use), width, first="    ", rest="    ", style="dim")
    alike: dict[object, Deadline] = {}  # what certainly applies says it for what only may
    for each in session.deadlines:
        alike.setdefault((each.deadline, each.safe, each.provisional), each)
    rows += [Row(""), Row(_("期限"), "heading")] if alike else [Row("")]
    for deadline in alike.values():
        rows += wrapped(deadline_words(session, deadline), width, first="  ", rest="  ")
    return rows


def _date_row(session: Session, number: int, event: str, width: int) -> list[Row]:
    """A date with its key and its day."""
    day = session.case.dates.get(event)
    text = labelled(session.pack.vocabulary.dates[event], spelled(day, beside=session.today) if day else _("待定"))
    head = f"{row_key(number).strip() or ' '} "
    return wrapped(text, width, first=head, rest="  ", style="plain" if day else "open", key=event)


def _used_for(session: Session, use: DateUse) -> str:
    """Which deadlines a date is wanted for, or what else hangs on it."""
    labels, clauses = session.pack.vocabulary.deadlines, [session.clause(each) for each in use.clauses]
    names = [labels[each.due] if isinstance(each, DeadlineClause) else each.gist for each in clauses]
    text = _("用来核：{deadlines}") if use.certain else _("可能用来核：{deadlines}")
    return text.format(deadlines=listed(dict.fromkeys(names)))


def deadline_words(session: Session, deadline: Deadline) -> str:
    """A deadline as 报送截止 12月7日 周一（暂定），余 11 个工作日 (or 超期), or as one that only may apply."""
    mark = _("（暂定）") if deadline.provisional else ""
    label, day = session.pack.vocabulary.deadlines[deadline.deadline], spelled(deadline.safe, beside=session.today)
    words = linked([f"{label} {day}{mark}", _left(session, deadline)])
    return _("可能适用：{deadline}").format(deadline=words) if session.perhaps(deadline) else words


def _left(session: Session, deadline: Deadline) -> str:
    """How far off it is; of one whose day of doing it misses it, that it does."""
    if deadline.status == "missed":
        return state_words()[deadline_state(deadline.status, deadline.bound)]
    return working_days_left(deadline.safe, session.report.as_of, deadline.safe_left)


def verdict_rows(session: Session, width: int) -> list[Row]:
    """The verdict panel: outcome, what to do, what is open, meeting, signer, deadlines; each item can be chosen."""
    verdict = Verdict(session.report, session.pack)
    rows = badge_rows(session.report.outcome, verdict.outcome_word, width)
    rows += wrapped(verdict.summary(), width, style="dim")
    asked = session.page is not None
    for line in (*(() if asked else next_line(verdict)), *verdict.cautions()):
        rows += _cut(wrapped(labelled(line.label, line.text), width, style="note"), MOST_LINES[asked], width)
    for part in sheet_parts(verdict):
        if part.key != "reminders":
            rows += [Row(""), Row(part.heading, "heading")]
            shown, more = _shortened(part.entries)
            rows += [row for entry in shown for row in _entry_rows(session, entry, width)]
            rows += wrapped(_("· 另有 {n} 题待回答（v 全部）").format(n=more), width, style="dim") if more else []
    return rows


def _cut(rows: list[Row], most: int, width: int) -> list[Row]:
    """A long statement as its first lines, so that what is to be done below it stays in view."""
    return rows if len(rows) <= most else [*rows[: most - 1], *wrapped(_("……（v 全部）"), width, style="note")]


def _shortened(entries: tuple[Entry, ...]) -> tuple[list[Entry], int]:
    """The entries with only a few of the questions, which are asked in the middle anyway; how many are left out."""
    asked = [entry for entry in entries if entry.state == "unanswered"]
    out = asked[MOST_QUESTIONS:]
    return [entry for entry in entries if entry not in out], len(out)


def badge_rows(outcome: Outcome, word: str, width: int) -> list[Row]:
    """The verdict as a badge: a bar of its colour with the word in it."""
    rows = wrapped(word, width - 2, first=f" {OUTCOME_SIGNS[outcome]} ", rest="   ")
    return [row._replace(text=row.text + " " * (width - cells(row.text)), style=BADGES[outcome]) for row in rows]


def entry_head(state: State, word: str) -> str:
    """The first cells of an entry: its sign and its word."""
    sign = {"bad": "×", "good": "√", "open": "○"}.get(STATE_STYLES.get(state, ""), "·")
    return f"{sign} {word} " if word else f"{sign} "


def entry_article(session: Session, entry: Entry) -> str:
    """The article of what is to be done or settled; of the rest the subject says it."""
    cited = list(dict.fromkeys(session.clause(each).cited for each in entry.clauses))
    if not cited or STATE_STYLES.get(entry.state) not in ("bad", "open") or cited[0] in entry.subject:
        return ""
    return cited[0] + (_("等") if len(cited) > 1 else "")


def asked_words(session: Session, entry: Entry) -> str:
    """A question, and how many articles wait for it; which they are is said beside the question itself."""
    cited = dict.fromkeys(session.clause(each).cited for each in entry.clauses)
    return _("{label}（关系到 {n} 条）").format(label=session.fact(entry.fact).label, n=len(cited))


def _entry_rows(session: Session, entry: Entry, width: int) -> list[Row]:
    head, style = entry_head(entry.state, state_words()[entry.state]), STATE_STYLES.get(entry.state, "")
    article = entry_article(session, entry)
    subject = asked_words(session, entry) if entry.fact else entry.subject
    return with_article(subject, article, width, first=head, rest="  ", key=entry, word=style)
