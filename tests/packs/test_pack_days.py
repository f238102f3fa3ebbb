"""Days of a pack and of its clauses that cannot be: told at their line by `pack lint`, and what law allows as a remark."""

import pytest

from linted_pack import linted

FORCE, SIGN = "in_force: {from: 2022-11-22}", "    remedy: 报区长签发\n"
ERRORS = {
    "pack-ends-first": (("pack.yaml", FORCE, "in_force: {from: 2022-11-22, until: 2021-11-22}"), 7, 37, "早于施行日 2022-11-22"),
    "clause-ends-first": (("rules.yaml", SIGN, SIGN + "    in_force: {from: 2024-01-01, until: 2023-12-31}\n"), 61, 41, "早于施行日 2024-01-01"),
    "clause-before-pack": (("rules.yaml", SIGN, SIGN + "    in_force: {until: 2022-11-21}\n"), 61, 23, "早于整部规则的施行日 2022-11-22，从来没有效"),
    "review-first": (("pack.yaml", FORCE, FORCE + "\nreview_by: 2020-11-22"), 8, 12, "review_by 早于施行日 2022-11-22"),
    "chinese-day": (("pack.yaml", FORCE, "in_force: {from: 2022年11月22日}"), 7, 18, "写成 2022-11-22"),
    "short-day": (("rules.yaml", SIGN, SIGN + "    in_force: {until: 2026-1-1}\n"), 61, 23, "写成 2026-01-01"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "line", "column", "words"), ERRORS.values(), ids=ERRORS)
def test_days_that_cannot_be_are_errors(tmp_path, capsys, edit, line, column, words):
    status, said = linted(tmp_path, capsys, edit)
    (message,) = said.splitlines()
    assert status == 2 and f"{edit[0]} 第 {line} 行第 {column} 列" in message and words in message


def test_a_clause_that_begins_after_its_regulation_has_ended(tmp_path, capsys):
    ends = ("pack.yaml", FORCE, "in_force: {from: 2022-11-22, until: 2025-12-31}")
    clause = ("rules.yaml", SIGN, SIGN + "    in_force: {from: 2026-01-01}\n")
    assert "晚于整部规则的失效日 2025-12-31" in linted(tmp_path, capsys, ends, clause)[1]


def test_the_last_day_may_be_the_first(tmp_path, capsys):
    edit = ("rules.yaml", SIGN, SIGN + "    in_force: {from: 2022-11-22, until: 2022-11-22}\n")
    assert linted(tmp_path, capsys, edit)[0] == 0


def test_a_regulation_issued_after_its_first_day_is_remarked_on(tmp_path, capsys):
    late = ("pack.yaml", "issued: 2022-11-19", "issued: 2022-12-19")
    status, said = linted(tmp_path, capsys, late)
    assert status == 0 and "【提醒】pack.yaml 第 6 行：印发日 2022-12-19 晚于施行日" in said
    accepted = "accepted:\n- {remark: issued-late, articles: [issued], why: 追溯施行}\nterms:"
    assert "晚于" not in linted(tmp_path, capsys, late, ("pack.yaml", "terms:", accepted))[1]
