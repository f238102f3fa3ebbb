"""Under the national rules alone a case speaks of the meetings of its own place; what office and case may say of it."""

import json
from pathlib import Path

import pytest

from clerkcheck.__main__ import main

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "national-investment-agreement.yaml"
REST = EXAMPLE.read_text(encoding="utf-8").partition("place: 禾谷县\n")[2]
LOCAL = "kind: agenda_item\ntitle: 关于甲的议题\n"


@pytest.fixture
def said(tmp_path, capsys):
    """What ``check`` says of a case with these first lines, beside an office file where one is given."""

    def of(first, office="", rest=REST):
        if office:
            (tmp_path / "办公室.yaml").write_text(office, encoding="utf-8")
        path = tmp_path / "case.yaml"
        path.write_text(first + rest, encoding="utf-8")
        status = main(["check", str(path), "--as-of", "2026-11-22"])
        return status, "".join(capsys.readouterr())

    return of


@pytest.mark.parametrize(
    ("place", "word"),
    [("禾谷县", "县政府"), ("沙坪区", "区政府"), ("灵山市人民政府", "市政府"), ("青山自治旗", "旗政府")],
    ids=["county", "district", "city", "banner"],
)
def test_meetings_are_called_as_the_place_calls_them(said, place, word):
    out = said(f"pack: national\nplace: {place}\n")[1]
    assert f"【会议】{word}全体会议或{word}常务会议" in "".join(out.split())


def test_the_office_may_say_it_for_all_its_cases_and_the_case_goes_before(said):
    assert "县政府" in said("pack: national\n", "place: 禾谷县\n")[1]
    assert "区政府" in said("pack: national\nplace: 沙坪区\n", "place: 禾谷县\n")[1]


@pytest.mark.parametrize(
    ("pack", "left"),
    [
        ("national", ["土地管理法》", "（national/taking）", "预算法》、《政府投资条例》（national/finance）"]),
        ("national/finance", ["土地管理法》", "（national/brevity）"]),
        ("qianjiang", []),
    ],
)
def test_what_was_not_looked_at_is_said_beside_the_outcome(said, pack, left):
    """A county without rules of its own is not told that all is in order by laws that nobody asked for."""
    out = "".join(said(f"pack: {pack}\n", "place: 禾谷县\n")[1].split())
    assert all(each in out for each in left) and ("没有查" in out) == bool(left)
    assert "national/finance）" not in out or pack == "national"


def test_the_head_of_every_paper_names_the_place(tmp_path, capsys):
    (tmp_path / "case.yaml").write_text("pack: national\nplace: 禾谷县\n" + REST, encoding="utf-8")
    rules = "国家法律、行政法规和中央文件（10 部）"
    on_one_page = ["check", "-f", "markdown"]  # it has no line of its own for those that are held in part
    for words in (["check"], on_one_page, [*on_one_page, "--full"], ["plan"]):
        main([*words, str(tmp_path / "case.yaml"), "--as-of", "2026-11-22"])
        said = capsys.readouterr().out
        line = f"{rules}；其中 3 部存本不全" if words is on_one_page else rules
        assert "地方：禾谷县\n" in said and f"规则：{line}\n" in said
    main(["summary", str(tmp_path), "--as-of", "2026-11-22"])
    assert f"规则：禾谷县：{rules}\n" in capsys.readouterr().out


def test_the_json_report_names_the_place_where_there_is_one(tmp_path, capsys):
    def case(pack, office=""):
        (tmp_path / "办公室.yaml").write_text(office, encoding="utf-8")
        (tmp_path / "case.yaml").write_text(f"pack: {pack}\n{LOCAL}", encoding="utf-8")
        main(["check", str(tmp_path / "case.yaml"), "-f", "json"])
        return json.loads(capsys.readouterr().out)["case"]

    assert case("national\nplace: 禾谷县")["place"] == case("national", "place: 禾谷县")["place"] == "禾谷县"
    assert "place" not in case("national") and "place" not in case("qianjiang\nplace: 禾谷县")
    (tmp_path / "办公室.yaml").write_text("place: 禾谷县", encoding="utf-8")
    (tmp_path / "册.csv").write_text("规则包,事项名称,类型\nnational,甲,议题\n", encoding="utf-8")
    main(["batch", str(tmp_path / "册.csv"), "-o", str(tmp_path / "果.jsonl")])
    (row,) = map(json.loads, (tmp_path / "果.jsonl").read_text(encoding="utf-8").splitlines())
    assert row["case"]["place"] == "禾谷县"


MINUTES = """kind: document
title: 云岭县人民政府常务会议纪要
facts: {issued_by: government, addressed_to: none, genre: minutes, secrecy_level: none, disclosure: none, barred_from_disclosure: true, classified: true}
materials: {disclosure_reason: done, secrecy_review: done}
"""
PLAIN_ITEM = """kind: agenda_item
title: 关于追加防汛经费的议题
facts: {coordination_only: false, policy_document: false, normative_document: false, major_decision: false, major_matter: false,
  market_activity: false, meeting: mayor_office, important: false}
"""


def test_what_the_nation_leaves_to_the_rules_of_the_place_is_said(said):
    out = said("pack: national\nplace: 云岭县\n", rest=PLAIN_ITEM)[1]
    assert "【会议】所查的规定没有写必须上哪个会议，以本地的规则为准" in out
    assert "【签批】所查的规定没有写由谁签发，以本地的规则为准" in said("pack: national\n", rest=MINUTES)[1]


def test_a_pack_of_a_place_keeps_its_own_words(said):
    alone = said("pack: qianjiang\n", rest=LOCAL)
    assert said("pack: qianjiang\n", "place: 禾谷县\n", LOCAL) == alone


@pytest.mark.parametrize("name", ["禾谷", "县", "[red]县[/red]的一个很长很长很长很长的名字县", "12"])
def test_a_name_that_shows_no_level_is_refused_at_its_place(said, name):
    status, out = said(f"pack: national\nplace: '{name}'\n")
    assert status == 2 and "case.yaml 第 2 行" in out and "写地名全称" in out
    status, out = said("pack: national\n", f"name: 某办公室\nplace: '{name}'\n")
    assert status == 2 and "办公室.yaml 第 2 行" in out


def test_new_writes_it_or_leaves_room_for_it(tmp_path, capsys):
    def new(name, *options):
        status = main(["new", str(tmp_path / name), *options])
        return status, capsys.readouterr().err

    assert new("a.yaml", "--pack", "national", "--place", "禾谷县")[0] == 0
    written = (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert "place: 禾谷县\n" in written and "县政府常务会议" in written
    assert new("b.yaml", "--pack", "national")[0] == 0
    assert "# place:" in (tmp_path / "b.yaml").read_text(encoding="utf-8")
    for pack, place, what in (("qianjiang", "禾谷县", "不用写地名"), ("national", "禾谷", "看不出")):
        status, err = new("c.yaml", "--pack", pack, "--place", place)
        assert status == 2 and what in err and not (tmp_path / "c.yaml").exists()
