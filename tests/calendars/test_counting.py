"""期限推算单: every day with its reason, and the printed sheet."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from clerkcheck.calendars.sheet import calculation_sheet, due_text, period_sheet, period_text
from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cells import cells, fill

CALENDAR = national_calendar()


def lines(start, n, unit, bound="latest"):
    return [(str(day.date)[5:], day.counted, day.number, day.reason) for day in CALENDAR.count(start, n, unit, bound)]


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
    assert CALENDAR.count(date(2025, 1, 2), 2, "year")[-1].certain


def test_the_sheet_of_a_period_with_what_it_is_for():
    sheet = period_sheet(CALENDAR, date(2026, 12, 10), -3, "workday", subject="报送会议材料")
    due, days = CALENDAR.offset(date(2026, 12, 10), -3, "workday"), CALENDAR.count(date(2026, 12, 10), -3, "workday")
    assert sheet.splitlines()[2] == "事项：  报送会议材料"
    plain = calculation_sheet(date(2026, 12, 10), -3, "workday", due, days)
    assert [line for line in sheet.splitlines() if "事项" not in line] == plain.splitlines()


def test_days_not_yet_arranged_say_so():
    counted = {str(day.date): day for day in CALENDAR.count(date(2026, 12, 28), 4, "workday")}
    assert counted["2026-12-30"].reason == "工作日（可能因元旦调休放假）"
    assert not counted["2026-12-30"].certain
    assert counted["2027-01-01"].certain
    assert counted["2027-01-02"].reason == "周六（可能因元旦调休上班）"


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    st.dates(date(2003, 1, 1), date(2030, 1, 1)), st.integers(-25, 25).filter(bool), st.sampled_from(["workday", "day"])
)
def test_the_sheet_ends_on_the_due_day_and_misses_no_day(start, n, unit):
    days = CALENDAR.count(start, n, unit)
    step = timedelta(1 if n > 0 else -1)
    assert [day.date for day in days] == [start + step * k for k in range(len(days))]
    assert days[-1].date == CALENDAR.offset(start, n, unit).day
    assert [day.number for day in days if day.number] == list(range(1, abs(n) + 1))
    assert all(day.reason for day in days)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    st.dates(date(2003, 1, 1), date(2030, 1, 1)),
    st.integers(-15, 15),
    st.sampled_from(["workday", "day", "month", "year"]),
)
def test_the_printed_sheet_fits_the_page_and_a_gbk_pipe(start, n, unit):
    sheet = calculation_sheet(start, n, unit, CALENDAR.offset(start, n, unit), CALENDAR.count(start, n, unit))
    assert max(cells(line) for line in sheet.splitlines()) <= 80
    assert sheet.encode("gbk").decode("gbk") == sheet
    assert not any(line.lstrip()[:1] in tuple("，。；：）") for line in sheet.splitlines() if line)


def test_a_provisional_date_is_shown_with_range_and_reason():
    text = due_text(CALENDAR.offset(date(2026, 12, 28), 3, "workday"))
    first, second, third = text.splitlines()[:3]
    assert first == "2026-12-31 周四 暂定"
    assert second == "最早 2026-12-31 周四，最迟 2027-01-05 周二"
    assert third.startswith("说明：国务院办公厅2027年放假通知尚未录入")


def test_periods_in_words():
    texts = [period_text(3, "workday"), period_text(-3, "day"), period_text(2, "month"), period_text(-1, "year")]
    assert texts == ["其后第 3 个工作日", "其前第 3 日", "其后 2 个月", "其前 1 年"]


def test_filling_keeps_dates_whole_and_punctuation_in_place():
    assert fill("甲乙丙2026-01-02，丁", 14, 2) == "甲乙丙\n  2026-01-02，\n  丁"
    assert fill("甲乙丙（丁）", 8) == "甲乙丙\n（丁）"
