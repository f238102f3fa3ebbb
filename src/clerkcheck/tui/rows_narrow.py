"""What a narrow screen shows of a case in one line each: its steps, and its verdict."""

from rich.cells import cell_len

from clerkcheck.cells import cells, shortened
from clerkcheck.checking.pages import Page
from clerkcheck.desk.session import Session
from clerkcheck.reports.day_words import spelled, working_days_left
from clerkcheck.reports.verdict import Verdict
from clerkcheck.tui.rows_case import BADGES, OUTCOME_SIGNS, here, steps
from clerkcheck.tui.widgets.painted_rows import Mark, Row


def step_line(session: Session, page: Page | None, panel: str, width: int) -> str:
    """The steps in one line of at most ``width`` cells; where it is too narrow, steps that are done are left out."""
    between, parts = _step_parts(session, page, panel, width)
    return between.join(parts.values())


def step_at(session: Session, page: Page | None, panel: str, width: int, column: int) -> str | None:
    """Return the key of the step that stands at a cell of :func:`step_line`; None between two."""
    between, parts = _step_parts(session, page, panel, width)
    start = 0
    for key, text in parts.items():
        if start <= column < start + cell_len(text):
            return key
        start += cell_len(text + between)
    return None


def _step_parts(session: Session, page: Page | None, panel: str, width: int) -> tuple[str, dict[str, str]]:
    """What stands between two steps of the line, and the text of each by its key."""
    at, all_steps = here(page, panel), steps(session)
    unfinished = [step for step in all_steps if step.todo or step.key in (at, "papers", "dates")]
    near = [step for step in all_steps if step.key in (at, "papers", "dates")]
    for shown, between, inside in (
        (all_steps, "  ", " "),
        *((each, " ", "") for each in (all_steps, unfinished, near)),
    ):
        parts = {
            step.key: f"{'>' if step.key == at else ''}{step.label}{inside}{step.short}" for step in shown if step.short
        }
        if cell_len(between.join(parts.values())) <= width:
            break
    return between, parts


def verdict_line(session: Session, width: int) -> Row:
    """The verdict in at most ``width`` cells: × 不得报送  12月7日 周一 余 11 个工作日  缺 2 件.

    Where they do not fit, the deadline is said in short, and what is cut is the summary.
    """
    verdict, outcome = Verdict(session.report, session.pack), session.report.outcome
    badge, summary = f" {OUTCOME_SIGNS[outcome]} {verdict.outcome_word} ", verdict.summary()
    for brief in (False, True):
        words = [badge, *_first_due(session, brief=brief)]
        room = width - cells("  ".join([*words, ""]))
        if cells(summary) <= room:
            break
    text = "  ".join([*words, shortened(summary, room)] if room > 0 else words)
    return Row(text, "plain", None, (Mark(0, len(badge), BADGES[outcome]),))


def _first_due(session: Session, *, brief: bool) -> list[str]:
    """The first deadline that is still ahead, or overdue, with how far off it is; nothing where there is none."""
    report = session.report
    ahead = [each for each in report.deadlines if each.status in ("pending", "overdue")]
    if not ahead:
        return []
    first = min(ahead, key=lambda each: each.safe)
    left = working_days_left(first.safe, report.as_of, first.safe_left, brief=brief)
    return [f"{spelled(first.safe, beside=session.today, weekday=not brief)} {left}"]
