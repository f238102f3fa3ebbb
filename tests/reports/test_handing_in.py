"""What cannot be over by the day of handing in is said, beside the outcome and to the unit."""

import pytest

from clerkcheck.__main__ import main

CASE = """\
pack: qianjiang
kind: agenda_item
title: 关于审定停车收费管理办法的议题
facts: {meeting: standing, normative_document: true, market_activity: true, vital_interests: true, barred_from_disclosure: false, urgent_or_emergency: false}
materials: {public_consultation: done, legality_review: missing}
dates: {meeting: 2026-12-10, comment_opened: 2026-MONTHDAY}
"""


@pytest.fixture
def said(tmp_path, capsys):
    def of(command, start):
        path = tmp_path / "case.yaml"
        path.write_text(CASE.replace("MONTHDAY", start), encoding="utf-8")
        main([command, str(path), "--as-of", "2026-11-30"])
        return "".join(capsys.readouterr().out.split())

    return of


@pytest.mark.parametrize("command", ["check", "slip"])
def test_a_period_that_ends_after_the_day_of_handing_in_is_remarked_on(said, command):
    assert "12月20日周日，晚于议题材料报送截止12月7日周一：赶不上这一次，请核对会议日期" in said(command, "11-20")
    assert "赶不上这一次" not in said(command, "10-20")
