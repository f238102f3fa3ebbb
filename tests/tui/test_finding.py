"""The verdict item by item, one finding in full, jumps back to answers, and exceptions."""

from datetime import date
from pathlib import Path

import pytest

from clerkcheck.cases.loading import load_case_with_pack
from clerkcheck.cells import cells
from clerkcheck.checking.report import BROKEN
from clerkcheck.desk.exceptions import exceptable, why_no_exception
from clerkcheck.reading.files import read_document
from clerkcheck.reports.sheet import sheet_parts
from clerkcheck.reports.verdict import Verdict
from clerkcheck.tui import rows_finding as told
from clerkcheck.tui.rows_case import deadline_words
from clerkcheck.tui.screens.case_screen import CaseScreen
from clerkcheck.tui.screens.dialogs import Message
from clerkcheck.tui.screens.exception_dialog import ExceptionDialog
from clerkcheck.tui.screens.finding_screen import FindingScreen, VerdictScreen
from clerkcheck.tui.screens.rules_screen import RulesScreen

pytestmark = pytest.mark.asyncio
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.yaml"))
MISSING_TWO = "standing-factory-buildings"  # a competition review and the opinion of the finance department
LATE = "personnel-appointments"  # 原则上提前3个工作日: handed in a day late
WRONG_MEETING = "budget-supplement-500"  # must go to another meeting


def in_file(path):
    return read_document(path).data


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
async def test_verdict_counts_as_the_printed_sheet(path, session_of):
    session = session_of(path)
    on_screen = {heading: len(entries) for heading, entries in told.verdict_entries(session)}
    parts = sheet_parts(Verdict(session.report, session.pack))
    assert on_screen == {part.heading.split("、")[1]: len(part.entries) for part in parts}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [44, 76, 116])
async def test_findings_fit_and_cite_articles(path, width, session_of):
    session = session_of(path)
    for finding in session.report.findings:
        rows = told.finding_rows(session, (finding.clause,), finding.material, width)
        assert max(cells(row.text) for row in rows) <= width
        text = "".join(row.text.strip() for row in rows).replace(" ", "")
        assert finding.article in text
        assert f"“{finding.quote}”".replace(" ", "") in text


async def test_a_missing_paper_is_shown_with_words_remedy_answers_and_deadline(example, session_of):
    session = session_of(example(MISSING_TWO))
    (finding,) = [f for f in session.report.findings if f.material == "fair_competition_review" and f.status in BROKEN]
    text = "\n".join(row.text for row in told.finding_rows(session, (finding.clause,), finding.material, 76))
    assert "缺失：公平竞争审查" in text
    assert finding.remedy in text
    for fact in finding.facts:
        answer = session.case.facts.get(fact)
        if answer is True:
            assert f"{session.fact(fact).label}：是"[-12:] in text.replace("\n  ", "")
    assert "关系到的期限" in text


@pytest.mark.parametrize("urgent", [True, False])
async def test_a_wrong_meeting_is_shown_with_those_permitted_instead(urgent, example, session_of):
    session = session_of(example(WRONG_MEETING))
    session.answer("meeting", "special")
    session.answer("urgent_or_emergency", urgent)
    [found] = [f for f in session.report.findings if f.kind == "forum" and f.status in BROKEN]
    for rows in (told.finding_rows, lambda s, c, _m, width: told.article_rows(s, c, width)):
        text = "".join(row.text.strip() for row in rows(session, (found.clause,), found.material, 76))
        assert ("按第四十六条也可以提区长办公会议" in text) is urgent


async def test_a_day_that_was_missed_has_no_days_left(example, session_of):
    session = session_of(example(LATE))
    [late] = [each for each in session.deadlines if each.status == "missed"]
    assert deadline_words(session, late) == "议题材料报送截止 11月19日 周四，超期"


@pytest.mark.parametrize(("value", "words"), [(None, "未答"), ("unknown", "不清楚"), (False, "否"), (True, "是")])
async def test_an_unanswered_fact_is_never_shown_as_no(value, words, example, session_of):
    session = session_of(example(WRONG_MEETING))
    session.answer("urgent_or_emergency", value)
    assert told.answer_now(session, "urgent_or_emergency") == words


async def test_from_the_case_through_the_verdict_to_a_finding_and_back(example, app_of, shown):
    async with app_of(example(MISSING_TWO)).run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        assert isinstance(pilot.app.screen, VerdictScreen)
        assert "1 × 缺失 公平竞争审查" in shown(pilot.app.screen.guide)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, FindingScreen)
        assert "补做公平竞争审查" in shown(pilot.app.screen.guide)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, VerdictScreen)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, CaseScreen)


async def test_a_number_key_opens_the_item_of_that_number(example, app_of, shown):
    async with app_of(example(MISSING_TWO)).run_test(size=(80, 24)) as pilot:
        await pilot.press("v", "2")
        assert "缺失：财政部门明确意见" in shown(pilot.app.screen.guide)


@pytest.mark.parametrize("key", ["1", "enter"])
async def test_an_answer_leads_back_to_its_question(key, example, app_of):
    async with app_of(example(WRONG_MEETING)).run_test(size=(80, 24)) as pilot:
        await pilot.press("v", "1")
        finding = pilot.app.screen
        wanted = finding.numbered()[0].fact
        finding.guide.choose(finding.numbered()[0])
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen)
        assert wanted in pilot.app.screen.current.facts
        assert pilot.app.screen.session.wanted is None


async def test_an_open_question_in_the_verdict_leads_straight_to_it(example, app_of):
    path = example(WRONG_MEETING)
    Path(path).write_text(
        Path(path).read_text().replace("  urgent_or_emergency: false", "  urgent_or_emergency: unknown")
    )
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        screen = pilot.app.screen
        places = [
            i
            for i, entry in enumerate(screen.numbered(), 1)
            if entry is not None and entry.fact == "urgent_or_emergency"
        ]
        await pilot.press(str(places[0]))
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen)
        assert "urgent_or_emergency" in pilot.app.screen.current.facts


async def test_l_opens_the_clause_in_the_rules_and_escape_comes_back(example, app_of, shown):
    async with app_of(example(WRONG_MEETING)).run_test(size=(80, 24)) as pilot:
        await pilot.press("v", "1", "l")
        await pilot.pause()
        rules = pilot.app.screen
        assert isinstance(rules, RulesScreen)
        assert "500万元及以上的预算追加" in shown(rules.clause)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, FindingScreen)


@pytest.mark.parametrize("keys", ["v", "v1"])
async def test_all_of_a_long_page_comes_into_view_with_the_arrow_keys(keys, example, app_of):
    async with app_of(example(MISSING_TWO)).run_test(size=(80, 16)) as pilot:
        await pilot.press(*keys)
        guide = pilot.app.screen.guide
        assert len(guide.rows) > guide.size.height
        for key in ("down", "up", "pagedown", "pageup"):
            seen = set()
            for _ in range(len(guide.rows)):
                seen |= {row for row in range(len(guide.rows)) if guide.in_view(row)}
                guide.step(
                    {"down": 1, "up": -1, "pagedown": guide.size.height - 1, "pageup": 1 - guide.size.height}[key]
                )
            assert seen == set(range(len(guide.rows))), key
        await pilot.press("end")
        assert guide.in_view(len(guide.rows) - 1)
        await pilot.press("home")
        assert guide.in_view(0)


# --- exceptions


async def test_an_exception_is_recorded_and_changes_the_outcome(example, app_of, shown):
    path = example(LATE)
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        await pilot.press("v", "1", "e")
        assert isinstance(pilot.app.screen, ExceptionDialog)
        await pilot.press(*"急件", "enter", *"区长", "enter", *"12-9", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FindingScreen)
        assert pilot.app.screen.session.report.outcome == "ready"
        assert "急件" in shown(pilot.app.screen.guide)
    entry = {"clause": "qj-49-1", "reason": "急件", "approved_by": "区长", "until": "2026-12-09"}
    assert in_file(path)["exceptions"] == [entry]
    case, _pack = load_case_with_pack(path)
    assert case.exceptions[0].approved_by == "区长"


async def test_an_exception_to_a_must_is_refused_and_says_why(example, app_of):
    path = example(WRONG_MEETING)
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        await pilot.press("v", "1", "e")
        assert isinstance(pilot.app.screen, Message)
        assert "硬性要求" in pilot.app.screen.text
        assert "只有“原则上、一般”的要求可以例外" in pilot.app.screen.text
    assert "exceptions" not in in_file(path)


async def test_an_exception_that_nothing_needs_is_not_offered(example, session_of):
    session = session_of(example(LATE))
    assert [clause.id for clause in exceptable(session, ("qj-49-1",))] == ["qj-49-1"]
    session.set_date("submitted", date(2026, 11, 19))
    assert exceptable(session, ("qj-49-1",)) == []
    assert "用不着例外" in why_no_exception(session, ("qj-49-1",))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["enter"], "理由"),
        ([*"急件", "enter", "enter"], "批准人"),
        ([*"急件", "enter", *"区长", "enter", *"2026-11-21", "enter"], "已经过了"),
        ([*"急件", "enter", *"区长", "enter", *"2-30", "enter"], "没有"),
        ([*"急件", "enter", *"区长", "enter", *"下周", "enter"], "不是日期"),
    ],
)
async def test_what_cannot_be_recorded_is_said_and_nothing_is_saved(keys, said, example, app_of, shown):
    path = example(LATE)
    before = Path(path).read_bytes()
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        await pilot.press("v", "1", "e", *keys)
        await pilot.pause()
        assert isinstance(pilot.app.screen, ExceptionDialog)
        assert said in shown(pilot.app.screen.query_one("#exception-problem"))
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, FindingScreen)
    assert Path(path).read_bytes() == before


async def test_an_exception_can_be_changed_and_taken_away(example, app_of):
    path = example(LATE)
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        await pilot.press("v", "1", "e", *"急件", "enter", *"区长", "enter", "enter")
        await pilot.press("e", *"会期提前", "enter", "enter", "enter")
        await pilot.pause()
        assert in_file(path)["exceptions"] == [{"clause": "qj-49-1", "reason": "急件会期提前", "approved_by": "区长"}]
        await pilot.press("x", "1")
        assert "exceptions" in in_file(path)
        await pilot.press("x", "2")
        await pilot.pause()
        assert pilot.app.screen.session.report.outcome == "deviating"
    assert "exceptions" not in in_file(path)
