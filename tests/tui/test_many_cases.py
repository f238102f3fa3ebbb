"""Very many cases in the app: shown as they are judged, and rows made only when they come into view."""

import os
import shutil
from datetime import date

import pytest

from clerkcheck.cells import cells
from clerkcheck.desk import judges
from clerkcheck.desk.case_line import CaseLine
from clerkcheck.literals import OUTCOMES
from clerkcheck.reports.states import UNREADABLE
from clerkcheck.tui import rows_cases as rows
from clerkcheck.tui.rows_narrow import verdict_line
from clerkcheck.tui.screens.cases_screen import CasesScreen
from clerkcheck.tui.widgets.painted_rows import LazyRows, Row

TODAY = date(2026, 11, 22)


@pytest.mark.asyncio
async def test_in_the_app(many, app_of, monkeypatch):
    monkeypatch.setattr(judges, "_FEW", 0)
    monkeypatch.setattr("clerkcheck.desk.shelf._MANY", 0)
    made = []
    row = rows.table_row
    monkeypatch.setattr(rows, "table_row", lambda *given: made.append(given) or row(*given))
    async with app_of(many).run_test(size=(80, 24)) as pilot:
        await pilot.app.workers.wait_for_complete()
        screen = pilot.app.screen
        assert all(line.outcome != "waiting" for line in screen.shelf.lines(TODAY))
        assert {each.path for each, *_rest in made} < {str(many / name) for name in os.listdir(many)}
        await pilot.press("end")
        assert screen.chosen_line().outcome == UNREADABLE
        shutil.copy(next(many.glob("0-*")), many / "新.yaml")
        await pilot.press("f1")
        await pilot.press("escape")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(pilot.app.screen, CasesScreen) and screen.shelf.line(str(many / "新.yaml")) is not None


@pytest.mark.asyncio
async def test_the_cursor_stays_where_it_was_walked_to_while_cases_are_judged(many, app_of):
    async with app_of(many).run_test(size=(80, 24)) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.press("down", "down", "down")
        screen = pilot.app.screen
        at = screen.chosen()
        screen.show()
        assert screen.chosen() == at != ("case", screen.shelf.lines(TODAY)[0].path)


def test_rows_are_made_when_they_are_looked_at():
    made = []
    found = LazyRows(range(1000), lambda place: made.append(place) or Row(str(place), key=place))
    assert (len(found), found[3].text, found[-1].text, [row.text for row in found[5:7]]) == (
        1000,
        "3",
        "999",
        ["5", "6"],
    )
    assert made == [3, 999, 5, 6]
    with pytest.raises(IndexError):
        found[1000]


def test_filters_that_do_not_fit_in_a_line_take_another():
    """Each is whole, and is clicked where it stands; a unit that is cut says so."""
    on = [(outcome, state) for outcome in OUTCOMES for state in ("preparing", "submitted", "closed")] * 15
    lines = [CaseLine(f"{n}.yaml", str(n), outcome, due=TODAY, state=state) for n, (outcome, state) in enumerate(on)]
    for width in range(40, 81):
        parts = rows.filter_lines(lines, "blocked", width, TODAY)
        found = [row.text for row in rows.filter_rows(parts)]
        assert all(cells(text) <= width for text in found) and "…" not in "".join(found)
        assert len(found) == 1 or width < 80
        for place, text in enumerate(found):
            for view, start in (("submitted", "6已报送"), ("closed", "7已归档"), ("ready", "4可报")):
                if start in text:
                    at = cells(text[: text.index(start)])
                    assert rows.filter_at(parts, (at, place)) == view
        assert all(word in "".join(found) for word in ("[1不得报30]", "4可报30", "6已报送60", "7已归档60"))
    line = CaseLine("a.yaml", "某事", "ready", unit="区农业农村委员会办公室")
    assert "区农业农村委… " in rows.table_row(line, 120, TODAY).text


def test_a_meeting_and_what_stands_below_the_list_are_cut_with_a_sign():
    lines = [CaseLine(f"{n}.yaml", str(n), outcome, day=date(2026, 12, 10)) for n in range(12) for outcome in OUTCOMES]
    row = rows.folder_row("/甲/第20次区政府常务会议", lines, 60, TODAY).text
    assert cells(row) <= 60 and row.endswith("…") and "48 件" in row
    long = CaseLine("a.yaml", "关于" + "某" * 90 + "的议题", "ready", unit="区" + "甲" * 90 + "局")
    for width in (60, 80, 200):
        below = [row.text for row in rows.detail_rows(long, width, TODAY)]
        assert len(below) <= 3 and all(cells(text) <= width for text in below)
        title = "".join(text[1:] for text in below)
        assert "的议题" in title or "…" in title
        assert "甲局" in title or below[-1].endswith("…")
    assert rows.folder_detail("/甲/" + "乙" * 90, lines, 60)[1].text.endswith("…")


def test_a_narrow_screen_loses_neither_a_filter_nor_the_days_left(example, session_of):
    on = [(outcome, state) for outcome in OUTCOMES for state in ("preparing", "submitted", "closed")] * 5
    lines = [CaseLine(f"{n}.yaml", str(n), outcome, due=TODAY, state=state) for n, (outcome, state) in enumerate(on)]
    shown = rows.filter_rows(rows.filter_lines(lines, "", 80, TODAY))[0].text
    assert "6已报送" in shown and "7已归档" in shown and "不得报" in shown and "缺件" not in shown
    assert rows.filter_at(rows.filter_lines(lines, "", 80, TODAY), (cells(shown[: shown.index("7已")]), 0)) == "closed"
    session = session_of(example("major-decision-water-price"))
    session.set_date("meeting", date(2026, 11, 25))  # due on Friday; this is Sunday
    for width, ends in ((120, "已过 2 天（不足 1 个工作日）  "), (60, "已过 2 天  ")):
        told = verdict_line(session, width).text
        assert cells(told) <= width and "11月20日" in told and ends in told
