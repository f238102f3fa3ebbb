"""Columns that say more of a paper than that it is there: its document number (合法性审查文号), its day."""

import re
from collections.abc import Mapping

from clerkcheck.batch.sources.cell_words import (
    MISSING,
    NOT_NEEDED,
    PAPERS,
    UNKNOWN,
    answer,
    document_numbers,
    paper_remedy,
    plain,
)
from clerkcheck.cases.model import Material
from clerkcheck.i18n import _
from clerkcheck.reading.written_values import ValueProblem, shown

_ISSUED = "(?:出具|印发|签发|落款|完成|办结)?"
_NUMBER = re.compile(rf"(?P<paper>.+?)\(?{_ISSUED}(?:发?文[书件]?号|[字编]号)\)?")
_DAY = re.compile(rf"(?P<paper>.+?)\(?(?P<of>{_ISSUED})(?:日期?|时间)\)?")
# What is signed, asked for or talked over has a number, or a day, before it is done.
_UNDER_WAY = re.compile("签|报请|请示|征求|听|协调|协商")
_DAY_OF_OTHERS = re.compile("决定|批准|同意|审议|调查研究")


def part_of_paper(
    key: str, headings: Mapping[str, tuple[str, str]], papers: Mapping[str, str]
) -> tuple[str, str] | None:
    """Return ``ref`` or ``date`` and the paper that a heading speaks of; None where that is not certain.

    ``key``: as ``heading_key`` has it; ``headings``: what is known by key; ``papers``: labels by id.
    """
    for part, pattern in (("ref", _NUMBER), ("date", _DAY)):
        found = pattern.fullmatch(key)
        base, name = headings.get(found["paper"], ("", "")) if found else ("", "")
        if found and base == "materials" and not _UNDER_WAY.search(papers[name] + found["paper"]):
            if part == "date" and not found["of"] and _DAY_OF_OTHERS.search(papers[name]):
                return None
            return part, name
    return None


def read_reference(cell: object) -> Material | None:
    """Return a paper whose document number stands in a cell (done), or that is said to be lacking; None for unknown.

    无 may be said of the paper or of its number: it says nothing. Raises ValueProblem for what is no number.
    """
    text = cell.strip() if isinstance(cell, str) else str(int(cell) if isinstance(cell, float) else cell)
    key = answer(plain(text))
    if key in UNKNOWN or key in ("无", "没有"):
        return None
    if key in MISSING:
        return PAPERS[key]
    if document_numbers(text, freely=True):
        return Material("done", ref=" ".join(text.split()))
    message = _("“{value}”不是文号").format(value=shown(text))
    by_number = _("写文号，如 司审〔2026〕12号；没有出具的写 缺，不清楚的留空")
    raise ValueProblem(message, paper_remedy(key) if key in NOT_NEEDED else by_number)


def with_reference(paper: Material | None, by_number: Material | None) -> Material | None:
    """Return a paper with what the column of its number says; raises ValueProblem where the two contradict."""
    if by_number is None or paper is None:
        return paper or by_number
    if paper.status not in ("unknown", by_number.status):
        said = _("有文号，而这份材料写的是缺") if by_number.ref else _("写的是缺，而这份材料写的是有")
        raise ValueProblem(said, _("改正其中一格"))
    return paper._replace(status=by_number.status, ref=by_number.ref or paper.ref)
