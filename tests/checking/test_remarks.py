"""contract.md: dates and answers that cannot be get a remark, never silence; the verdict stays what it is."""

import json
import shutil
from pathlib import Path

import pytest

from clerkcheck.cli.main import run

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


def remarks(report):
    return [(each.about, each.text) for each in report.remarks]


@pytest.mark.parametrize(
    ("dates", "about", "words"),
    [
        pytest.param({"meeting": "2062-12-08"}, "meeting", "请核对年份", id="36 years off"),
        pytest.param({"meeting": "2025-11-10"}, "meeting", "请核对年份", id="last year by a slip"),
        pytest.param({"meeting": "2026-12-12"}, "meeting", "周六，不是工作日", id="a Saturday"),
        pytest.param({"meeting": "2027-01-01"}, "meeting", "元旦放假，不是工作日", id="a holiday"),
        pytest.param(
            {"meeting": "2026-12-10", "submitted": "2026-12-11"}, "meeting", "早于报送", id="sent in after it"
        ),
        pytest.param(
            {"consulted": "2026-11-10", "consultation_replied": "2026-11-09"},
            "consultation_replied",
            "早于征求意见（会签）发出日 2026-11-10",
            id="answered before it was asked",
        ),
        pytest.param({"meeting": "2025-12-10"}, "meeting", "早 347 天，请核对年份", id="last year's December"),
        pytest.param({"meeting": "2026-05-22"}, "meeting", "早 184 天", id="a day more than half a year"),
        pytest.param({"submitted": "2025-12-04"}, "submitted", "早 353 天", id="sent in last year"),
        pytest.param({"received": "2026-02-05"}, "received", "早 290 天", id="received long ago"),
    ],
)
def test_a_date_that_cannot_be(judge, dates, about, words):
    [(found, text)] = remarks(judge(kind="agenda_item", dates=dates))
    assert found == about
    assert words in text


def test_a_day_made_up_for_a_holiday_is_a_working_day(judge):
    assert remarks(judge(kind="agenda_item", dates={"meeting": "2026-10-10"}, as_of="2026-09-28")) == []


def test_ordinary_dates_are_not_remarked_on(judge):
    dates = {"submitted": "2026-12-04", "meeting": "2026-12-10", "consulted": "2026-11-10"}
    assert remarks(judge(kind="agenda_item", dates=dates)) == []


@pytest.mark.parametrize(
    "dates",
    [
        pytest.param({"meeting": "2026-05-25"}, id="half a year ago"),
        pytest.param({"meeting": "2027-06-01"}, id="half a year to come"),
        pytest.param({"consulted": "2025-12-10", "published": "2025-12-10"}, id="what may take a year"),
    ],
)
def test_what_may_well_be(judge, dates):
    assert remarks(judge(kind="agenda_item", dates=dates)) == []


def paper(day, status="done"):
    return {"legality_review": {"status": status, "date": day}}


def test_a_paper_at_hand_is_not_of_a_day_to_come(judge):
    [(about, text)] = remarks(judge(kind="agenda_item", materials=paper("2026-11-23")))
    assert about == "legality_review"
    assert text.endswith("的日期 2026-11-23 在查询日 2026-11-22 之后，请核对")


@pytest.mark.parametrize(
    "materials",
    [
        pytest.param(paper("2026-11-22"), id="of the day itself"),
        pytest.param(paper("2026-11-30", "missing"), id="not there yet"),
    ],
)
def test_a_paper_whose_date_may_be(judge, materials):
    assert remarks(judge(kind="agenda_item", materials=materials)) == []


def test_a_remark_changes_no_verdict(judge_plain):
    assert judge_plain(dates={"meeting": "2062-12-08"}).outcome == "ready"


CLOSED = "“依法不予公开或者依法需要保密”填“是”，“涉及国家秘密、敏感信息或依法需要保密”填“否”"
MINUTES = "“文种”填的不是“纪要”，“纪要所记的会议”填的不是“不是会议纪要”：只有纪要才填所记的会议，请核对"
FUNDS = {"genre": "reply", "budget_item": ["supplement"], "funds": True}
AT_ODDS = [
    pytest.param("national", {"barred_from_disclosure": True, "classified": False}, CLOSED, id="barred, not classified"),
    pytest.param("qianjiang", {"secrecy_level": "secret", "classified": False}, "填的是“秘密”、“机密”、“绝密”之一", id="a level"),
    pytest.param("weidong", {"genre": "letter", "minutes_of": "special"}, MINUTES, id="the minutes of a letter"),
    pytest.param("qianjiang", {"budget_item": ["reserve"], "funds": False}, "预算事项都涉及经费", id="one of several"),
    pytest.param("shapingba", {"agenda_matters": ["none"], "settlement_overrun_wan": 0.5}, "超过合同总价的，", id="over the contract"),
    pytest.param("shapingba", {"agenda_matters": ["land_grant"], "investment_overrun_wan": 800}, "超过概算批复的，", id="over the estimate"),
    pytest.param("shapingba", {"agenda_matters": ["fiscal_plan"], "funds": False}, "都涉及经费", id="a plan of funds"),
    pytest.param("qianjiang", {"budget_item": ["none"], "budget_amount_wan": 800}, "就没有这笔金额", id="an amount of no budget"),
    pytest.param("qianjiang", {"budget_item": ["none"], "use_unspecified": True}, "还没明确用途", id="unspecified funds"),
    pytest.param("qianjiang", {"matter": ["industry_plan"], "strategy_or_plan": False}, "就是重要规划", id="an industry plan"),
    pytest.param("weidong", {"hold_meeting": ["none"], "invites_streets": True}, "总有要开的会", id="invited to no meeting"),
    pytest.param("jinchuan", {"overall_matter": ["budget_accounts"], "funds": False}, "都涉及经费", id="the accounts"),
    pytest.param("chongqing", {"matter_category": ["fiscal_budget"], "funds": False}, "都涉及经费", id="the budget"),
    pytest.param("national", {"secrecy_level": "none", "secrecy_years": 10}, "没有保密期限", id="a term of no secret"),
    pytest.param("weidong", {"other_departments": False, "disagreement": True}, "有分歧的，", id="nobody to disagree"),
    pytest.param("weidong", {"genre": "report", "contains_request": False, "matters_count": 1}, "就是夹带", id="a request in a report"),
    pytest.param("shapingba", {"minutes_of": "standing", "chaired_by_office": True}, "只问专题会议", id="chaired by the office"),
    pytest.param("shapingba", {"agenda_matters": ["project_cost"], "settlement_overrun_wan": 0.5}, None, id="over, and said"),
    pytest.param("shapingba", {"agenda_matters": ["none"], "settlement_overrun_wan": 0}, None, id="not over"),
    pytest.param("qianjiang", {**FUNDS, "land_funds_decision": False}, "就是审定资金，请核对", id="a reply that decides funds"),
    pytest.param("qianjiang", {**FUNDS, "land_funds_decision": True}, None, id="a reply that says so"),
    pytest.param("chongqing", {"soe_action": "none", "soe_amount_wan": 0}, None, id="no amount of nothing"),
    pytest.param("qianjiang", {"barred_from_disclosure": True}, None, id="unknown is no answer"),
    pytest.param("qianjiang", {"disagreement": False, "divergence_left": "none"}, None, id="none left of none"),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "facts", "words"), AT_ODDS)
def test_answers_that_contradict_each_other(pack, facts, words, tmp_path, capsys):
    case = {"pack": pack, "kind": "document", "title": "关于演示的函", "facts": facts}
    (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")
    run(["check", str(tmp_path / "case.json"), "-f", "json"])
    said = [each["text"] for each in json.loads(capsys.readouterr().out)["remarks"]]
    assert len(said) == (words is not None)
    assert words is None or words in said[0]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        pytest.param("{fund: true, land: false}", ("没有 fund 这个事实", "是不是 funds"), id="no such fact"),
        pytest.param("{genre: minute, land: false}", ("没有 minute 这个答案", "是不是 minutes"), id="no such value"),
        pytest.param("{funds: minutes, land: false}", ("没有 minutes 这个答案", "写 true 或 false"), id="no yes or no"),
        pytest.param("{funds: {no: true}, land: false}", ("at_odds",), id="another key"),
        pytest.param("{funds: true}", ("at_odds.0.answers", "至少"), id="one answer alone"),
    ],
)
def test_answers_at_odds_are_looked_up_where_they_stand(entry, said, tmp_path, capsys):
    shutil.copytree(MINI, tmp_path / "mini")
    pack = tmp_path / "mini" / "pack.yaml"
    text = pack.read_text(encoding="utf-8")
    assert "\nvocabulary:\n" in text
    own = f"\nvocabulary:\n  at_odds: [{{answers: {entry}, why: 不能都对}}]\n"
    pack.write_text(text.replace("\nvocabulary:\n", own), encoding="utf-8")
    line = own.count("\n", 0, own.index("at_odds")) + text[: text.index("\nvocabulary:")].count("\n") + 1
    assert run(["pack", "lint", str(tmp_path / "mini")]) == 2
    out = capsys.readouterr().out
    assert f"pack.yaml 第 {line} 行" in out and all(each in out for each in said), out
