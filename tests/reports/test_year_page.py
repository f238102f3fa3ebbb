"""The printed year: every day once in its column, marks, list below, 80 cells, GBK."""

import re
from datetime import date

import pytest

from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cells import cells
from clerkcheck.reports.calendar.year_page import holiday_runs, year_page

CALENDAR = national_calendar()


def half_cells(line, half):
    """The seven four-cell fields of the left or right month of a row; Chinese marks widened to two characters."""
    wide = "".join(char + " " if cells(char) == 2 else char for char in line).ljust(62)
    part = wide[:28] if half == 0 else wide[34:]
    return [part[k : k + 4].strip() for k in range(0, 28, 4)]


def days_on(page):
    """(month, day, weekday, mark) of every day printed."""
    found, months = [], (0, 0)
    for line in page.splitlines():
        titles = re.findall(r"(\d+)月", line)
        if re.fullmatch(r"\s*\d+月\s+\d+月", line):
            months = tuple(map(int, titles))
        elif re.match(r"[\s\d?休班]+\Z", line) and line.strip() and months[0]:
            for half, month in enumerate(months):
                for weekday, text in enumerate(half_cells(line, half)):
                    if text:
                        found.append((month, int(re.match(r"\d+", text)[0]), weekday, text.lstrip("0123456789")))
    return found


@pytest.mark.parametrize("year", [2004, 2018, 2024, 2026, 2027, 1990, 2150, 1, 9999])
def test_every_day_stands_once_under_its_weekday(year):
    printed = days_on(year_page(year, CALENDAR))
    days = [date(year, month, day) for month, day, *_ in printed]
    assert sorted(days) == [
        date.fromordinal(k) for k in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
    ]
    assert all(day.weekday() == weekday for day, (_m, _d, weekday, _mark) in zip(days, printed, strict=True))


def test_the_marks_are_those_of_the_notice():
    marks = {(month, day): mark for month, day, _weekday, mark in days_on(year_page(2026, CALENDAR)) if mark}
    assert [day for day, mark in sorted(marks.items()) if mark == "班"] == [
        (1, 4),
        (2, 14),
        (2, 28),
        (5, 9),
        (9, 20),
        (10, 10),
    ]
    assert marks[(10, 1)] == marks[(2, 15)] == "休"
    assert [day for day, mark in sorted(marks.items()) if mark == "?"] == [
        (12, 26),
        (12, 27),
        (12, 29),
        (12, 30),
        (12, 31),
    ]


@pytest.mark.parametrize("year", [2004, 2020, 2026, 2027, 2100])
def test_the_page_fits_80_cells_and_a_gbk_pipe(year):
    page = year_page(year, CALENDAR)
    assert max(cells(line) for line in page.splitlines()) <= 80
    assert page.encode("gbk").decode("gbk") == page


def test_the_list_below_says_what_the_notice_says():
    page = year_page(2026, CALENDAR)
    assert "春节：2月15日（周日）至2月23日（周一），共9天" in page
    assert "国庆节：10月1日（周四）至10月7日（周三），共7天" in page
    assert "来源：《国务院办公厅关于2026年部分节假日安排的通知》（据 chinesecalendar）" in page
    assert "未定：2026年12月25日至31日以2027年放假通知为准，尚未录入" in page


def test_an_unknown_year_shows_what_is_certain_and_what_is_not():
    page = year_page(2027, CALENDAR)
    assert "清明节：4月5日（周一）" in page
    assert "劳动节：5月1日（周六）、5月2日（周日）；其中2天逢周末，应补假" in page
    assert "未定：2027年放假通知尚未录入，调休和补假在哪天未定" in page


def test_a_known_year_between_known_years_has_nothing_open():
    assert "未定" not in year_page(2020, CALENDAR)


def test_runs_take_in_weekends_and_neighbouring_holidays():
    runs = {run.names: (run.first, run.last) for run in holiday_runs(2020, CALENDAR)}
    assert runs[("国庆节",)] == (date(2020, 10, 1), date(2020, 10, 8))
    assert runs[("清明节",)] == (date(2020, 4, 4), date(2020, 4, 6))
    across = holiday_runs(2019, CALENDAR)[0]
    assert (across.first, across.last) == (date(2018, 12, 30), date(2019, 1, 1))
