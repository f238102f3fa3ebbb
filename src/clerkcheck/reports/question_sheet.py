"""待确认事项征询单: what a unit's cases leave open, as questions that the unit itself can answer on paper."""

from collections.abc import Iterator, Sequence
from datetime import date

from clerkcheck.checking.report import Question, Report
from clerkcheck.i18n import _, labelled, remarked
from clerkcheck.packs.model import Fact, Pack
from clerkcheck.packs.reading_labels import part_words
from clerkcheck.reports.day_words import spelled
from clerkcheck.reports.model import (
    BLANK,
    Block,
    Column,
    Heading,
    Paper,
    Para,
    Sign,
    Table,
    paper_titles,
    section_heading,
)
from clerkcheck.reports.office import Office
from clerkcheck.reports.slip import mending_deadline
from clerkcheck.reports.subjects import material_words
from clerkcheck.reports.verdict import Verdict

_LISTED = 6  # choices written out to be ticked: a longer list is answered in words


def question_paper(unit: str, asked: Sequence[tuple[Report, Pack]], office: Office) -> Paper | None:
    """Return the sheet for one unit's cases, or None where none of them leaves anything open."""
    open_ = [(report, pack) for report, pack in asked if report.questions]
    if not open_:
        return None
    blocks: list[Block] = [Para(labelled(unit or BLANK * 6, ""), "addressee"), Para(_opening([r for r, _p in open_]))]
    for number, (report, pack) in enumerate(open_, 1):
        blocks += [Heading(section_heading(number, report.title)), _questions(report, pack)]
    blocks.append(Para(_("不清楚的请写“不清楚”，不要猜；答“有”的材料请附上。"), "note"))
    blocks.append(Sign((_("答复单位（盖章）"), _("填写人"), _("电话"), _("日期"))))
    return Paper(paper_titles().questions, tuple(blocks), office.letterhead, dense=True)


def _opening(reports: Sequence[Report]) -> str:
    """What is asked, and by when: the earliest day by which one of the cases must be handed in."""
    days: list[date] = [found.earliest for each in reports if (found := mending_deadline(each))]
    text = _("你单位报送的下列 {n} 件，还有情况没有写明，结论待确认。请逐项答复")
    by = _("，并于{day}下班前退回。").format(day=spelled(min(days))) if days else _("后退回。")
    return text.format(n=len(reports)) + by


def _questions(report: Report, pack: Pack) -> Table:
    verdict = Verdict(report, pack)
    rows = []
    for question in report.questions:
        text, answer = _asked(question, pack)
        rows.append((text, answer, verdict.articles(question.clauses)))
    columns = Column(_("请答复"), 54), Column(_("答复"), 28), Column(_("关系到"), 18)
    return Table(columns, tuple(rows), title=0)


def _asked(question: Question, pack: Pack) -> tuple[str, str]:
    """The question, and what is printed in the place of its answer."""
    words = pack.vocabulary
    match question.about:
        case "fact":
            fact = words.facts[question.id]
            asked = fact.question or fact.label
            return (remarked(asked, fact.help) if fact.help else asked), _answer(fact)
        case "date":
            return _("{date}是哪一天？").format(date=words.dates[question.id]), _day()
        case "material" if question.part:
            paper = part_words(words.materials[question.id], question.part)
            blank = BLANK * 8 if question.part == "channel" else _day()
            ask = _("{what}是什么？") if question.part == "channel" else _("{date}是哪一天？")
            return ask.format(what=paper, date=paper), blank
        case "material":
            text = _("{paper}是否已经具备？").format(paper=material_words(words, question.id))
            return text, _("□有　□缺　文号、日期：{blank}").format(blank=BLANK * 6)


def _day() -> str:
    return _("{year}年{month}月{day}日").format(year=BLANK * 4, month=BLANK * 2, day=BLANK * 2)


def _answer(fact: Fact) -> str:
    if fact.type == "bool":
        return _("□是　□否　□不清楚")
    if fact.of:
        return "　".join(_boxes(fact)) if len(fact.of) <= _LISTED else BLANK * 8
    unit = {"money_wan": _("万元"), "percent": "%"}.get(fact.type, "")
    return BLANK * 6 + unit


def _boxes(fact: Fact) -> Iterator[str]:
    for label in fact.of.values():
        yield f"□{label}"
