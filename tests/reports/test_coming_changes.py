"""A rule that changes between the day of checking and the meeting is told of: the case was judged by that of today."""

import shutil
from pathlib import Path

import pytest

from clerkcheck.cli.main import run

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
OLD = "  - {id: mi-5-1, quote: 提前3个工作日报送,"
NEW = """  - {id: mi-5-1b, quote: 提前5个工作日报送, kind: deadline, applies_to: agenda_item, due: submission, from: meeting,
     offset: -5, unit: workday, check: submitted, bound: latest, modality: must, gist: 提前5个工作日报送, remedy: 按时报送,
     in_force: {from: 2027-01-01}}
"""
CASE = "pack: ./mini\nkind: agenda_item\ntitle: 关于甲的议题\nfacts: {meeting: standing, public_attention: false}\ndates: {meeting: DAY}\n"
TOLD = (
    "注意：会议召开日2027年1月8日以前规定有变：第五条“提前3个工作日报送”只施行到12月31日；"
    "第五条“提前5个工作日报送”自2027年1月1日起施行，现在没有按它查。变了以后再查一次"
)


@pytest.mark.parametrize(
    ("meeting", "as_of", "told"),
    [
        pytest.param("2027-01-08", "2026-12-28", True, id="between the two"),
        pytest.param("2026-12-31", "2026-12-28", False, id="after the meeting"),
        pytest.param("2027-01-08", "2027-01-04", False, id="before the day of checking"),
    ],
)
def test_a_rule_that_changes_before_the_meeting(meeting, as_of, told, tmp_path, capsys):
    shutil.copytree(MINI, tmp_path / "mini")
    rules = tmp_path / "mini" / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    assert text.count(OLD) == 1
    text = text.replace(OLD, NEW + OLD + " in_force: {until: 2026-12-31},")
    rules.write_text(text, encoding="utf-8")
    (tmp_path / "case.yaml").write_text(CASE.replace("DAY", meeting), encoding="utf-8")
    run(["check", str(tmp_path / "case.yaml"), "--as-of", as_of])
    out, err = capsys.readouterr()
    assert not err
    assert (TOLD in "".join(out.split())) is told
    assert ("规定有变" in out) is told
