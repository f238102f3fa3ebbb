"""补正告知单: what a unit must mend before its item or document can go up, each reason with its article and words."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from clerkcheck.calendars.days import WEEKDAYS
from clerkcheck.checking.report import Report
from clerkcheck.i18n import _, joined, labelled
from clerkcheck.literals import Modality
from clerkcheck.packs.model import Pack
from clerkcheck.reports.day_words import spelled
from clerkcheck.reports.formal_reasons import FormalReason, already_said, ticks
from clerkcheck.reports.handing_in import handing_in, too_long_for_it
from clerkcheck.reports.model import (
    BLANK,
    Block,
    Column,
    Fields,
    Heading,
    Item,
    Items,
    Line,
    Paper,
    Para,
    Table,
    paper_titles,
)
from clerkcheck.reports.office import Office
from clerkcheck.reports.rules_words import number_below, source_of_bare_articles
from clerkcheck.reports.states import State
from clerkcheck.reports.subjects import without_remark
from clerkcheck.reports.verdict import Verdict
from clerkcheck.reports.verdict_entries import Entry

_MANY_OPEN = 8  # questions, beyond which they have no paragraph each


def slip_paper(report: Report, pack: Pack, office: Office, formal: Sequence[FormalReason] = ()) -> Paper | None:
    """Return the slip, or None where nothing is to be mended (what is only open is no reason to return a case).

    ``formal``: the reasons of form that the office has found on the paper. A receipt to be sent back stands at its end.
    """
    verdict = Verdict(report, pack)
    broken = verdict.to_do()
    if not broken and not formal:
        return None
    unit = report.unit or BLANK * 6
    blocks: list[Block] = [Para(labelled(unit, ""), "addressee")]
    blocks += _reasons(verdict, broken, office, formal)
    blocks += _form(verdict, broken, formal)
    blocks.append(Para(mending_sentence(verdict, office)))
    blocks += [Para(_sentence(each)) for each in too_long_for_it(verdict.report, verdict.words)]
    blocks.append(Para(office.say(f"return_{report.kind}", unit=unit, **_values(verdict))))
    blocks.append(Para(office.say("closing", unit=unit, **_values(verdict))))
    blocks += _foot(office)
    blocks += _receipt(report, office)
    number = office.number_prefix + blank_number()
    return Paper(paper_titles().slip, tuple(blocks), office.letterhead, number, letter=True)


def blank_number() -> str:
    """Return 〔＿＿＿＿〕＿＿＿号, the number of a notice before it is filled in by hand."""
    return _("〔{year}〕{number}号").format(year=BLANK * 4, number=BLANK * 3)


def mending_day(report: Report, *, year: bool = True) -> str:
    """Return that day as 2026年12月7日（星期一）, the earliest it can be; "" where no rule sets one.

    Without ``year`` it has one only where that is another than the day of the check.
    """
    deadline = handing_in(report)
    if deadline is None:
        return ""
    day = deadline.earliest
    said = _("{year}年").format(year=day.year) if year or day.year != report.as_of.year else ""
    text = _("{month}月{day}日（星期{weekday}）")
    return said + text.format(month=day.month, day=day.day, weekday=WEEKDAYS[day.weekday()])


def mending_sentence(verdict: Verdict, office: Office) -> str:
    """Return 请于2026年12月7日（星期一）下班前补正, with the article; the day is left open where none sets it."""
    report = verdict.report
    deadline = handing_in(report)
    if deadline is None:
        return office.say("deadline_open", unit=report.unit or BLANK * 6, **_values(verdict))
    clause = verdict.clauses[deadline.clause]
    basis = clause.basis
    return office.say("deadline", unit=report.unit or "", day=mending_day(report), basis=basis, **_values(verdict))


def _values(verdict: Verdict) -> dict[str, str]:
    """What the sentences name; a title in 《》 may itself hold 〈〉 only."""
    title = verdict.report.title
    whole = title.startswith("《") and title.find("》") == len(title) - 1
    title = title[1:-1] if whole else title.replace("《", "〈").replace("》", "〉")
    return {"title": title, "regulation": _rules(verdict.pack)}


def _rules(pack: Pack) -> str:
    """The rules that a slip goes by, as a letter says it: 《…工作规则》（2022年11月19日起施行）和国家有关规定10部."""
    since = spelled(date.fromisoformat(pack.in_force_from), weekday=False) if pack.in_force_from else ""
    own = pack.regulation + (_("（{day}起施行）").format(day=since) if since else "")
    number = number_below(pack)
    return _("{regulation}和国家有关规定{n}部").format(regulation=own, n=number) if number else own


def _reasons(
    verdict: Verdict, broken: tuple[Entry, ...], office: Office, formal: Sequence[FormalReason]
) -> Iterator[Block]:
    """What the text forbids outright first, then what it requires, what is wrong in form, what is only normally so.

    What is open comes last.
    """
    forbidden, required, normal = ([each for each in broken if _weight(each) == weight] for weight in range(3))
    parts = (
        ("opening_forbidden", [_reason(entry) for entry in forbidden]),
        ("also_required" if forbidden else "opening", [_reason(entry) for entry in required]),
        ("formal", [_in_form(reason) for reason in formal]),
        ("only_normally", [_reason(entry) for entry in normal]),
        ("to_settle", list(_open(verdict))),
    )
    unit = verdict.report.unit or BLANK * 6
    start = 1
    if not forbidden and not required:  # something is, or there would be no slip
        yield Para(office.say("opening", unit=unit, **_values(verdict)))
    for key, items in parts:
        if items:
            yield Para(office.say(key, unit=unit, **_values(verdict)))
            yield Items(tuple(items), start)
            start += len(items)
    if number_below(verdict.pack) and source_of_bare_articles(verdict.report, verdict.pack):
        yield Para(_("（只写第几条的，出自{regulation}）").format(regulation=verdict.pack.regulation), "note")


def _in_form(reason: FormalReason) -> Item:
    lines = Line(_("依据"), _sentence(reason.basis)), Line(_("需补"), _sentence(reason.remedy))
    return Item("", _("形式不符：{title}。").format(title=reason.text), lines)


def _form(verdict: Verdict, broken: tuple[Entry, ...], formal: Sequence[FormalReason]) -> Iterator[Block]:
    """The reasons of form with their tick boxes, those found ticked; the rest the office ticks by hand."""
    said = already_said(verdict.clauses[clause] for entry in broken for clause in entry.clauses)
    rows = tuple(ticks({*said, *formal}))
    columns = Column(_("勾选"), 12), Column(_("形式审查情形"), 88)
    yield Para(_("形式审查情形（来文有哪项，在哪项打√）："), "addressee")
    yield Table(columns, rows, title=1, word=0, numbered=False, twofold=True)


def _weight(entry: Entry) -> int:
    """How an entry is worded where several clauses say it: by what forbids it, then by what requires it."""
    return min(map(_force, {finding.modality for finding in entry.findings}))


def _force(modality: Modality) -> int:
    match modality:
        case "must_not":
            return 0
        case "must":
            return 1
        case "normally" | "may":
            return 2
        case _:
            assert_never(modality)


def _reason(entry: Entry) -> Item:
    basis, remedy, *rest = entry.lines
    lines = (basis, Line(_("需补"), remedy.text), *rest)
    titles: dict[State, str] = {
        "missing": _("缺要件：{title}。"),
        "wrong_meeting": _("会议不符：{title}。"),
        "late": _("超过时限：{title}。"),
        "early": _("不足期限：{title}。"),
    }
    title = titles.get(entry.state, _("不符合：{title}。")).format(title=entry.subject)
    return Item("", title, tuple(Line(label, _sentence(text)) for label, text in lines))


def _open(verdict: Verdict) -> Iterator[Item]:
    """What is to be settled, each by itself; where that is much, all papers in one item and all facts in another."""
    entries, facts = verdict.to_settle(), verdict.words.facts
    if len(entries) <= _MANY_OPEN:
        yield from map(_asked, entries)
        return
    papers = [entry.subject for entry in entries if entry.state == "paper_open"]
    others = [entry for entry in entries if entry.state != "paper_open"]
    names = [without_remark(facts[each.fact].label) if each.fact else each.subject for each in others]
    said = [
        labelled(title.format(n=len(each)), joined(each))
        for title, each in ((_("是否具备下列 {n} 件要件"), papers), (_("下列 {n} 项情况"), names))
        if each
    ]
    for text in said[:-1]:
        yield Item("", _sentence(text))
    yield Item("", _sentence(said[-1]) + _("各项所依据的条款见待确认事项征询单。"))


def _asked(entry: Entry) -> Item:
    """What is not known, as it is asked of a unit: the words by which the program keeps its states are not for it."""
    title = _("是否具备：{title}").format(title=entry.subject) if entry.state == "paper_open" else entry.subject
    return Item("", _sentence(title), tuple(Line(label, _sentence(text)) for label, text in entry.lines))


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "？", "！", _("。"))) else text + _("。")


def _foot(office: Office) -> Iterator[Block]:
    """Signature and date, and below them, in brackets, whom to ask (GB/T 9704-2012, 7.3.5 and 7.3.6)."""
    contact, phone = office.contact or BLANK * 4, office.phone or BLANK * 6
    yield Para(office.name or office.letterhead or BLANK * 8, "right")
    yield Para(_day_to_fill_in(), "right")
    yield Para(_("（联系人：{contact}，电话：{phone}）").format(contact=contact, phone=phone))


def _receipt(report: Report, office: Office) -> Iterator[Block]:
    """What the unit tears off and sends back."""
    yield Para(_("{dots}（沿此线裁下寄回）{dots}").format(dots=_("…") * 12), "note")
    yield Heading(_("补正告知单回执"), 2)
    yield Fields(
        (
            Line(_("告知单文号"), office.number_prefix + blank_number()),
            Line(_("退回的事项"), report.title),
            Line(_("收件单位（盖章）"), report.unit or ""),
            Line(_("收件人和电话"), ""),
            Line(_("收到日期"), _day_to_fill_in()),
            Line(_("补正完成日期"), _day_to_fill_in()),
        )
    )


def _day_to_fill_in() -> str:
    return _("{year}年{month}月{day}日").format(year=BLANK * 4, month=BLANK * 2, day=BLANK * 2)
