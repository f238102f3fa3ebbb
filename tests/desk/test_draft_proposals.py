"""What a draft says, taken into a case: one at a time, with its words in the history, and taken back."""

from clerkcheck.desk.draft_proposals import draft_beside, offers, take
from clerkcheck.drafts.reading import draft_report
from sample_drafts import text_of

CASE = "pack: qianjiang\nkind: document\ntitle: 关于修缮仓库的请示\nfacts: {genre: report}\n"


def test_taken_one_by_one(tmp_path, session_of):
    case, draft = tmp_path / "case.yaml", tmp_path / "请示稿.txt"
    case.write_text(CASE, encoding="utf-8")
    draft.write_text(text_of("request"), encoding="utf-8")
    assert draft_beside(str(case)) == "请示稿.txt"
    session, report = session_of(case), draft_report(str(draft))
    offered = {each.proposal.id: each for each in offers(report, session.case, session.pack)}
    assert (offered["genre"].value, offered["genre"].current, offered["genre"].differs) == ("请示", "报告", True)
    assert "facts" in session.editor.data and session.editor.data["facts"] == {"genre": "report"}  # nothing by itself
    take(session, offered["matters_count"], "请示稿.txt")
    assert session.case.facts == {"genre": "report", "matters_count": 1}
    [entry] = session.stored.data["history"]
    assert entry["what"].startswith("文中请示事项数：1（据草稿 请示稿.txt 第 4 段“")
    assert "安排修缮资金50万元" in entry["what"]
    left = {each.proposal.id for each in offers(report, session.case, session.pack)}
    assert left == set(offered) - {"matters_count"}
    session.undo()
    assert session.case.facts == {"genre": "report"}


def test_an_agenda_item_is_offered_nothing_of_a_document(tmp_path, session_of):
    case, draft = tmp_path / "case.yaml", tmp_path / "a.txt"
    case.write_text("pack: qianjiang\nkind: agenda_item\ntitle: 关于仓库的议题\n", encoding="utf-8")
    draft.write_text(text_of("request"), encoding="utf-8")
    session = session_of(case)
    found = {each.proposal.id for each in offers(draft_report(str(draft)), session.case, session.pack)}
    assert found == {"amount_wan", "funds"}
