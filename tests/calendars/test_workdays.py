"""Offsets against brute force over chinese_calendar.is_workday, and the rules of 民法典 201-203."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clerkcheck.calendars.workdays import DueDate, national_calendar
from clerkcheck.reading.errors import InputError
from examples import examples

CALENDAR = national_calendar()
DAY = timedelta(1)
KNOWN = [date(2004, 1, 1) + DAY * k for k in range((date(2026, 12, 24) - date(2004, 1, 1)).days + 1)]
WORKDAYS = {day for day in KNOWN if chinese_calendar.is_workday(day)}
known_days = st.sampled_from(KNOWN)
any_days = st.dates(date(1, 3, 1), date(9999, 10, 1))
near_days = st.dates(date(1996, 1, 1), date(2060, 12, 31))
counts = st.integers(-60, 60).filter(bool)
same_every_run = examples(50)


def stepped(day, n):
    """The brute force: step day by day; None where that leaves the known years."""
    step = DAY if n > 0 else -DAY
    for _ in range(abs(n)):
        day += step
        while day not in WORKDAYS:
            if not KNOWN[0] <= day <= KNOWN[-1]:
                return None
            day += step
    return day


def test_every_known_day_is_what_the_package_says():
    assert [day for day in KNOWN if CALENDAR.is_workday(day) is not (day in WORKDAYS)] == []


def test_the_facts_of_days_agree_with_the_flags():
    facts = [CALENDAR.day(day) for day in KNOWN[-800:]]
    assert [fact for fact in facts if fact.workday is not (fact.date in WORKDAYS) or not fact.certain] == []
    kinds = {(fact.kind, fact.workday, fact.date.weekday() >= 5) for fact in facts}
    assert kinds == {
        ("工作日", True, False),
        ("班", True, True),
        ("周末", False, True),
        ("休", False, True),
        ("休", False, False),
    }


@same_every_run
@given(known_days, counts)
def test_offsets_are_those_of_brute_force(start, n):
    truth = stepped(start, n)
    assume(truth is not None)
    assert CALENDAR.offset(start, n, "workday") == DueDate(truth, truth, truth, False, None)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 1, 28), date(2024, 2, 25)),  # 春节 with two make-up Sundays and a leap February
        (date(2025, 9, 20), date(2025, 10, 20)),  # 国庆 and 中秋 together
        (date(2026, 4, 25), date(2026, 5, 15)),  # a make-up Saturday after 劳动节
        (date(2018, 12, 20), date(2019, 1, 10)),  # a notice that changes the December before
        (date(2020, 1, 10), date(2020, 2, 15)),  # the closing of 2020
    ],
)
def test_every_offset_around_the_hard_weeks(first, last):
    wrong = [
        (start, n)
        for start in KNOWN[KNOWN.index(first) : KNOWN.index(last)]
        for n in (-12, -5, -3, -1, 1, 3, 5, 12)
        if CALENDAR.offset(start, n, "workday").day != stepped(start, n)
    ]
    assert wrong == []


@same_every_run
@given(near_days, counts)
def test_offsets_invert_and_never_land_on_a_day_off(start, n):
    due = CALENDAR.offset(start, n, "workday").day
    assert CALENDAR.is_workday(due)
    assert (due > start) is (n > 0)
    if CALENDAR.is_workday(start):
        assert CALENDAR.offset(due, -n, "workday").day == start
        assert CALENDAR.workdays_between(start, due) == n


@same_every_run
@given(near_days, near_days, near_days)
def test_counting_between_adds_up(a, b, c):
    between = CALENDAR.workdays_between
    assert between(a, b) + between(b, c) == between(a, c)
    assert between(a, b) == -between(b, a)


def test_counting_between_known_days():
    assert CALENDAR.workdays_between(date(2026, 9, 30), date(2026, 10, 10)) == 3  # 8, 9 and the make-up Saturday
    assert CALENDAR.workdays_between(date(2026, 10, 10), date(2026, 9, 30)) == -3
    assert CALENDAR.workdays_between(date(2026, 10, 1), date(2026, 10, 7)) == 0


@same_every_run
@given(any_days, st.integers(-40, 40).filter(bool), st.sampled_from(["workday", "day", "month", "year"]))
def test_every_due_date_lies_in_its_range(start, n, unit):
    assume(unit != "year" or 2 < start.year + n < 9999)
    assume(unit != "month" or 10 < start.year < 9990)
    due = CALENDAR.offset(start, n, unit)
    assert due.earliest <= due.day <= due.latest
    assert due.provisional or due.earliest == due.latest
    assert not due.provisional or due.note


def test_a_period_that_ends_on_a_holiday_moves():
    # Ten days after 2026-09-25 is 2026-10-05: on to the 8th; three days before 10-10 is 10-07, which stays.
    forward = CALENDAR.offset(date(2026, 9, 25), 10, "day")
    assert (forward.day, forward.provisional) == (date(2026, 10, 8), False)
    assert forward.note == "遇国庆节放假顺延至2026-10-08（周四）"
    backward = CALENDAR.offset(date(2026, 10, 10), -3, "day")
    assert (backward.day, backward.advice) == (date(2026, 10, 7), date(2026, 9, 30))
    assert backward.note == "倒推的末日逢国庆节放假，不移动；办公时间内办妥，请在2026-09-30（周三）前"


def test_a_period_that_ends_on_a_make_up_saturday_stays():
    due = CALENDAR.offset(date(2026, 10, 7), 3, "day")
    assert due == DueDate(date(2026, 10, 10), date(2026, 10, 10), date(2026, 10, 10), False, None)


def test_an_earliest_date_does_not_move():
    due = CALENDAR.offset(date(2026, 9, 25), 10, "day", "earliest")
    assert due == DueDate(date(2026, 10, 5), date(2026, 10, 5), date(2026, 10, 5), False, None)


@pytest.mark.parametrize(
    ("start", "n", "unit", "due"),
    [
        (date(2024, 1, 31), 1, "month", date(2024, 2, 29)),
        (date(2025, 1, 31), 1, "month", date(2025, 2, 28)),
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28)),
        (date(2024, 3, 31), -1, "month", date(2024, 2, 29)),
        (date(2025, 4, 30), -12, "month", date(2024, 4, 30)),
    ],
)
def test_months_and_years_end_on_the_corresponding_day(start, n, unit, due):
    assert CALENDAR.offset(start, n, unit).day == due


@pytest.mark.parametrize("bound", ["latest", "earliest"])
@pytest.mark.parametrize(
    ("start", "n", "unit", "due"),
    [
        (date(2021, 10, 1), 5, "year", date(2026, 10, 1)),  # a term of validity ends on a holiday
        (date(2024, 5, 2), 2, "year", date(2026, 5, 2)),
        (date(2026, 10, 21), 1, "month", date(2026, 11, 21)),  # a Saturday
        (date(2026, 11, 1), -1, "month", date(2026, 10, 1)),
        (date(2026, 1, 2), 1, "year", date(2027, 1, 2)),  # whatever next year's notice makes of it
    ],
)
def test_months_and_years_do_not_move_off_a_day_off(start, n, unit, due, bound):
    assert CALENDAR.offset(start, n, unit, bound) == DueDate(due, due, due, False, None)


@same_every_run
@given(near_days, st.integers(-30, 30).filter(bool), st.sampled_from(["month", "year"]))
def test_a_term_ends_in_its_month_on_its_day_or_the_months_last(start, n, unit):
    end = CALENDAR.offset(start, n, unit).day
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == (n if unit == "month" else 12 * n)
    assert end.day == start.day or (end.day < start.day and (end + DAY).day == 1)


def test_zero_is_the_day_itself():
    saturday = date(2026, 11, 21)
    for unit in ("workday", "day", "month", "year"):
        assert CALENDAR.offset(saturday, 0, unit) == DueDate(saturday, saturday, saturday, False, None)


@pytest.mark.parametrize(
    ("start", "n", "unit"),
    [
        (date(9999, 12, 28), 9, "workday"),
        (date(1, 1, 5), -9, "workday"),
        (date(9999, 12, 31), 1, "day"),
        (date(1, 1, 1), -1, "day"),
        (date(9999, 1, 31), 12, "month"),
        (date(5, 1, 31), -5, "year"),
        (date(2026, 1, 1), 10**9, "year"),
    ],
)
def test_beyond_the_years_is_an_input_error(start, n, unit):
    with pytest.raises(InputError, match="公元1年至9999年"):
        CALENDAR.offset(start, n, unit)


def test_another_unit_is_refused():
    with pytest.raises(ValueError, match="week"):
        CALENDAR.offset(date(2026, 1, 1), 1, "week")
