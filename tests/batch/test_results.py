"""Every kind of result says what the reports say."""

import csv
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from clerkcheck import check, load_pack, national_calendar
from clerkcheck.__main__ import main
from clerkcheck.cases.loading import load_case_with_pack
from clerkcheck.packs.store import pack_ids
from wide import wide

DAY = "2026-11-22"

FOLDER = Path(__file__).resolve().parents[2] / "examples"
HEADER = ["pack", "kind", "title", "unit"]


def test_jsonl_holds_the_reports_of_check(batch, tmp_path, capsys):
    assert batch(FOLDER, "-o", tmp_path / "r.jsonl").status == 1
    lines = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()]
    main(["check", *map(str, sorted(FOLDER.glob("*.yaml"))), "--format", "json", "--as-of", DAY])
    assert lines == json.loads(capsys.readouterr().out)


def test_csv_says_in_words_what_is_missing_and_wrong(batch, table, tmp_path, rows_of):
    header = [*HEADER, "meeting", "budget_item", "budget_amount_wan", "funds", "urgent_or_emergency", "disagreement",
              "coordination_only", "finance_opinion", "会议召开日", "submitted"]  # fmt: skip
    facts = ["supplement", "500", "是", "否", "否", "否", "缺", "2026-12-10", "2026-12-09"]
    path = table(
        header, *(["qianjiang", "议题", "甲", "区某局", meeting, *facts] for meeting in ("mayor_office", "standing"))
    )
    batch(path, "-o", tmp_path / "r.csv")
    low, high = rows_of(tmp_path / "r.csv")
    assert (low["规则包"], low["类型"], low["事项名称"], low["单位"]) == ("qianjiang", "议题", "甲", "区某局")
    assert (low["结论"], low["应提会议"], low["错误"]) == ("不得报送", "区政府全体会议或区政府常务会议", "")
    assert low["缺少要件"] == high["缺少要件"] == "财政部门明确意见（第四十九条）"
    assert low["不符合之处"] == "500万元及以上的预算追加、预备费动用须上常务会议（或全体会议）（第四十五条）"
    assert low["期限"] == ""
    assert high["期限"] == "议题材料报送截止 2026-12-07 超期（第四十九条）"
    assert high["不符合之处"].endswith("（第四十九条）") and "常务会议（第四十五条）" not in high["不符合之处"]
    assert int(low["待确认项数"]) > 0


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "xml"])
def test_a_date_that_cannot_be_is_told(batch, table, tmp_path, rows_of, ending):
    path = table([*HEADER, "会议召开日"], ["qianjiang", "议题", "甲", "", "2025-12-10"], ["", "瞎写", "乙", "", ""])
    batch(path, "-o", tmp_path / f"r.{ending}")
    said = f"会议召开日 2025-12-10 比查询日 {DAY} 早 347 天，请核对年份"
    if ending == "csv":
        odd, unread = rows_of(tmp_path / "r.csv")
        assert (odd["请核对"], odd["错误"], unread["请核对"]) == (said, "", "") and unread["错误"]
    elif ending == "xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        head, odd, unread = openpyxl.load_workbook(tmp_path / "r.xlsx")["结果"].iter_rows(values_only=True)
        place = head.index("请核对")
        assert (odd[place], unread[place]) == (said, None) and unread[head.index("错误")]
    elif ending == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        assert parquet.read_table(tmp_path / "r.parquet")["remarks"].to_pylist() == [said, None]
    else:
        assert said in (tmp_path / "r.xml").read_text(encoding="utf-8")


def test_an_exception_is_told(batch, tmp_path, rows_of):
    batch(FOLDER / "major-contract-textile-investment.yaml", "-o", tmp_path / "r.csv")
    (row,) = rows_of(tmp_path / "r.csv")
    assert row["结论"] == "可以报送" and row["例外"].startswith("第四十九条：例外：") and "例外" in row["期限"]


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "＝"])
def test_no_cell_is_a_formula(batch, table, tmp_path, rows_of, mark):
    openpyxl = pytest.importorskip("openpyxl")
    path = table(HEADER, ["qianjiang", "议题", f"{mark}1+1", f"{mark}cmd"])
    batch(path, "-o", tmp_path / "r.csv")
    batch(path, "-o", tmp_path / "r.xlsx")
    (row,) = rows_of(tmp_path / "r.csv")
    assert (row["事项名称"], row["单位"]) == (f"'{mark}1+1", f"'{mark}cmd")
    cells = [cell for sheet in openpyxl.load_workbook(tmp_path / "r.xlsx") for row in sheet for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert not [cell.value for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@＝"]


def test_what_is_text_in_csv_stays_one_cell(batch, table, tmp_path):
    title = '关于“甲”,"乙"<b>&丙</b>的议题'
    batch(table(HEADER, ["qianjiang", "议题", title, ""]), "-o", tmp_path / "r.csv")
    data = (tmp_path / "r.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(data.decode("utf-8-sig").splitlines()))[1][5] == title


def test_xlsx_has_the_cases_and_on_a_second_sheet_every_finding(batch, tmp_path, rows_of, examples):
    openpyxl = pytest.importorskip("openpyxl")
    paths = [path for path, _case in examples]
    batch(*paths, "-o", tmp_path / "r.csv")
    batch(*paths, "-o", tmp_path / "r.xlsx")
    _front, first, second = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets
    cells = [[str(value or "") for value in row] for row in first.iter_rows(values_only=True)]
    region = [load_case_with_pack(str(path))[1].region for path in paths]
    rows = zip(rows_of(tmp_path / "r.csv"), region, strict=True)
    expected = [list((row | {"规则包": each}).values()) for row, each in rows]
    assert [[cell or "0" for cell in row] for row in cells[1:]] == [[cell or "0" for cell in row] for row in expected]
    batch(*paths, "-o", tmp_path / "r.jsonl")
    reports = map(json.loads, (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines())
    findings = [each for report in reports for each in report["findings"]]
    told = [(cited(each), each["clause"], each["message"]) for each in findings]
    found = [(*row[5:7], row[8]) for row in second.iter_rows(min_row=2, values_only=True)]
    assert found == told and len(told) > 50


def cited(finding):
    """How a finding's article is cited: with its instrument's name where its pack has several."""
    return (finding["regulation"] if finding["pack"] == "national" else "") + finding["article"]


def test_junit_counts_what_may_not_go_up(batch, tmp_path, table):
    bad = table(HEADER, ["qianjiang", "什么", '<甲>&"乙"', ""])
    batch(FOLDER, "-o", tmp_path / "r.jsonl")
    lines = (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()
    outcomes = [json.loads(line)["outcome"] for line in lines]
    for place, fail_on in enumerate(("blocked", "undetermined", "deviating"), 1):
        ran = batch(FOLDER, bad, "-o", tmp_path / "r.xml", "--fail-on", fail_on)
        suite = ElementTree.parse(tmp_path / "r.xml").getroot()
        counted = ("blocked", "undetermined", "deviating")[:place]
        failures = [each.get("type") for each in suite.findall("testcase/failure")]
        assert ran.status == 2
        assert failures == [each for each in outcomes if each in counted]
        counts = (len(outcomes) + 1, len(failures), 1)
        assert tuple(int(suite.get(name)) for name in ("tests", "failures", "errors")) == counts
    assert [each.get("name") for each in suite.iter("testcase")][-1] == f"{bad} 第 2 行"


def test_parquet_holds_ids_and_dates(batch, tmp_path, examples):
    parquet = pytest.importorskip("pyarrow.parquet")
    from clerkcheck import load_pack
    from clerkcheck.reports.verdict_row import verdict_row

    batch(*(path for path, _case in examples), "-o", tmp_path / "r.parquet")
    rows = parquet.read_table(tmp_path / "r.parquet").to_pylist()
    for row, (path, case) in zip(rows, examples, strict=True):
        pack = load_pack(case.pack)
        expected = verdict_row(check(case, pack, national_calendar(), date.fromisoformat(DAY)), pack)
        assert {name: row[name] for name in expected} == expected
        assert (row["source"], row["title"], row["error"]) == (str(path), case.title, None)


@pytest.mark.wide
def test_parquet_of_several_packs_has_the_columns_of_all(batch, table, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    from clerkcheck import load_pack
    from clerkcheck.reports.verdict_row import verdict_columns

    packs = ("weidong", "jinchuan", "qianjiang")  # the first fills a group of rows by itself
    rows = [
        [pack, "议题", f"{pack}{number}", ""] for pack in packs for number in range(9000 if pack == "weidong" else 2)
    ]
    batch(table(HEADER, *rows), "-o", tmp_path / "r.parquet")
    found = parquet.read_table(tmp_path / "r.parquet")
    assert found["title"].to_pylist() == [row[2] for row in rows]
    assert set(found.column_names) >= {name for pack in packs for name in verdict_columns(load_pack(pack))}


def test_a_date_too_far_away_is_an_error_of_its_row(batch, table, tmp_path, rows_of):
    path = table([*HEADER, "dates.consulted"], ["qianjiang", "公文", "甲", "", "9999-12-31"],
                 ["qianjiang", "公文", "乙", "", "2026-11-02"])  # fmt: skip
    ran = batch(path, "-o", tmp_path / "r.csv")
    verdicts = [row["结论"] for row in rows_of(tmp_path / "r.csv")]
    assert ran.status == 2 and verdicts[0] == "读不了" and verdicts[1] != "读不了"
    assert "cases.csv 第 2 行" in ran.err and "Traceback" not in ran.err


@pytest.mark.parametrize("name", ["r.txt", "r", "no/such/r.csv", "r.csv/"])
def test_a_result_that_cannot_be_written(batch, tmp_path, name):
    ran = batch(FOLDER, "-o", f"{tmp_path}/{name}")
    assert ran.status == 2 and ran.err.startswith("错误：")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def packs_kept():
    """All packs are kept, which a process that can write so little would build anew: it asks all for their headings."""
    for pack_id in pack_ids():
        load_pack(pack_id)


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from clerkcheck.__main__ import main
sys.exit(main(["batch", *sys.argv[2:], "--pack", "qianjiang"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize(
    ("ending", "limit"),
    wide(
        [(ending, limit) for ending in ("csv", "xlsx", "jsonl", "xml", "parquet") for limit in (500, 20_000, 60_000)],
        kept=[("csv", 500), ("xlsx", 500), ("xml", 20_000)],
    ),
)
@pytest.mark.packs_anew
@pytest.mark.usefixtures("packs_kept")
def test_on_a_full_disk_it_is_one_message(table, tmp_path, ending, limit):
    pytest.importorskip({"xlsx": "openpyxl", "parquet": "pyarrow"}.get(ending, "csv"))
    path = table(
        HEADER[1:],
        *[["议题", f"关于第{number}件事项的议题", f"区{number}局"] for number in range(30 if limit == 500 else 300)],
    )
    (tmp_path / "out").mkdir()
    command = [sys.executable, "-c", FULL, str(limit), str(path), "-o", str(tmp_path / "out" / f"r.{ending}")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode == 1:  # this kind of result is so small
        assert ending in ("parquet", "csv") and limit > 500
        return
    (line,) = done.stderr.splitlines()
    assert done.returncode == 2 and f"r.{ending}：写不进去" in line
    assert list((tmp_path / "out").iterdir()) == []


def test_the_result_never_replaces_what_is_judged(batch, table):
    path = table(HEADER, ["qianjiang", "议题", "甲", ""])
    before = path.read_bytes()
    ran = batch(path, "-o", path)
    assert ran.status == 2 and "输出文件就是要查的文件" in ran.err
    assert path.read_bytes() == before


def test_a_failure_leaves_the_old_result(batch, table, tmp_path, monkeypatch):
    path = table(HEADER, ["qianjiang", "议题", "甲", ""])
    (tmp_path / "r.csv").write_text("旧", encoding="utf-8")
    monkeypatch.setattr("clerkcheck.batch.running.check", lambda *_arguments, **_options: 1 / 0)
    assert batch(path, "-o", tmp_path / "r.csv", "--force").status == 3
    assert (tmp_path / "r.csv").read_text(encoding="utf-8") == "旧"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["cases.csv", "r.csv"]


FULL_AT_THE_END = """
import resource, sys
import openpyxl
save = openpyxl.Workbook.save
def limited(book, name):  # what openpyxl puts aside for the sheets had room
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
    save(book, name)
openpyxl.Workbook.save = limited
from clerkcheck.__main__ import main
sys.exit(main(["batch", *sys.argv[2:], "--pack", "qianjiang"]))
"""


@pytest.mark.wide
@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.packs_anew
@pytest.mark.usefixtures("packs_kept")
def test_a_workbook_that_does_not_fit_at_last_is_one_message(table, tmp_path):
    rows = [["议题", f"关于第{number}件的议题", f"区{number * 7919 % 1000}局"] for number in range(40)]
    path = table(HEADER[1:], *rows)
    command = [sys.executable, "-c", FULL_AT_THE_END, "4096", str(path), "-o", str(tmp_path / "r.xlsx")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    (line,) = done.stderr.splitlines()
    assert done.returncode == 2 and "r.xlsx：写不进去" in line and not (tmp_path / "r.xlsx").exists()


def test_a_workbook_of_results_is_made_to_print(batch, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    cases = (FOLDER / f"{stem}.yaml" for stem in ("standing-factory-buildings", "request-road-repair"))
    batch(*cases, "-o", tmp_path / "r.xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "r.xlsx")
    front = [[cell.value for cell in row] for row in sheets["批查概况"].iter_rows()]
    assert front[0][0] == "批查结果" and ["查询日", "2026年11月22日 周日"] in front
    rules = "黔江区：《重庆市黔江区人民政府工作规则》（2022-11-22 起施行）＋全国的规定 10 部"
    assert ["规则", rules] in front and ["合计", "2 件"] in front
    for name in ("结果", "逐条结果"):
        sheet = sheets[name]
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)
        assert sheet.print_title_rows == "$1:$1" and sheet.auto_filter.ref and sheet.print_area
        rows = range(1, sheet.max_row + 1)
        assert None not in [sheet.row_dimensions[row].height for row in rows]
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if cell.value is not None)
    assert sheets["结果"].row_dimensions[2].height > 28  # what is missing takes several lines
    assert [cell.value for cell in sheets["结果"]["D"]] == ["规则包", "黔江区", "黔江区"]
    assert sheets["逐条结果"].column_dimensions["G"].hidden  # the clauses' ids
