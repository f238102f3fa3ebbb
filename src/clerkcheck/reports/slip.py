"""补正告知单: what a unit must mend before its item or document can go up, each reason with its article and words."""

from collections.abc import Iterator
from typing import assert_never

from clerkcheck.calendars.days import WEEKDAYS
from clerkcheck.checking.report import Deadline, Report
from clerkcheck.i18n import _, cited, labelled
from clerkcheck.literals import Modality
from clerkcheck.packs.model import Pack
from clerkcheck.reports.entries import Entry
from clerkcheck.reports.model import BLANK, Block, Item, Items, Line, Paper, Para, paper_titles
from clerkcheck.reports.office import Office
from clerkcheck.reports.states import State
from clerkcheck.reports.verdict import Verdict


def slip_paper(report: Report, pack: Pack, office: Office) -> Paper | None:
    """Return the slip, or None where nothing is to be mended (what is only open is no reason to return a case)."""
    verdict = Verdict(report, pack)
    broken = verdict.to_do()
    if not broken:
        return None
    unit = report.unit or BLANK * 6
    blocks: list[Block] = [Para(labelled(unit, ""), "addressee")]
    blocks += _reasons(verdict, broken, office)
    blocks.append(Para(mending_sentence(verdict, office)))
    blocks.append(Para(office.say(f"return_{report.kind}", unit=unit, **_values(report))))
    blocks.append(Para(office.say("closing", unit=unit, **_values(report))))
    blocks += _foot(office)
    number = office.number_prefix + blank_number()
    return Paper(paper_titles().slip, tuple(blocks), office.letterhead, number, letter=True)


def blank_number() -> str:
    """Return 〔＿＿＿＿〕＿＿＿号, the number of a notice before it is filled in by hand."""
    return _("〔{year}〕{number}号").format(year=BLANK * 4, number=BLANK * 3)


def mending_deadline(report: Report) -> Deadline | None:
    """Return the deadline by which a mended case must be handed in again; None where no rule says.

    Of several the earliest; one that has passed is none any more.
    """
    known = [
        each
        for each in report.deadlines
        if (each.deadline, each.bound) == ("submission", "latest") and each.earliest >= report.as_of
    ]
    return min(known, key=lambda each: each.earliest, default=None)


def mending_day(report: Report) -> str:
    """Return that day as 12月7日（星期一）, the earliest it can be; "" where no rule sets one."""
    deadline = mending_deadline(report)
    if deadline is None:
        return ""
    day = deadline.earliest
    year = "" if day.year == report.as_of.year else _("{year}年").format(year=day.year)
    text = _("{month}月{day}日（星期{weekday}）")
    return year + text.format(month=day.month, day=day.day, weekday=WEEKDAYS[day.weekday()])


def mending_sentence(verdict: Verdict, office: Office) -> str:
    """Return 请于12月7日（星期一）前补正后重新报送, with the article; the day is left open where none sets it."""
    report = verdict.report
    deadline = mending_deadline(report)
    if deadline is None:
        return office.say("deadline_open", unit=report.unit or BLANK * 6, **_values(report))
    clause = verdict.clauses[deadline.clause]
    basis = cited(clause.cited, clause.quote)
    return office.say("deadline", unit=report.unit or "", day=mending_day(report), basis=basis, **_values(report))


def _values(report: Report) -> dict[str, str]:
    """What the sentences name; a title in 《》 may itself hold 〈〉 only."""
    title = report.title
    whole = title.startswith("《") and title.find("》") == len(title) - 1
    title = title[1:-1] if whole else title.replace("《", "〈").replace("》", "〉")
    return {"title": title, "regulation": report.regulation}


def _reasons(verdict: Verdict, broken: tuple[Entry, ...], office: Office) -> Iterator[Block]:
    """What the text forbids outright first, then what it requires, then what is only normally so, then what is open."""
    forbidden, required, normal = ([each for each in broken if _weight(each) == weight] for weight in range(3))
    parts = (
        ("opening_forbidden", [_reason(entry) for entry in forbidden]),
        ("also_required" if forbidden else "opening", [_reason(entry) for entry in required]),
        ("only_normally", [_reason(entry) for entry in normal]),
        ("to_settle", [_asked(entry) for entry in verdict.to_settle()]),
    )
    unit = verdict.report.unit or BLANK * 6
    start = 1
    if not forbidden and not required:
        yield Para(office.say("opening", unit=unit, **_values(verdict.report)))
    for key, items in parts:
        if items:
            yield Para(office.say(key, unit=unit, **_values(verdict.report)))
            yield Items(tuple(items), start)
            start += len(items)


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


def _asked(entry: Entry) -> Item:
    """What is not known, as it is asked of a unit: the words by which the program keeps its states are not for it."""
    title = _("是否具备：{title}").format(title=entry.subject) if entry.state == "paper_open" else entry.subject
    return Item("", _sentence(title), tuple(Line(label, _sentence(text)) for label, text in entry.lines))


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "？", "！", _("。"))) else text + _("。")


def _foot(office: Office) -> Iterator[Block]:
    contact, phone = office.contact or BLANK * 4, office.phone or BLANK * 6
    yield Para(_("联系人：{contact}　电话：{phone}").format(contact=contact, phone=phone))
    yield Para(office.name or office.letterhead or BLANK * 8, "right")
    yield Para(_("{year}年{month}月{day}日").format(year=BLANK * 4, month=BLANK * 2, day=BLANK * 2), "right")
