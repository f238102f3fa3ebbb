"""Preview of what is printed, and saving it beside the case."""

import os
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from clerkcheck.__main__ import main
from clerkcheck.cells import cells
from clerkcheck.desk.papers_out import PAPER_WIDTH, PaperOut, papers_out, proposed_name, target_of
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.written_values import ValueProblem
from clerkcheck.tui.screens.dialogs import AskLine, Confirm, Message, PickOne
from clerkcheck.tui.screens.report_screen import ReportScreen

pytestmark = pytest.mark.asyncio
CASE = "standing-factory-buildings"
TITLE = "关于审定正阳工业园区标准厂房二期项目的议题"  # of this case; its papers are named by it
SAVED = f"{TITLE}-送审自查表.txt"


async def test_what_is_saved_is_what_was_seen(example, app_of, shown, tmp_path):
    async with app_of(example(CASE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        assert isinstance(pilot.app.screen, ReportScreen)
        seen = shown(pilot.app.screen.query_one("#preview"))
        await pilot.press("s", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickOne)
        assert pilot.app.screen.text == str(tmp_path / SAVED)
    assert (tmp_path / SAVED).read_text(encoding="utf-8") == seen + "\n"
    assert "缺 2 件" in seen
    assert "公平竞争审查" in seen


@pytest.mark.parametrize("stem", [CASE, "budget-supplement-500", "request-road-repair"])
async def test_no_line_of_the_preview_is_cut_at_80_columns(stem, example, session_of):
    for paper in papers_out():
        lines = paper.preview(session_of(example(stem))).splitlines()
        assert max(cells(line) for line in lines) <= PAPER_WIDTH <= 80 - 3
    narrow = papers_out()[0].narrow(session_of(example(stem)), 57).splitlines()  # broken anew, not broken twice
    assert max(cells(line) for line in narrow) <= 57 and not any(
        set(line) == {"="} and len(line) < 57 for line in narrow
    )


async def test_a_file_of_that_name_is_replaced_only_after_asking(example, app_of, tmp_path):
    old = tmp_path / SAVED
    old.write_text("旧的", encoding="utf-8")
    async with app_of(example(CASE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "s", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.press("enter")  # the choice under the cursor is no
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReportScreen)
        assert old.read_text(encoding="utf-8") == "旧的"
        await pilot.press("s", "enter", "2")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickOne)
    assert old.read_text(encoding="utf-8") != "旧的"


async def test_the_name_can_be_changed_and_the_ending_is_added(example, app_of, tmp_path):
    async with app_of(example(CASE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "s", "ctrl+u", *"自查", "enter")
        await pilot.pause()
    assert (tmp_path / "自查.txt").is_file()


@pytest.mark.parametrize(("name", "said"), [(f"{CASE}.yaml", "案件文件"), ("x.JSON", "案件文件"), ("  ", "空")])
async def test_a_name_that_would_destroy_a_case_is_refused(name, said, example, session_of):
    session = session_of(example(CASE))
    with pytest.raises(ValueProblem, match=said):
        target_of(session, papers_out()[0], name)


async def test_another_folder_may_be_named(example, session_of, tmp_path):
    session = session_of(example(CASE))
    assert target_of(session, papers_out()[0], "子文件夹/表.txt") == str(tmp_path / "子文件夹" / "表.txt")
    assert target_of(session, papers_out()[0], "/别处/表.txt") == "/别处/表.txt"


async def test_a_folder_that_is_not_there_is_said_and_nothing_is_written(example, app_of, tmp_path):
    async with app_of(example(CASE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "s", "ctrl+u", *"nodir/x.txt", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Message)
        assert "没有这个文件夹" in pilot.app.screen.text
    assert os.listdir(tmp_path) == [f"{CASE}.yaml"]


async def test_another_paper_is_another_entry_of_the_list(example, app_of, shown, session_of, tmp_path):
    slip = PaperOut(
        "便条", "便条（文本）", "短的", ".md", lambda session: f"# {session.case.title}\n", lambda _session: b"bytes"
    )
    path = example(CASE)
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        session = session_of(path)
        await pilot.app.push_screen(ReportScreen(session, (*papers_out(), slip)))
        await pilot.press("c")
        assert isinstance(pilot.app.screen, PickOne)
        await pilot.press(str(len(papers_out()) + 1))
        await pilot.pause()
        assert shown(pilot.app.screen.query_one("#preview")) == f"# {session.case.title}"
        await pilot.press("s")
        assert isinstance(pilot.app.screen, AskLine)
        assert pilot.app.screen.value == proposed_name(session, slip) == f"{TITLE}-便条.md"
        await pilot.press("enter")
        await pilot.pause()
    assert (tmp_path / f"{TITLE}-便条.md").read_bytes() == b"bytes"


def unpacked(data):
    """What a file holds; of one that is packed what stands in it, not the second in which it was packed."""
    if not data.startswith(b"PK"):
        return data
    with ZipFile(BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize("extension", [".docx", ".ics"])
async def test_the_plan_is_printed_as_the_command_prints_it(extension, example, session_of, tmp_path):
    pytest.importorskip("docx" if extension == ".docx" else "icalendar")
    path = example(CASE)
    plan = next(each for each in papers_out() if (each.label, each.extension) == ("办理计划", extension))
    assert "一、关键路径" in plan.preview(session_of(path))
    told = tmp_path / f"told{extension}"
    assert main(["plan", path, "--as-of", "2026-11-22", "-o", str(told)]) == 0
    assert unpacked(plan.content(session_of(path))) == unpacked(told.read_bytes())


async def test_a_plan_without_a_date_to_plan_from_says_so(session_of, start):
    plan = next(each for each in papers_out() if each.label == "办理计划")
    session = session_of(start("blank"))
    with pytest.raises(InputError) as refused:
        plan.content(session)
    assert refused.value.message in plan.preview(session).replace("\n", "")


async def test_the_preview_scrolls_to_its_end(example, app_of):
    async with app_of(example(CASE)).run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "end")
        preview = pilot.app.screen.query_one("#preview")
        assert preview.in_view(len(preview.rows) - 1)
        await pilot.press("home")
        assert preview.in_view(0)


async def test_without_write_permission_the_preview_stays_and_says_so(example, app_of, monkeypatch):
    from clerkcheck.reading.errors import InputError
    from clerkcheck.tui.screens import report_screen as report

    def full(*_arguments, **_options):
        raise InputError("写不进去：磁盘已满")

    monkeypatch.setattr(report, "save_paper", full)
    path = example(CASE)
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "s", "enter")
        await pilot.pause()
        assert "磁盘已满" in pilot.app.screen.text
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ReportScreen)
    assert os.listdir(Path(path).parent) == [f"{CASE}.yaml"]


@pytest.mark.asyncio
async def test_another_title_names_the_papers_and_leaves_the_file(example, app_of, tmp_path, shown):
    async with app_of(example(CASE)).run_test(size=(120, 24)) as pilot:
        await pilot.press("t", *"二稿", "enter", "enter")
        assert "文件名没有动" in shown(pilot.app.screen.query_one("#footer"))
        await pilot.press("r", "s")
        assert pilot.app.screen.value == f"{TITLE}二稿-送审自查表.txt"
    assert os.listdir(tmp_path) == [f"{CASE}.yaml"]
