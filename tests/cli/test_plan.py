"""`clerkcheck plan`: what a clerk types, what comes back, and by which exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from clerkcheck.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FACTORY = EXAMPLES / "standing-factory-buildings.yaml"
KEYS = {
    "task",
    "label",
    "papers",
    "status",
    "certain",
    "start_by",
    "end_by",
    "started",
    "missed",
    "length",
    "unit",
    "source",
    "others",
    "provisional",
    "note",
    "ready_on",
    "workdays_left",
    "slack",
    "critical",
    "follows",
}


@pytest.fixture(autouse=True)
def _listed(monkeypatch):
    monkeypatch.setitem(main.COMMANDS, "plan", "办理计划")


def test_in_time_is_0_and_too_late_is_1(run):
    assert run("plan", FACTORY, "--as-of", "2026-11-26").status == 0
    late = run("plan", FACTORY, "--as-of", "2026-11-27")
    assert late.status == 1
    assert late.out.startswith("办理计划，来不及：1 步的最迟开始日已过\n")


@pytest.mark.parametrize(
    ("day", "as_of", "said"),
    [
        ("2026-12-08", "2026-11-22", "提前到最迟日以前，或者推迟会议召开日"),
        ("2026-12-08", "2026-12-08", "推迟会议召开日"),
        ("2026-12-07", "2026-11-22", None),
    ],
)
def test_a_day_that_is_filled_in_too_late_is_missed_and_not_to_be_done(day, as_of, said, run, tmp_path):
    text = FACTORY.read_text(encoding="utf-8")
    assert "submitted: 2026-12-04" in text
    text = text.replace("submitted: 2026-12-04", f"submitted: {day}")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    found = run("plan", tmp_path / "case.yaml", "--as-of", as_of)
    out, missed = squeezed(found.out), f"报送最迟12月7日周一，填的是12月{int(day[-2:])}日"
    assert (missed in out, "【超期】报送" in out, "【待办】报送" in out) == (bool(said), bool(said), not said)
    assert (f"办法：{said}" in out) == bool(said)
    assert found.status == bool(said)
    data = json.loads(run("plan", tmp_path / "case.yaml", "--as-of", as_of, "-f", "json").out)
    [step] = [each for each in data["tasks"] if each["task"] == "submission"]
    assert (step["missed"], step["status"]) == ((day, "too_late") if said else (None, "open"))


def squeezed(text):
    """The text without its line breaks and indents."""
    return "".join(text.split())


def test_what_is_too_late_comes_first(run):
    out = run("plan", FACTORY, "--as-of", "2026-11-30").out
    headings = (
        "一、已经来不及",
        "【来不及】征求部门意见",
        "二、关键路径",
        "三、进度图",
        "四、各步",
        "五、已完成",
        "六、说明",
    )
    order = [out.index(each) for each in headings]
    assert order == sorted(order)
    assert "最早12月9日周三备齐，晚于12月7日周一" in squeezed(out)


def test_the_critical_path_in_words(run):
    out = squeezed(run("plan", FACTORY, "--as-of", "2026-11-22").out)
    assert "征求部门意见（7个工作日，最迟11月26日周四开始）→报送（12月7日周一）→会议（12月10日周四）" in out
    assert "其间还要办：公平竞争审查。规则未定时长" in out
    assert "整条路径还有3个工作日的余地" in out


def test_what_no_rule_sets_is_said_and_the_words_of_the_rules_are_cited(run):
    out = run("plan", FACTORY, "--as-of", "2026-11-22").out
    assert "时长：规则未定时长，由本单位安排" in out
    assert "依据：第五十三条“除主办部门另有时限要求外，一般应在7个工作日内回复”" in out
    assert "时限：议题材料报送截止：会议召开日前 3 个工作日" in out


def test_working_days_left_stand_everywhere(run):
    out = run("plan", FACTORY, "--as-of", "2026-11-22").out.replace("\n    ", "")
    items = [line for line in out.splitlines() if "【待办】" in line]
    assert len(items) == 3
    assert all("余 " in line for line in items)
    assert "会议召开日：2026年12月10日 周四，余 14 个工作日" in out


def test_json(run):
    ran = run("plan", FACTORY, "--as-of", "2026-11-22", "--format", "json")
    data = json.loads(ran.out)
    assert data["schema"] == "clerkcheck.plan/1"
    assert data["as_of"] == "2026-11-22"
    assert data["pack"] == {"id": "qianjiang", "regulation": "《重庆市黔江区人民政府工作规则》"}
    assert data["anchor"] == {
        "date": "meeting",
        "label": "会议召开日",
        "day": "2026-12-10",
        "ready_by": "2026-12-09",
        "provisional": False,
        "workdays_left": 14,
    }
    assert data["critical_path"] == ["consultation", "fair_competition", "submission"]
    assert data["ready_on"] == "2026-12-02"
    assert all(set(each) == KEYS for each in data["tasks"])
    consultation = next(each for each in data["tasks"] if each["task"] == "consultation")
    assert consultation["papers"] == [{"material": "finance_opinion", "label": "财政部门明确意见", "certain": True}]
    assert (consultation["start_by"], consultation["end_by"]) == ("2026-11-26", "2026-12-07")
    assert (consultation["workdays_left"], consultation["slack"], consultation["critical"]) == (4, 3, True)
    assert consultation["source"]["quote"] == "除主办部门另有时限要求外，一般应在7个工作日内回复"


def test_to_a_file(run, tmp_path):
    shown = run("plan", FACTORY, "--as-of", "2026-11-22", "-f", "json").out
    ran = run("plan", FACTORY, "--as-of", "2026-11-22", "-f", "json", "-o", tmp_path / "plan.json")
    assert (ran.status, ran.out) == (0, "")
    assert (tmp_path / "plan.json").read_text(encoding="utf-8") == shown


@pytest.mark.parametrize(("ending", "starts"), [
    pytest.param("txt", "来得及：", id="txt"), pytest.param("md", "# 办理计划", id="md"),
    pytest.param("html", "<!DOCTYPE html>", id="html"), pytest.param("json", "{", id="json"),
    pytest.param("docx", "PK", id="docx"), pytest.param("ics", "BEGIN:VCALENDAR", id="ics"),
])  # fmt: skip
def test_the_ending_chooses_the_format(run, tmp_path, ending, starts):
    target = tmp_path / f"plan.{ending}"
    ran = run("plan", FACTORY, "--as-of", "2026-11-22", "-o", target)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert target.read_bytes().startswith(starts.encode())


@pytest.mark.parametrize("form", ["docx", "ics"])
def test_what_no_screen_shows_needs_a_file(run, form):
    ran = run("plan", FACTORY, "-f", form)
    assert ran.status == 2
    assert f"{form} 要写到文件" in ran.err


def test_the_paper_has_the_letterhead_of_the_office_file_beside_the_case(run, tmp_path):
    path = tmp_path / "case.yaml"
    path.write_bytes(FACTORY.read_bytes())
    (tmp_path / "office.yaml").write_text("letterhead: 黔江区人民政府办公室\n", encoding="utf-8")
    out = run("plan", path, "--as-of", "2026-11-22", "-f", "markdown").out
    assert out.startswith("**黔江区人民政府办公室**\n\n# 办理计划\n")


def test_the_same_plan_is_the_same_calendar_file(run, tmp_path):
    for name in ("a.ics", "b.ICS"):
        assert run("plan", FACTORY, "--as-of", "2026-11-22", "-o", tmp_path / name).status == 0
    first = (tmp_path / "a.ics").read_bytes()
    assert first == (tmp_path / "b.ICS").read_bytes()
    assert first.startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_calendar_file_has_no_other_format(run, tmp_path):
    ran = run("plan", FACTORY, "-o", tmp_path / "plan.ics", "--format", "json")
    assert ran.status == 2
    assert "删去 --format" in ran.err
    assert not (tmp_path / "plan.ics").exists()


def test_without_icalendar_it_says_what_to_install(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    ran = run("plan", FACTORY, "--as-of", "2026-11-22", "-o", tmp_path / "plan.ics")
    assert ran.status == 2
    assert 'pip install "clerkcheck[ics]"' in ran.err
    assert not (tmp_path / "plan.ics").exists()
    assert run("plan", FACTORY, "--as-of", "2026-11-22").status == 0  # only the calendar file needs it


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("request-road-repair.yaml", ("没有填公布（印发）日", "published: 2026-12-10", "submitted（报送（提交）日）")),
        ("nothing-here.yaml", ("没有这个文件",)),
    ],
)
def test_what_cannot_be_planned_is_2(run, name, said):
    ran = run("plan", EXAMPLES / name, "--as-of", "2026-11-22")
    assert (ran.status, ran.out) == (2, "")
    assert all(each in ran.err for each in (name, *said))


def test_an_agenda_item_without_a_meeting_date(run, case):
    path = case(head="pack: qianjiang\nkind: agenda_item\ntitle: 关于某事的议题\n")
    ran = run("plan", path)
    assert ran.status == 2
    assert "没有填会议召开日，排不出办理计划" in ran.err
    assert "在 dates 里填 meeting（会议召开日）" in ran.err
    assert "也可以填" not in ran.err


def test_bad_day(run):
    ran = run("plan", FACTORY, "--as-of", "2026-02-30")
    assert ran.status == 2
    assert "--as-of" in ran.err


def test_beyond_the_calendar(run, case):
    path = case("dates: {meeting: 0001-01-02}\n", head="pack: qianjiang\nkind: agenda_item\ntitle: 关于某事的议题\n")
    assert run("plan", path).status == 2


def test_a_narrow_pipe_carries_every_character(run):
    for path in sorted(EXAMPLES.glob("*.yaml")):
        run("plan", path, "--as-of", "2026-11-22").out.encode("gbk")


def test_check_does_not_read_the_steps():
    code = (
        "import sys\nfrom clerkcheck.__main__ import main\n"
        f"main(['check', {str(FACTORY)!r}])\n"
        "print([each for each in sys.modules if each.endswith(('.steps', '.needs', '.plan', 'icalendar'))])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_what_may_not_be_needed_is_never_called_certain(run, case):
    head = "pack: shapingba\nkind: document\ntitle: 关于印发某办法的通知\n"
    facts = (
        "issued_by: office, genre: notice, addressed_to: subordinates, normative_document: true, market_activity: true"
    )
    path = case(f"facts: {{{facts}}}\ndates: {{published: 2026-12-31}}\n", head=head)
    ran = run("plan", path, "--as-of", "2026-11-22")
    assert ran.status == 1
    assert ran.out.startswith("办理计划，可能来不及：2 步如果需要，最迟开始日已过\n")
    assert "公开征求意见〔如需要〕（30日，最迟11月6日周五开始）" in squeezed(ran.out)
    assert "如果待确认的步骤都需要，照规定的时长从今天办起" in squeezed(ran.out)


def test_a_plan_never_replaces_its_case(tmp_path, capsys):
    case = tmp_path / "case.yaml"
    case.write_text("pack: qianjiang\nkind: agenda_item\ntitle: 题\ndates: {meeting: 2026-12-10}\n", encoding="utf-8")
    before = case.read_bytes()
    assert main.run(["plan", str(case), "-o", str(case), "--as-of", "2026-11-22"]) == 2
    assert "没有写" in capsys.readouterr().err and case.read_bytes() == before
