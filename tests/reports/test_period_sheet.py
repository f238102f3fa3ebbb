"""期限推算单 as it is printed: its lines fit, and say what the period is for."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.calendars.counting import counted_period
from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cells import cells
from clerkcheck.reports.calendar.period_sheet import deadline_sheet, due_page, period_page, period_sheet, period_words
from clerkcheck.reports.calendar.periods_paper import periods_paper
from clerkcheck.reports.model import Fields, Table
from examples import examples

CALENDAR = national_calendar()


def printed(start, n, unit, **said):
    return period_page(period_sheet(counted_period(CALENDAR, start, n, unit), **said))


def test_the_sheet_of_a_period_with_what_it_is_for():
    sheet = printed(date(2026, 12, 10), -3, "workday", subject="报送会议材料")
    assert sheet.splitlines()[2] == "事项：  报送会议材料"
    plain = printed(date(2026, 12, 10), -3, "workday")
    assert [line for line in sheet.splitlines() if "事项" not in line] == plain.splitlines()


@examples(30)
@given(
    st.dates(date(2003, 1, 1), date(2030, 1, 1)),
    st.integers(-15, 15),
    st.sampled_from(["workday", "day", "month", "year"]),
)
def test_the_printed_sheet_fits_the_page_and_a_gbk_pipe(start, n, unit):
    sheet = printed(start, n, unit)
    assert max(cells(line) for line in sheet.splitlines()) <= 80
    assert sheet.encode("gbk").decode("gbk") == sheet
    assert not any(line.lstrip()[:1] in tuple("，。；：）") for line in sheet.splitlines() if line)


def test_a_provisional_date_is_shown_with_range_and_reason():
    text = due_page(CALENDAR.offset(date(2026, 12, 28), 3, "workday"))
    first, second, third = text.splitlines()[:3]
    assert first == "2026-12-31 周四 暂定"
    assert second == "最早 2026-12-31 周四，最迟 2027-01-05 周二"
    assert third.startswith("说明：国务院办公厅2027年放假通知尚未录入")


def test_periods_in_words():
    texts = [period_words(3, "workday"), period_words(-3, "day"), period_words(2, "month"), period_words(-1, "year")]
    assert texts == ["其后第 3 个工作日", "其前第 3 日", "其后 2 个月", "其前 1 年"]


def test_the_text_and_the_paper_say_the_same_of_a_deadline(example):
    report, pack, _case = example("major-decision-water-price")
    paper = periods_paper(report, pack, CALENDAR)
    fields = [dict(block.lines) for block in paper.blocks if isinstance(block, Fields)][1:]
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    assert len(fields) == len(tables) == len(report.deadlines) > 0
    for deadline, box, table in zip(sorted(report.deadlines, key=lambda each: each.due), fields, tables, strict=True):
        sheet = deadline_sheet(deadline, CALENDAR)
        assert sheet.rows == table.rows
        assert {label: text for label, text in sheet.head if box[label] != text} == {"起算日": sheet.head[0].text}
        page = "".join(period_page(sheet).split())
        assert all("".join(text.split()) in page for text in (*sheet.rows[-1], *dict(sheet.head).values()))
