"""contract.md: `forum` and `signers` of the report."""

import pytest


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        ({"amount_wan": 99, "staffing": False, "tax_relief": False}, None),
        ({"amount_wan": 100}, ("plenary", "standing")),
        ({"amount_wan": 100, "staffing": True}, ("standing",)),
        ({"staffing": True}, ("standing", "mayor_office", "special", "party_group")),
        ({"tax_relief": True}, ("mayor_office",)),
        ({"tax_relief": True, "staffing": True}, ("mayor_office",)),
        ({"tax_relief": True, "amount_wan": 100}, ()),
    ],
)
def test_forum_is_what_every_applicable_clause_accepts(judge, facts, expected):
    assert judge(facts, kind="agenda_item").forum == expected


def test_a_clause_that_may_not_apply_does_not_narrow_the_forum(judge):
    assert judge({"amount_wan": 100, "staffing": None}, kind="agenda_item").forum == ("plenary", "standing")


def test_the_most_specific_signer_comes_first(judge):
    report = judge({"issued_by": "office", "major_matter": True})
    assert report.signers == ("mayor", "office_director", "office_deputy")


def test_a_signer_that_is_not_certain_is_open_and_not_among_the_signers(judge, status_of):
    report = judge({"issued_by": "office", "major_matter": None})
    assert status_of(report, "mi-4-2") == ["open"]
    assert report.signers == ("office_director", "office_deputy")


def test_also_is_descriptive_only(judge):
    report = judge({"issued_by": "office", "major_matter": False})
    assert "deputy" not in report.signers
    assert [each for each in report.findings if each.clause == "mi-4-1" and each.status != "met"] == []
