"""Approval, silence as consent and extension on the slip, in the summary and in the plan (tests/data/tiers)."""

import json
from pathlib import Path

import pytest

from clerkcheck.__main__ import main

TIERS = str(Path(__file__).resolve().parents[1] / "data" / "tiers")


@pytest.fixture
def folder(tmp_path):
    """An item that waits for an approval; documents that are late unless put off, put off, and agreed to by silence."""
    item = {"kind": "agenda_item", "title": "追加经费", "facts": {"funds": True, "amount_wan": 150, "meeting": "standing",
            "staffing": False, "major_matter": False, "awards": False}, "materials": {"deputy_approval": "missing"}}  # fmt: skip
    late = {"kind": "document", "title": "印发办法", "facts": {"normative_document": True, "other_departments": False},
            "dates": {"published": "2026-11-10", "filed": "2026-12-01"}}  # fmt: skip
    silent = {"kind": "document", "title": "征求意见", "facts": {"normative_document": False, "other_departments": True},
              "materials": {"department_opinions": "missing"}, "dates": {"consulted": "2026-12-01"}}  # fmt: skip
    cases = {
        "1": item, "2": late | {"materials": {"extension_approval": "missing"}}, "3": late | {"title": "没有填"},
        "4": late | {"title": "已延长", "materials": {"extension_approval": "done"}}, "5": silent,
    }  # fmt: skip
    for name, case in cases.items():
        (tmp_path / f"{name}.json").write_text(json.dumps({"pack": TIERS} | case, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def printed(capsys, *words):
    main([*words, "--as-of", "2026-12-09"])
    return capsys.readouterr().out.replace("\n", "").replace(" ", "")


def test_the_slip_says_what_would_mend_it(folder, capsys):
    assert "报常务副县长审批，不提会议" in printed(capsys, "slip", str(folder / "1.json"))
    assert "来不及的报县长批准延长" in printed(capsys, "slip", str(folder / "2.json"))
    assert printed(capsys, "slip", str(folder / "3.json")) == ""  # what is only open is no reason to return it


def test_the_summary_tells_them_apart(folder, capsys):
    out = printed(capsys, "summary", str(folder))
    assert out.count("不得报送") >= 2 and "待确认" in out and out.count("可以报送") >= 2
    assert "由常务副县长批准" in out


def test_the_plan_keeps_to_the_day_that_counts(folder, capsys):
    for name, day in (("2", "11-25"), ("4", "12-10")):
        path = folder / f"{name}.json"
        case = json.loads(path.read_text(encoding="utf-8"))
        del case["dates"]["filed"]
        path.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
        main(["plan", str(path), "--as-of", "2026-11-12", "-f", "json"])
        assert f"2026-{day}" in capsys.readouterr().out
