"""What is advised where the articles give the clerk another way (逾期不回复视为无不同意见，可先召开区长办公会议)."""

import json

import pytest

from clerkcheck.cli.main import run

ITEM = {"kind": "agenda_item", "facts": {"meeting": "standing", "other_departments": True, "coordination_only": False}}
ASKED = {
    "issued_by": "department",
    "addressed_to": "own_government",
    "genre": "request",
    "other_departments": True,
    "joint_issue": False,
}
RULES = {**ASKED, "addressed_to": "subordinates", "genre": "notice", "normative_document": True, "seeking_views": False}
UNSIGNED = {"countersignature": "missing"}
UNHEARD = {"department_opinions": "missing"}


@pytest.mark.parametrize(
    ("pack", "case", "paper", "article"),
    [
        pytest.param("jinchuan", ITEM, UNHEARD, "第五十七条", id="an item of Jinchuan"),
        pytest.param("jinchuan", {"facts": ASKED}, UNSIGNED, "第五十七条", id="a request of Jinchuan"),
        pytest.param("qianjiang", {"facts": ASKED}, UNSIGNED, "第五十三条", id="a request of Qianjiang"),
        pytest.param("weidong", {"facts": RULES}, UNHEARD, "第五十四条", id="rules of Weidong"),
        pytest.param("weidong", {"facts": ASKED}, UNSIGNED, "第五十四条", id="a request of Weidong"),
    ],
)
def test_a_department_that_does_not_answer(pack, case, paper, article, tmp_path, capsys):
    """It counts as no objection; whether all were asked, and none objected, a paper for all of them cannot tell."""
    whole = {"pack": pack, "kind": "document", "title": "关于甲的请示", "materials": paper, **case}
    (tmp_path / "case.json").write_text(json.dumps(whole), encoding="utf-8")
    run(["check", str(tmp_path / "case.json"), "--as-of", "2026-11-28", "-f", "json"])
    [found] = [
        each for each in json.loads(capsys.readouterr().out)["findings"]
        if each["status"] == "missing" and [each.get("material")] == [*paper]
    ]  # fmt: skip
    assert f"逾期不回复的，视为无不同意见（{article}）" in found["remedy"]


RESERVE = {"meeting": "special", "budget_item": "reserve", "budget_amount_wan": 800, "coordination_only": False}
APART = {**RESERVE, "major_matter": True, "other_departments": True, "disagreement": True, "divergence_left": "major"}
URGENT = "，写明紧急情况和来不及召开常务会议的理由"
NOT_URGENT = {"urgent_or_emergency": False}


@pytest.mark.parametrize(
    ("facts", "also"),
    [
        pytest.param({**RESERVE, "urgent_or_emergency": True}, URGENT, id="urgent"),
        pytest.param({**APART, **NOT_URGENT}, "，先提区长办公会议协调，取得一致后再提常务会议", id="far apart"),
        pytest.param({**RESERVE, **NOT_URGENT}, None, id="neither"),
        pytest.param(RESERVE, None, id="urgency not answered"),
        pytest.param(
            {**RESERVE, "urgent_or_emergency": True, "major_decision": True}, None, id="what knows no urgency"
        ),
    ],
)
@pytest.mark.parametrize("paper", ["check", "slip"])
def test_a_wrong_meeting_names_those_permitted_instead(paper, facts, also, tmp_path, capsys):
    whole = {"pack": "qianjiang", "kind": "agenda_item", "title": "关于动用预备费的议题", "facts": facts}
    (tmp_path / "case.json").write_text(json.dumps(whole), encoding="utf-8")
    run([paper, str(tmp_path / "case.json"), "--as-of", "2026-11-28"])
    said = "".join(line.strip() for line in capsys.readouterr().out.splitlines())
    assert "改提区政府全体会议" in said
    permitted = f"；按第四十六条也可以提区长办公会议{also or ''}"
    assert (permitted in said) == (also is not None)
