"""A clause amended: the old one until a day, the new one from a day, and what lies between."""

import pytest

from linted_pack import linted

NEW = """\
  - id: dm-3-1b
    quote: 提前5个工作日报送
    kind: deadline
    applies_to: agenda_item
    when: meeting == standing
    due: submission
    from: meeting
    offset: -5
    unit: workday
    check: submitted
    bound: latest
    modality: normally
    gist: 提前5个工作日报送
    remedy: 按时报送
    in_force: {from: FROM}
"""
END = "    remedy: 按时报送\n"


def amended(folder, capsys, until, begins, *more):
    rules = ("rules.yaml", END, f"{END}    in_force: {{until: {until}}}\n{NEW.replace('FROM', begins)}")
    status, said = linted(folder, capsys, rules, *more)
    return status, said.replace("\n    ", "")


@pytest.mark.parametrize(
    ("until", "begins", "words"),
    [
        ("2026-12-31", "2027-03-01", "中间 59 天哪一款都没有［version-gap］"),
        ("2027-01-31", "2027-01-01", "有 31 天两款都算［version-overlap］"),
        ("2027-01-01", "2027-01-01", "有 1 天两款都算［version-overlap］"),
    ],
    ids=["gap", "overlap", "same-day"],
)
def test_days_that_find_neither_or_both_are_named_with_both_lines(tmp_path, capsys, until, begins, words):
    status, said = amended(tmp_path, capsys, until, begins)
    assert status == 0 and "错误 0 处，提醒 1 处" in said
    assert (
        f"【提醒】rules.yaml 第 67 行：dm-3-1（rules.yaml 第 52 行）到 {until} 止，dm-3-1b 自 {begins} 起，{words}"
        in said
    )
    name = words.split("［")[1].rstrip("］")
    accepted = f"accepted:\n- {{remark: {name}, clauses: [dm-3-1b], why: 原文如此}}\nterms:"
    assert "没有问题" in amended(tmp_path, capsys, until, begins, ("pack.yaml", "terms:", accepted))[1]


def test_one_day_after_the_other_is_right(tmp_path, capsys):
    assert "没有问题" in amended(tmp_path, capsys, "2026-12-31", "2027-01-01")[1]


def test_a_clause_that_ends_and_another_that_begins_are_no_versions(tmp_path, capsys):
    other = "在网上公开征求意见的时间另行规定"
    rules = (
        NEW.replace("FROM", "2027-03-01").replace("due: submission", "due: minutes").replace("提前5个工作日报送", other)
    )
    edit = ("rules.yaml", END, f"{END}    in_force: {{until: 2026-12-31}}\n{rules}")
    assert "version" not in linted(tmp_path, capsys, edit)[1]
