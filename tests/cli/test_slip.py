"""``slip CASE``: the 补正告知单, its file, its status."""

import os

import pytest


def test_a_slip_is_printed_and_the_case_is_not_ready(run, outcome):
    ran = run("slip", outcome("blocked"), "--as-of", "2026-11-22")
    assert (ran.status, ran.err) == (1, "")
    assert "补正告知单" in ran.out and "缺要件：合法性审查（审核）意见。" in ran.out


def test_nothing_to_mend_writes_no_paper(run, outcome, tmp_path):
    target = tmp_path / "单.docx"
    ran = run("slip", outcome("ready"), "-o", target)
    assert ran.status == 0
    assert "没有须补正的事项" in ran.out + ran.err
    assert not target.exists()


def test_nothing_to_mend_keeps_standard_output_clean(run, outcome):
    ran = run("slip", outcome("ready"))
    assert ran.out == "" and "没有须补正的事项" in ran.err


def test_what_is_only_open_is_no_reason_to_return_a_case(run, case):
    ran = run("slip", case("facts: {}\n"))
    assert ran.status == 0
    assert "尚待确认" in ran.err


@pytest.mark.parametrize("ending", [".docx", ".html", ".md", ".txt"])
def test_to_a_file(run, outcome, tmp_path, ending):
    target = tmp_path / f"单{ending}"
    ran = run("slip", outcome("blocked"), "-o", target)
    assert (ran.status, ran.out, ran.err) == (1, "", "")
    assert target.stat().st_size > 200
    assert (target.read_bytes()[:2] == b"PK") == (ending == ".docx")


def test_the_office_of_an_option_or_beside_the_case(run, outcome, tmp_path):
    path = outcome("blocked")
    (tmp_path / "办公室.yaml").write_text("name: 甲办\nphone: 12345678\n", encoding="utf-8")
    assert "甲办" in run("slip", path).out
    (tmp_path / "x.yaml").write_text("name: 乙办\n", encoding="utf-8")
    ran = run("slip", path, "--office", tmp_path / "x.yaml")
    assert "乙办" in ran.out and "甲办" not in ran.out


def test_an_office_file_with_an_unknown_key(run, outcome, tmp_path):
    (tmp_path / "office.yaml").write_text("name: 甲\ntel: 1\n", encoding="utf-8")
    ran = run("slip", outcome("blocked"))
    assert (ran.status, ran.out) == (2, "")
    assert "office.yaml 第 2 行" in ran.err and "没有 tel 这个键" in ran.err


@pytest.mark.parametrize(("arguments", "what"), [
    (["no.yaml"], "没有这个文件"),
    (["CASE", "--office", "no.yaml"], "没有这个文件"),
    (["CASE", "-f", "docx"], "要写到文件"),
    (["CASE", "-f", "xlsx"], "不能是 xlsx"),
    (["CASE", "--as-of", "12月"], "不是日期"),
    (["CASE", "-o", "no/x.html"], "没有这个文件夹"),
    (["CASE", "-o", "CASE"], "输出文件就是要读的文件"),
])  # fmt: skip
def test_bad_input(run, outcome, tmp_path, monkeypatch, arguments, what):
    path = outcome("blocked")
    monkeypatch.chdir(tmp_path)
    before, held = sorted(os.listdir(tmp_path)), path.read_bytes()
    ran = run("slip", *(path.name if each == "CASE" else each for each in arguments))
    assert (ran.status, ran.out) == (2, "")
    assert what in ran.err and len(ran.err.splitlines()) == 1
    assert sorted(os.listdir(tmp_path)) == before
    assert path.read_bytes() == held


def test_a_paper_is_returned_for_its_form_alone(run, outcome):
    ran = run("slip", outcome("ready"), "--formal", "印章、3")
    assert (ran.status, ran.err) == (1, "")
    said = "".join(ran.out.split())
    assert all(each in said for each in ("没有加盖印章", "没有标注签发人", "第二十二条“重要公文"))
    ran = run("slip", outcome("ready"), "--formal", "公章")
    assert (ran.status, ran.out) == (2, "") and "没有“公章”这个形式审查情形" in ran.err and "5 印章" in ran.err
