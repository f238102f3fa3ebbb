"""A limit a meeting or a year, counted over the cases that are judged together (tests/data/limits)."""

import csv
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from clerkcheck import national_calendar
from clerkcheck.__main__ import main
from clerkcheck.desk.shelf import Shelf

LIMITS = Path(__file__).resolve().parents[1] / "data" / "limits"
AS_OF = "2026-12-01"
READY, BLOCKED, OPEN = "ready", "blocked", "undetermined"


@pytest.fixture
def here(tmp_path, monkeypatch):
    shutil.copytree(LIMITS, tmp_path / "limits")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def case(folder, name, facts=None, meeting="2026-12-10", **more):
    """Write a case; facts may be left out (staffing: null)."""
    given = {"staffing": True, "awards": False, "meeting": "standing"} | (facts or {})
    given = {key: value for key, value in given.items() if value is not None}
    dates = {"meeting": meeting} if meeting else {}
    data = {"pack": "./limits", "kind": "agenda_item", "title": name, "facts": given, "dates": dates, **more}
    (folder / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def outcomes(capsys, *words):
    """The outcome by title of the cases checked, and what is remarked on the numbers; what is printed besides."""
    main(["check", *words, "--as-of", AS_OF, "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    found = found if isinstance(found, list) else [found]
    found = [each for each in found if "outcome" in each]
    remarks = {each["case"]["title"]: [r["text"] for r in each["remarks"]] for each in found}
    return {each["case"]["title"]: each["outcome"] for each in found}, remarks


def test_the_items_of_one_meeting_are_counted(here, capsys):
    for name in "甲乙丙":
        case(here, name)
    case(here, "丁", meeting="2026-12-17")
    case(here, "戊", {"meeting": "special"})
    case(here, "己", {"staffing": False})
    found, remarks = outcomes(capsys, ".")
    assert found == dict.fromkeys("甲乙丙", BLOCKED) | dict.fromkeys("丁戊己", READY)
    assert (remarks["甲"], remarks["己"]) == (["本次会议的机构编制议题数：没有填，按一起查的案件数出来是 3"], [])
    assert outcomes(capsys, "甲.json")[0] == {"甲": OPEN}  # alone it is asked the number


def test_a_number_that_is_given_is_not_written_over(here, capsys):
    for name in "甲乙丙":
        case(here, name, {"posts_items": 2} if name == "甲" else None)
    assert outcomes(capsys, ".")[0] == {"甲": READY, "乙": BLOCKED, "丙": BLOCKED}
    assert "posts_items" not in (here / "乙.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("facts", "meeting", "expected", "said"),
    [
        pytest.param({}, None, OPEN, "2 至 3 件（1 件没有填全", id="no date"),
        pytest.param({"meeting": None}, "2026-12-10", OPEN, "2 至 3 件（1 件没有填全", id="no meeting"),
        pytest.param({"staffing": None}, "2026-12-10", OPEN, "2 至 3 件（1 件没有填全", id="not known of which kind"),
        pytest.param(
            {"meeting": "special"}, None, READY, "按一起查的案件数出来是 2", id="another meeting whatever its date"
        ),
        pytest.param(
            {"staffing": None}, "2026-12-17", READY, "按一起查的案件数出来是 2", id="another day whatever it is"
        ),
    ],
)
def test_what_is_not_known_leaves_a_range(here, capsys, facts, meeting, expected, said):
    case(here, "甲")
    case(here, "乙")
    case(here, "丙", facts, meeting)
    found, remarks = outcomes(capsys, ".")
    assert (found["甲"], found["乙"]) == (expected, expected)
    assert [said in text for text in remarks["甲"]] == [True]
    if meeting is None and "meeting" not in facts:
        assert "没有填会议召开日，数不出来" in remarks["丙"][0]


def test_a_range_on_one_side_of_the_limit_settles_it(here, capsys):
    for name in "甲乙丙":
        case(here, name)
    case(here, "丁", meeting=None)
    found, _remarks = outcomes(capsys, ".")
    assert (found["甲"], found["丁"]) == (BLOCKED, OPEN)


def test_a_file_that_cannot_be_read_may_be_one_more(here, capsys):
    case(here, "甲")
    case(here, "乙")
    (here / "坏.yaml").write_text("pack: ./limits\nkind: item\ntitle: 坏\n", encoding="utf-8")
    found, remarks = outcomes(capsys, ".")
    assert (found["甲"], "2 至 3 件（1 件读不出来）" in remarks["甲"][0]) == (OPEN, True)


def test_those_of_one_year_are_counted(here, capsys):
    facts = {"staffing": False, "awards": True}
    case(here, "甲", facts, "2026-12-10")
    case(here, "乙", facts, "2026-12-24")
    case(here, "丙", facts, "2027-01-14")
    assert outcomes(capsys, ".")[0] == {"甲": BLOCKED, "乙": BLOCKED, "丙": READY}


@pytest.mark.parametrize("engine", ["plain", "auto"])
def test_the_rows_of_a_register_are_counted(here, capsys, monkeypatch, engine):
    monkeypatch.setattr("clerkcheck.batch.engines.WORTHWHILE", 0)
    with (here / "台账.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["kind", "title", "staffing", "meeting", "dates.meeting", "awards"])
        days = ("2026-12-10", "2026-12-10", "2026-12-10", "2026-12-17")
        writer.writerows(["议题", f"第{n}件", "是", "常务会议", day, "否"] for n, day in enumerate(days, 1))
    main(["batch", "台账.csv", "-o", "r.csv", "--pack", "./limits", "--engine", engine, "--as-of", AS_OF])
    capsys.readouterr()
    with (here / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [
            next(cell for cell in row if cell in ("不得报送", "可以报送", "待确认")) for row in [*csv.reader(file)][1:]
        ]
    assert found == ["不得报送"] * 3 + ["可以报送"]
    main(["summary", "台账.csv", "--pack", "./limits", "--as-of", AS_OF, "--row", "5"])
    assert "可以报送" in capsys.readouterr().out


def test_the_columnar_engine_says_that_it_cannot_count(here, capsys):
    (here / "台账.csv").write_text("kind,title,staffing,meeting\n议题,一,是,常务会议\n", encoding="utf-8")
    assert main(["batch", "台账.csv", "-o", "r.csv", "--pack", "./limits", "--engine", "columnar"]) == 2
    assert "要逐件算" in capsys.readouterr().err


def test_the_summary_and_the_apps_list_count(here, capsys):
    for name in "甲乙丙":
        case(here, name)
    main(["summary", ".", "--as-of", AS_OF])
    assert capsys.readouterr().out.count("不得报送") >= 3
    shelf, today = Shelf(str(here)), date(2026, 12, 1)
    calendar = national_calendar()
    shelf.read(today)
    for news in shelf.judging(calendar, today):
        shelf.take(news)
    assert {line.outcome for line in shelf.lines(today)} == {BLOCKED}
    case(here, "丙", meeting="2026-12-17")
    shelf.read(today)
    for news in shelf.judging(calendar, today):
        shelf.take(news)
    assert {line.outcome for line in shelf.lines(today)} == {READY}


def test_the_vocabulary_says_what_is_counted(capsys):
    main(["pack", "vocabulary", "--pack", str(LIMITS), "posts_items"])
    said = "几件一起查的，按同一次会议数（会议召开日）：涉及机构编制"
    assert said in capsys.readouterr().out.replace("\n        ", "")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("{per: meeting, of: stafing}", "没有 stafing", id="a name in the condition"),
        pytest.param("{per: week, of: staffing}", "可用的有：meeting、year", id="per"),
        pytest.param("{per: meeting}", "缺少 of", id="no condition"),
        pytest.param("{per: year, of: staffing, date: meetin}", "是不是 meeting", id="date"),
        pytest.param("{per: meeting, of: awards_items > 1}", "本身是累计出来的", id="counted itself"),
    ],
)
def test_a_faulty_count_is_one_message_at_its_line(here, capsys, written, said):
    path = here / "limits" / "pack.yaml"
    text = path.read_text(encoding="utf-8").replace("{per: meeting, of: staffing}", written)
    path.write_text(text, encoding="utf-8")
    assert main(["pack", "lint", "./limits"]) == 2
    out = "".join(capsys.readouterr()).replace("\n    ", "")
    assert said in out and "pack.yaml 第 21 行" in out
