"""What -o writes over and what it does not: results of ours again and again, everything else with --force alone."""

import shutil
from datetime import date
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FACTORY = EXAMPLES / "standing-factory-buildings.yaml"
RESULTS = {
    "check": ["txt", "log", "html", "htm", "json", "md", "markdown"],
    "slip": ["txt", "html", "md"],
    "summary": ["txt", "html", "md", "xlsx"],
    "plan": ["txt", "json", "ics", "html", "md"],
    "batch": ["csv", "xlsx", "jsonl", "parquet", "xml"],
}
EXTRAS = {"xlsx": "openpyxl", "parquet": "pyarrow", "docx": "docx", "ics": "icalendar"}
PAPERS = [("check", "docx"), ("slip", "docx"), ("summary", "docx"), ("plan", "docx")]
ALL = [(command, ending) for command, endings in RESULTS.items() for ending in endings]


@pytest.fixture
def write(run, tmp_path, monkeypatch):
    """Run a command that writes a paper or result of the examples to a file."""
    shutil.copytree(EXAMPLES, tmp_path / "案件")
    monkeypatch.chdir(tmp_path)

    def written(command, output, *options):
        source = "案件" if command in ("summary", "batch") else f"案件/{FACTORY.name}"
        return run(command, source, "-o", output, "--as-of", "2026-11-22", *options)

    return written


@pytest.mark.parametrize(("command", "ending"), ALL)
def test_a_result_of_ours_is_written_again(write, tmp_path, command, ending):
    pytest.importorskip(EXTRAS.get(ending, "csv"))
    for _time in range(2):
        ran = write(command, f"结果.{ending}")
        assert ran.status in (0, 1) and ran.err == ""
    assert (tmp_path / f"结果.{ending}").stat().st_size > 100


@pytest.mark.parametrize(("command", "ending"), [*ALL, *PAPERS])
def test_what_is_no_result_of_ours_is_not_written_over(write, tmp_path, command, ending):
    pytest.importorskip(EXTRAS.get(ending, "csv"))
    target = tmp_path / f"我的.{ending}"
    target.write_text("会议记录，不要动\n第二行\n", encoding="utf-8")
    ran = write(command, target.name)
    assert (ran.status, ran.out) == (2, "") and f"我的.{ending}：已经有这个文件" in ran.err and "--force" in ran.err
    assert len(ran.err.splitlines()) == 1 and target.read_text(encoding="utf-8") == "会议记录，不要动\n第二行\n"
    assert write(command, target.name, "--force").status in (0, 1)
    assert b"\xe4\xbc\x9a\xe8\xae\xae\xe8\xae\xb0\xe5\xbd\x95" not in target.read_bytes()


@pytest.mark.parametrize(("command", "ending"), PAPERS)
def test_a_paper_that_may_have_been_filled_in_is_not_written_over(write, tmp_path, command, ending):
    pytest.importorskip("docx")
    assert write(command, f"纸.{ending}").status in (0, 1)
    before = (tmp_path / f"纸.{ending}").read_bytes()
    ran = write(command, f"纸.{ending}")
    assert ran.status == 2 and "--force" in ran.err and (tmp_path / f"纸.{ending}").read_bytes() == before
    assert write(command, f"纸.{ending}", "--force").status in (0, 1)


def test_a_notice_whose_number_has_been_filled_in_is_not_written_over(write, tmp_path):
    write("slip", "单.txt")
    text = (tmp_path / "单.txt").read_text(encoding="utf-8")
    (tmp_path / "单.txt").write_text(text.replace("〔＿＿＿＿〕＿＿＿号", "黔府办〔2026〕12号"), encoding="utf-8")
    assert write("slip", "单.txt").status == 2
    assert "黔府办" in (tmp_path / "单.txt").read_text(encoding="utf-8")


def test_a_filled_register_is_not_written_over_by_a_result(write, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["类型", "事项名称"])
    book.active.append(["议题", "关于甲的议题"])
    book.save(tmp_path / "台账.xlsx")
    before = (tmp_path / "台账.xlsx").read_bytes()
    for command in ("batch", "summary"):
        assert write(command, "台账.xlsx").status == 2
    assert (tmp_path / "台账.xlsx").read_bytes() == before


def test_an_empty_file_is_no_loss(write, tmp_path):
    (tmp_path / "r.csv").touch()
    assert write("batch", "r.csv").status == 1


@pytest.mark.parametrize(
    ("command", "ending", "possible"),
    [
        ("check", "pdf", ".docx"),
        ("check", "doc", ".docx"),
        ("check", "wps", ".docx"),
        ("check", "xlsx", ".docx"),
        ("check", "ics", ".docx"),
        ("check", "22", ".docx"),
        ("slip", "pdf", ".docx"),
        ("slip", "json", ".docx"),
        ("summary", "et", ".xlsx"),
        ("summary", "csv", ".xlsx"),
        ("plan", "pdf", ".ics"),
        ("plan", "csv", ".ics"),
        ("plan", "xlsx", ".ics"),
        ("batch", "txt", ".csv"),
        ("batch", "docx", ".csv"),
        ("batch", "xls", ".csv"),
        ("batch", "json", ".jsonl"),
    ],
)
@pytest.mark.parametrize("options", [(), ("-f", "text")], ids=["", "text"])
def test_an_ending_that_cannot_be_written_is_refused(write, tmp_path, command, ending, possible, options):
    if command == "batch" and options:
        pytest.skip("batch has no formats")
    ran = write(command, f"结果.{ending}", *options)
    assert (ran.status, ran.out) == (2, "") and len(ran.err.splitlines()) == 1
    assert f"写不了 .{ending} 文件" in ran.err and possible in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["案件"]


@pytest.mark.parametrize(
    ("command", "form", "name"),
    [
        ("check", "html", "x.md"),
        ("check", "markdown", "x.html"),
        ("check", "text", "x.json"),
        ("plan", "json", "x.ics"),
    ],
)
def test_a_file_is_what_its_name_says(write, tmp_path, command, form, name):
    ran = write(command, name, "-f", form)
    assert ran.status == 2 and f"不能写成 {form}" in ran.err and not (tmp_path / name).exists()


@pytest.mark.parametrize("form", ["terminal", "text", "json", "markdown"])
def test_a_text_file_may_hold_any_text(write, tmp_path, form):
    assert write("check", "x.txt", "-f", form).status == 1 and (tmp_path / "x.txt").stat().st_size > 100


def test_a_plan_in_the_format_its_name_asks_for(write, tmp_path):
    assert write("plan", "x.json").status in (0, 1)
    assert (tmp_path / "x.json").read_text(encoding="utf-8").startswith("{")


def test_the_calendar_of_a_plan_needs_a_file(run):
    ran = run("plan", FACTORY, "-f", "ics", "--as-of", date(2026, 11, 22))
    assert (ran.status, ran.out) == (2, "") and "要写到文件" in ran.err
