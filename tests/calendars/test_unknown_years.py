"""Where knowledge ends: provisional dates, their reason, and a range in which the truth always lies."""

from datetime import date, timedelta

import pytest

from clerkcheck.calendars.bounds import leeways
from clerkcheck.calendars.layers import Layer, national_layer, notice_year
from clerkcheck.calendars.workdays import WorkCalendar, national_calendar
from wide import wide

CALENDAR = national_calendar()
DAY = timedelta(1)
# chinesecalendar lacks a day that 国办发明电〔2005〕35号 made a working day (2006's notice; its issue 125).
MISSING = {date(2005, 12, 31): True}
# Decreed in mid-year, by no regular notice: the parade of 2015, and the epidemic, which replaced 2020's notice.
SPECIAL_CLOSINGS = {
    date(2015, 9, 3): True,
    date(2015, 9, 4): True,
    date(2015, 9, 6): False,
    date(2020, 1, 31): True,
    date(2020, 2, 1): True,
}


def regular() -> Layer:
    """The notices as first issued: the package's data with its gap filled and the special closings undone."""
    layer = national_layer()
    changed = {day.toordinal(): (workday, "") for day, workday in (MISSING | SPECIAL_CLOSINGS).items()}
    return layer._replace(rulings={**layer.rulings, **changed})


def without(layer: Layer, year: int) -> Layer:
    rulings = {k: v for k, v in layer.rulings.items() if notice_year(date.fromordinal(k)) != year}
    return layer._replace(rulings=rulings, notices={k: v for k, v in layer.notices.items() if k != year})


def days(first: date, last: date) -> list[date]:
    return [first + DAY * k for k in range((last - first).days + 1)]


@pytest.mark.parametrize("year", wide(range(2005, 2027), kept=[2008, 2015, 2020, 2026]))
def test_the_truth_lies_in_the_range_when_the_notice_is_unknown(year):
    truth, guess = WorkCalendar([regular()]), WorkCalendar([without(regular(), year)])
    outside = []
    for start in days(date(year - 1, 11, 25), date(year, 11, 25)):
        for n in (-30, -7, -3, -1, 1, 3, 5, 15):
            day, due = truth.offset(start, n, "workday").day, guess.offset(start, n, "workday")
            if not due.earliest <= day <= due.latest:
                outside.append((start, n, day, due))
        for n in (-10, 20):
            day, due = truth.offset(start, n, "day").day, guess.offset(start, n, "day")
            if not due.earliest <= day <= due.latest:
                outside.append((start, n, day, due))
    assert outside == []


def test_the_truth_lies_in_the_range_over_several_unknown_years():
    layer = regular()
    for year in range(2006, 2013):
        layer = without(layer, year)
    truth, guess = WorkCalendar([regular()]), WorkCalendar([layer])
    outside = []
    for start in [*days(date(2006, 12, 20), date(2007, 1, 10)), *days(date(2011, 12, 20), date(2012, 1, 10))]:
        for n in (3, -3, 250, -250, 270, 510, 760):
            day, due = truth.offset(start, n, "workday").day, guess.offset(start, n, "workday")
            if not due.earliest <= day <= due.latest:
                outside.append((start, n, day, due))
    assert outside == []


@pytest.mark.parametrize(("first", "last", "granted"), [(2006, 2007, 10), (2008, 2024, 11), (2025, 2026, 13)])
def test_every_regular_notice_swaps_days_one_for_one(first, last, granted):
    """The argument of clerkcheck.calendars.bounds: a year loses the weekdays that the decree grants."""
    calendar = WorkCalendar([regular()])
    for year in range(first, last + 1):
        before, end = date(year - 1, 12, 24), date(year, 12, 24)
        weekdays = sum(day.weekday() < 5 for day in days(before + DAY, end))
        assert weekdays - calendar.workdays_between(before, end) == granted, year


def test_a_plain_week_far_from_any_holiday_is_sure():
    for start in days(date(2027, 7, 1), date(2027, 8, 20)):
        due = CALENDAR.offset(start, 5, "workday")
        assert due.provisional
        assert due.earliest == due.day == due.latest


def test_an_interval_over_a_whole_holiday_is_sure():
    due = CALENDAR.offset(date(2027, 1, 18), 35, "workday")  # from before 春节's reach to after it
    assert due.provisional
    assert due.earliest == due.latest


def test_the_range_is_not_uselessly_wide():
    widths = [CALENDAR.offset(start, 3, "workday") for start in days(date(2027, 1, 1), date(2027, 12, 20))]
    spread = sorted((due.latest - due.earliest).days for due in widths)
    assert spread[len(spread) // 2] <= 2
    assert spread[-1] <= 16


def test_certain_until_christmas_then_provisional_with_the_reason():
    assert CALENDAR.known_until == date(2026, 12, 24)
    assert not CALENDAR.offset(date(2026, 12, 21), 3, "workday").provisional
    due = CALENDAR.offset(date(2026, 12, 28), 3, "workday")
    assert due.provisional
    assert (due.day, due.earliest, due.latest) == (date(2026, 12, 31), date(2026, 12, 31), date(2027, 1, 5))
    assert due.note.startswith("国务院办公厅2027年放假通知尚未录入（2026-12-25起未定）")


def test_counting_backward_over_unknown_days_is_provisional():
    assert CALENDAR.offset(date(2026, 12, 28), -3, "workday").provisional
    assert not CALENDAR.offset(date(2026, 12, 25), -3, "workday").provisional


def test_an_earliest_date_is_never_provisional():
    assert not CALENDAR.offset(date(2027, 2, 1), 5, "day", "earliest").provisional


def test_before_the_first_notice():
    due = CALENDAR.offset(date(2003, 6, 2), 3, "workday")
    assert due.provisional
    assert due.note.startswith("放假安排的资料自2004年起")


def test_a_saturday_of_the_six_day_week_may_be_a_working_day():
    due = CALENDAR.offset(date(1990, 6, 15), 1, "workday")  # a Friday
    assert (due.earliest, due.day) == (date(1990, 6, 16), date(1990, 6, 18))


def test_statutory_days_are_certain_and_days_owed_are_not():
    eve, owed = CALENDAR.day(date(2027, 2, 5)), CALENDAR.day(date(2027, 2, 9))
    assert (eve.kind, eve.name, eve.certain, eve.workday) == ("休", "春节", True, False)
    assert (owed.kind, owed.name, owed.certain, owed.workday) == ("休", "春节", False, False)
    assert "第六条" in owed.paper
    plain = CALENDAR.day(date(2027, 7, 6))
    assert (plain.kind, plain.certain, plain.layer) == ("工作日", False, "weekend")


def test_leeway_merges_neighbouring_holidays_and_counts_what_is_owed():
    autumn = {each.name: each for each in leeways(2020)}["中秋节、国庆节"]  # both on 2020-10-01, the 3rd a Saturday
    assert autumn.owed == 2
    spring = leeways(2027)[1]
    assert (spring.name, spring.owed) == ("春节", 2)
    assert [date.fromordinal(day) for day in spring.placed] == [date(2027, 2, 9), date(2027, 2, 10)]


def test_a_later_layer_makes_the_next_year_certain():
    """What `calendar import` will do: an imported notice for 2027, which changes the December before."""
    notice = Layer(
        "imported",
        {date(2026, 12, 27).toordinal(): (True, "元旦"), date(2026, 12, 31).toordinal(): (False, "元旦")},
        {2027: "一份通知"},
        {},
    )
    calendar = WorkCalendar([national_layer(), notice])
    assert calendar.known_until == date(2027, 12, 24)
    due = calendar.offset(date(2026, 12, 25), 4, "workday")
    assert (due.day, due.provisional) == (date(2026, 12, 30), False)
    fact = calendar.day(date(2026, 12, 27))
    assert (fact.kind, fact.layer, fact.paper, fact.certain) == ("班", "imported", "一份通知", True)


def test_a_local_overlay_wins_over_the_national_notice():
    local = Layer(
        "local", {date(2026, 4, 20).toordinal(): (False, "三月三")}, {}, {date(2026, 4, 20).toordinal(): "自治区通知"}
    )
    calendar = WorkCalendar([national_layer(), local])
    assert calendar.offset(date(2026, 4, 17), 1, "workday").day == date(2026, 4, 21)
    assert calendar.day(date(2026, 4, 20)).paper == "自治区通知"
    assert calendar.known_until == date(2026, 12, 24)


def test_a_gap_between_known_years_is_provisional_only_inside():
    calendar = WorkCalendar([without(national_layer(), 2025)])
    assert calendar.known_until == date(2024, 12, 24)
    assert calendar.offset(date(2025, 6, 10), 3, "workday").provisional
    due = calendar.offset(date(2026, 6, 10), 3, "workday")
    assert (due.provisional, due.day) == (False, date(2026, 6, 15))
