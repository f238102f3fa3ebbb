"""Slips that make no pack unreadable, and that nothing was said of: each is a remark, and gone once it is put right."""

import os
import shutil

import pytest

from clerkcheck.__main__ import main
from linted_pack import linted


def joined(said):
    return said.replace("\n    ", "")


def accepted(remark, clause):
    return "pack.yaml", "terms:", f"accepted:\n- {{remark: {remark}, clauses: [{clause}], why: 原文如此}}\nterms:"


@pytest.mark.parametrize(
    ("edit", "line", "words", "remark", "clause"),
    [
        (("rules.yaml", "id: dm-3-2", "id: dm-9-2"), 52, "dm-9-2 在第三条里，款号写的是另一条", "clause-id", "dm-9-2"),
        (("rules.yaml", "signer: mayor", "signer: mayor\n    fallback: true"), 52, "本地规则包不用写", "fallback-local", "dm-3-2"),
    ],
    ids=["id", "fallback"],
)  # fmt: skip
def test_a_clause_that_its_place_does_not_bear_out(tmp_path, capsys, edit, line, words, remark, clause):
    status, said = linted(tmp_path, capsys, edit)
    assert status == 0 and f"【提醒】rules.yaml 第 {line} 行：" in said
    assert words in joined(said) and f"［{remark}］" in joined(said)
    assert "没有问题" in linted(tmp_path, capsys, edit, accepted(remark, clause))[1]


def test_a_folder_called_otherwise(tmp_path, capsys):
    said = joined(linted(tmp_path, capsys, name="demos")[1])
    assert "【提醒】pack.yaml 第 1 行：id 是 demo，文件夹叫 demos：案件里按 id 叫不到它。两处写成一样的" in said
    assert "没有问题" in linted(tmp_path, capsys, name="demo-2024")[1]  # no id could be so: a copy that is kept


def test_a_chapter_that_is_not_listed(tmp_path, capsys):
    chapter = "chapter: 第二章\narticles:\n- article: 第四条\n  skip: 无\n"
    said = joined(linted(tmp_path, capsys, ("more.yaml", chapter), ("notes.yaml", "notes: 1\n"))[1])
    assert "【提醒】pack.yaml 第 9 行：文件夹里有 more.yaml，files 没有列，里面的条款不算。写进 files" in said
    assert "notes.yaml" not in said


LEGAL = ("pack.yaml", "files:", "extends: [national]\nfiles:")


@pytest.mark.parametrize(
    ("old", "words"),
    [
        ("    needs: approval_form\n", "gw-15-4 管公文，这一款管议题，不会同时适用"),
        ("    signer: mayor\n", "gw-15-4 是“核对”款，这一款是“签批／签发”款，用到的事实、要件没有一样相同"),
    ],
    ids=["other-cases", "other-kind"],
)
def test_what_is_refined_and_has_nothing_in_common(tmp_path, capsys, old, words):
    plain = ("rules.yaml", "when: genre == order", "when: major_decision")
    status, said = linted(tmp_path, capsys, LEGAL, plain, ("rules.yaml", old, f"{old}    refines: gw-15-4\n"))
    assert status == 0 and words in joined(said)


def test_the_id_of_a_shipped_pack_is_not_given_again(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "原文.txt"
    source.write_text("某县人民政府工作规则\n第一条 本条说一件事。\n", encoding="utf-8")
    (tmp_path / "national2").mkdir()
    assert main(["pack", "new", "national", "--source", str(source), "--bare"]) == 2
    assert "national 是自带规则包的 id，新写的用了它就叫不到。换一个 id，如 national3" in capsys.readouterr().err
    assert sorted(os.listdir(tmp_path)) == ["national2", "原文.txt"]
    shutil.rmtree(tmp_path / "national2")
    assert main(["pack", "new", "national2", "--source", str(source), "--bare"]) == 0
