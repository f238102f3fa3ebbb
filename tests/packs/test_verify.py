"""`pack verify`: quotations and articles against a copy of the regulation, in whatever form the copy comes."""

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from clerkcheck.cli.main import run
from clerkcheck.cli.pack.which_pack import pack_at
from clerkcheck.packs.source_text import canonical, read_source, split_source
from clerkcheck.packs.store import load_pack, pack_ids
from clerkcheck.packs.verify import most_similar, verify
from clerkcheck.reading.errors import InputError

SHARED = Path(__file__).resolve().parents[3] / "shared"
SOURCES = SHARED / "sources"
NATIONAL_SOURCES = SHARED / "national" / "sources"
HEAD = """id: demo
region: 演示区
regulation: 《演示区议事规则》
government: 区政府
document_number: null
issued: null
in_force: {from: null}
article_count: 4
files: [all.yaml]
"""
CLAUSE = """  - id: dm-{n}
    quote: '{quote}'
    kind: check
    applies_to: agenda_item
    forbid: ad_hoc
    modality: must_not
    gist: 要旨
    remedy: 办法
"""
RULES = f"""chapter: 全文
articles:
- article: 第一条
  skip: 制定目的
- article: 第二条
  clauses:
{CLAUSE.format(n="2-1", quote="议题“一事一报”，不得临时提交")}\
{CLAUSE.format(n="2-2", quote="须经区长审定（含书面同意）")}
- article: 第三条
  clauses:
{CLAUSE.format(n="3-1", quote="材料应当提前3日送达；逾期不予受理")}
"""
TEXT = """演示区议事规则

第一条　为规范议事，制定本规则。
第二条　议题“一事一报”，不得临时提交，须经区长审定（含书面同意）。
第三条　议题材料应当提前3日送达；逾期不予受理。
"""
TRADITIONAL = """演示區議事規則

第一條　為規範議事，制定本規則。
第二條　議題「一事一報」，不得臨時提交，須經區長審定（含書面同意）。
第三條　議題材料應當提前3日送達；逾期不予受理。
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "demo" / "all.yaml").write_text(RULES, encoding="utf-8")
    return tmp_path


def verified(text, day="2026-11-22"):
    pack = load_pack("demo/")
    (instrument,) = pack.instruments.values()
    return verify(pack, instrument, split_source(text, "x").articles, date.fromisoformat(day))


def status(text):
    return {each.clause: each.status for each in verified(text).quotes}


ALL_FOUND = {"dm-2-1": "found", "dm-2-2": "found", "dm-3-1": "found"}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        unicodedata.normalize("NFKC", TEXT).replace("。", "."),
        TEXT.replace("“", '"').replace("”", '"'),
        TEXT.replace("“", "「").replace("”", "」"),
        TEXT.replace("临时提交，", "临时\n提交，  "),
        TEXT.replace("第一条　", "一、").replace("第二条　", "二、").replace("第三条　", "三、"),
    ],
    ids=["as written", "half-width", "straight quotes", "corner quotes", "broken lines", "listed"],
)
def test_the_form_of_the_text_makes_no_difference(text):
    found = verified(text)
    assert {each.clause: each.status for each in found.quotes} == ALL_FOUND
    assert found.clean


@pytest.mark.parametrize("suffix", [".txt", ".docx"])
@pytest.mark.parametrize("text", [TEXT, TRADITIONAL], ids=["simplified", "traditional"])
def test_files(home, suffix, text, capsys):
    path = home / f"源{suffix}"
    if suffix == ".docx":
        document = Document()
        for line in text.splitlines():
            document.add_paragraph(line)
        document.save(path)
    else:
        path.write_text(text, encoding="utf-8-sig")
    assert run(["pack", "verify", "./demo", "--source", str(path)]) == 0
    assert "引文 3 处：在所引的条 3 处" in capsys.readouterr().out


@pytest.mark.usefixtures("home")
def test_a_changed_quotation_is_gone_and_brings_the_passage_most_like_it():
    found = verified(TEXT.replace("提前3日送达", "提前5日送达"))
    gone = [each for each in found.quotes if each.status == "gone"]
    assert [(each.clause, each.article, each.elsewhere) for each in gone] == [("dm-3-1", "第三条", ())]
    assert gone[0].similar == "议题材料应当提前5日送达；逾期不予受理"
    assert not found.unaccounted and not found.vanished and not found.clean


@pytest.mark.usefixtures("home")
def test_a_quotation_with_nothing_like_it_brings_nothing():
    assert verified(TEXT.replace("议题材料应当提前3日送达；逾期不予受理", "另行规定")).quotes[2].similar == ""


@pytest.mark.usefixtures("home")
def test_an_inserted_article_is_found_though_its_number_is_taken():
    found = verified(TEXT.replace("第三条", "第三条　会议由区长主持。\n第四条"))
    assert {each.clause: (each.status, each.elsewhere) for each in found.quotes}["dm-3-1"] == ("moved", ("第四条",))
    assert [(each.number, each.opening) for each in found.unaccounted] == [("第三条", "会议由区长主持")]
    assert found.vanished == ()


@pytest.mark.usefixtures("home")
def test_articles_only_one_side_has():
    found = verified(TEXT.replace("第三条　议题材料应当提前3日送达；逾期不予受理", "第四条　本规则自印发之日起施行"))
    assert [each.number for each in found.unaccounted] == ["第四条"]
    assert found.vanished == ("第三条",)
    assert status(TEXT) == ALL_FOUND


def test_a_stub_accounts_for_nothing(home):
    rules = RULES.replace("skip: 制定目的", "skip: 待整理：为规范议事")
    (home / "demo" / "all.yaml").write_text(rules, encoding="utf-8")
    assert [each.number for each in verified(TEXT).unaccounted] == ["第一条"]


@pytest.mark.parametrize(("day", "status", "clean"), [("2026-06-30", "gone", False), ("2026-07-01", "lapsed", True)])
def test_a_clause_that_is_not_in_force_may_be_missing(home, day, status, clean):
    text = TEXT.replace("不得临时提交，须经区长审定（含书面同意）", "不得临时提交")
    ended = "    remedy: 办法\n    in_force: {until: 2026-06-30}\n- article: 第三条"
    dated = RULES.replace("    remedy: 办法\n\n- article: 第三条", ended)
    assert dated != RULES
    (home / "demo" / "all.yaml").write_text(dated, encoding="utf-8")
    found = verified(text, day)
    assert [each.status for each in found.quotes] == ["found", status, "found"]
    assert found.clean is clean


def test_json(home, capsys):
    (home / "a.txt").write_text(TEXT.replace("提前3日", "提前5日") + "第四条　附则。\n", encoding="utf-8")
    assert run(["pack", "verify", "./demo", "--source", "a.txt", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["schema"], data["clean"]) == ("clerkcheck.pack-verify/1", False)
    assert [each["status"] for each in data["quotes"]] == ["found", "found", "gone"]
    (own,) = load_pack("demo/").instruments
    assert {each["instrument"] for each in data["quotes"]} == {own}
    assert data["unaccounted"] == [{"instrument": own, "article": "第四条", "opening": "附则"}]
    assert data["vanished"] == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.txt", None, "没有这个文件"),
        ("none.docx", None, "没有这个文件"),
        ("a.docx", b"PK\x03\x04 cut short", "不是完好的 .docx"),
        ("a.docx", b"plain text", "不是完好的 .docx"),
        ("a.pdf", b"%PDF-1.7", "读不了 .pdf 文件"),
        ("a.txt", "第一条".encode("gbk"), "不是 UTF-8"),
        ("a.txt", "没有条号的文字".encode(), "没有找到条文"),
    ],
)
def test_what_cannot_be_read_is_status_2(home, capsys, name, content, said):
    if content is not None:
        (home / name).write_bytes(content)
    assert run(["pack", "verify", "./demo", "--source", name]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_a_folder_given_as_source_is_status_2(capsys):
    assert run(["pack", "verify", "./demo", "--source", "demo"]) == 2
    assert "demo：这是文件夹，不是文件。给出原文的文件" in capsys.readouterr().err


def test_a_reference_at_the_start_of_a_line_opens_no_article():
    text = "第一条 甲。\n第三条规定的事项除外。\n第二条 乙。\n第二条之一 丙。\n第三条 丁。"
    articles = split_source(text, "x").articles
    assert [each.number for each in articles] == ["第一条", "第二条", "第二条之一", "第三条"]
    assert articles[0].text == "甲。\n第三条规定的事项除外。"


def test_a_list_inside_an_article_opens_no_article():
    articles = split_source("第一条 甲：\n一、子；\n二、丑。\n第二条 乙。", "x").articles
    assert [each.number for each in articles] == ["第一条", "第二条"]


def test_chapters_by_their_headings_numbered_bare_or_on_two_lines():
    text = "规则\n总  则\n第一条 甲。\n第二章 会议\n第一节 全会\n第二条 乙。\n第三章\n\n公文\n第三条 丙。"
    source = split_source(text, "x")
    assert [each.chapter for each in source.articles] == ["总 则", "第二章 会议", "第三章 公文"]
    assert source.preface == "规则"


@pytest.mark.parametrize(
    ("one", "other"), [("（一）甲，乙；丙", "(一)甲,乙;丙"), ("３％—５％", "3%-5%"), ("甲 　乙", "甲乙")]
)
def test_canonical(one, other):
    assert canonical(one) == canonical(other)


def test_most_similar_takes_whole_phrases():
    text = "区长主持会议，议题须提前三日报送，并附审查意见。其他事项另定。"
    assert most_similar("议题须提前五日报送", text) == "议题须提前三日报送"


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the regulations (../shared/sources) are not on this machine")
@pytest.mark.parametrize("pack_id", [each for each in pack_ids() if load_pack(each).article_count])
def test_every_pack_against_its_regulation(pack_id, capsys):
    assert run(["pack", "verify", pack_id, "--source", str(SOURCES / f"{pack_id}.txt")]) == 0
    assert "与原文一致" in capsys.readouterr().out


@pytest.mark.skipif(not NATIONAL_SOURCES.is_dir(), reason="the laws (../shared/national) are not on this machine")
def test_the_national_pack_against_all_its_instruments(capsys):
    assert run(["pack", "verify", "national", "--source", str(NATIONAL_SOURCES)]) == 0
    out = capsys.readouterr().out
    assert out.count("与原文一致") == len(pack_at("national").instruments) == 15
    assert "【" not in out


# --- a pack of several instruments, each with a text of its own

TWO = {
    "pack.yaml": """id: demo
region: 演示区
regulation: 演示的两部法规
government: 区政府
files: [act.yaml, notice.yaml]
""",
    "act.yaml": """instrument:
  id: act
  regulation: 《演示法》
  document_number: null
  issued: null
  in_force: 2020-01-01
  rank: law
articles:
- article: 第一条
  skip: 制定目的
- article: 第二条
  clauses:
"""
    + CLAUSE.format(n="2-1", quote="议题“一事一报”，不得临时提交"),
    "notice.yaml": """instrument:
  id: notice
  regulation: 《演示通知》
  document_number: 演发〔2020〕1号
  issued: 2020-01-01
  in_force: 2020-01-01
  rank: state_council_office
  partial: true
articles:
- article: 二（三）
  clauses:
"""
    + CLAUSE.format(n="2-3", quote="材料应当提前3日送达"),
}
ACT = """演示法
第一条　为规范议事，制定本法。
第二条　议题“一事一报”，不得临时提交。
"""
NOTICE = """演示通知
二、（三）议题材料应当提前3日送达。
"""


@pytest.fixture
def two(tmp_path, monkeypatch):
    """A pack of two instruments in demo/, and their texts in texts/."""
    monkeypatch.chdir(tmp_path)
    for folder, files in (("demo", TWO), ("texts", {"act.txt": ACT, "notice.txt": NOTICE})):
        (tmp_path / folder).mkdir()
        for name, text in files.items():
            (tmp_path / folder / name).write_text(text, encoding="utf-8")
    return tmp_path


def verified_two(source, *options):
    return run(["pack", "verify", "./demo", "--source", source, *options])


@pytest.mark.usefixtures("two")
def test_each_instrument_against_its_own_text(capsys):
    assert verified_two("texts") == 0
    out = capsys.readouterr().out.splitlines()
    assert [out[0], out[3]] == ["《演示法》", "《演示通知》"]
    assert out[2] == out[5] == "与原文一致"


def test_a_wrong_quotation_is_told_under_its_instrument(two, capsys):
    (two / "texts" / "notice.txt").write_text(NOTICE.replace("3日", "5日"), encoding="utf-8")
    assert verified_two("texts") == 1
    act, notice = capsys.readouterr().out.split("《演示通知》")
    assert "与原文一致" in act and "与原文一致" not in notice
    assert "【找不到】dm-2-3 二（三）“材料应当提前3日送达”" in notice
    assert verified_two("texts", "--format", "json") == 1
    data = json.loads(capsys.readouterr().out)
    assert [(each["instrument"], each["status"]) for each in data["quotes"]] == [("act", "found"), ("notice", "gone")]


def test_an_article_the_pack_has_not_names_its_instrument(two, capsys):
    text = ACT + "第三条　区长主持会议。\n"
    (two / "texts" / "act.txt").write_text(text, encoding="utf-8")
    assert verified_two("texts", "--format", "json") == 1
    unaccounted = json.loads(capsys.readouterr().out)["unaccounted"]
    assert unaccounted == [{"instrument": "act", "article": "第三条", "opening": "区长主持会议"}]


def test_a_missing_text_is_status_2(two, capsys):
    (two / "texts" / "notice.txt").unlink()
    assert verified_two("texts") == 2
    said = capsys.readouterr().err
    assert "texts" in said and "没有 《演示通知》 的原文" in said and "notice.txt" in said


@pytest.mark.usefixtures("two")
def test_a_file_for_several_instruments_is_status_2(capsys):
    assert verified_two("texts/act.txt") == 2
    said = capsys.readouterr().err
    assert "texts/act.txt" in said and "要给出文件夹" in said and "act.txt" in said


def test_read_source_names_the_file():
    with pytest.raises(InputError) as caught:
        read_source("不存在.txt")
    assert "不存在.txt" in str(caught.value)


def test_the_text_of_another_regulation_is_told_first(home, capsys):
    (home / "别.txt").write_text(TEXT.replace("演示区", "岩门县").replace("送达", "送到"), encoding="utf-8")
    assert run(["pack", "verify", "./demo", "--source", "别.txt"]) == 1
    said = capsys.readouterr().out.replace("\n    ", "").splitlines()
    told = "【提醒】原文的标题是《岩门县议事规则》，规则包是《演示区议事规则》：多半给错了文件，换这一部的原文"
    assert said[:2] == ["《演示区议事规则》", told]
    (home / "同.txt").write_text(f"某市{TEXT}", encoding="utf-8")  # a longer form of the same name
    run(["pack", "verify", "./demo", "--source", "同.txt"])
    assert "标题" not in capsys.readouterr().out
