"""What stands under the verdict: the "no"s that carry it, what was not looked at, exceptions, and the next step."""

from datetime import date

import pytest

from at_the_desk import EXAMPLES
from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.loading import case_of
from clerkcheck.checking.check import check
from clerkcheck.packs.store import load_pack
from clerkcheck.reading.documents import Document
from clerkcheck.reading.files import read_document
from clerkcheck.reports.next_step import next_step
from clerkcheck.reports.sheet_text import render_text
from clerkcheck.reports.verdict import Verdict

CALENDAR = national_calendar()


@pytest.fixture
def verdict_of():
    """The verdict on an example with some of its parts replaced."""

    def made(stem, as_of="2026-11-22", **changes):
        data = {**read_document(str(EXAMPLES / f"{stem}.yaml")).data, **changes}
        pack = load_pack(data["pack"])
        case = case_of(Document("case.yaml", "", {k: v for k, v in data.items() if v is not None}, {}), pack)
        return Verdict(check(case, pack, CALENDAR, date.fromisoformat(as_of)), pack)

    return made


def lines(verdict):
    return {line.label: line.text for line in verdict.cautions()}


def test_a_verdict_without_a_day_says_which_deadline_it_did_not_look_at(verdict_of):
    without = verdict_of("personnel-appointments", dates=None)
    assert without.report.outcome == "ready"
    assert without.sentence() == "可以报送：要件齐全，未发现不符合之处，1 个期限没有核"
    assert lines(without)["没有核"] == "未填会议召开日，议题材料报送截止没有核"
    assert next_step(without) == "填会议召开日，才能核期限（区人力社保局）"


def test_a_verdict_that_rests_on_an_exception_says_so_at_once(verdict_of):
    verdict = verdict_of("major-contract-textile-investment")
    assert verdict.sentence().endswith("，例外 1 项")
    assert lines(verdict)["例外"] == "第四十九条按例外处理，其余照查"
    assert "例外：第四十九条按例外处理" in render_text(verdict)


def test_the_next_step_says_what_by_whom_and_by_when(verdict_of):
    assert next_step(verdict_of("standing-factory-buildings")).endswith("（区经济信息委，12月10日 周四前）")
    late = verdict_of("standing-factory-buildings", dates={"meeting": "2026-11-30"}, as_of="2026-11-28")
    assert next_step(late).endswith("（区经济信息委，11月25日 周三已过，尽快）")


def test_where_all_is_in_order_the_next_step_is_to_hand_it_in(verdict_of):
    assert next_step(verdict_of("letter-city-transport")) == "打印自查表，连同要件送审（区政府办公室）"
    assert "\n下一步：打印自查表" in render_text(verdict_of("letter-city-transport"))
    open_ = verdict_of("letter-city-transport", facts={})
    assert open_.report.outcome == "undetermined" and "打印自查表" not in next_step(open_)


def test_questions_come_before_papers_and_both_before_dates(verdict_of):
    verdict = verdict_of("emergency-landslide-reserve", dates=None, facts={"meeting": "standing"}, materials=None)
    assert next_step(verdict).startswith("答清“") and "经办人" in next_step(verdict)


def test_where_no_clause_names_a_meeting_that_is_said(verdict_of):
    told = [entry.subject for entry in verdict_of("emergency-landslide-reserve").decided_by()]
    assert "没有条款规定必须上哪个会议" in told


def test_a_meeting_closed_to_the_case_is_not_named_as_one_that_decides():
    facts = {"meeting": "standing", "concerns_whole": False, "major_matter": True, "overall_matter": "key_policy"}
    data = {
        "pack": "jinchuan",
        "kind": "agenda_item",
        "title": "关于发放补贴的议题",
        "dates": {"meeting": "2026-11-30"},
    }
    pack = load_pack("jinchuan")

    def told(**more):
        case = case_of(Document("case.yaml", "", {**data, "facts": {**facts, **more}}, {}), pack)
        verdict = Verdict(check(case, pack, CALENDAR, date(2026, 11, 29)), pack)
        entries = verdict.decided_by()
        return verdict, [e.subject for e in entries if e.state in ("meeting", "possible_meeting")]

    verdict, subjects = told(agenda_matter=["important_work", "work_report"])
    assert subjects[0] == "全体会议（照现在的回答不得上常务会议，见第四十七条）"
    assert verdict.report.forum == ("plenary", "standing")  # what the clauses on meetings say is reported as it is
    assert "其他需要全体会议讨论的重大事项，可以上全体会议" in subjects
    assert not any("可以上常务会议" in each for each in subjects)
    assert (
        next_step(verdict) == "撤回；第二十四条所列事项改提全体会议，其他的改提区长办公会议或专题会议（申报单位）"
    )  # no day that was missed
    assert told(agenda_matter="important_work", concerns_whole=True)[1][0] == "全体会议或常务会议"
