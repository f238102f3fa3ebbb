"""Conditions that read papers and dates, in a made-up pack: its scenarios, `check`, `batch`, and what is written wrong."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from clerkcheck.cli.main import run

STEPS = Path(__file__).resolve().parents[1] / "data" / "steps"
CASE = """pack: ./steps
kind: agenda_item
title: 关于审定某办法的议题
facts: {meeting: standing}
materials:
  first_check: done
  second_check: {status: done, date: 2026-11-12}
  sign_off: missing
  legality_review: {status: done, date: 2026-11-12}
  public_notice: {status: done}
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    shutil.copytree(STEPS, tmp_path / "steps")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path


def ran(capsys, *arguments):
    status = run([*map(str, arguments), "--as-of", "2026-11-22"] if arguments[0] != "pack" else list(arguments))
    found = capsys.readouterr()
    return status, found.out, found.err


@pytest.mark.usefixtures("here")
def test_its_scenarios_come_out_as_the_legal_officer_wrote_them(capsys):
    status, out, _err = ran(capsys, "pack", "test", "./steps")
    assert (status, "情景 15 处，相符 15 处" in out) == (0, True)
    assert ran(capsys, "pack", "lint", "./steps")[1].startswith("steps：3 条 5 款，没有问题")


@pytest.mark.usefixtures("here")
def test_what_is_unknown_is_asked_by_its_name_and_a_no_is_rested_on(capsys):
    status, out, _err = ran(capsys, "check", "case.yaml", "--format", "json")
    report = json.loads(out)
    assert (status, report["outcome"]) == (1, "undetermined")
    asked = [{key: value for key, value in each.items() if key != "clauses"} for each in report["questions"]]
    assert asked == [
        {"material": "feedback_note"},
        {"material": "first_check", "part": "date"},
        {"material": "public_notice", "part": "channel"},
        {"date": "meeting"},
    ]
    assert report["rests_on"] == [{"material": "sign_off", "value": "missing", "clauses": ["st-1-2"]}]
    words = ran(capsys, "check", "case.yaml")[1]
    for each in (
        "初审意见的日期（关系到第一条）",
        "征求意见公告的发布渠道（关系到第三条）",
        "会议召开日（关系到第二条）",
    ):
        assert each in words


def test_a_condition_reads_as_a_sentence(here, capsys):
    path = here / "steps" / "rules.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "when: papers.sign_off,",
        "when: 'papers.sign_off.date > dates.meeting and not papers.first_check and "
        "papers.public_notice.channel not in [portal, gazette]',",
    )
    path.write_text(text, encoding="utf-8")
    out = ran(capsys, "pack", "show", "./steps", "st-1-2")[1].replace("\n      ", "")
    assert "签发件的日期晚于会议召开日，且缺初审意见，且征求意见公告没有发布在政府门户网站或政府公报" in out


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("papers.sign_of", "是不是 papers.sign_off（签发件）", id="a_wrong_paper"),
        pytest.param("sign_off", "写成 papers.sign_off（有没有）或 papers.sign_off.date", id="a_bare_paper"),
        pytest.param("sign_off.date < dates.meeting", "写成 papers.sign_off.date", id="a_bare_papers_date"),
        pytest.param("papers.sign_off.date < meeting", "写成 dates.meeting", id="a_bare_date"),
        pytest.param("papers.sign_off.date < 3", "只能与日期比较", id="a_date_and_a_number"),
        pytest.param("papers.sign_off.date < papers.first_check", "写成 papers.first_check.date", id="a_date_and_a_paper"),
        pytest.param("papers.sign_off.data < dates.meeting", "写成 papers.sign_off.date", id="a_wrong_part"),
        pytest.param("dates.meting > dates.submitted", "是不是 dates.meeting", id="a_wrong_date"),
        pytest.param("papers.sign_off.channel == protal", "是不是 portal（政府门户网站）", id="a_wrong_channel"),
        pytest.param("papers．sign_off", "写成英文的 .", id="a_full_width_stop"),
    ],
)  # fmt: skip
def test_what_is_wrong_gets_the_right_name_at_its_line(here, capsys, written, said):
    path = here / "steps" / "rules.yaml"
    text = path.read_text(encoding="utf-8").replace("when: papers.sign_off,", f"when: '{written}',")
    path.write_text(text, encoding="utf-8")
    status, out, err = ran(capsys, "pack", "lint", "./steps")
    assert status == 2
    assert said in (out + err).replace("\n    ", "")
    assert "rules.yaml 第 7 行" in out + err


def test_a_wrong_channel_in_a_case_gets_the_nearest_right_one(here, capsys):
    (here / "case.yaml").write_text(CASE.replace("{status: done}", "{channel: [portal, papr]}"), encoding="utf-8")
    status, _out, err = ran(capsys, "check", "case.yaml")
    assert (status, "materials.public_notice.channel.1" in err, "newspaper" in err) == (2, True, True)


def test_a_register_has_their_columns_and_both_engines_judge_them(here, capsys):
    rows = [
        ["类型", "事项名称", "拟提交的会议", "初审意见", "初审意见日期", "审核意见", "审核意见日期", "签发件", "合法性审查意见",
         "征求意见公告", "征求意见公告渠道", "意见采纳情况说明"],
        ["议题", "先初审", "常务会议", "有", "2026-11-10", "有", "2026-11-12", "缺", "缺", "有", "报纸、公告栏", "有"],
        ["议题", "倒过来", "常务会议", "有", "2026-11-13", "有", "2026-11-12", "缺", "缺", "有", "报纸", "有"],
        ["议题", "只在广播站", "常务会议", "缺", "", "缺", "", "缺", "缺", "有", "乡镇广播站", "有"],
        ["议题", "不知道在哪里", "常务会议", "缺", "", "缺", "", "缺", "缺", "有", "", "有"],
        ["议题", "日期还没有到", "常务会议", "有", "2026-11-10", "有", "2026-12-30", "缺", "缺", "缺", "", "有"],
    ]  # fmt: skip
    with (here / "台账.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    found = []
    for engine in ("plain", "columnar"):
        ran(capsys, "batch", "台账.csv", "-o", f"{engine}.csv", "--pack", "./steps", "--engine", engine)
        found.append((here / f"{engine}.csv").read_text(encoding="utf-8-sig"))
    assert found[0] == found[1]
    outcomes = [line.split(",") for line in found[0].splitlines()[1:]]
    told = {row[1]: next(row[n] for n in range(2, len(row)) if row[n] in OUTCOMES) for row in map(named, outcomes)}
    assert told == {
        "先初审": "可以报送", "倒过来": "不得报送", "只在广播站": "不得报送", "不知道在哪里": "待确认", "日期还没有到": "可以报送",
    }  # fmt: skip


OUTCOMES = ("可以报送", "待确认", "不得报送", "需说明理由")


def named(row):
    """A row of results with its title in the second place."""
    at = next(
        place
        for place, cell in enumerate(row)
        if cell in ("先初审", "倒过来", "只在广播站", "不知道在哪里", "日期还没有到")
    )
    return [row[0], row[at], *row]
