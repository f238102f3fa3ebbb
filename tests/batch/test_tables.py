"""A case in a table is the same case as in a file, however the table is written."""

import json
from datetime import date, datetime

import pytest

from clerkcheck import load_pack
from clerkcheck.batch.sources.source_files import Sources
from clerkcheck.cases.loading import load_case
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.typed_answers import typed_number
from clerkcheck.reading.written_values import ValueProblem

HEADER = ["pack", "kind", "title", "amount_wan"]


def judged(results):
    """What was judged, without where it stood, and the place that only a case file, or an office's file, names."""
    kept = [{name: value for name, value in each["case"].items() if name != "place"} for each in results]
    return [{**each, "case": {**case, "source": ""}} for each, case in zip(results, kept, strict=True)]


@pytest.mark.parametrize("style", ["ids", "labels"])
@pytest.mark.parametrize(
    ("ending", "encoding"), [("csv", "utf-8"), ("csv", "utf-8-sig"), ("csv", "gb18030"), ("xlsx", ""), ("parquet", "")]
)
def test_a_row_is_judged_as_the_case_file_is(examples, cells_of, table, read, style, ending, encoding):
    if ending == "xlsx":
        pytest.importorskip("python_calamine")
    rows = [cells_of[style](case) for _path, case in examples]
    header = list(dict.fromkeys(name for row in rows for name in row))
    written = table(
        header, *([row.get(name, "") for name in header] for row in rows), name=f"t.{ending}", encoding=encoding
    )
    expected = judged(read(*(path for path, _case in examples)))
    assert judged(read(written)) == expected
    assert len(expected) == len(examples) > 10


def test_a_line_of_jsonl_is_judged_as_the_case_file_is(read, tmp_path):
    case = {"pack": "qianjiang", "kind": "agenda_item", "title": "甲", "facts": {"meeting": "standing"},
            "materials": {"approval_form": {"status": "done", "ref": "〔2026〕1号"}},
            "exceptions": [{"clause": "qj-49-1", "reason": "急", "approved_by": "区长"}]}  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(case), encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(
        f"{json.dumps(case, ensure_ascii=False)}\n\n{json.dumps(case)}\n", encoding="utf-8"
    )
    file, first, second = read(tmp_path / "a.json", tmp_path / "a.jsonl")
    assert judged([first]) == judged([second]) == judged([file])
    assert first["case"]["source"].endswith("a.jsonl 第 1 行") and second["case"]["source"].endswith("第 3 行")


def test_typed_cells_of_a_spreadsheet(table, read):
    pytest.importorskip("python_calamine")
    header = [*HEADER, "funds", "会议召开日", "estimate_overrun_pct", "公平竞争审查"]
    row = ["黔江区", "议题", 101.0, 800, True, datetime(2026, 12, 10, 9, 30), 12.5, False]
    typed = read(table(header, row, name="t.xlsx"))
    texts = ["qianjiang", "agenda_item", "101", "800万元", "是", "2026年12月10日", "12.5%", "缺"]
    assert judged(typed) == judged(read(table(header, texts)))
    assert typed[0]["case"]["title"] == "101"
    assert read(table(header, [*row[:5], date(2026, 12, 10), *row[6:]], name="u.xlsx"))[0]["outcome"]


@pytest.mark.parametrize(
    ("header", "cell", "others"),
    [
        ("funds", "是", ["true", "TRUE", "有", "√", " 是 "]),
        ("funds", "否", ["false", "无", "×"]),
        ("funds", "", ["空", "unknown", "不清楚", "待定"]),
        ("公平竞争审查", "有", ["done", "已有", "是", "√"]),
        ("公平竞争审查", "缺", ["missing", "无", "否"]),
        ("公平竞争审查", "", ["待定", "unknown", "空"]),
        ("budget_item", "supplement|reserve", ["预算追加、预备费动用", "预算追加|reserve", "预备费动用；预算追加"]),
        ("budget_item", "none", ["以上都不是", "无"]),
        ("land_zone", "none", ["以上都不是", "无", "None"]),
        ("amount_wan", "500", ["500万元", "５００", "0.05亿元", "5000000元"]),
        ("会议召开日", "2026-12-10", ["2026/12/10", "2026年12月10日", "2026-12-10 00:00:00"]),
    ],
)
def test_words_that_mean_the_same(table, header, cell, others):
    rows = [["qianjiang", "agenda_item", "甲", text] for text in (cell, *others)]
    sources = Sources([str(table([*HEADER[:3], header], *rows))], load_pack, None, "none.csv")
    said = [(item.case.facts, item.case.materials, item.case.dates) for item in sources.items()]
    assert len(said) == len(rows) and all(each == said[0] for each in said)
    assert (said[0] == ({}, {}, {})) is (cell == "")


def test_labels_that_have_a_comma_of_their_own(table, read, qianjiang):
    labels = qianjiang.vocabulary.facts["matter"].of
    both = [labels["convey_directives"], labels["convey_work_meetings"]]
    assert all("、" in label for label in both)
    rows = (["黔江区", "议题", "甲", text] for text in ("、".join(both), "convey_directives|convey_work_meetings"))
    first, second = judged(read(table([*HEADER[:3], "matter"], *rows)))
    assert first == second


@pytest.mark.parametrize(
    ("header", "cell", "said"),
    [
        ("funds", "1", ["第 4 列（funds）", "“1”不是是或否", "是不是 是？"]),
        ("amount_wan", "800万", ["单位不明确", "“800万元”"]),
        ("meeting", "常务会商", ["不在可选的值里", "是不是 区政府常务会议？"]),
        ("meeting", "2026-12-10", ["列名写 会议召开日"]),
        ("budget_item", "预算追加、瞎写", ["瞎写"]),
        ("budget_item", "none|reserve", ["不能和别的同时选"]),
        ("budget_item", "reserve、预备费动用", ["同一项写了两次"]),
        ("公平竞争审查", "差一份", ["不是有或缺"]),
        ("会议召开日", "2026-13-10", ["没有 2026-13-10 这一天", "2026-10-13"]),
        ("会议召开日", "下周三", ["不是日期"]),
        ("matters_count", "两件", ["不是整数"]),
        ("matters_count", "－2", ["不能是负数：－2", "写不小于 0 的整数"]),
        ("estimate_overrun_pct", "一成", ["不是数"]),
    ],
)
def test_a_bad_cell_is_said_with_its_place_and_the_others_run(batch, table, tmp_path, rows_of, header, cell, said):
    good = ["qianjiang", "agenda_item", "乙", ""]
    path = table([*HEADER[:3], header], good, ["qianjiang", "agenda_item", "甲", cell], good)
    ran = batch(path, "-o", tmp_path / "r.csv")
    assert ran.status == 2
    line = ran.err.strip()
    assert "\n" not in line and "cases.csv 第 3 行第 4 列" in line
    assert all(part in line for part in said)
    assert [row["结论"] != "读不了" for row in rows_of(tmp_path / "r.csv")] == [True, False, True]
    assert rows_of(tmp_path / "r.csv")[1]["错误"] in line


def test_a_count_below_its_least_is_refused_alike_everywhere(batch, table, tmp_path, rows_of):
    said = "不能是 0，至少是 1"
    rows = [["jinchuan", "agenda_item", "甲", cell] for cell in ("0", "1", "0 件")]
    ran = batch(table([*HEADER[:3], "topic_count"], *rows), "-o", tmp_path / "r.csv")
    assert ran.status == 2 and ran.err.count(said) == 2
    assert [row["结论"] != "读不了" for row in rows_of(tmp_path / "r.csv")] == [False, True, False]
    path = tmp_path / "甲.yaml"
    path.write_text("pack: jinchuan\nkind: agenda_item\ntitle: 甲\nfacts: {topic_count: 0}\n", encoding="utf-8")
    with pytest.raises(InputError, match=said):
        load_case(path)
    with pytest.raises(ValueProblem, match=said):
        typed_number("0", "int", load_pack("jinchuan").vocabulary.facts["topic_count"].least)


def test_a_bad_row_as_data(read, table):
    path = table(HEADER, ["qianjiang", "议题", "", "800万"])
    (error,) = read(path)
    assert error["source"] == str(path) and error["row"] == 2
    assert "缺少事项名称" in error["error"] and "第 2 行第 4 列（amount_wan）：金额“800万”" in error["error"]
    assert [each["header"] for each in error["others"]] == ["amount_wan"]
    (error,) = read(table(HEADER, ["qianjiang", "议题", "甲", "800万"]))
    assert (error["column"], error["header"], error["value"]) == (4, "amount_wan", "800万")
    assert "单位不明确" in error["problem"] and "800万元" in error["expected"]


def test_a_percentage_cell_is_not_guessed(batch, table, tmp_path):
    pytest.importorskip("python_calamine")
    path = table([*HEADER[:3], "estimate_overrun_pct"], ["qianjiang", "议题", "甲", 0.1], name="t.xlsx")
    ran = batch(path, "-o", tmp_path / "r.csv")
    assert ran.status == 2 and "10% 写 10" in ran.err


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ([*HEADER, "涉及金额"], ["“涉及金额”", "列名前加 #"]),
        ([*HEADER, "涉及金额（万元）"], ["“涉及金额（万元）”和“amount_wan”是同一列"]),
        (["kind", "title"], ["没有 pack 这一列", "--pack"]),
    ],
)
def test_a_header_that_cannot_be_read(batch, table, tmp_path, header, said):
    ran = batch(table(header, ["qianjiang", "议题", "甲", "1", "2"][: len(header)]), "-o", tmp_path / "r.csv")
    assert ran.status == 2
    assert all(part in ran.err for part in said)


def test_columns_for_people_are_let_through(read, table):
    rows = read(table(["序号", *HEADER, "备注", "#经办人"], ["1", "qianjiang", "议题", "甲", "800", "急", "某某"]))
    assert rows[0]["case"]["title"] == "甲"


def test_packs_by_row_by_region_and_by_option(batch, table, tmp_path, rows_of):
    header = ["pack", "kind", "title", "soe_amount_wan"]
    path = table(header, ["黔江区", "议题", "甲", "5"], ["金川区", "议题", "乙", ""], ["卫东县", "议题", "丙", ""])
    ran = batch(path, "-o", tmp_path / "r.csv")
    assert [row["规则包"] for row in rows_of(tmp_path / "r.csv")] == ["qianjiang", "jinchuan", ""]
    assert "是不是 卫东区？" in ran.err
    path = table(["kind", "title"], ["议题", "甲"])
    batch(path, "-o", tmp_path / "r.csv", "--pack", "weidong")
    assert [row["规则包"] for row in rows_of(tmp_path / "r.csv")] == ["weidong"]


def test_a_column_of_another_pack_must_be_empty(batch, table, tmp_path, qianjiang):
    others = load_pack("jinchuan").vocabulary.facts
    own = next(name for name in others if name not in qianjiang.vocabulary.facts and others[name].type == "bool")
    path = table(["pack", "kind", "title", own], ["jinchuan", "议题", "甲", "是"], ["qianjiang", "议题", "乙", ""],
                 ["qianjiang", "议题", "丙", "是"])  # fmt: skip
    ran = batch(path, "-o", tmp_path / "r.csv")
    assert "第 4 行第 4 列" in ran.err and "黔江区没有这一项" in ran.err
    assert "第 2 行" not in ran.err and "第 3 行" not in ran.err


def test_rows_shorter_longer_and_empty(batch, table, tmp_path, rows_of):
    path = table(HEADER, ["qianjiang", "议题", "甲"], [], ["", "", "", ""], ["qianjiang", "议题", "乙", "1", "", ""],
                 ["qianjiang", "议题", "丙", "1", "多"])  # fmt: skip
    ran = batch(path, "-o", tmp_path / "r.csv")
    rows = rows_of(tmp_path / "r.csv")
    assert [(row["行"], row["事项名称"]) for row in rows] == [("2", "甲"), ("5", "乙"), ("6", "丙")]
    assert "第 6 行第 5 列" in ran.err and "比表头多出几格" in ran.err


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("pack,kind,title\n".encode("utf-16")[:-1], "UTF-16"),
        (b"pack,kind,title\nqianjiang,\xff\xff,x\n", "既不是 UTF-8 也不是 GB18030"),
        ("pack，kind，title\nqianjiang，议题，甲\n".encode(), "逗号分隔"),
        ('pack,kind,title\nqianjiang,议题,"甲\nqianjiang,议题,乙\n'.encode(), "不是正确的 CSV"),
        (b'pack,kind,title\nqianjiang,\xe8\xae\xae\xe9\xa2\x98,"' + b"x" * 200_000 + b'"\n', "有一格太长"),
    ],
)
def test_a_csv_that_is_none(batch, tmp_path, data, said):
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    ran = batch(path, "-o", tmp_path / "r.csv")
    assert ran.status == 2 and said in ran.err


def test_sheets_of_a_workbook(batch, tmp_path, rows_of):
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("python_calamine")
    book = openpyxl.Workbook()
    first = book.active
    first.title = "一月"
    first["B2"] = "2026年议题台账"
    for place, text in enumerate(HEADER, 2):
        first.cell(4, place, text)
    for row, amount in ((5, 1), (7, "800万")):
        for place, value in enumerate(["qianjiang", "议题", "甲", amount], 2):
            first.cell(row, place, value)
    book.create_sheet("填写说明")["A1"] = "给人看的"
    hidden = book.create_sheet("草稿")
    hidden.append(["随便"])
    hidden.sheet_state = "hidden"
    book.create_sheet("空表")
    second = book.create_sheet("二月")
    second.append(HEADER)
    second.append(["qianjiang", "公文", "乙", None])
    book.save(tmp_path / "t.xlsx")
    ran = batch(tmp_path / "t.xlsx", "-o", tmp_path / "r.csv")
    found = [(row["工作表"], row["行"], row["结论"] != "读不了") for row in rows_of(tmp_path / "r.csv")]
    assert found == [("一月", "5", True), ("一月", "7", False), ("二月", "2", True)]
    assert "t.xlsx（工作表“一月”） E7（amount_wan）" in ran.err
    assert "（工作表“空表”）：是空的" in ran.out and "隐藏的工作表“草稿”没有查" in ran.out


@pytest.mark.parametrize("name", ["t.xlsx", "t.parquet"])
def test_a_file_that_is_not_what_its_name_says(batch, tmp_path, name):
    pytest.importorskip("python_calamine")
    pytest.importorskip("pyarrow")
    (tmp_path / name).write_bytes(b"PK nothing")
    ran = batch(tmp_path / name, "-o", tmp_path / "r.csv")
    assert ran.status == 2 and "不是正确的" in ran.err and "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"pack": "qianjiang", "kind": "议题", "title": "甲"}', "第 2 行第 31 列"),
        ('{"pack": "qianjiang"', "不是正确的 JSON"),
        ("[1]", "键: 值"),
        ('{"pack": "qianjiang", "pack": "x"}', "写了两次"),
        ('{"pack": "nowhere", "kind": "document", "title": "甲"}', "没有 nowhere 这个规则包"),
    ],
)
def test_a_bad_line_of_jsonl(batch, tmp_path, rows_of, line, said):
    good = '{"pack": "qianjiang", "kind": "document", "title": "甲"}'
    (tmp_path / "t.jsonl").write_text(f"{good}\n{line}\n{good}\n", encoding="utf-8")
    ran = batch(tmp_path / "t.jsonl", "-o", tmp_path / "r.csv")
    assert ran.status == 2 and "t.jsonl 第 2 行" in ran.err and said in ran.err
    assert [row["结论"] == "读不了" for row in rows_of(tmp_path / "r.csv")] == [False, True, False]


@pytest.mark.parametrize("text", ["待定", "不清楚", "空", "未知", "unknown"])
def test_a_date_that_is_not_settled_is_unknown(table, read, text):
    path = table(["pack", "kind", "title", "d_meeting", "d_submitted"], ["qianjiang", "议题", "甲", text, "2026-12-01"])
    (report,) = read(path)
    assert report["outcome"] == "undetermined"
    assert "qj-49-1" not in {deadline["clause"] for deadline in report["deadlines"]}
