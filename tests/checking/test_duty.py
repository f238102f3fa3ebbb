"""contract.md: what is somebody else's duty, or comes afterwards, is listed with its dates and never changes a verdict."""

import pytest


def deadlines(report):
    return {each.clause: (each.duty, each.status) for each in report.deadlines}


@pytest.mark.parametrize(
    ("replied", "as_of", "expected"),
    [("2026-11-30", "2026-12-01", "missed"), (None, "2026-12-01", "overdue"), (None, "2026-11-20", "pending")],
)
def test_a_bureau_that_is_late_is_listed_and_blocks_nothing(judge_plain, replied, as_of, expected):
    dates = {"consulted": "2026-11-16", "consultation_replied": replied}
    report = judge_plain({"other_departments": True}, dates=dates, as_of=as_of)
    assert deadlines(report)["mi-5-5"] == ("others", expected)
    assert report.outcome == "ready"
    assert report.questions == ()


def test_what_comes_after_issue_is_listed_and_blocks_nothing(judge_plain):
    dates = {"published": "2026-09-04", "effective": "2026-10-08", "filed": "2026-11-01"}
    report = judge_plain({"normative_document": True}, dates=dates)
    assert deadlines(report) == {"mi-5-3": ("", "met"), "mi-5-6": ("afterwards", "missed")}
    assert report.outcome == "ready"


def test_a_condition_not_known_of_another_ones_duty_leaves_nothing_open(judge_plain):
    dates = {"consulted": "2026-11-02", "consultation_replied": "2026-11-20"}
    report = judge_plain(dates=dates)
    assert deadlines(report)["mi-5-5"] == ("others", "open")
    assert (report.outcome, report.questions) == ("ready", ())


def test_the_finding_says_whose_duty_it_is(judge_plain):
    dates = {"consulted": "2026-11-02", "consultation_replied": "2026-11-20"}
    report = judge_plain({"other_departments": True}, dates=dates)
    [finding] = [each for each in report.findings if each.clause == "mi-5-5"]
    assert (finding.status, finding.duty, finding.counts) == ("missed", "others", False)
