"""``summary FOLDER``: the table of a meeting's items."""

import re
import shutil
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def folder(outcome, tmp_path):
    for name in ("ready", "deviating", "undetermined", "blocked"):
        outcome(name)
    return tmp_path


def test_every_case_is_counted(run, folder):
    ran = run("summary", folder, "--as-of", "2026-11-22")
    assert (ran.status, ran.err) == (1, "")
    assert "合计 4 件：可以报送 1 件，需说明理由 1 件，待确认 1 件，不得报送 1 件。" in ran.out
    assert "【不得报送】关于blocked的函" in ran.out
    assert folder.name in ran.out


def test_a_folder_that_is_all_ready(run, outcome):
    ran = run("summary", outcome("ready").parent)
    assert (ran.status, ran.err) == (0, "")


def test_a_file_that_cannot_be_read_is_listed(run, folder):
    (folder / "坏.yaml").write_text("pack: qianjiang\nkind: 甲\ntitle: 乙\n", encoding="utf-8")
    (folder / "乱.yaml").write_bytes(b"\xff\xfe\x00")
    ran = run("summary", folder)
    assert ran.status == 2
    assert "【读不了】坏.yaml" in ran.out and "【读不了】乱.yaml" in ran.out
    out = re.sub(r"\s", "", ran.out)
    assert "读不了2件" in out and "可以报送1件" in out
    assert str(folder) not in ran.out and "第2行第7列" in out
    assert len(ran.err.splitlines()) == 2


def test_files_that_are_no_cases_are_left_alone(run, folder):
    (folder / "办公室.yaml").write_text("letterhead: 甲办\n", encoding="utf-8")
    (folder / "说明.yaml").write_text("甲: 乙\n", encoding="utf-8")
    (folder / "说明.txt").write_text("甲", encoding="utf-8")
    (folder / "下层").mkdir()
    ran = run("summary", folder)
    assert "合计 4 件" in ran.out and "甲办" in ran.out
    assert ran.status == 2  # nothing is passed over in silence
    assert [line.partition("（")[0].rpartition("/")[2] for line in ran.err.splitlines()] == ["说明.txt", "说明.yaml"]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("区教委.xls", "clerkcheck batch"), ("台账.xlsx", "clerkcheck batch"), ("请示.docx", "clerkcheck batch")],
)
def test_a_table_or_document_in_the_folder_is_named(run, outcome, name, remedy):
    folder = outcome("ready").parent
    (folder / name).write_bytes(b"PK")
    ran = run("summary", folder)
    assert ran.status == 2
    assert name in ran.err and remedy in ran.err


def test_a_paper_of_ours_in_the_folder_is_no_file_left_out(run, outcome):
    folder = outcome("ready").parent
    for name in ("汇总.docx", "汇总.xlsx", "汇总.html"):
        assert run("summary", folder, "-o", folder / name).status == 0


def test_items_stand_in_the_order_of_their_numbers(run, folder):
    for old, new in (("ready", "10"), ("blocked", "2"), ("deviating", "1"), ("undetermined", "3")):
        (folder / f"{old}.yaml").rename(folder / f"{new}-议题.yaml")
    out = run("summary", folder, "-f", "markdown").out
    places = [out.index(f"关于{name}的函") for name in ("deviating", "blocked", "undetermined", "ready")]
    assert places == sorted(places)


def test_to_a_workbook(run, folder, tmp_path):
    target = tmp_path / "汇总.xlsx"
    ran = run("summary", folder, "-o", target)
    assert (ran.status, ran.out, ran.err) == (1, "", "")
    sheet = openpyxl.load_workbook(BytesIO(target.read_bytes())).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    header = next(row for row in rows if row[0] == "序号")
    assert header == ["序号", "公文", "主办单位", "文种", "结论", "缺什么（依据）", "签批", "金额", "须补正时间"]
    assert {row[4] for row in rows if isinstance(row[0], int)} == {"可以报送", "需说明理由", "待确认", "不得报送"}


@pytest.mark.parametrize("ending", [".docx", ".html", ".md", ".txt"])
def test_to_a_file(run, folder, ending):
    target = folder / f"汇总{ending}"
    assert run("summary", folder, "-o", target).status == 1
    assert target.stat().st_size > 200


@pytest.mark.parametrize(("arguments", "what"), [
    (["no"], "没有这个文件夹"),
    (["ready.yaml"], "这是文件，不是文件夹"),
    (["空"], "文件夹里没有案件文件"),
    ([".", "-f", "xlsx"], "要写到文件"),
    ([".", "-f", "json"], "不能是 json"),
    ([".", "-o", "ready.yaml"], "输出文件就是要读的文件"),
    ([".", "-o", "no/x.html"], "没有这个文件夹"),
])  # fmt: skip
def test_bad_input(run, folder, monkeypatch, arguments, what):
    (folder / "空").mkdir()
    monkeypatch.chdir(folder)
    held = (folder / "ready.yaml").read_bytes()
    ran = run("summary", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert what in ran.err and len(ran.err.splitlines()) == 1
    assert (folder / "ready.yaml").read_bytes() == held


def test_among_several_regulations_each_article_names_its_own_once(run, tmp_path):
    for name in ("national-investment-agreement", "budget-supplement-500"):
        shutil.copy(EXAMPLES / f"{name}.yaml", tmp_path)
    out = re.sub(r"\s", "", run("summary", tmp_path, "--as-of", "2026-11-22").out)
    assert "（第四十五条）；条款出自《重庆市黔江区人民政府工作规则》" in out
    assert "（《公平竞争审查条例》第十条）；缺失：公平竞争审查（《公平竞争审查条例》第十四条）" in out
    assert "第十四条）；应提会议" not in out  # no articles without their instrument, so nothing is said of their source


def test_items_and_documents_stand_apart_in_the_order_of_meetings_or_of_pinyin(run, tmp_path):
    for name in (
        "standing-factory-buildings",
        "budget-supplement-500",
        "request-road-repair",
        "personnel-appointments",
    ):
        shutil.copy(EXAMPLES / f"{name}.yaml", tmp_path)
    out = run("summary", tmp_path, "--as-of", "2026-11-22", "-f", "markdown").out
    assert "## 一、议题" in out and "## 二、公文" in out
    titles = ("人事任免", "追加城区公共厕所", "标准厂房", "水毁公路")  # 11-24, 12-03, 12-10, a document
    assert sorted(titles, key=out.index) == list(titles)
    row = next(line for line in out.splitlines() if "标准厂房" in line)
    said = ("缺失：公平竞争审查（第二十五条）、财政部门明确意见（第四十九条）", "区政府全体会议或区政府常务会议", "4800万元",
            "2026年12月10日 周四", "12月7日（星期一）下班前")  # fmt: skip
    assert [each for each in said if each not in row] == []
    out = run("summary", tmp_path, "--as-of", "2026-11-22", "-f", "markdown", "--order", "pinyin").out
    units = ("区城市管理局", "区经济信息委", "区人力社保局")
    assert sorted(units, key=out.index) == list(units)


def test_a_date_that_cannot_be_is_told(run, outcome, tmp_path):
    case = outcome("ready")
    case.write_text(case.read_text(encoding="utf-8") + "\ndates: {received: 2025-12-04}\n", encoding="utf-8")
    ran = run("summary", tmp_path, "--as-of", "2026-11-22")
    assert "收文日 2025-12-04 比查询日 2026-11-22 早 353 天，请核对年份" in re.sub(r"\n\s*", "", ran.out)
    assert "可以报送 1 件" in ran.out


@pytest.mark.parametrize("command", ["summary", "plan"])
def test_what_is_filed_away_is_left_out_and_counted_unless_it_is_wanted(run, tmp_path, command):
    for name in ("standing-factory-buildings", "major-contract-textile-investment"):
        text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
        closed = "\nstate: closed\ndates:" if name.startswith("major") else "\ndates:"
        (tmp_path / f"{name}.yaml").write_text(text.replace("\ndates:", closed), encoding="utf-8")
    ran = run(command, tmp_path, "--as-of", "2026-11-22")
    assert "标准厂房" in ran.out and "纺织" not in ran.out
    assert ran.err == "注意：已归档的 1 件不在里面；也要列入的，加 --with-closed\n"
    ran = run(command, tmp_path, "--as-of", "2026-11-22", "--with-closed")
    assert "标准厂房" in ran.out and "纺织" in ran.out and ran.err == ""
    (tmp_path / "standing-factory-buildings.yaml").unlink()
    ran = run(command, tmp_path, "--as-of", "2026-11-22")
    assert (ran.status, ran.out) == (2, "") and "文件夹里的 1 件都已归档" in ran.err and "--with-closed" in ran.err
