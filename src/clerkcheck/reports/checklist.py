"""要件核对清单: every paper the rules name for this kind of case, at hand or not, or why it is not needed."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, assert_never

from clerkcheck.cases.model import Case, Material
from clerkcheck.checking.report import Deadline, Finding
from clerkcheck.i18n import _, joined, labelled, linked, listed
from clerkcheck.literals import Status
from clerkcheck.packs.clauses import Clause, DeadlineClause, ForumClause, MaterialIds, is_binding
from clerkcheck.reports.model import Column, Table
from clerkcheck.reports.subjects import material_words
from clerkcheck.reports.verdict import Verdict
from clerkcheck.reports.why_not import WhyNot

Row = tuple[str, str, str, str]
_OPEN = 1  # the rank of what is not known yet


class Asked(NamedTuple):
    """A paper that the rules ask for: its name, how it stands (有、缺、待定、例外), articles, notes, copies and annex.

    ``at_hand``: nothing need be done about it. ``certain``: some clause that asks for it surely applies. ``clauses``:
    the ids of those that ask.
    """

    name: str
    result: str
    articles: str
    note: str
    at_hand: bool
    certain: bool
    copies: str = ""
    annex: str = ""
    clauses: tuple[str, ...] = ()


def checklist(verdict: Verdict, case: Case | None) -> Table:
    """Return the table; without the ``case`` its papers' numbers, and the papers that are not needed, are left out."""
    papers = case.materials if case else {}
    asked = [(each.name, each.result, each.articles, each.note) for each in asked_papers(verdict, papers)]
    rows = [*asked, *(_not_needed(verdict, case) if case else ())]
    columns = (Column(_("要件"), 34), Column(_("结果"), 10), Column(_("依据"), 18), Column(_("说明"), 32))
    return Table(columns, tuple(rows), title=0, word=1)


def asked_papers(verdict: Verdict, papers: Mapping[str, Material]) -> list[Asked]:
    """Return every paper that a clause asks of this case, or may, what is missing first; ``papers`` are the case's."""
    findings = [f for f in verdict.report.findings if f.material]
    found = [_approval(verdict, each, papers) for each in verdict.report.findings if each.approval]
    found += [_extension(verdict, each, papers) for each in verdict.report.deadlines if each.extension]
    for group in verdict.grouped(findings):
        binding = [f for f in group if is_binding(f.modality)] or group
        status = min((f.status for f in binding), key=_rank)
        articles = verdict.articles(f.clause for f in group)
        material = group[0].material or ()
        note = joined(_notes(verdict, group, status, material, papers))
        rank = _rank(status)
        name = material_words(verdict.words, _at_hand(material, papers) if status == "met" else material)
        certain = any(f.certain for f in group)
        copies, annex = _copies(material, papers)
        silent = {each.clause: each.text for each in verdict.report.deemed}
        result = _("视为同意") if status == "met" and all(f.clause in silent for f in group) else _result(status)
        note = joined([note, *(silent[f.clause] for f in group if f.clause in silent)])
        behind = tuple(f.clause for f in group)
        asked = Asked(name, result, articles, note, rank > _OPEN, certain, copies, annex, behind)
        found.append((rank, asked))
    return [paper for _place, paper in sorted(found, key=lambda each: each[0])]


def _approval(verdict: Verdict, finding: Finding, papers: Mapping[str, Material]) -> tuple[int, Asked]:
    """The paper of an approval that does, or would do, in the place of a meeting, and its place in the list."""
    clause = verdict.clauses[finding.clause]
    instead = isinstance(clause, ForumClause) and clause.forum and finding.status != "met"
    note = _("由会议决定的，不必有") if instead else ""
    rank = _rank(finding.status)
    name = material_words(verdict.words, finding.approval)
    copies, annex = _copies(finding.approval, papers)
    behind, result = (finding.clause,), _result(finding.status)
    articles = verdict.articles(behind)
    return rank, Asked(name, result, articles, note, rank > _OPEN, finding.certain, copies, annex, behind)


def _extension(verdict: Verdict, deadline: Deadline, papers: Mapping[str, Material]) -> tuple[int, Asked]:
    """The paper by which a deadline is, or could be, put off, and its place in the list."""
    extension = deadline.extension
    assert extension is not None
    waited_for = {each.id for each in verdict.report.questions if each.about == "material"}
    status: Status = "met" if extension.status == "done" else "open" if waited_for & {*extension.paper} else "excepted"
    result = _("可附") if status == "excepted" else _result(status)
    behind = (deadline.clause,)
    name, articles = material_words(verdict.words, extension.paper), verdict.articles(behind)
    copies, annex = _copies(extension.paper, papers)
    note = labelled(verdict.words.deadlines[deadline.deadline], extension.text)
    return _rank(status), Asked(name, result, articles, note, status != "open", True, copies, annex, behind)


def _at_hand(material: MaterialIds, papers: Mapping[str, Material]) -> MaterialIds:
    """Of papers of which any will do, those that are there."""
    if isinstance(material, str):
        return material
    return tuple(each for each in material if each in papers and papers[each].status == "done") or material


def _copies(material: MaterialIds, papers: Mapping[str, Material]) -> tuple[str, str]:
    """Copies and number of the annex as the case gives them, of each of several papers of which any will do."""
    ids = (material,) if isinstance(material, str) else material
    given = [papers[each] for each in ids if each in papers]
    copies = (str(paper.copies) for paper in given if paper.copies is not None)
    return listed(copies), listed(paper.attachment for paper in given if paper.attachment)


def _rank(status: Status) -> int:
    match status:
        case "missing" | "violated" | "missed":
            return 0
        case "open" | "pending" | "overdue":
            return 1
        case "excepted":
            return 2
        case "met":
            return 3
        case _:
            assert_never(status)


def _result(status: Status) -> str:
    return (_("缺"), _("待定"), _("例外"), _("有"))[_rank(status)]


def _notes(
    verdict: Verdict, group: list[Finding], status: Status, material: MaterialIds, papers: Mapping[str, Material]
) -> Iterator[str]:
    ids = (material,) if isinstance(material, str) else material
    for each in ids:
        paper = papers.get(each)
        parts = [str(paper.date or ""), paper.ref or "", paper.issuer or ""] if paper else []
        about = linked(part for part in parts if part)
        if about:
            yield about if len(ids) == 1 else labelled(material_words(verdict.words, each), about)
    if status == "excepted":
        yield from (f.message for f in group if f.status == "excepted")
    elif not any(is_binding(f.modality) for f in group):
        yield _("可以附，不是必须")
    elif not any(f.certain for f in group):
        yield _("是否必需尚待确认")


def _not_needed(verdict: Verdict, case: Case) -> Iterator[Row]:
    """Papers that no clause asks of this case; those with the same reason stand in one row."""
    asked = {paper for each in verdict.report.deadlines if each.extension for paper in each.extension.paper}
    for finding in verdict.report.findings:
        asked.update(finding.approval)
        if finding.material:
            asked.update((finding.material,) if isinstance(finding.material, str) else finding.material)
    naming: dict[str, list[Clause]] = {}
    for rule in verdict.pack.kinds[case.kind].rules:
        clause = verdict.pack.clauses[rule.clause]
        for paper in clause.papers:
            if paper not in asked:
                naming.setdefault(paper, []).append(clause)
    judged = {finding.clause for finding in verdict.report.findings if finding.kind == "forum"}
    why = WhyNot(verdict.pack, case)
    together: dict[tuple[str, str], list[str]] = {}
    for paper, clauses in naming.items():
        found = dict.fromkeys(reason for clause in clauses for reason in why.reasons(clause))
        reasons = joined(found) or _("所查日期不在施行期内")
        if not found and all(isinstance(clause, DeadlineClause) for clause in clauses):
            reasons = _("没有要延长的期限")
        if not judged.isdisjoint(clause.id for clause in clauses):
            reasons = _("由会议决定，不必有")
        key = verdict.articles(clause.id for clause in clauses), reasons
        together.setdefault(key, []).append(material_words(verdict.words, paper))
    for (articles, reasons), labels in together.items():
        yield listed(labels), _("不适用"), articles, reasons
