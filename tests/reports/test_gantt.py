"""The plan as seen: a chart that fits and aligns, and entries that an office calendar reads back."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.loading import load_case
from clerkcheck.cells import cells
from clerkcheck.checking.check import check
from clerkcheck.packs.store import load_pack, pack_folder
from clerkcheck.planning.plan import backward_plan
from clerkcheck.planning.steps import load_steps, steps_file
from clerkcheck.reports.gantt import COLUMNS, chart, scale_of
from clerkcheck.reports.ics import plans_ics
from clerkcheck.reports.plan_text import render_plan
from examples import examples

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PLANNED = [
    "standing-factory-buildings",
    "major-decision-water-price",
    "notice-waste-sorting-rules",
    "major-contract-textile-investment",
    "personnel-appointments",
    "budget-supplement-500",
]
AS_OF = date(2026, 11, 22)
MARKS = set("·│■□◆")
UNTITLED = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])


@lru_cache
def pack_and_steps(pack_id):
    pack = load_pack(pack_id)
    return pack, load_steps(steps_file(pack_folder(pack_id)), pack)


def made(name="standing-factory-buildings", as_of=AS_OF, **changed):
    case = load_case(EXAMPLES / f"{name}.yaml")._replace(**changed)
    pack, steps = pack_and_steps(case.pack)
    calendar = national_calendar()
    return backward_plan(case, pack, check(case, pack, calendar, as_of), steps, calendar), pack


def bars(found):
    """The marks of each row of the chart, by the label behind them."""
    count = sum(each.status != "done" for each in found.tasks) + 1  # and the anchor
    rows = [line.split() for line in chart(found)[1 : count + 1]]
    return {row[-1]: row[-2] for row in rows}


# --- the chart


@pytest.mark.parametrize("name", PLANNED)
@pytest.mark.parametrize("as_of", [date(2026, 8, 1), AS_OF, date(2026, 12, 1), date(2027, 3, 1)])
def test_no_line_is_wider_than_80_cells(name, as_of):
    found, pack = made(name, as_of)
    for line in render_plan(found, pack).splitlines():
        assert cells(line) <= 80, line


@examples(30)
@given(st.text(UNTITLED, min_size=1, max_size=120), st.text(UNTITLED, max_size=40), st.integers(-300, 60))
def test_no_title_makes_a_line_wider(title, unit, shift):
    found, pack = made(as_of=AS_OF + timedelta(shift), title=title, unit=unit)
    assert all(cells(line) <= 80 for line in render_plan(found, pack).splitlines())


@pytest.mark.parametrize("name", PLANNED)
def test_every_row_has_the_same_columns(name):
    """So the chart aligns whether a terminal shows a mark in one cell or in two."""
    found, _pack = made(name)
    rows = bars(found)
    assert set(rows) == {found.anchor.short, *(each.label for each in found.tasks if each.status != "done")}
    assert {len(bar) for bar in rows.values()} == {scale_of(found).columns}
    assert set("".join(rows.values())) <= MARKS
    assert scale_of(found).columns <= COLUMNS


def test_bars_go_from_latest_start_to_end_and_today_is_a_line():
    found, _pack = made()
    scale = scale_of(found)
    assert (scale.first, scale.days, scale.columns) == (AS_OF, 2, 10)
    rows = bars(found)
    assert rows["征求部门意见"] == "│·■■■■■■··"
    assert rows["报送"] == "│······■··"
    assert rows["会议"] == "│········◆"


def test_what_is_not_critical_is_drawn_otherwise():
    found, _pack = made("notice-waste-sorting-rules")
    rows = bars(found)
    assert "■" not in "".join(rows.values())
    assert rows["施行"].count("□") == 16


def test_today_far_off_is_said_instead_of_drawn():
    found, _pack = made(as_of=date(2025, 1, 6))
    lines = chart(found)
    assert "│" not in "".join(bars(found).values())
    assert "今天（2025年1月6日 周一）在图外" in "".join(line.strip() for line in lines)
    assert scale_of(found).first == date(2026, 11, 26)


def test_flags_are_explained_where_used():
    late = "\n".join(chart(made(as_of=date(2026, 11, 30))[0]))
    assert "\n!  11-26 四 12-07 一   -2 " in late
    assert "! 已来不及" in late
    assert "暂定" not in late
    unsure = "\n".join(chart(made("major-decision-water-price")[0]))
    assert "\n~? 12-24 四" in unsure
    assert "~ 暂定" in unsure and "? 是否需要待确认" in unsure


def test_colour_changes_nothing_but_colour():
    found, pack = made(as_of=date(2026, 11, 30))
    plain, coloured = render_plan(found, pack), render_plan(found, pack, colour=True)
    assert "\x1b[31m" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain


def test_provisional_days_say_so_and_why():
    found, pack = made("major-decision-water-price")
    text = render_plan(found, pack).replace("\n    ", "").replace("\n      ", "")
    assert "最迟 12月24日 周四（暂定）" in text
    assert "2027年放假通知尚未录入" in text


# --- the calendar file


def events(found, pack):
    return icalendar.Calendar.from_ical(plans_ics([(found, pack)], found.title)).walk("VEVENT")


@pytest.mark.parametrize("name", PLANNED)
def test_read_back(name):
    found, pack = made(name)
    read = events(found, pack)
    open_ = [each for each in found.tasks if each.status != "done"]
    assert [(each["dtstart"].dt, each["dtend"].dt - timedelta(1)) for each in read] == [
        *((each.start_by, each.end_by) for each in open_),
        (found.anchor.day, found.anchor.day),
    ]
    for event, task in zip(read, open_, strict=False):
        late = ("【超期】" if task.missed else "【来不及】") if task.status == "too_late" else ""
        assert event["summary"].startswith(late + task.label)
        assert found.title in event["summary"]
    assert {each["dtstamp"].dt for each in read} == {datetime(2026, 11, 22, tzinfo=UTC)}
    assert len({each["uid"] for each in read}) == len(read)


def test_an_entry_keeps_its_uid_when_planned_again():
    first = {each["summary"]: str(each["uid"]) for each in events(*made())}
    again = events(*made(as_of=date(2026, 11, 30)))
    assert first == {str(each["summary"]).removeprefix("【来不及】"): str(each["uid"]) for each in again}
    other = {str(each["uid"]) for each in events(*made(title="另一件"))}
    assert other.isdisjoint(first.values())


@pytest.mark.parametrize("title", ["甲;乙,丙\\丁:戊", "BEGIN:VEVENT", '“引”"号"', "长" * 200])
def test_text_comes_back_as_it_was(title):
    found, pack = made(title=title)
    assert all(str(each["summary"]).endswith(f"：{title}") for each in events(found, pack))
    data = plans_ics([(found, pack)], found.title)
    assert data.count(b"\r\nBEGIN:VEVENT\r\n") == 4
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_what_is_late_or_provisional_is_marked_and_the_words_are_there():
    found, pack = made(as_of=date(2026, 11, 30))
    late = events(found, pack)[0]
    assert late["summary"].startswith("【来不及】征求部门意见")
    assert "依据：第五十三条" in late["description"]
    unsure = events(*made("major-decision-water-price"))[0]
    assert "（暂定）" in unsure["summary"]
    assert "2027年放假通知尚未录入" in unsure["description"]


def test_the_last_day_of_all():
    found, pack = made()
    last = found._replace(anchor=found.anchor._replace(day=date.max))
    event = events(last, pack)[-1]
    assert event["dtstart"].dt == date.max
    assert "dtend" not in event
