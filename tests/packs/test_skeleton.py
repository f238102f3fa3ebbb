"""`pack new`: a skeleton that loads, says what is left, and overwrites nothing."""

from pathlib import Path

import pytest

from clerkcheck.cli.main import run
from clerkcheck.packs.coverage import coverage
from clerkcheck.packs.loading import read_pack_files
from clerkcheck.packs.skeleton import skeleton
from clerkcheck.packs.source_text import read_source, split_source
from clerkcheck.packs.store import load_pack, pack_ids, shared_vocabulary

SOURCES = Path(__file__).resolve().parents[3] / "shared" / "sources"
TEXT = """演府发〔2026〕3号
关于印发《演示区
议事规则》的通知
2026年3月1日

第一章 总则
第一条 为规范议事，制定本规则。
第二章 会议
第二条 会议分为：
（一）全体会议：研究重大事项# 'x' "y"；
（二）常务会议。
第二条之一 - 特别规定: {a}
第三条
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "源.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def new(*more):
    return run(["pack", "new", "demo", "--source", "源.txt", *more])


def test_the_skeleton_loads_with_every_article_as_a_stub(home):
    assert new() == 0
    pack = load_pack("demo/")
    assert [article.number for article in pack.articles] == ["第一条", "第二条", "第二条之一", "第三条"]
    assert [article.chapter for article in pack.articles] == ["第一章 总则", *["第二章 会议"] * 3]
    assert [article.skip for article in pack.articles] == [
        "待整理：为规范议事",
        "待整理：会议分为",
        "待整理：- 特别规定",
        "待整理",
    ]
    assert pack.article_count == 3
    assert (home / "demo" / "chapter-02.yaml").is_file()


@pytest.mark.usefixtures("home")
def test_what_the_text_says_is_taken_to_be_checked_and_what_it_does_not_is_left_open():
    new()
    head = Path("demo/pack.yaml").read_text(encoding="utf-8")
    assert "regulation: '《演示区议事规则》'    # 从原文读出，请核对" in head
    assert "document_number: '演府发〔2026〕3号'    # 从原文读出，请核对" in head
    assert "issued: null" in head and "2026年3月1日" in head
    pack = load_pack("demo/")
    assert (pack.issued, pack.in_force_from, pack.review_by) == ("", "", "")


@pytest.mark.usefixtures("home")
def test_each_paragraph_is_shown_by_its_first_words_only():
    new()
    text = Path("demo/chapter-02.yaml").read_text(encoding="utf-8")
    assert "#   （一）全体会议：研究重大事项……\n" in text
    assert "'x'" not in text


@pytest.mark.usefixtures("home")
def test_coverage_counts_stubs_as_not_accounted_for(capsys):
    new()
    assert not any(each.covered for each in coverage(load_pack("demo/")))
    capsys.readouterr()
    assert run(["pack", "coverage", "./demo"]) == 1
    out = capsys.readouterr().out
    assert "没有交代 4 条" in out and "第二条 【没有交代】待整理：会议分为" in out


@pytest.mark.usefixtures("home")
def test_lint_walks_through_all_of_them(capsys):
    new()
    capsys.readouterr()
    assert run(["pack", "lint", "demo"]) == 1
    out = capsys.readouterr().out
    for number in ("第一条", "第二条", "第二条之一", "第三条"):
        assert f"：{number}还没有整理" in out


def test_nothing_is_overwritten(home, capsys):
    new()
    before = {path: path.read_bytes() for path in (home / "demo").glob("*.yaml")}
    assert new() == 2
    assert "已存在，没有改动" in capsys.readouterr().err
    (home / "file").write_text("x", encoding="utf-8")
    assert new("-o", "file") == 2
    assert {path: path.read_bytes() for path in (home / "demo").glob("*.yaml")} == before
    assert (home / "file").read_text(encoding="utf-8") == "x"


def test_another_folder_and_an_empty_one_are_taken(home):
    (home / "空").mkdir()
    assert new("-o", "空") == 0
    assert load_pack("空/").id == "demo"
    assert new("-o", "没有/上级") == 2
    assert not (home / "没有").exists()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("name", ["Demo", "1st", "../x", "景石", "a-b"])
def test_an_id_that_cannot_be_one_is_refused(name, capsys):
    assert run(["pack", "new", name, "--source", "源.txt"]) == 2
    assert "不能作规则包的 id" in capsys.readouterr().err
    assert not Path(name).exists()


def test_what_a_text_holds_cannot_break_the_files(tmp_path):
    text = '第一条 甲\x07乙\u2028丙\'：#\n第二条 : [x\n第三条 "\\u000a"\n'
    for name, content in skeleton("demo", split_source(text, "x")).items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    files = read_pack_files(tmp_path, shared_vocabulary(str(tmp_path)))
    assert [each.article for each in files.chapters[0].entries.articles] == ["第一条", "第二条", "第三条"]


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the regulations (../shared/sources) are not on this machine")
@pytest.mark.parametrize("pack_id", [each for each in pack_ids() if load_pack(each).article_count])
def test_the_skeleton_of_each_regulation_has_its_articles(pack_id, tmp_path):
    source = split_source(read_source(str(SOURCES / f"{pack_id}.txt")), pack_id)
    for name, content in skeleton(pack_id, source).items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    made, kept = load_pack(f"{tmp_path}/"), load_pack(pack_id, layers=False)
    assert [article.number for article in made.articles] == [article.number for article in kept.articles]
    assert made.article_count == kept.article_count
    assert made.regulation == kept.regulation
    assert made.document_number in (kept.document_number, "")
