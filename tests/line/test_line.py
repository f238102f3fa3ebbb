"""Line mode: the same questions through plain prompts, for dumb terminals and pipes."""

import json
import os
import shlex
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest

from clerkcheck.__main__ import main
from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.editing import new_data
from clerkcheck.cases.saving import create
from clerkcheck.cells import cells
from clerkcheck.checking.pages import Page
from clerkcheck.checking.report import BROKEN
from clerkcheck.desk.new_case import offered_as, packs_offered
from clerkcheck.desk.reasons import sources, waiting_for
from clerkcheck.desk.ticks import PageTicks
from clerkcheck.line.run import run_line
from clerkcheck.line.talk import Talk
from clerkcheck.line.walk import Walk
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.files import read_document

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.yaml"))
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=timezone(timedelta(hours=8)))
BLANK = {"pack": "qianjiang", "kind": "agenda_item", "title": "关于试用的议题"}


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch):
    """Nothing a test does is remembered on this machine."""
    monkeypatch.setenv("CLERKCHECK_CONFIG", str(tmp_path / "settings"))


@pytest.fixture
def blank(tmp_path):
    (tmp_path / "cases").mkdir()
    path = tmp_path / "cases" / "case.yaml"
    create(str(path), BLANK)
    return path


def walked(place, *answers):
    """Run the line mode on scripted answers, then the end of input; return all that was said."""
    said, left = [], list(answers)

    def ask(prompt):
        said.append(prompt)
        if not left:
            raise EOFError
        return left.pop(0)

    assert run_line(str(place), ask, said.append, calendar=national_calendar(), now=lambda: NOW) == 0
    return "\n".join(said)


def facts(path):
    return read_document(str(path)).data.get("facts", {})


class Clerk:
    """Answers each prompt as an example case says; what the example leaves open is not clear."""

    def __init__(self, session, example):
        self.session, self.example, self.said, self.asked = session, example, [], []

    def ask(self, prompt):
        words = self.session.pack.vocabulary
        if prompt.startswith("  1/2/0"):
            paper = self.named(words.materials)
            status = self.example.materials[paper].status if paper in self.example.materials else "unknown"
            return {"done": "1", "missing": "2", "unknown": "0"}[status]
        if prompt == "  > ":
            day = self.example.dates.get(self.named(words.dates))
            return day.isoformat() if day else ""
        return self.answer(self.session.page)

    def named(self, labels):
        """The id of what the paragraph before the prompt asks for."""
        told = ""
        for line in reversed(self.said):
            told = line.replace(" ", "") + told
            found = [name for name, label in labels.items() if told.startswith(label.replace(" ", "") + "（现在")]
            if found:
                return found[0]
        raise AssertionError(told)

    def answer(self, page):
        self.asked.append(page)
        known = self.example.facts
        if page.multi:
            numbered, express = list(enumerate(page.facts, 1)), PageTicks(self.session, page).left
            open_ = [f"{number}?" for number, fact in numbered if fact not in known]
            no = [f"{number}-" for number, fact in numbered if known.get(fact) is False and fact in express]
            return " ".join([*(str(number) for number, fact in numbered if known.get(fact)), *open_, *no])
        fact = page.facts[0]
        entry, value = self.session.fact(fact), known.get(fact)
        if not entry.of:
            return "" if value is None else str(value)
        if value is None:
            return "0"
        order = list(entry.of)
        return " ".join(str(order.index(v) + 1) for v in (value if isinstance(value, frozenset) else [value]))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_answers_of_an_example_end_in_its_report(path, tmp_path, session_of):
    example = session_of(path)
    blank = tmp_path / "case.yaml"
    excepted = {"exceptions": example.editor.data["exceptions"]} if example.case.exceptions else {}
    create(str(blank), new_data(example.pack.id, example.case.kind, example.case.title) | excepted)
    session = session_of(blank)
    clerk = Clerk(session, example.case)
    Walk(session, Talk(clerk.ask, clerk.said.append)).run()
    kept = {(f.clause, f.material, f.status) for f in session.report.findings}
    assert session.report.outcome == example.report.outcome
    wanted = {(f.clause, f.material, f.status) for f in example.report.findings}
    assert {each for each in kept if each[2] in BROKEN} == {each for each in wanted if each[2] in BROKEN}
    assert len(clerk.asked) == len(set(clerk.asked))  # nothing is asked twice
    assert read_document(str(blank)).data["facts"] == session.editor.data["facts"]


def test_the_first_question_is_the_one_the_app_asks(blank, session_of):
    page = session_of(blank).page
    said = walked(blank)
    entry = session_of(blank).fact(page.facts[0])
    assert f"【{page.group}】{entry.question}" in said
    for label in entry.of.values():
        assert label in said


def test_every_answer_is_on_disk_before_the_next_question(blank):
    seen = []

    def ask(_prompt):
        seen.append(facts(blank))
        if len(seen) == 3:
            raise EOFError
        return ["2", ""][len(seen) - 1]

    run_line(str(blank), ask, lambda _line: None, calendar=national_calendar(), now=lambda: NOW)
    assert seen[0] == {}
    assert seen[1] == {"meeting": "standing"}
    assert len(seen[2]) > 1
    assert not any(value for fact, value in seen[2].items() if fact != "meeting")  # 回车: none of them applies


@pytest.mark.parametrize("end", [(), ("q",), ("ｑ",)])
def test_leaving_keeps_what_was_answered(end, blank):
    said = walked(blank, "2", *end)
    assert facts(blank) == {"meeting": "standing"}
    assert "回答过的都存好了" in said


def test_zero_is_not_clear_and_not_no(blank, session_of):
    said = walked(blank, "0", "0")
    saved = facts(blank)
    assert saved["meeting"] == "unknown"
    assert set(saved.values()) == {"unknown"}
    assert session_of(blank).report.outcome == "undetermined"
    assert said.count("本议题这次准备提交哪个会议") == 1


def test_one_of_several_can_be_left_open(blank, session_of):
    session = session_of(blank)
    session.answer("meeting", "standing")
    page = session.page
    assert page.multi and len(page.facts) >= 3
    walked(blank, "1 3?")
    saved = facts(blank)
    assert saved[page.facts[0]] is True
    assert saved[page.facts[1]] is False
    assert saved[page.facts[2]] == "unknown"


@pytest.mark.parametrize("typed", ["1 2", "1,2", "1、2", "１　２", " 1  2 "])
def test_numbers_may_be_typed_as_an_input_method_gives_them(typed, blank, session_of):
    session = session_of(blank)
    session.answer("meeting", "standing")
    page = session.page
    walked(blank, typed)
    assert [facts(blank)[fact] for fact in page.facts[:3]] == [True, True, False]


@pytest.mark.parametrize("typed", ["9", "x", "-1", "2.5", "1 2", "二", "\x1b[A", pytest.param("9" * 5000, id="digits")])
def test_an_answer_that_cannot_be_is_said_and_asked_again(typed, blank):
    said = walked(blank, typed, "2")
    assert "输入 1 到 5 的数字" in said
    assert facts(blank) == {"meeting": "standing"}


def test_why_gives_article_and_words_and_asks_again(blank, session_of):
    page = session_of(blank).page
    first, *_more, others = sources(session_of(blank), waiting_for(session_of(blank), page.facts[0]))
    said = walked(blank, "?", "？", "2")
    assert first.startswith("第") and "“" in first and first[:16] in said
    assert others.startswith("另有") and others in said  # of sixty articles the few that matter
    assert "\n到现在：待确认，尚有" in said  # leaving, one hears how it stands
    assert facts(blank) == {page.facts[0]: "standing"}


def test_back_changes_an_earlier_answer_and_return_keeps_it(blank):
    walked(blank, "2", "b", "3")
    assert facts(blank) == {"meeting": "mayor_office"}
    walked(blank, "b", "q")
    said = walked(blank, "b")
    assert "这是第一题" in said
    assert facts(blank) == {"meeting": "mayor_office"}


def test_return_on_a_page_gone_back_to_changes_nothing(blank):
    walked(blank, "2", "1", "b", "", "q")
    once = facts(blank)
    assert sum(value is True for value in once.values()) == 1


def test_amounts_are_read_as_everywhere_and_zero_is_zero(tmp_path, session_of):
    path = tmp_path / "case.yaml"
    create(str(path), {**BLANK, "facts": {"meeting": "standing"}})
    walk = Walk(session_of(path), Talk(lambda _prompt: "", lambda _line: None))
    page = Page("资金与资产", ("amount_wan",), False)
    for typed, kept in (("500", 500), ("0.05亿元", 500), ("０", 0), ("", 0)):
        walk.answer_page(page, typed)
        assert walk.session.case.facts["amount_wan"] == kept


def test_papers_and_dates_are_asked_and_kept(example):
    path = example("standing-factory-buildings")
    data = read_document(path).data
    said = walked(path, *["1"] * 3, "b", "2")
    assert "公平竞争审查（现在：缺）" in said
    after = read_document(path).data["materials"]
    changed = {paper: value for paper, value in after.items() if value != data["materials"].get(paper)}
    assert changed
    assert {value if isinstance(value, str) else value["status"] for value in changed.values()} <= {"done", "missing"}
    for paper, value in data["materials"].items():
        if isinstance(value, dict):
            assert {**after[paper], "status": ""} == {**value, "status": ""}  # date, number and issuer stay


def test_a_date_is_echoed_whole_and_can_be_cleared(example):
    path = example("standing-factory-buildings")
    papers = walked(path).count("  1/2/0 > ")
    assert papers == 1
    count = 0
    while "日期：如" not in walked(path, *[""] * count):
        count += 1
        assert count < 30
    said = walked(path, *[""] * count, "12-11")
    assert "2026年12月11日 周五" in said
    dates = read_document(path).data["dates"]
    assert "2026-12-11" in [str(day) for day in dates.values()]
    walked(path, *[""] * count, "明天", "-")
    assert len(read_document(path).data["dates"]) == len(dates) - 1


def test_a_finished_case_ends_with_its_report(example, tmp_path):
    path = example("budget-supplement-500")
    said = walked(path, *[""] * 30)
    assert "不得报送：不符合 1 项" in said
    assert "第四十五条“8. 500万元及以上的预算追加、预备费动用”" in said.replace("\n           ", "")
    assert said.endswith(f"存在 {path}")
    verdict, step, printing, _kept = said.splitlines()[-4:]  # in view, whatever has scrolled away
    assert verdict == "结论：不得报送，不符合 1 项" and step.startswith("下一步：")
    words = shlex.split(printing.removeprefix("打印自查表："))
    paper = tmp_path / words[-1]
    assert words[0] == "clerkcheck" and main([*words[1:-1], str(paper)]) == 1 and paper.stat().st_size > 5000


def test_a_case_is_chosen_from_a_folder_by_number(example, tmp_path):
    example("report-to-leader")
    (tmp_path / "坏的.yaml").write_text("a: [", encoding="utf-8")
    said = walked(tmp_path, "7", "9" * 5000, "1")
    assert "没有“7”这一项" in said
    assert "没有“9999" in said
    assert "坏的.yaml：读不了" in said
    assert "关于2026年秋冬农业生产情况的报告" in said


def test_a_new_case_needs_government_kind_and_title_alone(tmp_path):
    said = walked(tmp_path, "9", "4", "1", "", "关于A/B两路\x07的议题", "关于A/B两路的议题", "0", "2")
    (path,) = tmp_path.glob("*.yaml")
    data = read_document(str(path)).data
    assert data["title"] == "关于A/B两路的议题"
    assert data["kind"] == "agenda_item"
    assert data["facts"] == {"meeting": "standing"}
    assert data["history"][0]["what"].startswith("新建")
    assert "已建" in said
    offered = [offered_as(pack) for pack in packs_offered(str(tmp_path))]
    again = walked(tmp_path, "n", "", "1", "关于另一件的议题", "0")
    told = [line[4:] for line in again.partition("新建一件\n")[2].splitlines() if line[:4].strip().isdigit()]
    assert told[: len(offered)] == offered  # in the order of the app
    assert "哪里的规则（回车 照上次，4） > " in again
    assert read_document(str(tmp_path / "关于另一件的议题.yaml")).data["pack"] == data["pack"] == "qianjiang"


def test_a_place_that_cannot_be_read_is_an_error(tmp_path):
    broken = tmp_path / "坏的.yaml"
    broken.write_text("pack: qianjiang\nkind: [", encoding="utf-8")
    before = broken.read_bytes()
    with pytest.raises(InputError, match="坏的"):
        walked(broken)
    assert broken.read_bytes() == before


def test_a_save_that_fails_is_said_and_the_walk_goes_on(blank, monkeypatch):
    from clerkcheck.desk import session

    def full(*_arguments):
        raise InputError("写不进去：磁盘已满")

    monkeypatch.setattr(session, "save", full)
    said = walked(blank, "2")
    assert "请留意：没有存上：写不进去：磁盘已满" in said
    assert "下列哪些适用" in said


def test_through_a_pipe_without_textual_cursor_moves_or_colour(blank):
    code = (
        "import sys; from clerkcheck.line.run import run_line; status = run_line(sys.argv[1]); "
        "print('loaded:', 'textual' in sys.modules, 'rich' in sys.modules); raise SystemExit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(blank)],
        input="2\n\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "TERM": "dumb", "PYTHONIOENCODING": "utf-8"},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "loaded: False False" in done.stdout
    assert "\x1b" not in done.stdout and "\r" not in done.stdout
    assert facts(blank)["meeting"] == "standing"


def test_a_json_case_works_too(tmp_path):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(BLANK, ensure_ascii=False), encoding="utf-8")
    walked(path, "2")
    assert json.loads(path.read_text(encoding="utf-8"))["facts"] == {"meeting": "standing"}


def test_what_must_be_said_expressly_is_not_taken_for_no(session_of, example):
    session = session_of(example("standing-factory-buildings"))
    session.change({"facts": {"lead_attends": None, "urgently_needed": None}}, "清除")
    page = session.page
    assert "lead_attends" in page.facts
    walk = Walk(session, Talk(lambda _prompt: "", lambda _line: None))
    walk.answer_page(page, "")
    assert "lead_attends" in session.unsure  # an empty line says no to the rest, not to this
    walk.answer_page(page, f"{page.facts.index('lead_attends') + 1}-")
    assert session.case.facts["lead_attends"] is False


def test_lines_are_no_wider_than_the_terminal(monkeypatch):
    monkeypatch.setattr("os.get_terminal_size", lambda _file: os.terminal_size((60, 18)))
    monkeypatch.setattr("sys.stdout", SimpleNamespace(fileno=lambda: 1))
    said = []
    Talk(str, said.append).say(
        "含落款署名的单位，部门代拟、以政府名义印发的选政府。" * 4, first="  说明：", rest=" " * 8
    )
    assert len(said) > 3 and max(map(cells, said)) <= 60


def test_what_the_title_speaks_of_must_be_said(tmp_path, session_of):
    create(str(tmp_path / "case.yaml"), BLANK | {"title": "关于拆迁经费的议题"})
    session, said = session_of(tmp_path / "case.yaml"), []
    Walk(session, Talk(lambda _prompt: "", said.append)).show_page(session.page_asking("funds"))
    text = "".join(line.strip() for line in said)
    assert "标题里写了“经费”，要明确：是填" in text
