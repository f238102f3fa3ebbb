"""The wizard: three questions, each answered with one key or a line; nobody is asked for a file name."""

import os

import pytest
from textual.widgets import Input

from clerkcheck.cases.loading import load_case
from clerkcheck.desk import new_case
from clerkcheck.desk.new_case import packs_offered
from clerkcheck.desk.remembered import last_pack, remember_pack
from clerkcheck.packs.store import load_pack, pack_ids
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.files import read_document
from clerkcheck.tui.screens.case_screen import CaseScreen
from clerkcheck.tui.screens.cases_screen import CasesScreen
from clerkcheck.tui.screens.dialogs import AskLine, Message, PickOne
from clerkcheck.tui.screens.profile_dialogs import WITHOUT, ConfirmBlock, PickProfile

SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.fixture(autouse=True)
def settings(tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("settings") / "not-there-yet"
    monkeypatch.setenv("CLERKCHECK_CONFIG", str(folder))
    return folder


async def type_title(pilot, title):
    pilot.app.screen.query_one(Input).value = title
    await pilot.press("enter")
    await pilot.pause()
    if isinstance(pilot.app.screen, PickProfile):
        await pilot.press("0")  # no kind of item
        await pilot.pause()


@pytest.mark.asyncio
@pytest.mark.parametrize("size", SIZES)
async def test_number_keys_and_a_title_lead_to_the_first_question(tmp_path, app_of, size):
    async with app_of(tmp_path).run_test(size=size) as pilot:
        await pilot.press("n", str(pack_ids().index("qianjiang") + 1), "1")
        assert pilot.app.cursor_position == pilot.app.screen.query_one(Input).cursor_screen_offset
        await type_title(pilot, " 关于建设A/B两座桥的议题 ")
        screen = pilot.app.screen
        assert isinstance(screen, CaseScreen) and screen.current is not None
    assert os.listdir(tmp_path) == ["关于建设A／B两座桥的议题.yaml"]
    case = load_case(tmp_path / "关于建设A／B两座桥的议题.yaml")
    assert (case.pack, case.kind, case.title) == ("qianjiang", "agenda_item", "关于建设A/B两座桥的议题")
    assert not case.facts and not case.dates and not case.materials


@pytest.mark.asyncio
async def test_from_the_first_screen_with_the_number_offered_there(tmp_path, app_of):
    async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        assert isinstance(pilot.app.screen, PickOne)


@pytest.mark.asyncio
async def test_a_document(tmp_path, app_of):
    async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "2", "2")
        assert "“关于……的请示”" in pilot.app.screen.text  # an example of its kind
        await pilot.press("escape", "1")
        assert "“关于……的议题”" in pilot.app.screen.text
        await pilot.press("escape", "2")
        await type_title(pilot, "关于甲的请示")
        assert pilot.app.screen.session.case.kind == "document"


@pytest.mark.asyncio
async def test_without_rules_of_its_own_the_place_is_asked_once(tmp_path, app_of):
    async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "1")
        assert isinstance(pilot.app.screen, AskLine)
        assert pilot.app.cursor_position == pilot.app.screen.query_one(Input).cursor_screen_offset
        pilot.app.screen.query_one(Input).value = "禾谷"
        await pilot.press("enter", "enter", "enter")  # no level: the burst stays here
        assert isinstance(pilot.app.screen, AskLine)
        pilot.app.screen.query_one(Input).value = "禾谷县"
        await pilot.press("enter", "1")
        await type_title(pilot, "关于甲的议题")
        assert pilot.app.screen.session.pack.vocabulary.meetings["standing"] == "县政府常务会议"
        await pilot.press("escape", "n", "1", "1")
        await type_title(pilot, "关于乙的议题")
    assert all(read_document(path).data["place"] == "禾谷县" for path in tmp_path.glob("*.yaml"))
    assert len(list(tmp_path.glob("*.yaml"))) == 2


@pytest.mark.asyncio
async def test_the_government_used_last_is_under_the_cursor_next_time(tmp_path, app_of, settings):
    assert last_pack() is None
    for _time in range(2):
        async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
            last = last_pack()
            await pilot.press("n")
            await pilot.press("enter" if last else "3", "enter")
            await type_title(pilot, "关于甲的议题")
            assert pilot.app.screen.session.pack.id == pack_ids()[2] == last_pack()
    assert os.listdir(settings) == ["settings.json"]


@pytest.mark.asyncio
async def test_esc_goes_one_question_back_and_keeps_what_was_chosen(tmp_path, app_of):
    async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "3", "2", "escape")
        kinds = pilot.app.screen
        assert kinds.query_one("#choices").chosen == "document"
        await pilot.press("escape")
        assert pilot.app.screen.query_one("#choices").chosen == pack_ids()[2]
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, CasesScreen)
    assert os.listdir(tmp_path) == []


@pytest.mark.asyncio
async def test_the_unit_is_proposed_below_the_title_and_can_be_changed(tmp_path, app_of, example, shown):
    example("standing-factory-buildings")  # 区经济信息委
    async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.app.workers.wait_for_complete()  # all is judged
        await pilot.press("n", "2", "1")
        asked = pilot.app.screen
        assert asked.query_one("#unit", Input).value == "区经济信息委" and "请核对" in shown(
            asked.query_one("#about-unit")
        )
        await type_title(pilot, "关于甲的议题")
        await pilot.press("escape")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("n", "2", "1", "tab", *(["backspace"] * 6), *"区教委", "enter")
        assert shown(pilot.app.screen.query_one("#problem"))  # no title yet, and what was typed stays
        await type_title(pilot, "关于乙的议题")
        await pilot.press("escape")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("n", "2", "1")
        asked = pilot.app.screen
        assert asked.query_one("#unit", Input).value == "" and "可以不填" in shown(asked.query_one("#about-unit"))
        await type_title(pilot, "关于丙的议题")
    units = [load_case(tmp_path / f"关于{name}的议题.yaml").unit for name in "甲乙丙"]
    assert units == ["区经济信息委", "区教委", None]
    kept = read_document(str(tmp_path / "关于乙的议题.yaml")).data
    assert kept["history"][0]["what"] == "新建，单位：区教委"


@pytest.mark.asyncio
@pytest.mark.parametrize("title", ["", "  　", "甲" * 201, "a\u202eb"])
async def test_a_title_that_cannot_be_is_refused_and_stays_to_be_corrected(tmp_path, app_of, title):
    async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "2", "1")
        await type_title(pilot, title)
        assert isinstance(pilot.app.screen, AskLine) and pilot.app.screen.query_one(Input).value == title
        assert "".join(row.text for row in pilot.app.screen.query_one("#problem").rows)
    assert os.listdir(tmp_path) == []


@pytest.mark.asyncio
async def test_a_folder_that_cannot_be_written_is_said_and_the_title_is_not_lost(tmp_path, app_of, monkeypatch):
    def full(_file):
        raise OSError(28, "No space left on device")

    async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "2", "1")
        monkeypatch.setattr(os, "fsync", full)
        await type_title(pilot, "关于甲的议题")
        assert isinstance(pilot.app.screen, Message) and "磁盘已满" in pilot.app.screen.text
        await pilot.press("enter")
        monkeypatch.undo()
        assert pilot.app.screen.query_one(Input).value == "关于甲的议题"
    assert os.listdir(tmp_path) == []


@pytest.mark.asyncio
async def test_the_same_title_twice_makes_two_cases(tmp_path, app_of):
    for _time in range(2):
        async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
            await pilot.press("n", "2", "1")
            await type_title(pilot, "关于甲的议题")
    assert sorted(os.listdir(tmp_path)) == ["关于甲的议题-2.yaml", "关于甲的议题.yaml"]


def test_every_shipped_government_is_offered():
    assert tuple(pack.id for pack in packs_offered()) == pack_ids()


def test_one_pack_that_cannot_be_read_stops_no_new_case(monkeypatch):
    def load(name):
        if name == "jinchuan":
            raise InputError("这个包读不了")
        return load_pack(name)

    monkeypatch.setattr(new_case, "load_pack", load)
    assert [pack.id for pack in packs_offered()] == [each for each in pack_ids() if each != "jinchuan"]


@pytest.mark.parametrize("text", ["", "[1]", "{", '{"pack": 7}', '{"other": 1}'])
def test_settings_that_cannot_be_read_are_no_error_and_others_stay(settings, text):
    settings.mkdir()
    (settings / "settings.json").write_text(text)
    assert last_pack() is None
    remember_pack("qianjiang")
    assert last_pack() == "qianjiang"
    assert ('"other": 1' in (settings / "settings.json").read_text()) == ("other" in text)


def test_a_place_that_cannot_be_written_is_no_error(settings):
    settings.write_text("a file, not a folder")
    remember_pack("qianjiang")
    assert last_pack() is None


@pytest.mark.asyncio
async def test_the_kind_of_item_is_proposed_its_block_seen_corrected_and_confirmed_once(tmp_path, app_of, burst):
    async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", str(pack_ids().index("qianjiang") + 1), "1")
        pilot.app.screen.query_one(Input).value = "关于传达学习全市经济工作会议精神的议题"
        await burst(pilot, "enter", "enter", "enter")  # what was not seen yet is not taken
        picking = pilot.app.screen
        assert isinstance(picking, PickProfile) and "按标题像是〔传达学习〕" in picking.text
        assert picking.query_one("#choices").chosen == "convey"
        await pilot.press("enter")
        block = pilot.app.screen
        assert isinstance(block, ConfirmBlock) and len(block.taken) == len(block.proposed) > 25
        keys = block.query_one("#keys")
        assert "下面还有" in keys.rows[0].text  # Enter shows them first
        await pilot.press("pagedown", "end")
        assert "下面还有" not in keys.rows[0].text and "Enter 确认这 31 项" in keys.rows[0].text
        await pilot.press("home")
        await pilot.press("space", "escape")  # Esc: another kind, and back to this one
        assert isinstance(pilot.app.screen, PickProfile)
        await pilot.press("enter", "space", "enter", "enter", "enter")
        session = pilot.app.screen.session
        assert session.editor.data["profile"] == "convey" and len(session.case.facts) == len(block.proposed) - 1
        assert session.case.facts["funds"] is False and "ad_hoc" not in session.case.facts
        await pilot.press("i", "enter")  # the kind again: only what is open is proposed
        assert [each.fact.id for each in pilot.app.screen.proposed] == ["ad_hoc"]
        await pilot.press("enter", "u")
        assert "ad_hoc" not in session.case.facts


@pytest.mark.asyncio
async def test_a_long_list_is_reached_by_two_keys_or_by_typing(tmp_path, app_of):
    async with app_of(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "2", "1")
        pilot.app.screen.query_one(Input).value = "关于甲的议题"
        await pilot.press("enter")
        picking = pilot.app.screen
        assert picking.query_one("#choices").chosen == WITHOUT  # a title that says nothing
        await pilot.press("招", "商")
        assert [row.key for row in picking.query_one("#choices").rows if row.key] == ["investment"]
        await pilot.press("x", "backspace", "backspace", "full_stop", "0")
        assert pilot.app.screen.profile.label == "合同协议"
