"""What Enter records: only what the page showed, said before in words, and on record afterwards."""

import pytest

from clerkcheck.cases.saving import create
from clerkcheck.checking.pages import Page
from clerkcheck.desk.ticks import PageTicks
from clerkcheck.desk.title_words import said_in_title
from clerkcheck.packs.store import load_pack
from clerkcheck.reading.files import read_document
from clerkcheck.tui.rows_case import page_rows


@pytest.fixture
def page_of(session_of, tmp_path):
    """A page of some facts, of a new case with some facts known."""

    def made(facts, known=(), pack="jinchuan", kind="agenda_item", title="关于试用的议题"):
        data = {"pack": pack, "kind": kind, "title": title, "facts": dict(known)}
        session = session_of(create(str(tmp_path / "case.yaml"), data).path)
        entry = session.fact(facts[0])
        return PageTicks(session, Page(entry.group, tuple(facts), multi=entry.type == "bool"))

    return made


def test_every_no_of_a_page_is_said_before_and_on_record_after(page_of):
    ticks = page_of(["market_activity", "stability_risk", "staffing"])
    assert ticks.enter_words() == "3 项都记为“否”"
    ticks.toggle("staffing")
    ticks.toggle_unsure("stability_risk")
    assert ticks.enter_words() == "其余 1 项记为“否”，1 项未答"
    ticks.save()
    what = read_document(ticks.session.path).data["history"][-1]["what"]
    labels = [ticks.session.fact(fact).label for fact in ("staffing", "market_activity", "stability_risk")]
    assert what == "是：{}；否：{}；不清楚：{}".format(*labels)


def test_what_would_break_a_clause_is_not_answered_by_an_unticked_box(page_of):
    ticks = page_of(["concerns_whole", "substantive", "staffing"], {"meeting": "standing"})
    assert ticks.marks == {"concerns_whole": "unsure", "substantive": "unsure", "staffing": "no"}
    assert ticks.left == ["concerns_whole", "substantive"]
    ticks.toggle("substantive")
    ticks.toggle("substantive")  # a second time: no, and said so
    ticks.save()
    assert ticks.session.case.facts == {"meeting": "standing", "substantive": False, "staffing": False}


def test_a_no_that_sends_the_item_to_another_meeting_must_be_said(page_of):
    """Where only the emergency allows the meeting proposed, an unticked box must not deny the emergency."""
    known = {"meeting": "mayor_office", "disagreement": False, "budget_item": ["supplement"], "budget_amount_wan": 900}
    ticks = page_of(["urgent_or_emergency", "staffing"], known | {"coordination_only": False}, "qianjiang")
    assert ticks.marks == {"urgent_or_emergency": "unsure", "staffing": "no"}
    ticks.toggle_unsure("urgent_or_emergency")
    assert ticks.marks["urgent_or_emergency"] == "no"  # said by hand


def test_a_choice_nobody_made_records_nothing(page_of):
    ticks = page_of(["meeting"])
    assert ticks.enter_words() == "（还没有选）"
    assert ticks.enter_words("standing") == "记为“常务会议”"


def test_a_list_without_ticks_says_what_it_records(page_of):
    ticks = page_of(["agenda_matter"])
    assert ticks.enter_words() == "记为“以上都不是”"
    ticks.toggle("transmit")
    assert ticks.enter_words() == "选定 1 项"


def test_what_the_title_speaks_of_is_not_denied_by_silence(page_of):
    title = "关于拆迁经费的议题"
    ticks = page_of(["staffing", "funds", "stability_risk"], title=title)
    assert ticks.marks == {"staffing": "no", "funds": "unsure", "stability_risk": "unsure"}
    assert ticks.in_title["funds"] == "经费" and ticks.enter_words() == "1 项记为“否”，2 项未答"
    rows = [row.text for row in page_rows(ticks.session, ticks.page, ticks.marks, 60, why=False)]
    place = next(place for place, text in enumerate(rows) if text.startswith("[?] 2 "))
    assert rows[place + 1].strip() == "标题里写了“经费”"
    ticks.deny("funds")
    assert ticks.marks["funds"] == "no"
    rows = page_rows(ticks.session, ticks.page, ticks.marks, 60, why=False)
    assert not any("“经费”" in row.text for row in rows)
    ticks.take({"staffing": "yes"})  # as the line mode takes an answer: what was not named stays open
    assert ticks.left == ["funds", "stability_risk"]


def test_words_of_a_title_that_cannot_be_read_keep_nothing_open(tmp_path):
    """What is wrong with the file is said where its kinds are asked for."""
    pack = load_pack("qianjiang")._replace(folder=str(tmp_path / "packs" / "mine"))
    assert "funds" in said_in_title(pack, "关于拨付经费的议题")  # where none lies beside the pack, everybody's
    (tmp_path / "packs" / "mine").mkdir(parents=True)
    own = tmp_path / "packs" / "mine" / "profiles.yaml"
    for text in ("titles: [", "titles: 3\n", "titles:\n  land: 绿地\nprofiles: {}\n", "x: {titles: {land: [绿地]}}\n"):
        own.write_text(text, encoding="utf-8")
        assert "land" not in said_in_title(pack, "关于绿地的议题")
    own.write_text("titles:\n  # 本地的说法\n  land: [绿地]\nprofiles: {}\n", encoding="utf-8")
    assert said_in_title(pack, "关于绿地的议题") == {"land": "绿地"}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"funds": "no"}, "记为“否”"),
        ({"funds": "yes"}, "记为“是”"),
        ({"funds": "unsure"}, "1 项未答"),
        ({"funds": "no", "land": "unsure"}, "1 项记为“否”，1 项未答"),
        ({"funds": "no", "land": "yes"}, "其余 1 项记为“否”"),
        ({"funds": "no", "land": "no"}, "2 项都记为“否”"),
        ({"funds": "yes", "land": "yes"}, "2 项都记为“是”"),
    ],
    ids=range(7),
)
def test_what_enter_records_is_said_plainly_of_one_thing_too(page_of, said, words):
    ticks = page_of(list(said))
    ticks.take(said)
    assert ticks.enter_words() == words
