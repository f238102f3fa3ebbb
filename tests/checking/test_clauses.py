"""contract.md, "How a clause is judged": each kind of clause, for a true, false and unknown condition."""

import pytest

DONE, MISSING, UNKNOWN = "done", "missing", "unknown"


@pytest.mark.parametrize(
    ("when", "paper", "expected"),
    [
        (True, DONE, ["met"]),
        (True, MISSING, ["missing"]),
        (True, UNKNOWN, ["open"]),
        (True, None, ["open"]),
        (None, DONE, ["met"]),
        (None, MISSING, ["open"]),
        (None, UNKNOWN, ["open"]),
        (False, DONE, []),
        (False, MISSING, []),
        (False, UNKNOWN, []),
    ],
)
def test_material(judge, status_of, when, paper, expected):
    materials = {} if paper is None else {"legality_review": paper}
    report = judge({"major_decision": when}, materials=materials)
    assert status_of(report, "mi-1-1") == expected


def test_each_needed_paper_is_a_finding_of_its_own(judge):
    report = judge({"major_matter": True}, materials={"department_opinions": DONE, "town_street_opinions": MISSING})
    found = {each.material: each.status for each in report.findings if each.clause == "mi-1-2"}
    assert found == {"department_opinions": "met", "town_street_opinions": "missing"}


def test_a_paper_written_as_a_mapping_counts_by_its_status(judge, status_of):
    paper = {"status": DONE, "date": "2026-11-12", "ref": "示例〔2026〕1号", "issuer": "司法局"}
    assert status_of(judge({"major_decision": True}, materials={"legality_review": paper}), "mi-1-1") == ["met"]
    paper["status"] = MISSING
    assert status_of(judge({"major_decision": True}, materials={"legality_review": paper}), "mi-1-1") == ["missing"]


@pytest.mark.parametrize(
    ("finance", "expert", "expected"),
    [
        (DONE, MISSING, "met"),
        (MISSING, DONE, "met"),
        (DONE, UNKNOWN, "met"),
        (UNKNOWN, MISSING, "open"),
        (MISSING, UNKNOWN, "open"),
        (UNKNOWN, UNKNOWN, "open"),
        (MISSING, MISSING, "missing"),
    ],
)
def test_any_of(judge, finance, expert, expected):
    report = judge({"funds": True}, materials={"finance_opinion": finance, "expert_review": expert})
    [finding] = [each for each in report.findings if each.clause == "mi-1-3"]
    assert finding.status == expected
    assert finding.material == ("finance_opinion", "expert_review")


@pytest.mark.parametrize(("when", "expected"), [(None, ["open"]), (False, [])])
def test_any_of_all_missing_with_an_unsettled_condition(judge, status_of, when, expected):
    report = judge({"funds": when}, materials={"finance_opinion": MISSING, "expert_review": MISSING})
    assert status_of(report, "mi-1-3") == expected


def test_any_of_one_done_is_met_before_the_condition_is_known(judge, status_of):
    report = judge(materials={"finance_opinion": MISSING, "expert_review": DONE})
    assert status_of(report, "mi-1-3") == ["met"]
    assert "funds" not in [question.id for question in report.facts_asked()]


@pytest.mark.parametrize(
    ("genre", "contains", "expected"),
    [
        ("report", False, ["met"]),
        ("report", True, ["violated"]),
        ("report", None, ["open"]),
        (None, False, ["met"]),
        (None, True, ["open"]),
        (None, None, ["open"]),
        ("letter", True, []),
        ("letter", None, []),
    ],
)
def test_check_that_forbids(judge, status_of, genre, contains, expected):
    assert status_of(judge({"genre": genre, "contains_request": contains}), "mi-2-1") == expected


@pytest.mark.parametrize(("count", "expected"), [(1, ["met"]), (2, ["violated"]), (0, ["violated"]), (None, ["open"])])
def test_check_that_expects(judge, status_of, count, expected):
    assert status_of(judge({"genre": "request", "addressee_count": count}), "mi-2-2") == expected


@pytest.mark.parametrize(
    ("amount", "meeting", "expected"),
    [
        (100, "standing", ["met"]),
        (100, "plenary", ["met"]),
        (100, "special", ["violated"]),
        (100, None, ["open"]),
        (None, "standing", ["met"]),
        (None, "special", ["open"]),
        (None, None, ["open"]),
        (99.99, "special", []),
        (99.99, None, []),
    ],
)
def test_forum_of_an_agenda_item(judge, status_of, amount, meeting, expected):
    report = judge({"amount_wan": amount, "meeting": meeting}, kind="agenda_item")
    assert status_of(report, "mi-3-1") == expected


@pytest.mark.parametrize(("meeting", "expected"), [("standing", ["met"]), ("plenary", ["violated"]), (None, ["open"])])
def test_forum_not(judge, status_of, meeting, expected):
    assert status_of(judge({"staffing": True, "meeting": meeting}, kind="agenda_item"), "mi-3-2") == expected


@pytest.mark.parametrize(("amount", "expected"), [(100, ["met"]), (None, ["open"]), (99, [])])
def test_forum_on_a_document_only_says_which_meeting_decides(judge, status_of, amount, expected):
    report = judge({"amount_wan": amount})
    assert status_of(report, "mi-3-1") == expected
    assert report.forum == (("plenary", "standing") if amount == 100 else None)
    assert "meeting" not in [question.id for question in report.facts_asked()]


@pytest.mark.parametrize(("issued_by", "expected"), [("office", ["met"]), (None, ["open"]), ("department", [])])
def test_signer(judge, status_of, issued_by, expected):
    report = judge({"issued_by": issued_by, "major_matter": False})
    assert status_of(report, "mi-4-1") == expected
    assert report.signers == (("office_director", "office_deputy") if issued_by == "office" else ())


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"investment_promotion": True, "urgent_or_emergency": False, "within_own_authority": False}, ["missing"]),
        ({"investment_promotion": True, "urgent_or_emergency": False, "within_own_authority": True}, []),
        ({"investment_promotion": True, "urgent_or_emergency": False}, ["open"]),
        ({"investment_promotion": False}, []),
        ({"urgent_or_emergency": True}, []),
        ({"within_own_authority": True}, []),
    ],
)
def test_unless_and_negation(judge, status_of, facts, expected):
    assert status_of(judge(facts, materials={"expert_review": MISSING}), "mi-9-1") == expected


@pytest.mark.parametrize(
    ("value", "equals", "not_in", "not_equal", "among"),
    [
        ("plan", True, False, True, True),
        (["plan"], True, False, True, True),
        (["plan", "staff"], True, False, False, True),
        (["staff", "funds"], False, False, False, True),
        ("staff", False, True, False, True),
        ("funds", False, False, True, False),
        ("none", False, True, True, False),
    ],
)
def test_choices_ask_whether_any_value_is_meant(judge, status_of, value, equals, not_in, not_equal, among):
    report = judge({"matter": value})
    applies = [bool(status_of(report, clause)) for clause in ("mi-1-5", "mi-1-6", "mi-1-7", "mi-1-8")]
    assert applies == [equals, not_in, not_equal, among]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-05-31", []),
        ("2026-06-01", ["missing"]),
        ("2026-12-31", ["missing"]),
        ("2027-01-01", []),
    ],
)
def test_a_clause_counts_only_while_it_is_in_force(judge, status_of, as_of, expected):
    report = judge({"public_attention": True}, materials={"risk_assessment": MISSING}, as_of=as_of)
    assert status_of(report, "mi-7-1") == expected


@pytest.mark.parametrize("kind", ["agenda_item", "document"])
def test_a_clause_of_the_other_kind_is_not_in_the_report(judge, kind):
    clauses = {each.clause for each in judge(kind=kind).findings}
    assert ("mi-2-1" in clauses, "mi-3-2" in clauses) == (kind == "document", kind == "agenda_item")


def test_met_findings_are_carried_too(judge):
    report = judge({"major_decision": True}, materials={"legality_review": DONE})
    [finding] = [each for each in report.findings if each.clause == "mi-1-1"]
    assert (finding.status, finding.article, finding.quote) == ("met", "第一条", "须作合法性审查")
    assert finding.regulation == "《示例区人民政府工作规则》"


@pytest.mark.parametrize(
    ("classified", "texts"),
    [
        (True, ["注意保密；定密", "做好记录；记录"]),
        (None, ["如涉及：注意保密；定密", "做好记录；记录"]),
        (False, ["做好记录；记录"]),
    ],
)
def test_notes_are_reminders_never_findings(judge, status_of, classified, texts):
    report = judge({"classified": classified})
    assert [each.text for each in report.reminders if each.clause.startswith("mi-6")] == texts
    assert status_of(report, "mi-6-1") == status_of(report, "mi-6-2") == []
