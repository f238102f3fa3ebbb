"""A column of units beside an amount is used or held against it, however it is called: no amount in a wrong unit."""

import pytest

from clerkcheck import load_pack
from clerkcheck.batch.sources.source_files import Sources

AMOUNT = "本次追加、动用或安排的金额"
REST = {
    "拟上会议": "专题会议",
    "预算类别": "预算追加",
    "特别紧急或突发事件": "否",
    "只请会议研究协调、不请作出决定": "否",
}
ENDINGS = pytest.mark.parametrize("ending", ["csv", "xlsx"])


@pytest.fixture
def wan(both, table, qianjiang):
    """The 万元 of rows of a register, or what is said of them; by both engines alike."""
    name = next(fact.id for fact in qianjiang.vocabulary.facts.values() if fact.label == f"{AMOUNT}（万元）")

    def read(header, *rows, ending="xlsx"):
        cells = (["议题", "甲乙丙丁", *row, *REST.values()] for row in rows)
        path = table(["类型", "议题名称", *header, *REST], *cells, name=f"t.{ending}")
        judged = both(path).rows
        items = list(Sources([str(path)], load_pack, qianjiang, "none.csv").items())
        assert [row["结论"] == "读不了" for row in judged] == [item.case is None for item in items]
        found = [item.case.facts.get(name) if item.case else str(item.error) for item in items]
        assert all(row["结论"] == "不得报送" for row, each in zip(judged, found, strict=True) if each == 600)
        return found

    return read


@ENDINGS
@pytest.mark.parametrize(
    "beside", ["单位", "#计量单位", "#随便", "备注", "", "计量单位"],
    ids=["alone", "as-was-advised", "own", "remark", "no-heading", "named"],
)  # fmt: skip
def test_what_stands_beside_an_amount_is_held_against_it(wan, ending, beside):
    rows = [(600, "万元"), ("0.06", "亿元"), ("0.06亿元", "亿元"), ("", "亿元"), (600, ""), (600, "人民币 元")]
    found = wan([f"{AMOUNT}（万元）", beside], *rows, ending=ending)
    assert (found[0], found[2:5]) == (600, [600, None, 600])
    assert "“亿元”和左边一列的单位（万元）不一样" in found[1] and "“人民币 元”和左边" in found[5]


@ENDINGS
def test_units_elsewhere_are_held_against_the_nearest_amount(wan, ending):
    header = ["#金额单位", "会议日期", f"{AMOUNT}（万元）", "汇报单位", "#单位"]
    rows = [("", "", 600, "区教委", unit) for unit in ("万元", "亿元", "区教委")]
    first, second, third = wan(header, *rows, ("元", "", 600, "", ""), ending=ending)[:3]
    assert (first, third) == (600, 600)
    assert f"“亿元”和“{AMOUNT}（万元）”的单位（万元）不一样" in second


@ENDINGS
def test_units_count_where_the_heading_names_none(wan, ending):
    header = [AMOUNT, "计量单位"]
    cells = [(600, "万元"), (0.06, "亿元"), ("6,000,000", "元"), ("0.06亿元", "亿元"), ("600万元", ""), ("", "元")]
    assert wan(header, *cells, ending=ending) == [600] * 5 + [None]
    for cell, said in {(600, ""): "旁边一列没有写单位", ("600万元", "元"): "单位（万元）不一样", (6, "百万"): "不是元、千元、万元、亿元",
                       (2000000, "万元"): "是 200 亿元", ("约600", "万元"): "不是确定的数"}.items():  # fmt: skip
        assert said in wan(header, cell, ending=ending)[0]


def test_a_column_called_unit_says_it_where_another_names_who_reports(wan):
    header = ["汇报单位", AMOUNT, "单位"]
    assert wan(header, ("区教委", 0.06, "亿元"), ("区教委", 600, "万元")) == [600, 600]


@pytest.mark.parametrize(
    ("lines", "held"),
    [(f"{AMOUNT}: {AMOUNT}（万元）\n单位: 不用", True), ("单位: 不用\n", None), ("单位: 计量单位\n", False)],
    ids=["held", "no-unit", "used"],
)
def test_what_the_office_says_of_a_column_of_units(batch, rows_of, tmp_path, workbook, lines, held):
    path = workbook(
        ["议题名称", "会议日期", AMOUNT, "单位", *REST], ["甲乙丙丁", "", 0.06, "亿元", *REST.values()],
        change=lambda sheet: setattr(sheet, "title", "议题"),
    )  # fmt: skip
    path.with_name("台账对照.yaml").write_text(lines, encoding="utf-8")
    for engine in ("plain", "columnar"):
        output = tmp_path / f"{engine}.out.csv"
        batch(path, "-o", output, "--pack", "qianjiang", "--engine", engine)
        (row,) = rows_of(output)
        assert (row["结论"] == "读不了") is (held is not False)
        assert ("不一样" in row["错误"]) is (held is True)
        assert ("那一列的列名写 计量单位" in row["错误"]) is (held is None)
        assert ("上常务会议" in row["不符合之处"]) is (held is False)


def test_the_unit_that_reports_stands_beside_an_amount_and_is_read(both, table):
    ran = both(
        table(
            ["类型", "议题名称", f"{AMOUNT}（万元）", "单位"],
            ["议题", "甲乙丙丁", 5, "区教委"],
            ["议题", "甲乙丙丁", 5, "万元"],
        )
    )
    assert [row["单位"] for row in ran.rows] == ["区教委", ""] and ran.status == 1
