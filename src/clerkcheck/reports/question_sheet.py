"""待确认事项征询单: what a unit's cases leave open, as questions that the unit itself can answer on paper."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count
from typing import NamedTuple

from clerkcheck.checking.report import Question, Report
from clerkcheck.conditions.readings import Part
from clerkcheck.i18n import _, joined, labelled, listed, remarked
from clerkcheck.literals import Asked
from clerkcheck.packs.model import Pack
from clerkcheck.packs.reading_labels import part_words
from clerkcheck.reports.day_words import spelled
from clerkcheck.reports.handing_in import handing_in
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
from clerkcheck.reports.subjects import material_words
from clerkcheck.reports.verdict import Verdict

_LISTED = 6  # choices written out to be ticked: a longer list is answered in words


class _Asked(NamedTuple):
    """A question as it is printed, with the articles that wait for it; ``rules`` are the pack's id and its place.

    Two items ask the same where all of it is the same.
    """

    rules: tuple[str, str]
    about: Asked
    id: str
    part: Part
    text: str
    articles: str


def question_paper(unit: str, asked: Sequence[tuple[Report, Pack]], office: Office) -> Paper | None:
    """Return the sheet for one unit's cases, or None where none of them leaves anything open.

    What several of them ask alike, in the same words and for the same articles, is asked once, with which they are.
    """
    open_ = [(report, pack) for report, pack in asked if report.questions]
    if not open_:
        return None
    blocks: list[Block] = [Para(labelled(unit or BLANK * 6, ""), "addressee"), Para(_opening([r for r, _p in open_]))]
    blocks += _one_by_one(open_) if len(open_) == 1 else _together(open_)
    blocks.append(Para(_("不清楚的请写“不清楚”，不要猜；答“有”的材料请附上。"), "note"))
    blocks.append(Sign((_("答复单位（盖章）"), _("填写人"), _("电话"), _("日期"))))
    return Paper(paper_titles().questions, tuple(blocks), office.letterhead, dense=True)


def _one_by_one(asked: Sequence[tuple[Report, Pack]]) -> Iterator[Block]:
    for number, (report, pack) in enumerate(asked, 1):
        yield Heading(section_heading(number, report.title))
        yield _own_table(_questions(report, pack), pack)


def _together(asked: Sequence[tuple[Report, Pack]]) -> Iterator[Block]:
    """The items by their numbers, what several of them ask, and what only one does."""
    items: dict[_Asked, list[int]] = {}
    packs = {(pack.id, report.place): pack for report, pack in asked}
    for number, (report, pack) in enumerate(asked, 1):
        for each in _questions(report, pack):
            items.setdefault(each, []).append(number)
    shared = {
        rules: [each for each, found in items.items() if each.rules == rules and len(found) > 1] for rules in packs
    }
    shared = {rules: found for rules, found in shared.items() if found}
    if not shared:
        yield from _one_by_one(asked)
        return
    yield Heading(section_heading(1, _("各件（以下按序号称第几件）")))
    yield Table((Column(_("事项"), 100),), tuple((report.title,) for report, _pack in asked), title=0)
    sections = count(2)
    for rules, found in shared.items():
        heading = _("几件都要答的：每一件都写到")
        named = remarked(heading, packs[rules].regulation) if len(packs) > 1 else heading
        yield Heading(section_heading(next(sections), named))
        rows = tuple(
            (each.text, _items_words(items[each], len(asked)), _answers(each, packs[rules], items[each]), each.articles)
            for each in found
        )
        columns = (
            Column(_("请答复"), 42),
            Column(_("哪几件"), 12),
            Column(_("答复（写明第几件）"), 30),
            Column(_("关系到"), 16),
        )
        yield Table(columns, rows, title=0)
    for number, (report, pack) in enumerate(asked, 1):
        own = [each for each in _questions(report, pack) if items[each] == [number]]
        if own:
            only = _("只是第{n}件要答的：{title}").format(n=number, title=report.title)
            yield Heading(section_heading(next(sections), only))
            yield _own_table(own, pack)


def _items_words(items: Sequence[int], all_: int) -> str:
    """Which items: 各件, or 第1、3–5件."""
    if len(items) == all_:
        return _("各件")
    ends: list[list[int]] = []
    for each in items:
        if ends and each == ends[-1][-1] + 1:
            ends[-1] = [ends[-1][0], each]
        else:
            ends.append([each])
    return _("第{n}件").format(n=listed("–".join(map(str, each)) for each in ends))


def _opening(reports: Sequence[Report]) -> str:
    """What is asked, and by when: the earliest day by which one of the cases must be handed in."""
    days: list[date] = [found.earliest for each in reports if (found := handing_in(each))]
    text = _("你单位报送的下列 {n} 件，还有情况没有写明，结论待确认。请逐项答复")
    by = _("，并于{day}下班前退回。").format(day=spelled(min(days))) if days else _("后退回。")
    return text.format(n=len(reports)) + by


def _questions(report: Report, pack: Pack) -> list[_Asked]:
    verdict, rules = Verdict(report, pack), (pack.id, report.place)
    return [
        _Asked(rules, each.about, each.id, each.part, _asked(each, pack), verdict.articles(each.clauses))
        for each in report.questions
    ]


def _own_table(asked: Iterable[_Asked], pack: Pack) -> Table:
    """The questions of one item, each with room for its answer."""
    columns = Column(_("请答复"), 54), Column(_("答复"), 28), Column(_("关系到"), 18)
    return Table(columns, tuple((each.text, _answer(each, pack), each.articles) for each in asked), title=0)


def _asked(question: Question, pack: Pack) -> str:
    """The question in words."""
    words = pack.vocabulary
    match question.about:
        case "fact":
            fact = words.facts[question.id]
            asked = fact.question or fact.label
            return remarked(asked, fact.help) if fact.help else asked
        case "date":
            return _("{date}是哪一天？").format(date=words.dates[question.id])
        case "material" if question.part:
            paper = part_words(words.materials[question.id], question.part)
            ask = _("{what}是什么？") if question.part == "channel" else _("{date}是哪一天？")
            return ask.format(what=paper, date=paper)
        case "material":
            return _("{paper}是否已经具备？").format(paper=material_words(words, question.id))


def _answer(asked: _Asked, pack: Pack) -> str:
    """What is printed in the place of the answer of one item."""
    choices = _choices(asked, pack)
    if asked.about == "material" and not asked.part:
        return _("□有　□缺　文号、日期：{blank}").format(blank=BLANK * 6)
    return "　".join(f"□{each}" for each in choices) if choices else _blank(asked, pack)


def _answers(asked: _Asked, pack: Pack, items: Sequence[int]) -> str:
    """What is printed in the place of the answers of several: the items behind each answer, or the answer of each."""
    choices = _choices(asked, pack)
    if choices:
        return "　".join(labelled(each, BLANK * 4) for each in choices)
    return joined(labelled(_("第{n}件").format(n=each), _blank(asked, pack)) for each in items)


def _choices(asked: _Asked, pack: Pack) -> list[str]:
    """The answers that are written out to choose from; none where it is answered in words."""
    if asked.about == "material" and not asked.part:
        return [_("有（注明文号、日期）"), _("缺")]
    fact = pack.vocabulary.facts[asked.id] if asked.about == "fact" else None
    if fact is not None and fact.type == "bool":
        return [_("是"), _("否"), _("不清楚")]
    return list(fact.of.values()) if fact is not None and len(fact.of) <= _LISTED else []


def _blank(asked: _Asked, pack: Pack) -> str:
    """The room to write an answer into: a day, a number with its unit, words."""
    if asked.about != "fact":
        return BLANK * 8 if asked.part == "channel" else _day()
    fact = pack.vocabulary.facts[asked.id]
    return BLANK * 8 if fact.of else BLANK * 6 + {"money_wan": _("万元"), "percent": "%"}.get(fact.type, "")


def _day() -> str:
    return _("{year}年{month}月{day}日").format(year=BLANK * 4, month=BLANK * 2, day=BLANK * 2)
