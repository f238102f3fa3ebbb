"""``check``, ``slip``, ``summary`` and ``plan`` for rows of a table; one calendar for a folder."""

import json
import shutil
from pathlib import Path

import pytest
from icalendar import Calendar

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAY = ("--as-of", "2026-11-22")
HEAD = "类型,事项名称,单位,拟提交的会议,会议召开日,区长审签的议题审批单,临时动议（未列入议程、临时提交）\n"
ROWS = (
    "议题,关于甲的议题,区甲局,区政府常务会议,2026-12-10,缺,否\n"
    "议题,关于乙的议题,区乙局,区政府常务会议,2026-12-10,有,否\n"
    "议题,关于丙的议题,区丙局,不知道,2026-12-10,缺,否\n"
    "议题,关于丁的议题,区丁局,区政府常务会议,,缺,否\n"
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "台账.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return path


def test_slips_for_rows_in_one_file(run, table, tmp_path):
    ran = run("slip", table, "--row", "2-3,5", "--pack", "黔江区", "-o", tmp_path / "单.html", *DAY)
    assert (ran.status, ran.err) == (1, "") and "3 件中 2 件要补正" in ran.out
    page = (tmp_path / "单.html").read_text(encoding="utf-8")
    assert page.count("<article") == 2 and "关于甲的议题" in page and "关于丁的议题" in page
    ran = run("slip", table, "--pack", "qianjiang", *DAY)
    assert ran.status == 2 and "关于甲的议题" in ran.out and "“不知道”" in ran.err  # the others are there all the same
    ran = run("slip", table, "--row", "3", "--pack", "qianjiang", *DAY)
    assert (ran.status, ran.out) == (0, "") and "没有须补正的事项" in ran.err


def test_a_row_that_cannot_be_read_is_listed_with_its_title(run, table):
    out = run("summary", table, "--pack", "qianjiang", *DAY).out
    assert "【读不了】台账.csv 第 4 行《关于丙的议题》" in out


def test_the_other_commands_for_rows(run, table):
    ran = run("check", table, "--row", "3", "--pack", "qianjiang", "-f", "json", *DAY)
    assert json.loads(ran.out)["case"]["title"] == "关于乙的议题"
    ran = run("summary", table, "--row", "2,3", "--pack", "qianjiang", *DAY)
    assert ran.status == 1 and "合计 2 件" in ran.out and "台账.csv" in ran.out
    ran = run("plan", table, "--row", "2", "--pack", "qianjiang", *DAY)
    assert "关于甲的议题" in ran.out and ran.err == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["slip", "台账.csv", "--row", "9", "--pack", "qianjiang"], "第 9 行没有案件", id="no such row"),
        pytest.param(["check", "台账.csv", "--row", "3-2"], "看不懂行号“3-2”", id="backward"),
        pytest.param(["plan", "台账.csv", "--row", "甲"], "看不懂行号“甲”", id="no number"),
        pytest.param(["slip", "案.yaml", "--row", "2"], "给的不是台账", id="a case"),
        pytest.param(["plan", "台账.csv", "--row", "5", "--pack", "qianjiang"], "没有一件能排", id="no day"),
    ],
)
def test_rows_that_cannot_be_are_refused(run, table, arguments, said, monkeypatch):
    monkeypatch.chdir(table.parent)
    Path("案.yaml").write_text("pack: qianjiang\nkind: agenda_item\ntitle: 甲\n", encoding="utf-8")
    ran = run(*arguments, *DAY)
    assert (ran.status, ran.out) == (2, "") and said in ran.err


def test_a_folder_makes_one_calendar_with_reminders(run, tmp_path):
    for stem in ("standing-factory-buildings", "major-decision-water-price", "request-road-repair"):
        shutil.copy(EXAMPLES / f"{stem}.yaml", tmp_path)
    target = tmp_path / "会.ics"
    ran = run("plan", tmp_path, "-o", target, *DAY)
    assert ran.status == 2 and "request-road-repair" in ran.err and "排不出办理计划" in ran.err
    calendar = Calendar.from_ical(target.read_bytes())
    assert calendar["x-wr-calname"] == tmp_path.name
    events = [event for event in calendar.walk("VEVENT") if "报送" in event["summary"]]
    assert {title for title in ("标准厂房", "供水价格") for event in events if title in event["summary"]} == {
        "标准厂房",
        "供水价格",
    }
    submitted = next(event for event in events if "标准厂房" in event["summary"])
    assert submitted["dtend"].dt.isoformat() == "2026-12-08"  # the day after the 7th
    before = [alarm["trigger"].dt for alarm in submitted.walk("VALARM")]
    assert [(each.days, each.seconds // 3600) for each in before] == [(-3, 9), (-2, 9)]
