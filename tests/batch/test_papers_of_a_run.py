"""``batch … --papers`` and ``--since``: a folder a meeting, nothing of others' replaced, what was mended."""

import os
from io import BytesIO
from pathlib import Path

import docx
import pytest

from clerkcheck.cli.main import run as command
from wide import wide

HEAD = "规则包,类型,事项名称,单位,拟提交的会议,会议召开日,区长审签的议题审批单,临时动议（未列入议程、临时提交）\n"
ROWS = (
    "黔江区,议题,关于甲／乙?的议题,区甲局,区政府常务会议,2026-12-10,缺,否\n"
    "黔江区,议题,=关于丙的议题,区乙局,区政府常务会议,2026-12-10,有,否\n"
    "黔江区,议题,关于丁的议题,CON,,,有,否\n"
    "黔江区,公文,关于戊的请示,区甲局,,,,\n"
)


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "台账.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return path


def run(register, *more, result="结果.csv"):
    folder = register.parent
    arguments = ["batch", str(register), "-o", str(folder / result), "--force", "--as-of", "2026-11-22"]
    return command([*arguments, "--papers", str(folder / "文书"), *map(str, more)])


def files(register):
    folder = register.parent / "文书"
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def words(path):
    return "".join(node.text or "" for node in docx.Document(BytesIO(path.read_bytes())).element.body.iter())


def test_a_folder_a_meeting_with_sheets_slips_questions_and_the_summary(register, capsys):
    assert run(register) == 1
    found = files(register)
    meeting = "2026-12-10 区政府常务会议"
    assert {
        f"{meeting}/01 关于甲／乙？的议题-送审自查表.docx", f"{meeting}/01 关于甲／乙？的议题-补正告知单.docx",
        f"{meeting}/02 =关于丙的议题-送审自查表.docx", f"{meeting}/合订（打印用）.docx", f"{meeting}/议题审核汇总表.docx",
        "会议待定（日期待定）/01 关于丁的议题-送审自查表.docx", "公文/01 关于戊的请示-送审自查表.docx",
        "待确认征询单/区甲局.docx", "待确认征询单/_CON.docx", "议题审核汇总表.docx", "议题审核汇总表.xlsx",
    } <= set(found)  # fmt: skip
    together = words(found[f"{meeting}/合订（打印用）.docx"])
    order = ["议题审核汇总表", "送审自查表", "补正告知单", "送审自查表"]
    assert all(title in together for title in order) and together.index(order[0]) < together.index(order[1])
    asked = words(found["待确认征询单/区甲局.docx"])
    assert "关于甲／乙?的议题" in asked and "关于戊的请示" in asked and "关于丙" not in asked and "□是" in asked
    assert "文书：" in capsys.readouterr().out


@pytest.mark.wide
def test_what_people_changed_stays_and_what_is_ours_is_renewed(register, capsys):
    run(register)
    found = files(register)
    filled, other = found["待确认征询单/区甲局.docx"], found["2026-12-10 区政府常务会议/合订（打印用）.docx"]
    filled.write_bytes(b"filled in by hand")
    other.unlink()
    mine = register.parent / "文书" / "我的.docx"
    mine.write_bytes(b"mine")
    register.write_text((HEAD + ROWS).replace("关于丁的议题", "关于庚的议题"), encoding="utf-8")
    run(register)
    again = files(register)
    assert filled.read_bytes() == b"filled in by hand" and mine.read_bytes() == b"mine"
    assert "待确认征询单/区甲局(2).docx" in again and other.exists()
    assert "会议待定（日期待定）/01 关于庚的议题-送审自查表.docx" in again
    assert "会议待定（日期待定）/01 关于丁的议题-送审自查表.docx" not in again  # ours, and of no case any more
    assert "没有动" in capsys.readouterr().err
    run(register)
    assert set(files(register)) == set(again)


@pytest.mark.parametrize("ending", wide([".csv", ".xlsx", ".jsonl"], kept=[".xlsx"]))
def test_since_says_what_was_mended(register, ending, capsys):
    before = f"上次{ending}"
    run(register, result=before)
    register.write_text(
        (HEAD + ROWS).replace("2026-12-10,缺", "2026-12-10,有").replace("关于戊", "关于己"), encoding="utf-8"
    )
    capsys.readouterr()
    run(register, "--since", register.parent / before)
    out = capsys.readouterr().out
    assert "与上次相比：有补正 1 件，没有变 2 件，新增 1 件，上次有、这次没有 1 件" in out
    assert "关于甲／乙?的议题：不得报送 → 待确认；已补正区长审签的议题审批单" in out
    assert "区长审签的议题审批单" in words(files(register)["补正情况对照表.docx"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--since", "没有.csv"], "打不开", id="no such result"),
        pytest.param(["--since", "台账.csv"], "不是 clerkcheck batch 写的结果", id="no result"),
        pytest.param(["--since", "a.parquet"], "可用的有：.csv、.xlsx、.jsonl", id="another kind"),
        pytest.param(["--papers", "台账.csv"], "这是文件，不是文件夹", id="a file for a folder"),
        pytest.param(["--office", "坏.yaml"], "没有 nme 这个键", id="a bad office file"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_judged(register, arguments, said, capsys, monkeypatch):
    monkeypatch.chdir(register.parent)
    Path("坏.yaml").write_text("nme: 甲\n", encoding="utf-8")
    assert run(register, *arguments) == 2
    assert said in capsys.readouterr().err
    assert not os.path.exists("结果.csv") and not os.path.exists("文书")
