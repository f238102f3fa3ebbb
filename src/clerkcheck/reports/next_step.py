"""下一步: the one thing to do next, who does it and by when; nobody has to work it out from a whole verdict."""

from clerkcheck.checking.report import Deadline
from clerkcheck.i18n import _, linked, remarked
from clerkcheck.reports.day_words import spelled, weekday_name
from clerkcheck.reports.forbidden_meetings import forbidding
from clerkcheck.reports.model import Line
from clerkcheck.reports.verdict import Verdict
from clerkcheck.reports.verdict_entries import Entry


def next_step(verdict: Verdict) -> str:
    """Return what to do next, by whom and by when: 补交……（区某局，12月7日 周一前）; "" where nothing is left to do.

    What is wrong comes before what is open, questions before papers, and those before dates that are lacking. Where all
    is in order and no day is to be kept, it is to hand the item in.
    """
    who, due = verdict.report.unit or _("申报单位"), _due(verdict)
    broken, open_ = verdict.to_do(), verdict.to_settle()
    when = _by(verdict, due)
    if broken:
        if due is not None and due.safe < verdict.report.as_of and _closes(verdict, broken[0]):
            when = ""  # a day missed for a meeting is none for taking the case back from it
        return remarked(_remedy(broken[0]), linked([who, when]) if when else who)
    if open_:
        what, office = _settling(verdict, next((each for each in open_ if each.fact), open_[0]))
        return remarked(what, linked([office or who, when]))
    lacking = verdict.report.undated
    if lacking:
        text = _("填{date}，才能核期限").format(date=verdict.words.dates[lacking[0].date])
        return remarked(text, who)
    if due is not None:
        return _keeping(verdict, due, who)
    return remarked(_("打印自查表，连同要件送审"), who) if verdict.report.outcome == "ready" else ""


def next_line(verdict: Verdict) -> tuple[Line, ...]:
    """Return it as a labelled line, or nothing."""
    text = next_step(verdict)
    return (Line(_("下一步"), text),) if text else ()


def _remedy(entry: Entry) -> str:
    """What mends it, in the clause's own words: of what is broken that stands below its sources."""
    return entry.lines[1].text


def _keeping(verdict: Verdict, due: Deadline, who: str) -> str:
    """What is to be done by a day: 12月7日（周一）前报送议题材料."""
    of_item = due.deadline == "submission" and verdict.report.kind == "agenda_item"
    ends = verdict.words.deadlines[due.deadline].removesuffix(_("截止"))
    day = remarked(spelled(due.safe, beside=verdict.report.as_of, weekday=False), weekday_name(due.safe))
    if due.safe < verdict.report.as_of:
        text = _("{day}已过，尽快报送议题材料") if of_item else _("{day}已过，尽快办好：{what}")
    else:
        text = _("{day}前报送议题材料") if of_item else _("{day}前办好：{what}")
    return remarked(text.format(day=day, what=ends), who)


def _settling(verdict: Verdict, entry: Entry) -> tuple[str, str]:
    """What settles an open entry, and who can, where that is not the unit that hands the item in."""
    if entry.fact:
        return _("答清“{label}”").format(label=verdict.words.facts[entry.fact].label), _("经办人")
    if entry.state == "unanswered":
        return _("查清：{subject}").format(subject=entry.subject), _("经办人")
    if entry.state == "date_open":
        return _("补填日期：{subject}").format(subject=entry.subject), _("经办人")
    return _("落实要件：{subject}").format(subject=entry.subject), ""


def _closes(verdict: Verdict, entry: Entry) -> bool:
    """Whether what is broken closes the meeting to the case."""
    closing = (each.clause for by in forbidding(verdict.report, verdict.pack).values() for each in by)
    return not set(closing).isdisjoint(entry.clauses)


def _due(verdict: Verdict) -> Deadline | None:
    """The first day that is still to be kept, of a deadline that bears on the outcome."""
    live = (each for each in verdict.report.deadlines if each.status in ("pending", "overdue") and not each.duty)
    return min((each for each in live if each.bound == "latest"), key=lambda each: each.safe, default=None)


def _by(verdict: Verdict, due: Deadline | None) -> str:
    as_of = verdict.report.as_of
    if due is None:
        ahead = (each.from_date for each in verdict.report.deadlines if each.offset < 0 and each.from_date >= as_of)
        event = min(ahead, default=None)
        return _("日期未定") if event is None else _("{day}前").format(day=spelled(event, beside=as_of))
    day = spelled(due.safe, beside=as_of)
    return _("{day}前").format(day=day) if due.safe >= as_of else _("{day}已过，尽快").format(day=day)
