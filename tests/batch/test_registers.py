"""Registers as offices keep them: each of these ways of writing a table gives what the plain table gives.

The kinds of fault are those found in offices' registers (office.md, part B); each register here is made anew.
"""

from datetime import datetime

import pytest

from plain_register import HEADINGS, PLAIN, ROWS, seen
from wide import wide

TITLE = ["区政府第32次常务会议议题汇总表"]


def at(column):
    return HEADINGS.index(column)


def retitled(**names):
    """The plain table with other headings, by the place of each (c5="…")."""
    header = list(HEADINGS)
    for place, name in names.items():
        header[int(place[1:])] = name
    return [header, *ROWS]


def with_cells(column, *cells):
    rows = [list(row) for row in ROWS]
    for row, cell in zip(rows, cells, strict=True):
        row[at(column)] = cell
    return [HEADINGS, *rows]


def without(*columns):
    places = [place for place, name in enumerate(HEADINGS) if name not in columns]
    return [[row[place] for place in places] for row in PLAIN]


def in_row(**cells):
    row = [""] * len(HEADINGS)
    for place, cell in cells.items():
        row[int(place[1:])] = cell
    return row


TWO_LEVELS = [
    ["序号", "类型", "议题名称", "汇报单位", "拟提交的会议", "涉及金额", "预算事项类别", "送审要件", "", "日期", "", "备注"],
    ["", "", "", "", "", "（万元）", "", "区长审签的议题审批单", "财政部门明确意见", "会议召开日", "报送（提交）日", ""],
]  # fmt: skip
# Name: the table, and what is said of it on the screen.
SAME = {
    "title-and-two-cells": ([TITLE, ["填报单位：区政府办", *[""] * 6, "填报时间：2026年11月27日"], *PLAIN], ["第 3 行当作表头"]),
    "standard-form": ([["附件2"], TITLE, ["填报单位（盖章）：", *[""] * 10, "单位：万元"], *PLAIN], ["第 4 行当作表头"]),
    "ten-lines-above": ([*([f"{n}.填写说明第{n}条"] for n in range(1, 11)), *PLAIN], ["第 11 行当作表头"]),
    "two-levels": ([TITLE, *TWO_LEVELS, *ROWS], ["第 2、3 行当作表头"]),
    "spaces": (retitled(c0="序 号", c2="议题　名称", c3="汇报\n单位 ", c5="涉及金额\n（ 万元 ）", c11="备    注"), []),
    "notes-and-marks": (retitled(c2="*议题名称（全称）", c3="汇报单位：", c5="涉及金额（万元）（含税）", c9="会议召开日【必填】"), []),
    "synonyms": (retitled(c1="案件类型", c2="审议事项", c3="提请单位", c5="金额（万元）", c8="财政意见", c9="上会时间", c10="报送时间"), []),
    "more-synonyms": (retitled(c2="上会议题名称", c3="提请部门", c4="拟上会", c8="财政审核意见", c9="拟上会议时间"), []),
    "traditional": (
        [["單位：萬元"], *retitled(c1="類型", c2="議題名稱", c3="匯報單位", c5="金額", c7="區長審簽的議題審批單", c9="會議召開日", c11="備註")[:1],
         *with_cells("类型", *["議題"] * 3)[1:], in_row(c2="總計", c5="1720")],
        ["第 2 行当作表头", "合计（第 6 行）"],
    ),
    "what-is-asked-below": ([retitled(c8="财政")[0], in_row(c8="意见", c7="有无"), *ROWS], ["第 1、2 行当作表头"]),
    "a-paper-over-two-columns-twice": (
        [[*HEADINGS[:7], "区长审签的议题审批单", "财政部门明确意见", "财政部门明确意见", *HEADINGS[9:], "财政部门明确意见"],
         [*in_row(c8="文号", c9="有无"), "", "日期"],
         *([*row[:8], number, *row[8:], day] for row, number, day in zip(ROWS, ["", "渝财〔2026〕3号", "第12号"],
                                                                   ["", "2026-11-03", "2026.11.04"], strict=True))],
        ["第 1、2 行当作表头"],
    ),
    "number-of-a-paper": (
        [retitled(c8="财政意见文号")[0], *with_cells("财政部门明确意见", "未出具", "渝财〔2026〕3号", "渝财函[2026]第12号")[1:]], [],
    ),
    "number-for-the-paper": (with_cells("财政部门明确意见", "缺", "渝财〔2026〕3号", "有（渝财〔2026〕12号）"), []),
    "unit-above": ([["", "", "", "", "", "金额单位：万元"], *retitled(c5="金额")], ["第 2 行当作表头"]),
    "heading-of-yuan": ([retitled(c5="金额（元）")[0], *with_cells("涉及金额（万元）", "6200000", "8,000,000.00", "300万元")[1:]], []),
    "heading-of-yi": ([retitled(c5="涉及金额(亿元)")[0], *with_cells("涉及金额（万元）", "0.062", "0.08", "0.03")[1:]], []),
    "total-and-signed": (
        [*PLAIN, in_row(c2="合 计", c5="1720"), ["填表人：张三", "", "", "审核人：李四", "", "", "联系电话：12345"]],
        ["有 2 行不是事项，略过：合计（第 5 行）、填表人（第 6 行）"],
    ),
    "notes-below": ([*PLAIN, ["备注：1.本表一式两份。"], ["注：以上均已协调。"], ["以上共3项"]], ["备注（第 5、6 行）", "合计（第 7 行）"]),
    "sections": (
        [HEADINGS, ["一、审议议题"], *ROWS[:2], in_row(c2="（二）传达学习"), ROWS[2]], ["分段标题（第 2、5 行）"],
    ),
    "numbered-beforehand": ([*PLAIN, *([str(n), " "] for n in range(4, 16))], ["有 12 行不是事项", "第 5、6、7、8、9、10、11、12、13、14 行等"]),
    "parts-of-totals": (
        [*PLAIN, in_row(c2="合计", c5="1720"), in_row(c2="其中：财政资金", c5="1100"), in_row(c2="甲局小计", c5="620"),
         in_row(c0="小计", c3="区教委", c5="800")],
        ["合计（第 5、6、7、8 行）"],
    ),
    "end-and-signatures": (
        [*PLAIN, ["——以下空白——"], ["审核：李四", "", "", "制表：王五", "", "", "", "", "2026年11月27日"], in_row(c8="2026-11-27"),
         in_row(c0="/", c2="/", c3="/")],
        ["以下空白（第 5 行）", "填表人（第 6 行）", "日期（第 7 行）", "没有填的行（第 8 行）"],
    ),
    "sections-numbered-aside": ([HEADINGS, in_row(c0="一", c2="资金类"), *ROWS, in_row(c0="二", c2="其他事项")], ["分段标题（第 2、6 行）"]),
    "cells-of-blanks": ([*PLAIN, ["4", "", "　", "\u00a0", " "], ["　"] * 3], ["没有填的行（第 5 行）", "空行（第 6 行）"]),
    "kinds-beforehand": ([*PLAIN, ["4", "议题"], ["5", "议题"]], ["没有填的行（第 5、6 行）"]),
    "columns-numbered": ([HEADINGS, [str(n) for n in range(1, 13)], *ROWS], ["栏次（第 2 行）"]),
    "headings-again": ([*PLAIN[:3], HEADINGS, PLAIN[3]], ["表头又出现 1 次（第 4 行），略过"]),
    "two-levels-again": ([*TWO_LEVELS, *ROWS[:1], *TWO_LEVELS, *ROWS[1:]], ["第 1、2 行当作表头", "表头又出现 2 次（第 4、5 行）"]),
    "another-order": (
        [*PLAIN[:3], [], ["二、补充议题"], [HEADINGS[place] for place in (0, 1, 3, 2, *range(4, 12))],
         [ROWS[2][place] for place in (0, 1, 3, 2, *range(4, 12))]],
        ["第 6 行起是另一张表", "分段标题（第 5 行）"],
    ),
    "another-order-with-notes-first": (
        [*PLAIN[:3], [], [HEADINGS[place] for place in (0, 1, 11, *range(3, 11), 2)],
         [ROWS[2][place] for place in (0, 1, 11, *range(3, 11), 2)]],
        ["第 5 行起是另一张表"],
    ),
    "more-titles": (retitled(c2="拟提请审议事项名称", c7="有无区长审签的议题审批单", c8="是否有财政部门明确意见"), []),
    "kind-by-heading": (without("类型"), []),
    "sorts-of-kinds": (with_cells("类型", "审议议题", "常务会议题", " 议题 "), []),
    "words-turned": (with_cells("预算事项类别", "追加预算", "预算追加", "动用预备费"), []),
    "ticks": (with_cells("区长审签的议题审批单", "✓", "☑", "未附"), []),
    "at-hand": (with_cells("财政部门明确意见", "没有", "●", "已出具"), []),
    "forms-ticked": (with_cells("区长审签的议题审批单", "√ 是", "有（见附件3）", "□有 ☑无"), []),
    "more-at-hand": (with_cells("财政部门明确意见", "未完成", "已完成", "☑有□缺"), []),
    "meeting-ticked": (with_cells("拟提交的会议", "☑政府常务会议 □政府专题会议", "專題會議", "区政府2026年第5次常务会议"), []),
    "unseen": (with_cells("会议召开日", "2026\u200b-12-10", "2026年12月10", "2026年12月10 9:00"), []),
    "sums-unseen": (with_cells("涉及金额（万元）", "6\u200b20", "８００萬元", "300\ufeff"), []),
    "days": (with_cells("会议召开日", "2026.12.10", "20261210", "2026年12月10日（周四）上午9:00"), []),
    "more-days": (with_cells("报送（提交）日", "2026 年 12 月 4 号", "2026/12/4 09:30", "二〇二六年十二月八日"), []),
    "sums": (with_cells("涉及金额（万元）", "￥6,200,000.00元", "＋800", "人民币300万元整"), []),
}  # fmt: skip


@pytest.fixture(scope="session")
def expected():
    """The rows of the plain table's result, by whatever engine came first."""
    return {}


ENDINGS = ("csv", "xlsx")
EITHER = [(name, ending) for name in SAME for ending in ENDINGS]


@pytest.mark.parametrize(
    ("name", "ending"),
    wide(EITHER, kept=[(name, ENDINGS[number // 2 % 2]) for number, name in enumerate(SAME) if not number % 2]),
)
def test_a_table_written_so_gives_what_the_plain_table_gives(both, table, expected, name, ending):
    if not expected:
        plain = both(table(*PLAIN, name="plain.csv"))
        assert plain.status == 1 and [row["结论"] for row in plain.rows] == ["不得报送", "待确认", "不得报送"]
        expected["rows"] = seen(plain.rows)
    rows, said = SAME[name]
    ran = both(table(*rows, name=f"t.{ending}"))
    assert seen(ran.rows) == expected["rows"] and ran.err == "" and ran.status == 1
    assert all(each in ran.out for each in said), ran.out


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("涉及金额（万元）", "≥500", "不是确定的数"),
        ("涉及金额（万元）", "200+300", "是算式，没有算出来。写算好的数"),
        ("涉及金额（万元）", "1200/年", "是按年、按份计的，不是总额"),
        ("涉及金额（万元）", "300万美元", "不是人民币。折成人民币写"),
        ("涉及金额（万元）", "O.5", "里有字母，不是数字"),
        ("涉及金额（万元）", "800（含税）", "的数后面还有说明。只写数和单位"),
        ("涉及金额（万元）", "800（暂定）", "不是确定的数"),
        ("会议召开日", "拟2026-12-10", "写的是拟定的日子，没有定"),
        ("会议召开日", "2026-12-10（暂定）", "写的是拟定的日子，没有定"),
        ("会议召开日", "2026、12、10", "年、月、日之间是顿号或逗号。写成 2026-12-10"),
        ("会议召开日", "2O26-12-10", "里有字母，不是数字"),
        ("会议召开日", "2026-12-10前", "写的是一段时间，不是一天"),
        ("区长审签的议题审批单", "有（未盖章）", "不是有或缺"),
        ("区长审签的议题审批单", "√ 否", "不是有或缺"),
        ("议题名称", "/", "缺少事项名称"),
    ],
)
def test_refused_for_the_true_reason(batch, table, tmp_path, column, cell, said):
    ran = batch(table(*with_cells(column, cell, *[row[at(column)] for row in ROWS[1:]])), "-o", tmp_path / "r.csv",
                "--pack", "qianjiang")  # fmt: skip
    assert said in ran.err and f"第 2 行第 {at(column) + 1} 列（{column}）" in ran.err
    assert "读不了                 1" in ran.out


def test_an_amount_in_yi_too_large_asks_for_the_unit(batch, table, tmp_path):
    rows = [retitled(c5="金额（亿元）")[0], *ROWS[:1]]
    rows[1] = [*rows[1][:5], "3000", *rows[1][6:]]
    ran = batch(table(*rows), "-o", tmp_path / "r.csv", "--pack", "qianjiang")
    assert "3000 亿元大得不寻常，是不是按万元填的？是的话，写成“3000万元”" in ran.err.replace("？。", "？")


def test_a_table_turned_on_its_side_is_refused_as_one(both, table):
    ran = both(table(*zip(*PLAIN, strict=True), name="t.xlsx"))
    assert ran.status == 2 and "列名在第一列、从上往下排" in ran.err and "转置" in ran.err


@pytest.mark.parametrize(
    ("ranges", "left_out"),
    [
        (["D2:D3"], {"D3": "区交通运输委"}),
        (["B2:B4"], {"B3": "议题", "B4": "议题"}),
        (["J2:J4", "E3:E4", "A5:L5"], {"J3": None, "J4": None, "E4": None}),
    ],
    ids=["unit", "kind", "days-and-meetings"],
)
def test_merged_cells_go_for_every_row(both, workbook, ranges, left_out):
    rows = [list(row) for row in PLAIN]
    rows[2][3] = rows[1][3] if "D3" in left_out else rows[2][3]
    if "E4" in left_out:
        rows[3][4] = rows[2][4]
    right = both(workbook(*rows, name="plain.xlsx"))

    def merge(sheet):
        for name in ranges:
            sheet.merge_cells(name)

    ran = both(workbook(*rows, change=merge))
    assert seen(ran.rows) == seen(right.rows) and ran.status == 1


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("会议召开日", "12月10日", "没有写年份，不补"),
        ("会议召开日", "12.10", "没有写年份，不补"),
        ("会议召开日", "十二月十日", "没有写年份，不补"),
        ("会议召开日", "26.12.10", "年份只写了两位"),
        ("会议召开日", "2026年10月中旬", "只说了大概的日子"),
        ("会议召开日", "2026年12月", "没有写是哪一天"),
        ("会议召开日", "2026-12-10至2026-12-11", "写的不止一天"),
        ("会议召开日", "2026年12月10日前", "是一段时间"),
        ("会议召开日", "2026年12月10日（周五）", "是星期四，不是星期五"),
        ("会议召开日", "46366", "像是没有设日期格式的 2026-12-10"),
        ("涉及金额（万元）", "约800", "不是确定的数"),
        ("涉及金额（万元）", "800余万元", "不是确定的数"),
        ("涉及金额（万元）", "500-800", "是一个范围"),
        ("涉及金额（万元）", "八百万元", "是用汉字写的数"),
        ("涉及金额（万元）", "2.00E+02", "是科学记数"),
        ("涉及金额（万元）", "无", "没有金额的写 0"),
        ("区长审签的议题审批单", "不涉及", "留空：要不要这份材料，由前面的问题决定"),
        ("类型", "", "缺少类型"),
    ],
)
def test_what_is_not_certain_is_refused_with_the_reason_that_is_true(both, table, column, cell, said):
    ran = both(table(*with_cells(column, cell, cell, cell), name="t.xlsx"))
    letter = "ABCDEFGHIJKL"[at(column)]
    assert ran.status == 2 and said in ran.err and f" {letter}2（{column}）" in ran.err
    assert [(row["结论"], row["事项名称"], row["单位"]) for row in ran.rows] == [
        ("读不了", row[2], row[3]) for row in ROWS
    ]


def test_a_title_that_says_there_is_none_yet_is_missing(both, table):
    ran = both(table(*with_cells("议题名称", "待定", "不清楚", "/")))
    assert ran.status == 2 and ran.err.count("缺少事项名称") == 3
    assert [row["结论"] for row in ran.rows] == ["读不了"] * 3


@pytest.mark.parametrize("cell", ["", "—", "/", "□", "待定", "不确定"])
@pytest.mark.parametrize("column", ["区长审签的议题审批单", "会议召开日", "涉及金额（万元）", "拟提交的会议"])
def test_silence_is_no_answer(read, table, column, cell):
    blank, said = (read(table(*with_cells(column, *[text] * 3)[:2], name="t.csv"), ) for text in ("", cell))  # fmt: skip
    drop = {"case"}
    assert [{k: v for k, v in each.items() if k not in drop} for each in said] == [
        {k: v for k, v in each.items() if k not in drop} for each in blank
    ]


def test_all_faults_of_a_row_are_said_at_once(both, table):
    row = ["1", "议题", "关于甲的议题", "区水利局", "什么会", "约800", "", "差一份", "有", "12月10日", "", "急"]
    ran = both(table(HEADINGS, row, name="t.xlsx"))
    assert [f"{letter}2" in ran.err for letter in "EFHJ"] == [True] * 4 and ran.err.count("\n") == 4
    (found,) = ran.rows
    assert all(f"{letter}2" in found["错误"] for letter in "EFHJ")
    assert (found["事项名称"], found["单位"], found["台账其他列"]) == ("关于甲的议题", "区水利局", "序号：1；备注：急")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_own_columns_are_carried_over(both, table, ending):
    header = ["序号", "议题名称", "#分管领导", "备注", "单位"]
    rows = [
        ["1", "关于甲的议题", "王五", "急\n补", "区水利局"],
        ["", "关于乙的议题", "=1+1", "", ""],
        ["3", "关于丙的议题", "　", "a\u200bb", ""],
    ]
    ran = both(table(header, *rows, name=f"t.{ending}"))
    assert ran.rows[0]["台账其他列"] == "序号：1；分管领导：王五；备注：急\n补" and ran.rows[2][
        "台账其他列"
    ].startswith("序号：3；")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_column_that_repeats_the_unit_of_amounts_is_no_reporting_unit(both, table, ending):
    rows = [[*row[:6], cell, *row[6:]] for row, cell in zip(PLAIN, ["单位", "万元", "", "元"], strict=True)]
    ran, plain = both(table(*rows, name=f"t.{ending}")), both(table(*PLAIN, name="plain.csv"))
    assert seen(ran.rows)[:2] == seen(plain.rows)[:2]
    assert ran.status == 2 and "“元”和左边一列的单位（万元）不一样" in ran.err and ran.err.count("\n") == 1


@pytest.mark.parametrize("more", ["", "区水利局"], ids=["its-own", "another-unit"])
def test_an_item_on_two_rows_is_one_if_the_second_says_no_more(both, workbook, more):
    rows = [HEADINGS, ROWS[0], in_row(c3=more, c11="续：附件另送"), *ROWS[1:]]
    ranges = [f"{letter}2:{letter}3" for letter in "ABCEFGHIJK"]
    ran = both(workbook(*rows, change=lambda sheet: [sheet.merge_cells(each) for each in ranges]))
    judged = [row["结论"] for row in ran.rows]
    if not more:
        assert judged == ["不得报送", "待确认", "不得报送"] and "没有填的行（第 3 行）" in ran.out
    else:
        assert judged == ["读不了", "读不了", "待确认", "不得报送"] and "C2:C3 合并成了一格" in ran.err


def test_the_name_of_a_sheet_says_the_kind(both, workbook):
    rows = [["事项名称", "单位"], ["关于甲的函", "区水利局"]]
    ran = both(workbook(*rows, change=lambda sheet: setattr(sheet, "title", "公文台账")))
    assert [row["类型"] for row in ran.rows] == ["公文"]
    assert "没有“类型”这一列" in both(workbook(*rows)).err


def test_hidden_and_struck_rows_are_judged_and_said(both, workbook):
    from openpyxl.styles import Font

    def change(sheet):
        sheet.row_dimensions[2].hidden = True
        sheet["C3"].font = Font(strike=True)

    ran = both(workbook(*PLAIN, change=change))
    assert (
        len(ran.rows) == 3
        and "其中 1 行是隐藏的（第 2 行），照样查了" in ran.out
        and "有划掉的格子（第 3 行）" in ran.out
    )


def test_typed_cells_of_a_workbook(both, workbook):
    rows = with_cells("会议召开日", datetime(2026, 12, 10, 9), 20261210, "2026-12-10")
    ran = both(workbook(*rows))
    assert [row["结论"] for row in ran.rows] == ["不得报送", "待确认", "不得报送"]


@pytest.mark.parametrize("heading", ["会议召开日（上次）", "涉及金额（万元）（上年）", "财政部门明确意见（第一轮）"])
def test_a_note_that_makes_another_column_of_it_is_not_passed_over(both, table, heading):
    ran = both(table(["议题名称", heading], ["关于甲的议题", "x"]))
    assert ran.status == 2 and f"没有“{heading}”这一列" in ran.err


@pytest.mark.parametrize(
    "title",
    ["一、关于追加预算的议题", "二、听取安全生产工作情况汇报", "三、审议《管理办法》", "统计部门数据共享方案", "报送单位考核结果", "合计", "备注：略",
     "填表人：张三", "四、其他事项"],
)  # fmt: skip
def test_only_what_is_certainly_none_is_passed_over(both, table, title):
    ran = both(table(["议题名称", "单位"], ["关于甲的议题", "区水利局"], [title, ""]))
    is_none = title in ("合计", "备注：略", "填表人：张三", "四、其他事项")
    assert len(ran.rows) == 1 + (not is_none) and ("不是事项，略过" in ran.out) is is_none


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_number_contradicts_no_paper_and_proves_none_under_way(both, table, ending):
    header = ["类型", "议题名称", "会议日期", "合法性审查", "合法性审查文号"]
    row = ["议题", "关于甲的议题", "2026-12-10"]
    cells = [["缺", "司审〔2026〕1号"], ["", "2026-12-05"], ["", "不涉及"], ["有", "/"], ["", "司审〔2026〕1号"]]
    ran = both(table(header, *([*row, *each] for each in cells), name=f"t.{ending}"))
    told = [each["错误"].rpartition("）：")[2] for each in ran.rows]
    assert "有文号，而这份材料写的是缺" in told[0] and "不是文号。写文号，如" in told[1] and "不是文号。留空" in told[2]
    assert told[3:] == ["", ""] and ran.status == 2
    ran = both(table([*header[:3], "分管领导签批意见编号", "征求部门意见日期"], [*row, "12号", ""], name=f"u.{ending}"))
    assert all(f"没有“{name}”这一列" in ran.err for name in ("分管领导签批意见编号", "征求部门意见日期"))


def test_the_comma_of_a_number_makes_no_two_cells(both, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(
        "类型,议题名称,涉及金额（万元）,用地面积（亩）,备注\n议题,关于甲的议题,1,200.00,5,\n", encoding="utf-8"
    )
    ran = both(path)
    assert ran.status == 2 and "比表头多出几格" in ran.err
