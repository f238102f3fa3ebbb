"""A day that can be put off (可以延长至30日), with an approval that a paper shows: 第六条 of tests/data/tiers."""

from datetime import date
from pathlib import Path

import pytest

from clerkcheck import load_case
from clerkcheck.__main__ import main
from clerkcheck.reports.checklist import checklist
from clerkcheck.reports.json import report_data
from clerkcheck.reports.verdict import Verdict
from small_packs import fault_of

TIERS = str(Path(__file__).resolve().parents[1] / "data" / "tiers")
PAPER = "extension_approval"
DATES = {"published": "2026-11-10"}  # the 15th day is 25 November, the 30th 10 December
BETWEEN = DATES | {"filed": "2026-12-01"}
FIRST, LATER, PASSED = date(2026, 11, 25), date(2026, 12, 10), date(2026, 12, 11)
ASKED = [("material", PAPER)]


@pytest.fixture
def judged(judged_by_both):
    """The report of a document with the paper, dates and a day."""

    def judge(status, dates, as_of, facts=None):
        facts = facts or {"other_departments": False, "normative_document": True}
        parts = {"title": "办法", "facts": facts, "dates": dates, "materials": {PAPER: status}}
        return judged_by_both(as_of, kind="document", **parts)

    return judge


@pytest.mark.parametrize(
    ("status", "dates", "as_of", "expected", "due", "asked"),
    [
        pytest.param("missing", BETWEEN, PASSED, "missed", FIRST, [], id="without the paper the first day counts"),
        pytest.param("done", BETWEEN, PASSED, "met", LATER, [], id="with it the extended one"),
        pytest.param("unknown", BETWEEN, PASSED, "open", FIRST, ASKED, id="between, paper unknown"),
        pytest.param("unknown", DATES | {"filed": "2026-11-25"}, PASSED, "met", FIRST, [], id="before, in any case"),
        pytest.param("unknown", DATES | {"filed": "2026-12-11"}, PASSED, "missed", FIRST, [], id="after, in any case"),
        pytest.param("done", DATES | {"filed": "2026-12-11"}, PASSED, "missed", LATER, [], id="put off, and late"),
        pytest.param("unknown", DATES, FIRST, "pending", FIRST, [], id="not due yet"),
        pytest.param("unknown", DATES, LATER, "open", FIRST, [*ASKED, ("date", "filed")], id="due unless put off"),
        pytest.param("done", DATES, LATER, "pending", LATER, [], id="put off, not due yet"),
        pytest.param("unknown", DATES, PASSED, "overdue", FIRST, [("date", "filed")], id="overdue in any case"),
    ],
)
def test_the_paper_decides_which_day_counts(judged, status, dates, as_of, expected, due, asked):
    report = judged(status, dates, as_of)
    assert ([each.status for each in report.findings], report.deadlines[0].due) == ([expected], due)
    assert [(each.about, each.id) for each in report.questions] == asked


def test_while_it_may_not_apply_only_what_could_break_it_is_open(judged):
    facts = {"other_departments": False}
    assert [each.status for each in judged("unknown", BETWEEN, PASSED, facts).findings] == ["open"]
    assert judged("done", BETWEEN, PASSED, facts).deadlines == ()


def test_the_report_says_who_approved_and_by_which_article(judged, tiers, tmp_path):
    report = judged("done", BETWEEN, PASSED)
    verdict, text = Verdict(report, tiers), "已经县长批准延长至12月10日"
    assert [line.text for line in verdict.cautions() if line.label == "延长"] == [f"规范性文件备案{text}，依据第六条"]
    assert text in [line.text for line in verdict.deadlines()[0].lines]
    assert text in report.findings[0].message
    data = report_data(report)["deadlines"][0]
    assert (data["offset"], data["extension"]) == (
        30,
        {"material": PAPER, "by": ["mayor"], "status": "done", "first": "2026-11-25", "extended": "2026-12-10"},
    )
    case = load_case(tmp_path / "case.json", tiers)
    assert ("延期批示", "有", "第六条", f"规范性文件备案：{text}") in checklist(verdict, case).rows


def test_what_is_not_put_off_says_that_it_could_be(judged, tiers):
    could = "经县长批准可延长至12月10日"
    (entry,) = Verdict(judged("unknown", BETWEEN, PASSED), tiers).to_settle()
    assert (entry.state, entry.subject) == ("paper_open", f"延期批示（规范性文件备案：{could}）")
    late = judged("missing", BETWEEN, PASSED)
    assert (late.outcome, could in late.findings[0].message) == ("blocked", True)
    assert could not in judged("missing", DATES | {"filed": "2026-11-25"}, PASSED).findings[0].message


EXTEND = "bound: latest,\n     extend: {offset: 30, unit: day, paper: extension_approval, by: mayor}"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param(EXTEND.replace("30", "15"), "延长后的期限 15 不比原来的 15 晚", id="no longer"),
        pytest.param(EXTEND.replace("offset: 30, ", ""), "缺少 offset", id="no offset"),
        pytest.param(EXTEND.replace("by: mayor", "by: mayr"), "是不是 mayor", id="role"),
        pytest.param(EXTEND.replace("extension_ap", "extension_aq"), "是不是 extension_approval", id="paper"),
        pytest.param(EXTEND.replace("unit: day", "unit: days"), "是不是 day", id="unit"),
        pytest.param(EXTEND.replace("latest", "earliest"), "extend 只用于最迟的期限", id="earliest"),
    ],
)
def test_a_faulty_extension_is_one_message_at_its_line(tmp_path, written, said):
    line = fault_of(TIERS, tmp_path / "tiers", EXTEND, written)
    assert "rules.yaml 第 3" in line
    assert said in line


def test_the_pack_commands_read_it_back(capsys):
    assert main(["pack", "show", TIERS, "第六条"]) == 0
    assert "经县长批准，可延长至 30 日" in capsys.readouterr().out.replace("\n      ", "")
    assert main(["pack", "lint", TIERS]) == 0
    assert main(["pack", "test", TIERS]) == 0
    assert main(["pack", "coverage", TIERS]) == 0
    assert "ti-6-1" in capsys.readouterr().out
