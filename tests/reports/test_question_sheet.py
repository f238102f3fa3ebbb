"""The sheet of questions for a unit: what several items ask alike is asked once, and no article goes astray."""

import re
from datetime import date

import pytest

from clerkcheck import check, load_pack, national_calendar
from clerkcheck.cases.model import Case
from clerkcheck.reports.model import Heading, Table
from clerkcheck.reports.office import plain_office
from clerkcheck.reports.one_page import height
from clerkcheck.reports.question_sheet import question_paper
from clerkcheck.reports.verdict import Verdict

CALENDAR, TODAY = national_calendar(), date(2026, 11, 22)


def asked(*items):
    """The reports of items: (pack, facts) each."""
    found = []
    for number, (name, facts) in enumerate(items, 1):
        pack = load_pack(name)
        case = Case(name, "agenda_item", f"关于第{number}件事的议题", "区甲局", facts, {}, {})
        found.append((check(case, pack, CALENDAR, TODAY), pack))
    return found


def said(paper, found):
    """For every item what it is asked, with the articles: read off the paper, and off the reports."""
    read, tables = {number: [] for number in range(1, len(found) + 1)}, []
    for block in paper.blocks:
        if isinstance(block, Heading):
            heading = block.text
        if isinstance(block, Table) and len(block.columns) > 1:
            tables.append(block)
            for row in block.rows:
                if len(row) == 3:
                    only = re.search(r"第(\d+)件", heading)
                    numbers = [int(only[1])] if only else [1]
                elif row[1] == "各件":
                    numbers = list(read)
                else:
                    parts = [part.split("–") for part in row[1].strip("第件").split("、")]
                    numbers = [each for part in parts for each in range(int(part[0]), int(part[-1]) + 1)]
                for number in numbers:
                    read[number].append((row[0], row[-1]))
    wanted = {
        number: sorted(Verdict(report, pack).articles(each.clauses) for each in report.questions)
        for number, (report, pack) in enumerate(found, 1)
    }
    return read, wanted, tables


@pytest.mark.parametrize("name", ["qianjiang", "national", "jinchuan"])
def test_what_several_items_ask_alike_is_asked_once_with_all_its_articles(name):
    facts = ({"funds": True}, {}, {"land": False}, {"funds": True}, {"major_decision": True})
    found = asked(*((name, each) for each in facts))
    paper = question_paper("区甲局", found, plain_office())
    read, wanted, tables = said(paper, found)
    assert {number: sorted(articles for _text, articles in rows) for number, rows in read.items()} == wanted
    rows = [(row[0], row[-1]) for table in tables for row in table.rows]
    assert len(set(rows)) == len(rows)  # nothing stands there twice
    alone = sum(height(question_paper("区甲局", [each], plain_office()).blocks) for each in found)
    assert height(paper.blocks) < alone * 0.4
    answers = [row[2] for table in tables for row in table.rows if len(row) == 4]
    assert any(each.startswith("是：＿") and "不清楚：＿" in each for each in answers)
    assert any("第2件：＿" in each for each in answers) or name == "national"  # it asks for no number of these


def test_articles_of_two_governments_are_not_mixed():
    found = asked(("qianjiang", {}), ("jinchuan", {}), ("qianjiang", {}))
    paper = question_paper("区甲局", found, plain_office())
    read, wanted, _tables = said(paper, found)
    assert {number: sorted(articles for _text, articles in rows) for number, rows in read.items()} == wanted
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert headings == [
        "一、各件（以下按序号称第几件）",
        "二、几件都要答的：每一件都写到（《重庆市黔江区人民政府工作规则》）",
        "三、只是第2件要答的：关于第2件事的议题",
    ]


def test_one_item_is_asked_as_ever():
    found = asked(("qianjiang", {}))
    paper = question_paper("区甲局", found, plain_office())
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    assert len(table.rows) == len(found[0][0].questions) and "□是　□否　□不清楚" in {row[1] for row in table.rows}
