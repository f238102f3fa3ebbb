"""``clerkcheck draft``: the terminal, JSON, comments in a copy, a folder, a case."""

import hashlib
import json

import docx
import pytest

CASE = """pack: qianjiang
kind: document
title: 关于修缮仓库的请示
facts: {genre: report, addressee_count: 1}
"""
BAD = {"number": "青政[2026]8号 签发人：王某", "note": ""}


def test_the_terminal(run, draft):
    status, out, err = run(draft("request", BAD))
    assert (status, err) == (1, "")
    assert out.startswith("查出 2 处：须改 1 处，应改 1 处\n")
    assert "【须改】发文字号的年份没有用六角括号（第 1 段）" in out
    assert "依据：【国标】GB/T 9704—2012 第7.2.5条" in out and "编号：number-brackets" in out
    assert "王某" not in out  # nobody's name is repeated


@pytest.mark.parametrize(("how", "status"), [("error", 0), ("warning", 1), ("note", 1)])
def test_how_bad_is_too_bad(run, draft, how, status):
    assert run(draft("request", {"note": ""}), "--fail-on", how)[0] == status


def test_json(run, draft, tmp_path):
    path = tmp_path / "report.json"
    assert run(draft("request", BAD), "-o", path)[0] == 1
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["schema"] == "clerkcheck.draft/1"
    assert data["elements"] == {
        "genre": "request", "genre_label": "请示", "issuers": ["云岭县青石镇人民政府"], "number": "青政[2026]8号",
        "addressees": ["云岭县人民政府"], "title": "云岭县青石镇人民政府关于修缮防汛物资仓库的请示", "date": "2026-09-18",
    }  # fmt: skip
    assert [set(each) for each in data["faults"]] == [
        {"id", "level", "severity", "where", "words", "message", "remedy", "source"}
    ] * 2
    said = {each.get("fact") or each.get("case"): each["value"] for each in data["proposals"]}
    assert (
        said | {"genre": "request", "addressee_count": 1, "matters_count": 1, "amount_wan": 50, "funds": True} == said
    )


def test_comments_in_a_copy(run, draft, tmp_path):
    path, copy = draft("request", BAD, name="draft.docx"), tmp_path / "copy.docx"
    before = hashlib.sha256(path.read_bytes()).digest()
    assert run(path, "-o", copy)[0] == 1
    assert hashlib.sha256(path.read_bytes()).digest() == before
    made = docx.Document(str(copy))
    assert [each.text.split("\n")[0] for each in made.comments] == [
        "发文字号的年份没有用六角括号",
        "请示没有写联系人和电话",
    ]
    assert [each.text for each in made.paragraphs] == [each.text for each in docx.Document(str(path)).paragraphs]


def test_a_text_takes_no_comments_and_a_draft_is_never_written_over(run, draft, tmp_path):
    path = draft("request", name="draft.docx")
    assert "只有 Word 草稿能加批注" in run(draft("request"), "-o", tmp_path / "copy.docx")[2]
    assert "没有写" in run(path, "-o", path)[2]
    for target, form, near in ((path, "doc", "docx"), (tmp_path, "pdf", "html")):
        status, out, err = run(target, "-f", form)
        assert (status, out) == (2, "") and f"不能是 {form}" in err and near in err
    status, out, err = run(path, "-f", "docx")
    assert (status, out) == (2, "") and "要写到文件" in err


def test_a_folder(run, draft, tmp_path):
    draft("request", BAD, name="a.txt")
    draft(name="b.docx")
    (tmp_path / "c.docx").write_bytes(b"x")
    (tmp_path / "~$b.docx").write_bytes(b"x")
    status, out, err = run(tmp_path)
    assert status == 2
    assert out.startswith("合计 3 件：有毛病的 1 件，没有查出的 1 件，读不了 1 件。")
    assert err.count("错误：") == 1
    status, out, _err = run(tmp_path, "-f", "json")
    found = json.loads(out)
    assert [("error" in each, len(each.get("faults", ()))) for each in found] == [(False, 2), (False, 0), (True, 0)]
    assert run(tmp_path, "-o", tmp_path / "faults.xlsx")[0] == 2
    assert (tmp_path / "faults.xlsx").stat().st_size


def test_beside_a_case(run, draft, tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text(CASE, encoding="utf-8")
    before = case.read_bytes()
    _status, out, _err = run(draft("request"), "--case", case)
    assert "文种：请示" in out and "案件里写的是：报告" in out
    assert "主送机关数" not in out  # the case says so already
    assert case.read_bytes() == before
