"""Rows judged with a group of instruments that was asked for by name say so, whatever does the judging."""

import pytest

from clerkcheck.packs.store import load_pack

HEADER = ("规则包", "类型", "事项名称")
PACKS = ["national", "national/finance", "qianjiang", "全国"]
CALLED = ["national", "national/finance", "qianjiang", "national"]


@pytest.fixture
def register(table):
    return table(HEADER, *([pack, "议题", f"第{number}件"] for number, pack in enumerate(PACKS)))


def test_a_row_names_the_group_it_was_judged_with(both, register):
    assert [row["规则包"] for row in both(register, pack=None).rows] == CALLED


def test_an_option_is_for_rows_that_name_nothing_else(both, table):
    rows = both(table(HEADER, *([pack, "议题", "甲"] for pack in ("", *PACKS))), pack="national/finance").rows
    assert [row["规则包"] for row in rows] == ["national/finance", *CALLED]


def test_a_workbook_says_it_beside_the_place(batch, register, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    batch(register, "-o", tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    named = [row[3] for row in book["结果"].iter_rows(min_row=2, values_only=True)]
    assert named == ["全国", "全国（national/finance）", "黔江区", "全国"]
    front = [f"{row[1]}" for row in book.worksheets[0].iter_rows(values_only=True)]
    assert "全国（national/finance）：国家法律、行政法规和中央文件（12 部）" in front


def test_junit_sorts_them_under_it(batch, register, tmp_path):
    batch(register, "-o", tmp_path / "r.xml")
    assert 'classname="national/finance" name="第1件"' in (tmp_path / "r.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("engine", ["plain", "columnar"])
def test_parquet_has_the_deadlines_of_the_group_too(batch, register, tmp_path, engine):
    parquet = pytest.importorskip("pyarrow.parquet")
    pytest.importorskip("polars")
    from clerkcheck.reports.verdict_row import verdict_columns

    batch(register, "-o", tmp_path / "r.parquet", "--engine", engine)
    found = parquet.read_table(tmp_path / "r.parquet")
    assert found["pack"].to_pylist() == CALLED
    assert set(found.column_names) >= set(verdict_columns(load_pack("national/finance")))


def test_what_a_pack_is_called():
    assert [load_pack(each).called for each in PACKS[:3]] == PACKS[:3]
    assert load_pack("national/taking").called == "national/taking"
    alike = load_pack("national/finance")
    wider = {"rivers": ("budget-law",), **alike.groups}  # part of another group
    assert alike._replace(groups=wider).called == "national/finance"
