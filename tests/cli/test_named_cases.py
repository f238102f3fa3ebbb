"""What a command line may name: a folder, a pattern, standard input, and words in place of ids."""

import io
import sys

import pytest

CASE = "pack: qianjiang\nkind: document\ntitle: {title}\n"


@pytest.fixture
def folder(tmp_path):
    """A folder of two cases, with an office's settings beside them."""
    for name in ("乙", "甲"):
        (tmp_path / f"{name}.yaml").write_text(CASE.format(title=f"关于{name}的函"), encoding="utf-8")
    (tmp_path / "办公室.yaml").write_text("name: 区政府办公室\n", encoding="utf-8")
    return tmp_path


def test_a_folder_and_a_quoted_pattern_are_the_cases_in_them(run, folder):
    whole = run("check", folder, "-f", "text")
    assert whole.status == 1 and whole.err == "" and whole.out.index("关于乙的函") < whole.out.index("关于甲的函")
    assert run("check", f"{folder}/*.yaml", "-f", "text") == whole
    assert run("check", *sorted(folder.glob("*.yaml")), "-f", "text") == whole
    only = run("check", f"{folder}/甲*", "-f", "text")
    assert "关于甲的函" in only.out and "关于乙" not in only.out


def test_what_a_folder_holds_beside_cases_is_named(run, folder):
    (folder / "台账.xlsx").write_bytes(b"PK")
    ran = run("check", folder)
    assert ran.status == 2 and "台账.xlsx" in ran.err and "关于甲的函" in ran.out


@pytest.mark.parametrize(("name", "said"), [("", "文件夹里没有案件文件"), ("*.yaml", "没有符合的文件")])
def test_no_case_at_all(run, tmp_path, name, said):
    ran = run("check", tmp_path / name)
    assert ran.status == 2 and said in ran.err


@pytest.mark.parametrize(
    ("data", "status", "said"),
    [
        (CASE.format(title="关于甲的函").encode(), 1, "关于甲的函"),
        (b"", 2, "标准输入：是空的"),
        (b"\xff\xff", 2, "标准输入：不是 UTF-8 编码"),
        (b"pack: qianjiang\nkind: document\ntitle: [\n", 2, "标准输入 第"),
    ],
    ids=["case", "empty", "bytes", "broken"],
)
def test_standard_input(run, monkeypatch, data, status, said):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    ran = run("check", "-")
    assert ran.status == status and said in ran.out + ran.err


def test_words_in_place_of_ids(run, folder, tmp_path):
    assert run("check", folder, "--fail-on", "不得报送").status == 0
    assert (
        run("check", folder, "--fail-on", "待确认").status
        == run("check", folder, "--fail-on", "undetermined").status
        == 1
    )
    assert "可用的有" in run("check", folder, "--fail-on", "很差").err
    table = tmp_path / "t.csv"
    table.write_text("事项名称,单位\n关于丙的函,区水利局\n", encoding="utf-8")
    ran = run("batch", table, "-o", tmp_path / "r.csv", "--pack", "黔江区", "--kind", "公文", "--fail-on", "不得报送")
    assert ran.status == 0 and "qianjiang,公文,关于丙的函" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")


def test_a_table_without_kinds_is_refused_once(run, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("事项名称,单位\n关于丙的函,区水利局\n关于丁的函,区水利局\n", encoding="utf-8")
    ran = run("batch", table, "-o", tmp_path / "r.csv", "--pack", "黔江区")
    assert ran.status == 2 and ran.err.count("没有“类型”这一列") == 1 and "--kind 公文" in ran.err
