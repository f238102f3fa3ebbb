"""The papers page: a state by key, its article beside it, number of copies, attachment and file; the bundle below."""

import os
import sys

import pytest
from textual.widgets import Input

from clerkcheck.cases.loading import load_case
from clerkcheck.cases.saving import create
from clerkcheck.desk.attached import file_named
from clerkcheck.desk.profiles import block_answers, profile_called, proposals
from clerkcheck.packs.store import load_pack
from clerkcheck.reading.written_values import ValueProblem
from clerkcheck.tui.row_keys import row_key
from clerkcheck.tui.rows_papers import Bundled
from clerkcheck.tui.screens.dialogs import Message, PickOne
from clerkcheck.tui.screens.finding_screen import FindingScreen
from clerkcheck.tui.screens.paper_dialog import PaperDialog

PAPER = "finance_opinion"


@pytest.fixture
def path(example):
    return example("standing-factory-buildings")


async def on_paper(pilot, paper=PAPER):
    await pilot.press("m")
    screen = pilot.app.screen
    screen.query_one("#page").choose(paper)
    await pilot.pause()
    return screen


@pytest.mark.asyncio
async def test_states_by_key_the_article_beside_and_why(path, app_of, shown, burst):
    async with app_of(path).run_test(size=(120, 40)) as pilot:
        screen = await on_paper(pilot)
        beside = shown(screen.query_one("#beside"))
        assert "第四十九条“涉及机构编制" in beside and "怎么办：补区财政局意见" in beside
        row = next(row for row in screen.query_one("#page").rows if row.key == PAPER)
        keys = row_key(screen.session.papers.index(PAPER) + 1, paired=True)
        assert row.text.startswith(f"{keys} × 缺") and row.text.endswith("第四十九条")
        for key, status in (("1", "done"), ("3", "unknown"), ("2", "missing")):
            await burst(pilot, key, key)  # pressed twice: the second does nothing more
            assert screen.session.paper_status(PAPER) == status and screen.paper == PAPER
        await pilot.press("4")  # a must clause: no exception
        assert isinstance(pilot.app.screen, Message) and "不能例外" in pilot.app.screen.text
        await pilot.press("enter", "w")
        assert isinstance(pilot.app.screen, FindingScreen)
        await pilot.press("escape")
        assert pilot.app.screen is screen and screen.paper == PAPER


@pytest.mark.asyncio
async def test_rows_keep_their_keys_and_one_of_several_is_said_to_do(tmp_path, app_of, shown):
    data = {"pack": "shapingba", "kind": "document", "title": "关于印发《办法》的通知", "facts": {}}
    pack = load_pack("shapingba")
    data["facts"] = block_answers(proposals(pack, profile_called(pack, "rule_paper")))
    data["facts"] |= {"issued_by": "government", "major_matter": True, "major_decision": False}
    path = create(str(tmp_path / "case.yaml"), data).path
    plenary, standing = "plenary_decision", "standing_decision"
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        while (page := pilot.app.screen.session.page) is not None:  # no to whatever else is asked
            none = {"none"} & set(pilot.app.screen.session.fact(page.facts[0]).of)
            if page.multi:
                pilot.app.screen.session.answer_flags(page, [], [])
            else:
                pilot.app.screen.session.answer(page.facts[0], "none" if none else "proactive")
        screen = await on_paper(pilot, standing)
        before = screen.session.papers
        keys = {paper: row_key(number, paired=True) for number, paper in enumerate(before, 1)}
        assert f"这一件和 {keys[standing]}，有一件就够" in shown(screen.query_one("#page"))
        screen.go_to_paper(before[2])
        await pilot.press("2")  # missing: it does not move to the top, now or at the next visit
        screen.go_to_paper(standing)
        await pilot.press("1", "d", "m")
        rows = shown(screen.query_one("#page"))
        assert screen.session.papers == before and f"{keys[before[2]]} × 缺" in rows
        assert f"已有 {keys[standing]}，这一件可以没有" in rows
        assert screen.paper == next(paper for paper in before if paper not in (standing, plenary))  # what is left to do


@pytest.mark.asyncio
async def test_copies_attachment_and_file_are_kept_and_the_file_is_opened(path, app_of, shown, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("clerkcheck.tui.screens.case_papers.open_by_system", opened.append)
    (tmp_path / "材料").mkdir()
    (tmp_path / "材料" / "财政意见.pdf").write_bytes(b"%PDF")
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        screen = await on_paper(pilot)
        await pilot.press("f", "enter")
        dialog = pilot.app.screen
        assert opened == [] and isinstance(dialog, PaperDialog)
        for name, text in (("copies", "３０份"), ("attachment", "附件3"), ("file", "材料/财政意见.pdg")):
            dialog.query_one(f"#{name}", Input).value = text
        await pilot.press("enter")
        wrong = shown(dialog.query_one("#wrong"))
        assert "没有这个文件" in wrong and "材料/财政意见.pdf" in wrong and dialog.focused.id == "file"
        dialog.focused.value = f"'{tmp_path}/材料/财政意见.pdf'"  # as a file manager drops it
        await pilot.press("enter", "f")
        await pilot.pause()
        assert opened == [str(tmp_path / "材料" / "财政意见.pdf")]
        assert "30 份，附件3，材料/财政意见.pdf" in shown(screen.query_one("#page"))
        os.remove(opened.pop())
        screen.show()
        assert "找不到这个文件" in shown(screen.query_one("#page"))
        await pilot.press("f")
        assert isinstance(pilot.app.screen, Message) and opened == []
    kept = load_case(path).materials[PAPER]
    assert (kept.copies, kept.attachment, kept.file) == (30, "3", "材料/财政意见.pdf")


@pytest.mark.asyncio
async def test_the_bundle_stands_below_and_changes_no_verdict(path, app_of, shown, burst):
    async with app_of(path).run_test(size=(120, 40)) as pilot:
        screen = await on_paper(pilot, Bundled("draft"))
        page = screen.query_one("#page")
        order = [row.key for row in page.rows if row.key is not None]
        assert len(order) > 9  # two keys reach each row, those of the bundle too; each is written before its row
        for number, keys in ((2, "02"), (10, ".0"), (len(order), row_key(len(order)))):
            await burst(pilot, *keys)
            assert screen.paper == order[number - 1] and page.rows[page.cursor].text.startswith(f"{keys} ")
        await burst(pilot, "0", "1", "1")  # the row, then its state: the same key, and another command
        assert screen.session.paper_status(order[0]) == "done"
        await burst(pilot, *row_key(len(order)))
        await burst(pilot, ".", "up", "7")  # another key came between: 7 alone says what the numbers are for
        assert screen.paper == order[-2] and "按 07" in shown(screen.query_one("#footer"))
        await on_paper(pilot, Bundled("draft"))
        outcome = screen.session.report
        await pilot.press("1")
        assert screen.session.case.bundle == {"draft": "done"}
        assert "√ 已有  送审稿" in shown(screen.query_one("#page")) and "不影响结论" in shown(
            screen.query_one("#beside")
        )
        assert screen.session.report.outcome == outcome.outcome
        await pilot.press("u")
        assert screen.session.case.bundle == {}


@pytest.mark.asyncio
async def test_enter_opens_a_paper_on_every_row(path, app_of):
    """A row of the bundle too is opened, and nothing about it changes before it is said."""
    async with app_of(path).run_test(size=(80, 24)) as pilot:
        screen = await on_paper(pilot, PAPER)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, PaperDialog)
        await pilot.press("escape")
        await on_paper(pilot, Bundled("draft"))
        for keys, kept in (
            (("escape",), {}),
            (("enter",), {}),
            (("2",), {"draft": "missing"}),
            (("up", "enter"), {"draft": "done"}),
        ):
            await pilot.press("enter")
            assert isinstance(pilot.app.screen, PickOne) and "送审稿" in pilot.app.screen.heading
            await pilot.press(*keys)
            assert pilot.app.screen is screen and screen.session.case.bundle == kept


@pytest.mark.parametrize(
    "name", ["//server/share/a.pdf", "\\\\server\\a.pdf", "没有.pdf", "材料", "a\x07.pdf"], ids=range(5)
)
def test_what_is_no_file_here_is_refused(path, tmp_path, name):
    (tmp_path / "材料").mkdir()
    with pytest.raises(ValueProblem):
        file_named(path, name)


def test_only_documents_are_opened(tmp_path, monkeypatch):
    from clerkcheck.desk.attached import open_by_system
    from clerkcheck.reading.errors import InputError

    started = []
    monkeypatch.setattr("subprocess.Popen", lambda command, **_options: started.append(command))
    monkeypatch.setattr(sys, "platform", "linux")
    open_by_system(str(tmp_path / "a.PDF"))
    for name in ("a.exe", "a.bat", "a", "a.docm", "a.lnk"):
        with pytest.raises(InputError):
            open_by_system(str(tmp_path / name))
    assert started == [["xdg-open", str(tmp_path / "a.PDF")]]
