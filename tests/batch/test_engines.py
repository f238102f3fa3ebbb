"""Column by column or case by case: the same table comes out."""

import random

import pytest

pytest.importorskip("polars")
pytest.importorskip("narwhals")
parquet = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def ledger(table, qianjiang):
    """A CSV of random rows, some of which cannot be read."""
    words, dice = qianjiang.vocabulary, random.Random(4)
    facts = [fact for fact in words.facts.values() if fact.type in ("bool", "choice", "choices", "money_wan")][:45]
    papers, days = list(words.materials)[:10], ["meeting", "submitted"]

    def cell(fact):
        if fact.type == "money_wan":
            return str(dice.choice([0, 499.9, 500, "800万元", "800万"] if dice.random() < 0.2 else [1, 500]))
        return dice.choice(["是", "否"]) if fact.type == "bool" else dice.choice(list(fact.of.values()))

    def row(number):
        kind = dice.choice(["议题", "公文", "议题", "公文", "瞎写"])
        values = [cell(fact) if dice.random() < 0.6 else "" for fact in facts]
        marks = [dice.choice(["有", "缺", ""]) for _paper in papers]
        return [kind, f"第{number}件", *values, *marks, f"2026-12-{dice.randrange(1, 31):02d}", "2026-12-04"]

    header = [
        "kind",
        "title",
        *(fact.id for fact in facts),
        *(f"m_{name}" for name in papers),
        *(f"d_{name}" for name in days),
    ]
    return table(header, *(row(number) for number in range(300)))


def test_both_engines_write_the_same(batch, ledger, tmp_path):
    runs = {}
    for engine in ("plain", "columnar", "auto"):
        output = tmp_path / f"{engine}.parquet"
        ran = batch(ledger, "-o", output, "--pack", "qianjiang", "--engine", engine)
        runs[engine] = (ran.status, ran.out.replace(engine, ""), sorted(ran.err.splitlines()))
        runs[engine] += (parquet.read_table(output).to_pylist(),)
    assert runs["plain"] == runs["columnar"] == runs["auto"]
    rows = runs["plain"][-1]
    assert len(rows) == 300 and 30 < sum(row["error"] is not None for row in rows) < 270


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("-o", "r.csv", "--pack", "qianjiang"), "只能由 .csv 到 .parquet"), (("-o", "r.parquet"), "--pack")],
)
def test_columns_that_cannot_be_used(batch, ledger, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    ran = batch(ledger, *arguments, "--engine", "columnar")
    assert ran.status == 2 and said in ran.err


def test_a_table_for_which_columns_do_not_do_is_judged_all_the_same(batch, table, tmp_path):
    path = table(["pack", "kind", "title"], ["jinchuan", "议题", "甲"], ["", "议题", "乙"])
    assert batch(path, "-o", tmp_path / "r.parquet", "--pack", "qianjiang").status == 1
    assert parquet.read_table(tmp_path / "r.parquet")["pack"].to_pylist() == ["jinchuan", "qianjiang"]
    ran = batch(path, "-o", tmp_path / "c.parquet", "--pack", "qianjiang", "--engine", "columnar")
    assert ran.status == 2 and "不能按列算" in ran.err


def test_spark_needs_one_source_and_a_pack(batch, tmp_path):
    ran = batch(tmp_path, "-o", tmp_path / "r", "--engine", "spark")
    assert ran.status == 2 and "--pack" in ran.err


def test_a_heading_that_cannot_be_placed_is_one_unread_source(batch, table, tmp_path):
    path = table(["kind", "title", "fundz"], ["公文", "甲", "是"])
    for engine in ("plain", "auto"):
        ran = batch(path, "-o", tmp_path / "r.parquet", "--pack", "qianjiang", "--engine", engine)
        assert ran.status == 2 and "是不是 funds" in ran.err
        (row,) = parquet.read_table(tmp_path / "r.parquet").to_pylist()
        assert row["row"] is None and "fundz" in row["error"]
