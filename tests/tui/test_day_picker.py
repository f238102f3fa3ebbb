"""The month grid: 休 and 班 beside the days, moving, typing a date, picking; and dates typed in a hurry."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerkcheck.calendars.months import month_away
from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cells import cells
from clerkcheck.reading.typed_dates import typed_date
from clerkcheck.reading.written_values import ValueProblem
from clerkcheck.reports.calendar.year_page import day_mark
from clerkcheck.tui.rows_case import date_rows
from clerkcheck.tui.rows_dates import deadline_rows
from clerkcheck.tui.screens.day_picker import DayPicker, day_words, moved, week_head, weeks
from examples import examples

TODAY = date(2026, 11, 22)
CALENDAR = national_calendar()
DAYS = st.dates(date(1, 3, 1), date(9999, 10, 31))


def lines(shown):
    return ["".join(cell.text for cell in week).rstrip() for week in weeks(shown, CALENDAR)]


class TestGrid:
    def test_the_national_day_of_2026(self):
        assert lines(date(2026, 10, 1)) == [
            "                     [ 1休]   2休    3休    4休",
            "  5休    6休    7休    8      9     10班   11",
            " 12     13     14     15     16     17     18",
            " 19     20     21     22     23     24     25",
            " 26     27     28     29     30     31",
        ]

    def test_the_end_of_the_year_is_not_certain(self):
        assert " 29?" in lines(date(2026, 12, 1))[-1] and "暂定" not in day_words(date(2026, 12, 22), TODAY, CALENDAR)
        assert "暂定" in day_words(date(2026, 12, 31), TODAY, CALENDAR)

    @examples(30)
    @given(st.dates(date(2004, 1, 1), date(2040, 12, 31)))
    def test_every_day_once_under_its_weekday_and_only_the_shown_one_in_brackets(self, shown):
        names = week_head()
        found = {}
        for week in weeks(shown, CALENDAR):
            assert cells("".join(cell.text for cell in week)) == 7 * len(week)
            for weekday, cell in enumerate(week):
                if cell.text.strip():
                    number = int("".join(char for char in cell.text if char.isdigit()))
                    found[number] = weekday
                    assert ("[" in cell.text) == (number == shown.day)
                    mark = day_mark(CALENDAR.day(shown.replace(day=number)), CALENDAR)
                    assert all((each in cell.text) == (each == mark) for each in ("休", "班", "?"))
        assert [shown.replace(day=number).weekday() for number in found] == list(found.values())
        assert len(found) == (month_away(shown.replace(day=1), 1) - shown.replace(day=1)).days
        assert cells(names) <= 49

    def test_a_day_in_words(self):
        assert day_words(date(2026, 10, 1), TODAY, CALENDAR).startswith("2026年10月1日 周四，休（国庆节），")
        assert day_words(date(2026, 12, 7), TODAY, CALENDAR) == "2026年12月7日 周一，工作日，距今 11 个工作日"
        assert day_words(TODAY, TODAY, CALENDAR).endswith("周末，今天")


class TestMoving:
    @examples(20)
    @given(DAYS)
    def test_days_and_weeks(self, day):
        for key, days in (("left", -1), ("right", 1), ("up", -7), ("down", 7)):
            assert moved(day, key, TODAY) == day + timedelta(days)

    @examples(20)
    @given(DAYS, st.sampled_from([("pageup", -1), ("pagedown", 1)]))
    def test_months_keep_the_day_or_take_the_last(self, day, step):
        key, by = step
        there = moved(day, key, TODAY)
        assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == by
        assert there.day == day.day or (there.day < day.day and (there + timedelta(1)).day == 1)

    def test_the_ends_of_time(self):
        for day, keys in ((date.min, ("left", "up", "pageup")), (date.max, ("right", "down", "pagedown"))):
            for key in keys:
                assert moved(day, key, TODAY) == day

    def test_today_and_the_ends_of_the_month(self):
        assert [moved(date(2026, 2, 10), key, TODAY) for key in ("t", "home", "end", "x")] == [
            TODAY, date(2026, 2, 1), date(2026, 2, 28), None]  # fmt: skip


class TestTyped:
    @pytest.mark.parametrize(
        "text",
        ["2026-12-10", "2026.12.10", "2026/12/10", "20261210", "2026年12月10日", "2026年12月10", "12-10", "12.10", "12/10",
         "1210", "12月10日", "12月10", " 12 月 10 日 ", "１２－１０", "２０２６年１２月１０日"],
    )  # fmt: skip
    def test_the_same_day(self, text):
        assert typed_date(text, 2026) == date(2026, 12, 10)

    @pytest.mark.parametrize(
        "text",
        ["", "12", "121", "12-", "13-01", "2026-02-29", "0230", "26-12-10", "十二月十日", "2026", "明天", "12-10-2026"],
    )
    def test_what_is_not_certain_is_refused_with_a_remedy(self, text):
        with pytest.raises(ValueProblem) as caught:
            typed_date(text, 2026)
        assert caught.value.remedy

    @examples(20)
    @given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
    def test_every_day_in_every_form(self, day):
        for text in (
            day.isoformat(),
            f"{day:%Y%m%d}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.month}-{day.day}",
            f"{day:%m%d}",
        ):
            assert typed_date(text, day.year) == day


async def picker(pilot, start=date(2026, 12, 1)):
    answers = []
    pilot.app.push_screen(DayPicker("会议召开日", start, CALENDAR), answers.append)
    await pilot.pause()
    return pilot.app.screen, answers


class TestDialog:
    @pytest.mark.asyncio
    @pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
    async def test_it_fits(self, tmp_path, app_of, size):
        async with app_of(tmp_path).run_test(size=size) as pilot:
            screen, _answers = await picker(pilot, date(2026, 8, 31))  # six weeks
            box = screen.query_one("#box").region
            assert box.height <= size[1] and box.width <= size[0]
            assert screen.query_one("#grid").region.height == 6 == len(screen.query_one("#grid").weeks)
            for widget in ("month", "weekdays", "words", "typed", "keys", "heading"):
                found = screen.query_one(f"#{widget}")
                assert found.region.height and all(cells(row.text) <= found.region.width for row in found.rows)

    @pytest.mark.asyncio
    async def test_arrows_and_enter(self, tmp_path, app_of):
        async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
            _screen, answers = await picker(pilot)
            await pilot.press("down", "right", "right", "enter")
            assert answers == [date(2026, 12, 10)] and pilot.app.screen is not _screen

    @pytest.mark.asyncio
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("1210", date(2026, 12, 10)),
            ("2027-1-5", date(2027, 1, 5)),
            ("20270105", date(2027, 1, 5)),
            ("3-8", date(2026, 3, 8)),
            ("12月9日", date(2026, 12, 9)),
        ],
    )
    async def test_a_typed_date_is_gone_to(self, tmp_path, app_of, typed, day):
        async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
            screen, answers = await picker(pilot)
            await pilot.press(*("minus" if char == "-" else char for char in typed))
            assert screen.shown == day
            await pilot.press("enter")
            assert answers == [day]

    @pytest.mark.asyncio
    async def test_half_a_date_is_not_taken_for_one(self, tmp_path, app_of):
        async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
            screen, answers = await picker(pilot)
            await pilot.press("1", "2", "enter")
            assert answers == [] and "不是日期" in screen.query_one("#typed").rows[0].text
            await pilot.press("1", "2", "1", "9", "backspace", "8", "enter")
            assert answers == [date(2026, 12, 18)]

    @pytest.mark.asyncio
    async def test_esc_leaves_without_a_day(self, tmp_path, app_of):
        async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
            _screen, answers = await picker(pilot)
            await pilot.press("t", "escape")
            assert answers == [None]

    @pytest.mark.asyncio
    async def test_from_the_dates_of_a_case_into_its_file(self, example, app_of, shown):
        """... and the month shows the deadlines alike before and after the plan was looked at."""
        from clerkcheck.cases.loading import load_case

        path = example("standing-factory-buildings")
        async with app_of(path).run_test(size=(80, 24)) as pilot:
            await pilot.press("d", "1")
            await pilot.press(*"1217", "enter", "p")
            await pilot.pause()
            month = shown(pilot.app.screen.query_one("#list"))
            await pilot.press("p", "escape")
            await pilot.pause()
            assert shown(pilot.app.screen.query_one("#list")) == month
        assert date(2026, 12, 17) in load_case(path).dates.values()

    @pytest.mark.asyncio
    async def test_a_case_without_dates_says_so_and_its_plan_asks_for_its_day(self, tmp_path, app_of, shown):
        from clerkcheck.cases.loading import load_case

        path = tmp_path / "甲.yaml"
        path.write_text(
            "pack: weidong\nkind: agenda_item\ntitle: 关于某事的议题\nfacts: {major_decision: false, normative_document: false}\n",
            encoding="utf-8",
        )
        async with app_of(path).run_test(size=(120, 40)) as pilot:
            case = pilot.app.screen
            assert not case.session.dates
            await pilot.press("m")
            assert "核完按 r 看报告" in shown(case.query_one("#page")) and "核完按 d" not in shown(
                case.query_one("#page")
            )
            await pilot.press("d")
            assert "本件没有要填的日期。按 r 看报告" in shown(case.query_one("#page"))
            assert "选日子" not in case.query_one("#footer").rows[0].text
            assert "日期  没有要填的" in shown(case.query_one("#steps"))
            await pilot.press("p")
            assert "本件没有要推算的期限；按 p" in shown(pilot.app.screen.query_one("#list"))
            await pilot.press("p")
            sheet = shown(pilot.app.screen.query_one("#sheet"))
            assert "按 d 填会议召开日" in sheet and "yaml" not in sheet and "dates" not in sheet
            await pilot.press("d", *"1217", "enter")
            await pilot.pause()
            assert "关键路径" in shown(pilot.app.screen.query_one("#sheet"))
        assert load_case(path).dates == {"meeting": date(2026, 12, 17)}

    def test_dates_and_deadlines_that_only_may_apply_come_last_and_say_so(self, tmp_path, session_of):
        path = tmp_path / "甲.yaml"
        path.write_text(
            "pack: jinchuan\nkind: agenda_item\ntitle: 关于某事的议题\ndates: {meeting: 2026-10-10}\n", encoding="utf-8"
        )
        session = session_of(path)
        text = "\n".join(row.text for row in date_rows(session, 100))
        dates, deadlines = text.split("期限\n")
        certain, perhaps = dates.split("以下可能用到")
        assert "会议召开日" in certain and "报送（提交）日" in certain and "听证会召开日" in perhaps
        assert "用来核：议题材料报送截止\n" in certain and "部门召开全区性会议" not in text  # of documents
        lines = deadlines.strip().split("\n")
        assert [line.strip().startswith("可能适用：") for line in lines] == [False] * 2 + [True] * (len(lines) - 2)
        assert deadlines.count("议题材料报送截止") == 1  # what only may set the same day says nothing of its own
        month = "\n".join(row.text for row in deadline_rows(session, 100))
        assert month.index("可能适用：") > month.index("(2)")
