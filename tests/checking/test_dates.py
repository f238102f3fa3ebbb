"""contract.md, "Dates" and its deadlines. In 2026 1 to 7 October are off and Saturday 10 October is worked."""

from datetime import date

import pytest

EARLY, LATE = "2026-12-07", "2026-12-08"  # three working days before Thursday 10 December is Monday 7 December


def deadline(report, clause):
    found = [each for each in report.deadlines if each.clause == clause]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("submitted", "as_of", "expected", "outcome_of_clause"),
    [
        ("2026-12-06", "2026-12-09", "met", "met"),
        (EARLY, "2026-12-09", "met", "met"),
        (LATE, "2026-12-01", "missed", "missed"),
        (None, "2026-12-01", "pending", "pending"),
        (None, EARLY, "pending", "pending"),
        (None, LATE, "overdue", "overdue"),
    ],
)
def test_latest_workdays_before(judge, status_of, submitted, as_of, expected, outcome_of_clause):
    dates = {"meeting": "2026-12-10", "submitted": submitted}
    report = judge(kind="agenda_item", dates=dates, as_of=as_of)
    found = deadline(report, "mi-5-1")
    assert (found.status, found.due, found.provisional) == (expected, date(2026, 12, 7), False)
    assert status_of(report, "mi-5-1") == [outcome_of_clause]


def test_without_the_start_date_it_is_not_listed(judge, status_of):
    report = judge(kind="agenda_item", dates={"submitted": "2026-12-08"})
    assert deadline(report, "mi-5-1") is None
    assert status_of(report, "mi-5-1") == []


@pytest.mark.parametrize(
    ("vital", "issued", "expected"),
    [
        (True, "2026-11-20", "met"),
        (True, "2026-11-21", "missed"),
        (None, "2026-11-21", "open"),
        (None, "2026-11-20", None),
        (None, None, "open"),  # past its day and not known to be done: nothing says that it was kept
        (False, "2026-11-21", None),
    ],
)
def test_an_unknown_condition_lists_a_broken_deadline_alone(judge, status_of, vital, issued, expected):
    # ten days after 10 November is Friday 20 November
    dates = {"meeting": "2026-11-10", "minutes_issued": issued}
    report = judge({"vital_interests": vital}, kind="agenda_item", dates=dates)
    found = deadline(report, "mi-5-2")
    assert (found.status if found else None) == expected
    assert status_of(report, "mi-5-2") == ([expected] if expected else [])
    asked = [each.id for each in report.facts_asked() if "mi-5-2" in each.clauses]
    assert asked == (["vital_interests"] if expected == "open" else [])


def test_the_start_day_is_not_counted(judge):
    report = judge({"vital_interests": True}, kind="agenda_item", dates={"meeting": "2026-11-10"})
    assert deadline(report, "mi-5-2").due == date(2026, 11, 20)


def test_workdays_skip_holidays_and_count_make_up_days(judge):
    # Monday 12 October: before it 10 October (Saturday, worked), 9 October, 8 October
    report = judge(kind="agenda_item", dates={"meeting": "2026-10-12"})
    assert deadline(report, "mi-5-1").due == date(2026, 10, 8)


def test_a_start_on_a_day_off_is_not_counted_either(judge):
    # before Sunday 22 November the third working day is Wednesday 18 November
    report = judge(kind="agenda_item", dates={"meeting": "2026-11-22"})
    assert deadline(report, "mi-5-1").due == date(2026, 11, 18)


def test_a_latest_day_off_moves_on_when_counted_forward(judge):
    report = judge({"vital_interests": True}, kind="agenda_item", dates={"meeting": "2026-09-24"})
    assert deadline(report, "mi-5-2").due == date(2026, 10, 8)  # 4 October is a holiday


@pytest.mark.parametrize(("sent", "expected"), [("2026-10-02", "met"), ("2026-10-03", "missed")])
def test_a_latest_day_off_counted_backward_stays_with_advice(judge, sent, expected):
    dates = {"meeting": "2026-10-12", "document_issued": sent}
    found = deadline(judge({"vital_interests": True}, kind="agenda_item", dates=dates), "mi-5-4")
    # 2 October is a holiday: no law moves it back, so the plain day judges (民法典第二百零三条 only moves on).
    assert (found.due, found.advice, found.status) == (date(2026, 10, 2), date(2026, 9, 30), expected)


def test_a_working_day_counted_backward_needs_no_advice(judge):
    report = judge({"vital_interests": True}, kind="agenda_item", dates={"meeting": "2026-11-20"})
    assert (deadline(report, "mi-5-4").due, deadline(report, "mi-5-4").advice) == (date(2026, 11, 10), None)


def test_an_earliest_day_not_waited_for_is_too_early_never_too_late(judge):
    dates = {"published": "2026-09-04", "effective": "2026-10-03"}
    report = judge({"normative_document": True}, dates=dates)
    [message] = [each.message for each in report.findings if each.clause == "mi-5-3"]
    assert message.startswith("不足期限：")


def test_an_earliest_day_off_does_not_move(judge):
    report = judge({"normative_document": True}, dates={"published": "2026-09-04"})
    assert deadline(report, "mi-5-3").due == date(2026, 10, 4)


@pytest.mark.parametrize(
    ("effective", "expected"),
    [
        ("2026-10-03", "missed"),
        ("2026-10-04", "met"),
        ("2026-12-31", "met"),
        (None, "pending"),
    ],
)
def test_an_earliest_deadline(judge, effective, expected):
    report = judge({"normative_document": True}, dates={"published": "2026-09-04", "effective": effective})
    assert deadline(report, "mi-5-3").status == expected


@pytest.mark.parametrize(
    ("meeting", "due", "provisional"),
    [
        ("2026-12-24", date(2026, 12, 21), False),
        ("2026-12-28", date(2026, 12, 23), True),  # counts 25 December, which next year's notice may change
        ("2026-12-31", date(2026, 12, 28), True),
        ("2027-03-11", date(2027, 3, 8), True),
    ],
)
def test_dates_beyond_known_notices_are_provisional(judge, meeting, due, provisional):
    found = deadline(judge(kind="agenda_item", dates={"meeting": meeting}), "mi-5-1")
    assert (found.due, found.provisional) == (due, provisional)
    assert bool(found.note) == provisional
    assert not provisional or "2027" in found.note


def test_provisional_dates_say_met_or_missed_only_where_both_ends_agree(judge):
    dates = {"meeting": "2027-03-11", "submitted": "2027-01-04"}
    assert deadline(judge(kind="agenda_item", dates=dates), "mi-5-1").status == "met"
    dates["submitted"] = "2027-03-11"
    assert deadline(judge(kind="agenda_item", dates=dates), "mi-5-1").status == "missed"


@pytest.mark.parametrize(
    ("as_of", "left"),
    [
        ("2026-12-07", 0),
        ("2026-12-04", 1),
        ("2026-12-05", 1),
        ("2026-12-06", 1),
        ("2026-11-22", 11),
        ("2026-12-08", -1),
        ("2026-12-12", -4),
        ("2026-12-14", -5),
    ],
)
def test_workdays_left(judge, as_of, left):
    report = judge(kind="agenda_item", dates={"meeting": "2026-12-10"}, as_of=as_of)
    assert deadline(report, "mi-5-1").workdays_left == left


def test_missed_blocks_overdue_leaves_undetermined(judge):
    facts = {
        "major_decision": False,
        "major_matter": False,
        "funds": False,
        "matter": "none",
        "amount_wan": 0,
        "staffing": False,
        "tax_relief": False,
        "vital_interests": False,
        "public_attention": False,
        "investment_promotion": False,
    }
    papers = {"field_research": "done", "comprehensive_assessment": "done"}

    def outcome(**parts):
        return judge(facts, kind="agenda_item", materials=papers, **parts).outcome

    assert outcome() == "ready"
    assert outcome(dates={"meeting": "2026-12-10"}) == "ready"
    assert outcome(dates={"meeting": "2026-12-10"}, as_of="2026-12-08") == "undetermined"
    assert outcome(dates={"meeting": "2026-12-10", "submitted": "2026-12-08"}) == "blocked"
    facts["vital_interests"] = True
    assert (
        outcome(
            dates={
                "meeting": "2026-11-02",
                "submitted": "2026-10-20",
                "document_issued": "2026-10-20",
                "minutes_issued": "2026-11-20",
            }
        )
        == "deviating"
    )
