"""``clerkcheck calendar`` import, add, list and remove, and how ``due`` counts by what was kept."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar

from clerkcheck.__main__ import main
from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cli.calendars_in_use import calendar_for, data_folder

NOTICE = (Path(__file__).resolve().parents[1] / "data" / "notice-2027.txt").read_text(encoding="utf-8")
LOCAL = ("calendar", "add", "2026-04-20", "休", "--paper", "区政府通知", "--name", "州庆")


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    """A data folder of its own, not yet there."""
    folder = tmp_path / "data"
    monkeypatch.setenv("CLERKCHECK_DATA", str(folder))
    return folder


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "2027.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def kept(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def first_line(ran):
    return ran.out.splitlines()[0]


def test_without_a_store_the_calendar_is_the_national_one(data):
    assert calendar_for(None) is national_calendar()
    assert kept(data) == []


def test_a_notice_is_shown_kept_and_counted_by(run, notice, data):
    assert first_line(run("due", "2026-12-28", "+3")) == "2026-12-31 周四 暂定"
    done = run("calendar", "import", notice)
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "《国务院办公厅关于2027年部分节假日安排的通知》（国办发明电〔2026〕9号）"
    assert "2027-02-05 周五  2027-02-11 周四     7  休    春节" in lines
    assert "2027-10-09 周六  2027-10-09 周六     1  班    国庆节" in lines
    assert lines[-1] == f"已存入 {data / 'notices.yaml'}"
    assert run("due", "2026-12-28", "+3").out == "2026-12-31 周四\n"
    page = run("calendar", "2027").out
    assert "春节：2月5日（周五）至2月11日（周四），共7天" in page
    assert "来源：《国务院办公厅关于2027年部分节假日安排的通知》（国办发明电〔2026〕9号）" in page
    assert "未定：2027年12月25日至31日以2028年放假通知为准" in page
    assert "未定" not in run("calendar", "2026").out


def test_a_dry_run_keeps_nothing(run, notice, data):
    done = run("calendar", "import", notice, "--dry-run")
    assert (done.status, kept(data)) == (0, [])
    assert done.out.splitlines()[-1] == "（--dry-run：没有存）"


def test_importing_again_says_what_changed(run, notice):
    run("calendar", "import", notice)
    assert "（原来存过，日子相同）" in run("calendar", "import", notice).out
    notice.write_text(NOTICE.replace("10月9日（周六）", "10月10日（周日）"), encoding="utf-8")
    assert "替换了原来的通知，2 天不同：2027-10-09、2027-10-10" in run("calendar", "import", notice).out


def test_a_notice_of_a_known_year_says_where_it_differs(run, tmp_path, past_year):
    path = tmp_path / "2026.json"
    path.write_text(json.dumps(past_year), encoding="utf-8")
    assert "注意" not in run("calendar", "import", path).out
    for day in past_year["days"]:
        day["date"] = day["date"].replace("2026-10-10", "2026-10-11")
    path.write_text(json.dumps(past_year), encoding="utf-8")
    out = run("calendar", "import", path).out
    assert "与随程序附带的2026年通知有 2 天不同" in out
    assert first_line(run("due", "2026-10-09", "+1")) == "2026-10-11 周日"


@pytest.fixture
def past_year():
    """The notice of 2026 in holiday-cn's format."""
    from clerkcheck.calendars.notices import national_notice

    days = national_notice(2026).days
    entries = [{"name": day.name, "date": str(day.date), "isOffDay": not day.workday} for day in days]
    return {"$schema": "x", "$id": "y", "year": 2026, "papers": ["https://www.gov.cn/1.htm"], "days": entries}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.txt", NOTICE.replace("1月1日（周五）", "1日（周五）"), "第 3 行第 6 列：“1日（周五）”没有写月份"),
        ("a.txt", NOTICE.replace("2月5日（周五）", "2月30日"), "第 4 行第 6 列：没有 2027年2月30日 这一天"),
        ("a.txt", NOTICE.replace("1月31日（周日）", "2月5日"), "2027-02-05（周五）既写了放假，又写了上班"),
        ("a.txt", NOTICE.replace("关于2027年", "关于"), "没有找到通知的标题"),
        ("a.txt", "", "没有找到通知的标题"),
        (
            "a.json",
            '{"year": 2027, "papers": [], "days": [{"name": "元旦", "date": "01-01", "isOffDay": true}]}',
            "“01-01”不是日期",
        ),
        (
            "a.json",
            '{"year": 2027, "papers": [], "days": [{"name": "元旦", "date": "2027-02-30", "isOffDay": true}]}',
            "没有 2027-02-30",
        ),
        ("a.json", '{"year": 2027, "papers": [], "days": []}', "一天也没有"),
        ("a.json", '{"holidays": {"2027-01-01": "元旦"}}', "缺少 days、papers、year"),
        ("a.json", "[]", "应当是一组"),
        ("a.json", "{", "不是正确的 JSON"),
        ("a.txt", '{"holidays": {}}', "缺少 days、papers、year"),
        ("a.txt", b"\xff\xfe", "不是 UTF-8 编码"),
        ("a.xlsx", b"PK\x03\x04\0\0", "不是完好的 .docx 文件"),
        ("a.pdf", b"%PDF-1.7", "这是 PDF 文件，读不了"),
        ("a.txt", NOTICE.encode("gb18030") + b"\xff\xff", "第 1 行第 1 列：不是 UTF-8 编码"),
        ("a.html", NOTICE.replace("1月1日（周五）", "<b>1月1日（周四）</b>"), "第 3 行第 9 列：2027-01-01 是周五"),
        ("a.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:开会\nEND:VEVENT\n", "日历里没有写明休或班的事件"),
        (
            "a.ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:元旦（休）\nDTSTART:2027\nEND:VEVENT\n",
            "第 4 行：“2027”不是日期",
        ),
        ("a.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:春节调休\nEND:VEVENT\n", "第 3 行：“春节调休”分不清"),
        (
            "a.txt",
            "国务院办公厅关于调整2027年劳动节假期安排的通知\n5月1日至4日放假调休，共4天。",
            "第 1 行第 7 列：这是调整2027年",
        ),
    ],
)
def test_what_cannot_be_read_is_a_message_and_nothing_is_kept(run, tmp_path, data, name, text, message):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = run("calendar", "import", path)
    assert (done.status, done.out, kept(data)) == (2, "", [])
    assert done.err.startswith(f"错误：{path}")
    assert message in done.err


def test_a_refused_notice_leaves_the_one_before(run, notice, data):
    run("calendar", "import", notice)
    before = (data / "notices.yaml").read_bytes()
    notice.write_text(NOTICE.replace("共7天", "共8天"), encoding="utf-8")
    assert run("calendar", "import", notice).status == 2
    assert (data / "notices.yaml").read_bytes() == before
    assert kept(data) == ["notices.yaml"]


def test_no_such_file(run, tmp_path):
    assert "没有这个文件" in run("calendar", "import", tmp_path / "x.txt").err


def test_a_local_day_is_kept_and_counted_by(run, data):
    done = run(*LOCAL)
    assert (done.status, kept(data)) == (0, ["local.yaml"])
    assert done.out.splitlines()[:2] == [
        "已录入：2026-04-20 周一 休 州庆",
        "原为：工作日（《国务院办公厅关于2026年部分节假日安排的通知》（据 chinesecalendar））",
    ]
    assert first_line(run("due", "2026-04-17", "+1")) == "2026-04-21 周二"
    assert "2026-04-20  周一  不计        [3]   州庆放假" in run("due", "2026-04-17", "+1", "--explain").out
    assert "地方：4月20日（周一）休（区政府通知）" in run("calendar", "2026").out
    assert run("calendar", "2026-04-20").out.splitlines() == [
        "2026-04-20 周一 休息日", "情况：州庆放假", "层次：录入的地方规定", "依据：区政府通知",
    ]  # fmt: skip


def test_a_saturday_may_be_kept_as_off_as_it_is(run):
    done = run("calendar", "add", "2026-04-18", "休", "--paper", "甲")
    assert done.out.splitlines()[1].startswith("原为：周末（")


def test_a_local_day_is_not_overwritten(run):
    run(*LOCAL)
    assert run(*LOCAL).status == 0
    done = run("calendar", "add", "2026-04-20", "班", "--paper", "乙")
    assert done.status == 2
    assert "2026-04-20 已录入为休（区政府通知）。要改的话，先 clerkcheck calendar remove 2026-04-20" in done.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["04-18", "休", "--paper", "甲"], "“04-18”不是日期"),
        (["2026-02-30", "休", "--paper", "甲"], "没有 2026-02-30 这一天"),
        (["2026-04-18", "假", "--paper", "甲"], "“假”应是 休 或 班"),
        (["2026-04-18", "休"], "--paper"),
        (["2026-04-18", "休", "--paper", " "], "--paper：是空的"),
        (["2026-04-18", "休", "--paper", "甲", "--name", "a\nb"], "--name：含有换行"),
        (["2026-04-18", "--paper", "甲"], "缺少"),
    ],
)
def test_what_cannot_be_added_is_a_message_and_nothing_is_kept(run, data, arguments, message):
    done = run("calendar", "add", *arguments)
    assert (done.status, done.out, kept(data)) == (2, "", [])
    assert message in done.err


def test_list_and_remove(run, notice):
    assert run("calendar", "list").out == "没有导入的通知，也没有录入的地方规定\n"
    run("calendar", "import", notice)
    run(*LOCAL)
    listed = run("calendar", "list").out
    assert "  2027年  休27天  班4天  《国务院办公厅关于2027年部分节假日安排的通知》（国办发明电〔2026〕9号）" in listed
    assert "  2026-04-20 周一  休  州庆  区政府通知" in listed
    assert run("calendar", "remove", "2026-04-20").out == "已删去：2026-04-20 周一  休  州庆  区政府通知\n"
    assert run("calendar", "remove", "2027").out.startswith("已删去：2027年")
    assert run("calendar", "list").out == "没有导入的通知，也没有录入的地方规定\n"
    assert first_line(run("due", "2026-04-17", "+1")) == "2026-04-20 周一"


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("2026-04-19", "没有录入过 2026-04-19 的地方规定"),
        ("2028", "没有导入过2028年的通知。导入过的是 2027 年"),
        ("去年", "“去年”不是日期"),
    ],
)
def test_removing_what_is_not_there(run, notice, what, message):
    run("calendar", "import", notice)
    run(*LOCAL)
    done = run("calendar", "remove", what)
    assert (done.status, done.out) == (2, "")
    assert message in done.err
    assert run("calendar", "list").out.count("2026-04-20") == 1


def test_a_day_of_a_notice_is_not_removed_alone(run, notice, tmp_path):
    run("calendar", "import", notice, "--calendar", tmp_path / "calendar.yaml")
    done = run("calendar", "remove", "2027-10-09", "--calendar", tmp_path / "calendar.yaml")
    assert "通知里的日子不能单独删去" in done.err


def test_a_file_beside_the_cases(run, notice, tmp_path, data):
    path = tmp_path / "calendar.yaml"
    assert run("calendar", "import", notice, "--calendar", path).status == 0
    assert run(*LOCAL, "--calendar", path).status == 0
    assert kept(data) == []
    assert first_line(run("due", "2026-12-28", "+3")) == "2026-12-31 周四 暂定"
    assert first_line(run("due", "2026-12-28", "+3", "--calendar", path)) == "2026-12-31 周四"
    assert first_line(run("due", "2026-04-17", "+1", "--calendar", path)) == "2026-04-21 周二"
    assert "2027年  休27天" in run("calendar", "list", "--calendar", path).out
    assert "共7天" in run("calendar", "2027", "--calendar", path).out


def test_the_file_given_lies_over_the_data_folder(run, tmp_path):
    run(*LOCAL)
    path = tmp_path / "calendar.yaml"
    done = run("calendar", "add", "2026-04-20", "班", "--paper", "乙", "--calendar", path)
    assert (done.status, "原为：休（区政府通知）" in done.out) == (0, True)
    assert first_line(run("due", "2026-04-17", "+1", "--calendar", path)) == "2026-04-20 周一"


@pytest.mark.parametrize(("text", "message"), [(None, "没有这个文件"), ("pack: qianjiang\n", "不是日历文件")])
def test_a_calendar_file_that_cannot_be_used(run, tmp_path, text, message):
    path = tmp_path / "calendar.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    for command in (["due", "2026-04-17", "1"], ["calendar", "2026"], ["calendar", "list"]):
        done = run(*command, "--calendar", path)
        assert (done.status, done.out) == (2, "")
        assert message in done.err


def test_a_file_in_no_folder_is_refused(run, notice, tmp_path):
    done = run("calendar", "import", notice, "--calendar", tmp_path / "none" / "calendar.yaml")
    assert (done.status, "没有这个文件夹" in done.err) == (2, True)


def test_a_data_folder_that_cannot_be_made(run, notice, monkeypatch):
    monkeypatch.setenv("CLERKCHECK_DATA", str(notice / "data"))
    done = run("calendar", "import", notice)
    assert (done.status, "建不了文件夹" in done.err) == (2, True)


def test_the_data_folder_is_that_of_platformdirs(monkeypatch):
    from platformdirs import user_data_path

    monkeypatch.delenv("CLERKCHECK_DATA")
    for home in ("", "/tmp/elsewhere"):
        monkeypatch.setenv("XDG_DATA_HOME", home)
        assert Path(data_folder()) == user_data_path("clerkcheck", appauthor=False)


def test_every_page_can_be_printed_to_a_gbk_pipe(start, notice):
    done = start("calendar", "import", notice, PYTHONIOENCODING="gbk")
    assert done.status == 0
    assert "元旦" in done.out.decode("gbk")
    assert "?" not in done.out.decode("gbk")


@pytest.mark.parametrize(
    ("day", "lines"),
    [
        ("2026-10-10", ["2026-10-10 周六 工作日", "情况：调休上班（国庆节）", "层次：全国放假通知（随程序附带）"]),
        ("2026年4月18日", ["2026-04-18 周六 休息日", "情况：周六", "层次：全国放假通知（随程序附带）"]),
        ("2027-02-05", ["2027-02-05 周五 休息日", "情况：春节放假", "层次：法定节日"]),
        ("2026-12-30", ["2026-12-30 周三 工作日 暂定", "情况：工作日", "层次：周末规则"]),
    ],
)
def test_a_day_says_its_layer_and_paper(run, day, lines):
    out = run("calendar", day).out.splitlines()
    assert out[:3] == lines
    assert out[3].startswith("依据：")


def test_no_such_day(run):
    assert "没有 2026-02-30 这一天" in run("calendar", "2026-02-30").err


def test_known_dates_are_not_moved_by_an_imported_notice(run, notice):
    run("calendar", "import", notice)
    with_notice, national = calendar_for(None), national_calendar()
    days = [date.fromordinal(k) for k in range(date(2004, 1, 1).toordinal(), date(2026, 12, 25).toordinal())]
    assert [day for day in days if with_notice.is_workday(day) is not national.is_workday(day)] == []


def test_nothing_is_kept_that_could_not_be_read_again(run, tmp_path, data):
    def imported(year):
        days = [
            {"date": f"{year}-{n // 28 + 1:02}-{n % 28 + 1:02}", "isOffDay": True, "name": "假"} for n in range(330)
        ]
        path = tmp_path / f"{year}.json"
        content = {"year": year, "papers": ["文" * 200] * 1000, "days": days}
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return run("calendar", "import", path)

    assert imported(2027).status == 0
    before = {name: (data / name).read_bytes() for name in kept(data)}
    ran = imported(2028)
    assert ran.status == 2 and "日历文件会超过 1 MB，没有存" in ran.err
    assert {name: (data / name).read_bytes() for name in kept(data)} == before
    assert run("calendar", "list").status == 0


def test_a_document_number_without_end_does_not_spoil_the_store(run, tmp_path):
    path = tmp_path / "2027.txt"
    path.write_text(NOTICE.replace("〕", f"〕{'9' * 6000}", 1), encoding="utf-8")
    run("calendar", "import", path)
    assert run("calendar", "list").status == 0 and run("due", "2027-04-17", "+1").status == 0


@pytest.mark.parametrize(
    "words", [("due", "2026-04-17", "+" + "9" * 6000), ("calendar", "9" * 6000)], ids=["due", "year"]
)
def test_a_number_without_end_is_not_repeated_in_full(run, words):
    ran = run(*words)
    assert ran.status == 2 and len(ran.err) < 200


# --- a year to print, and for the office calendar


def test_a_year_is_printed_and_goes_into_the_office_calendar(tmp_path):
    for ending in ("docx", "xlsx", "html", "md", "txt", "ics"):
        assert main(["calendar", "2026", "-o", str(tmp_path / f"y.{ending}")]) == 0
    page = (tmp_path / "y.html").read_text(encoding="utf-8")
    assert (
        "2026年工作日历" in page
        and "六班" in page
        and "四休" in page
        and "国庆节：10月1日（周四）至10月7日（周三）" in page
    )
    book = openpyxl.load_workbook(tmp_path / "y.xlsx").worksheets[0]
    rows = {row[0]: row for row in book.iter_rows(values_only=True)}
    assert (rows["10月"][1], rows["10月"][10], rows["2月"][31]) == ("四休", "六班", None)
    events = Calendar.from_ical((tmp_path / "y.ics").read_bytes()).walk("VEVENT")
    found = {
        (str(event["summary"]), event["dtstart"].dt.isoformat(), event["dtend"].dt.isoformat()) for event in events
    }
    assert ("休：国庆节", "2026-10-01", "2026-10-08") in found and (
        "班：国庆节调休上班",
        "2026-10-10",
        "2026-10-11",
    ) in found


def test_a_day_is_not_written_to_a_file(tmp_path, capsys):
    assert main(["calendar", "2026-10-10", "-o", str(tmp_path / "x.docx")]) == 2
    assert "只有一年的日历能写到文件" in capsys.readouterr().err
    assert main(["calendar", "2026", "-o", str(tmp_path / "x.pdf")]) == 2
    assert not [path for path in tmp_path.iterdir() if path.suffix in (".docx", ".pdf")]
