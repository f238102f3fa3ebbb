"""Layers: a local day over an imported notice over the national ones, and what they do where no notice is known."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.calendars.counting import count
from clerkcheck.calendars.layers import national_layer, notice_year
from clerkcheck.calendars.notice_text import notice_of_text
from clerkcheck.calendars.notices import LocalDay, Notice, NoticeDay, local_layer, notices_layer
from clerkcheck.calendars.store import Store, layers_of
from clerkcheck.calendars.workdays import WorkCalendar, national_calendar
from examples import examples

DAY = timedelta(1)
# Believable, not the real one: nobody knows it yet.
NOTICE_2027 = (Path(__file__).resolve().parents[1] / "data" / "notice-2027.txt").read_text(encoding="utf-8")


def layers(*more):
    return WorkCalendar([national_layer(), *more])


@pytest.fixture(scope="module")
def notice():
    return notice_of_text(NOTICE_2027, "2027.txt").notice


def test_a_notice_makes_the_end_of_december_before_it_certain(notice):
    calendar = layers(notices_layer([notice]))
    due = calendar.offset(date(2026, 12, 28), 3, "workday")
    assert (due.day, due.provisional, due.note) == (date(2026, 12, 31), False, None)
    assert calendar.known_until == date(2027, 12, 24)
    fact = calendar.day(date(2026, 12, 31))
    assert (fact.layer, fact.certain) == ("imported", True)
    assert fact.paper == "《国务院办公厅关于2027年部分节假日安排的通知》（国办发明电〔2026〕9号）"
    assert calendar.offset(date(2027, 12, 22), 3, "workday").provisional


def test_the_notice_lies_in_the_range_given_before_it_was_known(notice):
    before, after = national_calendar(), layers(notices_layer([notice]))
    outside = []
    for start in (date(2026, 12, 1) + DAY * k for k in range(380)):
        for n in (-15, -3, 1, 3, 7, 30):
            guess, truth = before.offset(start, n, "workday"), after.offset(start, n, "workday").day
            if not guess.earliest <= truth <= guess.latest:
                outside.append((start, n))
    assert outside == []


def test_a_day_of_december_named_by_the_next_notice_has_that_paper():
    days = (NoticeDay(date(2026, 12, 19), True, "元旦"), NoticeDay(date(2027, 1, 4), False, "元旦"))
    calendar = layers(notices_layer([Notice(2027, ("甲",), days)]))
    fact = calendar.day(date(2026, 12, 19))
    assert (fact.kind, fact.paper) == ("班", "《国务院办公厅关于2027年部分节假日安排的通知》（甲）")
    assert calendar.day(date(2026, 12, 18)).layer == "national"
    assert calendar.is_workday(date(2026, 12, 19))


def test_where_two_notices_name_a_day_the_later_year_wins():
    day = date(2026, 12, 26)
    earlier = Notice(2026, (), (NoticeDay(day, False, "甲"),))
    later = Notice(2027, (), (NoticeDay(day, True, "乙"),))
    for order in ([earlier, later], [later, earlier]):
        assert notices_layer(order).rulings[day.toordinal()] == (True, "乙")


def test_local_days_win_over_every_notice_whichever_file_they_are_in(notice):
    day = date(2027, 10, 5)
    kept = Store({}, {day: LocalDay(day, True, "", "区政府通知")})
    beside = Store({2027: notice}, {})
    for stores in ([kept, beside], [beside, kept]):
        fact = layers(*layers_of(stores)).day(day)
        assert (fact.kind, fact.workday, fact.layer, fact.paper) == ("工作日", True, "local", "区政府通知")


def test_a_later_file_wins_over_an_earlier_one():
    day = date(2026, 4, 20)
    first, second = (
        Store({}, {day: LocalDay(day, workday, "", paper)}) for workday, paper in ((False, "甲"), (True, "乙"))
    )
    assert layers(*layers_of([first, second])).day(day).paper == "乙"


def test_a_local_day_off_in_2017_moved_a_make_up_day():
    """广西 2017: the national make-up Saturday 1 April was off there, 8 April was worked instead."""
    days = [LocalDay(date(2017, 4, 1), False, "三月三", "桂政办"), LocalDay(date(2017, 4, 8), True, "三月三", "桂政办")]
    calendar = layers(local_layer(days))
    assert calendar.offset(date(2017, 3, 31), 1, "workday").day == date(2017, 4, 5)
    assert calendar.offset(date(2017, 4, 7), 1, "workday").day == date(2017, 4, 8)
    lines = count(calendar, date(2017, 4, 7), 1, "workday")
    assert (lines[-1].reason, lines[-1].paper) == ("调休上班（三月三）", "桂政办")


local_days = st.lists(
    st.tuples(st.integers(0, 364), st.booleans()), min_size=1, max_size=6, unique_by=lambda each: each[0]
)


@examples(10)
@given(st.integers(2008, 2026).filter(lambda y: y not in (2015, 2020)), local_days)
def test_with_local_days_the_truth_still_lies_in_the_range(year, chosen):
    layer = national_layer()
    unknown = layer._replace(
        rulings={k: v for k, v in layer.rulings.items() if notice_year(date.fromordinal(k)) != year},
        notices={k: v for k, v in layer.notices.items() if k != year},
    )
    days = local_layer([LocalDay(date(year, 1, 1) + DAY * k, workday, "", "甲") for k, workday in chosen])
    truth, guess = WorkCalendar([layer, days]), WorkCalendar([unknown, days])
    outside = []
    for start in (date(year - 1, 12, 20) + DAY * k for k in range(0, 340, 2)):
        for n in (-7, -2, 1, 3, 15):
            day, due = truth.offset(start, n, "workday").day, guess.offset(start, n, "workday")
            if not due.earliest <= day <= due.latest:
                outside.append((start, n, day, due))
    assert outside == []


@examples(30)
@given(local_days, st.integers(0, 364), st.integers(-20, 20).filter(bool))
def test_offsets_count_the_days_that_the_facts_tell(chosen, start, n):
    calendar = layers(local_layer([LocalDay(date(2025, 1, 1) + DAY * k, work, "", "甲") for k, work in chosen]))
    day, step = date(2025, 1, 1) + DAY * start, DAY if n > 0 else -DAY
    due, left = day, abs(n)
    while left:
        due += step
        left -= calendar.day(due).workday
    assert calendar.offset(day, n, "workday").day == due
