"""The days of a period: each counted or not, with its reason."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.calendars.counting import count
from clerkcheck.calendars.workdays import national_calendar
from examples import examples

CALENDAR = national_calendar()


def lines(start, n, unit, bound="latest"):
    return [(str(day.date)[5:], day.counted, day.number, day.reason) for day in count(CALENDAR, start, n, unit, bound)]


def test_working_days_over_a_holiday_with_make_up_days():
    assert lines(date(2026, 4, 30), 4, "workday") == [
        ("04-30", False, None, "起算日不计入"),
        ("05-01", False, None, "劳动节放假"),
        ("05-02", False, None, "劳动节放假"),
        ("05-03", False, None, "劳动节放假"),
        ("05-04", False, None, "劳动节放假"),
        ("05-05", False, None, "劳动节放假"),
        ("05-06", True, 1, "工作日"),
        ("05-07", True, 2, "工作日"),
        ("05-08", True, 3, "工作日"),
        ("05-09", True, 4, "调休上班（劳动节）"),
    ]


def test_working_days_backward_over_a_weekend():
    assert lines(date(2026, 11, 24), -3, "workday") == [
        ("11-24", False, None, "起算日不计入"),
        ("11-23", True, 1, "工作日"),
        ("11-22", False, None, "周日"),
        ("11-21", False, None, "周六"),
        ("11-20", True, 2, "工作日"),
        ("11-19", True, 3, "工作日"),
    ]


def test_natural_days_and_the_days_by_which_the_end_moves():
    assert lines(date(2026, 9, 30), 3, "day") == [
        ("09-30", False, None, "起算日不计入"),
        ("10-01", True, 1, "自然日（国庆节放假也计入）"),
        ("10-02", True, 2, "自然日（国庆节放假也计入）"),
        ("10-03", True, 3, "期限末日，国庆节放假"),
        ("10-04", False, None, "国庆节放假"),
        ("10-05", False, None, "国庆节放假"),
        ("10-06", False, None, "国庆节放假"),
        ("10-07", False, None, "国庆节放假"),
        ("10-08", True, None, "顺延至此，为期限最后一日"),
    ]


def test_an_earliest_bound_ends_where_the_days_end():
    assert lines(date(2026, 9, 30), 3, "day", "earliest")[-1] == ("10-03", True, 3, "自然日（国庆节放假也计入）")


def test_months_are_not_counted_day_by_day():
    assert lines(date(2024, 1, 31), 1, "month") == [
        ("01-31", False, None, "起算日不计入"),
        ("02-29", True, 1, "没有对应日，以月末日为准"),
    ]


def test_a_term_that_ends_on_a_day_off_says_that_it_does_not_move():
    assert lines(date(2021, 10, 1), 5, "year")[-1] == ("10-01", True, 5, "到期月的对应日，逢休息日不顺延")
    assert count(CALENDAR, date(2025, 1, 2), 2, "year")[-1].certain


def test_days_not_yet_arranged_say_so():
    counted = {str(day.date): day for day in count(CALENDAR, date(2026, 12, 28), 4, "workday")}
    assert counted["2026-12-30"].reason == "工作日（可能因元旦调休放假）"
    assert not counted["2026-12-30"].certain
    assert counted["2027-01-01"].certain
    assert counted["2027-01-02"].reason == "周六（可能因元旦调休上班）"


@examples(30)
@given(
    st.dates(date(2003, 1, 1), date(2030, 1, 1)), st.integers(-25, 25).filter(bool), st.sampled_from(["workday", "day"])
)
def test_the_sheet_ends_on_the_due_day_and_misses_no_day(start, n, unit):
    days = count(CALENDAR, start, n, unit)
    step = timedelta(1 if n > 0 else -1)
    assert [day.date for day in days] == [start + step * k for k in range(len(days))]
    assert days[-1].date == CALENDAR.offset(start, n, unit).day
    assert [day.number for day in days if day.number] == list(range(1, abs(n) + 1))
    assert all(day.reason for day in days)
