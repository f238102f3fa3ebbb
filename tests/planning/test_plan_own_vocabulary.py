"""The backward plan of a pack with its own vocabulary: the shipped steps are read for what that vocabulary knows."""

import shutil

import pytest

from clerkcheck.__main__ import main
from hostile_texts import make_cases, make_pack

AS_OF = ("--as-of", "2026-11-22")


@pytest.fixture
def folder(tmp_path):
    make_pack(tmp_path, "")
    make_cases(tmp_path)
    return tmp_path


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_it_is_planned_by_the_shipped_steps(folder, capsys):
    assert main(["plan", str(folder / "cases" / "case.yaml"), *AS_OF]) == 0
    said = capsys.readouterr().out
    assert "要件：文件" in said
    assert "12月7日" in said  # three working days before the meeting, by the pack's own clause of `submission`


def test_its_deadlines_that_no_step_has_are_named(folder, capsys):
    for file in ("vocabulary.yaml", "evil/a.yaml"):
        change(folder / file, '"submission"', '"handing_in"')
    assert main(["plan", str(folder / "cases" / "case.yaml"), *AS_OF]) == 0
    said = "".join(line.strip() for line in capsys.readouterr().out.splitlines())
    assert "办理步骤里没有这个时限，没有排进计划，须自行核对：报送（第一条“引”）" in said
    assert "规则未定报送时限" not in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"meeting": "会议日", ', "", "规则包的词汇里没有可以往回排的日期"),
    ],
    ids=["no-date"],
)
def test_where_they_cannot_be_used_that_is_one_message(folder, capsys, old, new, said):
    change(folder / "vocabulary.yaml", old, new)
    rules = folder / "evil" / "a.yaml"
    change(rules, '"meeting"', '"submitted"')
    case = folder / "cases" / "case.yaml"
    change(case, '"flag": true, ', "")
    change(case, '"meeting": "2026-12-10"', '"submitted": "2026-12-10"')
    assert main(["plan", str(case), *AS_OF]) == 2
    error = capsys.readouterr().err
    assert said in error and "steps.yaml" in error
    assert error.count("\n") == 1


def test_steps_beside_it_are_held_to_every_name(folder, capsys):
    from clerkcheck.packs.store import checklists

    shutil.copy(f"{checklists()}/steps.yaml", folder)
    assert main(["plan", str(folder / "cases" / "case.yaml"), *AS_OF]) == 2
    assert "没有 field_research" in capsys.readouterr().err


def test_a_vocabulary_with_a_kind_of_case_that_the_program_does_not_know(folder, capsys):
    change(folder / "vocabulary.yaml", '"agenda_item": "议题"', '"agenda_item": "议题", "memo": "便笺"')
    change(folder / "cases" / "case.yaml", '"agenda_item"', '"memo"')
    assert main(["check", str(folder / "cases" / "case.yaml")]) == 2
    assert (
        "共用词汇里的 kinds：没有 memo 这个键。可用的有：agenda_item（议题）、document（公文）"
        in capsys.readouterr().err
    )
