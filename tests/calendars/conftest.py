"""Notices of past years, built from chinesecalendar's data as holiday-cn's JSON and as the text of a notice."""

from datetime import date, timedelta

import pytest

from clerkcheck.calendars.layers import national_layer, notice_year
from clerkcheck.calendars.notices import NoticeDay, runs

CHINESE = "一二三四五六七八九十"
MID_YEAR = (2015, 2019, 2020)  # a second paper changed the year's notice


def days_of(year):
    rulings = ((date.fromordinal(k), ruling) for k, ruling in sorted(national_layer().rulings.items()))
    return [NoticeDay(day, *ruling) for day, ruling in rulings if notice_year(day) == year]


def json_of(year):
    days = [{"name": d.name, "date": d.date.isoformat(), "isOffDay": not d.workday} for d in days_of(year)]
    papers = [f"https://www.gov.cn/{year}-{number}.htm" for number in range(1 + (year in MID_YEAR))]
    return {"year": year, "papers": papers, "days": days}


def text_of(year):
    """The wording of the notices since 2023: every day with its weekday, every run with its length."""
    days = days_of(year)
    lines = [f"国务院办公厅关于{year}年部分节假日安排的通知", f"国办发明电〔{year - 1}〕7号", ""]
    for number, name in enumerate(dict.fromkeys(day.name for day in days)):
        found = runs([day for day in days if day.name == name])
        off = "".join(_off(run, year) for run in found if not run.workday)
        work = [
            run.first + timedelta(k) for run in found if run.workday for k in range((run.last - run.first).days + 1)
        ]
        makeup = "、".join(_spelled(day, year) for day in work) + "上班。" if work else ""
        lines.append(f"　　{CHINESE[number]}、{name}：{off}{makeup}")
    closing = [
        "　　节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。",
        "国务院办公厅",
        f"{year - 1}年11月4日",
    ]
    return "\n".join([*lines, *closing, ""])


def _off(run, year):
    total = (run.last - run.first).days + 1
    until = f"至{_spelled(run.last, year, beside=run.first)}" if total > 1 else ""
    return f"{_spelled(run.first, year)}{until}放假调休，共{total}天。"


def _spelled(day, year, beside=None):
    text = f"{day.day}日（周{'一二三四五六日'[day.weekday()]}）"
    if beside is None or beside.month != day.month:
        text = f"{day.month}月{text}"
    if day.year != year or (beside is not None and beside.year != day.year):
        text = f"{day.year}年{text}"
    return text


@pytest.fixture(scope="session")
def past_days():
    """The days of a past year's notice."""
    return days_of


@pytest.fixture(scope="session")
def past_json():
    """A past year's notice in holiday-cn's format."""
    return json_of


@pytest.fixture(scope="session")
def past_text():
    """A past year's notice in words."""
    return text_of
