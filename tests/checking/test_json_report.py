"""contract.md, "The JSON report": what other people's scripts read."""

import json

import pytest

from clerkcheck.reports.json import dump, report_data

TOP = [
    "schema",
    "as_of",
    "pack",
    "case",
    "outcome",
    "findings",
    "forum",
    "signers",
    "deadlines",
    "rests_on",
    "questions",
    "reminders",
    "remarks",
]
FINDING = [
    "clause",
    "pack",
    "regulation",
    "article",
    "kind",
    "modality",
    "status",
    "material",
    "facts",
    "message",
    "quote",
    "remedy",
    "step",
]
DEADLINE = [
    "deadline",
    "clause",
    "pack",
    "regulation",
    "article",
    "from",
    "from_date",
    "offset",
    "unit",
    "due",
    "status",
    "provisional",
    "note",
    "advice",
    "workdays_left",
]


@pytest.fixture
def data(judge):
    report = judge(
        {"funds": True, "meeting": "special", "amount_wan": 100, "vital_interests": True},
        kind="agenda_item",
        unit="区财政局",
        dates={"meeting": "2026-12-31"},
        exceptions=[{"clause": "mi-5-2", "reason": "急", "approved_by": "区长"}],
    )
    return json.loads(dump(report_data(report)))


def test_the_keys_in_the_contracts_order(data):
    assert list(data) == TOP
    assert list(data["findings"][0]) == FINDING
    assert list(data["deadlines"][0]) == DEADLINE
    assert {tuple(each) for each in data["questions"]} == {("fact", "clauses"), ("material", "clauses")}
    assert all(list(each) == ["clause", "pack", "regulation", "article", "text"] for each in data["reminders"])


def test_head(data):
    assert data["schema"] == "clerkcheck.report/2"
    assert data["as_of"] == "2026-11-22"
    assert data["pack"] == {
        "id": "mini",
        "regulation": "《示例区人民政府工作规则》",
        "in_force": "2026-01-01",
        "layers": ["mini"],
    }
    case = data["case"]
    assert (case["title"], case["kind"], case["unit"]) == ("示例事项", "agenda_item", "区财政局")
    assert case["source"].endswith("case.json")


def test_a_unit_left_out_is_null(judge):
    assert report_data(judge())["case"]["unit"] is None


def test_material_is_an_id_or_for_any_of_a_list_or_null(data):
    materials = {each["clause"]: each["material"] for each in data["findings"]}
    assert materials["mi-1-1"] == "legality_review"
    assert materials["mi-1-3"] == ["finance_opinion", "expert_review"]
    assert materials["mi-3-1"] is None


def test_facts_are_what_condition_and_check_read(judge):
    facts = {each["clause"]: each["facts"] for each in report_data(judge())["findings"]}
    assert facts["mi-1-1"] == ["major_decision"]
    assert facts["mi-2-1"] == ["genre", "contains_request"]
    assert set(facts["mi-9-1"]) == {"investment_promotion", "urgent_or_emergency", "within_own_authority"}
    assert facts["mi-3-1"][0] == "amount_wan"  # through the term `large`


def test_deadline_of_the_report(data):
    [found] = [each for each in data["deadlines"] if each["clause"] == "mi-5-1"]
    note = found.pop("note")
    assert "2027" in note
    assert found == {
        "deadline": "submission",
        "clause": "mi-5-1",
        "pack": "mini",
        "regulation": "《示例区人民政府工作规则》",
        "article": "第五条",
        "from": "meeting",
        "from_date": "2026-12-31",
        "offset": -3,
        "unit": "workday",
        "due": "2026-12-28",
        "status": "pending",
        "provisional": True,
        "advice": None,
        "workdays_left": 26,
    }


def test_forum_null_none_in_common_and_several(judge):
    def forum(**facts):
        return report_data(judge(facts, kind="agenda_item"))["forum"]

    assert forum() is None
    assert forum(amount_wan=100) == ["plenary", "standing"]
    assert forum(amount_wan=100, tax_relief=True) == []


def test_a_reminder_of_the_whole_case_has_no_clause(judge):
    late = report_data(judge(as_of="2027-01-02"))  # review_by was 2027-01-01
    [about_pack] = [each for each in late["reminders"] if each["clause"] is None]
    assert about_pack["article"] is None
    assert "复核" in about_pack["text"]
    assert [each for each in report_data(judge(as_of="2027-01-01"))["reminders"] if each["clause"] is None] == []


def test_chinese_is_readable_and_the_text_ends_in_a_newline(judge):
    text = dump(report_data(judge()))
    assert "示例事项" in text
    assert text.endswith("}\n")


def test_the_same_arguments_give_the_same_report(judge):
    assert dump(report_data(judge({"funds": True}))) == dump(report_data(judge({"funds": True})))
