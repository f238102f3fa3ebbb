"""What a verdict rests on: the "no"s that carry it, what was not looked at, its exceptions, rules that change."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from clerkcheck.i18n import _, joined, labelled, listed, remarked
from clerkcheck.reports.day_words import spelled
from clerkcheck.reports.model import Line
from clerkcheck.reports.subjects import without_remark

if TYPE_CHECKING:
    from clerkcheck.checking.report import Finding
    from clerkcheck.packs.clauses import Clause
    from clerkcheck.packs.model import Fact
    from clerkcheck.reports.cited_report import CitedReport

_MOST_CHANGED = 3  # clauses named of those that begin, or end


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


def coming_changes(verdict: "CitedReport") -> str:
    """Return which clauses end, or begin, before the last day that a deadline counts from; "" where none does.

    Of those that end, the ones by which the case was judged; of those that begin, the ones for its kind: whether they
    apply is not known before.
    """
    report = verdict.report
    last = max(report.deadlines, key=lambda each: each.from_date, default=None)
    if last is None or last.from_date <= report.as_of:
        return ""
    today, day = report.as_of.isoformat(), last.from_date.isoformat()
    ends = [each for each in verdict.pack.clauses if each.in_force_until and today <= each.in_force_until < day]
    if ends:
        used = {each.clause for each in report.findings} | {each.clause for each in report.deadlines}
        ends = [each for each in ends if each.id in used]
    begins = [each for each in verdict.pack.clauses if today < each.in_force_from <= day]
    begins = [each for each in begins if each.applies_to in ("both", report.kind)]
    said = (
        (_("{clauses}只施行到 {day}"), ends, "in_force_until"),
        (_("{clauses}自 {day} 起施行，现在没有按它查"), begins, "in_force_from"),
    )
    changes = [_changed(text, found, when, verdict) for text, found, when in said if found]
    if not changes:
        return ""
    text = _("{event} {day} 以前规定有变：{changes}。变了以后再查一次")
    event = verdict.words.dates[last.from_event]
    return text.format(event=event, day=_spelled(last.from_date, verdict), changes=joined(changes))


def _changed(text: str, clauses: "list[Clause]", when: str, verdict: "CitedReport") -> str:
    days = sorted({getattr(each, when) for each in clauses})
    more = _("等 {n} 款").format(n=len(clauses)) if len(clauses) > _MOST_CHANGED else ""
    return text.format(
        clauses=listed(dict.fromkeys(verdict.quoted([each]) for each in clauses[:_MOST_CHANGED])) + more,
        day=listed(_spelled(date.fromisoformat(each), verdict) for each in days),
    )


def _spelled(day: date, verdict: "CitedReport") -> str:
    return spelled(day, beside=verdict.report.as_of, weekday=False)
