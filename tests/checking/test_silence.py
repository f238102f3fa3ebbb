"""Silence as consent (逾期未回复的，视为同意): only what has expressly not come, and after its day (tests/data/tiers)."""

from datetime import date
from pathlib import Path

import pytest

from clerkcheck import load_case
from clerkcheck.reports.checklist import checklist
from clerkcheck.reports.json import report_data
from clerkcheck.reports.verdict import Verdict
from small_packs import fault_of

TIERS = str(Path(__file__).resolve().parents[1] / "data" / "tiers")
OPINIONS = "department_opinions"
CONSULTED = {"consulted": "2026-12-01"}  # the fifth working day after it is 8 December
PASSED = date(2026, 12, 9)


@pytest.fixture
def judged(judged_by_both):
    """The report of a document with a paper and dates on a day."""

    def judge(status, dates, as_of, facts=None, **more):
        facts = facts or {"other_departments": True}
        return judged_by_both(as_of, kind="document", facts=facts, materials={OPINIONS: status}, dates=dates, **more)

    return judge


@pytest.mark.parametrize(
    ("status", "dates", "as_of", "expected", "asked"),
    [
        pytest.param("missing", CONSULTED, PASSED, "met", [], id="the day has passed"),
        pytest.param("missing", CONSULTED, date(2026, 12, 8), "missing", [], id="on the last day"),
        pytest.param("unknown", CONSULTED, PASSED, "open", [("material", OPINIONS)], id="nobody says it has not come"),
        pytest.param("missing", {}, PASSED, "open", [("date", "consulted")], id="start unknown"),
        pytest.param("done", {}, PASSED, "met", [], id="it has come"),
        # 2028 is not published: the fifth working day is provisional, and the whole range must have passed
        pytest.param("missing", {"consulted": "2028-01-20"}, date(2028, 1, 28), "missing", [], id="within the range"),
        pytest.param("missing", {"consulted": "2028-01-20"}, date(2028, 3, 20), "met", [], id="beyond the range"),
    ],
)
def test_silence_is_consent_only_after_its_day(judged, status, dates, as_of, expected, asked):
    report = judged(status, dates, as_of)
    assert [each.status for each in report.findings] == [expected]
    assert [(each.about, each.id) for each in report.questions] == asked


def test_the_report_says_that_it_rests_on_silence_and_since_when(judged, tiers, tmp_path):
    report = judged("missing", CONSULTED, PASSED)
    text = "有关部门意见：逾期未回复，视为同意（12月8日届满）".replace(
        "有关部门意见", tiers.vocabulary.materials[OPINIONS]
    )
    verdict = Verdict(report, tiers)
    assert [line.text for line in verdict.cautions() if line.label == "视为同意"] == [f"{text}，依据第五条"]
    assert [each.subject for each in verdict.satisfied()] == [f"{text}（第五条）"]
    assert report_data(report)["deemed"] == [
        {"material": OPINIONS, "clause": "ti-5-1", "from": "consulted", "from_date": "2026-12-01", "due": "2026-12-08"}
    ]
    row = checklist(verdict, load_case(tmp_path / "case.json", tiers)).rows[0]
    assert (row[1], text in row[3]) == ("视为同意", True)


def test_before_its_day_the_remedy_says_when_silence_would_do(judged, tiers):
    (entry,) = Verdict(judged("missing", CONSULTED, date(2026, 12, 2)), tiers).to_do()
    assert "12月8日届满仍未回复的，视为同意" in entry.lines[1].text
    (entry,) = Verdict(judged("missing", {}, PASSED), tiers).to_settle()
    assert "看不出是否逾期" in entry.subject


DEEMED = "needs: department_opinions, deemed: {from: consulted, offset: 5, unit: workday}"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param(DEEMED.replace("needs: department_opinions", "any_of: [department_opinions, finance_opinion]"),
                     "deemed 只用于一件要件", id="any_of"),
        pytest.param(DEEMED.replace("department_opinions", "[department_opinions, finance_opinion]"),
                     "deemed 只用于一件要件", id="two papers"),
        pytest.param(DEEMED.replace("from: consulted", "from: consultd"), "是不是 consulted", id="date"),
        pytest.param(DEEMED.replace("offset: 5, ", ""), "缺少 offset", id="no offset"),
        pytest.param(DEEMED.replace("offset: 5", "offset: -5"), "-5", id="before"),
        pytest.param(DEEMED.replace("workday", "workdays"), "是不是 workday", id="unit"),
    ],
)  # fmt: skip
def test_a_faulty_deemed_is_one_message_at_its_line(tmp_path, written, said):
    line = fault_of(TIERS, tmp_path / "tiers", DEEMED, written)
    assert "rules.yaml 第 26 行" in line
    assert said in line
