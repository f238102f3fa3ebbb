"""How far off a day is: never 今天到期 for a day that is not today, and no working day where there is none."""

from datetime import date, timedelta

import pytest

from clerkcheck.__main__ import main
from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.desk.case_line import CaseLine
from clerkcheck.reports.day_words import working_days_left
from clerkcheck.tui import rows_cases

FRIDAY = date(2026, 11, 27)
NATIONAL_DAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("due", "as_of", "words", "short"),
    [
        (FRIDAY, FRIDAY, "今天到期", "今天"),
        (FRIDAY, FRIDAY + timedelta(1), "已过 1 天（不足 1 个工作日）", "过1天"),
        (FRIDAY, FRIDAY + timedelta(2), "已过 2 天（不足 1 个工作日）", "过2天"),
        (FRIDAY, FRIDAY + timedelta(3), "已过 1 个工作日", "过 1"),
        (FRIDAY, FRIDAY - timedelta(1), "余 1 个工作日", "余 1"),
        (FRIDAY, FRIDAY - timedelta(7), "余 5 个工作日", "余 5"),
        (FRIDAY + timedelta(2), FRIDAY + timedelta(1), "余 1 天（其间没有工作日）", "余1天"),
        (FRIDAY + timedelta(2), FRIDAY, "余 2 天（其间没有工作日）", "余2天"),
        (FRIDAY + timedelta(2), FRIDAY + timedelta(2), "今天到期", "今天"),
        (NATIONAL_DAY - timedelta(1), NATIONAL_DAY + timedelta(6), "已过 7 天（不足 1 个工作日）", "过7天"),
    ],
)
def test_words(due, as_of, words, short):
    count = national_calendar().workdays_between(as_of, due)
    assert working_days_left(due, as_of, count) == words
    line = CaseLine("甲.yaml", "甲", "ready", due=due, left=count)
    assert (
        short in rows_cases.table_row(line, 80, as_of).text and words[:5] in rows_cases.table_row(line, 200, as_of).text
    )


def test_only_the_day_itself_is_today():
    calendar, start = national_calendar(), date(2026, 9, 20)
    days = [start + timedelta(each) for each in range(30)]
    for due in days:
        for as_of in days:
            words = working_days_left(due, as_of, calendar.workdays_between(as_of, due))
            assert ("今天" in words) is (due == as_of)
            assert words.startswith("已过") is (due < as_of) and words.startswith("余") is (due > as_of)
            assert " 0 " not in words


@pytest.mark.parametrize(
    ("as_of", "words"), [("2026-11-27", "今天到期"), ("2026-11-28", "已过 1 天（不足 1 个工作日）")]
)
def test_everywhere_it_is_said(tmp_path, capsys, as_of, words):
    path = tmp_path / "甲.yaml"
    path.write_text(
        "pack: qianjiang\nkind: agenda_item\ntitle: 甲\nfacts: {meeting: standing}\ndates: {meeting: 2026-12-02}\n",
        encoding="utf-8",
    )
    for command in (["check", str(path)], ["due", "2026-12-02", "-3"]):
        main([*command, "--as-of", as_of])
        assert words in capsys.readouterr().out
