"""A plan as text for a terminal or a pipe: what is too late, the critical path, the chart, every step."""

from clerkcheck.i18n import _
from clerkcheck.packs.model import Pack
from clerkcheck.planning.plan import BackwardPlan
from clerkcheck.reports.gantt import WIDTH, chart
from clerkcheck.reports.painting import BOLD, RED, Painter
from clerkcheck.reports.plan_words import PlanPhrases


def render_plan(plan: BackwardPlan, pack: Pack, *, colour: bool = False) -> str:
    """Return the plan as lines of text of at most 80 cells, ending in a newline."""
    painter, phrases = Painter(WIDTH, colour=colour), PlanPhrases(plan, pack)
    verdict = _("办理计划，{verdict}").format(verdict=phrases.verdict())
    codes = f"{BOLD};{RED}" if phrases.late else BOLD
    lines = [*painter.sentence(verdict, codes), *painter.box(phrases.box())]
    kept = [(heading, body) for heading, body in _sections(painter, phrases) if body]
    for number, (heading, body) in enumerate(kept, 1):
        lines += painter.section(number, heading, body)
    return "\n".join(lines) + "\n"


def _sections(painter: Painter, phrases: PlanPhrases) -> list[tuple[str, list[str]]]:
    """Each heading with its lines, in the order of the page; some have no lines."""
    late = painter.items(map(phrases.item, phrases.late))
    rest = painter.items(phrases.item(each) for each in phrases.open if each.status != "too_late")
    return [
        (_("已经来不及"), [*late, *painter.text(phrases.delay())]),
        (_("关键路径"), [line for text in phrases.critical() for line in painter.text(text)]),
        (_("进度图"), [painter.paint(line, RED if line.startswith("!") else "") for line in chart(phrases.plan)]),
        (_("各步"), list(rest)),
        (_("已完成"), painter.text(phrases.done())),
        (_("说明"), [line for text in phrases.notes() for line in painter.text(text)]),
    ]
