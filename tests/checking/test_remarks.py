"""contract.md: dates that cannot be get a remark with the report, never silence; the verdict stays what it is."""

import pytest


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
