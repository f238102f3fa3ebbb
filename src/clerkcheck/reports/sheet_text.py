"""A sheet as text for a terminal or a pipe: at most ``width`` cells, colour only where asked for."""

from collections.abc import Mapping

from clerkcheck.literals import Outcome
from clerkcheck.reports.next_step import next_line
from clerkcheck.reports.painting import BOLD, GREEN, RED, YELLOW, Painter
from clerkcheck.reports.sheet import item_of, sheet_parts
from clerkcheck.reports.verdict import Verdict

COLOURS: Mapping[Outcome, str] = {"blocked": RED, "undetermined": YELLOW, "deviating": YELLOW, "ready": GREEN}


def render_text(verdict: Verdict, *, width: int = 80, colour: bool = False) -> str:
    """Return the sheet as lines of text, ending in a newline. Every character is one a GBK pipe can carry."""
    painter = Painter(width, colour=colour)
    codes = f"{BOLD};{COLOURS[verdict.report.outcome]}"
    box = painter.box((*verdict.box(), *next_line(verdict)))
    lines = [*painter.sentence(verdict.sentence(), codes, rest="  "), *box]
    for part in sheet_parts(verdict):
        lines += ["", painter.paint(part.heading, BOLD), *painter.items(map(item_of, part.entries))]
    return "\n".join(lines) + "\n"
