"""What keeps a clause from counting at once, as a page says it: at which step, whose duty, what it yields to."""

from collections.abc import Iterator

from clerkcheck.i18n import _
from clerkcheck.packs.clauses import Clause
from clerkcheck.packs.model import Pack
from clerkcheck.reports.states import duty_words, step_words


def clause_notes(pack: Pack, clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield each note with its label; "" where there is nothing to say.

    The step is told where the pack's clauses have different ones.
    """
    told = any(each.step != clause.step for each in pack.clauses)
    yield _("时点"), step_words(clause.step) if told else ""
    yield _("义务"), duty_words(clause.duty)
    yield _("让位"), _("全国通则：有本地规定的，从本地规定") if clause.fallback else ""
