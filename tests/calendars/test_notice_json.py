"""holiday-cn's JSON: past years come back exactly, every other shape is refused with its place."""

import json
from datetime import date, timedelta

import pytest

from clerkcheck.calendars.layers import national_layer, notice_year
from clerkcheck.calendars.notice_json import notice_of_json
from clerkcheck.calendars.notice_lint import lint
from clerkcheck.calendars.notices import long_runs, notices_layer
from clerkcheck.calendars.workdays import WorkCalendar, national_calendar
from clerkcheck.reading.documents import read_json
from clerkcheck.reading.errors import InputError

YEARS = range(2007, 2027)
DAY = timedelta(1)


def read(data):
    return notice_of_json(read_json(json.dumps(data, ensure_ascii=False, indent=1), "2026.json"))


def national_without(year):
    layer = national_layer()
    rulings = {k: v for k, v in layer.rulings.items() if notice_year(date.fromordinal(k)) != year}
    return layer._replace(rulings=rulings, notices={k: v for k, v in layer.notices.items() if k != year})


def whole(year):
    first = date(year - 1, 12, 1)
    return [first + DAY * k for k in range((date(year, 12, 31) - first).days + 1)]


def facts(calendar, year):
    return [calendar.day(day)[:5] for day in whole(year)]


@pytest.mark.parametrize("year", YEARS)
def test_an_imported_year_is_that_of_chinesecalendar(year, past_json):
    notice = read(past_json(year))
    lint(notice, "x")
    truth = national_calendar()
    below, above = national_without(year), notices_layer([notice])
    for calendar in (WorkCalendar([below, above]), WorkCalendar([national_layer(), above])):
        assert facts(calendar, year) == facts(truth, year)
        wrong = [
            (day, n)
            for day in whole(year)
            for n in (-15, -3, 3, 15)
            if calendar.offset(day, n, "workday").day != truth.offset(day, n, "workday").day
        ]
        assert wrong == []
        assert calendar.known_until == truth.known_until


def test_all_years_imported_at_once_are_those_of_chinesecalendar(past_json):
    layer = national_layer()
    below = layer._replace(
        rulings={k: v for k, v in layer.rulings.items() if notice_year(date.fromordinal(k)) < 2007},
        notices={k: v for k, v in layer.notices.items() if k < 2007},
    )
    calendar = WorkCalendar([below, notices_layer([read(past_json(year)) for year in YEARS])])
    days = [day for year in YEARS for day in whole(year)]
    assert [day for day in days if calendar.is_workday(day) is not national_calendar().is_workday(day)] == []


def test_a_notice_replaces_what_a_lower_layer_says_of_its_year(past_json):
    """Without its make-up Saturday of October (and a day off less), the Saturday is a plain one again."""
    data = past_json(2026)
    data["days"] = [day for day in data["days"] if day["date"] not in ("2026-10-10", "2026-10-07")]
    calendar = WorkCalendar([national_layer(), notices_layer([read(data)])])
    assert not calendar.is_workday(date(2026, 10, 10))
    assert calendar.is_workday(date(2026, 10, 7))
    fact = calendar.day(date(2026, 10, 10))
    assert (fact.kind, fact.layer, fact.certain) == ("周末", "imported", True)
    assert calendar.offset(date(2026, 10, 6), 2, "workday").day == date(2026, 10, 8)
    assert calendar.day(date(2025, 10, 11)).layer == "national"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["days"].clear(), "2026年的通知里一天也没有"),
        (lambda d: d.pop("papers"), "缺少 papers"),
        (lambda d: d.update(holidays={}), "不认识 holidays"),
        (lambda d: d.update(year="2026"), "year 应当是四位数"),
        (lambda d: d.update(year=True), "year 应当是四位数"),
        (lambda d: d.update(days={"2026-01-01": "元旦"}), "days 应当是一个列表"),
        (lambda d: d.update(papers=[1]), "应当是文字"),
        (lambda d: d["days"].insert(0, "2026-01-01"), "应当是一组"),
        (lambda d: d["days"][0].pop("isOffDay"), "缺少 isOffDay"),
        (lambda d: d["days"][0].update(isOffDay="true"), "isOffDay 应当是 true"),
        (lambda d: d["days"][0].update(isOffDay=1), "isOffDay 应当是 true"),
        (lambda d: d["days"][0].update(date="01-01"), "“01-01”不是日期"),
        (lambda d: d["days"][0].update(date="2026-02-30"), "没有 2026-02-30 这一天"),
        (lambda d: d["days"][0].update(name="元旦\x1b[31m"), "控制字符"),
        (lambda d: d["days"][0].update(date="2025-11-30"), "2025-11-30 不在2026年，也不在上年12月"),
        (lambda d: d["days"][0].update(date="2027-01-01"), "2027-01-01 不在2026年，也不在上年12月"),
        (
            lambda d: d["days"].append({"name": "元旦", "date": "2026-01-01", "isOffDay": False}),
            "既写了放假，又写了上班",
        ),
    ],
)
def test_another_shape_or_a_contradiction_is_refused_with_its_place(change, message, past_json):
    data = past_json(2026)
    change(data)
    with pytest.raises(InputError, match=message) as caught:
        read(data)
    assert caught.value.place.line is not None


def test_a_list_is_no_notice():
    with pytest.raises(InputError, match="应当是一组"):
        read([])


def test_every_wrong_day_is_named(past_json):
    data = past_json(2026)
    data["days"][0]["date"], data["days"][5]["date"] = "01-01", "2026-02-30"
    with pytest.raises(InputError) as caught:
        read(data)
    assert str(caught.value).count("\n") == 1


def test_a_day_said_twice_alike_is_one_day(past_json):
    data = past_json(2026)
    data["days"].append(dict(data["days"][0]))
    assert len(read(data).days) == len(data["days"]) - 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: [each for each in d if each["date"] != "2026-10-02"], "没有国庆节的法定放假日 2026-10-02"),
        (lambda d: [each for each in d if each["name"] != "端午节"], "没有端午节的法定放假日"),
        (lambda d: [each for each in d if each["date"] != "2026-10-10"], "放假与上班对不上"),
        (lambda d: [each for each in d if each["date"] != "2026-05-05"], "放假与上班对不上"),
        (lambda d: [*d, {"name": "春节", "date": "2026-03-03", "isOffDay": False}], "2026-03-03 是周二，本来就上班"),
        (
            lambda d: [each | {"isOffDay": each["isOffDay"] and each["date"] != "2026-10-01"} for each in d],
            "2026-10-01 是国庆节法定放假日（.*），不能上班",
        ),
    ],
)
def test_what_the_decree_rules_out_is_refused(change, message, past_json):
    data = past_json(2026)
    data["days"] = change(data["days"])
    with pytest.raises(InputError, match=message):
        lint(read(data), "2026.json")


@pytest.mark.parametrize(("year", "refused"), [(2003, True), (2004, False), (2099, False), (2100, True)])
def test_only_years_whose_statutory_days_are_known(year, refused):
    data = {"year": year, "papers": [], "days": [{"name": "元旦", "date": f"{year}-01-01", "isOffDay": True}]}
    with pytest.raises(InputError) as caught:
        lint(read(data), "x.json")
    assert ("不能导入" in str(caught.value)) is refused


def test_a_mid_year_closing_is_a_warning(past_json):
    assert any("对不上" in warning for warning in lint(read(past_json(2015)), "x"))
    single = past_json(2015) | {"papers": ["一份"]}
    with pytest.raises(InputError, match="对不上"):
        lint(read(single), "x")


def test_more_than_six_working_days_in_a_row_is_said():
    days = {"2027-01-01": True, "2027-01-02": False, "2027-01-03": False}
    entries = [{"name": "元旦", "date": day, "isOffDay": off} for day, off in days.items()]
    notice = read({"year": 2027, "papers": [], "days": entries})
    assert long_runs(notice.days, 2027) == [(date(2027, 1, 2), date(2027, 1, 8))]


def test_past_notices_with_seven_working_days_in_a_row_are_imported_with_a_warning(past_json):
    warned = {year: [text for text in lint(read(past_json(year)), "x") if "连续上班" in text] for year in YEARS}
    for year, texts in warned.items():
        streak = longest(year)
        assert bool(texts) is (streak > 6), (year, streak)
    assert any(warned.values())


def longest(year):
    best = count = 0
    for day in whole(year):
        count = count + 1 if national_calendar().is_workday(day) else 0
        best = max(best, count)
    return best
