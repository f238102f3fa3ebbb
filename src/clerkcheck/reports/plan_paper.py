"""办理计划 as a paper: the critical path in words, and a table of every step with the days it must start and end by."""

from clerkcheck.i18n import _, joined, labelled
from clerkcheck.packs.model import Pack
from clerkcheck.planning.plan import BackwardPlan, Task
from clerkcheck.reports.day_words import working_days_left
from clerkcheck.reports.model import (
    BLANK,
    Block,
    Column,
    Fields,
    Heading,
    Paper,
    Para,
    Table,
    paper_titles,
    section_heading,
)
from clerkcheck.reports.plan_words import PlanPhrases


def plan_paper(plan: BackwardPlan, pack: Pack, *, letterhead: str = "") -> Paper:
    """Return the plan's paper; sections with nothing in them are left out."""
    phrases = PlanPhrases(plan, pack)
    sections: list[tuple[str, list[Block]]] = [
        (_("关键路径"), _paragraphs(*phrases.critical(), phrases.delay())),
        (_("各步"), _steps(phrases)),
        (_("已完成"), _paragraphs(phrases.done())),
        (_("说明"), _paragraphs(*phrases.notes())),
    ]
    blocks: list[Block] = [Fields(phrases.box())]
    for number, (heading, body) in enumerate([each for each in sections if each[1]], 1):
        blocks += [Heading(section_heading(number, heading)), *body]
    return Paper(paper_titles().plan, tuple(blocks), letterhead, verdict=phrases.verdict(), landscape=True)


def _paragraphs(*texts: str) -> list[Block]:
    return [Para(text) for text in texts if text]


def _steps(phrases: PlanPhrases) -> list[Block]:
    columns = (
        Column(_("情形"), 8), Column(_("要办什么"), 22), Column(_("谁办"), 9), Column(_("时限和依据"), 30),
        Column(_("最迟哪天开始"), 11), Column(_("最迟哪天办完"), 11), Column(_("余几个工作日"), 9),
    )  # fmt: skip
    rows = tuple(_row(phrases, each) for each in phrases.open)
    return [Table(columns, rows, title=1, word=0)] if rows else []


def _row(phrases: PlanPhrases, task: Task) -> tuple[str, ...]:
    papers = joined(phrases.papers(task))
    what = phrases.name(task) + (_("：{papers}").format(papers=papers) if papers else "")
    length, *lines = *phrases.basis(task), *phrases.leeway(task)
    rule = joined([length.text, *(labelled(label, text) for label, text in lines)])
    start, end = _days(phrases, task)
    return phrases.state(task), what, _who(phrases, task), rule, start, end, _left(phrases, task)


def _left(phrases: PlanPhrases, task: Task) -> str:
    if task.start_by is None or task.workdays_left is None or _waits(task):
        return ""
    return working_days_left(task.start_by, phrases.plan.as_of, task.workdays_left)


def _who(phrases: PlanPhrases, task: Task) -> str:
    """A blank for the office to fill in, and whether others (who reply, who review) have to do the rest of the step."""
    clause = phrases.pack.clause(task.source.clause) if task.source else None
    others = clause is not None and clause.duty == "others"
    return _("{blank}送出，有关单位办理").format(blank=BLANK * 3) if others else BLANK * 3


def _waits(task: Task) -> bool:
    return task.follows and task.length > 0


def _days(phrases: PlanPhrases, task: Task) -> tuple[str, str]:
    """The cells of start and end: days, whether they may still move, and what of them is no latest day."""
    if task.start_by is None or task.end_by is None:
        return "", ""
    maybe = _("（暂定）") if task.provisional else ""
    end = phrases.day(task.end_by) + maybe
    if _waits(task):
        return "", _("最早 {day}").format(day=end)
    if task.started:
        return _("{begun} 已开始").format(begun=phrases.day(task.started)), end
    return phrases.day(task.start_by) + maybe, end
