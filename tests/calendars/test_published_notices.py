"""The notices of 2007 to 2026 as they were published, with the three that changed a year: every day comes back."""

import re
from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise, permutations
from pathlib import Path
from zipfile import ZipFile

import pytest

from clerkcheck.calendars.amendments import Amendment, amended, known_amendments
from clerkcheck.calendars.layers import national_layer
from clerkcheck.calendars.notice_file import read_notice
from clerkcheck.calendars.notice_lint import lint
from clerkcheck.calendars.notice_text import notice_of_text
from clerkcheck.calendars.notices import Notice, differing, national_notice
from clerkcheck.calendars.presumed import presumed
from clerkcheck.calendars.store import Store, layers_of
from clerkcheck.calendars.workdays import WorkCalendar, national_calendar
from clerkcheck.reading.errors import InputError
from clerkcheck.reports.calendar.year_page import holiday_runs

FILE = Path(__file__).resolve().parents[1] / "data" / "notices-published.txt"
TEXTS = FILE.read_text(encoding="utf-8").split("----\n")
READ = [notice_of_text(text, "通知.txt").notice for text in TEXTS]
YEARS = {notice.year: notice for notice in READ if isinstance(notice, Notice)}
CHANGES = {paper.year: paper for paper in READ if isinstance(paper, Amendment)}


def text_of(year):
    return next(text for text in TEXTS if isinstance(READ[TEXTS.index(text)], Notice) and f"{year}年" in text[:20])


def test_all_are_read_and_named():
    assert (sorted(YEARS), sorted(CHANGES)) == (list(range(2007, 2027)), [2015, 2019, 2020])
    assert YEARS[2010].issued == date(2009, 12, 7)
    assert [(paper.key, paper.replaces, paper.issued) for paper in CHANGES.values()] == [
        (paper.key, paper.replaces, paper.issued) for year in CHANGES for paper in known_amendments(year)
    ]


@pytest.mark.parametrize("year", range(2007, 2027))
def test_a_year_as_published_says_what_chinesecalendar_says(year):
    lint(YEARS[year], "通知.txt")
    papers = [CHANGES[year]] if year in CHANGES else []
    assert differing(national_notice(year), amended(YEARS[year], papers)) == []
    assert differing(national_notice(year), amended(YEARS[year], known_amendments(year))) == []
    assert bool(differing(national_notice(year), YEARS[year])) is (year in CHANGES)


def test_counted_by_the_imported_notices_every_day_of_twenty_years_is_the_same():
    layers = layers_of([Store(YEARS, {}), Store({}, {}, {paper.key: paper for paper in CHANGES.values()})])
    imported, known = WorkCalendar([national_layer(), *layers]), national_calendar()
    days = [date(2006, 12, 25) + timedelta(k) for k in range(7305 - 7)]
    assert [day for day in days if imported.is_workday(day) is not known.is_workday(day)] == []
    assert all(
        imported.offset(day, n, "workday") == known.offset(day, n, "workday") for day in days[::9] for n in (5, -3)
    )


@pytest.mark.parametrize("year", range(2007, 2027))
def test_spans_are_as_long_as_the_notice_says(year):
    said = re.findall(r"^\s*[一二三四五六七]、([^：]*)：[^。]*?共(\d+|三)天", YEARS_TEXT[year], re.M)
    lengths = {frozenset(run.names): (run.last - run.first).days + 1 for run in holiday_runs(year, national_calendar())}
    lengths |= {frozenset([name]): days for names, days in lengths.items() for name in names}
    short = {"“五一”": "劳动节", "“五一”国际劳动节": "劳动节", "“十一”": "国庆节"}
    for names, count in said:
        if (year, names) != (2020, "春节"):  # made longer afterwards
            first = names.split("、")[0]
            assert lengths[frozenset([short.get(first, first)])] == int(count.replace("三", "3")), names


YEARS_TEXT = {year: text_of(year).translate(str.maketrans("節勞動國慶", "节劳动国庆")) for year in range(2007, 2027)}


def as_docx(text):
    words = "".join(
        f"<w:p><w:r><w:t>{line[:9]}</w:t></w:r><w:r><w:t>{line[9:]}</w:t></w:r></w:p>" for line in text.splitlines()
    )
    body = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{words}</w:body></w:document>'
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", body)
    return file.getvalue()


def as_page(text):
    """As a government's site has it, with a script and links to the notices of other years."""
    lines = "\n".join(
        f"<p>&emsp;&emsp;<strong>{line[:3]}</strong><span>{line[3:]}</span></p>" for line in text.splitlines()
    )
    link = "<a href='x'>国务院办公厅关于{}年部分节假日安排的通知</a>"
    script = '<script>var a="2月3日上班<p>";</script><style>p{margin:0}</style><!-- 2月4日上班 -->'
    return (
        f"<!DOCTYPE html><html><head>{script}</head><body>{link.format(2001)}{lines}{link.format(2002)}</body></html>"
    )


FORMS = {
    "utf-8": lambda text: text.encode(),
    "one-line": lambda text: text.replace("\n", "").encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "gb18030": lambda text: text.encode("gb18030"),
    "docx": as_docx,
    "page": lambda text: as_page(text).encode(),
    "page-gb": lambda text: as_page(text).encode("gb18030"),
    "mht": lambda text: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n"
        b"Content-Transfer-Encoding: 8bit\n\n" + as_page(text).encode() + b"\n--x--\n"
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_whatever_the_file_the_notice_is_the_same(form, tmp_path):
    path = tmp_path / "通知"
    for year in (2007, 2020, 2025):
        opened = text_of(year)  # a page with links to others says in its opening which year is its own
        path.write_bytes(FORMS[form](opened))
        found = read_notice(str(path)).notice
        assert (found.year, found.issued) == (year, YEARS[year].issued)
        assert [day[:3] for day in found.days] == [day[:3] for day in YEARS[year].days]


def ics(days, *, apple):
    """A calendar as phones subscribe to it, or as holiday calendars are published."""
    events = []
    for day in days:
        marks = ("（班）", "（休）") if apple else (" 补班 第1天/共1天", " 假期 第1天/共1天")
        span = [f"DTSTART;VALUE=DATE:{day.date:%Y%m%d}", f"DTEND;VALUE=DATE:{day.date + timedelta(1):%Y%m%d}"]
        if day.workday and not apple:
            span = [f"DTSTART:{day.date:%Y%m%d}T010000Z", f"DTEND:{day.date:%Y%m%d}T090000Z"]
        alarm = ["BEGIN:VALARM", "SUMMARY:（休）", "END:VALARM"]
        summary = f"SUMMARY;LANGUAGE=zh_CN:{day.name[:1]}\r\n {day.name[1:]}{marks[not day.workday]}"
        events += ["BEGIN:VEVENT", *span, *alarm, summary, "END:VEVENT"]
    festival = ["BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260214", "SUMMARY:情人节", "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *festival, *events, "END:VCALENDAR", ""])


@pytest.mark.parametrize("apple", [True, False], ids=["phone", "published"])
def test_a_calendar_of_holidays_is_a_notice(apple, tmp_path):
    path = tmp_path / "holidays.ics"
    path.write_text(ics(YEARS[2026].days, apple=apple), encoding="utf-8")
    found = read_notice(str(path)).notice
    assert [day[:3] for day in found.days] == [day[:3] for day in YEARS[2026].days]
    lint(found, "holidays.ics")
    path.write_text(ics((*YEARS[2025].days, *YEARS[2026].days), apple=apple), encoding="utf-8")
    with pytest.raises(InputError, match="几年的安排：2025、2026"):
        read_notice(str(path))
    assert read_notice(str(path), 2025).notice.year == 2025


LATER = """国务院办公厅关于调整2019年劳动节假期安排的通知
国办发明电〔2019〕{number}号
一、2019年5月1日至{last}日放假调休，共{n}天。{work}
国务院办公厅
2019年{month}月1日
"""


@pytest.mark.parametrize(
    ("text", "year", "number"),
    [
        (
            "经国务院批准，现将调整2019年劳动节放假安排通知如下。\n一、5月1日至4日放假。国务院办公厅，2019年3月22日",
            2019,
            (),
        ),
        (
            "国务院办公厅关于调整2027年劳动节放假安排的通知\n现对《国务院办公厅关于2027年部分节假日安排的通知》"
            "（国办发明电〔2026〕9号）作如下调整：5月1日至4日放假。",
            2027,
            (),
        ),
        (
            "國務院辦公廳關於2027年勞動節放假調休安排調整的通知\n國辦發明電〔2027〕5號\n5月1日至4日放假調休。",
            2027,
            ("国办发明电〔2027〕5号",),
        ),
        (
            "国务院办公厅关于\n调整2027年劳动节假期安排的通知\n经国务院批准，现将2027年劳动节放假调休安排调整如下："
            "5月1日（周六）至4日（周二）放假调休，共4天。",
            2027,
            (),
        ),
        (
            "国务院办公厅关于调整2027年劳动节假期安排的通知\n经国务院批准，2027年劳动节放假安排调整为：5月1日至4日放假。",
            2027,
            (),
        ),
    ],
    ids=["no-title", "cites-another", "traditional", "adjusted-as-follows", "adjusted-to"],
)
def test_other_words_for_a_change(text, year, number):
    found = notice_of_text(text, "通知.txt").notice
    assert (found.year, found.papers, found.replaces) == (year, number, ("劳动节",))
    assert [day.date for day in found.days] == [date(year, 5, day) for day in range(1, 5)]


def test_of_papers_on_the_same_days_the_latest_wins_however_they_come():
    second = LATER.format(number=5, last=3, n=3, work="4月28日（星期日）、5月5日（星期日）上班。", month=4)
    third = LATER.format(number=7, last=1, n=1, work="", month=4).replace("至1日", "")
    papers = [CHANGES[2019], *(notice_of_text(text, "x").notice for text in (second, third))]
    for order in permutations(papers):
        store = Store({2019: YEARS[2019]}, {}, {paper.key: paper for paper in order})
        calendar = WorkCalendar([national_layer(), *layers_of([store])])
        worked = [day for day in range(1, 7) if calendar.is_workday(date(2019, 5, day))]
        assert worked == [2, 3, 6]
        assert not calendar.is_workday(date(2019, 4, 28))
        assert "〔2019〕7号" in calendar.day(date(2019, 5, 3)).paper


def test_the_principles_give_what_2025_and_2026_had():
    for year in (2025, 2026):
        runs = {(run.first, run.last) for run in holiday_runs(year, national_calendar()) if run.last.year == year}
        given = {(each.first, each.last) for each in presumed(year)}
        assert given - runs == ({(date(2026, 2, 16), date(2026, 2, 23))} if year == 2026 else set())
    assert [(str(each.first), str(each.last), each.made_up) for each in presumed(2027)] == [
        ("2027-01-01", "2027-01-03", 0),
        ("2027-02-05", "2027-02-12", 2),
        ("2027-04-03", "2027-04-05", 0),
        ("2027-05-01", "2027-05-05", 1),
        ("2027-06-09", "2027-06-09", 0),
        ("2027-09-15", "2027-09-15", 0),
        ("2027-10-01", "2027-10-07", 2),
    ]
    for year in range(2027, 2100):
        found = presumed(year)
        assert all(each.made_up >= 0 for each in found)
        assert all(a.last < b.first for a, b in pairwise(found) if not (a.open or b.open))
