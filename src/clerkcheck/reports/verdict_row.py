"""The names of the columns of a table of cases and of its verdicts, and a report as one such row.

No extra is needed here. ``verdict_row`` is what the columnar engine is held to, and what the plain one writes.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import assert_never

from clerkcheck.checking.report import BROKEN, UNSETTLED, Finding, Report
from clerkcheck.packs.clauses import (
    CheckClause,
    Clause,
    DeadlineClause,
    ForumClause,
    MaterialClause,
    MaterialIds,
    NoteClause,
    SignerClause,
)
from clerkcheck.packs.model import Pack

JOIN = "、"
ANY = "/"  # between papers of which any one would do
KIND = "kind"
REMARKS = "remarks"  # in words, beside the verdict
VERDICTS = ("outcome", "missing", "broken", "open_count", "forum", "signers")

VerdictCell = str | int | bool | date | None


def paper_column(material: str) -> str:
    """Return the column of a paper: done, missing, unknown (or null)."""
    return f"m_{material}"


def paper_date_column(material: str) -> str:
    """Return the column of a paper's own date."""
    return f"md_{material}"


def channel_column(material: str) -> str:
    """Return the column of the channels a paper was published in: a text or a list, or by value as a choice's are."""
    return f"mc_{material}"


def date_column(name: str) -> str:
    """Return the name of the column that holds a date of the vocabulary."""
    return f"d_{name}"


def choice_column(fact: str, value: str) -> str:
    """Return the yes/no column that says whether ``value`` is among those chosen of a choices fact."""
    return f"{fact}={value}"


def paper_name(material: MaterialIds) -> str:
    """Return a paper as ``missing`` names it; papers of which any one would do as ``a/b``."""
    return material if isinstance(material, str) else ANY.join(material)


def status_clauses(pack: Pack) -> Iterator[Clause]:
    """Yield the clauses that have a column of their status where all have one: a deadline has it anyway."""
    for clause in pack.clauses:
        match clause:
            case MaterialClause() | CheckClause() | ForumClause() | SignerClause():
                yield clause
            case DeadlineClause() | NoteClause():
                pass
            case _:
                assert_never(clause)


def verdict_columns(pack: Pack, *, statuses: bool = False) -> tuple[str, ...]:
    """Return the names of the verdict columns in order; with ``statuses`` also one for every clause but notes."""
    names = list(VERDICTS)
    for clause in pack.deadlines():
        names += [f"due_{clause.id}", f"status_{clause.id}", f"provisional_{clause.id}"]
    if statuses:
        names += [f"status_{clause.id}" for clause in status_clauses(pack)]
    return tuple(names)


def verdict_row(report: Report, pack: Pack, *, statuses: bool = False) -> dict[str, VerdictCell]:
    """Return a report as a row of verdict columns.

    ``missing``: the papers that a clause that counts lacks, in the order of the vocabulary, then groups of
    which any one would do as ``a/b``. ``broken``: the clauses broken that count, in the pack's order.
    ``open_count``: findings that count and are open or overdue. ``forum``: None where no clause applies, ""
    where no meeting fits all.
    """
    binding = [finding for finding in report.findings if finding.counts]
    broken = [finding for finding in binding if finding.status in BROKEN]
    row: dict[str, VerdictCell] = {
        "outcome": report.outcome,
        "missing": JOIN.join(_missing(broken, pack)),
        "broken": JOIN.join(dict.fromkeys(finding.clause for finding in broken)),
        "open_count": sum(finding.status in UNSETTLED for finding in binding),
        "forum": None if report.forum is None else JOIN.join(report.forum),
        "signers": JOIN.join(report.signers),
    }
    listed = {each.clause: each for each in report.deadlines}
    for clause in pack.deadlines():
        found = listed.get(clause.id)
        row[f"due_{clause.id}"] = found.due if found else None
        row[f"status_{clause.id}"] = found.status if found else None
        row[f"provisional_{clause.id}"] = found.provisional if found else None
    return row | (_statuses(report, pack) if statuses else {})


def material_order(pack: Pack) -> list[str]:
    """Return the papers as ``missing`` orders them: single ones by the vocabulary, then groups by the pack."""
    groups = [paper_name(each) for clause in pack.clauses for each in clause.demands if isinstance(each, tuple)]
    return list(dict.fromkeys([*pack.vocabulary.materials, *groups]))


def _missing(broken: Iterable[Finding], pack: Pack) -> list[str]:
    lacking = {paper_name(each.material) for each in broken if each.material is not None}
    return [name for name in material_order(pack) if name in lacking]


def _statuses(report: Report, pack: Pack) -> dict[str, VerdictCell]:
    """The status of each clause; of one with several papers the worst: missing, then open, then met."""
    found: dict[str, str] = {}
    ranks = ("met", "open")
    for each in report.findings:
        before = found.get(each.clause)
        if before is None or (before in ranks and (each.status not in ranks or each.status == "open")):
            found[each.clause] = each.status
    return {f"status_{clause.id}": found.get(clause.id) for clause in status_clauses(pack)}
