"""Registers in every format offices keep them in: each gives what the plain table gives, or is refused with what to do."""

import csv
import io
import shutil
import struct
import zipfile
from pathlib import Path

import pytest

from plain_register import PLAIN, seen

KEPT = Path(__file__).parent / "registers"  # one workbook as LibreOffice saves it in three formats
HEADER = PLAIN[0]


def text_of(separator, rows=PLAIN):
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


@pytest.fixture
def plain(both, table):
    return seen(both(table(*PLAIN, name="plain.csv")).rows)


@pytest.mark.parametrize(
    ("name", "encoding", "separator", "said"),
    [
        ("t.csv", "utf-16", "\t", "按 UTF-16 编码、制表符分隔读"),
        ("t.txt", "utf-16", "\t", "按 UTF-16 编码、制表符分隔读"),
        ("t.txt", "utf-16-le", ",", "按 UTF-16 编码、逗号分隔读"),
        ("t.tsv", "utf-8", "\t", "按 UTF-8 编码、制表符分隔读"),
        ("t.csv", "gb18030", ";", "按 GB18030 编码、分号分隔读"),
        ("t.csv", "utf-8", "|", "按 UTF-8 编码、竖线分隔读"),
        ("t.txt", "utf-8-sig", ",", ""),
        ("t.xls", "gb18030", "\t", "内容是 .csv，照它读了"),
    ],
)
def test_texts_of_any_encoding_and_separator(both, plain, tmp_path, name, encoding, separator, said):
    path = tmp_path / name
    path.write_bytes(text_of(separator).encode(encoding))
    ran = both(path)
    assert seen(ran.rows) == plain and ran.status == 1 and ran.err == ""
    assert said in ran.out and ("分隔读" in ran.out) is bool(said)


@pytest.mark.parametrize("ending", ["xls", "ods", "et", "xlsm", "wps"])
def test_workbooks_of_other_programs(both, tmp_path, ending):
    """A percentage, amounts in yuan, merged units, an error, hidden and struck-through rows, a total and a unit line."""
    pytest.importorskip("python_calamine")
    source = {"et": "xls", "xlsm": "xlsx", "wps": "xlsx"}.get(ending, ending)
    path, right = tmp_path / f"t.{ending}", tmp_path / "right.xlsx"
    shutil.copy(KEPT / f"odd.{source}", path)
    shutil.copy(KEPT / "odd.xlsx", right)
    expected, ran = both(right), both(path)
    assert [row["结论"] for row in ran.rows] == ["不得报送", "待确认", "不得报送", "读不了", "读不了"]
    without = [{**row, "错误": bool(row["错误"])} for row in seen(expected.rows)]
    assert [{**row, "错误": bool(row["错误"])} for row in seen(ran.rows)] == without
    assert "F7（涉及金额（万元））：是 #DIV/0!" in ran.err and "F8（涉及金额（万元））" in ran.err
    for said in (
        "第 3 行当作表头",
        "是隐藏的（第 6 行）",
        "有划掉的格子（第 6 行）",
        "合计（第 9 行）",
        "隐藏的工作表“草稿”没有查",
    ):
        assert said in ran.out
    assert ran.rows[1]["单位"] == "区交通运输委"  # merged with the row above


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_struck_words_and_hidden_days_are_refused_in_every_format(both, tmp_path, ending):
    """Of C5 and F6 some words are struck through, of C7 all; J8 is a date shown as 2026年12月."""
    pytest.importorskip("python_calamine")
    shutil.copy(KEPT / f"marks.{ending}", tmp_path / f"t.{ending}")
    ran = both(tmp_path / f"t.{ending}")
    assert "C5（议题名称）：有划掉的字，不清楚算哪些" in ran.err and "F6（涉及金额（万元））：有划掉的字" in ran.err
    assert "J8（会议召开日）：“2026年12月”没有写是哪一天" in ran.err
    assert "其中 1 行有划掉的格子（第 7 行），照样查了" in ran.out
    assert [row["结论"] == "读不了" for row in ran.rows] == [False, False, False, True, True, False, True]


def test_an_ods_whose_yes_and_no_are_numbers(both, table, tmp_path):
    header = ["类型", "事项名称", "拟提交的会议", "属于重大行政决策"]
    ns = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
    spaces = " ".join(f'xmlns:{each}="{ns.format(each)}"' for each in ("office", "table", "text"))

    def cells(*texts, last=""):
        return "<table:table-row>" + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
        ) + last + "</table:table-row>"  # fmt: skip

    number = '<table:table-cell office:value-type="float" office:value="{}"><text:p>{}</text:p></table:table-cell>'
    rows = [cells("议题", f"关于{said}的议题", "政府常务会议", last=number.format(value, said))
            for value, said in ((1, "TRUE"), (0, "FALSE"))]  # fmt: skip
    with zipfile.ZipFile(tmp_path / "t.ods", "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='甲'>"
            f"{cells(*header)}{''.join(rows)}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    right = [["议题", f"关于{said}的议题", "政府常务会议", cell] for said, cell in (("TRUE", "是"), ("FALSE", "否"))]
    assert seen(both(tmp_path / "t.ods").rows) == seen(both(table(header, *right)).rows)


def test_texts_of_an_xls_that_go_on_in_another_record():
    from clerkcheck.batch.sources.biff_texts import formatted_texts, is_struck

    wide, rich = "甲乙丙".encode("utf-16-le"), bytes([0, 0, 1, 0])
    first = struct.pack("<II", 2, 2) + b"\x05\0\x01" + "甲乙".encode("utf-16-le")
    more = b"\0abc" + b"\x03\0\x0d" + b"\x02\0" + struct.pack("<I", 4) + wide + rich[:2]
    last = rich[2:] + bytes([2, 0, 9, 0]) + b"ext."
    ((number, length, runs),) = formatted_texts([first, more, last])
    assert (number, length, runs) == (1, 3, ((0, 1), (2, 9)))
    assert is_struck(length, runs, first=True, fonts={1, 9}) is True
    assert is_struck(length, runs, first=False, fonts={9}) is None
    assert is_struck(length, runs, first=True, fonts={5}) is False
    assert list(formatted_texts([first, more[:9]])) == []


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "t.xlsx",
            b"<html><table><tr><td>1</td></tr></table></html>",
            "内容是网页或 XML，不是表格文件。用 WPS 或 Excel 打开，另存为 .xlsx",
        ),
        ("t.xls", b"<?xml version='1.0'?><Workbook/>", "内容是网页或 XML"),
        ("t.xls", b"%PDF-1.4", "内容是版式文件"),
        ("t.et", "随便写的几行\n没有表头\n".encode(), "另存为 .xlsx"),
        ("t.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "文件损坏"),
        ("t.ods", b"PK\x03\x04nothing", "另存为 .xlsx"),
        ("t.txt", "各位同事：\n明天开会，带上材料。\n".encode(), "不像台账"),
        ("t.csv", "序号，类型，议题名称\n1，议题，甲\n".encode(), "应当用英文逗号分隔"),
    ],
    ids=["html", "xml", "pdf", "text-et", "broken-xls", "broken-ods", "letter", "chinese-commas"],
)
def test_what_is_no_table_is_refused_with_what_to_do(both, tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    ran = both(tmp_path / name)
    assert ran.status == 2 and said in ran.err and name in ran.err and "内部" not in ran.err


def test_tables_of_a_document(both, plain, tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    notes = document.add_table(1, 2)
    notes.cell(0, 0).text, notes.cell(0, 1).text = "主送", "各单位"
    document.add_paragraph("附件：议题汇总表")
    document.add_paragraph("单位：万元")
    rows = [[*HEADER[:5], "金额", *HEADER[6:]], *PLAIN[1:], ["", "", "合计", "", "", "1720"], ["填表人：张三"]]
    table = document.add_table(len(rows), len(HEADER))
    for at, row in enumerate(rows):
        for place, text in enumerate(row):
            table.cell(at, place).text = text
    table.cell(2, 1).text = table.cell(3, 1).text = ""
    table.cell(1, 1).merge(table.cell(3, 1))
    table.cell(5, 0).merge(table.cell(5, 11))
    document.save(tmp_path / "t.docx")
    ran = both(tmp_path / "t.docx")
    assert seen(ran.rows) == plain and ran.status == 1 and ran.err == ""
    assert "（工作表“表1”）：不是台账，没有看" in ran.out and "有 2 行不是事项" in ran.out
    empty = docx.Document()
    empty.add_paragraph("没有表格")
    empty.save(tmp_path / "u.docx")
    assert "没有查" in both(tmp_path / "u.docx").err


def test_a_folder_names_what_it_cannot_read_and_reads_the_rest(both, tmp_path):
    home = tmp_path / "d"
    home.mkdir()
    shutil.copy(KEPT / "odd.xls", home / "区教委.xls")
    (home / "名单.txt").write_text("张三 李四\n", encoding="utf-8")
    (home / "旧稿.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    ran = both(home)
    assert ran.status == 2 and len(ran.rows) == 5 and "旧稿.doc" in ran.err and "名单.txt" in ran.err
