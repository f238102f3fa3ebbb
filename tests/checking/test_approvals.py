"""An approval in the place of a meeting (不足200万元由常务副县长审批; 常务会议决定，或者县长批准): tests/data/tiers."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from clerkcheck import load_case
from clerkcheck.__main__ import main
from clerkcheck.reports.case_row import RowPhrases
from clerkcheck.reports.checklist import checklist
from clerkcheck.reports.json import report_data
from clerkcheck.reports.verdict import Verdict
from small_packs import fault_of

TIERS = str(Path(__file__).resolve().parents[1] / "data" / "tiers")
AS_OF = date(2026, 11, 22)
SMALL = {"funds": True, "amount_wan": 150, "staffing": False, "major_matter": False, "awards": False}
LARGE = SMALL | {"amount_wan": 500}
POSTS = LARGE | {"funds": False, "staffing": True}
DEPUTY, MAYOR = "deputy_approval", "mayor_approval"


@pytest.fixture
def judged(judged_by_both):
    """The report of an item with facts and papers."""

    def judge(facts, papers=None, kind="agenda_item"):
        return judged_by_both(AS_OF, kind=kind, facts=facts, materials=papers or {})

    return judge


def said(report, pack):
    """The findings that count by clause, what is asked, who decides on the sheet, and the cell of a table."""
    deciding = "；".join(each.subject for each in Verdict(report, pack).decided_by())
    asked = {f"{each.about} {each.id}" for each in report.questions if each.id in ("meeting", DEPUTY, MAYOR)}
    cell = RowPhrases(pack).texts(report)["forum"]
    return {each.clause: each.status for each in report.findings}, asked, deciding, cell


@pytest.mark.parametrize(
    ("case", "statuses", "asked", "deciding", "cell"),
    [
        pytest.param((SMALL, {DEPUTY: "done"}), {"ti-1-1": "met"}, set(), "已由常务副县长批准，不必上会", "", id="approved"),
        pytest.param((SMALL | {"meeting": "standing"}, {DEPUTY: "missing"}), {"ti-1-1": "violated"}, set(),
                     "由常务副县长审批，不必上会", "由常务副县长批准", id="below, at a meeting"),
        pytest.param((SMALL, {DEPUTY: "missing"}), {"ti-1-1": "violated"}, set(), "由常务副县长审批，不必上会",
                     "由常务副县长批准", id="below, no meeting would do"),
        pytest.param((SMALL | {"meeting": "standing"}, {}), {"ti-1-1": "open"}, {f"material {DEPUTY}"},
                     "由常务副县长审批，不必上会", "由常务副县长批准", id="below, paper unknown"),
        pytest.param((LARGE | {"meeting": "standing"}, {}), {"ti-1-2": "met"}, set(), "常务会议", None, id="above"),
        pytest.param((LARGE | {"meeting": "special"}, {DEPUTY: "done"}), {"ti-1-2": "violated"}, set(),
                     "常务会议", None, id="above, another meeting"),
        pytest.param((POSTS | {"meeting": "standing"}, {MAYOR: "missing"}), {"ti-2-1": "met"}, set(),
                     "常务会议，或者由县长批准", "常务会议或由县长批准", id="either: the meeting"),
        pytest.param((POSTS | {"meeting": "special"}, {MAYOR: "done"}), {"ti-2-1": "met"}, set(),
                     "已由县长批准，不必上会", "", id="either: approved"),
        pytest.param((POSTS | {"meeting": "special"}, {MAYOR: "missing"}), {"ti-2-1": "violated"}, set(),
                     "常务会议，或者由县长批准", None, id="either: neither"),
        pytest.param((POSTS, {MAYOR: "missing"}), {"ti-2-1": "open"}, {"fact meeting"},
                     "常务会议，或者由县长批准", None, id="either: meeting unknown"),
        pytest.param((POSTS, {}), {"ti-2-1": "open"}, {"fact meeting", f"material {MAYOR}"},
                     "常务会议，或者由县长批准", None, id="either: both unknown"),
        pytest.param((SMALL | {"major_matter": True, "meeting": "standing"}, {DEPUTY: "missing"}),
                     {"ti-1-1": "violated", "ti-3-1": "met"}, set(),
                     "由常务副县长审批，并提全体会议或常务会议", "须经批准，会议按各条要求", id="both wanted"),
        pytest.param((SMALL | {"major_matter": True, "meeting": "standing"}, {DEPUTY: "done"}),
                     {"ti-1-1": "met", "ti-3-1": "met"}, set(), "全体会议或常务会议", None, id="both had"),
        pytest.param((SMALL | {"awards": True}, {DEPUTY: "done"}), {"ti-1-1": "met", "ti-4-1": "met"},
                     set(), "已由常务副县长批准，不必上会；表彰可以由县长批准", "", id="may"),
    ],
)  # fmt: skip
def test_an_approval_does_in_the_place_of_a_meeting(judged, tiers, case, statuses, asked, deciding, cell):
    found = said(judged(*case), tiers)
    assert found[:3] == (statuses, asked, deciding)
    assert cell is None or found[3] == cell


def test_the_report_names_the_approval_the_article_and_the_remedy(judged, tiers):
    report = judged(SMALL | {"meeting": "standing"}, {DEPUTY: "missing"})
    (entry,) = Verdict(report, tiers).to_do()
    assert entry.subject == "由常务副县长审批，不必上会"
    assert [line.text for line in entry.lines] == [
        "第一条“不足200万元的由常务副县长审批”",
        "报常务副县长审批，不提会议",
    ]
    data = report_data(report)
    assert (data["outcome"], data["forum"]) == ("blocked", [])
    assert data["approvals"] == [
        {"clause": "ti-1-1", "material": DEPUTY, "by": ["deputy"], "forum": [], "status": "missing"}
    ]
    assert data["findings"][0]["approval"] == [DEPUTY] and data["findings"][0]["material"] is None
    assert "approvals" not in report_data(judged(LARGE))


def test_the_paper_stands_in_the_checklist_while_it_would_do(judged, tiers, tmp_path):
    def row(papers, **facts):
        report = judged(POSTS | facts, papers)
        table = checklist(Verdict(report, tiers), load_case(tmp_path / "case.json", tiers))
        return next(each[1:] for each in table.rows if "县长批示" in each[0].split("、"))

    assert row({MAYOR: "done"}) == ("有", "第二条", "")
    assert row({MAYOR: "missing"}, meeting="special") == ("缺", "第二条", "由会议决定的，不必有")
    assert row({}, meeting="special") == ("待定", "第二条", "由会议决定的，不必有")
    assert "由会议决定，不必有" in row({}, meeting="standing")[2]


def test_a_document_only_says_who_decides(judged):
    assert judged({"other_departments": False}, {DEPUTY: "missing"}, kind="document").outcome == "ready"


APPROVAL = "approval: {paper: deputy_approval, by: deputy}, modality: must,"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("forum_not: special, " + APPROVAL, "approval 不能和 forum_not 一起用", id="forum_not"),
        pytest.param(APPROVAL.replace("must", "must_not"), "有 approval 的款不写 must_not", id="must_not"),
        pytest.param(APPROVAL.replace("by: deputy", "by: deputi"), "没有 deputi。是不是 deputy", id="role"),
        pytest.param(APPROVAL.replace("deputy_ap", "deputy_aq"), "是不是 deputy_approval", id="paper"),
        pytest.param(APPROVAL.replace(", by: deputy", ""), "缺少 by", id="no role"),
        pytest.param(APPROVAL.replace("by: deputy", "by: deputy, bye: 1"), "是不是 by", id="a key too many"),
    ],
)
def test_a_faulty_approval_is_one_message_at_its_line(tmp_path, written, said):
    line = fault_of(TIERS, tmp_path / "tiers", APPROVAL, written)
    assert "rules.yaml 第 6 行" in line or "rules.yaml 第 5 行" in line
    assert said in line


def test_the_pack_commands_read_it_back(capsys, tmp_path):
    assert main(["pack", "show", TIERS, "第二条"]) == 0
    assert "常务会议，或者由县长批准（要件：县长批示）" in capsys.readouterr().out
    assert main(["pack", "lint", TIERS]) == 0
    assert "矛盾" not in capsys.readouterr().out
    shutil.copytree(TIERS, tmp_path / "tiers")
    rules = tmp_path / "tiers" / "rules.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("by: mayor}, modality: must", "by: deputy}, modality: must")
    )
    assert main(["pack", "diff", TIERS, f"{tmp_path}/tiers/"]) in (0, 1)
    assert "approval.by：deputy" in capsys.readouterr().out


def test_the_first_report_asks_for_an_approval_as_those_after_it(judged, monkeypatch):
    monkeypatch.setattr("clerkcheck.checking.ready._ready", {})  # nothing has been judged by any pack
    first = judged(SMALL | {"meeting": "standing"})
    judged(SMALL | {"meeting": "standing"}, {DEPUTY: "missing"})
    assert [each.approval for each in first.findings if each.clause == "ti-1-1"] == [(DEPUTY,)]
    assert judged(SMALL | {"meeting": "standing"}).findings == first.findings
