"""Nothing is left out without a word: files of a folder, empty sheets, hidden rows, columns without a heading."""

import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest

KEPT = Path(__file__).parent / "registers"
CASE = "pack: qianjiang\nkind: document\ntitle: {}\n"
HEADER = ["类型", "事项名称", "单位"]


@pytest.fixture
def folder(tmp_path):
    """A folder with one good register."""
    home = tmp_path / "上报"
    home.mkdir()
    (home / "区水利局.csv").write_text("类型,事项名称\n议题,关于甲的议题\n", encoding="utf-8")
    return home


OTHER_KINDS = {
    "另存为 .xlsx": [".ett", ".dbf", ".doc", ".wps", ".pdf", ".ofd", ""],
    "移到别处": [".txt"],
    "解压": [".zip", ".rar", ".7z"],
    "不是案件也不是台账": [".jpg", ".html", ".xlsx.bak", ".mp4"],
}


def test_files_of_other_kinds_are_named(both, folder):
    for ending in (each for endings in OTHER_KINDS.values() for each in endings):
        (folder / f"区教委{ending}").write_bytes(b"something")
    ran = both(folder)
    lines = ran.err.splitlines()
    assert len(lines) == 15 and ran.status == 2 and [row["事项名称"] for row in ran.rows] == ["关于甲的议题"]
    for remedy, endings in OTHER_KINDS.items():
        for ending in endings:
            (line,) = [line for line in lines if line.startswith(f"没有查：{folder / f'区教委{ending}'}（")]
            assert remedy in line


def test_damaged_tables_are_named_and_the_rest_is_read(both, folder):
    names = [f"区教委{ending}" for ending in (".xls", ".XLSM", ".et", ".ods", ".tsv", ".docx")]
    for name in names:
        (folder / name).write_bytes(b"something")
    ran = both(folder)
    assert ran.status == 2 and len(ran.err.splitlines()) == len(names) and all(name in ran.err for name in names)
    assert [row["结论"] for row in ran.rows].count("读不了") == len(names) == len(ran.rows) - 1


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("区教委.xls", "另存为 .xlsx"),
        ("区教委.et", "另存为 .xlsx"),
        ("台账.txt", "移到别处"),
        ("台账.wps", "另存为 .xlsx"),
    ],
)
def test_a_file_of_another_kind_named_directly_is_refused_with_a_remedy(batch, folder, name, remedy):
    (folder / name).write_bytes(b"something")
    ran = batch(folder / name, "-o", folder / "r.csv")
    assert ran.status == 2 and remedy in ran.err


def test_a_case_like_file_that_is_none_is_named(both, folder):
    (folder / "笔记.yaml").write_text("会议: 周四\n", encoding="utf-8")
    ran = both(folder)
    assert ran.status == 2 and "没有查：" in ran.err and "笔记.yaml（不像案件" in ran.err


KNOWN = {
    "office.yaml": "name: 区政府办公室\n",
    "calendar.yaml": "schema: clerkcheck.calendar/1\nnotices: []\n",
    "说明.md": "# 说明\n",
    "报告.json": '{\n "schema": "clerkcheck.report/1"\n}\n',
    "vocabulary.yaml": "facts: {}\n",
}


def test_what_is_known_to_be_no_case_is_said_and_costs_nothing(both, folder):
    for name, text in KNOWN.items():
        (folder / name).write_text(text, encoding="utf-8")
    ran = both(folder)
    assert (ran.status, ran.err) == (1, "") and "另有 5 个文件不是案件，没有查：" in ran.out
    assert all(name in ran.out for name in KNOWN)


@pytest.mark.parametrize("ending", ["csv", "jsonl", "xlsx", "parquet", "xml"])
def test_every_kind_of_earlier_result_is_known(both, batch, folder, ending):
    pytest.importorskip({"xlsx": "openpyxl", "parquet": "pyarrow"}.get(ending, "csv"))
    batch(folder, "-o", folder / f"结果.{ending}", "--pack", "qianjiang")
    ran = both(folder)
    assert (ran.status, ran.err) == (1, "") and f"没有查：结果.{ending}" in ran.out and len(ran.rows) == 1


def test_the_folder_of_a_pack_is_no_folder_of_cases(both, folder):
    pack = folder / "packs" / "mine"
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text("id: mine\n", encoding="utf-8")
    (folder / "packs" / "vocabulary.yaml").write_text("facts: {}\n", encoding="utf-8")
    ran = both(folder)
    assert (ran.status, ran.err) == (1, "") and "没有查：" in ran.out and "mine" in ran.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
@pytest.mark.parametrize("name", ["管道.yaml", "管道.csv", "管道.xlsx", "管道.jsonl", "管道"])
def test_a_pipe_is_refused_at_once(both, batch, folder, name):
    os.mkfifo(folder / name)
    ran = both(folder)
    assert ran.status == 2 and f"{name}（不是普通文件" in ran.err and len(ran.rows) == 1
    named = batch(folder / name, "-o", folder / "r.csv")
    assert named.status == 2 and "不是普通文件" in named.err


def test_a_link_to_a_folder_is_named(both, folder, tmp_path):
    (tmp_path / "别处").mkdir()
    (folder / "链接").symlink_to(tmp_path / "别处")
    ran = both(folder)
    assert ran.status == 2 and "链接（是指向别处文件夹的链接" in ran.err


def test_an_empty_folder_is_said(batch, tmp_path):
    (tmp_path / "空").mkdir()
    ran = batch(tmp_path / "空", "-o", tmp_path / "r.csv")
    assert ran.status == 2 and "空：没有一件可查" in ran.err and not (tmp_path / "r.csv").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "是空的"),
        ("\n\n", "是空的"),
        ("议题名称\n关于甲的议题\n关于乙的议题\n", "没有找到表头"),
        ("\n".join(f"关于{n}的议题" for n in range(20)), "没有找到表头"),
        ("类型，议题名称，单位\n议题，关于甲的议题，区水利局\n", "英文逗号"),
        ("类型、议题名称、单位\n", "英文逗号"),
    ],
    ids=["empty", "blank", "one-column", "20-titles", "chinese-comma", "dun-comma"],
)
def test_a_csv_without_a_table_is_said(both, tmp_path, text, said):
    path = tmp_path / "台账.csv"
    path.write_text(text, encoding="utf-8")
    ran = both(path)
    assert ran.status == 2 and str(path) in ran.err and said in ran.err
    assert all(row["结论"] == "读不了" for row in ran.rows)


@pytest.mark.parametrize("text", ["类型,事项名称\n", "类型,事项名称\n,\n"], ids=["header", "empty-row"])
def test_a_table_without_cases_is_said(both, tmp_path, text):
    path = tmp_path / "台账.csv"
    path.write_text(text, encoding="utf-8")
    ran = both(path)
    assert ran.status == 2 and "没有一件可查" in ran.err and "台账.csv：没有一件" in ran.out


def test_sheets_without_a_table_are_said_and_the_others_run(both, workbook):
    def change(sheet):
        book = sheet.parent
        sheet.title = "好的"
        book.create_sheet("空的")
        one = book.create_sheet("一列")
        for title in ("议题名称", "关于乙的议题", "关于丙的议题"):
            one.append([title])
        hidden = book.create_sheet("藏着的")
        hidden.append(HEADER)
        hidden.sheet_state = "hidden"

    path = workbook(HEADER, ["议题", "关于甲的议题", "区水利局"], change=change)
    ran = both(path)
    assert ran.status == 2
    assert f"{path}（工作表“空的”）：是空的" in ran.out and "空的" not in ran.err
    assert "（工作表“一列”）：没有找到表头" in ran.err
    assert "隐藏的工作表“藏着的”没有查" in ran.out
    assert [(row["工作表"], row["结论"]) for row in ran.rows] == [("好的", "待确认"), ("一列", "读不了")]


@pytest.mark.parametrize("name", ["填表说明", "说明", "填报说明", "填表须知", "填报要求"])
def test_empty_sheets_and_those_with_instructions_are_said_and_no_error(both, workbook, name):
    def change(sheet):
        book = sheet.parent
        sheet.title = "议题"
        for each in ("Sheet2", "Sheet3"):
            book.create_sheet(each)
        book.create_sheet(name, 0).append(["一、本表由各单位填写。"])

    ran = both(workbook(HEADER, ["议题", "关于甲的议题", "区水利局"], change=change))
    assert (ran.status, ran.err, len(ran.rows)) == (1, "", 1)
    assert f"（工作表“{name}”）：是说明，没有查" in ran.out
    assert "（工作表“Sheet2”）：是空的" in ran.out and "（工作表“Sheet3”）：是空的" in ran.out


def test_a_register_called_instructions_is_checked(both, workbook):
    def change(sheet):
        sheet.title = "说明"
        sheet.parent.create_sheet("Sheet2")

    ran = both(workbook(HEADER, ["议题", "关于甲的议题", "区水利局"], change=change))
    assert ran.status == 1 and len(ran.rows) == 1 and "没有查" not in ran.out
    ran = both(workbook(change=change, name="空.xlsx"))
    assert ran.status == 2 and "没有一件可查" in ran.err


def test_hidden_and_struck_rows_are_judged_and_said(both, workbook):
    from openpyxl.styles import Font

    def change(sheet):
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[5].hidden = True
        sheet["B4"].font = Font(strike=True)

    rows = [["议题", f"关于{name}的议题", "区水利局"] for name in "甲乙丙丁"]
    ran = both(workbook(HEADER, *rows, change=change))
    assert [row["行"] for row in ran.rows] == ["2", "3", "4", "5"]
    assert "其中 2 行是隐藏的（第 3、5 行），照样查了" in ran.out
    assert "其中 1 行有划掉的格子（第 4 行），照样查了" in ran.out


def test_a_hidden_row_above_the_header_or_an_empty_one_is_not_worth_a_word(both, workbook):
    def change(sheet):
        sheet.row_dimensions[1].hidden = sheet.row_dimensions[3].hidden = True

    ran = both(workbook(["某次会议"], HEADER, [], ["议题", "关于甲的议题", None], change=change))
    assert ran.status == 1 and "隐藏" not in ran.out


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_filled_column_without_a_heading_is_said(both, table, ending):
    path = table(["类型", "", "事项名称", ""], ["议题", "", "关于甲的议题", "800"], name=f"t.{ending}")
    ran = both(path)
    said = {"csv": "第 4 列没有列名，没有看", "xlsx": "D 列没有列名，没有看"}[ending]
    assert ran.status == 1 and said in ran.out and ran.out.count("没有列名") == 1


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_same_title_twice_is_said(both, table, ending):
    titles = ["关于甲的议题", "关于乙的议题", "关于甲的议题", "关于丙的议题", "关于甲的议题"]
    path = table(["类型", "事项名称"], *(["议题", title] for title in titles), name=f"t.{ending}")
    ran = both(path)
    assert f"注意：《关于甲的议题》有 3 件：{path} 第 2、4、6 行\n" in ran.out and "关于乙" not in ran.out


def test_the_same_title_in_two_files_is_said(both, folder):
    (folder / "a.yaml").write_text(CASE.format("关于甲的议题"), encoding="utf-8")
    ran = both(folder)
    assert f"《关于甲的议题》有 2 件：{folder / 'a.yaml'}、{folder / '区水利局.csv'} 第 2 行" in ran.out


def test_of_very_many_cases_it_is_said_that_titles_were_not_compared(both, table, monkeypatch):
    monkeypatch.setattr("clerkcheck.batch.titles.MOST", 3)
    ran = both(table(["类型", "事项名称"], *[["议题", "关于甲的议题"]] * 5))
    assert "多于 3 件，题名有没有重复没有核对" in ran.out and "《关于甲" not in ran.out


def test_what_goes_wrong_inside_is_told_as_such_and_loses_no_other_file(batch, folder, rows_of, monkeypatch):
    (folder / "坏.csv").write_text("类型,事项名称\n议题,关于乙的议题\n", encoding="utf-8")
    from clerkcheck.batch.sources import source_files as sources

    def sheets(path, *others):
        if "坏" in path:
            raise ZeroDivisionError("secret")
        return real(path, *others)

    real = sources.sheets
    monkeypatch.setattr(sources, "sheets", sheets)
    ran = batch(folder, "-o", folder / "r.csv", "--pack", "qianjiang")
    assert ran.status == 3 and "坏.csv：读这个文件时程序内部出错，其余照查。请把 " in ran.err
    assert len(ran.err.splitlines()) == 1
    assert [row["结论"] for row in rows_of(folder / "r.csv")] == ["待确认", "读不了"]


def _with_a_column_hidden(path):
    """A kept workbook whose sixth column is made invisible, in its own format."""
    if path.suffix == ".xls":
        held = path.read_bytes()
        at = held.index(b"\x7d\x00\x0c\x00") + 4  # COLINFO: first, last, width, style, options
        path.write_bytes(held[:at] + b"\5\0\5\0" + held[at + 4 : at + 8] + b"\1\0" + held[at + 10 :])
        return
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    if path.suffix == ".ods":
        column = b'<table:table-column table:style-name="co1" table:%b/>'
        columns = column % b'number-columns-repeated="5"' + column % b'visibility="collapse"'
        parts["content.xml"] = re.sub(rb"<table:table-column [^>]*/>", columns, parts["content.xml"], count=1)
    else:
        name = "xl/worksheets/sheet1.xml"
        hidden = b'<cols><col min="6" max="6" width="8" hidden="1"/></cols><sheetData>'
        parts[name] = parts[name].replace(b"<sheetData>", hidden, 1)
    with zipfile.ZipFile(path, "w") as book:
        for name, held in parts.items():
            book.writestr(name, held)


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_answers_in_a_hidden_column_are_used_and_said(both, tmp_path, ending):
    pytest.importorskip("python_calamine")
    path = tmp_path / f"t.{ending}"
    shutil.copy(KEPT / f"marks.{ending}", path)
    before = both(path)
    _with_a_column_hidden(path)
    ran = both(path)
    assert ran.rows == before.rows and "隐藏" not in before.out
    assert "F 列（涉及金额（万元））是隐藏的，照样看了" in ran.out and ran.out.count("是隐藏的") == 1


def test_a_hidden_column_without_answers_is_not_worth_a_word(both, workbook):
    def change(sheet):
        for letter in ("B", "D", "E"):
            sheet.column_dimensions[letter].hidden = True

    rows = [["1", "关于甲的议题", "区水利局", "", "电话"]]
    ran = both(workbook(["序号", "议题名称", "汇报单位", "公开征求意见", "备注"], *rows,
                        change=lambda sheet: (change(sheet), setattr(sheet, "title", "议题"))))  # fmt: skip
    assert "B 列（议题名称）是隐藏的" in ran.out and ran.out.count("是隐藏的") == 1
