"""A regulation by chapter and article, search, and a clause in full."""

import pytest

from clerkcheck.cells import cells
from clerkcheck.packs.store import load_pack, pack_ids
from clerkcheck.tui.rows_rules import clause_rows, contents_rows, count_words
from clerkcheck.tui.screens.case_screen import CaseScreen
from clerkcheck.tui.screens.rules_screen import RulesScreen

pytestmark = pytest.mark.asyncio
CLAUSE = "qj-45-2-8a"


@pytest.fixture(scope="module")
def pack():
    return load_pack("qianjiang")


@pytest.mark.parametrize("name", pack_ids())
async def test_every_chapter_article_reason_and_clause_is_listed(name):
    pack = load_pack(name)
    rows = contents_rows(pack, "", 500)
    assert [row.key for row in rows if row.key is not None] == [each for a in pack.articles for each in a.clauses]
    texts = {row.text.strip() for row in rows}
    assert texts >= {article.number for article in pack.articles}
    assert texts >= {article.chapter for article in pack.articles}
    assert texts >= {f"不作核对：{article.skip}" for article in pack.articles if article.skip}


@pytest.mark.parametrize("name", pack_ids())
@pytest.mark.parametrize("width", [50, 75])
async def test_every_clause_fits_its_width_and_says_when_it_applies(name, width):
    pack = load_pack(name)
    assert max(cells(row.text) for row in contents_rows(pack, "", width)) <= width
    for clause in pack.clauses:
        rows = clause_rows(pack, clause.id, width)
        assert max(cells(row.text) for row in rows) <= width
        text = "".join(row.text.strip() for row in rows).replace(" ", "")
        assert f"“{clause.quote}”".replace(" ", "") in text
        assert ("条件：一律适用" in text) == (not clause.when and not clause.unless)


@pytest.mark.parametrize(
    "query", ["预备费", "第四十五条 预备费", "第45条　预备费", "45条 500万元及以上的预算追加", "预算追加 500"]
)
async def test_search_finds_the_clause_by_gist_quote_or_article(query, pack):
    assert CLAUSE in [row.key for row in contents_rows(pack, query, 75)]


async def test_search_leaves_out_what_lacks_one_of_the_words(pack):
    keys = [row.key for row in contents_rows(pack, "第四十九条 预备费", 75) if row.key]
    assert CLAUSE not in keys
    assert all(pack.clause(key).article == "第四十九条" for key in keys)
    assert "没有含" in contents_rows(pack, "第" + "9" * 5000 + "条", 75)[0].text
    rows = contents_rows(pack, "绝无此词", 75)
    assert "没有含“绝无此词”的条款" in rows[0].text
    assert count_words(pack, "绝无此词") == "找到 0 款"


async def test_search_reads_reasons_for_articles_without_clauses(pack):
    assert any("不作核对：制定依据" in row.text for row in contents_rows(pack, "制定依据", 75))


async def test_from_the_case_to_a_clause_in_full_and_back_at_80_columns(example, app_of, shown):
    async with app_of(example("budget-supplement-500")).run_test(size=(80, 24)) as pilot:
        await pilot.press("l")
        await pilot.pause()
        rules = pilot.app.screen
        assert isinstance(rules, RulesScreen)
        assert rules.contents.display and not rules.clause.size.width
        await pilot.press("down", "enter")
        await pilot.pause()
        assert rules.clause.size.width == 80 - 2
        assert rules.contents.chosen in shown(rules.clause)
        await pilot.press("n")
        assert rules.contents.chosen in shown(rules.clause)
        await pilot.press("escape")
        await pilot.pause()
        assert rules.contents.in_view(rules.contents.cursor)
        assert rules.focused is rules.contents
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, CaseScreen)


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
async def test_a_wide_screen_shows_list_and_clause_side_by_side(size, example, app_of, shown):
    async with app_of(example("budget-supplement-500")).run_test(size=size) as pilot:
        await pilot.press("l")
        await pilot.pause()
        rules = pilot.app.screen
        for _ in range(3):
            await pilot.press("down")
            await pilot.pause()
            assert f"款号：{rules.contents.chosen}" in shown(rules.clause)
        assert rules.contents.size.width > 40 < rules.clause.size.width


async def test_search_as_you_type_then_open_then_clear(example, app_of, shown):
    async with app_of(example("budget-supplement-500")).run_test(size=(80, 24)) as pilot:
        await pilot.press("l", "slash", *"预备费")
        await pilot.pause()
        rules = pilot.app.screen
        found = [row.key for row in rules.contents.rows if row.key]
        assert 0 < len(found) < 20
        assert f"找到 {len(found)} 款" in rules.title_text()
        assert pilot.app.cursor_position == rules.focused.cursor_screen_offset
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert f"款号：{found[0]}" in shown(rules.clause)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RulesScreen)
        assert len([row for row in rules.contents.rows if row.key]) == len(rules.pack.clauses)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, CaseScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_opened_at_a_clause_the_list_is_one_key_away_and_stands_there(size, example, app_of, pack, shown):
    async with app_of(example("budget-supplement-500")).run_test(size=size) as pilot:
        await pilot.app.push_screen(RulesScreen(pack, CLAUSE))
        await pilot.pause(0.1)
        rules = pilot.app.screen
        assert f"款号：{CLAUSE}" in shown(rules.clause)
        if size[0] > 110:
            assert rules.contents.in_view(rules.contents.cursor)
        await pilot.press("backspace")
        await pilot.pause(0.1)
        assert rules.contents.chosen == CLAUSE
        assert rules.contents.in_view(rules.contents.cursor)
