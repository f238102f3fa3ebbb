"""The statutory days, against published dates and against the notices of all past years."""

from datetime import date

import pytest

from clerkcheck.calendars.statutory import statutory_holidays, statutory_names
from clerkcheck.calendars.workdays import national_calendar


def dates(year, name):
    found = next(holiday for holiday in statutory_holidays(year) if holiday.name == name)
    return [date.fromordinal(day) for day in found.days]


def test_every_statutory_day_of_the_known_years_was_a_day_off():
    """2004-2026 each by the decree then in force: a wrong lunar date or a wrong decree would show here."""
    calendar = national_calendar()
    worked = [
        (date.fromordinal(day), name)
        for year in range(2004, 2027)
        for day, name in statutory_names(year).items()
        if calendar.is_workday(date.fromordinal(day))
    ]
    assert worked == []


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("元旦", ["2027-01-01"]),
        ("春节", ["2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08"]),
        ("清明节", ["2027-04-05"]),
        ("劳动节", ["2027-05-01", "2027-05-02"]),
        ("端午节", ["2027-06-09"]),
        ("中秋节", ["2027-09-15"]),
        ("国庆节", ["2027-10-01", "2027-10-02", "2027-10-03"]),
    ],
)
def test_the_days_of_2027(name, days):
    assert [day.isoformat() for day in dates(2027, name)] == days


@pytest.mark.parametrize(("year", "total"), [(2025, 13), (2024, 11), (2013, 11), (2007, 10), (1998, 7), (1949, 0)])
def test_each_decree_grants_its_number_of_days(year, total):
    assert sum(holiday.length for holiday in statutory_holidays(year)) == total


def test_spring_festival_began_on_the_eve_only_under_some_decrees():
    assert dates(2013, "春节")[0] == date(2013, 2, 9)
    assert dates(2014, "春节")[0] == date(2014, 1, 31)
    assert dates(2025, "春节")[0] == date(2025, 1, 28)


def test_beyond_the_lunar_tables_the_solar_days_remain():
    holidays = {holiday.name: holiday.days for holiday in statutory_holidays(2150)}
    assert holidays["国庆节"] == tuple(date(2150, 10, k).toordinal() for k in (1, 2, 3))
    assert holidays["春节"] == holidays["清明节"] == ()
