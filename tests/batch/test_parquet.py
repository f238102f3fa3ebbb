"""Parquet of every kind of column: read where it is certain, one message where it is not, and no other file lost."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from clerkcheck import load_pack
from clerkcheck.batch.sources.source_files import Sources
from wide import wide

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "faults" / "14-parquet"
HEADS = {"pack": "qianjiang", "kind": "议题", "title": "关于甲的议题"}


@pytest.fixture
def column(tmp_path):
    """Write a table of one column beside the usual ones."""

    def written(name, values, kind=None):
        heads = {head: [value] * len(values) for head, value in HEADS.items() if head != name}
        table = pyarrow.table(heads | {name: pyarrow.array(values, type=kind)})
        parquet.write_table(table, tmp_path / "台账.parquet", version="2.6")
        return tmp_path / "台账.parquet"

    return written


@pytest.fixture
def facts(column):
    """What is read of the cells of one column."""

    def read(name, values, kind=None):
        items = Sources([str(column(name, values, kind))], load_pack, None, "none.csv").items()
        return [str(item.error) if item.error else {**item.case.facts, **item.case.dates} for item in items]

    return read


NS = pyarrow.timestamp("ns")


@pytest.mark.parametrize(
    ("name", "values", "kind", "read"),
    [
        ("会议召开日", [date(2026, 12, 10), None], pyarrow.date32(), date(2026, 12, 10)),
        ("会议召开日", [date(2026, 12, 10), None], pyarrow.date64(), date(2026, 12, 10)),
        ("会议召开日", [datetime(2026, 12, 10, 9), None], pyarrow.timestamp("s"), date(2026, 12, 10)),
        ("会议召开日", [datetime(2026, 12, 10, 9), None], pyarrow.timestamp("us"), date(2026, 12, 10)),
        ("会议召开日", [1796860800_000000001, None], NS, date(2026, 12, 10)),
        ("会议召开日", [datetime(1931, 9, 18), None], pyarrow.timestamp("us"), date(1931, 9, 18)),
        ("会议召开日", ["2026-12-10", None], pyarrow.large_string(), date(2026, 12, 10)),
        ("会议召开日", [b"2026-12-10", None], pyarrow.binary(), date(2026, 12, 10)),
        ("amount_wan", [Decimal("800.50"), None], pyarrow.decimal128(10, 2), 800.5),
        ("amount_wan", [Decimal("800.00"), None], pyarrow.decimal128(10, 2), 800),
        ("amount_wan", [800, None], pyarrow.int16(), 800),
        ("budget_item", [["supplement", "reserve"], None], pyarrow.list_(pyarrow.string()), {"supplement", "reserve"}),
        ("funds", [True, None], pyarrow.bool_(), True),
    ],
    ids=lambda each: str(each) if isinstance(each, pyarrow.DataType) else "",
)
def test_what_is_certain_is_read(facts, name, values, kind, read):
    known, unknown = facts(name, values, kind)
    assert list(known.values()) == [read] and unknown == {}


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=8)), "Mars/Phobos"])
def test_an_instant_is_the_day_it_was_in_beijing(facts, zone):
    late = datetime(2026, 12, 9, 16, 30, tzinfo=UTC)
    kind = pyarrow.timestamp("us", tz="+08:00" if isinstance(zone, timezone) and zone is not UTC else str(zone))
    values = [int(late.timestamp() * 1_000_000)]
    assert facts("会议召开日", values, kind) == [{"meeting": date(2026, 12, 10)}]


@pytest.mark.parametrize(
    ("name", "values", "kind", "said"),
    [
        ("amount_wan", [{"a": 1}], pyarrow.struct([("a", pyarrow.int64())]), "这一列的类型是 struct"),
        ("amount_wan", [[{"a": 1}]], pyarrow.list_(pyarrow.struct([("a", pyarrow.int64())])), "这一列的类型是 list"),
        ("pack", [{"a": 1}], pyarrow.struct([("a", pyarrow.int64())]), "这一列的类型是 struct"),
        ("amount_wan", [[1, 2]], pyarrow.list_(pyarrow.int64()), "这一列的类型是 list"),
        ("amount_wan", [[("a", 1)]], pyarrow.map_(pyarrow.string(), pyarrow.int64()), "这一列的类型是 map"),
        ("会议召开日", [time(9)], pyarrow.time64("ns"), "这一列的类型是 time64[ns]"),
        ("会议召开日", [timedelta(1)], pyarrow.duration("s"), "这一列的类型是 duration[s]"),
        ("会议召开日", [1 << 30], pyarrow.date32(), "这一格读不出来"),
        ("会议召开日", [1 << 61], pyarrow.timestamp("us"), "这一格读不出来"),
        ("amount_wan", [float("nan")], pyarrow.float64(), "是 nan，不是数"),
        ("amount_wan", [float("inf")], pyarrow.float32(), "是 inf，不是数"),
        ("title", [b"\xff\xfe"], pyarrow.binary(), "这一格读不出来"),
    ],
    ids=lambda each: str(each)[:40] if isinstance(each, pyarrow.DataType) else "",
)
def test_what_is_not_is_one_message(both, column, name, values, kind, said):
    ran = both(column(name, values, kind))
    (line,) = ran.err.splitlines()
    assert "第 1 行第 " in line and f"（{name}）：{said}" in line
    assert ran.status == 2 and [row["结论"] for row in ran.rows] == ["读不了"]


def test_a_column_nobody_reads_may_be_of_any_kind(both, column):
    assert both(column("#经办", [{"a": 1}, {"a": 2}], pyarrow.struct([("a", pyarrow.int64())]))).status == 1


def test_a_bad_cell_spoils_no_other(both, column):
    ran = both(column("会议召开日", [20797, 1 << 30, 20797], pyarrow.date32()))
    assert [row["结论"] == "读不了" for row in ran.rows] == [False, True, False]


LOST = [path.name for path in sorted(SHARED.glob("*.parquet"))]


@pytest.mark.parametrize("name", wide(LOST, kept=LOST[::3]))
def test_the_files_over_which_a_run_was_lost(both, tmp_path, name):
    good = tmp_path / "好的.csv"
    good.write_text("pack,kind,title\nqianjiang,议题,关于甲的议题\n", encoding="utf-8")
    ran = both(SHARED / name, good)
    assert "Traceback" not in ran.err and "内部出错" not in ran.err
    assert ran.rows[-1]["事项名称"] == "关于甲的议题"
    assert ran.status == (2 if any(row["结论"] == "读不了" for row in ran.rows) else 1)


def test_a_parquet_without_columns(both, tmp_path):
    parquet.write_table(pyarrow.table({}), tmp_path / "台账.parquet")
    ran = both(tmp_path / "台账.parquet")
    assert ran.status == 2 and "没有查：" in ran.err and "是空的" in ran.err
