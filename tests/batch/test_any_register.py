"""A table written in any of the ways of an office, several at once, gives what the plain table gives, by both engines."""

import csv
import random

import pytest

from examples import MORE
from plain_register import HEADINGS, PLAIN, ROWS, seen
from wide import wide

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("python_calamine")

SEEDS = range(3 * MORE)
OTHER_HEADINGS = {
    "序号": ["序 号", "编号", "顺序号"], "类型": ["案件类型", "类 型"], "议题名称": ["事项名称", "*议题题目", "上会议题（全称）", "标题"],
    "汇报单位": ["提请单位：", "主办\n单位", "单位"], "拟提交的会议": ["拟上会议", "拟提交的会议【下拉选择】"],
    "涉及金额（万元）": ["金额（万元）", "涉及资金\n（ 万元 ）", "金额（单位：万元）", "涉及金额(万元)（含税）"],
    "区长审签的议题审批单": ["议题审批单", "区长审签的议题审批单（有/无）"], "财政部门明确意见": ["财政意见"],
    "会议召开日": ["上会时间", "会议日期（年月日）"], "报送（提交）日": ["报送时间", "提交日期"], "备注": ["备    注", "备注（可不填）"],
}  # fmt: skip
OTHER_CELLS = {
    "议题": ["审议议题", " 议题", "agenda_item"], "有": ["√", "✓", "已附", "●", "是"], "缺": ["×", "未附", "没有", "无"],
    "620": ["620.00", "620万元", "￥6,200,000元", "6200000元", "０.０６２亿元"], "800": ["＋800", "8,000,000.00元"], "300": ["0.03亿元", "300 万元"],
    "2026-12-10": ["2026.12.10", "20261210", "2026年12月10日", "2026/12/10（周四）", "2026-12-10 09:00", "2026 年 12 月 10 号上午"],
    "2026-12-04": ["2026.12.4", "2026年12月4日（星期五）"], "2026-12-08": ["2026/12/8 9:30:00", "20261208"], "": ["", "—", "/"],
}  # fmt: skip
ABOVE = [
    ["附件2"],
    ["区政府第32次常务会议议题汇总表"],
    ["填报单位（盖章）：", "", "", "填报时间：2026年11月27日"],
    [],
    ["", "", "单位：万元"],
    ["1.本表一式两份"],
]
# By column, or as a line that begins at the left.
BELOW = [{"议题名称": "合计", "涉及金额（万元）": "1720"}, ["填表人：张三", "", "审核人：李四"], ["备注：均已协调"], {"序号": "4"},
         {"序号": "5", "类型": "议题"}, []]  # fmt: skip
BETWEEN = [[], ["一、审议议题"], {"议题名称": "（二）其他事项"}, {"序号": "小计", "涉及金额（万元）": "12"}]


def any_way(dice):
    """The plain table, written otherwise in some ways."""
    order = list(range(len(HEADINGS)))
    if dice.random() < 0.5:
        dice.shuffle(order)
    header = [dice.choice([name, *OTHER_HEADINGS.get(name, [])]) for name in HEADINGS]
    rows = [
        [dice.choice([cell, *OTHER_CELLS.get(cell, [])]) if dice.random() < 0.5 else cell for cell in row]
        for row in ROWS
    ]
    for row, right in zip(rows, ROWS, strict=True):
        row[0], row[11] = right[0], right[11]
    header, rows = (
        ([row[place] for place in order] for row in [header]),
        [[row[place] for place in order] for row in rows],
    )
    header = next(header)
    shown = [header]
    if dice.random() < 0.4:
        at = dice.randrange(len(header) - 1)
        top, under = list(header), [""] * len(header)
        top[at], top[at + 1], under[at], under[at + 1] = "材料", "", header[at], header[at + 1]
        shown = [top, under]
    body = []
    for row in rows:
        body += (
            [dice.choice(BETWEEN)] * (dice.random() < 0.3)
            + [shown[-1]] * (dice.random() < 0.1 and len(shown) == 1)
            + [row]
        )
    table = [*dice.sample(ABOVE, dice.randrange(5)), *shown, *body, *dice.sample(BELOW, dice.randrange(5))]
    return [[row.get(HEADINGS[place], "") for place in order] if isinstance(row, dict) else list(row) for row in table]


def written(rows, path, dice):
    """Write rows as a text in some encoding, or as a workbook with merged cells."""
    if path.suffix == ".csv":
        encoding, mark = dice.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"]), dice.choice(",\t;")
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=mark).writerows(rows)
        return
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([cell or None for cell in row])
    for number, row in enumerate(rows, 1):
        if len([cell for cell in row if cell]) == 1 and row[0] and dice.random() < 0.5:
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=12)
    book.save(path)


@pytest.fixture(scope="module")
def expected():
    """The rows of the plain table's result."""
    return {}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("seed", wide(SEEDS, kept=SEEDS[:1] if MORE == 1 else SEEDS))
def test_any_way_of_writing_a_register(both, table, tmp_path, expected, seed, ending):
    if not expected:
        expected["rows"] = seen(both(table(*PLAIN, name="plain.csv")).rows)
    dice = random.Random(f"{seed} {ending}")
    rows = any_way(dice)
    written(rows, tmp_path / f"t.{ending}", dice)
    ran = both(tmp_path / f"t.{ending}")
    assert (seen(ran.rows), ran.err) == (expected["rows"], ""), "\n".join(map(str, rows))
