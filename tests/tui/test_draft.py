"""The draft in the app: asked for by one key, shown beside the question, taken by one key, and never by itself."""

import pytest

from clerkcheck.tui.screens.draft_screen import DraftScreen
from sample_drafts import text_of

pytestmark = pytest.mark.asyncio

CASE = "pack: qianjiang\nkind: document\ntitle: 关于修缮仓库的请示\n"


async def test_a_draft_is_read_and_one_proposal_taken(tmp_path, app_of, shown):
    case = tmp_path / "case.yaml"
    case.write_text(CASE, encoding="utf-8")
    (tmp_path / "请示稿.txt").write_text(text_of("request", {"note": ""}), encoding="utf-8")
    app = app_of(case)
    async with app.run_test(size=(120, 40)) as pilot:
        before = case.read_bytes()
        await pilot.press("c", "enter")
        await pilot.pause()
        assert isinstance(app.screen, DraftScreen)
        text = shown(app.screen.query_one("#draft"))
        assert "公文" not in app.screen.title_text() and "请示稿.txt" in app.screen.title_text()
        assert (
            "请示没有写联系人和电话" in text
            and "原文：云岭县青石镇人民政府关于修缮防汛物资仓库的请示（第 2 段）" in text
        )
        assert case.read_bytes() == before
        await pilot.press("enter")
        session = app.screen.session
        assert len(session.stored.data["history"]) == 1
        assert "据草稿 请示稿.txt" in session.stored.data["history"][0]["what"]
        taken, below = session.stored.data["facts"], app.screen.lines.chosen
        assert list(taken) == ["genre"] and below.label == "主送机关数"  # what stood below, not the first of all
        await pilot.press("u", "escape")
        await pilot.pause()
        assert "草稿写的是“" in shown(app.screen.query_one("#page"))


async def test_a_draft_that_cannot_be_read_is_told(tmp_path, app_of):
    case = tmp_path / "case.yaml"
    case.write_text(CASE, encoding="utf-8")
    (tmp_path / "稿.docx").write_bytes(b"x")
    app = app_of(case)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "enter")
        await pilot.pause()
        assert "读不了这份草稿" in app.screen.heading
        await pilot.press("enter", "c")
        await pilot.pause()
        assert "读草稿" in app.screen.heading


async def test_an_older_file_is_read_beside(tmp_path, app_of, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    case = tmp_path / "case.yaml"
    case.write_text(CASE, encoding="utf-8")
    (tmp_path / "稿.wps").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000))
    app = app_of(case)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "要装 LibreOffice" in app.screen.text
