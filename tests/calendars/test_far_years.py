"""Far from all papers: the same counts as day by day, without building thousands of years to get there."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.calendars import outlook
from clerkcheck.calendars.layers import Layer
from clerkcheck.calendars.workdays import WorkCalendar, national_calendar
from clerkcheck.reading.errors import InputError
from examples import examples

AHEAD = Layer(  # a notice that came early, and a local day off very far ahead
    "imported", {date(2300, 5, 3).toordinal(): (False, "劳动节")}, {2300: "某通知"}, {}, date(2299, 12, 25).toordinal()
)
LOCAL = Layer("local", {date(7777, 3, 3).toordinal(): (False, "区庆")}, {}, {date(7777, 3, 3).toordinal(): "某文件"})
CALENDARS = {
    "national": national_calendar(),
    "with_layers": WorkCalendar([*national_calendar().layers, AHEAD, LOCAL]),
}
years = st.one_of(
    st.integers(1, 9999), st.integers(1940, 2110), st.sampled_from([1, 1900, 1901, 2099, 2100, 2300, 7777, 9998, 9999])
)
days = st.builds(lambda year, day: date(year, 1, 1) + timedelta(day), years, st.integers(0, 364))


def day_by_day(calendar, start, n):
    """The ``n``-th working day after (or before) ``start``, by looking at every day."""
    step, left, day = timedelta(1 if n > 0 else -1), abs(n), start
    while left:
        day += step
        left -= calendar.is_workday(day)
    return day


@pytest.mark.parametrize("name", CALENDARS)
@examples(30)
@given(start=days, n=st.integers(-800, 800).filter(bool))
def test_a_due_day_is_the_one_found_day_by_day(name, start, n):
    calendar = CALENDARS[name]
    try:
        found = calendar.offset(start, n, "workday")
    except InputError:
        assert start.year < 10 or start.year > 9990
        return
    assert found.day == day_by_day(calendar, start, n) or found.provisional
    assert found.earliest <= found.day <= found.latest


@pytest.mark.parametrize("name", CALENDARS)
@examples(30)
@given(start=days, length=st.integers(0, 1500))
def test_working_days_between_are_those_counted_day_by_day(name, start, length):
    calendar = CALENDARS[name]
    end = min(start.toordinal() + length, date.max.toordinal())
    counted = sum(calendar.is_workday(date.fromordinal(day)) for day in range(start.toordinal() + 1, end + 1))
    assert calendar.workdays_between(start, date.fromordinal(end)) == counted
    assert calendar.workdays_between(date.fromordinal(end), start) == -counted


@pytest.mark.parametrize("name", CALENDARS)
@examples(15)
@given(first=years, more=st.integers(0, 400))
def test_a_long_span_is_the_sum_of_its_years(name, first, more):
    calendar, last = CALENDARS[name], min(first + more, 9999)
    whole = sum(
        calendar.workdays_between(date(year, 1, 1), date(year, 12, 31)) + calendar.is_workday(date(year, 1, 1))
        for year in range(first, last + 1)
    )
    first_day = date(first, 1, 1)
    assert calendar.workdays_between(first_day, date(last, 12, 31)) + calendar.is_workday(first_day) == whole


@pytest.mark.parametrize(
    ("start", "n", "day", "earliest", "latest"),
    [
        ("2027-06-15", -20000, "1948-04-09", "1948-04-07", "1956-04-06"),
        ("0001-01-01", 20000, "0077-08-30", "0064-11-19", "0077-08-30"),
        ("2026-12-20", 7, "2026-12-29", "2026-12-27", "2026-12-31"),
        ("2027-01-20", 30, "2027-03-09", "2027-03-09", "2027-03-09"),
        ("2027-06-15", 15000, "2087-12-15", "2087-12-11", "2087-12-15"),
        ("9999-12-31", -20000, "9919-04-30", "9919-04-26", "9919-05-09"),
        ("2100-03-01", 400, "2101-10-11", "2101-09-24", "2101-10-23"),
        ("1949-10-01", 250, "1950-09-22", "1950-07-26", "1950-09-22"),
        ("1994-12-30", 120, "1995-06-23", "1995-05-25", "1995-06-27"),
        ("2003-12-20", -200, "2003-03-07", "2003-03-07", "2003-03-07"),
        ("8888-08-08", 2000, "8896-08-30", "8896-08-28", "8896-09-04"),
        ("0500-02-28", -3000, "0488-08-30", "0488-08-30", "0490-07-31"),
    ],
)
def test_due_days_and_their_ranges(start, n, day, earliest, latest):
    """As an outlook that tried every day, and built every year on the way, had them."""
    found = national_calendar().offset(date.fromisoformat(start), n, "workday")
    assert [each.isoformat() for each in found[:3]] == [day, earliest, latest]


@pytest.mark.parametrize(
    ("first", "last", "workdays"),
    [
        ("2026-01-01", "9999-12-31", 1976655),
        ("0001-01-01", "9999-12-31", 2504317),
        ("9000-05-05", "2026-03-03", -1728809),
        ("1900-01-01", "2100-01-01", 50581),
    ],
)
def test_long_counts(first, last, workdays):
    assert national_calendar().workdays_between(date.fromisoformat(first), date.fromisoformat(last)) == workdays


@pytest.mark.parametrize(
    ("start", "n"),
    [("9999-12-31", 1), ("9999-12-20", 20), ("0001-01-01", -1), ("0001-01-05", -30), ("9000-01-01", 900_000)],
)
def test_beyond_the_years_there_are(start, n):
    with pytest.raises(InputError, match="超出了公元1年至9999年"):
        national_calendar().offset(date.fromisoformat(start), n, "workday")


@pytest.mark.parametrize("start", ["0001-01-01", "2027-06-15", "9999-12-31"])
def test_few_years_are_built_on_a_long_way(start, monkeypatch):
    built = []
    real = outlook.year_table
    monkeypatch.setattr(outlook, "year_table", lambda year, *rest: (built.append(year), real(year, *rest))[1])
    calendar = WorkCalendar(national_calendar().layers)
    for n in (-99_999, 99_999):
        try:
            calendar.offset(date.fromisoformat(start), n, "workday")
        except InputError:
            continue
    calendar.workdays_between(date.fromisoformat(start), date(9999, 12, 31))
    assert len(built) < 300  # two centuries of lunar tables, and one of each sort of year
