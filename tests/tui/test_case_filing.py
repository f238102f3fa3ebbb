"""A case as a file of the office: where it is reopened, marks, notes, other rules, and what changed since."""

import pytest

from clerkcheck.cases.loading import load_case
from clerkcheck.cases.saving import open_stored, save
from clerkcheck.desk.remembered import remember_visit
from clerkcheck.desk.trail import TrailStep, given, since, since_print
from clerkcheck.packs.store import pack_ids
from clerkcheck.tui.screens.history_screen import HistoryScreen

STANDING = "standing-factory-buildings"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("stem", "panel"),
    [(STANDING, "papers"), ("major-decision-water-price", "ask"), ("personnel-appointments", "papers")],
)
async def test_a_case_opens_where_its_work_was_left(example, app_of, stem, panel):
    async with app_of(example(stem)).run_test(size=(80, 24)) as pilot:
        assert pilot.app.screen.panel == panel and pilot.app.screen.focused.id == "page"


@pytest.mark.asyncio
async def test_marked_noted_printed_and_the_history_says_so(example, app_of, shown):
    path = example(STANDING)
    stored = open_stored(path)
    theirs = {"at": "2026-11-21T09:00:00+08:00", "who": "老王", "what": "财政部门明确意见：缺"}
    save(stored, {**stored.data, "history": [theirs]}, "x")
    remember_visit(path, "2026-11-20T09:00:00+08:00")
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        case = pilot.app.screen
        assert "老王 改了 1 处，按 y 看" in shown(case.query_one("#footer"))
        await pilot.press("s", "2", "b", *"急件", "escape")
        assert (case.session.case.state, case.session.case.notes) == ("submitted", "急件")
        await pilot.press("r", "s", "enter", "enter", "escape", "1", "y")
        assert isinstance(pilot.app.screen, HistoryScreen)
        told = shown(pilot.app.screen.query_one("#history"))
        visited, printed = told.split("上次打印以来")
        assert "老王  财政部门明确意见：缺" in visited
        printed = printed.split("全部经历")[0]
        assert "打印：送审自查表" in printed and "：已有" in printed and "备注" not in printed
        await pilot.press("escape")
        assert pilot.app.screen is case
    case = load_case(path)
    assert (case.state, case.notes) == ("submitted", "急件")


@pytest.mark.asyncio
async def test_under_other_rules_the_screen_goes_on_with_the_case(example, app_of):
    path = example(STANDING)
    async with app_of(path).run_test(size=(120, 40)) as pilot:
        case = pilot.app.screen
        await pilot.press("k", str(pack_ids().index("weidong") + 1), "1", "2")
        await pilot.pause()
        assert pilot.app.screen is case and case.session.pack.id == "weidong"
        assert "卫东区" in case.query_one("#title").rows[0].text
    assert load_case(path).pack == "weidong"


@pytest.mark.asyncio
async def test_a_county_without_rules_takes_in_another_group_of_the_laws(tmp_path, app_of):
    path = tmp_path / "case.yaml"
    path.write_text("pack: national\nplace: 禾谷县\nkind: agenda_item\ntitle: 关于动用预备费的议题\n", encoding="utf-8")
    async with app_of(path).run_test(size=(120, 40)) as pilot:
        case = pilot.app.screen
        await pilot.press("k")
        await pilot.pause()
        offered = [label for _called, label in pilot.app.screen.choices]
        assert [each for each in offered if "加查" in each] == [
            "其他县、区、市　加查《中华人民共和国土地管理法》、《国有土地上房屋征收与补偿条例》",
            "其他县、区、市　加查《中华人民共和国预算法》、《政府投资条例》",
            "其他县、区、市　加查《整治形式主义为基层减负若干规定》",
        ]
        await pilot.press(str(len(offered) - 1), "1", "2")
        await pilot.pause()
        assert pilot.app.screen is case and case.session.pack.called == "national/finance"
    assert "pack: national/finance" in path.read_text(encoding="utf-8")


def test_who_said_it_last_is_found_by_the_whole_label():
    lines = [
        TrailStep("", "甲", "是：资金、土地"),
        TrailStep("", "乙", "资金使用：是"),
        TrailStep("", "丙", "否：土地出让、资金"),
    ]
    assert [given(lines, label) and given(lines, label).who for label in ("资金", "资金使用", "土地", "会议")] == [
        "丙", "乙", "甲", None]  # fmt: skip


def test_since_a_visit_and_since_a_print():
    lines = [
        TrailStep(f"2026-11-{day}T10:00:00+08:00", "甲", what) for day, what in ((20, "a"), (21, "打印：表"), (22, "b"))
    ]
    assert [each.what for each in since(lines, "2026-11-20T12:00:00+08:00")] == ["打印：表", "b"]
    assert since(lines, None) == [] == since(lines, "x") and since_print(lines[:1]) is None
    assert since_print(lines) == (lines[1], lines[2:])
