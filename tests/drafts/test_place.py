"""The place that a draft names: offered to a case under the national rules alone, whose words are then its own."""

from datetime import date, datetime

import pytest

from clerkcheck.calendars.workdays import national_calendar
from clerkcheck.cases.saving import open_stored
from clerkcheck.desk.draft_proposals import offers, take
from clerkcheck.desk.session import Session
from clerkcheck.drafts.names import place_of
from clerkcheck.drafts.reading import draft_report

ORGANS = {
    "禾谷县人民政府办公室": "禾谷县", "莘县人民政府": "莘县", "禾谷县城市管理局": "禾谷县", "中共云水县委": "云水县",
    "云岭县青石镇人民政府": "云岭县", "临江市东山区人民政府": "临江市东山区", "内蒙古自治区人民政府": "内蒙古自治区",
    "县人民政府": "", "本县人民政府": "", "青石镇人民政府": "", "临江市东山区教育局": "", "国务院办公厅": "",
    "国家税务总局云水县税务局": "", "市场监管总局": "",
}  # fmt: skip


@pytest.mark.parametrize(("organ", "place"), ORGANS.items(), ids=ORGANS)
def test_the_place_of_an_organ(organ, place):
    assert place_of(organ) == place


@pytest.fixture
def opened(tmp_path):
    """Open a case of these lines beside a request of 青石镇 to 云岭县: its session and its draft's report."""
    text = "关于修缮仓库的请示\n云岭县人民政府：\n恳请安排经费。\n妥否，请批示。\n青石镇人民政府\n2026年9月18日\n"
    (tmp_path / "draft.txt").write_text(text, encoding="utf-8")

    def session(lines):
        path = tmp_path / "case.yaml"
        path.write_text(f"{lines}\nkind: document\ntitle: 关于修缮仓库的请示\nfacts: {{}}\n", encoding="utf-8")
        now = datetime(2026, 11, 23, 9, 30)
        return Session(open_stored(str(path)), national_calendar(), date(2026, 11, 23), lambda: now)

    return session, draft_report(str(tmp_path / "draft.txt"))


def test_taken_under_the_national_rules_and_taken_back(opened):
    session, report = opened[0]("pack: national"), opened[1]
    [offer] = [each for each in offers(report, session.case, session.pack) if each.proposal.id == "place"]
    assert (offer.label, offer.value, offer.proposal.words) == ("地名", "云岭县", "云岭县人民政府：")
    take(session, offer, "draft.txt")
    assert session.stored.data["place"] == "云岭县" and session.pack.region == "云岭县"
    assert "县政府常务会议" in session.pack.vocabulary.meetings.values()
    assert "云岭县人民政府：" in session.stored.data["history"][-1]["what"]
    assert not [each for each in offers(report, session.case, session.pack) if each.proposal.id == "place"]
    session.undo()
    assert "place" not in session.stored.data and "县政府常务会议" not in session.pack.vocabulary.meetings.values()


@pytest.mark.parametrize("lines", ["pack: qianjiang", "pack: national\nplace: 禾谷县"], ids=["own_pack", "said"])
def test_not_offered_where_the_place_is_known(opened, lines):
    session = opened[0](lines)
    assert not [each for each in offers(opened[1], session.case, session.pack) if each.proposal.id == "place"]
