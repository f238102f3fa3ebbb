"""The command: what it reads of a folder, what it says, its exit status, and what it costs."""

import json
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from clerkcheck import load_pack
from clerkcheck.batch.sources.source_files import Sources

ROOT = Path(__file__).resolve().parents[2]
GOOD = "pack: qianjiang\nkind: document\ntitle: {}\n"


@pytest.fixture
def folder(tmp_path):
    """A folder of cases with other things among them."""
    home = tmp_path / "会议"
    (home / "分组").mkdir(parents=True)
    (home / "b.yaml").write_text(GOOD.format("乙"), encoding="utf-8")
    (home / "a.json").write_text(json.dumps({"pack": "qianjiang", "kind": "document", "title": "甲"}), encoding="utf-8")
    (home / "分组" / "c.csv").write_text("pack,kind,title\nqianjiang,公文,丙\n", encoding="utf-8")
    (home / "办公室.yaml").write_text("office: 区政府办公室\n", encoding="utf-8")
    (home / ".b.yaml").write_text(GOOD.format("隐"), encoding="utf-8")
    (home / "~$t.xlsx").write_bytes(b"lock")
    (home / "README.md").write_text("x", encoding="utf-8")
    return home


def test_a_folder_is_read_with_its_subfolders(batch, folder, rows_of):
    first = batch(folder, "-o", folder / "结果.csv")
    assert [row["事项名称"] for row in rows_of(folder / "结果.csv")] == ["甲", "乙", "丙"]
    assert "另有 1 个文件不是案件，没有查：办公室.yaml" in first.out and first.err == ""
    again = batch(folder, "-o", folder / "结果.csv")
    assert again == first
    batch(folder, "-o", folder / "结果2.jsonl")
    third = batch(folder, "-o", folder / "结果3.csv")
    assert len(rows_of(folder / "结果3.csv")) == 3 and "另有 3 个文件不是案件" in third.out


def test_an_earlier_workbook_in_the_folder_is_passed_over_whole(batch, folder, rows_of):
    pytest.importorskip("openpyxl")
    batch(folder, "-o", folder / "结果.xlsx")
    ran = batch(folder, "-o", folder / "结果.csv")
    assert ran.err == "" and len(rows_of(folder / "结果.csv")) == 3


def test_an_earlier_result_named_as_a_source_is_refused(batch, folder):
    batch(folder, "-o", folder / "结果.csv")
    ran = batch(folder / "结果.csv", "-o", folder / "r.csv")
    assert ran.status == 2 and "这是批查的结果" in ran.err


def test_what_cannot_be_read_in_a_folder_is_reported(batch, folder, rows_of):
    (folder / "d.yaml").write_text(GOOD.format("丁") + "fact: {}\n", encoding="utf-8")
    ran = batch(folder, "-o", folder / "r.csv")
    assert ran.status == 2 and "d.yaml 第 4 行" in ran.err
    assert [row["结论"] == "读不了" for row in rows_of(folder / "r.csv")] == [False, False, True, False]


@pytest.mark.parametrize(
    ("source", "said"),
    [("会仪", "是不是 会议？"), ("会议/a.jso", "是不是 a.json"), ("会议/README.md", "不认识这种文件")],
)
def test_a_source_that_is_none(batch, folder, source, said):
    ran = batch(folder.parent / source, "-o", folder / "r.csv")
    assert ran.status == 2 and said in ran.err and not (folder / "r.csv").exists()


def test_the_short_table(batch, tmp_path):
    ran = batch(ROOT / "examples", "-o", tmp_path / "r.csv")
    lines = [line for line in ran.out.splitlines() if not line.startswith("注意：")]
    numbers = {line.split()[0]: int(line.split()[1]) for line in lines[:-1]}
    assert list(numbers) == ["不得报送", "待确认", "需说明理由", "可以报送", "合计"]
    assert numbers.pop("合计") == sum(numbers.values()) == len(list((ROOT / "examples").glob("*.yaml")))
    assert lines[-1] == f"结果：{tmp_path / 'r.csv'}"


@pytest.mark.parametrize(
    ("name", "fail_on", "status"),
    [("ready-letter", "deviating", 0), ("blocked", "blocked", 1), ("open", "blocked", 0), ("open", "undetermined", 1)],
)
def test_exit_status(batch, tmp_path, name, fail_on, status):
    outcomes = {"ready-letter": "ready", "blocked": "blocked", "open": "undetermined"}
    batch(ROOT / "examples", "-o", tmp_path / "all.jsonl")
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    reports = [json.loads(line) for line in lines]
    source = next(each["case"]["source"] for each in reports if each["outcome"] == outcomes[name])
    assert batch(source, "-o", tmp_path / "r.csv", "--fail-on", fail_on).status == status


def test_many_errors_are_counted_not_listed(batch, table, tmp_path, rows_of):
    ran = batch(table(["pack", "kind", "title"], *[["x", "y", "z"]] * 50), "-o", tmp_path / "r.csv")
    assert len(ran.err.splitlines()) == 21 and "另有 30 处" in ran.err
    assert len(rows_of(tmp_path / "r.csv")) == 50


def test_nothing_heavy_is_loaded_for_plain_tables(table, tmp_path):
    path = table(["pack", "kind", "title"], ["qianjiang", "公文", "甲"])
    code = (
        "import sys\nfrom clerkcheck.cli.main import COMMANDS\nCOMMANDS['batch'] = ''\n"
        "from clerkcheck.__main__ import main\n"
        f"main(['batch', {str(path)!r}, '-o', {str(tmp_path / 'r.csv')!r}])\n"
        "print('\\nLOADED', *sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = set(done.stdout.splitlines()[-1].split()[1:])
    assert "clerkcheck" in loaded
    assert loaded.isdisjoint({"polars", "narwhals", "pyarrow", "openpyxl", "python_calamine", "rich", "textual"})


@pytest.mark.parametrize(
    ("missing", "name", "output"),
    [("python_calamine", "t.xlsx", "r.csv"), ("pyarrow", "t.parquet", "r.csv"), ("openpyxl", "t.csv", "r.xlsx"),
     ("pyarrow", "t.csv", "r.parquet")],
)  # fmt: skip
def test_a_missing_extra_is_a_message(batch, tmp_path, monkeypatch, missing, name, output):
    if name == "t.xlsx":
        pytest.importorskip("openpyxl").Workbook().save(tmp_path / name)
    else:
        (tmp_path / name).write_text("pack,kind,title\nqianjiang,公文,甲\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, missing, None)
    ran = batch(tmp_path / name, "-o", tmp_path / output)
    assert ran.status == 2 and "clerkcheck[batch]" in ran.err


def test_memory_does_not_grow_with_the_input(table):
    def peak(rows):
        path = table(["pack", "kind", "title"], *(["qianjiang", "公文", f"第{number}件"] for number in range(rows)))
        sources = Sources([str(path)], load_pack, load_pack("qianjiang"), "none.csv")
        tracemalloc.start()
        try:
            assert sum(item.error is None for item in sources.items()) == rows
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)  # what is made once
    assert peak(20_000) < 2 * peak(2_000) < 20_000_000


def test_a_progress_bar_on_a_terminal_only(batch, table, tmp_path, monkeypatch):
    path = table(["pack", "kind", "title"], *[["qianjiang", "公文", "[red]甲[/red]"]] * 3, ["qianjiang", "瞎写", "乙"])
    quiet = batch(path, "-o", tmp_path / "r.csv")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    shown = batch(path, "-o", tmp_path / "r.csv")
    assert "件/秒" not in quiet.err and "瞎写" in quiet.err
    assert "件/秒" in shown.err and "瞎写" in shown.err and shown.out == quiet.out


def test_the_document_names_what_cells_may_hold():
    from clerkcheck.batch.sources.folders import ENDINGS
    from clerkcheck.batch.sources.head_words import ASKED, COMPOSED, HEADS

    text = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
    words = [*ENDINGS, *HEADS, *ASKED, *(name for names in HEADS.values() for name in names if name not in COMPOSED)]
    assert [word for word in words if word not in text] == []


def test_names_no_terminal_or_spreadsheet_should_see(batch, tmp_path, rows_of):
    home = tmp_path / "d"
    home.mkdir()
    (home / "=a\x1b[31m.yaml").write_text(GOOD.format("甲"), encoding="utf-8")
    (home / "断链.yaml").symlink_to(home / "没有.yaml")
    (home / "环").symlink_to(home)
    for ending in ("csv", "xlsx", "parquet", "xml", "jsonl"):
        if ending in ("xlsx", "parquet"):
            pytest.importorskip({"xlsx": "openpyxl", "parquet": "pyarrow"}[ending])
        ran = batch(home, "-o", tmp_path / f"r.{ending}")
        assert ran.status == 2 and "断链.yaml：没有这个文件" in ran.err and "没有查：" in ran.err
        assert "\x1b" not in ran.out + ran.err
    assert [row["结论"] for row in rows_of(tmp_path / "r.csv")] == ["待确认", "读不了"]
    assert "\x1b" not in (tmp_path / "r.csv").read_text(encoding="utf-8")
