"""Column by column or case by case: the same table comes out."""

import csv
import os
import random
import re
import signal
from datetime import date

import pytest

from wide import wide

pytest.importorskip("polars")
pytest.importorskip("narwhals")
parquet = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def ledger(table, qianjiang):
    """A CSV of random rows, some of which cannot be read."""
    words, dice = qianjiang.vocabulary, random.Random(4)
    facts = [fact for fact in words.facts.values() if fact.type in ("bool", "choice", "choices", "money_wan")][:45]
    papers, days = list(words.materials)[:10], ["meeting", "submitted", "consulted", "consultation_replied", "decided"]

    def cell(fact):
        if fact.type == "money_wan":
            return str(dice.choice([0, 499.9, 500, "800万元", "800万"] if dice.random() < 0.2 else [1, 500]))
        return dice.choice(["是", "否"]) if fact.type == "bool" else dice.choice(list(fact.of.values()))

    def day():
        usual = f"2026-12-{dice.randrange(1, 31):02d}"
        return (
            usual if dice.random() < 0.8 else dice.choice(["2025-12-10", "2027-01-01", "2062-12-08", "1926-11-02", ""])
        )

    def row(number):
        kind = dice.choice(["议题", "公文", "议题", "公文", "瞎写"])
        values = [cell(fact) if dice.random() < 0.6 else "" for fact in facts]
        marks = [dice.choice(["有", "缺", ""]) for _paper in papers]
        return [kind, f"第{number}件", *values, *marks, day(), "2026-12-04", *(day() for _each in days[2:])]

    header = [
        "kind",
        "title",
        *(fact.id for fact in facts),
        *(f"m_{name}" for name in papers),
        *(f"d_{name}" for name in days),
    ]
    return table(header, *(row(number) for number in range(300)))


@pytest.fixture
def as_workbook():
    """The same table as a workbook with two sheets, in which numbers and dates are numbers and dates."""
    openpyxl = pytest.importorskip("openpyxl")

    def cell(text):
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
        return float(text) if re.fullmatch(r"[0-9.]+", text) else text or None

    def written(path):
        with open(path, encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        book = openpyxl.Workbook()
        for sheet, part in ((book.active, rows[:200]), (book.create_sheet("公文"), rows[200:])):
            sheet.append(["某次会议台账"])
            sheet.append(header)
            for row in part:
                sheet.append([cell(each) for each in row])
        book.save(path.with_suffix(".xlsx"))
        return path.with_suffix(".xlsx")

    return written


WRITTEN = [
    (source, result) for source in ("csv", "gb18030", "xlsx", "parquet", "several") for result in ("csv", "parquet")
]


@pytest.mark.parametrize(
    ("source", "result"),
    wide(WRITTEN, kept=[("several", "csv")]),
)
def test_both_engines_write_the_same(batch, ledger, as_workbook, tmp_path, source, result):
    sources = [ledger]
    if source == "gb18030":
        ledger.write_bytes(ledger.read_text(encoding="utf-8").encode("gb18030"))
    elif source == "xlsx":
        sources = [as_workbook(ledger)]
    elif source == "parquet":
        sources = [as_parquet(ledger)]
    elif source == "several":
        sources = [ledger, as_workbook(ledger)]
    runs = {}
    for engine in ("plain", "columnar", "auto"):
        output = tmp_path / f"{engine}.{result}"
        ran = batch(*sources, "-o", output, "--pack", "qianjiang", "--engine", engine)
        rows = output.read_bytes() if result == "csv" else parquet.read_table(output).to_pylist()
        runs[engine] = (ran.status, ran.out.replace(engine, ""), sorted(ran.err.splitlines()), rows)
    assert runs["plain"] == runs["columnar"] == runs["auto"]
    number = 300 * len(sources)
    assert f"合计{number:>20,}" in runs["plain"][1]
    if result == "parquet":
        assert 30 < sum(row["error"] is not None for row in rows) < number - 30
        said = "；".join(row["remarks"] or "" for row in rows)
        assert all(
            words in said for words in ("不是工作日", "早于报送", "早于征求意见", "比查询日", "相差", "元旦放假")
        )


def as_parquet(path):
    pyarrow = pytest.importorskip("pyarrow")
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    columns = {name: [row[place] or None for row in rows] for place, name in enumerate(header)}
    parquet.write_table(pyarrow.table(columns), path.with_suffix(".parquet"))
    return path.with_suffix(".parquet")


def test_a_result_in_words_holds_no_formula(batch, table, rows_of, tmp_path):
    titles = ["=HYPERLINK(1)", "＋甲", "@乙", "-丙", "关于丁的议题"]
    path = table(["kind", "title", "unit"], *(["议题", title, "=单位"] for title in titles))
    for engine in ("plain", "columnar"):
        output = tmp_path / f"{engine}.csv"
        batch(path, "-o", output, "--pack", "qianjiang", "--engine", engine)
        rows = rows_of(output)
        assert [row["事项名称"] for row in rows] == [*(f"'{title}" for title in titles[:-1]), titles[-1]]
        assert {row["单位"] for row in rows} == {"'=单位"}


@pytest.mark.parametrize("result", ["r.jsonl", "r.xlsx", "r.xml"])
def test_results_that_columns_cannot_write(batch, ledger, tmp_path, monkeypatch, result):
    monkeypatch.chdir(tmp_path)
    ran = batch(ledger, "-o", result, "--pack", "qianjiang", "--engine", "columnar")
    assert ran.status == 2 and "结果只能是 .csv 或 .parquet" in ran.err


def test_case_files_are_no_columns(batch, tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text("pack: qianjiang\nkind: agenda_item\ntitle: 甲\n", encoding="utf-8")
    ran = batch(case, "-o", tmp_path / "r.csv", "--pack", "qianjiang", "--engine", "columnar")
    assert ran.status == 2 and "只能算表格" in ran.err


@pytest.mark.parametrize(
    ("source", "result", "fallback"),
    [
        pytest.param("csv", "csv", (), id="csv", marks=pytest.mark.wide),
        pytest.param("csv", "parquet", ("--pack", "qianjiang"), id="parquet-of-a-fallback"),
        pytest.param("xlsx", "csv", ("--pack", "qianjiang"), id="xlsx-of-a-fallback", marks=pytest.mark.wide),
    ],
)
def test_rows_of_several_packs(batch, ledger, as_workbook, tmp_path, fallback, source, result):
    """A column names the pack, by id or region; a row may name none, one that does not exist, or fill a foreign column."""
    with open(ledger, encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    dice = random.Random(9)
    packs = ["qianjiang", "黔江区", "jinchuan", "沙坪坝区", "", "火星"]
    with open(ledger, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["规则包", *header])
        writer.writerows([dice.choices(packs, [6, 3, 4, 4, 1, 1])[0], *row] for row in rows)
    path = as_workbook(ledger) if source == "xlsx" else ledger
    runs = {}
    for engine in ("plain", "columnar"):
        output = tmp_path / f"{engine}.{result}"
        ran = batch(path, "-o", output, *fallback, "--engine", engine)
        written = output.read_bytes() if result == "csv" else parquet.read_table(output)
        if result == "parquet":  # a pack that turns up later adds its columns later
            written = written.select(sorted(written.column_names)).to_pylist()
        runs[engine] = (ran.status, ran.out.replace(engine, ""), ran.err, written)
    assert runs["plain"] == runs["columnar"]
    assert "火星" in str(runs["plain"][-1] if result == "parquet" else output.read_text(encoding="utf-8-sig"))


def test_columns_that_only_a_later_pack_has(batch, table, tmp_path):
    """The first row's pack knows neither category; the columns of the second are of other kinds than it would have them."""
    path = table(
        ["规则包", "kind", "title", "matter", "matter_category", "divergence_left", "budget_amount_wan", "budget_item", "funds"],
        ["chongqing", "议题", "关于甲的议题", "", "fiscal_budget", "", "", "reserve", "否"],
        ["qianjiang", "议题", "关于乙的议题", "budget_draft|major_policy", "", "major", "12", "reserve", "否"],
        ["national", "议题", "关于丙的议题", "", "", "", "", "", ""],
        ["qianjiang", "议题", "关于丁的议题", "", "", "minor", "十二", "", ""],
    )  # fmt: skip
    runs = {}
    for engine in ("plain", "columnar"):
        ran = batch(path, "-o", tmp_path / f"{engine}.csv", "--engine", engine)
        runs[engine] = ran.status, ran.err, (tmp_path / f"{engine}.csv").read_text(encoding="utf-8-sig")
    assert runs["plain"] == runs["columnar"]
    assert runs["plain"][2].count("预算事项都涉及经费，请核对") == 2


def test_a_table_that_columns_cannot_do_says_which_and_why(batch, table, tmp_path):
    path = table(["kind", "title"], ["议题", "甲"], ["title", "kind"], ["乙", "议题"])
    ran = batch(path, "-o", tmp_path / "r.csv", "--pack", "qianjiang", "--engine", "columnar")
    assert ran.status == 2 and f"{path.name}：不能按列算：第 3 行又是表头。用 --engine auto" in ran.err


def test_a_table_of_which_columns_know_nothing(batch, table, tmp_path):
    """Neither a pack by row nor one for all."""
    path = table(["kind", "title"], ["议题", "甲"])
    for engine in ("plain", "columnar"):
        ran = batch(path, "-o", tmp_path / f"{engine}.csv", "--engine", engine)
        assert ran.status == 2 and "没有 pack 这一列" in ran.err


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


def rows_written(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_where_columns_cannot_go_on_the_rest_goes_case_by_case(batch, ledger, tmp_path, monkeypatch):
    """A row wider than the header stops the reading by columns in the third block; nothing is said or written twice."""
    monkeypatch.setattr("clerkcheck.batch.frames.csv_frames.BLOCK", 8192)
    monkeypatch.setattr("clerkcheck.batch.engines.WORTHWHILE", 0)
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[200] = lines[200].rstrip("\r\n") + ",多一格\n"
    ledger.write_text("".join(lines), encoding="utf-8")
    runs = {}
    for engine in ("plain", "auto"):
        output = tmp_path / f"{engine}.csv"
        ran = batch(ledger, "-o", output, "--pack", "qianjiang", "--engine", engine)
        runs[engine] = (ran.status, ran.out.replace(engine, ""), ran.err, output.read_bytes())
    assert runs["plain"] == runs["auto"]
    assert len(rows_written(output)) == 301 and "比表头多出几格" in output.read_text(encoding="utf-8-sig")


def test_tables_and_case_files_together(batch, ledger, tmp_path, monkeypatch):
    monkeypatch.setattr("clerkcheck.batch.engines.WORTHWHILE", 0)
    folder = tmp_path / "一次会议"
    folder.mkdir()
    (folder / "甲.yaml").write_text("pack: jinchuan\nkind: agenda_item\ntitle: 甲\n", encoding="utf-8")
    (folder / "坏.csv").write_text("kind,title,fundz\n公文,甲,是\n", encoding="utf-8")
    ledger.rename(folder / "乙.csv")
    results = []
    for engine in ("plain", "auto"):
        output = tmp_path / f"{engine}.csv"
        ran = batch(folder, "-o", output, "--pack", "qianjiang", "--engine", engine)
        results.append((ran.status, sorted(ran.err.splitlines()), output.read_bytes()))
    assert results[0] == results[1]
    assert [row[3] for row in rows_written(output)].count("jinchuan") == 1


def test_an_interrupted_run_by_columns_goes_on(batch, ledger, tmp_path, monkeypatch):
    from clerkcheck.batch.engines import _ColumnarRun

    monkeypatch.setattr("clerkcheck.batch.frames.csv_frames.BLOCK", 8192)
    monkeypatch.setattr("clerkcheck.batch.engines.WORTHWHILE", 0)
    whole, output, take = tmp_path / "whole.csv", tmp_path / "result.csv", _ColumnarRun._take
    batch(ledger, "-o", whole, "--pack", "qianjiang")
    taken = []

    def take_two(run, *arguments):
        take(run, *arguments)
        taken.append(run)
        if len(taken) == 2:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(_ColumnarRun, "_take", take_two)
    ran = batch(ledger, "-o", output, "--pack", "qianjiang")
    part = rows_written(output)
    assert ran.status == 130 and 1 < len(part) < 301 and part == rows_written(whole)[: len(part)]
    ran = batch(ledger, "-o", output, "--pack", "qianjiang", "--resume", day="")
    assert ran.status == 2 and output.read_bytes() == whole.read_bytes()


def test_small_tables_are_not_worth_loading_polars_for(batch, ledger, tmp_path, monkeypatch):
    used = []
    monkeypatch.setattr("clerkcheck.batch.engines._ColumnarRun._by_columns", lambda *_arguments: used.append("columns"))
    batch(ledger, "-o", tmp_path / "small.csv", "--pack", "qianjiang")
    assert not used
    ledger.write_bytes(ledger.read_bytes() + b"\n" * (1 << 20))  # empty lines count for nothing but size
    batch(ledger, "-o", tmp_path / "large.csv", "--pack", "qianjiang")
    assert used == ["columns"]
