"""What a verdict rests on: the "no"s that carry it, what was not looked at, the exceptions it makes use of."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clerkcheck.i18n import _, joined, labelled, listed, remarked
from clerkcheck.reports.model import Line
from clerkcheck.reports.subjects import without_remark

if TYPE_CHECKING:
    from clerkcheck.checking.report import Finding
    from clerkcheck.packs.model import Fact
    from clerkcheck.reports.cited_report import CitedReport


def standing(verdict: "CitedReport") -> tuple[Line, ...]:
    """Return what stands under the outcome; lines without a text say nothing."""
    return (
        Line(_("本结论依靠"), _refusals(verdict)),
        Line(_("视为同意"), _silent(verdict)),
        Line(_("延长"), _put_off(verdict)),
        Line(_("没有核"), _unchecked(verdict)),
        Line(_("例外"), _excepted(verdict)),
    )


def provisos(verdict: "CitedReport") -> Iterator[str]:
    """Yield, for the line beside the outcome, how much of it rests on exceptions and how much was not looked at."""
    if verdict.report.outcome in ("blocked", "undetermined"):
        return
    excepted = {each.clause for each in verdict.report.findings if each.status == "excepted"}
    if excepted:
        yield _("例外 {n} 项").format(n=len(excepted))
    unchecked = sum(len(each.deadlines) for each in verdict.report.undated)
    if unchecked:
        yield _("{n} 个期限没有核").format(n=unchecked)


def _refusals(verdict: "CitedReport") -> str:
    """The "no"s that carry the verdict; "" where there are none, or where something is broken anyway."""
    if verdict.report.outcome == "blocked" or not verdict.report.rests_on:
        return ""
    rests, words = verdict.report.rests_on, verdict.words
    facts = [_refused(words.facts[each.fact], each.value) for each in rests if not each.material]
    papers = [words.materials[each.material] for each in rests if each.material]
    refused = _("以下 {n} 项答“否”：{named}")
    if any(each.value is not False for each in rests if not each.material):
        refused = _("以下 {n} 项答“否”（或括号里所写的）：{named}")
    said = [(facts, refused), (papers, _("以下 {n} 份要件为“缺”：{named}"))]
    return joined(text.format(n=len(named), named=joined(named)) for named, text in said if named)


def _refused(fact: "Fact", value: object) -> str:
    """The name of a fact that was answered with "no", with the words of the answer where it is a choice's ``none``."""
    label = without_remark(fact.label)
    return label if value is False else remarked(label, without_remark(fact.of["none"]))


def _silent(verdict: "CitedReport") -> str:
    """The papers that have not come and count as consent, by which articles."""
    text = _("{text}，依据{article}")
    return joined(
        text.format(text=each.text, article=verdict.articles([each.clause])) for each in verdict.report.deemed
    )


def put_off_by(verdict: "CitedReport", finding: "Finding") -> str:
    """Return the paper by which it is settled whether a deadline was put off, and to when it would be.

    The message of the finding where the report does not list the deadline.
    """
    for each in verdict.report.deadlines:
        if each.clause == finding.clause and each.extension is not None:
            paper, deadline = verdict.words.paper(each.extension.paper), verdict.words.deadlines[each.deadline]
            return remarked(paper, labelled(deadline, each.extension.text))
    return finding.message


def _put_off(verdict: "CitedReport") -> str:
    """The deadlines that were put off, who approved it, and by which articles."""
    text = _("{deadline}{text}，依据{article}")
    found = {
        text.format(deadline=verdict.words.deadlines[each.deadline], text=each.extension.text,
                    article=verdict.articles([each.clause])): None
        for each in verdict.report.deadlines
        if each.extension is not None and each.extension.status == "done"
    }  # fmt: skip
    return joined(found)


def _unchecked(verdict: "CitedReport") -> str:
    """The deadlines not looked at, for want of which date: 未填会议召开日，报送截止没有核; not amid the questions."""
    if verdict.report.facts_asked():
        return ""
    words, text = verdict.words, _("未填{date}，{deadlines}没有核")
    return joined(
        text.format(date=words.dates[each.date], deadlines=listed(words.deadlines[name] for name in each.deadlines))
        for each in verdict.report.undated
    )


def _excepted(verdict: "CitedReport") -> str:
    used = [each for each in verdict.report.findings if each.status == "excepted"]
    articles = verdict.articles(each.clause for each in used)
    return _("{articles}按例外处理，其余照查").format(articles=articles) if used else ""
