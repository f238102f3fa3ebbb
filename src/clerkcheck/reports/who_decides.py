"""Who decides, as the verdict tells of it: which meeting, who approves in the place of one, who signs after whom."""

from collections.abc import Iterator, Sequence

from clerkcheck.checking.report import Finding
from clerkcheck.i18n import _, joined, listed, remarked
from clerkcheck.packs.clauses import ForumClause, SignerClause, is_binding
from clerkcheck.packs.place_words import wants_place
from clerkcheck.reports.cited_report import CitedReport
from clerkcheck.reports.deciding_words import deciding_words
from clerkcheck.reports.forbidden_meetings import forbidding
from clerkcheck.reports.model import Line
from clerkcheck.reports.verdict_entries import Entry


def decided_by(verdict: CitedReport) -> tuple[Entry, ...]:
    """Return which meeting decides, which others may, and who signs after whom."""
    return (*_deciding(verdict), *_possible(verdict), *_signing(verdict))


def _deciding(verdict: CitedReport) -> Iterator[Entry]:
    met = [f for f in verdict.report.findings if f.approval and f.certain and f.status == "met"]
    if verdict.report.forum is None and met:
        roles = listed(dict.fromkeys(verdict.words.roles(each.by) for each in verdict.report.approvals))
        yield verdict.entry("meeting", _("已由{roles}批准，不必上会").format(roles=roles), met, verdict.basis(met))
        return
    if verdict.report.forum is None:
        if verdict.report.kind == "agenda_item" and not verdict.report.facts_asked():
            of_any_place = wants_place(verdict.pack)  # such leave most meetings to the rules of a place
            left = _("所查的规定没有写必须上哪个会议，以本地的规则为准")
            yield Entry("meeting", left if of_any_place else _("没有条款规定必须上哪个会议"))
        return
    forums = [f for f in verdict.report.findings if f.kind == "forum" and is_binding(f.modality)]
    sure = [f for f in forums if f.certain and f not in met]
    if sure:
        yield verdict.entry("meeting", _meetings(verdict), sure, verdict.basis(sure))
        return
    named = [f for f in forums if f.status == "met" and _named_meetings(verdict, f)]
    text = _("{articles}是否适用还没有定，但都允许拟提的这个会议，适用不适用都一样")
    line = Line(_("说明"), text.format(articles=verdict.articles(f.clause for f in named)))
    yield verdict.entry("meeting", _meetings(verdict), named, [line])


def _meetings(verdict: CitedReport) -> str:
    """Which meetings decide; those to which the case may not go as it is answered are named as such."""
    report, words = verdict.report, verdict.words
    closed = {
        meeting: by for meeting, by in forbidding(report, verdict.pack).items() if meeting in (report.forum or ())
    }
    if not closed:
        return deciding_words(report, verdict.pack)
    left = tuple(meeting for meeting in report.forum or () if meeting not in closed)
    text = deciding_words(report._replace(forum=left or report.forum), verdict.pack)
    articles = verdict.articles(each.clause for by in closed.values() for each in by)
    remark = _("照现在的回答不得上{meetings}，见{articles}")
    named = listed(words.meetings[each] for each in closed)
    return remarked(text, remark.format(meetings=named, articles=articles))


def _says_nothing_of_signing(verdict: CitedReport) -> bool:
    """Whether a paper was judged by rules of no place alone, and none of them says who signs it."""
    report = verdict.report
    settled = not report.facts_asked() and not any(f.kind == "signer" for f in report.findings)
    return settled and report.kind == "document" and bool(report.findings) and wants_place(verdict.pack)


def _named_meetings(verdict: CitedReport, finding: Finding) -> tuple[str, ...]:
    """The meetings that a forum clause names as those that decide, or may."""
    clause = verdict.clauses[finding.clause]
    return clause.forum if isinstance(clause, ForumClause) else ()


def _possible(verdict: CitedReport) -> Iterator[Entry]:
    """Meetings that a clause allows, unless a binding one leaves them out, or a broken one closes them to the case."""
    closed = forbidding(verdict.report, verdict.pack)
    for finding in verdict.report.findings:
        if finding.kind == "forum" and not is_binding(finding.modality) and finding.status == "met":
            clause, forum = verdict.clauses[finding.clause], verdict.report.forum
            named = _named_meetings(verdict, finding)
            if closed.keys().isdisjoint(named) and (forum is None or not set(forum).isdisjoint(named)):
                yield verdict.entry("possible_meeting", clause.gist, [finding], verdict.basis([finding]))


def _signers_words(verdict: CitedReport, signing: Sequence[Finding]) -> str:
    """Who signs: any of several roles that one regulation leaves to choose; by several regulations one of each.

    What one's own head signs (条例第二十二条) and what the mayor decides (the local rules) are two signatures.
    """
    roles: dict[str, list[str]] = {}
    for each in verdict.report.signers:
        clauses = (verdict.clauses[finding.clause] for finding in signing)
        clause = next(found for found in clauses if isinstance(found, SignerClause) and each in found.signer)
        roles.setdefault(clause.instrument, []).append(verdict.words.signers[each])
    return joined(_("或").join(named) for named in roles.values())


def _signing(verdict: CitedReport) -> Iterator[Entry]:
    signing = [f for f in verdict.report.findings if f.kind == "signer" and f.status == "met"]
    if verdict.report.signers:
        yield verdict.entry("signer", _signers_words(verdict, signing), signing, verdict.basis(signing))
    elif _says_nothing_of_signing(verdict):
        yield Entry("signer", _("所查的规定没有写由谁签发，以本地的规则为准"))
    for finding in signing:
        clause = verdict.clauses[finding.clause]
        if isinstance(clause, SignerClause) and clause.also:
            before = _("先经{roles}").format(roles=listed(verdict.words.signers[each] for each in clause.also))
            yield verdict.entry("before_signing", before, [finding], [Line(_("依据"), finding.cited)])
