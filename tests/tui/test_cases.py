"""The register: what a folder shows, finding, filtering, opening, renaming, copying, deleting; and it never blocks."""

import asyncio
import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from clerkcheck.cases.loading import load_case
from clerkcheck.cells import cells
from clerkcheck.desk.case_line import CaseLine, in_view, judged_line, urgency
from clerkcheck.packs.store import load_pack
from clerkcheck.reading.parts import TRASH
from clerkcheck.tui import rows_cases as rows
from clerkcheck.tui.screens.case_screen import CaseScreen
from clerkcheck.tui.screens.cases_screen import CasesScreen
from clerkcheck.tui.screens.dialogs import AskLine, Confirm, Message

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SHIPPED = len(list(EXAMPLES.glob("*.yaml")))
TODAY = date(2026, 11, 22)
SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("CLERKCHECK_CONFIG", str(tmp_path_factory.mktemp("settings")))


@pytest.fixture
def folder(tmp_path):
    """All the examples, a meeting with two of them, a broken case and a file that is none."""
    for path in EXAMPLES.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    meeting = tmp_path / "第20次常务会议"
    meeting.mkdir()
    for stem in ("standing-factory-buildings", "major-contract-textile-investment"):
        shutil.copy(EXAMPLES / f"{stem}.yaml", meeting)
    (tmp_path / "坏.yaml").write_text("pack: qianjiang\nkind: agenda_item\ntitle: 甲\nfacts: {meetin: x}\n")
    (tmp_path / "calendar.yaml").write_text("days: {}\n")
    return tmp_path


async def settled(pilot):
    """Wait until everything has been judged."""
    screen = pilot.app.screen
    for _turn in range(400):
        lines = screen.shelf.lines(TODAY)
        meetings = [screen.shelf.meeting(each) for each in screen.shelf.listing.folders]
        if None not in meetings and all(line.outcome != rows.WAITING for line in lines):
            await pilot.pause()
            return screen
        await asyncio.sleep(0.01)
    raise AssertionError("not judged in time")


def texts(screen, widget="table"):
    return [row.text for row in screen.query_one(f"#{widget}").rows]


def keys(screen):
    return [row.key for row in screen.table.rows if row.key is not None]


async def to_case(pilot, stem):
    screen = pilot.app.screen
    screen.walked = True
    screen.table.choose(next(key for key in keys(screen) if key[0] == "case" and stem in key[1]))
    await pilot.pause()


class TestShown:
    @pytest.mark.asyncio
    @pytest.mark.parametrize("size", SIZES)
    async def test_every_case_in_words_within_the_width(self, folder, app_of, size):
        async with app_of(folder).run_test(size=size) as pilot:
            screen = await settled(pilot)
            shown = texts(screen)
            assert len(shown) == 1 + SHIPPED + 2
            assert all(cells(line) <= size[0] for line in (*shown, *texts(screen, "filters"), *texts(screen, "head")))
            words = [line.split()[1] for line in shown[1:]]
            assert {word: words.count(word) for word in words} == {
                "不得报送": 6, "待确认": 1, "需说明理由": 3, "可以报送": 7, "读不了": 2}  # fmt: skip

    @pytest.mark.asyncio
    async def test_a_meeting_has_its_summary(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            assert texts(screen)[0].split(maxsplit=1)[1] == "第20次常务会议 12月10日：2 件，可报 1，不得报 1"

    @pytest.mark.asyncio
    async def test_the_title_stands_last_and_the_unit_where_there_is_room(self, folder, app_of):
        for size, unit in (((80, 24), False), ((200, 60), True)):
            async with app_of(folder).run_test(size=size) as pilot:
                screen = await settled(pilot)
                line = next(text for text in texts(screen) if "人事任免" in text)
                assert line.endswith("关于区政府有关部门人事任免的议题") and ("区人力社保局" in line) is unit

    @pytest.mark.asyncio
    async def test_the_case_under_the_cursor_is_shown_in_full(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            await to_case(pilot, "notice-waste")
            shown = " ".join(texts(screen, "detail"))
            title = load_case(folder / "notice-waste-sorting-rules.yaml").title
            assert title[:20] in shown and "12月18日 周五" in shown and "余 20 个工作日" in shown

    @pytest.mark.asyncio
    async def test_what_cannot_be_read_says_why_and_is_never_touched(self, folder, app_of):
        before = (folder / "坏.yaml").read_bytes()
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            await to_case(pilot, "坏.yaml")
            assert "第 4 行" in " ".join(texts(screen, "detail")) and "meetin" in " ".join(texts(screen, "detail"))
            for key in ("t", "c", "s", "b", "k", "delete", "enter"):
                await pilot.press(key)
                assert isinstance(pilot.app.screen, Message)
                await pilot.press("enter")
        assert (folder / "坏.yaml").read_bytes() == before and (folder / "calendar.yaml").exists()

    @pytest.mark.asyncio
    async def test_a_title_is_data_not_markup(self, tmp_path, app_of):
        text = "pack: qianjiang\nkind: document\ntitle: '[bold]关于[red]甲\\[x]的函 {0} %s'\n"
        (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
        async with app_of(tmp_path).run_test(size=(120, 40)) as pilot:
            screen = await settled(pilot)
            assert texts(screen)[0].endswith("[bold]关于[red]甲\\[x]的函 {0} %s")

    @pytest.mark.asyncio
    async def test_a_folder_that_is_not_there(self, tmp_path, app_of):
        async with app_of(tmp_path / "没有").run_test(size=(80, 24)) as pilot:
            assert "按 o 换一个文件夹" in "".join(texts(pilot.app.screen))


class TestOrder:
    def line(self, title, outcome="ready", **rest):
        return CaseLine(f"{title}.yaml", title, outcome, **rest)

    def test_what_is_due_first_comes_first_then_undated_then_past_then_unread(self):
        lines = [
            self.line("读不了", rows.UNREADABLE),
            self.line("已过", day=date(2026, 11, 1)),
            self.line("早已过", day=date(2026, 10, 1)),
            self.line("没有日期但不得报送", "blocked"),
            self.line("没有日期"),
            self.line("后天上会", day=date(2026, 11, 24)),
            self.line("明天到期", day=date(2026, 12, 10), due=date(2026, 11, 23)),
            self.line("已过期", day=date(2026, 12, 10), due=date(2026, 11, 20)),
        ]
        assert [line.title for line in sorted(lines, key=lambda line: urgency(line, TODAY))] == [
            "已过期", "明天到期", "后天上会", "没有日期但不得报送", "没有日期", "已过", "早已过", "读不了"]  # fmt: skip

    def test_a_deadline_before_a_meeting_that_is_over_no_longer_counts(self, tmp_path):
        from clerkcheck.calendars.workdays import national_calendar

        text = (EXAMPLES / "major-decision-water-price.yaml").read_text(encoding="utf-8")
        for day, due in (("2026-12-30", date(2026, 12, 24)), ("2026-11-20", None)):  # the safe day of a provisional one
            path = tmp_path / f"{day}.yaml"
            path.write_text(text.replace("2026-12-30", day), encoding="utf-8")
            assert judged_line(str(path), national_calendar(), TODAY, load_pack).due == due

    def test_outcome_words_are_those_of_the_reports(self):
        outcomes = load_pack("qianjiang").vocabulary.outcomes
        assert all(outcomes[outcome].startswith(rows.WORDS[outcome]) for outcome in rows.OUTCOMES)

    def test_columns_keep_their_width_whatever_stands_in_them(self):
        for line in (
            self.line("甲", unit="区非常长的单位名称委员会办公室", day=date(2031, 1, 15), due=date(2020, 1, 1), left=-1634, answered=123, asked=456),
            self.line("甲", "deviating", unit="a", day=date(2026, 12, 10)),
            self.line("甲", rows.WAITING),
        ):  # fmt: skip
            for width in (80, 110, 200):
                row = rows.table_row(line, width, TODAY).text
                assert width > 80 or line.left >= 0 or "过 1634 " in row
                head = rows.head_row(width).text
                assert cell_len(row[: row.index("甲")]) == cell_len(head[: head.index("事项名称")])


class TestFinding:
    @pytest.mark.asyncio
    async def test_search_narrows_as_one_types_and_esc_shows_all(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            await pilot.press("slash", *"公共厕所")
            assert [os.path.basename(path) for kind, path in keys(screen) if kind == "case"] == [
                "budget-supplement-500.yaml", "budget-supplement-below-500.yaml"]  # fmt: skip
            await pilot.press("space", *"499")
            assert len(keys(screen)) == 1
            await pilot.press("enter", "enter")
            assert isinstance(pilot.app.screen, CaseScreen)
            await pilot.press("escape")
            await pilot.press("escape")
            assert len(keys(screen)) == SHIPPED + 3

    @pytest.mark.asyncio
    @pytest.mark.parametrize("typed", ["区人力社保局", "personnel", "PERSONNEL", "ｐｅｒｓｏｎｎｅｌ", "人事任免"])
    async def test_by_unit_file_and_title(self, folder, app_of, typed):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            await pilot.press("slash")
            screen.query_one(Input).value = typed
            await pilot.pause()
            assert [os.path.basename(path) for _kind, path in keys(screen)] == ["personnel-appointments.yaml"]

    @pytest.mark.asyncio
    async def test_the_caret_is_in_the_search_line(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            await pilot.press("slash", *"公厕")
            search = screen.query_one(Input)
            assert pilot.app.cursor_position == search.cursor_screen_offset
            assert search.region.contains_point(pilot.app.cursor_position)

    @pytest.mark.asyncio
    async def test_letters_and_digits_are_typed_while_searching(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            await pilot.press("slash", *"nceq1")
            assert screen.query_one(Input).value == "nceq1" and screen.only == "" and pilot.app.screen is screen

    @pytest.mark.asyncio
    @pytest.mark.parametrize(
        ("key", "outcome", "count"),
        [("1", "blocked", 6), ("2", "undetermined", 1), ("3", "deviating", 3), ("4", "ready", 7)],
    )
    async def test_numbers_filter_and_0_shows_all(self, folder, app_of, key, outcome, count):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            await pilot.press(key)
            assert len(keys(screen)) == count
            assert all(line.split()[1] == rows.WORDS[outcome] for line in texts(screen))
            assert f"[{key} {rows.WORDS[outcome]} {count}]" in texts(screen, "filters")[0]
            await pilot.press("0")
            assert len(keys(screen)) == SHIPPED + 3

    @pytest.mark.asyncio
    async def test_nothing_found_says_how_to_get_back(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            await pilot.press("slash", *"没有的", "enter", "enter")
            assert pilot.app.screen is screen and "Esc" in "".join(texts(screen))


class TestMoving:
    @pytest.mark.asyncio
    async def test_into_a_meeting_and_back_with_the_cursor_on_it(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            assert screen.chosen() == ("folder", str(folder / "第20次常务会议"))
            await pilot.press("enter")
            await settled(pilot)
            assert len(texts(screen)) == 3 and screen.chosen()[0] == "case"
            await pilot.press("backspace")
            await settled(pilot)
            assert screen.chosen() == ("folder", str(folder / "第20次常务会议"))

    @pytest.mark.asyncio
    async def test_another_folder_by_name(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            await pilot.press("o", "2")
            assert isinstance(pilot.app.screen, AskLine)
            pilot.app.screen.query_one(Input).value = "第20次常务会议"
            await pilot.press("enter")
            await pilot.pause()
            assert screen.shelf.folder == str(folder / "第20次常务会议")
            await pilot.press("o", "2")
            pilot.app.screen.query_one(Input).value = "没有这里"
            await pilot.press("enter")
            assert isinstance(pilot.app.screen, Message)
            await pilot.press("enter")
            assert screen.shelf.folder == str(folder / "第20次常务会议") and len(keys(screen)) == 3

    @pytest.mark.asyncio
    async def test_the_cursor_stays_on_its_case_while_others_are_judged(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await to_case(pilot, "report-to-leader")
            await pilot.press("down", "up")
            shutil.copy(EXAMPLES / "reply-reserve-funds.yaml", folder / "aaa.yaml")
            pilot.app.screen.reload()
            screen = await settled(pilot)
            assert screen.chosen()[1].endswith("report-to-leader.yaml") and len(keys(screen)) == SHIPPED + 4


class TestChanging:
    @pytest.mark.asyncio
    async def test_a_case_that_comes_back_is_read_again(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            await to_case(pilot, "standing-factory")
            await pilot.press("enter")
            session = pilot.app.screen.session
            for paper in ("fair_competition_review", "finance_opinion"):
                session.set_paper(paper, "done")
            await pilot.press("escape")
            await settled(pilot)
            assert screen.chosen_line().outcome == session.report.outcome != "blocked"

    @pytest.mark.asyncio
    async def test_rename_changes_title_and_file(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            await to_case(pilot, "personnel")
            await pilot.press("t")
            pilot.app.screen.query_one(Input).value = "关于A/B任免的议题"
            await pilot.press("enter")
            await settled(pilot)
            assert screen.chosen() == ("case", str(folder / "关于A／B任免的议题.yaml"))
        assert load_case(folder / "关于A／B任免的议题.yaml").title == "关于A/B任免的议题"
        assert not (folder / "personnel-appointments.yaml").exists()

    @pytest.mark.asyncio
    async def test_an_empty_title_is_refused_on_the_spot(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await to_case(pilot, "personnel")
            await pilot.press("f2")
            pilot.app.screen.query_one(Input).value = "　"
            await pilot.press("enter")
            assert isinstance(pilot.app.screen, AskLine)
        assert (folder / "personnel-appointments.yaml").exists()

    @pytest.mark.asyncio
    @pytest.mark.parametrize(("choice", "whole"), [("1", False), ("2", True)], ids=["answers-alone", "the-whole"])
    async def test_copy(self, folder, app_of, choice, whole):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            await to_case(pilot, "standing-factory")
            await pilot.press("c", choice, "enter")
            await settled(pilot)
            new = screen.chosen()[1]
        first, second = load_case(folder / "standing-factory-buildings.yaml"), load_case(new)
        assert second.title == first.title + "（副本）" and second.facts == first.facts and first.materials
        assert (second.dates, second.materials) == ((first.dates, first.materials) if whole else ({}, {}))

    @pytest.mark.asyncio
    async def test_delete_asks_and_moves_to_the_trash(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            await to_case(pilot, "personnel")
            await pilot.press("delete")
            assert isinstance(pilot.app.screen, Confirm)
            await pilot.press("enter")  # no is first
            assert (folder / "personnel-appointments.yaml").exists()
            await pilot.press("delete", "2")
            await settled(pilot)
            assert len(keys(screen)) == SHIPPED + 2
        assert os.listdir(folder / TRASH) == ["personnel-appointments.yaml"]

    @pytest.mark.asyncio
    async def test_what_cannot_be_done_is_said(self, folder, app_of, monkeypatch):
        def refused(*_names, **_options):
            raise PermissionError(13, "Permission denied")

        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await to_case(pilot, "personnel")
            monkeypatch.setattr(os, "link", refused)
            await pilot.press("delete", "2")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Message) and "没有权限" in pilot.app.screen.text
        assert (folder / "personnel-appointments.yaml").exists()


class TestKeeping:
    """Templates, marks, notes, other rules, the trash and back, order: each by its keys, as a clerk would."""

    @pytest.mark.asyncio
    async def test_a_template_is_kept_and_a_case_begun_from_it(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await to_case(pilot, "standing-factory")
            await pilot.press("m", "enter")
            pilot.app.screen.query_one(Input).value = "厂房类"
            await pilot.press("enter", "m", "1")
            pilot.app.screen.query_one(Input).value = "关于三期厂房的议题"
            await pilot.press("enter")
            await pilot.pause()
            made = pilot.app.screen.session.case
        model = load_case(folder / "standing-factory-buildings.yaml")
        assert made.title == "关于三期厂房的议题" and made.facts == model.facts
        assert (made.materials, made.dates, made.unit) == ({}, {}, None)

    @pytest.mark.asyncio
    async def test_marks_filter_and_what_is_filed_away_steps_aside(self, folder, app_of):
        async with app_of(folder).run_test(size=(120, 40)) as pilot:
            screen = await settled(pilot)
            await to_case(pilot, "personnel")
            await pilot.press("s", "2")
            await settled(pilot)
            assert "【已报送】" in next(text for text in texts(screen) if "人事任免" in text)
            await pilot.press("6")
            assert len(keys(screen)) == 1
            await pilot.press("s", "3")
            await settled(pilot)
            await pilot.press("0")
            assert not any("人事任免" in text for text in texts(screen))
            await pilot.press("7")
            assert len(keys(screen)) == 1
        assert load_case(folder / "personnel-appointments.yaml").state == "closed"

    @pytest.mark.asyncio
    async def test_notes_in_chinese_with_a_pasted_line(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            await to_case(pilot, "personnel")
            await pilot.press("b")
            area = pilot.app.screen.query_one("#notes")
            assert "撤销" not in pilot.app.screen.keys_text()  # u of the register brings deleted cases back
            await pilot.press(*"等回函", "enter", *"周五催")
            assert pilot.app.cursor_position == area.cursor_screen_offset
            await pilot.press("escape")
            await settled(pilot)
            assert "备注：等回函 周五催" in " ".join(texts(screen, "detail"))
        assert load_case(folder / "personnel-appointments.yaml").notes == "等回函\n周五催"

    @pytest.mark.asyncio
    async def test_another_government_lists_what_no_longer_fits_first(self, folder, app_of):
        from clerkcheck.packs.store import pack_ids

        path = folder / "standing-factory-buildings.yaml"
        before = path.read_bytes()
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await to_case(pilot, "standing-factory")
            await pilot.press("k", str(pack_ids().index("weidong") + 1), "1")
            assert isinstance(pilot.app.screen, Confirm) and "下列不再适用" in pilot.app.screen.text
            lost = pilot.app.screen.text.splitlines()[1:]
            await pilot.press("enter")
            assert path.read_bytes() == before
            await pilot.press("k", str(pack_ids().index("weidong") + 1), "1", "2")
            await settled(pilot)
        case, data = load_case(path), path.read_text(encoding="utf-8")
        assert case.pack == "weidong" and case.facts and lost and lost[0].removeprefix("· ") in data

    @pytest.mark.asyncio
    async def test_what_was_deleted_comes_back(self, folder, app_of):
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            for keys_back in (["u"], ["r", "1"]):
                await to_case(pilot, "personnel")
                await pilot.press("delete", "2")
                await settled(pilot)
                assert not (folder / "personnel-appointments.yaml").exists()
                await pilot.press(*keys_back)
                await settled(pilot)
                assert screen.chosen()[1] == str(folder / "personnel-appointments.yaml")

    @pytest.mark.asyncio
    async def test_the_order_is_remembered_and_filters_are_clicked(self, folder, app_of):
        async with app_of(folder).run_test(size=(120, 40)) as pilot:
            screen = await settled(pilot)
            await pilot.press("z", "4")
            titles = [screen.shelf.line(path).title for kind, path in keys(screen) if kind == "case"]
            assert titles == sorted(titles)
            filters = texts(screen, "filters")[0]
            await pilot.click("#filters", offset=(cell_len(filters[: filters.index("1 不")]) + 1, 0))
            assert screen.only == "blocked"
            await pilot.click("#head", offset=(5, 0))
            assert pilot.app.screen.choices[3][0] == "title" == pilot.app.screen.first
        assert CasesScreen(str(folder)).shelf.order == "title"

    @pytest.mark.asyncio
    async def test_the_folder_is_printed_and_its_cases_say_so(self, folder, app_of):
        async with app_of(folder / "第20次常务会议").run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await pilot.press("p", "4")
            for _turn in range(600):
                if not isinstance(pilot.app.screen, CasesScreen):
                    break
                await asyncio.sleep(0.01)
            assert "读不了" not in pilot.app.screen.text and "2 件" in pilot.app.screen.text
            await pilot.press("enter")
        (made,) = (folder / "第20次常务会议").glob("*.docx")
        assert made.stat().st_size > 5000
        text = (folder / "第20次常务会议" / "standing-factory-buildings.yaml").read_text(encoding="utf-8")
        assert "打印：送审自查表合订" in text

    def test_due_this_week(self):
        line = CaseLine("a.yaml", "甲", "ready", due=date(2026, 11, 29))
        assert in_view(line, "week", date(2026, 11, 23)) and in_view(line, "week", date(2026, 11, 30))
        assert not in_view(line, "week", date(2026, 11, 22)) and not in_view(
            line._replace(state="submitted"), "week", date(2026, 11, 23)
        )


class TestFirstMinute:
    @pytest.mark.asyncio
    @pytest.mark.parametrize("size", SIZES)
    async def test_an_empty_folder_says_what_this_is_and_what_to_do(self, tmp_path, app_of, size):
        async with app_of(tmp_path).run_test(size=size) as pilot:
            shown = texts(pilot.app.screen)
            assert any("新建一件" in line for line in shown) and any("示例" in line for line in shown)
            assert all(cells(line) <= size[0] for line in shown) and len(keys(pilot.app.screen)) == 2

    @pytest.mark.asyncio
    async def test_the_examples_are_copied_and_shown(self, tmp_path, app_of):
        async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
            await pilot.press("2")
            screen = await settled(pilot)
            assert screen.shelf.folder == str(tmp_path / "示例") and len(keys(screen)) == SHIPPED + 1

    @pytest.mark.asyncio
    async def test_without_installed_examples_that_choice_is_left_out(self, tmp_path, app_of, monkeypatch):
        monkeypatch.setattr("clerkcheck.cases.register.shipped_examples", tuple)
        async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
            assert keys(pilot.app.screen) == [("new", "")]
            await pilot.press("2")
            assert isinstance(pilot.app.screen, CasesScreen) and os.listdir(tmp_path) == []


class TestAThousand:
    @pytest.fixture
    def thousand(self, tmp_path):
        text = (EXAMPLES / "personnel-appointments.yaml").read_text(encoding="utf-8")
        for number in range(1000):
            (tmp_path / f"第{number}件.yaml").write_text(
                text.replace("title: ", f"title: 第{number}件", 1), encoding="utf-8"
            )
        return tmp_path

    @pytest.mark.asyncio
    async def test_names_are_there_at_once_keys_work_meanwhile_and_all_are_judged(self, thousand, app_of, monkeypatch):
        import threading

        gate, judged = threading.Event(), judged_line
        monkeypatch.setattr("clerkcheck.desk.judges.judged_line", lambda *given: gate.wait(20) and judged(*given))
        async with app_of(thousand).run_test(size=(80, 24)) as pilot:
            screen = pilot.app.screen
            assert len(keys(screen)) == 1000 and all(text.split()[1] == "核对中" for text in texts(screen))
            await pilot.press("down", "down", "slash", *"第99")
            assert len(keys(screen)) == 11
            await pilot.press("escape")
            gate.set()
            await settled(pilot)
            assert all(text.split()[1] == "需说明理由" for text in texts(screen))

    @pytest.mark.asyncio
    async def test_one_case_that_breaks_the_judge_does_not_stop_the_others(self, folder, app_of, monkeypatch):
        from clerkcheck.checking import check as checking

        real = checking.check

        def breaking(case, *rest, **options):
            if "人事" in case.title:
                raise ZeroDivisionError("坏了")
            return real(case, *rest, **options)

        monkeypatch.setattr(checking, "check", breaking)
        async with app_of(folder).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            assert sum(text.split()[1] == "读不了" for text in texts(screen)) == 3 and len(keys(screen)) == SHIPPED + 3

    @pytest.mark.asyncio
    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
    async def test_a_pipe_among_the_cases_is_not_waited_for(self, folder, app_of):
        os.mkfifo(folder / "管道.yaml")
        async with app_of(folder).run_test(size=(120, 40)) as pilot:
            screen = await settled(pilot)
            line = screen.shelf.line(str(folder / "管道.yaml"))
            assert line.outcome == rows.UNREADABLE and "不是普通文件" in line.error

    @pytest.mark.asyncio
    async def test_a_json_case_counts_like_any_other(self, tmp_path, app_of):
        data = {"pack": "qianjiang", "kind": "document", "title": "甲"}
        (tmp_path / "甲.json").write_text(json.dumps(data), encoding="utf-8")
        async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
            screen = await settled(pilot)
            assert screen.shelf.lines(TODAY)[0].outcome == "undetermined"
