"""Amounts and percentages are what the clerk sees: the unit of the heading, of the cell's format, or nothing at all."""

import pytest

from clerkcheck import load_pack
from clerkcheck.batch.sources.number_formats import shown_as
from clerkcheck.batch.sources.source_files import Sources
from wide import wide

HEADER = ["类型", "事项名称"]


@pytest.fixture
def amounts(both, workbook, table, qianjiang):
    """The amounts read from cells under a heading, or what is said of them; by both engines alike."""

    def read(heading, cells, *, ending="xlsx", formats=(), above=()):
        rows = [*above, [*HEADER, heading], *(["议题", f"第{n}件", cell] for n, cell in enumerate(cells))]

        def change(sheet):
            for place, code in enumerate(formats):
                sheet.cell(len(above) + 2 + place, 3).number_format = code

        path = workbook(*rows, change=change) if ending == "xlsx" else table(*rows)
        ran = both(path)
        items = Sources([str(path)], load_pack, qianjiang, "none.csv").items()
        facts = [item.case.facts if item.case else str(item.error) for item in items]
        assert ("读不了" in {row["结论"] for row in ran.rows}) is any(isinstance(each, str) for each in facts)
        return [each if isinstance(each, str) else next(iter(each.values()), None) for each in facts]

    return read


@pytest.mark.parametrize("ending", wide(["csv", "xlsx"], kept=["xlsx"]))
@pytest.mark.parametrize(
    ("heading", "cells", "wan"),
    [
        ("涉及金额（元）", [3000000, "3000000", "3,000,000", 0.1, "8000000.55"], [300, 300, 300, 0.00001, 800.000055]),
        pytest.param("涉及金额(元)", [6200000], [620], marks=pytest.mark.wide),
        ("涉及金额（千元）", [3000, 0.1], [300, 0.01]),
        pytest.param("涉及金额（万元）", [300, "300"], [300, 300], marks=pytest.mark.wide),
        ("涉及金额（亿元）", [0.03, 0.07, "1.1"], [300, 700, 11000]),
        ("涉及金额（元）", ["300万元", "0.03亿元", "3000千元", "3000000元"], [300, 300, 300, 300]),
        pytest.param("概算调整金额（元）", [5000000], [500], marks=pytest.mark.wide),
    ],
    ids=["yuan", "half-width", "thousand", "wan", "yi", "own-unit", "another"],
)
def test_the_unit_of_the_heading_counts_exactly(amounts, ending, heading, cells, wan):
    assert amounts(heading, cells, ending=ending) == wan


@pytest.mark.parametrize(
    ("heading", "cells", "mu"),
    [
        ("用地面积（公顷）", [2.5, "0.04", "1,000亩", "300㎡"], [37.5, 0.6, 1000, 0.45]),
        ("用地面积（亩）", [37.5, "37.5 亩", "2公顷", 15], [37.5, 37.5, 30, 15]),
        ("用地面积（平方公里）", [0.1], [150]),
    ],
    ids=["hectares", "own-unit", "square-km"],
)
def test_areas_count_in_the_unit_of_their_heading(amounts, heading, cells, mu):
    assert amounts(heading, cells) == mu
    (said,) = amounts(heading, ["约40亩"])
    assert "不是确定的面积。写数字，或带上单位" in said


def test_a_heading_of_areas_without_a_unit_is_asked_about(both, table):
    ran = both(table([*HEADER, "用地面积"], ["议题", "关于甲的议题", 20]))
    assert "写明是以什么计的：用地面积（亩）或用地面积（公顷）" in ran.err


SHOWN = [
    ('0"元"', 3000000, 300),
    ('#,##0.00"元"', 6200000, 620),
    ("0元", 3000000, 300),
    ('0!.0,"万"', 3000000, 300),
    ('0!.0,"万"', 3000123, 300.0123),
    ('0!.00,"万元"', 3000000, 30),
    ("0!.0,", 3000000, 300),
    ('0"万元"', 300, 300),
    ('G/通用格式"万元"', 300, 300),
    ('0.00"亿元"', 0.03, 300),
    ('0!.00,,"亿"', 300000000, 30000),
    ('[>=10000]0!.0,"万元";0"元"', 8000, 0.8),
    ("#,##0", 300, 300),
    ("_ * #,##0.00_ ", 300, 300),
    ('0"人"', 300, 300),
]


def test_the_unit_of_the_format_counts(amounts):
    codes, values, wan = zip(*SHOWN, strict=True)
    assert amounts("涉及金额（万元）", values, formats=codes) == list(wan)


def test_a_format_that_leaves_the_unit_open_refuses_the_cell(amounts):
    codes = ['0"万"', "¥#,##0.00", "[$¥-804]#,##0", "$#,##0", '0"千"', '0"美元"', '0"百万"', '0!.0,,"亿"']
    found = amounts("涉及金额（万元）", [300] * len(codes), formats=codes)
    assert all(f"台账.xlsx C{number}（涉及金额（万元））" in said for number, said in enumerate(found, 2))


def test_a_format_of_currency_is_yuan_under_a_heading_of_yuan(amounts):
    assert amounts("涉及金额（元）", [3000000], formats=["¥#,##0.00"]) == [300]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("单位：元", "涉及金额（万元）"), ("金额单位：元", "amount_wan"), ("单位:人民币元", "涉及金额（万元）"),
        ("单 位：元 ", "amount_wan"),
    ],
)  # fmt: skip
def test_another_unit_above_the_heading_refuses_bare_numbers(amounts, line, heading):
    found = amounts(heading, [3000000, "300万元", "3000000元"], above=[["某次会议"], [line]])
    assert found[1:] == [300, 300]
    assert f"C4（{heading}）" in found[0] and "A2 写着“单位：元”" in found[0] and "表头以万元计" in found[0]


@pytest.mark.parametrize(("line", "heading"), [("单位：万元", "涉及金额（万元）"), ("单位：元", "涉及金额（元）")])
def test_a_line_that_says_the_same_unit_is_welcome(amounts, line, heading):
    number = 300 if "万" in line else 3000000
    assert amounts(heading, [number], above=[[line]]) == [300]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_more_than_ten_billion_is_asked_about(amounts, ending):
    cells = [3000000, "3000000", "3000000万元", 1000001, "1000000.01"]
    for said in amounts("涉及金额（万元）", cells, ending=ending):
        assert "亿元，是不是按元填的？" in said and "确是这么多的，写成“" in said


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_written_in_yi_it_is_confirmed(amounts, ending):
    assert amounts("涉及金额（万元）", ["300亿元", 1000000, "1000000"], ending=ending) == [3000000, 1000000, 1000000]


def test_beyond_a_heading_of_yuan_too(amounts):
    (said,) = amounts("涉及金额（元）", [30000000000])
    assert "30000000000 元是 300 亿元，是不是多写了？" in said and "“300亿元”" in said


@pytest.mark.parametrize(
    "heading",
    ["金额（元）", "金额(元)", "金额:元", "涉及金额 （单位：元）", "涉及资金（元，含税）", "*金额（元）（含税）"],
)
def test_a_heading_of_yuan_is_read_in_yuan(amounts, heading):
    assert amounts(heading, ["3000000", "800万元"]) == [300, 800]


@pytest.mark.parametrize("heading", ["涉及金额", "金额", "涉及的金额（元）"])
def test_no_remedy_takes_yuan_for_wan(both, table, heading):
    ran = both(table([*HEADER, heading], ["议题", "甲", "3000000"]))
    assert ran.status == 2 and f"没有“{heading}”这一列" in ran.err
    assert "是不是 amount_wan" not in ran.err and "是不是 涉及金额（万元）" not in ran.err
    assert "涉及金额（元）" in ran.err


def test_a_percentage_is_what_its_cell_shows(amounts):
    shown = [
        ("0%", 1.2, 120),
        ("0%", 1, 100),
        ("0.00%", 0.1, 10),
        ("0%", 0.005, 0.5),
        ('0"%"', 12, 12),
        ("0.0%", 12.5, 1250),
    ]
    codes, values, percent = zip(*shown, strict=True)
    assert amounts("estimate_overrun_pct", values, formats=codes) == list(percent)


def test_a_third_as_a_percentage(amounts):
    assert amounts("estimate_overrun_pct", [1 / 3], formats=["0%"]) == [pytest.approx(100 / 3, abs=1e-12)]


def test_a_percentage_under_amounts_is_refused(amounts):
    (said,) = amounts("涉及金额（万元）", [0.5], formats=["0%"])
    assert "C2" in said and "“50%”" in said


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_unit_of_measure_is_no_reporting_unit(both, table, ending):
    words = ["元", "万元", "亿元", "平方米", " 万元 "]
    rows = [["议题", "甲", word] for word in words]
    ran = both(table([*HEADER, "单位"], *rows, ["议题", "乙", "万元村"], name=f"t.{ending}"))
    assert [row["结论"] for row in ran.rows] == ["读不了"] * len(words) + ["待确认"]
    assert [row["错误"].count("是计量单位，不是汇报单位") for row in ran.rows] == [1] * len(words) + [0]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", None), ("0.00", None), ("#,##0;[Red]-#,##0", None), ("@", None), ("0.00E+00", None), ("# ?/?", None),
        ("#,##0,", "5"), ("0.00,,", "0.005"), ('0.0"‰"', "5000‰"), ("0%", "500000%"), ('"约"0"元"', "5000元"),
        ("0\\.0", "500"), ('0.00_ ;"负"0', None), ("[Red][<0]0;0%", "500000%"), ("", None), (";;;", None), ('"', None),
        ("[$-804]0", None), ("[$€-407]0", "5000€"), ('_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* "-"_ ;_ @_ ', "¥5000"),
    ],
)  # fmt: skip
def test_what_a_format_shows_of_5000(code, shown):
    assert shown_as(code, 5000) == shown


def test_an_amount_in_chinese_numerals_is_told_as_that(amounts):
    for said in amounts("涉及金额（万元）", ["人民币陆佰万圆整", "陆佰万元整", "人民币 伍佰万元"]):
        assert "是用汉字写的数" in said and "以元计" not in said
    (said,) = amounts("涉及金额（万元）", ["人民币"])
    assert "“人民币”不是金额" in said
