"""``clerkcheck due`` and ``clerkcheck calendar`` as a clerk calls them."""

import json
import subprocess
import sys

import pytest

from clerkcheck.__main__ import main


@pytest.fixture(autouse=True)
def no_store(tmp_path, monkeypatch):
    """Whoever runs the tests may keep notices of their own."""
    monkeypatch.setenv("CLERKCHECK_DATA", str(tmp_path / "data"))


@pytest.mark.parametrize(
    ("arguments", "first_line"),
    [
        (["2026-12-28", "+3"], "2026-12-31 周四 暂定"),
        (["2026-11-20", "+3"], "2026-11-25 周三"),
        (["2026-11-20", "3"], "2026-11-25 周三"),
        (["2026-11-20", "-3"], "2026-11-17 周二"),
        (["2026年11月20日", "－3"], "2026-11-17 周二"),
        (["2026.11.20", "-3"], "2026-11-17 周二"),
        (["2026/11/20", "-3", "--unit", "工作日"], "2026-11-17 周二"),
        (["20261120", "-3", "--unit", "天"], "2026-11-17 周二"),
        (["2026年11月20日（星期五）", "1", "--unit", "个月"], "2026-12-20 周日"),
        (["2024-02-29", "+1", "--unit", "年"], "2025-02-28 周五"),
        (["2026-10-10", "-3", "--unit", "day"], "2026-10-07 周三"),
        (["--unit", "day", "2026-10-10", "-3"], "2026-10-07 周三"),
        (["2026-10-10", "-3", "--unit", "day", "--bound", "earliest"], "2026-10-07 周三"),
        (["2024-01-31", "1", "--unit", "month"], "2024-02-29 周四"),
        (["2024-02-29", "+1", "--unit", "year"], "2025-02-28 周五"),
        (["2026-11-21", "0"], "2026-11-21 周六"),
        (["2021-10-01", "+5", "--unit", "year"], "2026-10-01 周四"),
        (["2026-10-21", "+1", "--unit", "month"], "2026-11-21 周六"),
        (["2027-01-31", "+1", "--unit", "month"], "2027-02-28 周日"),
    ],
)
def test_due(arguments, first_line, capsys):
    assert main(["due", *arguments]) == 0
    assert capsys.readouterr().out.splitlines()[0] == first_line


def test_a_provisional_date_gives_range_and_reason(capsys):
    assert main(["due", "2026-12-28", "+3"]) == 0
    out = capsys.readouterr().out
    assert "最早 2026-12-31 周四，最迟 2027-01-05 周二" in out
    assert "2027年放假通知尚未录入" in out


def test_explain_prints_every_day(capsys):
    assert main(["due", "2026-10-09", "+2", "--explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "期限推算单"
    start = next(k for k, line in enumerate(lines) if line.startswith("日期"))
    assert lines[start + 1 : start + 5] == [
        "2026-10-09  周五  不计        [1]   起算日不计入",
        "2026-10-10  周六  计入     1  [2]   调休上班（国庆节）",
        "2026-10-11  周日  不计        [2]   周日",
        "2026-10-12  周一  计入     2  [2]   工作日",
    ]
    assert lines[-1] == "[2] 《国务院办公厅关于2026年部分节假日安排的通知》（据 chinesecalendar）"


def test_json(capsys):
    assert main(["due", "2026-12-28", "+3", "--format", "json", "--explain"]) == 0
    data = json.loads(capsys.readouterr().out)
    days = data.pop("days")
    note = data.pop("note")
    assert data == {
        "schema": "clerkcheck.due/1",
        "from_date": "2026-12-28",
        "offset": 3,
        "unit": "workday",
        "bound": "latest",
        "due": "2026-12-31",
        "weekday": "周四",
        "provisional": True,
        "earliest": "2026-12-31",
        "latest": "2027-01-05",
        "advice": None,
    }
    assert note.startswith("国务院办公厅2027年放假通知")
    assert [day["number"] for day in days] == [None, 1, 2, 3]


def test_json_without_explain_has_no_days(capsys):
    assert main(["due", "2026-11-20", "3", "-f", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["note"], "days" in data) == (None, False)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["due", "2026-02-30", "3"], "没有 2026-02-30 这一天"),
        (["due", "12-28", "3"], "没有写年份"),
        (["due", "2026-13-01", "3"], "没有 2026-13-01 这一天"),
        (["due", "2026-12-28", "三天"], "“三天”不是"),
        (["due", "2026-12-28", "1.5"], "“1.5”不是"),
        (["due", "2026-12-28", "123456"], "五位以内"),
        (["due", "9999-12-28", "9"], "公元1年至9999年"),
        (["due", "0001-01-02", "-9"], "公元1年至9999年"),
        (["due", "2026-12-28", "3", "--unit", "week"], "week"),
        (["due", "2026-12-28"], "±N"),
        (["calendar", "10000"], "“10000”不是年份"),
        (["calendar", "0"], "“0”不是年份"),
        (["calendar", "add-nothing"], "“add-nothing”不是年份"),
        (["calendar"], "YEAR"),
        (["calendar", "2026", "2027"], "2027"),
    ],
)
def test_bad_input_is_one_chinese_message_and_status_2(arguments, message, capsys):
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err
    assert captured.err.startswith("错误：")
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize("words", [["2026"], ["２０２６年"], ["show", "2026"]])
def test_calendar(words, capsys):
    assert main(["calendar", *words]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0].strip() == "2026年工作日历"
    assert "来源：《国务院办公厅关于2026年部分节假日安排的通知》" in out


def test_in_a_process_of_its_own_with_a_gbk_pipe(tmp_path):
    code = "import sys; from clerkcheck.__main__ import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", code, "due", "2026-10-10", "-3", "--unit", "day"],
        capture_output=True,
        env={"PYTHONIOENCODING": "gbk", "CLERKCHECK_DATA": str(tmp_path)},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    due, note = done.stdout.decode("gbk").splitlines()
    assert due == "2026-10-07 周三"
    assert note == "说明：倒推的末日逢国庆节放假，不移动；办公时间内办妥，请在2026-09-30（周三）前"


def test_a_known_date_loads_no_lunar_tables_and_no_models():
    code = (
        "import sys; from datetime import date; from clerkcheck.cli.calendars_in_use import calendar_for;"
        "due = calendar_for(None).offset(date(2026, 11, 20), 3, 'workday');"
        "print(due.day, [m for m in ('borax', 'dateutil', 'platformdirs', 'pydantic', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "2026-11-25 []\n"


def test_the_working_days_left_are_counted_from_the_day_given(capsys):
    assert main(["due", "2026-12-10", "-3", "--as-of", "2026-11-22"]) == 0
    assert capsys.readouterr().out.splitlines() == ["2026-12-07 周一", "余 11 个工作日（自 2026-11-22 起）"]
    assert main(["due", "2026-12-10", "-3", "--as-of", "2026-12-08"]) == 0
    assert "已过 1 个工作日" in capsys.readouterr().out


def test_through_a_pipe_nothing_depends_on_the_day_it_runs(capsys):
    main(["due", "2026-12-10", "-3"])
    assert capsys.readouterr().out == "2026-12-07 周一\n"


@pytest.mark.parametrize(
    ("day", "said"),
    [("11月5日", "“11月5日”没有写年份，不补"), ("26.11.5", "年份只写了两位"), ("2026年11月上旬", "只说了大概的日子"),
     ("", "“”不是日期"), ("2026-11-20 周四", "2026-11-20 是星期五，不是星期四")],
)  # fmt: skip
def test_a_day_is_read_as_in_tables(day, said, capsys):
    assert main(["due", day, "+3"]) == 2
    assert f"起算日：{said}" in capsys.readouterr().err.replace("“26.11.5”", "").replace("“2026年11月上旬”", "")
