"""``--office FILE``: an office file that is named settles how cases are judged, before the one that lies beside them."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCAL = "没有查全国的规定"


@pytest.fixture
def at(run, tmp_path, monkeypatch):
    """Run a command (its words in one string) beside one case of 黔江 and one of no pack's place; all it said."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "案件").mkdir()
    for name, file in (("national-investment-agreement", "甲.yaml"), ("standing-factory-buildings", "乙.yaml")):
        text = (ROOT / "examples" / f"{name}.yaml").read_text(encoding="utf-8")
        (tmp_path / "案件" / file).write_text(text.replace("place: 禾谷县\n", ""), encoding="utf-8")
    (tmp_path / "本办.yaml").write_text("layers: local\nplace: 禾谷县\nstep: submit\n", encoding="utf-8")

    def ran(words, *, beside=None):
        if beside is not None:
            (tmp_path / "案件" / "办公室.yaml").write_text(beside, encoding="utf-8")
        found = run(*words.split(), *([] if words.startswith("new") else ["--as-of", "2026-11-22"]))
        return "".join((found.out + found.err).split())

    return ran


@pytest.mark.parametrize("words", ["check 案件", "plan 案件", "summary 案件", "batch 案件 -o 果.xlsx"])
def test_layers_and_place_of_the_file_named_judge(at, words, tmp_path):
    said, other = at(f"{words} --office 本办.yaml"), at(f"{words} --force")
    if words.startswith("batch"):
        openpyxl = pytest.importorskip("openpyxl")
        at(f"{words} --force --office 本办.yaml")
        rows = openpyxl.load_workbook(tmp_path / "果.xlsx")["批查概况"].iter_rows(values_only=True)
        said, other = "".join(f"{row[0]}：{row[1]}" for row in rows), ""
    assert LOCAL in said and "禾谷县" in said.replace("禾谷县与", "")
    assert LOCAL not in other and "禾谷县" not in other.replace("禾谷县与", "")


def test_one_case_by_step_and_layers(at):
    assert "和国家有关规定" in at("slip 案件/乙.yaml")
    assert "和国家有关规定" not in at("slip 案件/乙.yaml --office 本办.yaml")
    assert "以后再查" in at("check 案件/甲.yaml -f markdown --office 本办.yaml")
    assert "以后再查" not in at("check 案件/甲.yaml -f markdown")


def test_what_goes_before_what(at):
    """The command line, the case file, the file named, the file beside the case; each says what those before do not."""
    beside = "layers: all\nplace: 沙坪区\n"
    assert LOCAL in at("check 案件/乙.yaml --office 本办.yaml", beside=beside)
    assert LOCAL not in at("check 案件/乙.yaml --office 本办.yaml --layers all", beside=beside)
    assert "地方：禾谷县" in at("check 案件/甲.yaml --office 本办.yaml", beside=beside)
    Path("名.yaml").write_text("name: 某办公室\n", encoding="utf-8")
    assert "地方：沙坪区" in at("check 案件/甲.yaml --office 名.yaml", beside=beside)
    case = Path("案件/甲.yaml")
    case.write_text(case.read_text(encoding="utf-8") + "place: 灵山市\n", encoding="utf-8")
    assert "地方：灵山市" in at("check 案件/甲.yaml --office 本办.yaml", beside=beside)


def test_a_new_case_is_written_as_the_office_wants_it(at):
    at("new 丙.yaml --pack national --office 本办.yaml")
    assert "place: 禾谷县\n" in Path("丙.yaml").read_text(encoding="utf-8")
    at("new 丁.yaml --pack qianjiang --office 本办.yaml")
    at("new 案件/戊.yaml --pack national", beside="place: 沙坪区\n")
    written = [Path(each).read_text(encoding="utf-8") for each in ("丁.yaml", "案件/戊.yaml")]
    assert "place:" not in written[0] and "place: 沙坪区\n" in written[1]
    at("new 己.yaml --pack qianjiang")
    assert len(Path("己.yaml").read_text(encoding="utf-8")) > len(written[0])
    at("new 案件/庚.yaml --pack national --place 灵山市")
    assert "place: 灵山市\n" in Path("案件/庚.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", ["check 案件/甲.yaml", "slip 案件/甲.yaml", "plan 案件", "new 新.yaml --pack national"]
)
def test_a_file_that_is_no_office_is_said_before_anything_is_done(at, words):
    Path("坏.yaml").write_text("name: 某办公室\nlayers: locl\n", encoding="utf-8")
    said = at(f"{words} --office 坏.yaml")
    assert said == "错误：坏.yaml第2行第9列（layers）：layers没有“locl”这个值。是不是local？"
    assert not Path("新.yaml").exists()
    assert "没有这个文件" in at(f"{words} --office 没有.yaml")


def test_the_file_named_is_no_case_of_its_folder(at):
    Path("本办.yaml").rename("案件/本办.yaml")
    assert "没有查：" not in at("check 案件 --office 案件/本办.yaml")


def test_spark_says_what_it_cannot_count_by(at):
    said = at("batch 案件 -o 果 --engine spark --pack qianjiang --office 本办.yaml")
    assert "办公室文件写了step，spark不能只查到这一步" in said


def test_the_office_says_which_unit_hands_in_what_names_none(run, case, tmp_path):
    (tmp_path / "办公室.yaml").write_text("unit: 区教委\n", encoding="utf-8")
    assert "单位：区教委" in run("check", case(), "-f", "text").out
    assert "单位：区民政局" in run("check", case("unit: 区民政局\n"), "-f", "text").out
    (tmp_path / "办公室.yaml").write_text("unit: [甲]\n", encoding="utf-8")
    ran = run("check", case())
    assert ran.status == 2 and "unit" in ran.err + ran.out
