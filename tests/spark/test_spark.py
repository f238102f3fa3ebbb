"""Spark in local mode, several partitions: row by row what Polars gives (which is held to ``check``).

A step of its own in CI: needs PySpark and Java 17 (extras ``spark`` and ``batch``).
"""

import shutil
from pathlib import Path

import pytest

pytest.importorskip("pyspark", reason="没有装 pyspark（extra spark），Spark 不测")
pl = pytest.importorskip("polars", reason="没有装 polars（extra batch），Spark 没有可比的")
if shutil.which("java") is None:
    pytest.skip("没有 Java，Spark 不测", allow_module_level=True)

from clerkcheck import load_pack, national_calendar  # noqa: E402
from clerkcheck.columnar.polars import judge_table  # noqa: E402
from clerkcheck.columnar.spark import judge_spark, judge_spark_frame, spark_session  # noqa: E402
from clerkcheck.packs.store import pack_ids  # noqa: E402
from clerkcheck.reading.errors import InputError  # noqa: E402
from columnar_cases import AS_OF, frame_of, number_bounds, random_cases  # noqa: E402

ROWS, PARTITIONS = 300, 4
TIERS = str(Path(__file__).resolve().parents[1] / "data" / "tiers")


@pytest.fixture(scope="session")
def spark():
    with pytest.MonkeyPatch.context() as patch:
        options = "--master local[2] --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=4"
        patch.setenv("PYSPARK_SUBMIT_ARGS", f"{options} pyspark-shell")
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        session = spark_session()
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


@pytest.fixture
def cases(tmp_path):
    """Write random cases of a pack as a folder of Parquet files; return it and what Polars makes of them."""

    def written(name, *, lists=True, files=3):
        pack = load_pack(name)
        found = random_cases(pack, number_bounds(pack.trees.clauses), ROWS, 7)
        frame = frame_of(found, pack, lists=lists).with_row_index("row")
        folder = tmp_path / "cases"
        folder.mkdir()
        for part in range(files):
            frame.filter(pl.col("row") % files == part).write_parquet(folder / f"{part}.parquet")
        return str(folder), judge_table(frame, pack, national_calendar(), AS_OF, keep=["row"])

    return written


def read(folder):
    return pl.read_parquet(f"{folder}/*.parquet").sort("row")


@pytest.mark.parametrize("name", [*pack_ids(), pytest.param(TIERS, id="approvals, silence and extensions")])
def test_a_folder_of_parquet_comes_out_as_from_polars(name, cases, spark, tmp_path):
    source, right = cases(name, lists=name != "weidong")
    spread = spark.read.parquet(source).repartition(PARTITIONS)
    assert spread.rdd.getNumPartitions() == PARTITIONS
    spread.write.parquet(str(tmp_path / "spread"))
    judge_spark(
        str(tmp_path / "spread"), str(tmp_path / "out"), load_pack(name), national_calendar(), AS_OF, keep=["row"]
    )
    found = read(tmp_path / "out").cast(dict(right.schema))
    assert found.columns == right.columns
    for got, want in zip(found.to_dicts(), right.to_dicts(), strict=True):
        assert got == want


def test_all_columns_are_kept_unless_some_are_named(cases, spark):
    source, right = cases("chongqing")
    frame = spark.read.parquet(source)
    found = judge_spark_frame(frame, load_pack("chongqing"), national_calendar(), AS_OF)
    assert found.columns == [*frame.columns, *right.columns[1:]]


@pytest.mark.usefixtures("spark")
def test_a_result_is_never_written_over(cases, tmp_path):
    source, _ = cases("chongqing")
    (tmp_path / "out").mkdir()
    with pytest.raises(InputError, match="已经在了"):
        judge_spark(source, str(tmp_path / "out"), load_pack("chongqing"), national_calendar(), AS_OF)


@pytest.mark.usefixtures("spark")
def test_a_source_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        judge_spark(
            str(tmp_path / "nowhere"), str(tmp_path / "out"), load_pack("chongqing"), national_calendar(), AS_OF
        )
    assert not (tmp_path / "out").exists()


def test_a_column_of_the_wrong_type_is_named(spark):
    frame = spark.createDataFrame([("agenda_item", "五百万")], ["kind", "amount_wan"])
    with pytest.raises(InputError, match="amount_wan"):
        judge_spark_frame(frame, load_pack("chongqing"), national_calendar(), AS_OF)
